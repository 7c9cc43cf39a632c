"""YAML gives its values no types of its own."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each tag."""
    message = f'tag "{fault.expected}" is not accepted'
    yield RULE.finding(subject, fault.at, message, help="Remove it; put text that begins with ! in quotes")


RULE = FaultRule(
    id="input-tag",
    weight=Weight.ERROR,
    summary="a tag in YAML",
    kinds=(FaultKind.INPUT,),
    words=words,
)
