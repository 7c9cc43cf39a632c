"""Feeds as their readers see them: made from cards, held against the published schema, then parsed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
from lxml import etree

from briefpress.model.card import Card
from briefpress.model.settings import Settings
from briefpress.render import Site, feeds
from tests.unit.render.listing_making import SHARED, WORKSHOP
from tests.unit.render.making import SETTINGS

SPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "fh": "http://purl.org/syndication/history/1.0",
}
BASE = SETTINGS.site_url


def made(
    cards: Iterable[Card], texts: Mapping[str, str] | None = None, settings: Settings = SETTINGS
) -> dict[str, bytes]:
    """All feeds of a site, by path; every Atom document among them is valid."""
    site = Site.of(cards, SHARED, settings)
    found = feeds.artifacts(texts or {}, site, SHARED, WORKSHOP, settings)
    files = {artifact.path: artifact.content for artifact in found}
    for path, content in files.items():
        if path.endswith(".xml"):
            assert faults(content) == [], path
    return files


def atom(content: bytes) -> Any:
    """A feed as a feed reader sees it."""
    found = feedparser.parse(content)
    assert not found.bozo
    assert found.version == "atom10"
    return found


def tree(content: bytes) -> Any:
    """A feed as XML."""
    return etree.fromstring(content)


@cache
def _schema() -> Any:
    file = Path(__file__).parents[3] / "data" / "atom" / "atom.rng"
    return etree.RelaxNG(etree.parse(str(file)))


def faults(content: bytes) -> list[str]:
    """What is wrong with an Atom document: by the schema of RFC 4287, and by those of its rules that no schema says."""
    root: Any = etree.fromstring(content)
    schema = _schema()
    found = [] if schema.validate(root) else [str(error) for error in schema.error_log]
    ids = root.xpath("a:entry/a:id/text()", namespaces=SPACES)
    found += ["an id twice"] if len(ids) != len(set(ids)) else []
    if not root.xpath("a:author", namespaces=SPACES):
        found.append("no author")
    for entry in root.xpath("a:entry", namespaces=SPACES):
        if not entry.xpath("a:link[@rel='alternate'] | a:content", namespaces=SPACES):
            found.append("an entry without link and text")
    for where in root.xpath("//a:link/@href", namespaces=SPACES):
        found += [] if where.startswith("https://") else [f"{where} is not absolute"]
    return found


def json_faults(content: bytes) -> list[str]:
    """What is wrong with a JSON Feed by version 1.1 of its rules (jsonfeed.org/version/1.1)."""
    feed = json.loads(content)
    found = [] if feed.get("version") == "https://jsonfeed.org/version/1.1" else ["version"]
    found += [key for key in ("title", "home_page_url", "feed_url") if not isinstance(feed.get(key), str)]
    found += [] if isinstance(feed.get("items"), list) else ["items"]
    for item in feed.get("items", []):
        found += [] if isinstance(item.get("id"), str) and item["id"] else ["id"]
        found += [] if "content_html" in item or "content_text" in item else ["content"]
        found += [] if all(isinstance(tag, str) for tag in item.get("tags", [])) else ["tags"]
        for key in ("date_published", "date_modified"):
            found += [] if key not in item or feeds.moment(item[key]) == item[key] else [key]
    keys = {key for thing in (feed, *feed.get("items", [])) for key in thing}
    return found + sorted(keys - _KEYS)


_KEYS = set(
    "version title home_page_url feed_url description user_comment next_url icon favicon authors language expired "
    "hubs items id url external_url content_html content_text summary image banner_image date_published "
    "date_modified tags attachments _briefing".split()
)
