"""Files are UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding at the first byte that cannot be read; nothing of the file is used."""
    message = f"not UTF-8: {fault.expected} cannot stand here"
    yield RULE.finding(subject, fault.at, message, help="Save the file as UTF-8")


RULE = FaultRule(
    id="input-encoding",
    weight=Weight.ERROR,
    summary="a file that is not UTF-8",
    kinds=(FaultKind.INPUT,),
    words=words,
)
