"""Pictures as a browser shows and names them: on a site made to have each of them, full of hostile words."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator

from tests.browser import axe
from tests.browser.conftest import NOW, Mount, OpenPage, Server

BRIEFING = "briefings/2026/event-0/"
TOPIC = "topics/topic-0/"
ORGANISATION = "organisations/organisation-0/"
TIMELINE = "timeline/"
PAGES = {"briefing": BRIEFING, "topic": TOPIC, "organisation": ORGANISATION, "timeline": TIMELINE}
NASTY = '1 < 2 & "3" > {{7*7}} Donaudampfschifffahrtsgesellschaft of the northern and western provinces'
DATES = (
    "0044-03-15",
    "[..2026-01-21]",
    "2026-02-XX",
    "2026-03-14",
    "2026-03/2026-06",
    "2026-06~",
    "2026-07/..",
)
STANCES = ("supports", "qualifies", "disputes", "mentions")


def _briefing(number: int) -> dict[str, Any]:
    """A draft: of one, forty claims and a timeline that goes back to Caesar."""
    sources = [
        {"id": f"s{n}", "title": f"Text {n}", "publisher": f"House {n}", "accessed": "2026-01-01"}
        for n in range(5 if number == 0 else 1)
    ]
    return {
        "title": f"Event {number} {NASTY}",
        "event": f"Event {number} {NASTY}",
        "summary": "It happened.",
        "event_date": f"2026-0{number % 9 + 1}",
        "type_of_work": "source-review",
        "status": "draft",
        "published": f"{2026 - number // 2}-0{number % 9 + 1}-01",
        "topics": ["topic-0", f"topic-{number % 9 + 1}"],
        "sources": sources,
        "claims": [
            {
                "id": f"c{n}",
                "text": f"Claim {n} holds.",
                "kind": "event",
                "about": ["organisation-0", f"organisation-{(n + number) % 8 + 1}"],
                "assertions": [
                    {"source": s["id"], "quote": f"so says text {i} of it", "stance": STANCES[(n + i) % 4]}
                    for i, s in enumerate(sources[: n % 5 + 1])
                ],
            }
            for n in range(1, 41 if number == 0 else 3)
        ],
        "timeline": [{"date": date, "text": f"{date}: {NASTY}", "claims": ["c1"]} for date in DATES],
    }


@pytest.fixture(scope="module")
def mount(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Mount:
    """The site, built by the command with its drafts."""
    root = tmp_path_factory.mktemp("pictures")
    organisations = [
        {"id": f"organisation-{n}", "name": f"{'OUR' * (n % 3)} Body {n} {NASTY}", "kind": "company"}
        for n in range(9)
    ]
    topics = [
        {"id": f"topic-{n}", "label": f"Topic {n} {NASTY}", "definition": "A subject."} for n in range(10)
    ]
    files = {
        "mkdocs.yml": "site_name: Pictures\ntheme: material\nplugins: [briefpress]\n",
        "docs/index.md": "# Home\n",
        "briefings/_registry/organisations.yml": json.dumps({"organisations": organisations}),
        "briefings/_registry/topics.yml": json.dumps({"topics": topics}),
        **{
            f"briefings/{2026 - n // 2}/event-{n}.md": f"---\n{json.dumps(_briefing(n))}\n---\n"
            "## What happened\n\nIt happened [c1].\n"
            for n in range(12)
        },
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    program = str(Path(sys.executable).with_name("briefpress"))
    command = [program, "build", "--drafts", "--no-search", "--now", NOW]
    made = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (root / "site" / BRIEFING / "index.html").is_file(), made.stdout + made.stderr
    return server(root / "site")


def pictures(tab: Any) -> Iterator[Locator]:
    """Every picture of a page."""
    yield from tab.page.locator("svg[role=img]").all()


PAST_THE_EDGE = """() => [...document.querySelectorAll(".bp-drawn text, .bp-strip")]
    .map((e) => [e.textContent, e.getBoundingClientRect()])
    .filter(([, box]) => box.left < 0 || box.right > document.documentElement.clientWidth)
    .map(([text]) => text)"""
"""What a reader would have to scroll to see."""


@pytest.mark.parametrize("kind", PAGES)
def test_pages_with_pictures_are_sound(mount: Mount, look: OpenPage, kind: str, full: bool) -> None:
    """Narrow in light and wide in dark; with --full the other way as well."""
    for width, dark in ((320, False), (1280, True), *(((320, True), (1280, False)) if full else ())):
        _is_sound(look, mount, kind, width, dark)


def _is_sound(look: OpenPage, mount: Mount, kind: str, width: int, dark: bool) -> None:
    tab = look(mount, PAGES[kind], width=width, dark=dark)
    assert tab.page.locator("svg[role=img]").count() > 0
    tab.page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.page.evaluate(PAST_THE_EDGE) == []
    assert axe.violations(tab.page) == []


def test_a_picture_is_one_thing_with_a_name(mount: Mount, page: OpenPage) -> None:
    """What a screen reader is told: the name, and what there is to see; not each line and number."""
    tab = page(mount, TOPIC)
    shown = tab.page.get_by_role("img", name="How these briefings, organisations and topics are related")
    assert shown.count() == 1
    tree = shown.aria_snapshot()
    assert tree.splitlines() == ['- img "How these briefings, organisations and topics are related"']
    assert tab.page.get_by_role("img", name="Briefings by year of publication").count() == 1


def test_each_claim_has_its_strip_with_words(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING)
    strips = tab.page.locator(".bp-matrix tbody th .bp-strip")
    assert strips.count() == 40
    names = {strip.text_content() for strip in strips.all()}
    assert len(names) > 3
    assert all(name and ": " in name for name in names)
    box = strips.first.bounding_box()
    assert box
    assert 10 < box["height"] < 24
    assert 40 < box["width"] < 100


def test_shapes_that_strips_use_are_drawn(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING)
    missing = tab.page.evaluate(
        """() => [...document.querySelectorAll(".bp-strip use")]
            .filter((use) => !(use.getBBox().width > 0)).map((use) => use.outerHTML)"""
    )
    assert missing == []


def test_uncertain_days_are_drawn_as_wide_as_they_may_be(mount: Mount, page: OpenPage) -> None:
    """By eye: the month without a day is a bar, the known day is a dot, and both stand in order."""
    tab = page(mount, BRIEFING)
    marks = tab.page.locator(".bp-block--timeline .bp-drawn :is(.bp-within, circle)")
    boxes = [mark.bounding_box() for mark in marks.all()]
    assert len(boxes) >= 4
    assert tab.page.locator(".bp-block--timeline ol > li").count() == len(DATES)


def test_the_table_behind_opens_by_keyboard_without_scripts(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, ORGANISATION, scripts=False)
    summary = tab.page.locator(".bp-behind > summary").first
    table = tab.page.get_by_role("table").first
    assert not tab.page.locator(".bp-behind table").first.is_visible()
    summary.focus()
    tab.page.keyboard.press("Enter")
    assert table.is_visible()
    assert table.get_by_role("rowheader").first.text_content() == "2021"


def test_colours_of_the_reader_win(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, TOPIC, forced_colors="active")
    canvas, marks = tab.page.evaluate(
        """() => { const probe = document.createElement("p"); probe.style.color = "CanvasText";
            document.body.append(probe);
            const bar = document.querySelector(".bp-drawn rect.bp-full");
            return [getComputedStyle(probe).color, getComputedStyle(bar).fill]; }"""
    )
    assert marks == canvas


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_paper_pictures_are_dark_on_white(mount: Mount, page: OpenPage, dark: bool) -> None:
    tab = page(mount, TOPIC, dark=dark)
    tab.page.emulate_media(media="print")
    ink = tab.page.locator(".bp-drawn text").first.evaluate("e => getComputedStyle(e).fill")
    assert ink == "rgb(0, 0, 0)"
    assert not tab.page.locator(".bp-behind:not([open])").first.is_visible()


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_is_styled_inline_and_ids_are_unique(mount: Mount, page: OpenPage, kind: str) -> None:
    tab = page(mount, PAGES[kind], scripts=False)
    assert tab.page.locator("svg [style], svg[style], figure [style]").count() == 0
    ids = tab.page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))
    assert tab.seen.elsewhere == []
