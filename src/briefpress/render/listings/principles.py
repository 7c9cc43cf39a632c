"""Principles: what each asks for, where it stands in other catalogues, and the briefings that touch it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefpress.model import address
from briefpress.model.artifact import Page
from briefpress.model.card import Card
from briefpress.model.registry import Crosswalk, Principle
from briefpress.render.listings.briefings import entries
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.names import Name, directory
from briefpress.render.listings.paging import newest_first
from briefpress.render.listings.stock import Fact, Stock, newest, numbered, page, pager
from briefpress.render.view.context import Link
from briefpress.render.wording import count, say

_CATALOGUES = ("oecd", "unesco", "hleg", "acm")


def pages(stock: Stock) -> Iterator[Page]:
    """The list of principles, and a page for each that a briefing names."""
    registry = stock.registry.principles
    used = {p: cards for p, cards in stock.index.principles.items() if p in registry}
    names = [
        Name(
            registry[p].label,
            ROOT + address.principle(p),
            registry[p].definition,
            count("count.briefings", len(cards)),
        )
        for p, cards in used.items()
    ]
    yield from directory(stock, "principles", names, newest(c for cards in used.values() for c in cards))
    for principle, cards in used.items():
        yield from _principle(stock, registry[principle], cards)


def _principle(stock: Stock, principle: Principle, cards: Sequence[Card]) -> Iterator[Page]:
    at = address.principle(principle.id)
    for leaf in newest_first(cards, stock.size):
        first = leaf.number == 0
        yield page(
            stock,
            at + leaf.path,
            "principle.html",
            numbered(principle.label, leaf),
            principle.definition,
            indexed=first,
            updated=newest(leaf.items),
            principle=principle,
            first=first,
            crosswalk=tuple(_crosswalk(principle.crosswalk)) if first else (),
            entries=entries(stock, leaf.items),
            pager=pager(at, leaf, newest=True),
            top=Link(principle.label, ROOT + at),
        )


def _crosswalk(crosswalk: Crosswalk) -> Iterator[Fact]:
    for name in _CATALOGUES:
        numbers: tuple[str, ...] = getattr(crosswalk, name)
        if numbers:
            yield Fact(say(f"crosswalk.{name}"), (Link(", ".join(numbers)),))
