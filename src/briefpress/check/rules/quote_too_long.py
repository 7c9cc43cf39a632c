"""Quotations stay short, one by one and together."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.placed import Placed
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.check.words import in_text
from briefpress.evidence.text import parts
from briefpress.model.briefing import Assertion
from briefpress.model.finding import Finding

QUOTE, SOURCE = 60, 300
"""Words of one quotation, and words of one source in one briefing or digest."""
_SHORTEN = "Quote less: `[…]` leaves words out of a quotation, and the rest can be told in words of your own"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each quotation over 60 words, and for each source quoted for over 300."""
    assertions = subject.of(Assertion)
    if sum([len(assertion.quote) for _, assertion in assertions]) < 2 * QUOTE:
        return  # a word and its space are two letters at least
    words = [in_text(assertion.quote) for _, assertion in assertions]
    if max(words) <= QUOTE and sum(words) <= SOURCE:
        return
    told: dict[str, int] = {}
    met: set[tuple[str, str]] = set()
    for placed, assertion in assertions:
        long = _words(assertion.quote)
        if long > QUOTE:
            message = f"{placed.name('quote')} has {long} words; the limit is {QUOTE}"
            yield RULE.finding(subject, placed.at("quote"), message, help=_SHORTEN)
        if (assertion.source, assertion.quote) in met:
            continue  # the same words once more are no more of the source
        met.add((assertion.source, assertion.quote))
        before = told.get(assertion.source, 0)
        told[assertion.source] = before + long
        if before <= SOURCE < before + long:
            yield _of_source(subject, placed, assertion.source)


def _words(quote: str) -> int:
    """The source's own words: what the editor put in brackets does not count."""
    return in_text(quote) if "[" not in quote else sum(map(in_text, parts(quote)))


def _of_source(subject: Subject, placed: Placed, source: str) -> Finding:
    """The finding at the quotation with which a source passes its limit, with the whole sum."""
    quotes = dict.fromkeys(a.quote for _, a in subject.of(Assertion) if a.source == source)
    message = f"{source} is quoted for {sum(map(_words, quotes))} words; the limit is {SOURCE}"
    return RULE.finding(subject, placed.at("quote"), message, help=_SHORTEN)


RULE = FileRule(
    id="quote-too-long",
    weight=Weight.WARNING,
    summary="a quotation over 60 words, or a source quoted for over 300",
    check=check,
)
