"""Texts keep their limits, so that the page stays readable on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from briefpress.check import words
from briefpress.check.placed import ByKind
from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.model.field import Entry, specs
from briefpress.model.finding import Finding

_SECTIONS: Mapping[str, int] = MappingProxyType(
    {"What happened": 400, "Why it matters": 300, "Where accounts differ": 200, "How we worked": 150}
)
_DIGEST_BODY = 600
_SUPPRESSION = 25
_HELP = "Split it, or cut what is said elsewhere"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each field, section or body over its limit; the summary has a rule of its own."""
    yield from _fields(subject.by_kind)
    yield from _suppressions(subject)
    document = subject.document
    if document.digest is not None:
        yield from _counted(subject, "the body", document.body.markdown, _DIGEST_BODY)
    for section in document.body.sections if document.briefing is not None else ():
        limit = _SECTIONS.get(section.heading)
        if limit is not None:
            yield from _counted(subject, f'section "## {section.heading}"', section.markdown, limit)


def across(overview: Overview) -> Iterator[Finding]:
    """The same for the fields of registry entries."""
    yield from _fields(overview.by_kind)


def _fields(by_kind: ByKind) -> Iterator[Finding]:
    limited = (
        (one, limit) for kind, entries in by_kind.items() for limit in _limits(kind) for one in entries
    )
    for one, (name, key, most_words, most_chars) in limited:
        text = getattr(one.entry, name)
        # A text of n characters has at most (n + 1) / 2 words: most need no counting.
        if most_words and len(text) >= 2 * most_words and (found := words.in_text(text)) > most_words:
            message = f"{one.name(key)} has {found} words; the limit is {most_words}"
            yield RULE.finding(one, one.at(key), message, help=_HELP)
        if most_chars and len(text) > most_chars:
            message = f"{one.name(key)} has {len(text)} characters; the limit is {most_chars}"
            yield RULE.finding(one, one.at(key), message, help="Shorten it")


@lru_cache(maxsize=128)
def _limits(kind: type[Entry]) -> tuple[tuple[str, str, int, int], ...]:
    """(attribute, key, most words, most characters) of the fields with a limit; 0 for none."""
    limited = ((n, k, s.words or 0, s.chars or 0) for n, k, s in specs(kind) if k != "summary")
    return tuple(row for row in limited if row[2] or row[3])


def _suppressions(subject: Subject) -> Iterator[Finding]:
    suppress = subject.document.entry.suppress
    for rule, reason in suppress.items() if isinstance(suppress, dict) else ():
        found = words.in_text(reason)
        if found > _SUPPRESSION:
            message = f"suppress.{rule} has {found} words; the limit is {_SUPPRESSION}"
            yield RULE.finding(subject, subject.at("suppress", rule), message, help=_HELP)


def _counted(subject: Subject, name: str, markdown: str, limit: int) -> Iterator[Finding]:
    if words.at_most(markdown) <= limit or (found := words.in_markdown(markdown)) <= limit:
        return
    sections = subject.document.body.sections
    at = next((s.at for s in sections if s.markdown == markdown), subject.document.body.at)
    yield RULE.finding(subject, at, f"{name} has {found} words; the limit is {limit}", help=_HELP)


RULE = FileRule(
    id="text-too-long",
    weight=Weight.WARNING,
    summary="a text over its number of words or characters",
    check=check,
    across=across,
)
