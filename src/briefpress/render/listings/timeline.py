"""Dated events across briefings, the latest first; where the day is not known, between which days it lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from briefpress.model import edtf
from briefpress.model.artifact import Heading, Page
from briefpress.model.card import Card
from briefpress.model.vocabulary import Confidence, Status
from briefpress.render import dates
from briefpress.render.filters import capitalised, sentence
from briefpress.render.listings.entries import ROOT, expanded, joined
from briefpress.render.listings.paging import newest_first
from briefpress.render.listings.stock import Part, Stock, newest, numbered, page, pager
from briefpress.render.picture import spans
from briefpress.render.view.claims import Grade, grade
from briefpress.render.wording import say

AT = "timeline/"
DRAWN = 15
"""Events of a page that its picture shows: more would push the words off the screen."""


class Dated(NamedTuple):
    """An event, or a line of a briefing's timeline, with the days between which it lies.

    `text` is empty for the event of the briefing itself, which the briefing's name tells.
    """

    card: Card
    written: str
    text: str
    confidence: Confidence | None
    earliest: date | None
    latest: date | None

    @property
    def heading(self) -> tuple[str, str]:
        """The part of the list in which it stands: an id and a name."""
        if self.earliest is not None:
            year = str(self.earliest.year)
            return f"year-{year}", say("timeline.year", year=year)
        if self.latest is not None:
            year = str(self.latest.year)
            return f"by-{year}", say("timeline.not-later", year=year)
        return "undated", say("timeline.undated")


class Row(NamedTuple):
    """A line of the list. A tuple, since a template takes it apart quicker than it asks for attributes."""

    when: str
    span: str
    text: str
    event: str
    href: str
    grade: Grade | None


def pages(stock: Stock) -> Iterator[Page]:
    """The timeline, a page for so many lines, numbered from the oldest."""
    events = sorted(_events(stock.index.briefings), key=_order, reverse=True)
    html = expanded("partials/listing-moments.html", map(_row, events), stock.environment)
    for leaf in newest_first(list(zip(events, html, strict=True)), stock.compact):
        parts = tuple(
            Part(id, name, joined(line for _, line in found))
            for (id, name), found in groupby(leaf.items, key=lambda pair: pair[0].heading)
        )
        yield page(
            stock,
            AT + leaf.path,
            "timeline.html",
            numbered(say("list.timeline"), leaf),
            say("list-lead.timeline"),
            headings=[Heading(p.id, p.heading) for p in parts],
            updated=newest(event.card for event, _ in leaf.items),
            lead="" if leaf.number else say("list-lead.timeline"),
            picture=spans.picture(
                "picture-timeline", [_drawn(event) for event, _ in leaf.items], DRAWN, latest_first=True
            ),
            parts=parts,
            empty=say("empty.timeline"),
            pager=pager(AT, leaf, newest=True),
        )


def _events(cards: Sequence[Card]) -> Iterator[Dated]:
    """The event of each briefing, and what its own timeline tells; nothing of what is withdrawn."""
    for card in cards:
        if card.status is Status.WITHDRAWN:
            continue
        yield _dated(card, card.happened, "", None)
        for moment in card.timeline:
            yield _dated(card, moment.date, moment.text, moment.confidence)


def _dated(card: Card, written: str, text: str, confidence: Confidence | None) -> Dated:
    span = edtf.parse(written)
    if span is None:
        return Dated(card, written, text, confidence, None, None)
    return Dated(card, written, text, confidence, span.earliest, span.latest)


def _order(event: Dated) -> tuple[int, date, date, str, str]:
    """By year, then day; what has a last day only stands below what is dated in its year, the undated last."""
    at = event.earliest or event.latest or date.min
    day = date.min if event.earliest is None else at
    return at.year, day, event.latest or date.max, event.card.id, event.text


def _row(event: Dated) -> Row:
    card = event.card
    return Row(
        capitalised(dates.words(event.written)),
        _span(event),
        sentence(event.text),
        card.event or card.title,
        f"{ROOT}{card.address}{'#timeline' if event.text else ''}",
        grade(event.confidence) if event.text else None,
    )


def _span(event: Dated) -> str:
    """Between which days it lies, unless its date says so in words, or that it is only about right."""
    first, last = event.earliest, event.latest
    if first is None or last is None or first == last or "/" in event.written or event.written[-1:] in "~?%":
        return ""
    words = [dates.words(day.isoformat()) for day in (first, last)]
    return say("timeline.span", first=words[0], last=words[1])


def _drawn(event: Dated) -> spans.Event:
    return spans.event(event.text or event.card.event or event.card.title, event.written)
