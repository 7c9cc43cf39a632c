"""What axe cannot see: order of reading and of focus, headings, motion, forced colours (WCAG 2.2 AA by hand).

The order in which a screen reader meets a page stands in tests/browser/golden/*.yml. After a change that is
meant, `pytest tests/browser/test_everyone.py --update-cases` writes them anew; read the difference.
"""

from __future__ import annotations

import difflib
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Mount, OpenPage, Server
from tests.browser.test_pages import BRIEFING, KINDS, settled

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).parent / "golden"
READ = {"briefing": "article", "digest": "article", "search": "article"}
"""Kinds of page whose order of reading is kept, and the part of the page that is read."""


@pytest.fixture
def mount(site: Path, server: Server) -> Mount:
    """The first edition."""
    return server(site)


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", READ)
def test_the_order_of_reading_is_as_it_was(
    mount: Mount, page: OpenPage, kind: str, request: pytest.FixtureRequest
) -> None:
    tab = page(mount, KINDS[kind], width=360, height=640)
    settled(tab, kind)
    found = tab.page.locator(READ[kind]).aria_snapshot() + "\n"
    file = GOLDEN / f"{kind}.yml"
    if request.config.getoption("--update-cases"):
        file.write_text(found, encoding="utf-8")
    assert difference(file.read_text(encoding="utf-8"), found) == ""


def difference(expected: str, found: str) -> str:
    """What is read now and was not, or was read and is no more; "" when nothing differs."""
    lines = difflib.unified_diff(
        expected.splitlines(), found.splitlines(), "as it was", "as it is", lineterm="", n=2
    )
    return "\n".join(lines)


@pytest.mark.parametrize("kind", KINDS)
def test_headings_go_down_step_by_step(mount: Mount, look: OpenPage, kind: str) -> None:
    tab = look(mount, KINDS[kind])
    settled(tab, kind)
    levels: list[int] = tab.page.evaluate(
        """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
            .filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1]))"""
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_every_part_is_in_a_landmark_with_a_name(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING).page
    outside: list[str] = tab.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((one) => one.checkVisibility() && !one.children.length && one.textContent.trim())
            .filter((one) => !one.closest("header, nav, main, footer, aside, script, [role=status], .md-skip"))
            .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert outside == []
    names = [nav.get_attribute("aria-label") or "" for nav in tab.locator("nav[aria-label]").all()]
    shown = [nav for nav in tab.locator("nav").all() if nav.is_visible()]
    assert all(nav.get_attribute("aria-label") or nav.get_attribute("aria-labelledby") for nav in shown)
    assert "Sections" in names


# ── focus ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("width", [360, 1280])
def test_focus_goes_through_the_page_in_its_order(mount: Mount, page: OpenPage, width: int) -> None:
    """Each stop of the Tab key lies after the one before, in the document, and can be seen."""
    tab = page(mount, BRIEFING, width=width, height=640).page
    stops: list[int] = []
    for _ in range(45):
        tab.keyboard.press("Tab")
        place: int = tab.evaluate(
            """() => { const one = document.activeElement, all = [...document.querySelectorAll("*")];
                const box = one.getBoundingClientRect();
                const covered = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                const seen = box.width && box.bottom > 0 && box.top < innerHeight
                    && (!covered || one.contains(covered) || covered.contains(one));
                return seen ? all.indexOf(one) : -1; }"""
        )
        assert place >= 0, tab.evaluate("document.activeElement.outerHTML")
        stops.append(place)
    assert stops == sorted(stops)


def test_what_has_the_focus_is_not_under_the_header(mount: Mount, page: OpenPage) -> None:
    """WCAG 2.2, 2.4.11: going backwards, no stop is hidden by what stays at the top."""
    tab = page(mount, BRIEFING, width=360, height=640).page
    tab.locator("#cite-this").scroll_into_view_if_needed()
    tab.locator(".bp-copy").focus()
    for _ in range(25):
        tab.keyboard.press("Shift+Tab")
        lower: float = tab.evaluate("document.activeElement.getBoundingClientRect().bottom")
        header: float = tab.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
        assert lower > header


@pytest.mark.parametrize(
    ("kind", "selector"),
    [
        ("briefing", ".bp-said > summary"),
        ("briefing", ".bp-key > summary"),
        ("search", ".bp-find__facet:not([hidden]) > summary"),
    ],
)
def test_the_focus_is_seen_on_what_unfolds(mount: Mount, page: OpenPage, kind: str, selector: str) -> None:
    """The theme takes the outline away from every <summary>."""
    tab = page(mount, KINDS[kind], width=1280)
    settled(tab, kind)
    summary = tab.page.locator(selector).first
    summary.focus()
    tab.page.keyboard.press("Shift+Tab")
    tab.page.keyboard.press("Tab")
    expect(summary).to_be_focused()
    expect(summary).to_have_css("outline-style", "solid")
    assert outline(tab.page) >= 2


def test_the_hidden_header_of_the_list_of_claims_takes_no_focus(mount: Mount, page: OpenPage) -> None:
    """Where the table is a list its header is out of sight: its names are read, and no link there is a stop."""
    tab = page(mount, BRIEFING, width=360, height=640).page
    header = tab.locator(".bp-matrix thead")
    assert [link for link in header.locator("a").all() if link.is_visible()] == []
    headers = tab.get_by_role("columnheader", name="Text A")
    assert headers.count() == 1
    told = header.locator("th").all_inner_texts()
    assert [text.strip() for text in told[-3:]] == ["Text A", "Text B", "Text C"], (
        "words, and no mere pictures"
    )
    tab.set_viewport_size({"width": 1280, "height": 800})
    assert next(link.inner_text() for link in header.locator("a").all() if link.is_visible()) == "Text A"


def test_the_mark_before_what_a_text_says_is_no_plus(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING, width=1280).page
    summary = tab.locator(".bp-said > summary").first
    expect(summary).to_have_css("list-style-type", "disclosure-closed")
    assert summary.evaluate("one => getComputedStyle(one, '::before').content") == "none"
    summary.click()
    expect(summary).to_have_css("list-style-type", "disclosure-open")


# ── what a reader has asked of the system ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["home", "briefing", "search"])
def test_nothing_moves_for_who_wants_no_motion(mount: Mount, page: OpenPage, kind: str) -> None:
    tab = page(mount, KINDS[kind], width=360, reduced_motion="reduce")
    settled(tab, kind)
    moving: list[str] = tab.page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) => {
            const style = getComputedStyle(one);
            return style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0)
                || style.animationName !== "none" || style.scrollBehavior === "smooth";
        }).map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert moving == []


def test_forced_colours_leave_edges_and_marks(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING, forced_colors="active").page
    for selector in (".bp-short", ".bp-source", ".bp-copy"):
        box = tab.locator(selector).first
        expect(box).not_to_have_css("border-top-style", "none")
        expect(box).not_to_have_css("border-top-width", "0px")
    icons = tab.locator(".bp-button svg").evaluate_all("all => all.map((one) => getComputedStyle(one).fill)")
    assert "rgb(31, 42, 48)" not in icons
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert outline(tab) >= 2


def test_forced_colours_underline_the_current_section_alone(mount: Mount, page: OpenPage) -> None:
    """The system paints every border in one colour, the transparent ones too: weight alone would tell."""
    tab = page(mount, "briefings/", forced_colors="active").page
    assert tab.locator(".md-tabs__link").count() > 3
    underlined: list[str | None] = tab.locator(".md-tabs__link").evaluate_all(
        """all => all.filter((one) => { const style = getComputedStyle(one);
            return parseFloat(style.borderBottomWidth) > 0 && style.borderBottomStyle !== "none"
                && style.borderBottomColor !== getComputedStyle(document.body).backgroundColor; })
            .map((one) => one.getAttribute("aria-current"))"""
    )
    assert underlined in (["page"], ["true"])


def outline(page: Page) -> float:
    """Width of the outline of what has the focus, in CSS pixels."""
    found: float = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    return found


def test_spacing_of_text_may_be_widened(mount: Mount, page: OpenPage) -> None:
    """WCAG 2.2, 1.4.12: nothing is cut off when a reader widens lines, words and letters."""
    tab = page(mount, BRIEFING, width=360, bypass_csp=True).page
    tab.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
        "p { margin-bottom: 2em !important }"
    )
    cut: list[str] = tab.evaluate(
        """() => [...document.querySelectorAll("article *")]
            .filter((one) => one.checkVisibility() && getComputedStyle(one).overflow === "hidden"
                && one.scrollHeight > one.clientHeight + 1 && one.clientHeight > 1)
            .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert cut == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
