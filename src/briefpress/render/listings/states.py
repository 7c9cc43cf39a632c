"""A list whose entries stand under the state that they are in: open questions, and points to watch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from briefpress.model.artifact import Heading, Page
from briefpress.model.card import Card
from briefpress.render.listings.paging import in_order
from briefpress.render.listings.stock import Stock, newest, numbered, page, pager
from briefpress.render.wording import say

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class State:
    """The entries that are in one state."""

    id: str
    heading: str
    entries: tuple[Any, ...]


def pages(
    stock: Stock,
    name: str,
    items: Sequence[T],
    state: Callable[[T], str],
    card: Callable[[T], Card],
    shown: Callable[[Sequence[T]], Iterable[object]],
    **more: Any,
) -> Iterator[Page]:
    """The list at `name/`; its items stand in the order of their states already."""
    at = f"{name}/"
    for leaf in in_order(items, stock.compact):
        states = tuple(
            State(in_state, say(f"{name}.{in_state}"), tuple(shown(tuple(found))))
            for in_state, found in groupby(leaf.items, key=state)
        )
        yield page(
            stock,
            at + leaf.path,
            f"{name}.html",
            numbered(say(f"list.{name}"), leaf),
            say(f"list-lead.{name}"),
            headings=[Heading(s.id, s.heading) for s in states],
            updated=newest(card(i) for i in leaf.items),
            lead="" if leaf.number else say(f"list-lead.{name}"),
            states=states,
            empty=say(f"empty.{name}"),
            pager=pager(at, leaf, newest=False),
            **more,
        )
