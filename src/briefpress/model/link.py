"""What became of an address on the web when it was asked for."""

from __future__ import annotations

import enum
from typing import NamedTuple


class Verdict(enum.StrEnum):
    """What an answer means for who follows the link."""

    OK = "ok"
    MOVED = "moved"
    """It is for good somewhere else, and answers there."""
    DEAD = "dead"
    """Nobody can follow it: not found, gone, or no such host."""
    UNKNOWN = "unknown"
    """The answer says nothing about readers: refused, busy, broken, too slow, or not asked at all."""


class Validators(NamedTuple):
    """What a server gave to be asked with the next time (RFC 9110, 8.8); `address` is the one that gave it."""

    address: str = ""
    etag: str = ""
    last_modified: str = ""


class LinkResult(NamedTuple):
    """What one address came to.

    `checked` is the day on which it was asked, `since` the first day of an unbroken run of this verdict. `status`
    is the last HTTP status, 0 without any. `reason` says in words why it is not ok. `moved_to` is where it is for
    good.
    """

    verdict: Verdict
    checked: str
    since: str
    status: int = 0
    reason: str = ""
    moved_to: str = ""
    validators: Validators = Validators()


class Linked(NamedTuple):
    """A source with its addresses, and where it is written down."""

    id: str
    title: str
    path: str
    line: int
    url: str
    archive_url: str


class Resting(NamedTuple):
    """A claim that rests on sources of which nobody can follow the address any more, and which have no archive.

    `alone` is true when the claim has no other source.
    """

    path: str
    line: int
    claim: str
    text: str
    sources: tuple[str, ...]
    alone: bool
