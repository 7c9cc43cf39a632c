"""A list with ways to choose among its entries, each a list of its own: takeaways, and corrections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from briefpress.model.artifact import Heading, Page
from briefpress.model.card import Card
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.paging import newest_first
from briefpress.render.listings.stock import Fact, Stock, newest, numbered, page, pager
from briefpress.render.listings.subject import index
from briefpress.render.view.context import Link
from briefpress.render.wording import say

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One way to choose: its address, its name in the list of ways, its title, and what is left, newest first."""

    at: str
    name: str
    title: str
    items: Sequence[T]


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What is listed: its name, the card that an entry stands on, what a page shows of some, and of how many.

    The plain address has `headings`.
    """

    name: str
    card: Callable[[T], Card]
    shown: Callable[[Sequence[T]], Mapping[str, Any]]
    size: int
    headings: Sequence[Heading] = ()


def pages(
    stock: Stock, kind: Kind[T], items: Sequence[T], ways: Mapping[str, Sequence[Choice[T]]], **first: Any
) -> Iterator[Page]:
    """The list of everything, and one for each choice; `first` is what the plain address alone shows."""
    at = f"{kind.name}/"
    browse = tuple(
        Fact(
            say(f"{kind.name}.{way}"), tuple(Link(f"{c.name} ({len(c.items)})", ROOT + c.at) for c in choices)
        )
        for way, choices in ways.items()
        if choices
    )
    everything = Choice(at, "", say(f"list.{kind.name}"), items)
    yield from _listed(stock, kind, everything, say(f"list-lead.{kind.name}"), browse, first)
    nothing = dict.fromkeys(first, "")
    for choices in ways.values():
        for choice in choices:
            yield from _listed(stock, kind, choice, "", (), nothing)


def _listed(
    stock: Stock,
    kind: Kind[T],
    choice: Choice[T],
    lead: str,
    browse: tuple[Fact, ...],
    first: Mapping[str, Any],
) -> Iterator[Page]:
    crumbs = () if lead else (index(kind.name),)
    later = dict.fromkeys(first, "")
    for leaf in newest_first(choice.items, kind.size):
        plain = leaf.number == 0
        yield page(
            stock,
            choice.at + leaf.path,
            f"{kind.name}.html",
            numbered(choice.title, leaf),
            lead or choice.title,
            headings=kind.headings if lead and plain else (),
            updated=newest(kind.card(i) for i in leaf.items),
            lead=lead if plain else "",
            browse=browse if plain else (),
            empty=say(f"empty.{kind.name}"),
            pager=pager(choice.at, leaf, newest=True),
            crumbs=crumbs if plain else (*crumbs, Link(choice.title, ROOT + choice.at)),
            **kind.shown(leaf.items),
            **(first if plain else later),
        )


def grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, list[T]]:
    """Entries by the key that stands before each, in their order."""
    found: dict[str, list[T]] = defaultdict(list)
    for key, item in pairs:
        found[key].append(item)
    return found
