"""A briefing and a digest on paper: what Chromium prints, read back from the PDF."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import Mount, OpenPage, Server

pytestmark = pytest.mark.browser

BRIEFING = "briefings/2026/amazon-mgm-openai-film/"
DIGEST = "digests/2026/film-data-centres-and-employee-data/"


@pytest.fixture
def mount(site: object, server: Server) -> Mount:
    """The first edition."""
    return server(site)  # type: ignore[arg-type] # the fixture of conftest.py gives a Path


_PRINTED: dict[str, list[str]] = {}
"""By address: printing takes seconds, and gives the same each time."""


def printed(page: OpenPage, mount: Mount, address: str) -> list[str]:
    """The text of each sheet, its spaces and ligatures as in the source."""
    if address not in _PRINTED:
        tab = page(mount, address).page
        sheets = PdfReader(io.BytesIO(tab.pdf(format="A4", print_background=True))).pages
        _PRINTED[address] = [plain(sheet.extract_text()) for sheet in sheets]
    return _PRINTED[address]


def plain(text: str) -> str:
    for old, new in {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}.items():
        text = text.replace(old, new)
    return " ".join(text.split())


@pytest.mark.parametrize("address", [BRIEFING, DIGEST])
def test_each_sheet_ends_with_the_citation_and_its_number(mount: Mount, page: OpenPage, address: str) -> None:
    sheets = printed(page, mount, address)
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, start=1):
        assert re.search(rf"version 1\. https://\S*{re.escape(address)}", sheet), sheet[-300:]
        assert f"Page {number} of {len(sheets)}" in sheet


def test_quotations_are_unfolded_and_claims_stand_in_order(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING).page
    quotations = [plain(text) for text in tab.locator(".bp-matrix blockquote").all_text_contents()]
    text = "".join("".join(printed(page, mount, BRIEFING)).split())
    missing = [q for q in quotations if "".join(q.split()) not in text]
    # one that runs over the end of a sheet, or beside another in its row, is told in pieces
    assert len(quotations) > 25
    assert [q for q in missing if "".join(q.split())[:12] not in text] == []
    places = [text.index(f"Claim{number}") for number in range(1, 26)]
    assert all(first < second for first, second in pairwise(places))


def test_addresses_are_shown_but_not_those_within_the_page(mount: Mount, page: OpenPage) -> None:
    text = " ".join(printed(page, mount, BRIEFING))
    address = f"{mount.url}{BRIEFING}"
    assert f"<{address}index.json>" in text.replace("> ", ">").replace(" <", "<")
    assert "<#" not in text
    assert f"<{address}#" not in text
    topic = re.findall(rf"<{re.escape(mount.url)}organisations/openai/>", text)
    assert len(topic) == 1, "an address is printed where it is first met"


def test_nothing_that_serves_on_a_screen_is_printed(mount: Mount, page: OpenPage) -> None:
    text = " ".join(printed(page, mount, BRIEFING))
    for words in ("On this page", "Skip to content", "Copy citation", "Read on", "Takeaways About", "· Link"):
        assert words not in text


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_dark_page_prints_light(mount: Mount, page: OpenPage, scripts: bool) -> None:
    tab = page(mount, BRIEFING, dark=True, scripts=scripts).page
    tab.emulate_media(media="print", color_scheme="dark")
    expect(tab.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(tab.locator("article")).to_have_css("color", "rgb(0, 0, 0)")
    expect(tab.locator("header.md-header")).to_be_hidden()
    for quotation in tab.locator("#c1 blockquote").all():
        expect(quotation).to_be_visible()


def test_a_heading_does_not_end_a_sheet(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, BRIEFING).page
    headings = [plain(text) for text in tab.locator("article :is(h2, h3)").all_text_contents()]
    for sheet in printed(page, mount, BRIEFING):
        body = sheet.rpartition("The desk. “")[0].rstrip()
        assert not [heading for heading in headings if body.endswith(f" {heading}")]
