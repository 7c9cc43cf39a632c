"""YAML points to nothing that stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each alias."""
    message = f'alias "{fault.expected}" is not accepted'
    yield RULE.finding(
        subject, fault.at, message, help="Write the value out; put text that begins with * in quotes"
    )


RULE = FaultRule(
    id="input-alias",
    weight=Weight.ERROR,
    summary="an alias in YAML",
    kinds=(FaultKind.INPUT,),
    words=words,
)
