"""Pages of former versions, redirects, and the history of claims."""

from __future__ import annotations

from dataclasses import replace

import html5lib
import pytest

from briefpress import render
from briefpress.evidence import gather
from briefpress.model.artifact import Page
from briefpress.model.card import ClaimEvent
from briefpress.model.document import Document
from briefpress.render import Context, Environment, Site, redirects, versions
from briefpress.render.sitemap import NOINDEX
from briefpress.render.view.history import history
from tests.unit.load.test_version import past
from tests.unit.render.making import BODY, FILM, NOW, REGISTRY, SETTINGS, card_of, document, parsed, text_of

WRAPPING = redirects.Wrapping(
    SETTINGS,
    "script-src 'self'",
    "assets/icon.svg",
    ('<meta property="og:image" content="https://example.org/site/image.png">',),
)

SECOND = {
    "version": 2,
    "changes": [{"version": 2, "date": "2026-12-01", "note": "More is known"}],
    "corrections": [{"id": "x1", "date": "2026-12-01", "to_version": 2, "was": "a", "now": "b"}],
}


def present(made: Document) -> Context:
    """The present version, whose first one can be read."""
    card = replace(card_of(made), past=(1,))
    site = Site.of([card], REGISTRY, SETTINGS)
    return Context.of(made, gather(made, REGISTRY), card, REGISTRY, site, SETTINGS, NOW)


def first(environment: Environment, **changes: object) -> Page:
    """The page of version 1."""
    return versions.page(past(), present(document({**FILM, **SECOND, **changes}, BODY)), environment)


def test_a_former_version_says_what_it_is(environment: Environment) -> None:
    """A banner leads to the present version and to what was corrected since; search engines pass it over."""
    page = first(environment)
    assert page.address == "briefings/2026/film/v/1/"
    assert page.title == "Version 1: The film of Acme"
    assert not page.indexed
    assert NOINDEX in page.head
    assert '<link rel="latest-version" href="../../">' in page.head
    banner = next(e for e in parsed(page.body).iter("div") if "bp-notice--past" in e.get("class", ""))
    assert text_of(banner) == (
        "This is version 1 of this page, of 21 November 2026. It is kept as it was published and does not change."
        " Read the present version (2) What was corrected since"
    )
    assert [a.get("href") for a in banner.iter("a")] == ["../../", "../../#corrections"]


def test_a_former_version_has_the_same_anatomy(environment: Environment) -> None:
    """Every block, and each claim at its number."""
    page = first(environment)
    ids = {e.get("id") for e in parsed(page.body).iter() if e.get("id")}
    assert {"c1", "c2", "c3", "who-says-what", "sources", "people-affected", "cite-this"} <= ids
    assert "https://example.org/site/briefings/2026/film/v/1/" in page.body
    assert "read-on" not in ids


def test_a_withdrawal_stands_on_former_versions_too(environment: Environment) -> None:
    """Nobody who comes by an old citation takes it for what we stand by."""
    withdrawn = {"date": "2026-12-02", "reason": "Forged"}
    page = first(environment, status="withdrawn", withdrawn=withdrawn)
    notice = next(e for e in parsed(page.body).iter("div") if "bp-notice" in e.get("class", ""))
    assert text_of(notice).startswith(
        "This page was withdrawn on 2 December 2026 and is no longer relied on."
    )


def test_the_versions_block_leads_to_former_versions(environment: Environment) -> None:
    """Only to those that can be read; the present one is no link."""
    context = present(document({**FILM, **SECOND}, BODY))
    entry, card = context.document, context.card
    text = render.body(entry, context.evidence, card, REGISTRY, environment, SETTINGS, NOW)
    shared = (REGISTRY, context.site, environment, SETTINGS, NOW)
    page = render.entry(entry, context.evidence, card, text, *shared)
    block = next(e for e in parsed(page.body).iter("ul") if e.get("class") == "bp-versions")
    assert [a.get("href") for a in block.iter("a")] == ["v/1/"]
    assert "https://example.org/site/briefings/2026/film/v/2/#c1" in text_of(parsed(page.body))


def test_a_version_that_cannot_be_read_says_so(environment: Environment) -> None:
    """Its address still answers; on a removed page, with the page's own notice."""
    page = versions.withheld(1, present(document({**FILM, **SECOND}, BODY)), environment)
    assert "Version 1 of this page cannot be read here" in text_of(parsed(page.body))
    gone = {"status": "removed", "removed": {"date": "2026-12-01", "ground": "safety"}}
    page = versions.withheld(1, present(document({**FILM, **SECOND, **gone}, BODY)), environment)
    assert page.address == "briefings/2026/film/v/1/"
    assert "Acme" not in page.body


def test_a_redirecting_page_is_whole_html() -> None:
    """It runs one script of our own, leads on without one too, and is passed over by search engines."""
    made = redirects.page("old/<x>/", "briefings/2026/film/", WRAPPING, "Film & co")
    assert made.path == "old/<x>/index.html"
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(made.content.decode())
    assert parser.errors == []
    script = next(root.iter("script"))
    assert script.get("data-to") == "../../briefings/2026/film/"
    assert script.get("src") == f"../../{redirects.SCRIPT.path}"
    assert not (script.text or "").strip()
    links = {e.get("rel"): e.get("href") for e in root.iter("link")}
    assert links == {
        "canonical": "https://example.org/site/briefings/2026/film/",
        "icon": "../../assets/icon.svg",
        "stylesheet": f"../../{redirects.STYLE.path}",
    }
    assert '<meta property="og:image" content="https://example.org/site/image.png">' in made.content.decode()
    assert '<noscript><meta http-equiv="refresh" content="0; url=../../briefings/2026/film/"></noscript>' in (
        made.content.decode()
    )
    assert "Film &amp; co" in made.content.decode()


def test_an_icon_elsewhere_stays_there() -> None:
    elsewhere = replace(WRAPPING, icon="https://example.org/icon.svg")
    made = redirects.page("old.html", "briefings/2026/film/", elsewhere)
    assert b'<link rel="icon" href="https://example.org/icon.svg">' in made.content


@pytest.mark.parametrize(
    ("at", "version"), [("briefings/2026/film/v/2/", 2), ("briefings/2026/older/v/2/", None)]
)
def test_a_page_that_leads_on_lists_the_claims(at: str, version: int | None) -> None:
    """Without a script no refresh outruns the reader: each claim's own place leads to it on the page."""
    new = "briefings/2026/film/" if version else "briefings/2026/film/v/2/"
    made = redirects.page(at, new, WRAPPING, "Film", version, ("c1", "c12"))
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(made.content.decode())
    assert parser.errors == []
    assert b"refresh" not in made.content
    places = {item.get("id"): item.find("a") for item in root.iter("li")}
    to = "../../" if version else "../../../film/v/2/"
    assert {name: link.get("href") for name, link in places.items()} == {
        "c1": f"{to}#c1",
        "c12": f"{to}#c12",
    }
    assert places["c12"].text == "Claim 12"


def test_hosts_are_told_of_moves() -> None:
    """Below the site's path, with the data files of a page; nothing is written when nothing moved."""
    assert redirects.rules([], SETTINGS) == ()
    moves = [("briefings/2026/old/", "briefings/2026/film/"), ("old.html", "briefings/2026/film/")]
    lines = redirects.rules(moves, SETTINGS)[0].content.decode().splitlines()
    assert lines[0] == "/site/briefings/2026/old/ /site/briefings/2026/film/ 301"
    assert "/site/briefings/2026/old/index.json /site/briefings/2026/film/index.json 301" in lines
    assert lines[-1] == "/site/old.html /site/briefings/2026/film/ 301"
    plain = redirects.rules(moves, replace(SETTINGS, site_url=""))[0].content.decode()
    assert plain.startswith("/briefings/2026/old/ /briefings/2026/film/ 301\n")


def test_history_in_words() -> None:
    """Newest first; nothing for a claim that stands as it was first published."""
    added = ClaimEvent(1, "2026-11-21", "added", "", "", "")
    assert history((added,)) == ()
    assert history(()) == ()
    turns = (
        added,
        ClaimEvent(2, "2026-12-01", "corrected", "It ended.", "It was put off.", "We misread it"),
        ClaimEvent(3, "", "lowered", "moderate", "low", "It rained"),
    )
    assert history(turns) == (
        "Confidence lowered in version 3: from “Credible, not settled” to “Weakly supported”. It rained.",
        "Reworded in version 2, 1 December 2026. It read: “It ended.” We misread it.",
        "Added in version 1, 21 November 2026.",
    )
    assert history((added._replace(version=2),)) == ("Added in version 2, 21 November 2026.",)
