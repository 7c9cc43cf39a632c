"""An entry of a feed, and what all feeds share: ids that stay, moments, the order by latest change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from briefpress.model import edtf
from briefpress.model.card import Card
from briefpress.model.registry import Registry
from briefpress.model.vocabulary import Status
from briefpress.render.filters import term
from briefpress.render.wording import say

LATEST = 50
"""Entries in a feed."""
NAMESPACE = UUID("ab4421d9-731c-4ac4-9aef-978c24d62164")
"""Of the ids of briefings and digests in every feed, whatever the site. It must never change."""
NEVER = "1970-01-01T00:00:00Z"
"""What a feed without entries says of its last change: the format demands an answer."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Category(NamedTuple):
    """What an entry is about: a term that machines compare, of which scheme, and its name for readers."""

    term: str
    scheme: str
    label: str


class FeedEntry(NamedTuple):
    """An entry; a tuple, since a template takes it apart quicker than an object.

    `address` is absolute, `twin` is the absolute address of the same as JSON, or "". `updated` and
    `published` are RFC 3339, `content` is HTML or "", everything else is plain text.
    """

    id: str
    title: str
    address: str
    twin: str
    updated: str
    published: str
    summary: str
    content: str
    categories: tuple[Category, ...]


def entry_id(card: Card) -> str:
    """The id of a briefing or digest in every feed: it survives a change of address."""
    return uuid5(NAMESPACE, card.id).urn


def part_id(card: Card, part: str) -> str:
    """The id of something that stands in a briefing or digest, such as one of its corrections."""
    return uuid5(NAMESPACE, f"{card.id}#{part}").urn


def feed_id(where: str) -> str:
    """The id of the feed at an absolute address; its archive documents bear it too (RFC 5005)."""
    return uuid5(NAMESPACE_URL, where).urn


def of_card(card: Card, base: str, registry: Registry, content: str = "") -> FeedEntry:
    """The entry of a briefing or digest; `base` is the address of the site."""
    withdrawn = card.status is Status.WITHDRAWN
    where = f"{base}{card.address}"
    return FeedEntry(
        id=entry_id(card),
        title=say("feed.withdrawn", title=card.title) if withdrawn else card.title,
        address=where,
        twin=f"{where}index.json",
        updated=moment(card.updated),
        published=moment(card.published),
        summary=card.summary,
        content=content,
        categories=tuple(_categories(card, base, registry)),
    )


def _categories(card: Card, base: str, registry: Registry) -> Iterator[Category]:
    """Topics and evidence labels."""
    for topic in dict.fromkeys(card.topics):
        label = registry.topics[topic].label if topic in registry.topics else topic
        yield Category(topic, f"{base}topics/", label)
    for flag in card.flags:
        yield Category(flag, FLAGS, term(flag, "flag"))


FLAGS = "urn:briefpress:flag"
"""The scheme of categories that are evidence labels."""


def latest_first(cards: Iterable[Card]) -> list[Card]:
    """Dated cards, latest change first; those of one moment by id."""
    dated = sorted((c for c in cards if c.updated), key=lambda c: c.id)
    return sorted(dated, key=lambda c: instant(moment(c.updated)), reverse=True)


def moment(written: str) -> str:
    """A date as written, as RFC 3339: a day begins at midnight UTC; "" for what is neither day nor moment.

    >>> moment("2026-11-21"), moment("2026-11-21T09:00:00+01:00"), moment("soon")
    ('2026-11-21T00:00:00Z', '2026-11-21T09:00:00+01:00', '')
    """
    if edtf.day(written):
        return f"{written}T00:00:00Z"
    return written if edtf.moment(written) else ""


def instant(rfc_3339: str) -> float:
    """Seconds since 1970, to compare moments of different offsets; 0 for what is none."""
    found = edtf.moment(rfc_3339)
    return found.timestamp() if found else 0.0


def newest(moments: Iterable[str]) -> str:
    """The latest of several RFC 3339 moments, as written."""
    return max(moments, key=instant, default=NEVER)


def xml_safe(text: str) -> str:
    """The text without the characters that no XML document may hold, not even escaped."""
    return _NOT_XML.sub("", text)
