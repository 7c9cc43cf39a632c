"""No character hides or reorders what a reader sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each such character."""
    what = "is a control character" if _is_control(fault.expected) else "hides or reorders text"
    message = f"character {fault.expected} is not accepted: it {what}"
    yield RULE.finding(
        subject,
        fault.at,
        message,
        help="Delete it; it is invisible, so delete and retype the words on both sides",
    )


def _is_control(name: str) -> bool:
    """True for a name such as U+0000 of a character that Unicode counts among the controls."""
    number = name.removeprefix("U+")
    return name.startswith("U+") and unicodedata.category(chr(int(number, 16))) == "Cc"


RULE = FaultRule(
    id="input-character",
    weight=Weight.ERROR,
    summary="an invisible or reordering character",
    kinds=(FaultKind.INPUT,),
    words=words,
)
