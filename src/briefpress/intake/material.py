"""What comes in, and what was made of it."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.StrEnum):
    """What bytes are, by their content."""

    HTML = "HTML"
    PDF = "PDF"
    TEXT = "plain text"


class Refused(Exception):
    """Bytes that no text was taken from; why and what to do, in words."""


@dataclass(frozen=True, slots=True)
class Material:
    """Bytes as they came: `content_type` as a server named them, "" when none did; `join_lines` for wrapped text."""

    content: bytes
    content_type: str = ""
    join_lines: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a text says about itself, and where it says so."""

    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Extract:
    """The text, a paragraph a line, and what the material says of itself; None where it says nothing.

    `perhaps` is a date that nothing declares and something hints at. `notes` are what an editor should look at.
    `links` is how many addresses the text leads to; None where it could not lead to any.
    """

    kind: Kind
    text: str
    title: Told | None = None
    publisher: Told | None = None
    authors: tuple[Told, ...] = ()
    issued: Told | None = None
    perhaps: Told | None = None
    language: Told | None = None
    links: int | None = None
    notes: tuple[str, ...] = ()
