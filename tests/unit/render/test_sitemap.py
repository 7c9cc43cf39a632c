"""The sitemap and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from briefpress.model.artifact import Page
from briefpress.model.settings import Settings
from briefpress.render import Site, sitemap
from tests.unit.render.listing_making import SHARED, card
from tests.unit.render.making import SETTINGS

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def files(others: dict[str, str], settings: Settings = SETTINGS) -> dict[str, bytes]:
    site = Site.of([card()], SHARED, settings)
    return {a.path: a.content for a in sitemap.artifacts(site, others, settings)}


def rows(content: bytes, item: str = "url") -> list[tuple[str | None, str | None]]:
    found = ET.fromstring(content).iter(f"{SPACE}{item}")
    return [(e.findtext(f"{SPACE}loc"), e.findtext(f"{SPACE}lastmod")) for e in found]


def test_every_page_with_the_day_of_its_last_change() -> None:
    made = files({"": "", "topics/film/": "2026-11-20", "a&b/": "soon", "404.html": ""})
    assert rows(made["sitemap.xml"]) == [
        ("https://example.org/site/", None),
        ("https://example.org/site/a&b/", None),
        ("https://example.org/site/briefings/2026/film/", "2026-11-21"),
        ("https://example.org/site/topics/film/", "2026-11-20"),
    ]


def test_above_the_limit_an_index_of_several() -> None:
    made = files({f"p{n:06}/": "2026-01-01" for n in range(sitemap.MOST)})
    assert rows(made["sitemap.xml"], "sitemap") == [
        ("https://example.org/site/sitemap-1.xml", "2026-11-21"),
        ("https://example.org/site/sitemap-2.xml", "2026-01-01"),
    ]
    assert len(rows(made["sitemap-1.xml"])) == sitemap.MOST
    assert len(rows(made["sitemap-2.xml"])) == 1


def test_robots_and_plain_hosts() -> None:
    made = files({})
    assert made[".nojekyll"] == b""
    assert made["robots.txt"].endswith(b"Sitemap: https://example.org/site/sitemap.xml\n")


def test_without_an_address_there_is_no_sitemap() -> None:
    made = files({"": ""}, replace(SETTINGS, site_url=""))
    assert sorted(made) == [".nojekyll", "robots.txt"]
    assert b"Sitemap" not in made["robots.txt"]


def test_pages_kept_from_search_engines_are_left_out() -> None:
    shown = Page("topics/", "topics", "t", "d", "b", updated="2026-11-20")
    hidden = replace(shown, address="search/", head='<meta name="robots" content="noindex">')
    assert list(sitemap.of([shown, hidden])) == [("topics/", "2026-11-20")]


def test_a_site_of_specimens_is_kept_from_search_engines_as_a_whole() -> None:
    made = files({"": ""}, replace(SETTINGS, specimen=True))
    assert sorted(made) == [".nojekyll", "robots.txt"]
    assert made["robots.txt"].decode().splitlines() == [
        "# Specimen: nothing here is real",
        "User-agent: *",
        "Disallow: /",
    ]
