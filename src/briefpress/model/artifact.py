"""What is to be published."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents: `id` of the element, its text, and the entries below it."""

    id: str
    text: str
    children: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is stamped into a frame.

    `address` is relative to the site root and ends in a slash ("briefings/2026/x/"). `title`,
    `description` and the headings are plain text; `body` and `head` are trusted HTML made by our own
    templates; `section` names the frame. `updated` is the day of the latest change of what it shows, "" when
    that is unknown.
    """

    address: str
    section: str
    title: str
    description: str
    body: str
    head: str = ""
    contents: tuple[Heading, ...] = ()
    indexed: bool = True
    updated: str = ""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the site: `path` is relative to the site's folder, `content` its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """What makes a new edition: files to write, and files to take over from the last one unchanged.

    What is in neither is not in the new edition, so nothing needs to be removed.
    """

    write: tuple[Artifact, ...] = ()
    keep: tuple[Artifact, ...] = ()
