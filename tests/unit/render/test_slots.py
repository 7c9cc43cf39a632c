"""Comments in hand-written pages."""

from __future__ import annotations

from dataclasses import replace

from briefpress.model.finding import Severity
from briefpress.model.settings import Settings
from briefpress.render import Site, slots
from tests.unit.render.listing_making import SHARED, WORKSHOP, card, days
from tests.unit.render.making import NOW, SETTINGS


def fill(address: str, html: str, *, site: Site | None = None, settings: Settings = SETTINGS) -> slots.Filled:
    made = site if site is not None else Site.of([card()], SHARED, settings)
    return slots.fill(address, html.encode(), made, WORKSHOP, settings, NOW)


def test_a_page_without_comments_is_returned_as_it_is() -> None:
    html = b"<p>\xff caf\xe9</p>"
    assert slots.fill("", html, Site(), WORKSHOP, SETTINGS, NOW).html is html


def test_links_are_written_as_seen_from_the_page() -> None:
    slot = "<!-- briefpress:latest -->"
    assert 'href="briefings/2026/film/"' in fill("", slot).html.decode()
    assert 'href="../../briefings/2026/film/"' in fill("a/b/", slot).html.decode()


def test_the_latest_five() -> None:
    html = fill("", "<!-- briefpress:latest -->", site=Site.of(days(9), SHARED, SETTINGS)).html.decode()
    assert [f"Event {n}<" in html for n in (8, 4, 3)] == [True, True, False]


def test_questions_of_several_pages_in_turn() -> None:
    asked = [{"id": f"q{n}", "text": f"Question {n}?"} for n in (1, 2, 3)]
    site = Site.of([card("a", open_questions=asked), card("b", open_questions=asked[:1])], SHARED, SETTINGS)
    html = fill("", "<!-- briefpress:questions -->", site=site).html.decode()
    order = ["briefings/2026/a/#question-1", "b/#question-1", "a/#question-2", "a/#question-3"]
    places = [html.index(part) for part in order]
    assert places == sorted(places)
    assert 'href="questions/"' in html


def test_questions_say_whether_they_were_touched_this_month() -> None:
    slot = "<!-- briefpress:questions -->"
    asked = [{"id": "q1", "text": "Old?"}]
    old = card("old", published="2026-10-31", open_questions=asked)
    assert "Touched this month:" in fill("", slot).html.decode()
    assert "Old?" not in fill("", slot, site=Site.of([card(), old], SHARED, SETTINGS)).html.decode()
    quiet = fill("", slot, site=Site.of([old], SHARED, SETTINGS)).html.decode()
    assert "None was touched this month." in quiet
    assert "Old?" in quiet


def test_the_latest_corrections() -> None:
    slot = "<!-- briefpress:corrections -->"
    found = [
        {"id": f"x{n}", "date": f"2026-0{n}-01", "kind": "update", "was": "A", "now": f"B{n}"}
        for n in range(1, 6)
    ]
    html = fill("", slot, site=Site.of([card(corrections=found)], SHARED, SETTINGS)).html.decode()
    assert [f"B{n}." in html for n in range(1, 6)] == [False, False, True, True, True]
    assert 'href="briefings/2026/film/#correction-x5"' in html
    assert "No correction has been made yet." in fill("", slot).html.decode()


def test_a_glance_counts_what_there_is() -> None:
    slot = "<!-- briefpress:glance -->"
    html = fill("", slot).html.decode()
    assert '<a href="briefings/">1 briefing</a>' in html
    assert '<a href="sources/">3 sources</a>' in html
    assert "correction" not in html
    assert "<ul" not in fill("", slot, site=Site()).html.decode()


def test_contact() -> None:
    slot = "<!-- briefpress:contact -->"
    assert 'Write to <a href="mailto:desk@example.org">desk@example.org</a>.' in fill("", slot).html.decode()
    assert "No address" in fill("", slot, settings=replace(SETTINGS, contact="")).html.decode()
    web = replace(SETTINGS, contact="https://example.org/write@us")
    assert 'href="https://example.org/write@us"' in fill("", slot, settings=web).html.decode()
    scheme = replace(SETTINGS, contact="mailto:desk@example.org")
    assert fill("", slot, settings=scheme).html == fill("", slot).html
    odd = replace(SETTINGS, contact="javascript:alert(1)")
    assert "href" not in fill("", slot, settings=odd).html.decode()


def test_an_empty_site_says_so() -> None:
    html = fill("", "<!-- briefpress:latest --><!-- briefpress:questions -->", site=Site()).html.decode()
    assert "No briefing has been published yet." in html
    assert "No briefing has an open question now." in html


def test_an_unknown_name_is_a_finding() -> None:
    filled = fill("about/", "<p><!-- briefpress:lates --></p>")
    (finding,) = filled.findings
    assert (finding.at.path, finding.rule, finding.severity) == (
        "docs/about.md",
        "slot-unknown",
        Severity.ERROR,
    )
    assert finding.message == "the comment briefpress:lates names nothing"
    names = "“latest”, “questions”, “corrections”, “glance” and “contact”"
    assert finding.help == f"Write one of {names}, or delete the comment"
    assert filled.html == b"<p></p>"
