"""The feed of corrections: what was wrong, what is right, and when that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefpress.model.card import Card, CorrectionCard
from briefpress.model.vocabulary import CorrectionKind, CorrectionSeverity, Status
from briefpress.render.environment import Environment
from briefpress.render.feeds.entry import Category, FeedEntry, instant, moment, part_id
from briefpress.render.filters import capitalised, sentence, term
from briefpress.render.listings.entries import expanded
from briefpress.render.wording import say

PATH = "corrections/feed.xml"
PAGE = "corrections/"
_CONTENT = "partials/feed-corrections.html"
_KINDS = "urn:briefpress:correction"
_SEVERITIES = "urn:briefpress:severity"


class CorrectionText(NamedTuple):
    """What the entry of a correction says: where it stands, was and now, why, and how far the meaning changed."""

    event: str
    href: str
    was: str
    now: str
    reason: str
    severity: str


class _Told(NamedTuple):
    """A correction or a withdrawal, and where it stands."""

    card: Card
    what: CorrectionCard
    address: str


def entries(cards: Iterable[Card], base: str, environment: Environment) -> list[FeedEntry]:
    """An entry for each dated correction and withdrawal, the latest first; those of one day by briefing."""
    found = [t for card in cards for t in _told(card, base) if moment(t.what.date)]
    found.sort(key=lambda t: (t.card.id, t.what.id))
    found.sort(key=lambda t: instant(moment(t.what.date)), reverse=True)
    texts = expanded(_CONTENT, [_text(t) for t in found], environment)
    return [_entry(t, str(text)) for t, text in zip(found, texts, strict=True)]


def _told(card: Card, base: str) -> Iterator[_Told]:
    for correction in card.corrections:
        yield _Told(card, correction, f"{base}{card.address}#{anchor(correction)}")
    if card.status is Status.WITHDRAWN and card.withdrawn:
        date, reason = card.withdrawn.date, card.withdrawn.reason
        kind = CorrectionKind.WITHDRAWAL
        what = CorrectionCard("withdrawn", date, kind, CorrectionSeverity.WITHDRAWAL, "", "", reason)
        yield _Told(card, what, f"{base}{card.address}")


def anchor(correction: CorrectionCard) -> str:
    """Where a correction stands on its page."""
    return f"correction-{correction.id}"


def _text(told: _Told) -> CorrectionText:
    what = told.what
    return CorrectionText(
        event=told.card.event or told.card.title,
        href=told.address,
        was=what.was,
        now=what.now,
        reason=sentence(what.reason),
        severity=capitalised(term(what.severity, "severity")) if what.severity else "",
    )


def _entry(told: _Told, content: str) -> FeedEntry:
    what, card = told.what, told.card
    when = moment(what.date)
    return FeedEntry(
        id=part_id(card, what.id),
        title=say(
            "feed.correction",
            kind=term(what.kind or "correction", "correction"),
            event=card.event or card.title,
        ),
        address=told.address,
        twin="",
        updated=when,
        published=when,
        summary=what.now or what.reason,
        content=content,
        categories=tuple(_categories(what)),
    )


def _categories(correction: CorrectionCard) -> Iterator[Category]:
    if correction.kind:
        yield Category(correction.kind, _KINDS, term(correction.kind, "correction"))
    if correction.severity:
        yield Category(correction.severity, _SEVERITIES, term(correction.severity, "severity"))
