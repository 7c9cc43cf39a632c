"""Names of files are plain text."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each such name."""
    message = "the name of this file holds characters that cannot be shown"
    yield RULE.finding(subject, fault.at, message, help="Rename it: lower-case letters, digits and hyphens")


RULE = FaultRule(
    id="input-file-name",
    weight=Weight.ERROR,
    summary="a file name that is not plain text",
    kinds=(FaultKind.INPUT,),
    words=words,
)
