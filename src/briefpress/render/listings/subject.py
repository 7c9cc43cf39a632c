"""The pages of one subject: a topic, a principle, a party, a source, or those affected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from briefpress.model.artifact import Heading, Page
from briefpress.model.card import Card
from briefpress.render import feed_links
from briefpress.render.listings.briefings import entries
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.paging import newest_first
from briefpress.render.listings.stock import Fact, Stock, newest, numbered, page, pager
from briefpress.render.picture import activity
from briefpress.render.view.context import Link
from briefpress.render.wording import say

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about. `kind` is what it is for the search, "" for what the search does not know."""

    section: str
    at: str
    id: str
    name: str
    lead: str
    kind: str
    facts: tuple[Fact, ...] = ()
    told: str = ""
    """What a result of the search says of it under its name; searched as well."""
    other_names: str = ""
    """What else it is called (render/view/search.py); a page called so is found before those that name it."""

    @property
    def alike(self) -> bool:
        """True where all pages of the kind begin in the same words, which the search leaves out."""
        return self.kind in ("source", "organisation")

    @property
    def found_as(self) -> tuple[str, str]:
        """What sort of page the search says that this is."""
        kind = "affected" if self.kind == "class" else self.kind
        return kind, say(f"search-kind.{kind}")

    @property
    def facets(self) -> dict[str, list[tuple[str, str]]]:
        """The facet by which the search finds it; nobody chooses among sources."""
        return {} if self.kind == "source" else {self.kind: [(self.id, self.name)]}


def pages(
    stock: Stock,
    template: str,
    subject: Subject,
    items: Sequence[T],
    card: Callable[[T], Card],
    shown: Callable[[Sequence[T]], Mapping[str, Any]],
    *,
    headings: Sequence[Heading] = (),
    head: str = "",
    indexed: bool = True,
    **own: Any,
) -> Iterator[Page]:
    """The pages of a subject, with what is said of it in many places newest first.

    `shown` gives what one page of them holds, `own` what stands on the first page only, which alone has the
    headings and can be found by the search.
    """
    top = Link(subject.name, ROOT + subject.at)
    for leaf in newest_first(items, stock.size):
        first = leaf.number == 0
        yield page(
            stock,
            subject.at + leaf.path,
            template,
            numbered(subject.name, leaf),
            subject.lead,
            indexed=indexed and first,
            head=head,
            headings=headings if first else (),
            updated=newest(card(i) for i in leaf.items),
            subject=subject,
            first=first,
            crumbs=(index(subject.section),) if first else (index(subject.section), top),
            pager=pager(subject.at, leaf, newest=True),
            feeds=feed_links.of_subject(subject.section, subject.at, subject.name) if first else (),
            **shown(leaf.items),
            **own,
        )


def index(section: str) -> Link:
    """The way to the list that a page belongs to."""
    return Link(say(f"list.{section}"), f"{ROOT}{section}/")


def of_briefings(
    stock: Stock, template: str, subject: Subject, cards: Sequence[Card], *, brief: bool = False, **own: Any
) -> Iterator[Page]:
    """The pages of a subject with the briefings that name it."""
    return pages(
        stock,
        template,
        subject,
        cards,
        lambda card: card,
        lambda some: {"entries": entries(stock, some, brief=brief)},
        activity=activity.picture("picture-activity", (c.published for c in cards)),
        **own,
    )


def narrower(registry: Mapping[str, T], broader: Callable[[T], str]) -> Mapping[str, list[str]]:
    """Id -> the ids of those that name it as the wider one, sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(registry):
        found[broader(registry[name])].append(name)
    return found


def neighbours(
    name: str,
    ids: Iterable[str],
    pages: Container[str],
    link: Callable[[str], Link],
    address: Callable[[str], str],
) -> Iterator[Fact]:
    """A line with links to those neighbours that have a page; nothing when none has one."""
    if links := tuple(link(i) for i in ids if address(i) in pages):
        yield Fact(say(name), links)


def outside(where: str) -> Link:
    """A link to another site; what is no address of the web stays text."""
    return Link(where, where if where.lower().startswith(("https://", "http://")) else "")
