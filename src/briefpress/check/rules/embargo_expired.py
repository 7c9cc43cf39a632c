"""An embargo that is over is tidied up."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.evidence.locking import is_due
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import Status


def check(subject: Subject) -> Iterator[Finding]:
    """A finding when the moment of an embargo has come and the file still says `embargoed`."""
    entry = subject.document.entry
    if entry.status is Status.EMBARGOED and is_due(entry.embargo_until, subject.now):
        message = f"embargo ended {entry.embargo_until}; still embargoed"
        help = "The page is public since then: write `status: published`"
        at, related = subject.at("status"), ((subject.at("embargo_until"), "the moment"),)
        yield RULE.finding(subject, at, message, help=help, related=related)


RULE = FileRule(
    id="embargo-expired",
    weight=Weight.WARNING,
    summary="an embargo whose moment has passed",
    check=check,
)
