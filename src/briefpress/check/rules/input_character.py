"""No character hides or reorders what a reader sees."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each such character."""
    message = f"character {fault.expected} is not accepted: it hides or reorders text"
    yield RULE.finding(
        subject,
        fault.at,
        message,
        help="Delete it; it is invisible, so delete and retype the words on both sides",
    )


RULE = FaultRule(
    id="input-character",
    weight=Weight.ERROR,
    summary="an invisible or reordering character",
    kinds=(FaultKind.INPUT,),
    words=words,
)
