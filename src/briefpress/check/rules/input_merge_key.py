"""YAML merges no mapping into another."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each merge key."""
    message = f'merge key "{fault.expected}" is not accepted'
    yield RULE.finding(subject, fault.at, message, help="Write the fields out")


RULE = FaultRule(
    id="input-merge-key",
    weight=Weight.ERROR,
    summary="a merge key in YAML",
    kinds=(FaultKind.INPUT,),
    words=words,
)
