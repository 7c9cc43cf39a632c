"""The watch list across briefings: overdue, still ahead, resolved. It depends on the UTC day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from briefpress.model.artifact import Heading, Page
from briefpress.render import dates
from briefpress.render.filters import capitalised, sentence
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.index import Watched
from briefpress.render.listings.paging import in_order
from briefpress.render.listings.stock import Stock, newest, numbered, page, pager
from briefpress.render.view.context import Link
from briefpress.render.wording import say

AT = "watch/"
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


@dataclass(frozen=True, slots=True)
class State:
    """The points that are overdue, still ahead or resolved."""

    id: str
    heading: str
    points: tuple[Point, ...]


def pages(stock: Stock) -> Iterator[Page]:
    """The watch list."""
    ordered = sorted(stock.index.watch, key=lambda w: _order(w, stock.today))
    for leaf in in_order(ordered, stock.compact):
        states = tuple(_states(leaf.items, stock.today))
        yield page(
            stock,
            AT + leaf.path,
            "watch.html",
            numbered(say("list.watch"), leaf),
            say("list-lead.watch"),
            headings=[Heading(s.id, s.heading) for s in states],
            updated=newest(w.card for w in leaf.items),
            lead="" if leaf.number else say("list-lead.watch"),
            states=states,
            empty=say("empty.watch"),
            pager=pager(AT, leaf, newest=False),
        )


def state(watched: Watched, today: date) -> str:
    """ "resolved" when an outcome is recorded, "overdue" when its last day is past, else "due"."""
    if watched.item.outcome:
        return "resolved"
    last = dates.latest(watched.item.date)
    return "overdue" if last is not None and last < today else "due"


def _order(watched: Watched, today: date) -> tuple[int, date, tuple[str, str], str]:
    last = dates.latest(watched.item.date) or date.max
    place = _STATES.index(state(watched, today))
    return place, last, dates.order(watched.item.date), watched.card.id


def _states(items: Sequence[Watched], today: date) -> Iterator[State]:
    for name, found in groupby(items, key=lambda w: state(w, today)):
        yield State(name, say(f"watch.{name}"), tuple(_point(w, late=name == "overdue") for w in found))


def _point(watched: Watched, *, late: bool) -> Point:
    card, item = watched.card, watched.item
    return Point(
        capitalised(dates.words(item.date)) if item.date else "",
        sentence(item.text),
        sentence(item.sign),
        sentence(item.outcome),
        late,
        Link(card.event or card.title, f"{ROOT}{card.address}#watch-list"),
    )
