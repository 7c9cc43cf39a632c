"""The data and its pages in Chromium: linked data under the strict policy, files that arrive, tables that fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browser import axe
from tests.browser.conftest import OpenPage, Server

pytestmark = pytest.mark.browser

BRIEFING = "briefings/2026/amazon-mgm-openai-film/"
REFUSED = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
"""


def test_linked_data_is_no_script_to_the_policy(site: Path, server: Server, page: OpenPage) -> None:
    """A policy without hashes, sent as a header beside the page's own: whatever is run inline is refused."""
    headers = {"Content-Security-Policy": "script-src-elem 'self'; script-src-attr 'none'"}
    tab = page(server(site, headers=headers), "data/")
    tab.page.add_init_script(REFUSED)
    tab.go(BRIEFING)
    inline = tab.page.locator("script:not([src]):not([type])").count()
    assert len(tab.page.evaluate("refused")) == inline
    held = json.loads(tab.page.locator('script[type="application/ld+json"]').inner_text())
    assert held["@graph"][0]["@type"] == "AnalysisNewsArticle"
    assert tab.page.locator('link[rel="cite-as"]').get_attribute("href", timeout=1000)


def test_every_download_of_a_briefing_arrives(site: Path, server: Server, page: OpenPage) -> None:
    mount = server(site)
    tab = page(mount, BRIEFING)
    links = tab.page.locator("#cite-this ~ p a, link[rel^=alternate]")
    addresses = [link.evaluate("(one) => one.href") for link in links.all()]
    own = [a for a in addresses if a.startswith(mount.url)]
    assert {a.rpartition("/")[2] for a in own} >= {
        *("index.json", "index.md", "cite.bib", "cite.csl.json", "sources.csl.json"),
    }
    assert [a for a in own if tab.page.request.get(a).status != 200] == []


@pytest.mark.parametrize("address", ["data/", "data/codebook/"])
@pytest.mark.parametrize(("width", "dark"), [(320, True), (1280, False)])
def test_the_pages_about_data_fit_and_can_be_read_by_all(
    site: Path, server: Server, look: OpenPage, address: str, width: int, dark: bool
) -> None:
    tab = look(server(site), address, width=width, dark=dark)
    assert axe.violations(tab.page) == []
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
    broken = tab.page.evaluate(
        """() => [...document.querySelectorAll("article a[href^='#']")].filter(
            (link) => !document.getElementById(link.hash.slice(1))).map((link) => link.hash)"""
    )
    assert broken == []


def test_every_file_that_the_data_page_lists_arrives(site: Path, server: Server, page: OpenPage) -> None:
    tab = page(server(site), "data/")
    addresses = tab.page.eval_on_selector_all("article a", "(links) => links.map((one) => one.href)")
    assert len(addresses) > 20
    assert [a for a in addresses if tab.page.request.get(a).status != 200] == []
