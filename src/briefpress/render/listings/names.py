"""A list of names: topics, principles, organisations or people, each with what it is and how often it is met."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefpress.model.artifact import Heading, Page
from briefpress.model.card import Card
from briefpress.render import alphabet
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.paging import in_order
from briefpress.render.listings.stock import Stock, newest, numbered, page, pager
from briefpress.render.view.context import Link
from briefpress.render.wording import count, say

_NOWHERE = Link("")
_NO_PICTURE = Markup()


@dataclass(frozen=True, slots=True)
class Name:
    """A line of the list."""

    text: str
    href: str
    about: str
    count: str


def directory(
    stock: Stock,
    section: str,
    used: Mapping[str, Sequence[Card]],
    told: Callable[[str], tuple[str, str]],
    head: str = "",
    also: Link = _NOWHERE,
    relations: Markup = _NO_PICTURE,
) -> Iterator[Page]:
    """The pages at `section/`, by name. `told` gives the name of an id, and what it is.

    `relations` is a map below the first page's names.
    """
    at = f"{section}/"
    names = [_name(at, i, told(i), cards) for i, cards in used.items()]
    names.sort(key=lambda n: (alphabet.order(n.text), n.href))
    updated = newest(c for cards in used.values() for c in cards)
    for leaf in in_order(names, stock.compact):
        yield page(
            stock,
            at + leaf.path,
            "names.html",
            numbered(say(f"list.{section}"), leaf),
            say(f"list-lead.{section}"),
            headings=[Heading("relations", say("topic.relations"))] if relations and not leaf.number else (),
            head=head,
            updated=updated,
            lead="" if leaf.number else say(f"list-lead.{section}"),
            also=also,
            names=leaf.items,
            relations="" if leaf.number else relations,
            empty=say(f"empty.{section}"),
            pager=pager(at, leaf, newest=False),
        )


def _name(at: str, id: str, told: tuple[str, str], cards: Sequence[Card]) -> Name:
    return Name(told[0], f"{ROOT}{at}{id}/", told[1], count("count.briefings", len(cards)))
