"""Feeds: the site's own in Atom and JSON, those of subjects, of corrections and of changes to claims.

What all of them do alike, and why: docs/adr/0009-feeds.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefpress.model.artifact import Artifact
from briefpress.model.card import Card
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.model.vocabulary import Status
from briefpress.render.environment import Environment
from briefpress.render.feeds import claims, corrections, json_feed, subjects
from briefpress.render.feeds.atom import Feed, Gone, Press, Printed
from briefpress.render.feeds.entry import LATEST, entry_id, instant, latest_first, moment, of_card
from briefpress.render.feeds.page_text import text
from briefpress.render.filters import term
from briefpress.render.site import Site
from briefpress.render.wording import say

PATH = "feed.xml"


def latest(site: Site) -> tuple[str, ...]:
    """The ids of what the site's feed holds, latest change first: the pages whose full text it needs.

    Sorts all cards: to be called once an edition, not for each page.
    """
    return tuple(c.id for c in latest_first(site.cards)[:LATEST])


def artifacts(
    texts: Mapping[str, str], site: Site, registry: Registry, environment: Environment, settings: Settings
) -> Iterator[Artifact]:
    """Every feed, with its archive; nothing without a `site_url`, since a feed needs absolute addresses.

    `texts` are the pages named by `latest` as made by `text`, by id; an entry without one has its summary
    only, as have all entries of archives and of subjects.
    """
    if not settings.site_url:
        return
    base, press = settings.site_url, Press(environment, settings)
    cards = latest_first(site.cards)
    plain = press.entries(of_card(c, base, registry) for c in cards)
    full = [of_card(c, base, registry, texts.get(c.id, "")) for c in cards[:LATEST]]
    feed = Feed(PATH, settings.site_name, settings.site_description)
    yield from press.archived(feed, [*press.entries(full), *plain[LATEST:]], _gone(site))
    yield json_feed.artifact(zip(cards, full, strict=False), settings)
    yield from _of_subjects(cards, plain, site, registry, press)
    yield from _of_changes(cards, press)


def _of_subjects(
    cards: Sequence[Card], plain: Sequence[Printed], site: Site, registry: Registry, press: Press
) -> Iterator[Artifact]:
    printed = dict(zip((c.id for c in cards), plain, strict=True))
    for subject in subjects.subjects(cards, site, registry):
        feed = Feed(
            f"{subject.address}{subjects.FEED}",
            subjects.title(press.settings.site_name, subject.name),
            say("feed.of-subtitle", name=subject.name),
            subject.address,
        )
        yield press.feed(feed, [printed[c.id] for c in subject.cards])


def _of_changes(cards: Iterable[Card], press: Press) -> Iterator[Artifact]:
    """The feeds of corrections and of changes to claims; they stand even when there is none yet."""
    base, name = press.settings.site_url, press.settings.site_name
    known = list(cards)
    for path, page, key, found in (
        (
            corrections.PATH,
            corrections.PAGE,
            "feed.corrections",
            corrections.entries(known, base, press.environment),
        ),
        (
            claims.PATH,
            claims.PAGE,
            "feed.claims",
            claims.entries(claims.changes(known), base, press.environment),
        ),
    ):
        feed = Feed(path, say(key, site=name), say(f"{key}-subtitle"), page)
        yield from press.archived(feed, press.entries(found))


def _gone(site: Site) -> tuple[Gone, ...]:
    """The latest removed pages, of which a feed keeps the id and the day only, and withdrawn ones (RFC 6721)."""
    found = [
        Gone(entry_id(c), moment(c.withdrawn.date if c.withdrawn else c.updated), term(c.status, "status"))
        for c in site.by_id.values()
        if c.status in (Status.REMOVED, Status.WITHDRAWN)
    ]
    found.sort(key=lambda g: g.id)
    found.sort(key=lambda g: instant(g.when), reverse=True)
    return tuple(g for g in found if g.when)[:LATEST]


__all__ = ["LATEST", "PATH", "artifacts", "entry_id", "latest", "moment", "text"]
