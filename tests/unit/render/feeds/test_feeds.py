"""The feeds of the site and of its subjects: what a feed reader accepts, in full and with ids that stay."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from briefpress.model.artifact import Page
from briefpress.model.card import Card
from briefpress.model.vocabulary import Status
from briefpress.render import Site, feeds
from tests.unit.render.conftest import Expand
from tests.unit.render.feeds.reading import BASE, SPACES, atom, json_faults, made, tree
from tests.unit.render.listing_making import SHARED, card, days
from tests.unit.render.making import BODY, FILM, SETTINGS, document


def site_feed(*cards: Card, texts: dict[str, str] | None = None) -> bytes:
    return made(cards, texts)["feed.xml"]


def test_a_feed_reader_finds_what_it_needs() -> None:
    found = atom(site_feed(card(), texts={"2026-film": "<p>All of it</p>"}))
    assert found.feed.title == "The Desk"
    assert found.feed.author == "The editors of The Desk"
    assert found.feed.updated == "2026-11-21T00:00:00Z"
    assert found.feed.rights.startswith("Our own words are licensed under CC-BY-4.0.")
    assert [link.href for link in found.feed.links if link.rel == "self"] == [f"{BASE}feed.xml"]
    (entry,) = found.entries
    assert entry.title == FILM["title"]
    assert entry.link == f"{BASE}briefings/2026/film/"
    assert entry.summary == FILM["summary"]
    assert entry.content[0].value == "<p>All of it</p>"
    assert ("film", f"{BASE}topics/", "Film") in [(t.term, t.scheme, t.label) for t in entry.tags]
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", entry.id)


def test_ids_never_change() -> None:
    """An id that changes makes every reader show every entry again."""
    assert feeds.entry_id(card()) == "urn:uuid:b3523a51-af25-5132-8d1a-6afd7f1d63a2"
    assert feeds.entry_id(replace(card(), address="elsewhere/", title="Other")) == feeds.entry_id(card())


def test_the_latest_by_update_come_first_and_no_more_than_fifty() -> None:
    cards = days(60)
    cards[3] = replace(cards[3], updated="2026-12-01T09:00:00+01:00", version=2)
    found = atom(site_feed(*cards))
    assert len(found.entries) == 50
    assert found.entries[0].updated == "2026-12-01T09:00:00+01:00"
    assert found.feed.updated == found.entries[0].updated
    assert found.entries[1].link.endswith("/day-059/")
    assert feeds.latest(Site.of(cards, SHARED, SETTINGS))[:2] == ("2026-day-003", "2026-day-059")


def test_without_an_address_there_is_no_feed() -> None:
    assert made([card()], settings=replace(SETTINGS, site_url="")) == {}


def test_a_feed_of_nothing_is_valid() -> None:
    files = made([])
    assert sorted(files) == ["corrections/claims.xml", "corrections/feed.xml", "feed.json", "feed.xml"]
    assert atom(files["feed.xml"]).entries == []
    assert json_faults(files["feed.json"]) == []


def test_a_site_of_specimens_says_so_in_every_feed() -> None:
    files = made([card()], settings=replace(SETTINGS, specimen=True))
    for path, content in files.items():
        assert b"Specimen: nothing here is real" in content, path


def test_a_withdrawn_page_stays_and_says_so_in_its_title() -> None:
    gone = card(status="withdrawn", withdrawn={"date": "2026-11-21", "reason": "Wrong"})
    files = made([gone])
    assert atom(files["feed.xml"]).entries[0].title.startswith("Withdrawn: ")
    (deleted,) = tree(files["feed.xml"]).findall("at:deleted-entry", SPACES)
    assert dict(deleted.attrib) == {"ref": feeds.entry_id(gone), "when": "2026-11-21T00:00:00Z"}
    assert json.loads(files["feed.json"])["items"][0]["_briefing"]["withdrawn"] is True


def test_of_a_removed_page_only_id_and_day_stay() -> None:
    removed = replace(card(), status=Status.REMOVED, updated="2026-11-22")
    files = made([removed, card("other")])
    root = tree(files["feed.xml"])
    (deleted,) = root.findall("at:deleted-entry", SPACES)
    assert dict(deleted.attrib) == {"ref": feeds.entry_id(removed), "when": "2026-11-22T00:00:00Z"}
    assert [e.text for e in root.iterfind("a:entry/a:id", SPACES)] == [feeds.entry_id(card("other"))]
    assert root.findtext("a:updated", namespaces=SPACES) == "2026-11-22T00:00:00Z"
    assert len(json.loads(files["feed.json"])["items"]) == 1
    assert all(b"briefings/2026/film/" not in content for content in files.values())


def test_characters_that_no_xml_may_hold_are_dropped() -> None:
    title = atom(site_feed(card(title="a\x00b\x0cc\uffff & <i>"))).entries[0].title_detail
    assert (title.type, title.value) == ("text/plain", "abc & <i>")


# ── archive ───────────────────────────────────────────────────────────────────────────────────────────


def dated(*years: tuple[str, int]) -> list[Card]:
    """So many cards in each year."""
    shown = []
    for year, number in years:
        for day in days(number):
            date = day.published.replace("2026", year)
            shown.append(replace(day, id=f"{year}-{day.slug}", published=date, updated=date))
    return shown


def ids(content: bytes) -> set[str]:
    return {e.id for e in atom(content).entries}


def archives(files: dict[str, bytes]) -> list[str]:
    return [path for path in files if path.startswith("feed/")]


def test_what_fits_into_the_feed_has_no_archive() -> None:
    assert archives(made(dated(("2025", 30), ("2026", 20)))) == []


def test_the_archive_holds_whole_parts_by_year() -> None:
    files = made(dated(("2024", 120), ("2025", 3), ("2026", 70)))
    assert archives(files) == [
        *("feed/2024/1.xml", "feed/2024/2.xml", "feed/2024/3.xml"),
        *("feed/2025/1.xml", "feed/2026/1.xml"),
    ]
    assert [len(ids(files[path])) for path in archives(files)] == [50, 50, 20, 3, 50]


def test_a_reader_who_follows_the_archive_gets_every_entry() -> None:
    cards = dated(("2024", 120), ("2025", 3), ("2026", 70))
    files = made(cards)
    met, path = set(), "feed.xml"
    way = []
    while path:
        way.append(path)
        met |= ids(files[path])
        links = {link.rel: link.href.removeprefix(BASE) for link in atom(files[path]).feed.links}
        assert path == "feed.xml" or links["current"] == "feed.xml"
        path = links.get("prev-archive", "")
    assert met == {feeds.entry_id(c) for c in cards}
    assert way == ["feed.xml", *reversed(archives(files))]


def test_archives_are_marked_and_share_the_id_of_their_feed() -> None:
    files = made(dated(("2025", 60)))
    feed, old = tree(files["feed.xml"]), tree(files["feed/2025/1.xml"])
    assert feed.find("fh:archive", SPACES) is None
    assert old.find("fh:archive", SPACES) is not None
    assert feed.findtext("a:id", namespaces=SPACES) == old.findtext("a:id", namespaces=SPACES)
    assert old.findtext("a:updated", namespaces=SPACES) == "2025-02-22T00:00:00Z"


def test_what_is_published_later_leaves_the_archive_as_it_was() -> None:
    before, after = made(dated(("2026", 120))), made(dated(("2026", 149)))
    assert archives(before) == archives(after) == ["feed/2026/1.xml", "feed/2026/2.xml"]
    assert ids(before["feed/2026/2.xml"]) == ids(after["feed/2026/2.xml"])
    assert before["feed/2026/1.xml"] == after["feed/2026/1.xml"]


# ── subjects ──────────────────────────────────────────────────────────────────────────────────────────


def test_each_subject_with_a_page_has_a_feed_of_summaries() -> None:
    files = made([card()], {"2026-film": "<p>All of it</p>"})
    assert {path for path in files if path.count("/") == 2} == {
        *("topics/film/feed.xml", "organisations/acme/feed.xml"),
        *("affected/crew/feed.xml", "affected/own-workforce/feed.xml"),
    }
    found = atom(files["topics/film/feed.xml"])
    assert found.feed.title == "The Desk: Film"
    assert found.feed.link == f"{BASE}topics/film/"
    (entry,) = found.entries
    assert entry.id == feeds.entry_id(card())
    assert entry.summary == FILM["summary"]
    assert "content" not in entry
    assert atom(files["affected/own-workforce/feed.xml"]).feed.title == "The Desk: Own workforce"


def test_a_subject_has_the_latest_fifty_and_no_archive() -> None:
    found = atom(made(days(60))["organisations/acme/feed.xml"])
    assert len(found.entries) == 50
    assert found.entries[0].link.endswith("/day-059/")
    assert {link.rel for link in found.feed.links} == {"self", "alternate"}


# ── JSON Feed ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_json_feed_says_the_same() -> None:
    correction = {"id": "x1", "date": "2026-11-22", "kind": "clarification", "was": "a", "now": "b"}
    content = made([card(corrections=[correction])], {"2026-film": "<p>All of it</p>"})["feed.json"]
    assert json_faults(content) == []
    feed = json.loads(content)
    assert (feed["home_page_url"], feed["feed_url"]) == (BASE, f"{BASE}feed.json")
    (item,) = feed["items"]
    assert item["id"] == feeds.entry_id(card())
    assert item["url"] == f"{BASE}briefings/2026/film/"
    assert item["content_html"] == "<p>All of it</p>"
    assert item["date_modified"] == "2026-11-21T00:00:00Z"
    assert item["_briefing"] == {
        "id": "2026-film",
        "kind": "briefing",
        "version": 1,
        "flags": [str(f) for f in card().flags],
        "correction": "clarification",
    }


def test_an_item_without_text_holds_its_summary() -> None:
    content = made([card()])["feed.json"]
    assert json_faults(content) == []
    assert json.loads(content)["items"][0]["content_text"] == FILM["summary"]


# ── text ──────────────────────────────────────────────────────────────────────────────────────────────


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
