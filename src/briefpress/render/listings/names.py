"""A list of names: topics, principles or organisations, each with what it is and how often it is met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefpress.model.artifact import Page
from briefpress.render.listings.paging import in_order
from briefpress.render.listings.stock import Stock, numbered, page, pager
from briefpress.render.wording import say


@dataclass(frozen=True, slots=True)
class Name:
    """A line of the list."""

    text: str
    href: str
    about: str
    count: str


def directory(stock: Stock, section: str, names: Sequence[Name], updated: str) -> Iterator[Page]:
    """The pages at `section/`, by name."""
    at = f"{section}/"
    ordered = sorted(names, key=lambda n: (n.text.casefold(), n.href))
    for leaf in in_order(ordered, stock.compact):
        yield page(
            stock,
            at + leaf.path,
            "names.html",
            numbered(say(f"list.{section}"), leaf),
            say(f"list-lead.{section}"),
            updated=updated,
            lead="" if leaf.number else say(f"list-lead.{section}"),
            names=leaf.items,
            empty=say(f"empty.{section}"),
            pager=pager(at, leaf, newest=False),
        )
