"""Shared sources by publisher: which origin each goes back to, and the briefings that quote it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefpress.evidence.origins import publisher_known
from briefpress.model.artifact import Page
from briefpress.model.card import Card
from briefpress.model.registry import Source
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.paging import in_order
from briefpress.render.listings.stock import Stock, newest, numbered, page, pager
from briefpress.render.view.context import Link
from briefpress.render.wording import say

AT = "sources/"
SHOWN = 5
"""Briefings named beside a source; of more, their number is given."""


@dataclass(frozen=True, slots=True)
class Used:
    """A source with the briefings that use it, newest first."""

    title: str
    lang: str
    origin: str
    used_in: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher with its texts."""

    name: Link
    sources: tuple[Used, ...]


def pages(stock: Stock) -> Iterator[Page]:
    """The list of sources that the registry holds and a public page uses."""
    registry = stock.registry.sources
    used = [registry[s] for s in stock.index.sources if s in registry]
    used.sort(
        key=lambda s: (not publisher_known(s), _publisher(stock, s).text.casefold(), s.title.casefold(), s.id)
    )
    inline = len(stock.index.sources) - len(used)
    for leaf in in_order(used, stock.compact):
        yield page(
            stock,
            AT + leaf.path,
            "sources.html",
            numbered(say("list.sources"), leaf),
            say("list-lead.sources"),
            updated=newest(c for s in leaf.items for c in stock.index.sources[s.id]),
            lead="" if leaf.number else say("list-lead.sources"),
            publishers=tuple(_publishers(stock, leaf.items)),
            inline=say("sources.inline", n=inline) if inline and not leaf.number else "",
            empty=say("empty.sources"),
            pager=pager(AT, leaf, newest=False),
        )


def _publisher(stock: Stock, source: Source) -> Link:
    if not publisher_known(source):
        return Link(say("sources.unidentified"))
    organisation = stock.registry.organisations.get(source.publisher)
    if organisation is None:
        return Link(source.publisher)
    return stock.link(organisation.name, f"organisations/{organisation.id}/")


def _publishers(stock: Stock, items: Sequence[Source]) -> Iterator[Publisher]:
    for name, found in groupby(items, key=lambda s: _publisher(stock, s)):
        yield Publisher(name, tuple(_used(stock, s, stock.index.sources[s.id]) for s in found))


def _used(stock: Stock, source: Source, cards: Sequence[Card]) -> Used:
    group = stock.registry.origin_groups.get(source.origin_group)
    return Used(
        source.title,
        source.language,
        group.label if group else "",
        tuple(Link(c.event or c.title, f"{ROOT}{c.address}#sources") for c in cards[:SHOWN]),
        max(0, len(cards) - SHOWN),
    )
