"""The site's feed as JSON Feed 1.1 (jsonfeed.org), with what only briefings have under `_briefing`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefpress.model.artifact import Artifact
from briefpress.model.card import Card
from briefpress.model.settings import Settings
from briefpress.model.vocabulary import Status
from briefpress.render import json_text
from briefpress.render.feeds.entry import FeedEntry
from briefpress.render.wording import marked, say

PATH = "feed.json"
VERSION = "https://jsonfeed.org/version/1.1"


def artifact(items: Iterable[tuple[Card, FeedEntry]], settings: Settings) -> Artifact:
    """The feed of these items, latest first; the settings must have a `site_url`."""
    base = settings.site_url
    about = say("specimen.short") if settings.specimen else settings.site_description
    feed: dict[str, Any] = {
        "version": VERSION,
        "title": settings.site_name,
        "home_page_url": base,
        "feed_url": base + PATH,
        "language": settings.lang,
        "authors": [{"name": say("feed.editors", site=settings.site_name)}],
        "items": [_item(card, entry, settings) for card, entry in items],
    }
    if about:
        feed["description"] = about
    return Artifact(PATH, f"{json_text.written(feed)}\n".encode())


def _item(card: Card, entry: FeedEntry, settings: Settings) -> dict[str, Any]:
    """An item. Its text is the page's, else the summary: one of the two the format demands."""
    summary = marked(entry.summary, specimen=settings.specimen)
    text = {"content_html": entry.content} if entry.content else {"content_text": summary}
    dates = {"date_published": entry.published, "date_modified": entry.updated}
    return {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "summary": summary,
        "tags": list(card.topics),
        "_briefing": _briefing(card),
        **text,
        **{key: value for key, value in dates.items() if value},
    }


def _briefing(card: Card) -> dict[str, Any]:
    """The evidence labels, the version, and the kind of the latest correction if there was one."""
    found: dict[str, Any] = {
        "id": card.id,
        "kind": str(card.kind),
        "version": card.version,
        "flags": [str(flag) for flag in card.flags],
    }
    if card.status is Status.WITHDRAWN:
        found["withdrawn"] = True
    if card.corrections:
        latest = max(card.corrections, key=lambda c: (c.date, c.id))
        found["correction"] = latest.kind or "correction"
    return found
