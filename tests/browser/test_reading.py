"""How pages read: where the text stands on a wide screen, which letter is which source, nothing too wide."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.conftest import Mount, OpenPage, Server

pytestmark = pytest.mark.browser

STORY = "briefings/2026/shift-planning-decision/"
MANY = "briefings/2026/water-meter-readings/"
"""Of the specimen: a page with every block, and one with twenty sources."""
SCORES = "briefings/2026/tenant-scores/"
"""Of the specimen: a page with claims of several grades."""
KINDS = (
    *(
        "",
        STORY,
        f"{STORY}v/1/",
        MANY,
        "digests/2026/who-keeps-the-rota/",
        "briefings/2026/clinic-waiting-list/",
    ),
    *("briefings/", "topics/", "topics/shift-planning/", "affected/", "affected/tram-drivers/", "takeaways/"),
    *("organisations/tarnmark-transit/", "timeline/", "questions/", "watch/", "corrections/", "sources/"),
    *("sources/water-log/", "sources/origins/", "principles/accountability/", "data/", "search/"),
)


@pytest.fixture
def mount(specimen_site: Path, server: Server) -> Mount:
    """The specimen."""
    return server(specimen_site)


def test_a_wide_screen_has_a_short_line_in_its_middle(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, STORY, width=1280).page
    text = tab.locator(".bp-block--what-happened .bp-prose > p").first
    box, heading = text.bounding_box(), tab.locator("#what-happened").bounding_box()
    assert box is not None
    assert heading is not None
    letters = text.evaluate(
        """p => {
          const range = document.createRange(); range.selectNodeContents(p);
          return p.textContent.length / new Set([...range.getClientRects()].map(r => Math.round(r.bottom / 24))).size;
        }"""
    )
    assert 50 < letters < 85
    assert heading["x"] + heading["width"] < box["x"], "the heading hangs in the margin"
    assert abs(heading["y"] - box["y"]) < 24, "beside the first line"
    assert 400 < box["x"] + box["width"] / 2 < 880, "the text stands in the middle third of the screen"


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_wider_than_a_narrow_phone(mount: Mount, look: OpenPage, kind: str) -> None:
    tab = look(mount, kind, width=320, height=640).page
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert tab.evaluate("document.documentElement.scrollWidth") == 320


def test_letters_are_explained_beside_the_matrix_and_stand_once(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, MANY, width=360).page
    letters = tab.locator(".bp-letters li")
    expect(letters).to_have_count(20)
    expect(letters.first).to_have_text("Source A New meters for 40,000 homes, Quillham Water (specimen)")
    spoken = tab.locator(".bp-matrix td:not(.bp-silent):not(.bp-rest)").first
    assert spoken.inner_text().count("Source ") == 1


@pytest.mark.parametrize(("width", "media"), [(360, "screen"), (1280, "screen"), (1280, "print")])
def test_sources_of_one_origin_are_seen_to_count_once(
    mount: Mount, page: OpenPage, width: int, media: Literal["print", "screen"]
) -> None:
    tab = page(mount, MANY, width=width).page
    tab.emulate_media(media=media)
    claim = tab.locator("#c2")
    words = "Agency copy on the water meters: source F and source G count as one origin"
    expect(claim.get_by_text(words)).to_be_visible()
    assert words not in claim.aria_snapshot(), "a screen reader has the table's header"
    assert "Agency copy on the water meters" in tab.locator(".bp-matrix thead").aria_snapshot()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", [STORY, MANY, "people/mira-exemplar/", "topics/"])
def test_pages_with_every_part_are_sound(mount: Mount, look: OpenPage, kind: str, width: int) -> None:
    tab = look(mount, kind, width=width).page
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert axe.violations(tab) == []


def test_forced_colours_tell_a_full_mark_from_an_empty_one(mount: Mount, page: OpenPage) -> None:
    tab = page(mount, SCORES, forced_colors="active").page

    def inside(grade: str) -> str:
        look = "e => getComputedStyle(e, '::before').backgroundColor"
        return str(tab.locator(f".bp-grade--{grade}").first.evaluate(look))

    assert inside("high") != inside("low")
