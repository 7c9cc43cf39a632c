"""Which frames are drawn, and under which names assets are published."""

from __future__ import annotations

import hashlib

import pytest

from briefpress.engine.assets import hashed
from briefpress.engine.frames import DEEPEST, MAIN, SECTIONS, Place, named, places
from briefpress.frame import SHARED


@pytest.mark.parametrize("place", places(SECTIONS))
def test_a_frame_lies_as_deep_as_its_pages(place: Place) -> None:
    assert place.output.count("/") == place.depth


def test_frames_do_not_share_a_place() -> None:
    outputs = [place.output for place in places(SECTIONS)]
    assert len(set(outputs)) == len(outputs)


def test_frames_go_as_deep_as_pages_do() -> None:
    """A past version, and a page of a list that was chosen, are the deepest; most sections go less deep."""
    depths = {section: max(p.depth for p in places(SECTIONS) if p.section == section) for section in SECTIONS}
    assert depths["briefings"] == "briefings/2026/x/v/1/".count("/") == DEEPEST
    assert depths["takeaways"] == "takeaways/kind/lesson/page/2/".count("/")
    assert depths["corrections"] == "corrections/kind/update/page/2/".count("/")
    assert depths["topics"] == depths["sources"] == "topics/x/page/2/".count("/")
    assert depths["timeline"] == "timeline/page/2/".count("/")
    assert max(p.depth for p in places(()) if p.section == SHARED) == DEEPEST


def test_only_sections_of_the_navigation_have_their_own() -> None:
    assert {place.section for place in places(("topics",))} == {"topics", SHARED}


def test_nav_names_sections_at_any_depth() -> None:
    nav = [
        "index.md",
        {"Briefings": "briefings/index.md"},
        {"More": [{"Topics": "topics/index.md"}, "guide/index.md", {"Elsewhere": "https://example.org/"}]},
    ]
    assert list(named(nav)) == ["briefings", "topics"]


def test_main_sections_exist() -> None:
    assert set(MAIN) <= SECTIONS.keys()


def test_assets_are_named_by_their_bytes() -> None:
    content = b"body{}"
    digest = hashlib.sha256(content).hexdigest()[:8]
    names = ("frame.css", "frame.js", "search.js", "favicon.svg")
    assets = hashed({"pages.css": content, **dict.fromkeys(names, b"")})
    assert f"assets/briefpress/pages.{digest}.css" in assets.files
    assert [path.split("/")[2].split(".")[0] for path in assets.styles] == ["frame", "pages"]
    assert [path.split("/")[2].split(".")[0] for path in assets.scripts] == ["frame", "search"]
    assert assets.icon.startswith("assets/briefpress/favicon.")


def test_what_lies_in_a_folder_of_assets_is_published_but_not_linked() -> None:
    assets = hashed({"parts/more.js": b"", "frame.css": b""})
    assert assets.scripts == ()
    assert any(path.startswith("assets/briefpress/parts/more.") for path in assets.files)
