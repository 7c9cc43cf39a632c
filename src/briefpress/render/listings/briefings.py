"""Briefings and digests by date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from briefpress.model import address
from briefpress.model.artifact import Heading, Page
from briefpress.model.card import Card
from briefpress.render import dates
from briefpress.render.listings.entries import ROOT, joined
from briefpress.render.listings.paging import Leaf, newest_first, path
from briefpress.render.listings.stock import Part, Stock, newest, numbered, page, pager
from briefpress.render.view.context import Link
from briefpress.render.wording import count, say


def pages(stock: Stock) -> Iterator[Page]:
    """All briefings, those of each year, and all digests."""
    years = tuple(
        Link(f"{year} ({len(cards)})", ROOT + address.year(year))
        for year, cards in sorted(stock.index.years.items(), reverse=True)
    )
    for leaf in newest_first(stock.index.briefings, stock.size):
        yield _listed(stock, address.BRIEFINGS, "briefings", leaf, () if leaf.number else years)
    for year, cards in stock.index.years.items():
        yield from _year(stock, year, cards)
    for leaf in newest_first(stock.index.digests, stock.size):
        yield _listed(stock, address.DIGESTS, "digests", leaf)


def _listed(stock: Stock, at: str, name: str, leaf: Leaf[Card], years: tuple[Link, ...] = ()) -> Page:
    parts = by_month(stock, leaf.items)
    return page(
        stock,
        at + leaf.path,
        f"{'digests' if name == 'digests' else 'listing'}.html",
        numbered(say(f"list.{name}"), leaf),
        say(f"list-lead.{name}"),
        headings=[Heading(p.id, p.heading) for p in parts],
        updated=newest(leaf.items),
        lead="" if leaf.number else say(f"list-lead.{name}"),
        years=years,
        parts=parts,
        empty=say(f"empty.{name}"),
        pager=pager(at, leaf, newest=True),
    )


def _year(stock: Stock, year: str, cards: Sequence[Card]) -> Iterator[Page]:
    """A year's briefings by month; the first page says on which page each month begins."""
    at = address.year(year)
    leaves = newest_first(cards, stock.size)
    cut = [by_month(stock, leaf.items) for leaf in leaves]
    months: dict[str, Link] = {}
    for leaf, parts in zip(leaves, cut, strict=True):
        for part in parts:
            months.setdefault(part.id, Link(part.heading, f"{ROOT}{at}{path(leaf.number)}#{part.id}"))
    crumbs = (Link(say("list.briefings"), ROOT + address.BRIEFINGS),)
    lead = say("list-lead.year", briefings=count("count.briefings", len(cards)))
    for leaf, parts in zip(leaves, cut, strict=True):
        yield page(
            stock,
            at + leaf.path,
            "year.html",
            numbered(say("list.year", year=year), leaf),
            say("list.year", year=year),
            headings=[Heading(p.id, p.heading) for p in parts],
            updated=newest(leaf.items),
            lead="" if leaf.number else lead,
            months=() if leaf.number or len(months) == 1 else tuple(months.values()),
            parts=parts,
            pager=pager(at, leaf, newest=True),
            crumbs=crumbs if leaf.number == 0 else (*crumbs, Link(say("list.year", year=year), ROOT + at)),
        )


def by_month(stock: Stock, cards: Sequence[Card]) -> tuple[Part, ...]:
    """Cards in their order under the month of their publication."""
    return tuple(
        Part(f"month-{month or 'none'}", _month(month), joined(stock.shelf.full[c.id] for c in found))
        for month, found in groupby(cards, key=lambda c: c.published[:7])
    )


def _month(month: str) -> str:
    return dates.words(month) if month else say("list.undated")


def entries(stock: Stock, cards: Sequence[Card], *, brief: bool = False) -> Markup:
    """Cards as entries of a list without months."""
    shelf = stock.shelf.brief if brief else stock.shelf.full
    return joined(shelf[c.id] for c in cards)
