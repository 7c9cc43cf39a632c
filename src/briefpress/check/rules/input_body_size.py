"""The body of a file is of a size that people read and machines can render in time."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding at the start of the body."""
    message = f"the body has {fault.expected}; the limit is 200 kB"
    yield RULE.finding(
        subject,
        fault.at,
        message,
        help="Split the text into several briefings; a briefing has at most 1,050 words in its body",
    )


RULE = FaultRule(
    id="input-body-size",
    weight=Weight.ERROR,
    summary="a body over 200 kB",
    kinds=(FaultKind.INPUT,),
    words=words,
)
