"""A file is loaded and rendered in the time that any honest text needs."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for the file: what exactly took so long cannot be known."""
    message = (
        f"the file was stopped: to turn it into a page takes longer than {fault.expected}, or too much memory"
    )
    help = "Look for very deep nesting, or thousands of brackets, stars or backticks in a row, and simplify"
    yield RULE.finding(subject, fault.at, message, help=help)


RULE = FaultRule(
    id="input-too-slow",
    weight=Weight.ERROR,
    summary="a text that takes seconds to be turned into a page",
    kinds=(FaultKind.INPUT,),
    words=words,
)
