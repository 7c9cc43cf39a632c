"""Pages name the feeds that tell of them, in the head and in sight, and those feeds are there."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin

from tests.unit.render.feeds.reading import BASE, made, tree
from tests.unit.render.listing_making import card, days, pages
from tests.unit.render.making import SETTINGS, parsed

OWN = {
    "topics/film/": ["topics/film/feed.xml"],
    "organisations/acme/": ["organisations/acme/feed.xml"],
    "affected/crew/": ["affected/crew/feed.xml"],
    "affected/own-workforce/": ["affected/own-workforce/feed.xml"],
    "corrections/": ["corrections/feed.xml", "corrections/claims.xml"],
}
"""Page -> its feeds, on a site of one briefing."""


def test_each_feed_is_named_in_the_head_of_its_page() -> None:
    found = {}
    for address, page in pages([card()]).items():
        links = [
            link for link in parsed(page.head).iter("link") if link.get("type") == "application/atom+xml"
        ]
        # the one word "alternate" makes the theme's script ask for a sitemap beside it
        assert all(link.get("rel") == "alternate feed" and link.get("title") for link in links)
        if links:
            found[address] = [urljoin(address, link.get("href")) for link in links]
    assert found == OWN


def test_and_in_sight() -> None:
    for address, feeds in OWN.items():
        body = parsed(pages([card()])[address].body)
        links = [urljoin(BASE + address, a.get("href")) for a in body.iter("a")]
        assert {BASE + path for path in feeds} <= set(links), address


def test_those_feeds_are_there_and_lead_back() -> None:
    files = made([card()])
    for address, feeds in OWN.items():
        for path in feeds:
            back = tree(files[path]).find("{*}link[@rel='alternate']")
            assert back is not None
            assert back.get("href") == BASE + address


def test_further_pages_of_a_list_name_none() -> None:
    made_pages = pages(days(60))
    assert "topics/film/page/1/" in made_pages
    assert "feed.xml" not in made_pages["topics/film/page/1/"].head


def test_a_site_without_an_address_has_no_feeds_to_name() -> None:
    for page in pages([card()], replace(SETTINGS, site_url="")).values():
        assert "feed" not in page.head
        assert ".xml" not in page.body
