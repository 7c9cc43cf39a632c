"""Feeds as Atom (RFC 4287), with archive documents (RFC 5005) and what was removed (RFC 6721)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import NamedTuple

from markupsafe import Markup

from briefpress.model import edtf
from briefpress.model.artifact import Artifact
from briefpress.model.settings import Settings
from briefpress.render.environment import Environment
from briefpress.render.feeds.entry import LATEST, FeedEntry, feed_id, newest, xml_safe
from briefpress.render.listings.entries import expanded
from briefpress.render.wording import marked, say

ENTRIES = "partials/feed-entries.xml"


class Printed(NamedTuple):
    """An entry as XML, and its last change."""

    updated: str
    xml: str


class Gone(NamedTuple):
    """An entry that was taken down: its id, since when, and what can be said about it."""

    id: str
    when: str
    comment: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its path, its names, and the address of the page that it goes with, both below the site."""

    path: str
    title: str
    subtitle: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Volume:
    """An archive document: where it lies, what it holds (latest change first), and its neighbours' paths."""

    path: str
    entries: tuple[Printed, ...]
    older: str
    newer: str


@dataclass(frozen=True, slots=True)
class Press:
    """What printing a feed takes beside what stands in it; the settings must have a `site_url`."""

    environment: Environment
    settings: Settings

    def entries(self, entries: Iterable[FeedEntry]) -> list[Printed]:
        """Each entry as XML, in the order given."""
        specimen = self.settings.specimen
        made = [e._replace(summary=marked(e.summary, specimen=True)) if specimen else e for e in entries]
        texts = expanded(ENTRIES, made, self.environment)
        return [Printed(e.updated, xml_safe(text)) for e, text in zip(made, texts, strict=True)]

    def feed(self, feed: Feed, entries: Sequence[Printed], gone: Sequence[Gone] = ()) -> Artifact:
        """A feed of the latest entries, without archive; `entries` are latest first."""
        return self._document(feed, feed.path, entries[:LATEST], gone, {})

    def archived(
        self, feed: Feed, entries: Sequence[Printed], gone: Sequence[Gone] = ()
    ) -> Iterator[Artifact]:
        """A feed of the latest entries, and the archive documents that hold the others."""
        found = volumes(feed.path, entries)
        way = {"prev-archive": found[-1].path} if found else {}
        yield self._document(feed, feed.path, entries[:LATEST], gone, way)
        for volume in found:
            way = {"current": feed.path, "prev-archive": volume.older, "next-archive": volume.newer}
            yield self._document(feed, volume.path, volume.entries, (), way)

    def _document(
        self, feed: Feed, path: str, entries: Sequence[Printed], gone: Sequence[Gone], ways: Mapping[str, str]
    ) -> Artifact:
        base, settings = self.settings.site_url, self.settings
        text = self.environment.expand(
            "feed.xml",
            id=feed_id(base + feed.path),
            title=xml_safe(feed.title),
            subtitle=xml_safe(say("specimen.short") if settings.specimen else feed.subtitle),
            lang=settings.lang,
            page=base + feed.page,
            own=base + path,
            ways=[(rel, base + to) for rel, to in ways.items() if to],
            archive=path != feed.path,
            author=xml_safe(say("feed.editors", site=settings.site_name)),
            rights=say("cite.licence", licence=settings.licence),
            updated=newest((*(e.updated for e in entries), *(g.when for g in gone))),
            gone=gone,
            entries=Markup("\n".join(e.xml for e in entries)),  # noqa: S704 - the template made each of them
        )
        return Artifact(path, f"{text.strip()}\n".encode())


def volumes(path: str, entries: Sequence[Printed]) -> tuple[Volume, ...]:
    """The archive of a feed, oldest first: by year of the latest change, in parts numbered from the oldest.

    A part is written when it is full or its year is over, and then holds the same entries until one of them
    changes: so an archive document is never extended, as RFC 5005 demands. What is in no part is among the
    latest entries. Without more entries than a feed holds there is no archive.
    """
    if len(entries) <= LATEST:
        return ()
    years: dict[int, list[Printed]] = {}
    for entry in reversed(entries):
        years.setdefault(_year(entry.updated), []).append(entry)
    last = max(years)
    parts = [
        (f"{path.removesuffix('.xml')}/{year}/{number}.xml", tuple(reversed(some)))
        for year, held in sorted(years.items())
        for number, some in enumerate(_parts(held, open_end=year == last), start=1)
    ]
    paths = ["", *(where for where, _ in parts), ""]
    return tuple(Volume(at, some, paths[n], paths[n + 2]) for n, (at, some) in enumerate(parts))


def _parts(held: Sequence[Printed], *, open_end: bool) -> Iterator[Sequence[Printed]]:
    for start in range(0, len(held), LATEST):
        some = held[start : start + LATEST]
        if len(some) == LATEST or not open_end:
            yield some


def _year(updated: str) -> int:
    found = edtf.moment(updated)
    return found.astimezone(UTC).year if found else 0
