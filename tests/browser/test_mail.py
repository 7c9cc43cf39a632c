"""The e-mail edition of a digest: a file to send on, opened where it was saved or on a host without `_headers`."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Server, Tab
from tests.browser.test_policy import LISTEN, hosted

pytestmark = pytest.mark.browser

DIGEST = "digests/2026/film-data-centres-and-employee-data/"
LETTER = f"{DIGEST}mail.html"


@pytest.mark.parametrize("width", [360, 1280])
def test_it_looks_as_in_a_mail_program(site: Path, server: Server, page: OpenPage, width: int) -> None:
    tab = page(server(site), "about/", width=width)
    tab.page.add_init_script(LISTEN)
    tab.go(LETTER)
    assert tab.page.evaluate("refused") == []
    assert tab.seen.elsewhere == []
    looks_as_a_letter(tab, width)


def looks_as_a_letter(tab: Tab, width: int) -> None:
    column = tab.page.locator("body > div")
    expect(column).to_have_css("max-width", "600px")
    expect(column).to_have_css("font-size", "17px")
    expect(tab.page.locator("h1")).to_have_css("font-size", "28px")
    expect(tab.page.locator("h2").first).to_have_css("border-top-width", "1px")
    box = column.bounding_box()
    assert box is not None
    assert box["width"] == min(width, 632)
    assert abs(box["x"] * 2 + box["width"] - width) <= 1, "in the middle"
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_host_that_reads_headers_hands_it_over_to_be_saved(site: Path, page: OpenPage) -> None:
    """Its styles stand at the elements. No policy of the site allows that, and none needs to."""
    with hosted(site) as mount:
        tab = page(mount, DIGEST)
        with tab.page.expect_download() as handed:
            tab.page.locator("a[href='mail.html']").click()
        assert handed.value.suggested_filename == "mail.html"
        assert Path(handed.value.path()).read_bytes() == (site / LETTER).read_bytes()
        assert tab.page.url.endswith(DIGEST), "the reader stays on the page"
        assert tab.seen.faults == []


def test_the_other_forms_open_as_ever(site: Path, page: OpenPage) -> None:
    with hosted(site) as mount:
        text = page(mount, "about/")
        assert (
            text.page.request.get(f"{mount.url}{DIGEST}mail.txt").headers.get("content-disposition") is None
        )


def test_no_page_of_the_site_may_have_a_style_at_an_element(site: Path, page: OpenPage) -> None:
    with hosted(site) as mount:
        tab = page(mount, DIGEST)
        tab.page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', `<p style='color: #0b5560' id='bad'>x</p>`)"
        )
        expect(tab.page.locator("#bad")).not_to_have_css("color", "rgb(11, 85, 96)")


def test_saved_it_is_the_same(site: Path, server: Server, page: OpenPage, tmp_path: Path) -> None:
    letter = tmp_path / "mail.html"
    letter.write_bytes((site / LETTER).read_bytes())
    tab = page(server(site), "about/")
    tab.page.goto(letter.as_uri())
    looks_as_a_letter(tab, 1280)
