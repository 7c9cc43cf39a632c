"""The feed: Atom that a feed reader accepts, in full and with ids that stay."""

from __future__ import annotations

import re
from dataclasses import replace

import feedparser
import pytest

from briefpress.model.artifact import Page
from briefpress.model.card import Card
from briefpress.model.settings import Settings
from briefpress.render import Site, feeds
from tests.unit.render.conftest import Expand
from tests.unit.render.listing_making import SHARED, WORKSHOP, card, days
from tests.unit.render.making import BODY, FILM, SETTINGS, document


def feed(*cards: Card, texts: dict[str, str] | None = None, settings: Settings = SETTINGS) -> str:
    site = Site.of(cards, SHARED, settings)
    (made,) = feeds.artifacts(texts or {}, site, WORKSHOP, settings)
    assert made.path == "feed.xml"
    return made.content.decode()


def test_a_feed_reader_finds_what_it_needs() -> None:
    found = feedparser.parse(feed(card(), texts={"2026-film": "<p>All of it</p>"}))
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.title == "The Desk"
    assert found.feed.author == "The editors of The Desk"
    assert found.feed.updated == "2026-11-21T00:00:00Z"
    assert [link.href for link in found.feed.links if link.rel == "self"] == [
        "https://example.org/site/feed.xml"
    ]
    (entry,) = found.entries
    assert entry.title == FILM["title"]
    assert entry.link == "https://example.org/site/briefings/2026/film/"
    assert entry.summary == FILM["summary"]
    assert entry.content[0].value == "<p>All of it</p>"
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", entry.id)


def test_ids_never_change() -> None:
    """An id that changes makes every reader show every entry again."""
    assert feeds.entry_id(card()) == "urn:uuid:b3523a51-af25-5132-8d1a-6afd7f1d63a2"
    assert feeds.entry_id(replace(card(), address="elsewhere/", title="Other")) == feeds.entry_id(card())


def test_the_latest_by_update_come_first_and_no_more_than_fifty() -> None:
    cards = days(60)
    cards[3] = replace(cards[3], updated="2026-12-01T09:00:00+01:00", version=2)
    found = feedparser.parse(feed(*cards))
    assert len(found.entries) == 50
    assert found.entries[0].updated == "2026-12-01T09:00:00+01:00"
    assert found.feed.updated == found.entries[0].updated
    assert found.entries[1].link.endswith("/day-059/")
    assert feeds.latest(Site.of(cards, SHARED, SETTINGS))[:2] == ("2026-day-003", "2026-day-059")


def test_without_an_address_there_is_no_feed() -> None:
    settings = replace(SETTINGS, site_url="")
    assert feeds.artifacts({}, Site.of([card()], SHARED, settings), WORKSHOP, settings) == ()


def test_a_feed_of_nothing_is_valid() -> None:
    found = feedparser.parse(feed())
    assert not found.bozo
    assert found.entries == []


def test_a_withdrawn_page_says_so_in_its_title() -> None:
    gone = card(status="withdrawn", withdrawn={"date": "2026-11-21", "reason": "Wrong"})
    assert feedparser.parse(feed(gone)).entries[0].title.startswith("Withdrawn: ")


def test_characters_that_no_xml_may_hold_are_dropped() -> None:
    assert not feedparser.parse(feed(card(title="a\x00b\x0cc\uffff & <i>"))).bozo


@pytest.fixture
def text(expand: Expand) -> str:
    return feeds.text(expand(document(FILM, BODY)), SETTINGS)


def test_the_text_has_absolute_addresses_only(text: str) -> None:
    links = re.findall(r'(?:href|src)="([^"]*)"', text)
    assert links
    assert all(link.startswith(("https://", "mailto:")) for link in links)
    assert "https://example.org/site/briefings/2026/film/#c1" in links


def test_the_text_has_the_page_without_its_title_navigation_and_table(text: str) -> None:
    assert "What happened" in text
    assert "Two texts say that a film ended" in text
    assert "<h1" not in text
    assert "<nav" not in text
    assert "<table" not in text
    assert "Each claim beside the words of its sources" in text


def test_nothing_harmful_passes() -> None:
    body = (
        '<p onclick="x()" style="color:red">a<script>b()</script><iframe src="//c"></iframe>'
        '<a href="javascript:d()">e</a><img src="../../../images/f.png" alt="g"><form><input></form></p>'
    )
    page = Page("briefings/2026/x/", "briefings", "t", "d", body)
    assert feeds.text(page, SETTINGS) == (
        '<p>a<a>e</a><img src="https://example.org/site/images/f.png" alt="g"></p><p></p>'
    )
