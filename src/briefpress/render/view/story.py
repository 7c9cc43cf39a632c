"""A story that goes on: the briefings that continue one another, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefpress.model.card import Card
from briefpress.model.vocabulary import Status
from briefpress.render import dates
from briefpress.render.filters import term
from briefpress.render.view.context import Context, Link

SHOWN = 9
"""Parts of a longer story that a page shows: the first, and those around its own."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the story; `mark` says what must be known first, such as "Withdrawn"."""

    number: int
    link: Link
    date: str
    mark: str
    here: bool


@dataclass(frozen=True, slots=True)
class Story:
    """The parts that are shown, the oldest first, and how many are not."""

    chapters: tuple[Chapter, ...] = ()
    more: int = 0

    def __bool__(self) -> bool:
        return bool(self.chapters)


def story(context: Context) -> Story:
    """The whole story that the page is part of; empty when it stands alone."""
    ids = context.site.stories.get(context.document.id, ())
    if not ids:
        return Story()
    shown = _window(len(ids), ids.index(context.document.id))
    by_id = context.site.by_id
    return Story(tuple(_chapter(context, n, by_id[ids[n]]) for n in shown), len(ids) - len(shown))


def _window(of: int, here: int) -> Sequence[int]:
    """Which parts to show: all, or the first and the nearest.

    >>> list(_window(3, 1)), list(_window(30, 20))
    ([0, 1, 2], [0, 17, 18, 19, 20, 21, 22, 23, 24])
    """
    if of <= SHOWN:
        return range(of)
    start = max(0, min(here - (SHOWN - 2) // 2, of - SHOWN + 1))
    return (*([] if start == 0 else [0]), *range(start, start + SHOWN - (start > 0)))


def _chapter(context: Context, number: int, card: Card) -> Chapter:
    here = card.id == context.document.id
    return Chapter(
        number + 1,
        Link(card.event or card.title, "" if here else context.to(card.address)),
        dates.words(card.published[:10]) if card.published else "",
        term(card.status, "status") if card.status is Status.WITHDRAWN else "",
        here,
    )
