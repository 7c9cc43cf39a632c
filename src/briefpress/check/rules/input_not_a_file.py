"""What is named like a file of the site is one that can be read."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each such name."""
    message = f"{fault.expected} stands where a file belongs"
    yield RULE.finding(subject, fault.at, message, help="Rename or remove it")


RULE = FaultRule(
    id="input-not-a-file",
    weight=Weight.ERROR,
    summary="something that is no readable file",
    kinds=(FaultKind.INPUT,),
    words=words,
)
