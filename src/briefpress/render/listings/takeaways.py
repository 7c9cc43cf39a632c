"""Takeaways across briefings: newest first, and by audience, kind and principle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from briefpress.model.artifact import Page
from briefpress.model.card import Card
from briefpress.model.vocabulary import Audience, TakeawayKind
from briefpress.render import alphabet
from briefpress.render.filters import capitalised, term
from briefpress.render.listings import choices
from briefpress.render.listings.choices import Choice, grouped
from briefpress.render.listings.entries import ROOT, expanded, joined
from briefpress.render.listings.index import Taken
from briefpress.render.listings.stock import Stock
from briefpress.render.view.claims import Grade, grade
from briefpress.render.view.context import vocabulary
from briefpress.render.wording import say

AT = "takeaways/"
Line = tuple[Taken, Markup]
"""A takeaway with its HTML."""


class Point(NamedTuple):
    """A takeaway in a list: its words, its kind, for whom, its weakest evidence, and where its claims stand.

    A tuple, since a template takes it apart many times faster than it asks for attributes.
    """

    text: str
    kind: str
    audiences: str
    grade: Grade
    event: str
    href: str


def pages(stock: Stock) -> Iterator[Page]:
    """All takeaways, and those for each audience, of each kind and on each principle."""
    taken = stock.index.takeaways
    html = expanded("partials/listing-takeaways.html", map(_point, taken), stock.environment)
    lines: list[Line] = list(zip(taken, html, strict=True))
    ways = {
        "by-audience": tuple(_audiences(lines)),
        "by-kind": tuple(_kinds(lines)),
        "by-principle": tuple(_principles(stock, lines)),
    }
    kind = choices.Kind("takeaways", _card, _shown, stock.compact)
    return choices.pages(stock, kind, lines, ways)


def _card(line: Line) -> Card:
    return line[0].card


def _shown(lines: Sequence[Line]) -> Mapping[str, Any]:
    return {"points": joined(html for _, html in lines)}


def _point(taken: Taken) -> Point:
    takeaway = taken.takeaway
    return Point(
        takeaway.text,
        term(takeaway.kind, "takeaway") if takeaway.kind else "",
        _for(takeaway.audiences),
        _graded(takeaway.confidence),
        taken.card.event or taken.card.title,
        f"{ROOT}{taken.card.address}#takeaway-{taken.number}",
    )


@lru_cache(maxsize=1024)
def _for(audiences: tuple[str, ...]) -> str:
    return "; ".join(vocabulary(audiences, "audience"))


_graded = lru_cache(maxsize=8)(grade)


def _audiences(lines: Sequence[Line]) -> Iterator[Choice[Line]]:
    """The usual audiences in their own order, then those that the site added."""
    found = grouped((a, line) for line in lines for a in dict.fromkeys(line[0].takeaway.audiences))
    usual = [str(a) for a in Audience]
    for audience in (*usual, *sorted(found.keys() - set(usual))):
        if audience in found:
            name = term(audience, "audience")
            title = say("takeaways.for", name=name)
            yield Choice(f"{AT}for/{audience}/", capitalised(name), title, found[audience])


def _kinds(lines: Sequence[Line]) -> Iterator[Choice[Line]]:
    found = grouped((str(line[0].takeaway.kind), line) for line in lines if line[0].takeaway.kind)
    for kind in TakeawayKind:
        if kind in found:
            name = capitalised(term(kind, "takeaway-kind"))
            yield Choice(f"{AT}kind/{kind}/", name, name, found[kind])


def _principles(stock: Stock, lines: Sequence[Line]) -> Iterator[Choice[Line]]:
    found = grouped((p, line) for line in lines for p in dict.fromkeys(line[0].takeaway.principles))
    named = {p: stock.registry.principles[p].label for p in found if p in stock.registry.principles}
    for principle, name in sorted(named.items(), key=lambda pair: (alphabet.order(pair[1]), pair[0])):
        title = say("takeaways.of", name=name)
        yield Choice(f"{AT}principle/{principle}/", name, title, found[principle])
