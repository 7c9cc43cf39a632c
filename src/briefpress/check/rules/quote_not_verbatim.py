"""A quotation stands in the text that it is taken from, in one place that the form can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from briefpress.check.placed import Placed
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.evidence.gather import held_text, is_excerpt
from briefpress.evidence.text import (
    Paragraph,
    Passage,
    find,
    line_of,
    nearest,
    paragraphs,
    parts,
    stands_after,
    stands_before,
)
from briefpress.model.briefing import Assertion, Locator
from briefpress.model.finding import Finding
from briefpress.model.source import Location

_COPY = "Copy it again, from one paragraph; `[…]` marks a cut and `[word]` a word of yours"

_SHOWN = 6
"""Paragraphs named in a message."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each quotation that is not in its snapshot, stands twice, or stands elsewhere."""
    for placed, assertion in subject.of(Assertion):
        if assertion.quote.strip():
            yield from _of_assertion(placed, assertion, subject)


def _of_assertion(placed: Placed, assertion: Assertion, subject: Subject) -> Iterator[Finding]:
    source = subject.evidence.sources.get(assertion.source)
    text = held_text(source, subject.registry) if source else None
    if source is None or text is None:
        return  # reference-unresolved or snapshot-missing
    excerpt = is_excerpt(source)
    places = find(assertion.quote, text, excerpt=excerpt)
    if not places:
        told, para = _instead(assertion.quote, text, excerpt=excerpt)
        message = f"quote not in {assertion.source}; {told}"
        related = _lines(assertion, () if para is None else (para,), subject)
        yield RULE.finding(subject, placed.at("quote"), message, help=_COPY, related=related)
    elif not placed.is_broken("locator"):
        yield from _located(placed, assertion, places, paragraphs(text, excerpt=excerpt), subject)


def _lines(assertion: Assertion, paras: Iterable[int], subject: Subject) -> tuple[tuple[Location, str], ...]:
    """Where these paragraphs stand in the snapshot, as related places; no more than are named."""
    source = subject.evidence.sources[assertion.source]
    text = held_text(source, subject.registry)
    assert source.snapshot is not None
    assert text is not None
    path, excerpt = subject.registry.snapshots[source.snapshot.file].path, is_excerpt(source)
    shown = islice(dict.fromkeys(paras), _SHOWN)
    return tuple((Location(path, line_of(text, para, excerpt=excerpt)), f"para {para}") for para in shown)


def _instead(quote: str, text: str, *, excerpt: bool) -> tuple[str, int | None]:
    """What stands in the text instead of a quotation that does not, and its paragraph."""
    cut = parts(quote)
    apart = [find(part, text, excerpt=excerpt)[:1] for part in cut]
    if len(cut) > 1 and all(apart):
        places = tuple(place for found in apart for place in found)
        return f"its parts stand in {_paras(places)}, not in order within one", places[0].para
    near = nearest(quote, text, excerpt=excerpt)
    if near is None:
        return "nothing there resembles it", None
    return f'nearest (para {near.para}): "{near.text}"', near.para


def _located(
    placed: Placed,
    assertion: Assertion,
    places: tuple[Passage, ...],
    held: tuple[Paragraph, ...],
    subject: Subject,
) -> Iterator[Finding]:
    """The quotation stands in the text; whether it stands where the locator says, and only there."""
    locator = assertion.locator or Locator()
    narrowed = places
    tests = (
        ("para", locator.para, lambda p: p.para == locator.para),
        ("prefix", locator.prefix, lambda p: stands_before(locator.prefix, _words(held, p.para), p.start)),
        ("suffix", locator.suffix, lambda p: stands_after(locator.suffix, _words(held, p.para), p.end)),
    )
    for key, value, fits in tests:
        if value in (None, ""):
            continue
        kept = tuple(place for place in narrowed if fits(place))
        if not kept:
            yield _contradicted(placed, key, assertion, narrowed, subject)
            return
        narrowed = kept
    if len(narrowed) > 1 and not (locator.page or locator.time):
        yield _ambiguous(placed, assertion, narrowed, subject)


def _words(held: tuple[Paragraph, ...], number: int) -> str:
    return next(paragraph.text for paragraph in held if paragraph.number == number)


def _contradicted(
    placed: Placed, key: str, assertion: Assertion, places: tuple[Passage, ...], subject: Subject
) -> Finding:
    at = placed.at("locator", key)
    related = _lines(assertion, [place.para for place in places], subject)
    locator = assertion.locator or Locator()
    if key == "para":
        message = (
            f"locator says para {locator.para}; the quote stands in {_paras(places)} of {assertion.source}"
        )
        help = f"Write `para: {places[0].para}`, or remove the locator"
        return RULE.finding(subject, at, message, help=help, related=related)
    side = "before" if key == "prefix" else "after"
    message = f'locator {key} "{getattr(locator, key)}" does not stand {side} the quote in {assertion.source}'
    help = f"Copy the words just {side} the quote, or remove `{key}`"
    return RULE.finding(subject, at, message, help=help, related=related)


def _ambiguous(
    placed: Placed, assertion: Assertion, places: tuple[Passage, ...], subject: Subject
) -> Finding:
    message = (
        f"quote stands {len(places)} times in {assertion.source} ({_paras(places)}); say which one is meant"
    )
    apart = len({place.para for place in places}) == len(places)
    para = f"Add `locator: {{para: {places[0].para}}}`"
    words = "Add `prefix` or `suffix` to its `locator`: the words just before or after it"
    related = _lines(assertion, [place.para for place in places], subject)
    help = para if apart else words
    return RULE.finding(subject, placed.at("quote"), message, help=help, related=related)


def _paras(places: tuple[Passage, ...]) -> str:
    numbers = [str(number) for number in dict.fromkeys(place.para for place in places)]
    shown = ", ".join(numbers[:_SHOWN]) + (" …" if len(numbers) > _SHOWN else "")
    return f"para{'' if len(numbers) == 1 else 's'} {shown}"


RULE = FileRule(
    id="quote-not-verbatim",
    weight=Weight.ERROR,
    summary="a quotation that is not in its source, or in more places than its locator tells apart",
    check=check,
)
