"""YAML is not nested deeper than anybody can follow."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding where the nesting passes the limit; nothing below it is read."""
    message = f"lists and mappings lie {fault.expected} deep; the limit is 20"
    yield RULE.finding(
        subject, fault.at, message, help="Write it flatter; no field of the form needs more than 6 levels"
    )


RULE = FaultRule(
    id="input-depth",
    weight=Weight.ERROR,
    summary="YAML nested deeper than 20 levels",
    kinds=(FaultKind.INPUT,),
    words=words,
)
