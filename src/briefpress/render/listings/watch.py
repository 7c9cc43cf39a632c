"""The watch list across briefings: overdue, still ahead, resolved. It depends on the UTC day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefpress.model.artifact import Page
from briefpress.render import alphabet, dates
from briefpress.render.filters import capitalised, sentence
from briefpress.render.listings import states
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.index import Watched
from briefpress.render.listings.stock import Stock
from briefpress.render.view.context import Link

_STATES = ("overdue", "due", "resolved")


@dataclass(frozen=True, slots=True)
class Point:
    """A point to watch, with the briefing that it stands in."""

    date: str
    text: str
    sign: str
    outcome: str
    late: bool
    link: Link


def pages(stock: Stock) -> Iterator[Page]:
    """The watch list, with a link to the calendar when a point has a date that a calendar can hold."""
    return states.pages(
        stock,
        "watch",
        sorted(stock.index.watch, key=lambda w: _order(w, stock.today)),
        lambda watched: state(watched, stock.today),
        lambda watched: watched.card,
        lambda some: (_point(w, stock.today) for w in some),
        has_calendar=any(dates.span(w.item.date) for w in stock.index.watch),
    )


def state(watched: Watched, today: date) -> str:
    """ "resolved" when an outcome is recorded, "overdue" when its last day is past, else "due"."""
    if watched.item.outcome:
        return "resolved"
    last = dates.latest(watched.item.date)
    return "overdue" if last is not None and last < today else "due"


def _order(watched: Watched, today: date) -> tuple[int, date, tuple[str, str], str, str]:
    last = dates.latest(watched.item.date) or date.max
    place = _STATES.index(state(watched, today))
    name = watched.card.id
    return place, last, dates.order(watched.item.date), alphabet.order(name), name


def _point(watched: Watched, today: date) -> Point:
    card, item = watched.card, watched.item
    return Point(
        capitalised(dates.words(item.date)) if item.date else "",
        sentence(item.text),
        sentence(item.sign),
        sentence(item.outcome),
        state(watched, today) == "overdue",
        Link(card.event or card.title, f"{ROOT}{card.address}#watch-list"),
    )
