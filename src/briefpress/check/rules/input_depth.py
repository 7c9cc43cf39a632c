"""Neither YAML nor Markdown is nested deeper than anybody can follow."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding

IN_BODY = "body"
"""What the fault expects when the nesting is that of Markdown."""


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding where the nesting passes the limit; nothing below it is read."""
    if fault.expected == IN_BODY:
        message = "lists or quotations in the body are nested too deep to be rendered"
        yield RULE.finding(
            subject, fault.at, message, help="Write them flatter; two or three levels read well"
        )
        return
    message = f"lists and mappings lie {fault.expected} deep; the limit is 20"
    help = "Write it flatter; no field of the form needs more than 6 levels"
    yield RULE.finding(subject, fault.at, message, help=help)


RULE = FaultRule(
    id="input-depth",
    weight=Weight.ERROR,
    summary="YAML or Markdown nested too deep",
    kinds=(FaultKind.INPUT,),
    words=words,
)
