"""A long list as pages of bounded size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One page of a list. `number` is 0 at the list's plain address, else that of `page/N/`.

    `before` and `after` are the numbers of its neighbours, `before` being the one nearer to the plain
    address; None where there is none.
    """

    items: tuple[T, ...]
    number: int = 0
    before: int | None = None
    after: int | None = None

    @property
    def path(self) -> str:
        """What follows the plain address."""
        return path(self.number)


def path(number: int) -> str:
    """What follows the plain address for a page of this number.

    >>> path(0), path(3)
    ('', 'page/3/')
    """
    return f"page/{number}/" if number else ""


def newest_first(items: Sequence[T], size: int) -> tuple[Leaf[T], ...]:
    """A list that grows at its beginning, numbered from its end: a full page keeps its number and its items.

    The plain address holds the newest, from `size` to `2 * size - 1` of them: when it is full, the older
    half becomes a page of its own. So nothing stands twice and the first page is never nearly empty.

    >>> [(leaf.number, leaf.items) for leaf in newest_first("gfedcba", 2)]
    [(0, ('g', 'f', 'e')), (2, ('d', 'c')), (1, ('b', 'a'))]
    """
    full = max(0, len(items) // size - 1)
    first = len(items) - full * size
    leaves = [Leaf(tuple(items[:first]), 0, None, full or None)]
    for number in range(full, 0, -1):
        start = first + (full - number) * size
        nearer = number + 1 if number < full else 0
        leaves.append(Leaf(tuple(items[start : start + size]), number, nearer, number - 1 or None))
    return tuple(leaves)


def in_order(items: Sequence[T], size: int) -> tuple[Leaf[T], ...]:
    """A list in an order of its own, cut from its beginning: the plain address, then pages 2, 3 and so on.

    >>> [(leaf.number, leaf.items, leaf.before, leaf.after) for leaf in in_order("abc", 2)]
    [(0, ('a', 'b'), None, 2), (2, ('c',), 0, None)]
    """
    starts = range(0, len(items) or 1, size)
    last = len(starts)
    return tuple(
        Leaf(
            tuple(items[start : start + size]),
            number if number > 1 else 0,
            None if number == 1 else 0 if number == 2 else number - 1,
            number + 1 if number < last else None,
        )
        for number, start in enumerate(starts, start=1)
    )
