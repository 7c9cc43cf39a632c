"""The summary fits on one screen with the title."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check import words
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.field import specs
from briefpress.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """One finding when the summary has more words than a briefing or a digest allows."""
    entry = subject.document.entry
    limit = next((spec.words for _, key, spec in specs(type(entry)) if key == "summary"), None)
    found = words.in_text(str(getattr(entry, "summary", "")))
    if limit is not None and found > limit:
        message = f"summary has {found} words; the limit is {limit}"
        yield RULE.finding(subject, subject.at("summary"), message, help="Cut background first")


RULE = FileRule(
    id="summary-too-long",
    weight=Weight.PUBLIC_ERROR,
    summary="a summary over its number of words",
    check=check,
)
