"""What is under embargo lies where nobody but the desk can read it."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.evidence.locking import is_due
from briefpress.model.finding import Finding
from briefpress.model.settings import Repository
from briefpress.model.vocabulary import Status


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for a file under embargo, before its hour, unless the site says that its repository is private."""
    entry = subject.document.entry
    if entry.status is not Status.EMBARGOED or subject.settings.repository is Repository.PRIVATE:
        return
    if not is_due(entry.embargo_until, subject.now):
        message = "under embargo, and the repository is public: anybody can read this file now"
        help = (
            "Keep it elsewhere until its hour, or set `repository: private` for the plugin if it is private"
        )
        yield RULE.finding(subject, subject.at("status"), message, help=help)


RULE = FileRule(
    id="embargo-in-public",
    weight=Weight.WARNING,
    summary="a text under embargo in a repository that anybody can read",
    check=check,
)
