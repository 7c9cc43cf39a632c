"""A file is of a size that can be read in time."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding

TOO_MANY = "values"
"""What the fault expects when the values are too many, and not the bytes."""


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for the whole file, of which nothing is used."""
    if fault.expected == TOO_MANY:
        message = "there are more values up to here than can be read in time; nothing of the file is used"
        yield RULE.finding(subject, fault.at, message, help="Keep only what the briefings need")
        return
    message = f"the file is larger than {_limit(fault.at.path)}, which is the limit"
    templates = fault.at.path.startswith("templates/")
    help = "Split it, or make it smaller" if templates else "Split it, or keep only what is quoted"
    yield RULE.finding(subject, fault.at, message, help=help)


def _limit(path: str) -> str:
    for folder, limit in _LIMITS.items():
        if path.startswith(folder):
            return limit
    return "512 kB" if path.startswith("briefings/") else "4 MB"  # the rest are snapshots elsewhere


_LIMITS = {
    "briefings/_registry/": "32 MB",
    "briefings/_snapshots/": "4 MB",
    "templates/assets/": "16 MB",
    "templates/": "1 MB",
}
"""By folder, the inner ones first."""


RULE = FaultRule(
    id="input-size",
    weight=Weight.ERROR,
    summary="a file over its limit",
    kinds=(FaultKind.INPUT,),
    words=words,
)
