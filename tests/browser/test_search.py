"""The search in Chromium: in the header and on its page, over a specimen and over the first edition."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe, specimen
from tests.browser.conftest import Mount, OpenPage, Server, Tab
from tests.once import made_once

pytestmark = pytest.mark.browser

BRIEFING = "briefings/2026/b2/"


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Mount:
    """The specimen, served below a path."""
    return server(made_once(tmp_path_factory, "invented", specimen.make) / "site", specimen.PATH)


@pytest.fixture
def open_tab(page: OpenPage) -> Iterator[OpenPage]:
    """`page`, and afterwards: no tab asked for anything elsewhere, or complained."""
    tabs: list[Tab] = []

    def opened(*given: object, **options: object) -> Tab:
        tabs.append(page(*given, **options))
        return tabs[-1]

    yield opened
    assert [fault for tab in tabs for fault in tab.seen.faults] == []


def field(tab: Page) -> Locator:
    """The field of the header."""
    return tab.locator("#bp-search input")


def panel(tab: Page) -> Locator:
    """The results below the header's field."""
    return tab.locator(".bp-search__panel")


def words(tab: Page) -> Locator:
    """The field of the page /search/."""
    return tab.get_by_label("Words to find")


def status(tab: Page) -> Locator:
    """How many results there are."""
    return tab.locator("#bp-search-page [role=status]")


def titles(tab: Page) -> list[str]:
    """The titles of the results shown on /search/."""
    return tab.locator(".bp-find__hits h3").all_inner_texts()


def box(tab: Page, name: str) -> Locator:
    """The box of a value among the filters; `name` with its count, or how it begins."""
    return tab.get_by_role("checkbox", name=name)


def asked(tab: Page) -> dict[str, list[str]]:
    """The state in the address."""
    return parse_qs(urlsplit(tab.url).query)


# ── in the header ─────────────────────────────────────────────────────────────────────────────────────


def test_the_page_without_words_fetches_no_words(invented: Mount, open_tab: OpenPage) -> None:
    """Pagefind would fetch its whole index."""
    tab = open_tab(invented)
    asked_for: list[str] = []
    tab.page.on("request", lambda request: asked_for.append(request.url))
    tab.go("search/")
    expect(status(tab.page)).to_have_text("32 results")
    assert {url.rpartition("/")[2] for url in asked_for if "/index/" in url} == {"en-gb-none.pf_index"}


def test_nothing_is_loaded_before_it_is_needed(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented)
    asked_for: list[str] = []
    tab.page.on("request", lambda request: asked_for.append(request.url))
    tab.go(BRIEFING)
    assert not [url for url in asked_for if "/search/" in url]
    tab.page.keyboard.press("/")
    tab.page.wait_for_event("requestfinished", lambda request: request.url.endswith(".pf_meta"))


def test_by_keyboard_from_slash_to_a_page(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, BRIEFING).page
    tab.keyboard.press("/")
    expect(field(tab)).to_be_focused()
    tab.keyboard.type("zebra")
    expect(panel(tab).locator(".bp-hit__title")).to_have_text(["Odd <img src=x onerror=alert(1)> & marks"])
    tab.keyboard.press("ArrowDown")
    expect(panel(tab).locator(".bp-hit__title")).to_be_focused()
    tab.keyboard.press("ArrowDown")
    expect(panel(tab).get_by_text("1 result for “zebra”: all, with filters")).to_be_focused()
    tab.keyboard.press("ArrowDown")
    expect(field(tab)).to_be_focused()
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(r"/some/repo/briefings/2026/odd/$"))


def test_enter_in_the_field_leads_to_all_results(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, BRIEFING).page
    tab.keyboard.press("/")
    tab.keyboard.type("contract")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(f"{invented.url}search/?q=contract")
    expect(status(tab)).to_have_text("31 results for “contract”")


@pytest.mark.parametrize("from_link", [True, False])
def test_escape_closes_and_focus_returns(invented: Mount, open_tab: OpenPage, from_link: bool) -> None:
    tab = open_tab(invented, BRIEFING).page
    before = tab.locator(".bp-footer a").first if from_link else tab.locator("body")
    if from_link:
        before.focus()
    tab.keyboard.press("/")
    tab.keyboard.type("contract")
    expect(panel(tab)).to_be_visible()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Escape")
    expect(panel(tab)).to_be_hidden()
    expect(before).to_be_focused()


def test_escape_returns_to_a_field_that_was_clicked(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, BRIEFING).page
    field(tab).click()
    tab.keyboard.type("contract")
    expect(panel(tab)).to_be_visible()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Escape")
    expect(panel(tab)).to_be_hidden()
    expect(field(tab)).to_be_focused()
    expect(field(tab)).to_have_value("contract")


def test_results_close_when_the_reader_goes_elsewhere(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, BRIEFING).page
    field(tab).fill("contract")
    expect(panel(tab)).to_be_visible()
    tab.locator("h1").click()
    expect(panel(tab)).to_be_hidden()
    field(tab).focus()
    expect(panel(tab)).to_be_visible()
    tab.locator(".bp-palette").focus()
    expect(panel(tab)).to_be_hidden()


def test_slash_is_text_where_text_is_written_and_can_be_switched_off(
    invented: Mount, open_tab: OpenPage
) -> None:
    tab = open_tab(invented, "search/").page
    words(tab).fill("")
    words(tab).press("/")
    expect(words(tab)).to_have_value("/")
    tab.locator("h1").click()
    tab.get_by_label("The key / leads to the search").uncheck()
    tab.goto(invented.url + BRIEFING)
    tab.keyboard.press("/")
    expect(field(tab)).not_to_be_focused()


def test_on_narrow_screens_the_button_leads_to_the_page_and_slash_to_the_field(
    invented: Mount, open_tab: OpenPage
) -> None:
    tab = open_tab(invented, BRIEFING, width=360, height=640).page
    tab.keyboard.press("/")
    tab.keyboard.type("zebra")
    expect(panel(tab).locator(".bp-hit__title")).to_be_in_viewport(ratio=1)
    tab.keyboard.press("Escape")
    tab.locator("#bp-search button").click()
    expect(words(tab)).to_be_visible()


def test_a_missing_page_three_levels_deep_can_search(invented: Mount, page: OpenPage) -> None:
    tab = page(invented)
    tab.go("no/such/page/")
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("zebra")
    panel(tab.page).locator(".bp-hit__title").click()
    expect(tab.page).to_have_url(f"{invented.url}briefings/2026/odd/")
    assert [fault for fault in tab.seen.faults if "404" not in fault] == []


@pytest.mark.parametrize("address", ["search/", "search/?q=contract"])
def test_the_field_of_the_page_has_the_focus_from_the_start(
    invented: Mount, open_tab: OpenPage, address: str
) -> None:
    tab = open_tab(invented, address).page
    expect(status(tab)).to_contain_text("results")
    expect(words(tab)).to_be_focused()


def test_no_keyboard_comes_up_over_results_on_a_touch_screen(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=contract", width=360, has_touch=True, is_mobile=True).page
    expect(status(tab)).to_contain_text("results")
    expect(words(tab)).not_to_be_focused()


def test_arrow_keys_lead_from_the_field_through_the_results_and_back(
    invented: Mount, open_tab: OpenPage
) -> None:
    tab = open_tab(invented, "search/?q=leaked").page
    links = tab.locator(".bp-find__hits a")
    expect(links.nth(1)).to_have_text(re.compile(r"^Claim 1: Workers of site \d+ leaked the record\.$"))
    tab.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    tab.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    expect(words(tab)).to_be_focused()
    tab.keyboard.press("ArrowUp")
    expect(words(tab)).to_be_focused()
    for _ in range(4):
        tab.keyboard.press("ArrowDown")
    expect(links.nth(3)).to_be_focused()
    tab.keyboard.press("Escape")
    expect(words(tab)).to_be_focused()
    expect(words(tab)).to_have_value("leaked")


def test_arrow_keys_lead_to_the_ways_on_when_nothing_is_found(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=zebra&topic=film").page
    expect(status(tab)).to_have_text("No results for “zebra”")
    way = tab.get_by_role("link", name="“zebra” without filters (1)")
    expect(way).to_be_visible()
    tab.keyboard.press("ArrowDown")
    expect(way).to_be_focused()


@pytest.mark.parametrize(
    ("width", "between"), [(1280, ["Search", "Order"]), (360, ["Search", "Filters", "Order"])]
)
def test_the_tab_key_leads_to_the_results_before_the_filters(
    invented: Mount, open_tab: OpenPage, width: int, between: list[str]
) -> None:
    tab = open_tab(invented, "search/?q=contract", width=width).page
    expect(status(tab)).to_contain_text("31 results")
    passed = []
    for _ in between:
        tab.keyboard.press("Tab")
        passed.append(
            tab.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()")
        )
    assert passed == between
    tab.keyboard.press("Tab")
    expect(tab.locator(".bp-find__hits a").first).to_be_focused()


@pytest.mark.parametrize("link", [True, False])
def test_the_filters_on_a_narrow_screen_lead_to_the_results(
    invented: Mount, open_tab: OpenPage, link: bool
) -> None:
    tab = open_tab(invented, "search/?q=contract", width=360).page
    expect(box(tab, "Labour")).to_be_hidden()
    tab.locator(".bp-find__facets > summary").click()
    box(tab, "Workplace privacy (10)").check()
    expect(status(tab)).to_have_text("10 results for “contract”")
    way = tab.get_by_role("link", name="Skip to the results")
    (way if link else tab.get_by_role("button", name="Show 10 results")).press("Enter")
    expect(tab.get_by_role("heading", name="Results")).to_be_focused()
    expect(box(tab, "Labour")).to_be_hidden()
    expect(tab.locator(".bp-find__facets > summary")).to_have_text("Filters (1 in use)")
    assert asked(tab) == {"q": ["contract"], "topic": ["privacy"]}


def test_the_filters_stand_where_they_are_read(invented: Mount, open_tab: OpenPage) -> None:
    """Beside the results on wide screens and above them on narrow ones, in the document as for the eye."""
    tab = open_tab(invented, "search/?q=contract").page
    filters, found = tab.locator(".bp-find__facets"), tab.locator(".bp-find__found")
    order = "(filters) => filters.previousElementSibling?.className ?? 'first'"
    assert filters.evaluate(order) == "bp-find__found"
    tab.set_viewport_size({"width": 360, "height": 640})
    expect(filters).not_to_have_attribute("open", "")
    assert filters.evaluate(order) == "first"
    boxes = [part.bounding_box() for part in (filters, found)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] < boxes[1]["y"]


def test_whoever_comes_back_from_a_result_finds_it_again(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=contract").page
    hit = tab.locator(".bp-find__hits h3 a").nth(6)
    address = hit.get_attribute("href") or "-"
    hit.click()
    expect(tab).to_have_url(re.compile(f"{address}$"))
    tab.go_back()
    expect(tab.locator(f".bp-find__hits h3 a[href='{address}']")).to_be_focused()
    expect(tab.locator(f".bp-find__hits h3 a[href='{address}']")).to_be_in_viewport()


# ── the page ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_page_starts_with_everything_newest_first(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/").page
    expect(tab.locator(".bp-find__hits li h3")).to_have_count(10)
    dates = {entry.title: entry.date for entry in specimen.ENTRIES}
    for count in (20, 30, 32):
        tab.get_by_text("Show more results").click()
        expect(tab.locator(".bp-find__hits li h3")).to_have_count(count)
        expect(
            tab.locator(".bp-find__hits h3 a").nth(count - count % 10 - (0 if count % 10 else 10))
        ).to_be_focused()
    shown = [dates[title] for title in titles(tab)]
    assert shown == sorted(shown, reverse=True), "two parts of the index, joined by date; without a date last"
    assert len(shown) == len(specimen.ENTRIES)
    expect(tab.get_by_text("Show more results")).to_be_hidden()


def test_order_by_date_holds_across_parts_of_the_index(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=contract").page
    tab.get_by_label("Order").select_option("Newest first")
    expect(tab).to_have_url(f"{invented.url}search/?q=contract&sort=date")
    expect(tab.locator(".bp-find__hits h3").first).to_have_text("Briefing 23 about a contract")


def test_facets_and_address(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=contract").page
    expect(status(tab)).to_have_text("31 results for “contract”")
    box(tab, "Workplace privacy (10)").check()
    expect(status(tab)).to_have_text("10 results for “contract”")
    assert asked(tab) == {"q": ["contract"], "topic": ["privacy"]}
    box(tab, "Film, television & “new” media (10)").check()
    expect(status(tab)).to_have_text("20 results for “contract”")  # within a facet: any of them
    box(tab, "Analysis").check()
    expect(status(tab)).to_have_text("5 results for “contract”")  # between facets: all of them
    assert asked(tab) == {"q": ["contract"], "topic": ["film", "privacy"], "type": ["analysis"]}
    expect(box(tab, "Source review (15)")).not_to_be_checked()
    tab.go_back()
    expect(status(tab)).to_have_text("20 results for “contract”")
    expect(box(tab, "Analysis")).not_to_be_checked()
    tab.go_back()
    expect(status(tab)).to_have_text("10 results for “contract”")
    tab.go_forward()
    expect(status(tab)).to_have_text("20 results for “contract”")
    tab.reload()
    expect(status(tab)).to_have_text("20 results for “contract”")
    expect(box(tab, "Film, television")).to_be_checked()
    tab.get_by_text("Clear filters").click()
    expect(status(tab)).to_have_text("31 results for “contract”")
    assert asked(tab) == {"q": ["contract"]}
    expect(words(tab)).to_be_focused()


def test_typing_keeps_one_entry_of_the_history(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, BRIEFING).page
    tab.goto(f"{invented.url}search/?q=contract")
    expect(status(tab)).to_have_text("31 results for “contract”")
    words(tab).fill("zebr")
    expect(status(tab)).to_have_text("1 result for “zebr”")
    words(tab).fill("zebra")
    expect(status(tab)).to_have_text("1 result for “zebra”")
    tab.go_back()
    expect(words(tab)).to_have_value("contract")
    expect(status(tab)).to_have_text("31 results for “contract”")


@pytest.mark.parametrize(
    ("facet", "value", "called"),
    [
        ("topic", "film", "Topic: Film, television & “new” media"),
        ("type", "news", "Type of work: News"),
        ("year", "2026", "Year: 2026"),
        ("organisation", "org-9", "Organisation: Organisation 09"),
        ("affected", "keepers", "Group affected: Keepers of animals"),
        ("class", "own-workforce", "Class of people affected: own workforce"),
        ("audience", "journalists", "Takeaways for: journalists"),
        ("principle", "accountability", "Principle: Accountability"),
        ("place", "KE", "Place: Kenya"),
        ("confidence", "low", "Confidence in a claim: Weakly supported"),
        ("flag", "one-origin", "Evidence label: One origin"),
        ("kind", "topic", "Kind of page: Topic"),
    ],
)
def test_every_facet_narrows_the_search(
    invented: Mount, open_tab: OpenPage, facet: str, value: str, called: str
) -> None:
    tab = open_tab(invented, f"search/?{facet}={value}").page
    used = tab.get_by_role("group", name="Filters in use").get_by_role("button")
    expect(used).to_have_text([called, "Clear filters"])
    found = int(status(tab).inner_text().split()[0])
    assert 0 < found < len(specimen.ENTRIES)
    used.first.click()
    expect(status(tab)).to_have_text(f"{len(specimen.ENTRIES)} results")


def test_filters_that_leave_nothing_say_so(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?place=KE&topic=film").page
    expect(status(tab)).to_have_text("No results")
    expect(tab.get_by_role("link", name="everything without Place: Kenya (10)")).to_be_visible()


def test_without_words_there_is_one_order(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/").page
    expect(status(tab)).to_contain_text("results")
    expect(tab.get_by_label("Order")).to_be_hidden()
    words(tab).fill("contract")
    expect(tab.get_by_label("Order")).to_be_visible()


def test_long_facets_are_folded(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?organisation=org-9").page
    organisations = tab.get_by_role("group", name="Organisation")
    expect(organisations.get_by_label("Organisation 09")).to_be_checked()
    expect(organisations.locator("label:visible")).to_have_count(8)
    organisations.get_by_role("button").click()
    expect(organisations.locator("label:visible")).to_have_count(14)
    expect(organisations.locator("label").nth(8).get_by_role("checkbox")).to_be_focused()


def test_a_value_can_be_looked_up_in_a_long_facet(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=contract").page
    tab.locator("[data-facet=organisation] summary").click()
    tab.get_by_label("Find in Organisation").fill("sation 04")
    expect(tab.get_by_role("group", name="Organisation").locator("label:visible")).to_have_count(1)
    box(tab, "Organisation 04").check()
    expect(status(tab)).to_have_text("2 results for “contract”")


def test_filters_in_use_stand_above_the_results_and_can_be_taken_away(
    invented: Mount, open_tab: OpenPage
) -> None:
    tab = open_tab(invented, "search/?q=contract&topic=film&type=analysis", width=360).page
    used = tab.get_by_role("group", name="Filters in use").get_by_role("button")
    expect(used).to_have_text(
        ["Topic: Film, television & “new” media", "Type of work: Analysis", "Clear filters"]
    )
    tab.get_by_role("button", name="Remove the filter Type of work: Analysis").press("Enter")
    expect(used).to_have_text(["Topic: Film, television & “new” media", "Clear filters"])
    expect(used.first).to_be_focused()
    assert asked(tab) == {"q": ["contract"], "topic": ["film"]}


def test_what_is_typed_at_once_keeps_the_filters_of_the_address(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented).page
    tab.goto(f"{invented.url}search/?topic=film", wait_until="commit")
    words(tab).fill("contract")
    expect(status(tab)).to_have_text("10 results for “contract”")
    assert asked(tab) == {"q": ["contract"], "topic": ["film"]}


def test_more_results_are_a_page_of_the_address(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=contract").page
    expect(tab.locator(".bp-find__hits h3")).to_have_count(10)
    tab.get_by_text("Show more results").click()
    expect(status(tab)).to_have_text("Results 11 to 20 of 31")
    assert asked(tab) == {"q": ["contract"], "page": ["2"]}
    tab.reload()
    expect(tab.locator(".bp-find__hits h3")).to_have_count(20)
    tab.get_by_text("Show more results").click()
    expect(tab.locator(".bp-find__hits h3")).to_have_count(30)
    tab.go_back()
    expect(tab.locator(".bp-find__hits h3")).to_have_count(20)
    box(tab, "Analysis").check()
    assert "page" not in asked(tab), "another search begins at its beginning"


def test_an_unknown_value_in_the_address_finds_nothing_and_can_be_cleared(
    invented: Mount, open_tab: OpenPage
) -> None:
    tab = open_tab(invented, "search/?q=contract&topic=gone").page
    expect(status(tab)).to_have_text("No results for “contract”")
    expect(tab.locator("[data-search=sought]")).to_have_text(
        "We looked for “contract” in pages with Topic: gone."
    )
    tab.get_by_role("link", name="“contract” without filters (31)").click()
    expect(status(tab)).to_have_text("31 results for “contract”")


def test_nothing_found_names_the_filter_to_drop(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=zebra&topic=film&type=news").page
    expect(status(tab)).to_have_text("No results for “zebra”")
    expect(tab.locator("[data-search=sought]")).to_have_text(
        "We looked for “zebra” in pages with Topic: Film, television & “new” media and Type of work: News."
    )
    expect(tab.locator("[data-search=alone] a")).to_have_text(
        ["“zebra” without Topic: Film, television & “new” media (1)", "“zebra” without filters (1)"]
    )
    tab.locator("[data-search=alone] a").first.click()
    expect(status(tab)).to_have_text("1 result for “zebra”")
    assert asked(tab) == {"q": ["zebra"], "type": ["news"]}


@pytest.mark.parametrize("query", ["xylophone", "qqqq zzzz", "analysed"])
def test_words_that_nothing_has(invented: Mount, open_tab: OpenPage, query: str) -> None:
    """Pagefind would take what begins with the same letter."""
    tab = open_tab(invented, f"search/?q={query}").page
    expect(status(tab)).to_have_text(f"No results for “{query}”")
    expect(tab.get_by_text("Try other or fewer words")).to_be_visible()
    assert titles(tab) == []


def test_some_words_that_nothing_has(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=zebra+xylophone").page
    expect(status(tab)).to_have_text("1 result for “zebra xylophone”; none has “xylophone”")


@pytest.mark.parametrize("query", ["contractz", "c%23"])
def test_words_that_only_begin_alike_are_told(invented: Mount, open_tab: OpenPage, query: str) -> None:
    """No page has the word: what Pagefind takes instead is no answer, and says so."""
    tab = open_tab(invented, f"search/?q={query}").page
    asked_for = query.replace("%23", "#")
    told = re.compile(f"^No page has “{asked_for}”\\. [0-9]+ results with words that begin alike$")
    expect(status(tab)).to_have_text(told)
    assert titles(tab)


@pytest.mark.parametrize("query", ["contracts", "contrac", "contract"])
def test_endings_and_what_is_half_typed_count_as_found(
    invented: Mount, open_tab: OpenPage, query: str
) -> None:
    tab = open_tab(invented, f"search/?q={query}").page
    expect(status(tab)).to_have_text(f"31 results for “{query}”")


def test_the_header_tells_it_too(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, BRIEFING).page
    field(tab).fill("contractz")
    expect(panel(tab)).to_contain_text("No page has “contractz”.")


def test_signs_alone_find_nothing(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=%25").page
    expect(status(tab)).to_have_text("No results for “%”")
    expect(tab.get_by_text("Try other or fewer words")).to_be_visible()
    assert titles(tab) == []


def test_an_unknown_order_in_the_address_is_the_first_one(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=contract&sort=bogus").page
    expect(status(tab)).to_have_text("31 results for “contract”")
    assert tab.get_by_label("Order").evaluate("one => one.selectedOptions[0]?.text") == "Best match first"


def test_words_side_by_side(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=“signed contract”").page
    expect(status(tab)).to_have_text("30 results for “signed contract”")
    words(tab).fill('"studio contract"')
    expect(status(tab)).to_have_text("No results for “studio contract”")
    tab.get_by_role("link", name="“studio”").click()
    expect(status(tab)).to_have_text("30 results for “studio”")


def test_a_result_leads_to_the_claim(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=workers+leaked&year=2026").page
    place = tab.get_by_role("link", name="Claim 1: Workers of site 17 leaked the record.")
    place.click()
    expect(tab).to_have_url(f"{invented.url}briefings/2026/b17/#c1")
    tab.goto(f"{invented.url}search/?q=okapi")
    row = tab.get_by_role("link", name="An okapi was sold to ACME.", exact=True).first
    assert (row.get_attribute("href") or "").endswith("/#row")


def test_a_result_leads_to_the_open_question(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=quokka").page
    place = tab.get_by_role("link", name="Open question 1: Who moved the quokka, and when?")
    expect(place.locator("mark")).to_have_text(["quokka"])
    place.click()
    expect(tab).to_have_url(f"{invented.url}briefings/2026/odd/#question-1")


def test_the_excerpt_begins_with_a_sentence_and_does_not_repeat_the_title(
    invented: Mount, open_tab: OpenPage
) -> None:
    tab = open_tab(invented, "search/?q=contract+number17").page
    hit = tab.locator(".bp-find__hits > li").filter(has_text="Briefing 17 about").first
    expect(hit.locator("h3 mark")).to_have_text(["contract"])
    expect(hit.locator(".bp-hit__excerpt")).to_have_text(
        re.compile(r"^The studio signed contract number17\. Nothing else .* …$")
    )
    expect(hit.locator(".bp-hit__excerpt mark")).to_have_text(["contract", "number17"])


def test_a_first_search_fetches_the_texts_of_what_it_shows_and_no_others(
    invented: Mount, open_tab: OpenPage
) -> None:
    """A part of the index that has the words need not show its best hit."""
    tab = open_tab(invented)
    asked_for: list[str] = []
    tab.page.on("request", lambda request: asked_for.append(request.url))
    tab.go("search/?q=contract&topic=labour")
    expect(status(tab.page)).to_have_text("30 results for “contract”")
    assert len({url for url in asked_for if "/fragment/" in url}) == len(titles(tab.page)) == 10


def test_words_that_every_page_has_are_not_looked_up(invented: Mount, open_tab: OpenPage) -> None:
    def chunks(query: str) -> set[str]:
        tab = open_tab(invented)
        asked_for: list[str] = []
        tab.page.on("request", lambda request: asked_for.append(request.url))
        tab.go(f"search/?q={query}")
        expect(status(tab.page)).to_contain_text("result")
        return {url for url in asked_for if "/index/" in url}

    assert chunks("who+signed+the+contract") == chunks("signed+contract")
    assert chunks("the") != chunks("contract")


def test_the_header_leads_to_the_claim(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, BRIEFING).page
    field(tab).fill("workers of site 17 leaked")
    panel(tab).get_by_role("link", name="Claim 1: Workers of site 17 leaked the record.").click()
    expect(tab).to_have_url(f"{invented.url}briefings/2026/b17/#c1")


@pytest.mark.parametrize("query", ["Amazon-owned Quagga Works", "quagga", "QW"])
def test_another_name_finds_the_page_and_is_shown(invented: Mount, open_tab: OpenPage, query: str) -> None:
    tab = open_tab(invented, f"search/?q={query}").page
    expect(status(tab)).to_have_text(f"1 result for “{query}”")
    hit = tab.locator(".bp-find__hits > li")
    expect(hit.locator(".bp-hit__names")).to_have_text(
        "Other names: Amazon-owned Quagga Works, “QW” (Zebra Limited)"
    )


def test_words_in_quotation_marks_on_a_page_are_found(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=platypus").page
    expect(status(tab)).to_have_text("1 result for “platypus”")


def test_what_was_found_is_text(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=zebra").page
    hit = tab.locator(".bp-find__hits > li")
    expect(hit.locator("h3")).to_have_text("Odd <img src=x onerror=alert(1)> & marks")
    expect(hit.locator(".bp-hit__facts")).to_have_text("News · Zebra & <others> · 20 November 2026")
    expect(hit.locator(".bp-hit__excerpt")).to_contain_text("A zebra <script>alert(2)</script>")
    expect(hit.locator("mark")).to_have_text(["Zebra", "zebra", "zebra"])
    expect(hit.locator("img, script")).to_have_count(0)


def test_a_lost_index_is_told(invented: Mount, page: OpenPage) -> None:
    tab = page(invented).page
    tab.route("**/bundle.json", lambda route: route.abort())
    tab.goto(invented.url + "search/?q=contract")
    expect(status(tab)).to_have_text("The search could not be loaded. Try again, or browse the site.")
    expect(tab.get_by_text("Check your connection")).to_be_visible()
    tab.unroute("**/bundle.json")
    tab.get_by_role("button", name="Try again").click()
    expect(status(tab)).to_have_text("31 results for “contract”")
    expect(tab.get_by_text("Check your connection")).to_be_hidden()


@pytest.mark.parametrize("lost", ["pagefind-worker.js", "*.pf_meta", "pagefind-entry.json", "wasm.*"])
def test_a_lost_part_is_told(invented: Mount, page: OpenPage, lost: str) -> None:
    tab = page(invented).page
    tab.context.route(f"**/{lost}*", lambda route: route.abort())
    tab.goto(invented.url + "search/?q=contract")
    expect(status(tab)).to_have_text("The search could not be loaded. Try again, or browse the site.")


# ── for everyone ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("address", ["search/?q=contract&topic=film", f"{BRIEFING}?header"])
def test_axe(invented: Mount, open_tab: OpenPage, address: str, width: int, dark: bool) -> None:
    tab = open_tab(invented, address, width=width, height=640, dark=dark).page
    if "header" not in address:
        expect(status(tab)).to_contain_text("result")
        tab.locator(".bp-find summary").evaluate_all(
            "all => all.forEach((s) => (s.parentElement.open = true))"
        )
    elif width > 720:
        field(tab).fill("contract")
        field(tab).focus()
        expect(panel(tab)).to_be_visible()
    assert axe.violations(tab, (*axe.TAGS, "best-practice")) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"


def test_without_scripts_the_page_says_what_to_do(invented: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(invented, "search/?q=contract", scripts=False).page
    expect(tab.get_by_text("The search needs JavaScript")).to_be_visible()
    expect(tab.get_by_role("link", name="All briefings")).to_be_visible()
    expect(words(tab)).to_be_hidden()


def test_a_strict_policy_suffices(invented: Mount, server: Server, open_tab: OpenPage) -> None:
    """Neither blob:, nor eval, nor inline handlers: only WebAssembly."""
    pages = ((invented.folder / path / "index.html").read_text() for path in ("search", BRIEFING))
    inline = {script for html in pages for script in re.findall(r"<script>(.*?)</script>", html, re.DOTALL)}
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in inline
    )
    scripts = f"script-src 'self' 'wasm-unsafe-eval' {hashes}"
    policy = f"default-src 'self'; {scripts}; base-uri 'self'; object-src 'none'"
    mount = server(invented.folder, specimen.PATH, {"Content-Security-Policy": policy})
    tab = open_tab(mount, "search/?q=contract").page
    expect(status(tab)).to_have_text("31 results for “contract”")
    tab.goto(mount.url + BRIEFING)
    tab.keyboard.press("/")
    tab.keyboard.type("zebra")
    expect(panel(tab)).to_be_visible()


# ── the first edition ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/", specimen.PATH])
def test_the_first_edition_is_found(site: Path, server: Server, open_tab: OpenPage, path: str) -> None:
    tab = open_tab(server(site, path)).page
    for query, title in (("OpenAI film", "film"), ("data centre workers", "data"), ("Meta leak", "Meta")):
        field(tab).fill(query)
        field(tab).focus()
        expect(panel(tab).locator(".bp-hit__title").first).to_contain_text(title, ignore_case=True)
    field(tab).press("Enter")
    expect(status(tab)).to_contain_text("for “Meta leak”")
    groups = tab.get_by_role("group").locator("legend").all_text_contents()
    assert {"Type of work", "Topic", "Organisation", "Year"} <= set(groups)
    hit = tab.locator(".bp-find__hits h3 a").first
    address = hit.get_attribute("href") or ""
    with tab.expect_response(lambda response: response.url.endswith(address)) as gone:
        hit.click()
    assert gone.value.ok


def test_another_name_of_an_organisation_finds_its_page_and_its_briefings(
    site: Path, server: Server, open_tab: OpenPage
) -> None:
    tab = open_tab(server(site), "search/?q=Amazon-owned MGM Studios").page
    hits = tab.locator(".bp-find__hits > li")
    expect(hits.locator("h3", has_text="Amazon MGM Studios")).to_have_count(1)
    briefing = hits.filter(has=tab.locator("a[href*='/briefings/2026/']")).first
    expect(briefing.locator(".bp-hit__names")).to_contain_text("Amazon-owned MGM Studios")
