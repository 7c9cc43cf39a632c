"""Lines end in a way that all programs see alike."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each such line end."""
    message = f"line end {fault.expected} is not accepted"
    yield RULE.finding(subject, fault.at, message, help="Save the file with the line ends LF or CRLF")


RULE = FaultRule(
    id="input-line-end",
    weight=Weight.ERROR,
    summary="an unusual line end",
    kinds=(FaultKind.INPUT,),
    words=words,
)
