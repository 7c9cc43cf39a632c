"""Pages that lead on: to the same place of the page, below any path, with and without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import OpenPage, Server

pytestmark = pytest.mark.browser

BRIEFING = "briefings/2026/amazon-mgm-openai-film/"
MOVED = "briefings/2026/tram-rota-decision/"
"""Of the specimen."""
EDGE = "(one) => getComputedStyle(one).borderTopColor"


@pytest.mark.parametrize("path", ["/", "/some/repo/"])
def test_a_citation_of_a_version_finds_its_claim(
    site: Path, server: Server, page: OpenPage, path: str
) -> None:
    """The present version's own address keeps the fragment; nothing is refused, nothing fails."""
    mount = server(site, path)
    tab = page(mount, f"{BRIEFING}v/1/#c3")
    tab.page.wait_for_url(f"{mount.url}{BRIEFING}#c3")
    assert tab.page.evaluate("document.querySelector(':target').id") == "c3"
    assert tab.seen.faults == []
    tab.page.go_back()
    assert tab.page.url == "about:blank"


def test_without_javascript_a_citation_finds_its_claim(site: Path, server: Server, page: OpenPage) -> None:
    """The page stays, with the claim's own place in it, from which one link leads to the claim."""
    mount = server(site, "/some/repo/")
    tab = page(mount, f"{BRIEFING}v/1/#c3", scripts=False)
    assert tab.page.inner_text("h1") == "Version 1: Amazon MGM and a film connected with OpenAI"
    tab.page.click("#c3 a")
    tab.page.wait_for_url(f"{mount.url}{BRIEFING}#c3")
    assert tab.seen.elsewhere == []
    assert [e for e in tab.seen.errors if "Content Security Policy" in e] == []


def test_a_page_that_moved_keeps_the_claim_that_was_cited(
    specimen_site: Path, server: Server, page: OpenPage
) -> None:
    """By itself with a script; without one the claim stands out among those of the page, and leads there."""
    mount = server(specimen_site)
    there = f"{mount.url}briefings/2026/shift-planning-decision/#c3"
    tab = page(mount, f"{MOVED}#c3")
    tab.page.wait_for_url(there)
    plain = page(mount, f"{MOVED}#c3", scripts=False)
    cited, other = (plain.page.locator(f"#{one}") for one in ("c3", "c2"))
    assert cited.evaluate(EDGE) != other.evaluate(EDGE)
    plain.page.click("#c3 a")
    plain.page.wait_for_url(there)
    assert [e for seen in (tab.seen, plain.seen) for e in seen.errors if "Content Security Policy" in e] == []
