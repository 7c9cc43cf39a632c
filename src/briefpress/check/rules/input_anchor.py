"""YAML names nothing for later use."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each anchor."""
    message = f'anchor "{fault.expected}" is not accepted'
    yield RULE.finding(
        subject,
        fault.at,
        message,
        help="Write the value out where it is needed; put text that begins with & in quotes",
    )


RULE = FaultRule(
    id="input-anchor",
    weight=Weight.ERROR,
    summary="an anchor in YAML",
    kinds=(FaultKind.INPUT,),
    words=words,
)
