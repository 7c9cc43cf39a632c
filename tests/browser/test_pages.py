"""Each kind of page of the first edition in Chromium: phone and desktop, light and dark, scripts and none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe
from tests.browser.conftest import Mount, OpenPage, Server, Tab

pytestmark = pytest.mark.browser

BRIEFING = "briefings/2026/amazon-mgm-openai-film/"
BRIEFINGS = (BRIEFING, "briefings/2026/data-centre-workers/", "briefings/2026/meta-employee-data/")
KINDS = {
    "home": "",
    "briefing": BRIEFING,
    "digest": "digests/2026/film-data-centres-and-employee-data/",
    "topic": "topics/generative-ai/",
    "organisation": "organisations/openai/",
    "affected": "affected/",
    "takeaways": "takeaways/",
    "questions": "questions/",
    "timeline": "timeline/",
    "corrections": "corrections/",
    "sources": "sources/",
    "source": "sources/seed-b/",
    "origins": "sources/origins/",
    "search": "search/?q=film",
    "guide": "guide/",
}
WIDTHS = (320, 360, 768, 1280)
MORE = (
    "briefings/",
    "affected/data-centre-workers/",
    "takeaways/for/creators/",
    "questions/",
    "method/",
    "no/such/page/",
)
BLOCKS = (
    "In short",
    "What happened",
    "People affected",
    "Takeaways",
    "Why it matters",
    "What we do not know",
    "Watch list",
    "What we can say",
    "Who says what",
    "Sources",
    "Replies",
    "How we worked",
    "Versions",
    "Cite this",
    "Read on",
)
"""The blocks of a briefing in the order in which readers meet them, less those that this one has no matter for."""


@pytest.fixture
def mount(site: Path, server: Server) -> Mount:
    """The first edition, served at the root of a host."""
    return server(site)


# ── every kind of page ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_sound(mount: Mount, look: OpenPage, kind: str, dark: bool) -> None:
    """On phones, on a tablet and on a desk."""
    tab = look(mount, KINDS[kind], width=WIDTHS[0], height=640, dark=dark)
    expect(tab.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if dark else "default")
    settled(tab, kind)
    faults: dict[int, list[str]] = {}
    for width in WIDTHS:
        tab.page.set_viewport_size({"width": width, "height": 640})
        folded = sideways(tab.page)
        unfold(tab.page)
        faults[width] = folded + sideways(tab.page) + axe.violations(tab.page)
        unfold(tab.page, open_=False)
    assert {width: found for width, found in faults.items() if found} == {}
    assert tab.seen.faults == []


@pytest.mark.parametrize("address", MORE)
def test_other_pages_are_sound_on_a_phone(mount: Mount, look: OpenPage, address: str) -> None:
    tab = look(mount, address, width=360, height=640)
    settled(tab, "")
    assert sideways(tab.page) == []
    assert axe.violations(tab.page) == []
    assert [fault for fault in tab.seen.faults if "404" not in fault] == []


def test_faults_would_be_seen(mount: Mount, page: OpenPage) -> None:
    """The measures of this file, tried on a page that has been spoilt."""
    tab = page(mount, "about/", width=360)
    tab.page.evaluate(
        """() => {
            const article = document.querySelector("article");
            article.insertAdjacentHTML("beforeend", '<img src="nothing.png"><p>pale</p><p>wide</p>');
            article.lastElementChild.style.width = "500px";
            article.lastElementChild.previousElementSibling.style.color = "#ccc";
        }"""
    )
    assert {"image-alt", "color-contrast"} <= {line.split(":")[0] for line in axe.violations(tab.page)}
    assert any("wide" in line for line in sideways(tab.page))
    tab.page.wait_for_function("document.querySelector('article img').complete")
    assert [fault for fault in tab.seen.failed if "nothing.png" in fault]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_where_text_is_four_times_as_large(mount: Mount, look: OpenPage, kind: str) -> None:
    """320 px are what a desktop of 1280 px has left at 400 % (WCAG 2.2, 1.4.10 reflow)."""
    tab = look(mount, KINDS[kind], width=320, height=256)
    settled(tab, kind)
    unfold(tab.page)
    assert sideways(tab.page) == []


def settled(tab: Tab, kind: str) -> None:
    """Waits for what scripts add."""
    tab.page.wait_for_load_state("load")
    expect(tab.page.locator("h1")).to_be_visible()
    if kind == "search":
        expect(tab.page.locator(".bp-find__hits h3").first).to_be_visible()


def unfold(page: Page, *, open_: bool = True) -> None:
    """Opens all that can be opened in place, or closes it again."""
    page.evaluate("open => document.querySelectorAll('details').forEach(one => { one.open = open })", open_)


def sideways(page: Page) -> list[str]:
    """What makes the page scroll sideways, or is cut off at its right edge."""
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            const scrolls = (one) => {
                for (let box = one.parentElement; box && box !== document.body; box = box.parentElement)
                    if (["auto", "scroll", "hidden"].includes(getComputedStyle(box).overflowX)) return true;
                return false;
            };
            const told = (one) => one.tagName + "." + one.className + " " + one.textContent.trim().slice(0, 40);
            const out = [...document.querySelectorAll("main *, footer *, header *, .md-tabs *")]
                .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > width + 1)
                .filter((one) => !scrolls(one)).map(told);
            const page = document.documentElement.scrollWidth;
            return page > width ? [`the page is ${page} px wide`, ...out] : out;
        }"""
    )
    return found


# ── the briefing ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", BRIEFINGS)
def test_the_first_screen_and_a_half_of_a_phone_say_the_essential(
    mount: Mount, page: OpenPage, address: str
) -> None:
    short = page(mount, address, width=360, height=640).page.locator(".bp-short")
    parts = {part.locator("dt").inner_text(): part.locator("dd") for part in short.locator("dl > div").all()}
    takeaway = parts["What to take away"].locator("li").first
    essential = [short.page.locator("h1"), parts["What happened"], parts["Who is affected"], takeaway]
    assert [words for words in (one.inner_text().strip() for one in essential) if not words] == []
    assert max(bottom(one) for one in essential) <= 960
    assert height(short) <= 640, "the panel is to be seen whole"


def bottom(part: Locator) -> float:
    """The lower edge, in CSS pixels from the top of the page."""
    box = part.bounding_box()
    assert box
    return box["y"] + box["height"]


def height(part: Locator) -> float:
    """In CSS pixels."""
    box = part.bounding_box()
    assert box
    return box["height"]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_briefing_can_be_read_without_scripts(mount: Mount, page: OpenPage, width: int) -> None:
    tab = page(mount, BRIEFING, width=width, scripts=False)
    headings = tab.page.locator("article h2")
    assert tuple(headings.all_text_contents()) == BLOCKS
    for heading in headings.all():
        expect(heading).to_be_visible()
    rows = tab.page.locator(".bp-matrix tbody tr")
    expect(rows).to_have_count(25)
    for number, row in enumerate(rows.all(), start=1):
        expect(row.get_by_role("rowheader")).to_be_visible()
        expect(row.locator("td")).to_have_count(3)
        expect(row.get_by_role("link", name=f"Link to claim {number}", exact=True)).to_have_attribute(
            "href", f"#c{number}"
        )
    quotations = tab.page.locator(".bp-matrix details")
    assert quotations.count() >= 25
    first = quotations.first
    expect(first.locator("blockquote")).to_be_hidden()
    first.locator("summary").click()
    expect(first.locator("blockquote")).to_be_visible()
    expect(first.locator("blockquote")).to_contain_text("“The decision by MGM Studios")
    expect(tab.page.locator(".bp-source")).to_have_count(3)
    assert sideways(tab.page) == []
    assert tab.seen.faults == []


def test_the_menu_works_without_scripts(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING, width=360, scripts=False).page
    tab.get_by_role("link", name="Menu").click()
    link = tab.get_by_label("All sections").get_by_role("link", name="Topics")
    expect(link).to_be_in_viewport()
    link.click()
    expect(tab).to_have_url(f"{mount.url}topics/")


def test_a_quotation_opens_in_place_by_keyboard(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING).page
    said = tab.locator("#c1 details").first
    quotation = said.locator("blockquote")
    expect(quotation).to_be_hidden()
    tab_to(tab, said.locator("summary"), start=tab.locator("#c1 a").first)
    for key in ("Enter", "Space"):
        tab.keyboard.press(key)
        expect(quotation).to_be_visible()
        tab.keyboard.press(key)
        expect(quotation).to_be_hidden()
    expect(said.locator("summary")).to_be_focused()
    assert tab.url == mount.url + BRIEFING


def tab_to(page: Page, wanted: Locator, *, start: Locator | None = None, limit: int = 40) -> None:
    """Presses Tab until the wanted element has the focus."""
    if start is not None:
        start.focus()
    for _ in range(limit):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{wanted} cannot be reached by {limit} times Tab")


def test_a_claim_reference_leads_to_its_row_and_back(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING).page
    reference = tab.locator("#ref-c5-1")
    expect(reference).to_have_accessible_name(re.compile(r"^claim 5: "))
    reference.press("Enter")
    expect(tab.locator("#c5")).to_be_in_viewport()
    tab.locator("#c5").get_by_role("link", name="What happened").press("Enter")
    expect(reference).to_be_in_viewport()


@pytest.mark.parametrize("claim", [1, 7])
def test_the_address_of_a_claim_is_copied(mount: Mount, page: OpenPage, claim: int) -> None:
    tab = page(mount, BRIEFING, permissions=["clipboard-read", "clipboard-write"]).page
    link = tab.get_by_role("link", name=f"Link to claim {claim}", exact=True)
    link.press("Enter")
    expect(tab.locator(".bp-told[role=status]")).to_have_text(f"Link to claim {claim}: copied")
    assert tab.evaluate("navigator.clipboard.readText()") == f"{mount.url}{BRIEFING}#c{claim}"
    expect(tab).to_have_url(f"{mount.url}{BRIEFING}#c{claim}")


def test_the_citation_is_copied(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING, permissions=["clipboard-read", "clipboard-write"]).page
    tab.get_by_role("button", name="Copy citation").press("Enter")
    expect(tab.locator(".bp-told[role=status]")).to_have_text("Copy citation: copied")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied == tab.locator(".bp-citation").inner_text()
    assert copied.endswith(f"https://briefpress.example/{BRIEFING}v/1/")


def test_the_address_of_a_claim_in_this_version_is_copied_and_leads_to_it(
    mount: Mount, page: OpenPage
) -> None:
    tab = page(mount, BRIEFING, permissions=["clipboard-read", "clipboard-write"]).page
    tab.get_by_role("link", name="Cite claim 7: its address in this version", exact=True).press("Enter")
    expect(tab.locator(".bp-told[role=status]")).to_contain_text("copied")
    expect(tab).to_have_url(f"{mount.url}{BRIEFING}")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied == f"{mount.url}{BRIEFING}v/1/#c7"
    tab.goto(copied)
    expect(tab).to_have_url(f"{mount.url}{BRIEFING}#c7")
    expect(tab.locator("#c7")).to_be_in_viewport()


def test_without_scripts_no_button_promises_to_copy(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING, scripts=False).page
    expect(tab.get_by_role("button", name="Copy citation")).to_be_hidden()
    expect(tab.locator(".bp-citation")).to_be_visible()


# ── by keyboard, on every page ────────────────────────────────────────────────────────────────────────


def test_the_first_tab_skips_to_the_content(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING).page
    tab.keyboard.press("Tab")
    skip = tab.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")
    expect(tab.locator("#bp-content")).to_be_focused()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.querySelector('#bp-content').contains(document.activeElement)")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_palette_is_changed_by_keyboard_and_kept(mount: Mount, page: OpenPage, key: str) -> None:
    tab = page(mount, "").page
    body, toggle = tab.locator("body"), tab.get_by_role("button", name="Dark colours")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    tab_to(tab, toggle)
    tab.keyboard.press(key)
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(toggle).to_have_attribute("aria-pressed", "true")
    expect(toggle).to_be_focused()
    tab.goto(mount.url + BRIEFING)
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    toggle.press(key)
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    tab.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_who_prefers_dark_gets_dark_and_may_change_it(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, "", dark=True).page
    body, toggle = tab.locator("body"), tab.get_by_role("button", name="Dark colours")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    toggle.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    tab.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_the_drawer_opens_and_closes_by_keyboard(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING, width=360, height=640)
    menu, drawer = tab.page.get_by_role("button", name="Menu", exact=True), tab.page.locator("#bp-nav")
    close = tab.page.get_by_role("button", name="Close menu")
    for leave in closings(tab.page, close):
        expect(drawer).not_to_be_in_viewport()
        expect(menu).to_have_attribute("aria-expanded", "false")
        menu.focus()
        tab.page.keyboard.press("Enter")
        expect(menu).to_have_attribute("aria-expanded", "true")
        expect(close).to_be_focused()
        expect(drawer.get_by_role("link", name="Topics")).to_be_in_viewport()
        leave()
        expect(menu).to_be_focused()
    expect(drawer).not_to_be_in_viewport()
    assert tab.seen.faults == []


def closings(page: Page, close: Locator) -> tuple[Callable[[], None], ...]:
    """The ways to close the drawer."""
    return (lambda: page.keyboard.press("Escape"), lambda: close.press("Enter"), lambda: close.press("Space"))


def test_a_closed_drawer_is_passed_by_and_an_open_one_leads_on(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING, width=360, height=640).page
    for _ in range(12):
        tab.keyboard.press("Tab")
        assert not tab.evaluate("document.querySelector('#bp-nav').contains(document.activeElement)")
    menu = tab.get_by_role("button", name="Menu", exact=True)
    menu.press("Enter")
    topics = tab.locator("#bp-nav").get_by_role("link", name="Topics")
    tab_to(tab, topics, limit=12)
    tab.wait_for_function("() => document.querySelector('#bp-nav').getBoundingClientRect().left >= 0")
    assert axe.violations(tab) == []
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(f"{mount.url}topics/")


def test_focus_can_be_seen(mount: Mount, page: OpenPage) -> None:
    """Each of the first stops of the Tab key has an outline, or its form has one (WCAG 2.2, 2.4.7)."""
    tab = page(mount, BRIEFING).page
    unmarked = []
    for _ in range(25):
        tab.keyboard.press("Tab")
        found: str = tab.evaluate(
            """() => { const one = document.activeElement;
                const outlined = (box) => box && getComputedStyle(box).outlineStyle !== "none"
                    && parseFloat(getComputedStyle(box).outlineWidth) >= 2;
                return outlined(one) || outlined(one.form) ? "" : one.tagName + " " + one.textContent.trim() }"""
        )
        unmarked += [found] if found else []
    assert unmarked == []
