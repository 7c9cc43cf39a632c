"""What stands in the head of every page for those who share, search and follow the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest

from briefpress import engine
from briefpress.frame import stamp
from briefpress.model.artifact import Page

SITE = "https://example.org/some/repo/"
CONFIG = "site_name: A & B\ntheme: material\nplugins:\n  - briefpress:\n      contact: a@example.org\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site root with two pages and a picture."""
    (tmp_path / "briefings").mkdir()
    (tmp_path / "docs" / "images").mkdir(parents=True)
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    (tmp_path / "docs" / "about.md").write_text("---\ndescription: Who we are.\n---\n# About\n")
    (tmp_path / "docs" / "images" / "own.png").write_bytes(b"\x89PNG")
    return tmp_path


def drawn(site: Path, config: str) -> engine.Drawn:
    (site / "mkdocs.yml").write_text(config)
    return engine.draw(site / "mkdocs.yml", site / "drawn")


def heads(site: Path, config: str) -> Iterator[tuple[str, Any]]:
    """The head of each kind of page, by name."""
    found = drawn(site, config)
    assert found.findings == ()
    for address, path in found.pages.items():
        yield address or "home", _head((site / "drawn" / path).read_bytes())
    page = Page("briefings/2026/x/", "briefings", "An event", "Its summary", "<p>Text</p>")
    yield "briefing", _head(stamp(found.frames.of(page), page))


def _head(html: bytes) -> Any:
    root = html5lib.parse(html, namespaceHTMLElements=False)
    return root.find("head")


def about(head: Any) -> dict[str, str]:
    """Property or name -> content."""
    return {m.get("property") or m.get("name"): m.get("content") for m in head.iter("meta")}


def links(head: Any, rel: str) -> list[tuple[str, str]]:
    return [(e.get("type"), e.get("href")) for e in head.iter("link") if e.get("rel") == rel]


def test_pages_say_what_they_are_when_they_are_shared(site: Path) -> None:
    found = dict(heads(site, f"{CONFIG}site_url: {SITE}\n"))
    assert set(found) == {"home", "about/", "404.html", "briefing"}
    for name, head in found.items():
        said = about(head)
        assert said["og:site_name"] == "A & B", name
        assert said["og:title"], name
        assert said["og:description"] == said["description"], name
        assert said["og:image"].startswith(f"{SITE}assets/briefpress/site-image."), name
        assert (site / "drawn" / said["og:image"].removeprefix(SITE)).is_file(), name
    assert about(found["about/"])["description"] == "Who we are."
    assert about(found["about/"])["og:url"] == f"{SITE}about/"
    said = about(found["briefing"])
    assert said["og:title"] == "An event"
    assert said["og:type"] == "article"
    assert said["og:url"] == f"{SITE}briefings/2026/x/"


def test_pages_name_the_feeds_and_the_search(site: Path) -> None:
    ways = {"home": "", "about/": "../", "briefing": "../../../", "404.html": "/some/repo/"}
    for name, head in heads(site, f"{CONFIG}site_url: {SITE}\n"):
        assert links(head, "alternate feed") == [
            ("application/atom+xml", f"{ways[name]}feed.xml"),
            ("application/feed+json", f"{ways[name]}feed.json"),
        ], name
        assert links(head, "search") == [
            ("application/opensearchdescription+xml", f"{ways[name]}opensearch.xml")
        ], name
        assert links(head, "alternate") == []  # the theme's script would ask for a sitemap beside each


def test_without_an_address_nothing_is_named_that_needs_one(site: Path) -> None:
    for name, head in heads(site, CONFIG):
        assert not {"og:url", "og:image"} & set(about(head)), name
        assert not links(head, "canonical") + links(head, "alternate feed") + links(head, "search"), name


def test_a_site_shows_a_picture_of_its_own(site: Path) -> None:
    found = dict(heads(site, f"{CONFIG}      image: images/own.png\nsite_url: {SITE}\n"))
    assert {about(head)["og:image"] for head in found.values()} == {f"{SITE}images/own.png"}


@pytest.mark.parametrize(
    "image", ["images/none.png", "../mkdocs.yml", "index.md", "https://example.org/a.png"]
)
def test_a_picture_that_is_not_there_is_told(site: Path, image: str) -> None:
    (finding,) = drawn(site, f"{CONFIG}      image: {image}\nsite_url: {SITE}\n").findings
    assert finding.is_error
    assert f"image: {image}" in finding.message
