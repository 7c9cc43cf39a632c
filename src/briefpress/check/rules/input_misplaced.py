"""No file is silently passed over because it lies in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each file that no part of the site would be made from."""
    if fault.expected:
        message = "no registry file has this name"
        help = f"Rename it to one of {fault.expected}"
    else:
        message = "a briefing in the wrong place is not read"
        help = "Move it to briefings/YYYY/slug.md, or a digest to briefings/_digests/YYYY/slug.md"
    yield RULE.finding(subject, fault.at, message, help=help)


RULE = FaultRule(
    id="input-misplaced",
    weight=Weight.ERROR,
    summary="a file in a place where nothing reads it",
    kinds=(FaultKind.INPUT,),
    words=words,
)
