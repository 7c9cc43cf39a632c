"""Files begin with their text."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding at the start of the file."""
    message = f"the file begins with a byte-order mark ({fault.expected})"
    yield RULE.finding(subject, fault.at, message, help='Save it as "UTF-8" and not as "UTF-8 with BOM"')


RULE = FaultRule(
    id="input-byte-order-mark",
    weight=Weight.ERROR,
    summary="a byte-order mark at the start of a file",
    kinds=(FaultKind.INPUT,),
    words=words,
)
