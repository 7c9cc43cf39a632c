"""What every listing is made from, and how one becomes a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from briefpress.model.artifact import Heading, Page
from briefpress.model.card import Card
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.render import feed_links
from briefpress.render.environment import Environment
from briefpress.render.feed_links import FeedLink
from briefpress.render.listings.entries import ROOT, Shelf
from briefpress.render.listings.index import Index
from briefpress.render.listings.paging import Leaf, path
from briefpress.render.site import Site
from briefpress.render.view.context import Link
from briefpress.render.view.plumbing import around
from briefpress.render.wording import say

COMPACT = 5
"""A list of single lines holds so many times as many of them on a page as a list of briefings."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The site with its index, and every entry of a list, expanded once."""

    site: Site
    registry: Registry
    environment: Environment
    settings: Settings
    today: date
    index: Index
    shelf: Shelf

    @classmethod
    def of(
        cls, site: Site, registry: Registry, environment: Environment, settings: Settings, now: datetime
    ) -> Stock:
        """The stock of a site; of `now` only the UTC day is kept."""
        return cls(
            site,
            registry,
            environment,
            settings,
            now.date(),
            Index.of(site),
            Shelf.of(site.cards, environment, site.stories),
        )

    @property
    def size(self) -> int:
        """Briefings on a page."""
        return max(1, self.settings.per_page)

    @property
    def compact(self) -> int:
        """Single lines on a page."""
        return self.size * COMPACT

    def link(self, text: str, target: str) -> Link:
        """A link to a page that may not exist: then the words alone."""
        return Link(text, ROOT + target if self.site.has(target) else "")


@dataclass(frozen=True, slots=True)
class Pager:
    """The ways to the neighbours of a page of a list; `links` are (relation, link)."""

    links: tuple[tuple[str, Link], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.links)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a listing under a heading of its own; its entries are HTML already, as `joined` makes it."""

    id: str
    heading: str
    entries: Markup


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in one line: its name, and words or links."""

    name: str
    values: tuple[Link, ...]


def pager(address: str, leaf: Leaf[Any], *, newest: bool) -> Pager:
    """The ways from a page of the list at `address`; `newest` when the list begins with what is new."""
    nearer, further, first = ("newer", "older", "newest") if newest else ("back", "on", "first")
    links: list[tuple[str, Link]] = []
    if leaf.before is not None:
        if leaf.before:
            links.append(("", Link(say(f"pager.{first}"), ROOT + address)))
        links.append(("prev", Link(say(f"pager.{nearer}"), ROOT + address + path(leaf.before))))
    if leaf.after is not None:
        links.append(("next", Link(say(f"pager.{further}"), ROOT + address + path(leaf.after))))
    return Pager(tuple(links))


def numbered(title: str, leaf: Leaf[Any]) -> str:
    """The title of a page of a list."""
    return say("list.page", title=title, n=leaf.number) if leaf.number else title


def page(
    stock: Stock,
    address: str,
    template: str,
    title: str,
    description: str,
    *,
    section: str = "",
    indexed: bool = False,
    head: str = "",
    headings: Sequence[Heading] = (),
    updated: str = "",
    crumbs: Sequence[Link] = (),
    feeds: Iterable[FeedLink] = (),
    **values: Any,
) -> Page:
    """A page expanded from a template, its addresses written as seen from where it lies.

    Those that templates and values hold begin with `ROOT`, so that entries can be expanded once and stand
    on pages of any depth. `indexed` pages can be found by the search. `crumbs` lead to what the page is part of,
    `feeds` are those that tell of its changes; a site without an address has none.
    """
    feeds = tuple(feeds) if stock.settings.site_url else ()
    followed = tuple(Link(feed.text, ROOT + feed.path) for feed in feeds)
    body = stock.environment.expand(template, title=title, crumbs=tuple(crumbs), feeds=followed, **values)
    if ways := around(stock.settings, _made_from(stock, address), address):
        body += stock.environment.expand("partials/plumbing.html", plumbing=ways)
    return Page(
        address=address,
        section=section or address.partition("/")[0],
        title=title,
        description=description,
        body=body.replace(ROOT, "../" * address.count("/")),
        head=head + feed_links.head(feeds, address),
        contents=tuple(headings),
        indexed=indexed,
        updated=updated,
    )


_MADE_FROM = {"affected": "groups"} | {
    name: name for name in ("organisations", "people", "principles", "sources", "topics")
}


def _made_from(stock: Stock, address: str) -> str:
    """The registry's file that a page's section shows, where the site has it; else the folder of all briefings."""
    path = f"briefings/_registry/{_MADE_FROM.get(address.partition('/')[0], '')}.yml"
    return path if path in stock.registry.locate else "briefings/"


def newest(cards: Iterable[Card]) -> str:
    """The day of the latest change among cards, "" when none has one."""
    return max((c.updated[:10] for c in cards), default="")
