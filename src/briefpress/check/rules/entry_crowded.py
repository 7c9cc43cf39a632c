"""A page holds no more than a reader can follow."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.finding import Finding

_LIMITS = {"claims": 25, "sources": 12}


def check(subject: Subject) -> Iterator[Finding]:
    """One finding when there are too many claims, and one when there are too many sources."""
    entry = subject.document.entry
    for key, limit in _LIMITS.items():
        count = len(getattr(entry, key))
        if count > limit:
            message = f"{count} {key}; readers lose the thread above {limit}"
            help = "Split it and join the parts by a digest"
            yield RULE.finding(subject, subject.at(key, key=True), message, help=help)


RULE = FileRule(
    id="entry-crowded",
    weight=Weight.WARNING,
    summary="more claims or sources than a reader can follow",
    check=check,
)
