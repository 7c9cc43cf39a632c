"""A file holds one YAML document."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding where the second document begins."""
    message = f"{fault.expected} begins here; a file holds one"
    yield RULE.finding(
        subject, fault.at, message, help='Remove the line "---", or put the rest into a file of its own'
    )


RULE = FaultRule(
    id="input-documents",
    weight=Weight.ERROR,
    summary="several YAML documents in one file",
    kinds=(FaultKind.INPUT,),
    words=words,
)
