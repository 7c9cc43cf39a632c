"""A file is of a size that can be read in time."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for the whole file, of which nothing is used."""
    message = f"the file is larger than {_limit(fault.at.path)}, which is the limit"
    yield RULE.finding(subject, fault.at, message, help="Split it, or keep only what is quoted")


def _limit(path: str) -> str:
    if path.startswith("briefings/_registry/"):
        return "64 MB"
    return "4 MB" if path.startswith("briefings/_snapshots/") else "512 kB"


RULE = FaultRule(
    id="input-size",
    weight=Weight.ERROR,
    summary="a file over its limit",
    kinds=(FaultKind.INPUT,),
    words=words,
)
