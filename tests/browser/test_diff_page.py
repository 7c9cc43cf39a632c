"""The page of `briefpress diff --format html`, in both palettes, wide and narrow."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from briefpress.difference.html import html
from tests.browser.axe import violations
from tests.browser.conftest import NOW, OpenPage, serving
from tests.test_cases import MAIN, _base
from tests.test_diff_cases import compared


@pytest.fixture(scope="module")
def changes(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page with every kind of thing on it: texts compared, a value in place of another, a source, an added page."""
    before, after = dict(_base("digest")), dict(_base("digest"))
    after[MAIN] = after[MAIN].replace("an hour later", "one hour later").replace("working-time", "hours")
    registry = "briefings/_registry/sources.yml"
    after[registry] = after[registry].replace("nature: primary", "nature: secondary")
    del before["briefings/2026/earlier-last-train.md"]
    return html(compared(before, after, datetime.fromisoformat(NOW), public=True))


@pytest.mark.parametrize("dark", [False, True])
def test_it_is_accessible_in_both_palettes_and_asks_for_nothing(
    tmp_path: Path, changes: str, page: OpenPage, *, dark: bool
) -> None:
    (tmp_path / "changes.html").write_text(changes, encoding="utf-8")
    with serving(tmp_path) as mount:
        tab = page(mount, "changes.html", width=320, dark=dark)
        assert tab.page.locator("del").first.is_visible()
        ink, paper = (
            tab.page.locator("body").evaluate(f"body => getComputedStyle(body).{name}")
            for name in ("color", "backgroundColor")
        )
        assert (_light(ink), _light(paper)) == (dark, not dark)
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert tab.seen.faults == []
        assert violations(tab.page) == []


def _light(colour: str) -> bool:
    """Whether a colour such as rgb(1, 2, 3) is a light one."""
    return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")) > 384
