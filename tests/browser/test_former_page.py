"""A page that a reader has open while the next edition is published: under nginx, by the command, in Chromium."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response, Route, expect

from briefpress import edition
from briefpress.plan import published
from tests.browser.conftest import Mount, OpenPage, Tab
from tests.integration.publishing import MOMENT, NOW, PAGE, edit, run, small_site
from tests.integration.webserver import served

pytestmark = [pytest.mark.browser, pytest.mark.server]

FORMER, NEXT = "end an hour later", "end two hours later"
"""Words of the body: of the former edition, and of the next one."""


@dataclass(frozen=True, slots=True)
class Roots:
    """The checkout of a small site as it was at first, and as it is after a change of text, style and script."""

    first: Path
    second: Path


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> Roots:
    """Both are released; to be published, not changed."""
    folder = tmp_path_factory.mktemp("checkouts")
    first = small_site(folder / "first")
    second = Path(shutil.copytree(first, folder / "second"))
    edit(second, "version: 1", "version: 2\nchanges:\n  - {version: 2, date: 2026-08-01, note: Hours.}")
    edit(second, f"{FORMER} [c1].", f"{NEXT} [c1].")
    own = Path(__file__).parents[2] / "templates/assets"
    (second / "templates/assets").mkdir(parents=True)
    for name in ("pages.css", "frame.js", "search.js", "search.css"):
        changed = (own / name).read_text(encoding="utf-8") + "\n/* changed */\n"
        (second / "templates/assets" / name).write_text(changed, encoding="utf-8")
    assert edition.release(second / "mkdocs.yml", now=MOMENT).done
    return Roots(first, second)


@dataclass(frozen=True, slots=True)
class Live:
    """A folder that nginx serves, and how the site gets there."""

    roots: Roots
    top: Path
    mount: Mount

    def publish(self, root: Path) -> None:
        """As an editor does it: `briefpress publish FOLDER`."""
        done = run(root, "publish", str(self.top), "--now", NOW)
        assert done.returncode == 0, done.stdout + done.stderr

    @property
    def shown(self) -> published.Edition:
        """What the live edition's manifest tells of."""
        return published.parse((self.top / "current" / published.MANIFEST).read_bytes())


@pytest.fixture
def live(roots: Roots, tmp_path: Path) -> Iterator[Live]:
    """The first edition, published."""
    top = tmp_path / "www"
    with served(top / "current", tmp_path / "nginx") as address:
        made = Live(roots, top, Mount(address, top / "current"))
        made.publish(roots.first)
        yield made


@contextmanager
def asked(page: Page) -> Iterator[dict[str, int]]:
    """What the page asks for meanwhile: path below the site -> status."""
    seen: dict[str, int] = {}

    def note(response: Response) -> None:
        seen[urlsplit(response.url).path[1:]] = response.status

    page.on("response", note)
    yield seen
    page.remove_listener("response", note)


def gone(former: published.Edition, new: published.Edition) -> set[str]:
    """The files of the former edition that the new one has not."""
    return set(former.files.keys() - new.files.keys())


def followed(tab: Tab, to: str) -> None:
    """The page behind the result is that of the next edition, and all of it could be had."""
    with tab.page.expect_navigation(url=re.compile(to)):
        tab.page.keyboard.press("Enter")
    expect(tab.page.get_by_text(NEXT)).to_be_visible()
    tab.page.wait_for_load_state("networkidle")
    assert tab.seen.faults == []


def test_a_search_begun_before_a_publish_goes_on_after_it(live: Live, page: OpenPage) -> None:
    """The reader has put the cursor into the field: the page knows the former index, and asks for more of it."""
    former = live.shown
    tab = page(live.mount, PAGE)
    with tab.page.expect_response(re.compile(r"\.pf_meta$")):
        tab.page.keyboard.press("/")
    tab.page.wait_for_load_state("networkidle")
    live.publish(live.roots.second)
    with asked(tab.page) as seen:
        tab.page.keyboard.type("cleaners")
        expect(tab.page.locator(".bp-hit__title").first).to_be_visible()
    missing_now = gone(former, live.shown)
    assert any(path.endswith(".pf_index") for path in seen.keys() & missing_now)
    assert any(path.endswith(".pf_fragment") for path in seen.keys() & missing_now)
    assert set(seen.values()) == {200}
    expect(tab.page.get_by_text(FORMER).first).to_be_visible()
    tab.page.keyboard.press("ArrowDown")
    followed(tab, f"{PAGE}$")


def test_a_search_begun_after_a_publish_finds_what_is_live(live: Live, page: OpenPage) -> None:
    """The script of the former page asks which parts the index has now."""
    tab = page(live.mount, PAGE)
    live.publish(live.roots.second)
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("two hours")
    expect(tab.page.locator(".bp-hit").filter(has_text="two hours").first).to_be_visible()
    tab.page.keyboard.press("ArrowDown")
    followed(tab, f"{PAGE}$")


def test_a_facet_chosen_after_a_publish(live: Live, page: OpenPage) -> None:
    """On the page /search/, which stays open, words and a filter."""
    former = live.shown
    tab = page(live.mount, "search/")
    expect(tab.page.locator(".bp-find__hits h3").first).to_be_visible()
    tab.page.wait_for_load_state("networkidle")
    live.publish(live.roots.second)
    with asked(tab.page) as seen:
        tab.page.get_by_label("Words to find").fill("statement")
        expect(tab.page.locator(".bp-find__hits mark").first).to_be_visible()
        tab.page.get_by_role("checkbox", name="2026").check()
        expect(tab.page.locator("#bp-search-page [role=status]")).to_have_text("1 result for “statement”")
    assert seen.keys() & gone(former, live.shown)
    assert set(seen.values()) == {200}
    tab.page.locator(".bp-find__hits h3 a").first.focus()
    followed(tab, f"{PAGE}$")


def test_a_page_that_arrives_while_the_edition_is_switched(live: Live, page: OpenPage) -> None:
    """Its HTML is of the former edition; before it has asked for anything else, the next one is live."""
    former = live.shown
    tab = page(live.mount)
    switched: list[str] = []

    def late(route: Route) -> None:
        if not switched:
            switched.append(route.request.url)
            live.publish(live.roots.second)
        route.continue_()

    tab.page.route(re.compile(r"/assets/"), late)
    with asked(tab.page) as seen:
        tab.go(PAGE)
        tab.page.wait_for_load_state("networkidle")
    assert switched
    assert any(path.endswith(".css") for path in seen.keys() & gone(former, live.shown))
    expect(tab.page.locator("main")).to_contain_text(FORMER)
    expect(tab.page.locator("main")).not_to_contain_text(NEXT)
    assert tab.seen.faults == []


@pytest.mark.parametrize("at", [PAGE, "search/"])
def test_where_nothing_stays_the_search_begins_anew(live: Live, page: OpenPage, at: str) -> None:
    """Hosts that deploy artifacts keep nothing, and two editions later nothing is left anywhere."""
    tab = page(live.mount, at)
    with tab.page.expect_response(re.compile(r"\.pf_meta$")):
        tab.page.keyboard.press("/") if at == PAGE else tab.page.reload()
    tab.page.wait_for_load_state("networkidle")
    live.publish(live.roots.second)
    current = live.top / "current"
    for path in published.parse((current / published.FORMER).read_bytes()).files:
        (current / path).unlink()
    tab.page.keyboard.type("two hours")
    expect(tab.page.locator(".bp-hit").filter(has_text="two hours").first).to_be_visible()
