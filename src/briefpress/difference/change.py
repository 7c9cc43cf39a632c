"""The changes that readers would see, as values: the one form from which all others are drawn."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from briefpress.model.document import Kind


class Block(enum.StrEnum):
    """The part of a page in which a change is seen, in the order of the page; the last three are no page's."""

    PAGE = "page"
    SUMMARY = "summary"
    LABEL = "label"
    TEXT = "text"
    PEOPLE = "people"
    TAKEAWAY = "takeaway"
    QUESTION = "question"
    GAP = "gap"
    WATCH = "watch"
    JUDGEMENT = "judgement"
    THREAD = "thread"
    CLAIM = "claim"
    QUOTATION = "quotation"
    TIMELINE = "timeline"
    SOURCE = "source"
    REPLY = "reply"
    METHOD = "method"
    CORRECTION = "correction"
    VERSION = "version"
    ORIGIN = "origin"
    ORGANISATION = "organisation"
    PERSON = "person"
    TOPIC = "topic"
    PRINCIPLE = "principle"
    GROUP = "group"


class Turn(enum.StrEnum):
    """What became of a part."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    RAISED = "raised"
    LOWERED = "lowered"
    SUPERSEDED = "superseded"
    REORDERED = "reordered"


class PageTurn(enum.StrEnum):
    """What became of a page, in the order in which pages are told."""

    ADDED = "added"
    PUBLISHED = "published"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    HIDDEN = "hidden"
    GONE = "gone"
    CHANGED = "changed"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Field:
    """A named part of an item: `name` is a word of ours, `value` is anybody's.

    A `usual` value is what holds unless something else is said: it is told only where it changes.
    """

    name: str
    value: str
    usual: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One change: in which block, of what (`name`, anybody's words), in which field ("" for the text itself).

    `before` and `after` are "" where there was or is nothing. `why` says why a confidence was raised or lowered.
    `details` are the other fields of what was added or dropped.
    """

    block: Block
    turn: Turn
    name: str
    field: str
    before: str
    after: str
    why: str = ""
    details: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class PageChange:
    """What became of one briefing or digest.

    `address` is where it stands afterwards, or stood last; `was_at` where it stood before, if elsewhere. `title` is
    "" for a page that was taken down. `hidden` is its status while readers cannot see it ("draft", "embargoed").
    `withheld` is true when what it said before may not be repeated, since parts of it were taken down. `unread` are
    places of what could not be read, by side: then nothing is compared.
    """

    turn: PageTurn
    kind: Kind
    id: str
    address: str
    title: str
    was_at: str = ""
    hidden: str = ""
    withheld: bool = False
    unread: tuple[tuple[str, str], ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What became of an entry of the registry that shown pages use; `pages` are the addresses of these."""

    block: Block
    turn: Turn
    id: str
    name: str
    changes: tuple[Change, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """All that readers would see change from one edition to another.

    `before` and `after` name the sides. `withheld` counts entries of the registry of which nothing is told, since a
    page was taken down with them. `unread` are places that could not be read, by side; `unread_hidden` counts
    those that may not be named; `unsure` is true when that bears on what follows from the registry and snapshots, which
    is not compared then. `beside` are changed files that are not compared here: the look of pages, and
    hand-written ones.
    """

    before: str
    after: str
    public: bool
    pages: tuple[PageChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    withheld: int = 0
    unread: tuple[tuple[str, str], ...] = ()
    unread_hidden: int = 0
    unsure: bool = False
    beside: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when nothing changes, as far as everything could be read."""
        return not (
            self.pages or self.entries or self.withheld or self.unread or self.unread_hidden or self.beside
        )
