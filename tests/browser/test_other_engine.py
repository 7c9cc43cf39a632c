"""The first edition drawn by Zensical, in Chromium: some of the tests that the default passes.

`pytest tests/browser --engine zensical` runs all of them over such a site, as scripts/test does with `--full`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser import axe, test_pages, test_policy, test_print
from tests.browser.conftest import Mount, OpenPage
from tests.conftest import drawn_by_zensical

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def mount(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mount]:
    """On a host that reads `_headers`."""
    with test_policy.hosted(drawn_by_zensical(tmp_path_factory)) as found:
        yield found


@pytest.mark.parametrize("kind", ["home", "briefing", "search", "missing", "guide"])
def test_a_page_needs_nothing_that_its_policy_refuses(mount: Mount, page: OpenPage, kind: str) -> None:
    test_policy.test_a_page_needs_nothing_that_its_policy_refuses(mount, page, kind)


@pytest.mark.parametrize(("kind", "width", "dark"), [("briefing", 320, True), ("guide", 1280, False)])
def test_a_page_is_sound(mount: Mount, page: OpenPage, kind: str, width: int, dark: bool) -> None:
    tab = page(mount, test_pages.KINDS[kind], width=width, height=640, dark=dark)
    expect(tab.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if dark else "default")
    assert "Zensical" in tab.page.locator(".md-copyright").inner_text()
    assert test_pages.sideways(tab.page) == []
    assert axe.violations(tab.page) == []
    assert tab.seen.faults == []


def test_a_briefing_can_be_read_without_scripts(mount: Mount, page: OpenPage) -> None:
    test_pages.test_a_briefing_can_be_read_without_scripts(mount, page, 360)


def test_the_menu_and_the_colours_are_worked_by_keyboard(mount: Mount, page: OpenPage) -> None:
    test_pages.test_the_first_tab_skips_to_the_content(mount, page)
    test_pages.test_the_palette_is_changed_by_keyboard_and_kept(mount, page, "Enter")
    test_pages.test_the_drawer_opens_and_closes_by_keyboard(mount, page)


def test_a_search_is_done_from_the_header_of_any_page(mount: Mount, page: OpenPage) -> None:
    test_policy.test_a_search_is_done_from_the_header_of_any_page(mount, page)


def test_a_dark_page_prints_light(mount: Mount, page: OpenPage) -> None:
    test_print.test_a_dark_page_prints_light(mount, page, scripts=True)
