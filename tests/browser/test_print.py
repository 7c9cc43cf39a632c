"""A briefing, a digest, a listing and a past version on paper: what Chromium prints, read back from the PDF."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import Mount, OpenPage, Server

pytestmark = pytest.mark.browser

BRIEFING = "briefings/2026/amazon-mgm-openai-film/"
DIGEST = "digests/2026/film-data-centres-and-employee-data/"
LISTINGS = ("briefings/", "watch/")
PUBLISHED = "https://briefpress.example/"
"""The site's own address, wherever it is read."""
DECISION = "briefings/2026/shift-planning-decision/"
WATER = "briefings/2026/water-meter-readings/"
"""Of the specimen: a page with past versions, and one with twenty sources."""


@pytest.fixture
def mount(site: object, server: Server) -> Mount:
    """The first edition."""
    return server(site)  # type: ignore[arg-type] # the fixture of conftest.py gives a Path


_PRINTED: dict[tuple[str, str], list[str]] = {}
"""By site and address: printing takes seconds, and gives the same each time."""


def printed(page: OpenPage, mount: Mount, address: str) -> list[str]:
    """The text of each sheet, its spaces and ligatures as in the source."""
    key = mount.url, address
    if key not in _PRINTED:
        tab = page(mount, address).page
        sheets = PdfReader(io.BytesIO(tab.pdf(format="A4", print_background=True))).pages
        _PRINTED[key] = [plain(sheet.extract_text()) for sheet in sheets]
    return _PRINTED[key]


def plain(text: str) -> str:
    for old, new in {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}.items():
        text = text.replace(old, new)
    return " ".join(text.split())


def tight(text: str) -> str:
    """Without spaces: an address may be broken anywhere."""
    return "".join(text.split())


@pytest.mark.parametrize("address", [BRIEFING, DIGEST])
def test_each_sheet_ends_with_the_citation_and_its_number(mount: Mount, page: OpenPage, address: str) -> None:
    sheets = printed(page, mount, address)
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, start=1):
        assert f"version1.{PUBLISHED}{address}v/1/" in tight(sheet), sheet[-300:]
        assert f"Page {number} of {len(sheets)}" in sheet


def test_quotations_are_unfolded_and_claims_stand_in_order(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING).page
    quotations = [plain(text) for text in tab.locator(".bp-matrix blockquote").all_text_contents()]
    text = tight("".join(printed(page, mount, BRIEFING)))
    missing = [q for q in quotations if "".join(q.split()) not in text]
    # one that runs over the end of a sheet, or beside another in its row, is told in pieces
    assert len(quotations) > 25
    assert [q for q in missing if "".join(q.split())[:12] not in text] == []
    places = [text.index(f"Claim{number}") for number in range(1, 26)]
    assert all(first < second for first, second in pairwise(places))


def test_addresses_are_shown_but_not_those_within_the_page(mount: Mount, page: OpenPage) -> None:
    text = tight("".join(printed(page, mount, BRIEFING)))
    address = f"{PUBLISHED}{BRIEFING}"
    assert f"<{address}index.json>" in text
    assert "<#" not in text
    assert f"<{address}#" not in text
    topic = re.findall(rf"<{re.escape(PUBLISHED)}organisations/openai/>", text)
    assert len(topic) == 1, "an address is printed where it is first met"


@pytest.mark.parametrize("path", ["/", "/some/repo/"])
@pytest.mark.parametrize("address", ["", BRIEFING, "sources/"])
def test_own_addresses_are_those_under_which_the_site_is_published(
    site: Path, server: Server, page: OpenPage, address: str, path: str
) -> None:
    """Not those of the machine that the page was read on, whatever path the site lies below there."""
    tab = page(server(site, path=path), address).page
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    told = tab.locator("article a[data-bp-address]").evaluate_all(
        "(all) => all.map((a) => a.dataset.bpAddress)"
    )
    told = [one for one in told if one]
    assert told
    assert [one for one in told if not one.startswith(PUBLISHED)] == []
    assert [one for one in told if not (site / one.removeprefix(PUBLISHED).partition("#")[0]).exists()] == []


def test_without_an_address_of_the_site_those_visited_are_shown(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, "briefings/").page
    tab.evaluate(
        "document.querySelector('link[rel=canonical]').remove(); dispatchEvent(new Event('beforeprint'))"
    )
    first = tab.locator("article a[data-bp-address^=http]").first
    assert (first.get_attribute("data-bp-address") or "").startswith(mount.url)


def test_places_within_a_page_are_not_told_after_the_page(mount: Mount, page: OpenPage) -> None:
    """Home names the briefing first, then single questions of it."""
    text = tight("".join(printed(page, mount, "")))
    assert text.count(f"<{PUBLISHED}{BRIEFING}>") == 1
    assert f"<{PUBLISHED}{BRIEFING}#" not in text


@pytest.mark.parametrize("address", LISTINGS)
def test_a_listing_ends_with_where_it_was_read(mount: Mount, page: OpenPage, address: str) -> None:
    sheets = printed(page, mount, address)
    assert f"briefpress · {PUBLISHED}{address}" in sheets[-1]
    assert f"Page 1 of {len(sheets)}" in sheets[0]


def test_a_past_version_is_cited_as_that_version(specimen_site: Path, server: Server, page: OpenPage) -> None:
    sheets = printed(page, server(specimen_site), f"{DECISION}v/1/")
    assert "This is version 1 of this page" in sheets[0]
    assert "Specimen: nothing here is real" in sheets[0]
    for sheet in sheets:
        assert f"version1.https://specimen.example/{DECISION}v/1/" in tight(sheet)


def test_what_was_found_is_printed_without_what_finds_it(
    specimen_site: Path, server: Server, page: OpenPage
) -> None:
    tab = page(server(specimen_site), "search/?q=rota").page
    expect(tab.locator(".bp-find__hits h3").first).to_be_visible()
    titles = [plain(title) for title in tab.locator(".bp-find__hits h3").all_text_contents()]
    count = plain(tab.locator("[data-search=status]").inner_text())
    sheets = PdfReader(io.BytesIO(tab.pdf(format="A4", print_background=True))).pages
    told = [plain(sheet.extract_text()) for sheet in sheets]
    assert "“rota”" in count
    assert re.search(rf"Search .*{re.escape(count)} .*{re.escape(titles[0])}", told[0])
    text = " ".join(told)
    assert [title for title in titles if tight(title) not in tight(text)] == []
    for words in (
        "Filters",
        "Skip to the results",
        "Group affected",
        "Best match",
        "Show ",
        "Or browse",
        "The key",
    ):
        assert words not in text


def test_a_printed_search_tells_its_filters_and_its_address(
    specimen_site: Path, server: Server, page: OpenPage
) -> None:
    tab = page(server(specimen_site), "search/?q=rota&year=2026&kind=briefing&sort=date").page
    expect(tab.locator(".bp-find__hits h3").first).to_be_visible()
    expect(tab.locator(".bp-find__asked")).to_be_hidden()
    tab.emulate_media(media="print")
    expect(tab.locator(".bp-find__asked")).to_have_text(
        "Filters: Year: 2026; Kind of page: Briefing · newest first"
    )
    expect(tab.locator(".bp-imprint")).to_have_text(
        re.compile(r"https://specimen\.example/search/\?q=rota&.*year=2026")
    )
    expect(tab.locator(".bp-find__asked")).to_be_visible()


def test_a_search_without_words_prints_where_to_browse(
    specimen_site: Path, server: Server, page: OpenPage
) -> None:
    tab = page(server(specimen_site), "search/").page
    tab.emulate_media(media="print")
    expect(tab.get_by_role("heading", name="Or browse")).to_be_visible()
    expect(tab.locator(".bp-find__facets")).to_be_hidden()


def test_nothing_that_serves_on_a_screen_is_printed(mount: Mount, page: OpenPage) -> None:
    text = " ".join(printed(page, mount, BRIEFING))
    for words in (
        "On this page",
        "Skip to content",
        "Copy citation",
        "Read on",
        "Takeaways About",
        "· Link",
        "Open a cell",
    ):
        assert words not in text
    assert not re.search(r"· Claim [0-9]", text)
    assert "Words in quotation marks are theirs" in text


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_dark_page_prints_light(mount: Mount, page: OpenPage, scripts: bool) -> None:
    tab = page(mount, BRIEFING, dark=True, scripts=scripts).page
    tab.emulate_media(media="print", color_scheme="dark")
    expect(tab.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(tab.locator("article")).to_have_css("color", "rgb(0, 0, 0)")
    expect(tab.locator("header.md-header")).to_be_hidden()
    for quotation in tab.locator("#c1 blockquote").all():
        expect(quotation).to_be_visible()


def test_a_source_stands_on_one_sheet(specimen_site: Path, server: Server, page: OpenPage) -> None:
    mount = server(specimen_site)
    cards = page(mount, WATER).page.locator(".bp-source")
    last = cards.locator("dt:last-of-type").all_text_contents()[-1]
    sheets = printed(page, mount, WATER)
    told = [(len(re.findall(r"Source [A-Z]: ", sheet)), sheet.count(f"{last} ")) for sheet in sheets]
    assert sum(first for first, _ in told) == cards.count() == 20
    assert [pair for pair in told if pair[0] != pair[1]] == []


def test_a_heading_does_not_end_a_sheet(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING).page
    headings = [plain(text) for text in tab.locator("article :is(h2, h3)").all_text_contents()]
    for sheet in printed(page, mount, BRIEFING):
        body, colophon, _ = sheet.rpartition("The desk. “")
        assert colophon
        body = body.rstrip()
        assert not [heading for heading in headings if body.endswith(f" {heading}")]


def test_a_claim_may_go_over_two_sheets_between_its_sources(mount: Mount, page: OpenPage) -> None:
    """Kept whole, claims would leave sheets half empty; what one source says is never parted from its name."""
    sheets = printed(page, mount, BRIEFING)
    assert [sheet for sheet in sheets if re.match(r"Page \d+ of \d+ Text [A-Z] ", sheet)]
    for sheet in sheets:
        body = sheet.rpartition("The desk. “")[0].rstrip()
        assert not re.search(r"(Text [A-Z]|supports it|qualifies it|Cited in: [^:]{0,80})$", body), body[-80:]
        assert not re.search(r"Principles it touches$", body)
