"""The body has its headings, and all its text stands below one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.check.rules.section_unknown import meant
from briefpress.model.document import Section
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import Status

_NEEDED: Mapping[str, Weight] = MappingProxyType(
    {"What happened": Weight.ERROR, "Why it matters": Weight.PUBLIC_ERROR}
)
"""Heading -> its weight: without the first not even a draft says anything."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each needed section that is absent or empty, and for text that is in none."""
    document = subject.document
    if document.briefing is None or document.entry.status is Status.REMOVED or document.is_broken(("body",)):
        return
    for section in document.body.sections:
        if not section.heading:
            yield _outside(subject, section)
    for heading, weight in _NEEDED.items():
        found = document.body.section(heading)
        if found is None and any(heading in meant(s.heading) for s in document.body.sections):
            continue  # section-unknown tells its misspelt name
        if found is None or not found.markdown.strip():
            yield _missing(subject, heading, weight, found)


def _outside(subject: Subject, section: Section) -> Finding:
    message = "text stands before the first section"
    return RULE.finding(subject, section.at, message, help="Put it below one of the headings, or remove it")


def _missing(subject: Subject, heading: str, weight: Weight, found: Section | None) -> Finding:
    if found is None:
        message, at, help = "not found", subject.document.last_line, "Add the heading and text"
    else:
        message, at, help = "has no text", found.at, "Write its text below the heading"
    return RULE.finding(subject, at, f'section "## {heading}" {message}', help=help, weight=weight)


RULE = FileRule(
    id="section-missing",
    weight=Weight.PUBLIC_ERROR,
    summary="a heading of the body that is absent or empty, or text above the first one",
    check=check,
)
