"""The e-mail edition of a digest, opened on the site: on a host that reads `_headers`, and on one that does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Mount, OpenPage, Server
from tests.browser.test_policy import LISTEN, hosted

pytestmark = pytest.mark.browser

DIGEST = "digests/2026/film-data-centres-and-employee-data/"


@pytest.fixture(params=["host", "plain"])
def mount(request: Any, site: Path, server: Server) -> Iterator[Mount]:
    """The first edition on either kind of host."""
    if request.param == "plain":
        yield server(site)
    else:
        with hosted(site) as found:
            yield found


@pytest.mark.parametrize("width", [360, 1280])
def test_it_looks_as_in_a_mail_program(mount: Mount, page: OpenPage, width: int) -> None:
    tab = page(mount, "about/", width=width)
    tab.page.add_init_script(LISTEN)
    tab.go(f"{DIGEST}mail.html")
    assert tab.page.evaluate("refused") == []
    assert tab.seen.elsewhere == []
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


def test_other_styles_are_refused_there_too(site: Path, page: OpenPage) -> None:
    """The exception is for the letter's own styles, and for elements: it lets no other style in."""
    with hosted(site) as mount:
        tab = page(mount, "about/")
        tab.page.add_init_script(LISTEN)
        tab.go(f"{DIGEST}mail.html")
        tab.page.evaluate(
            """document.body.insertAdjacentHTML("beforeend",
                "<p style='color: red' id='bad'>x</p><style>p { color: red }</style>")"""
        )
        expect(tab.page.locator("#bad")).not_to_have_css("color", "rgb(255, 0, 0)")
        refused = tab.page.evaluate("refused")
        assert {line.split()[0] for line in refused} == {"style-src-attr", "style-src-elem"}


def test_no_page_of_the_site_may_use_its_styles(site: Path, page: OpenPage) -> None:
    with hosted(site) as mount:
        tab = page(mount, "about/")
        letter = (site / DIGEST / "mail.html").read_text(encoding="utf-8")
        style = re.findall(r'<a [^>]*style="([^"]*)"', letter)[0]
        tab.go(DIGEST)
        tab.page.evaluate(
            "(style) => document.body.insertAdjacentHTML('beforeend', `<p style='${style}' id='bad'>x</p>`)",
            style,
        )
        expect(tab.page.locator("#bad")).not_to_have_css("color", "rgb(11, 85, 96)")
