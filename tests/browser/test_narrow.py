"""What a phone has no room for: tables of several columns, long names of sites, and landmarks nobody named."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from tests.browser import axe
from tests.browser.conftest import NOW, ROOT, OpenPage, Server
from tests.browser.test_pages import settled, sideways, unfold

pytestmark = pytest.mark.browser

NAMES = (
    "Specimen: nothing here is real",
    "The Quillham and Port Ellerby record of disputed decisions, by neighbours",
)


def width(part: Locator) -> float:
    box = part.bounding_box()
    assert box is not None
    return box["width"]


@pytest.mark.parametrize(
    "address", ["takeaways/", "sources/", "corrections/", "briefings/2026/shift-planning-decision/"]
)
def test_a_page_of_the_specimen_is_sound_on_a_phone_and_beside_a_wide_table(
    specimen_site: Path, server: Server, look: OpenPage, address: str
) -> None:
    """Its words and names are longer than those of the first edition: grades in two lines, links above links."""
    tab = look(server(specimen_site), address, width=1280, height=640)
    settled(tab, "")
    assert sideways(tab.page) + axe.violations(tab.page) == []
    tab.page.set_viewport_size({"width": 320, "height": 640})
    folded = sideways(tab.page)
    unfold(tab.page)
    assert folded + sideways(tab.page) + axe.violations(tab.page) == []
    tab.page.set_viewport_size({"width": 360, "height": 640})
    assert sideways(tab.page) + axe.violations(tab.page) == []
    assert tab.seen.faults == []


@pytest.mark.parametrize("address", ["corrections/", "topics/"])
def test_a_table_is_a_list_whose_cells_name_their_columns(
    specimen_site: Path, server: Server, page: OpenPage, address: str
) -> None:
    tab = page(server(specimen_site), address, width=360).page
    table = tab.locator(".bp-stacked").first
    heads = [head for head in table.locator("thead th").all_text_contents() if head]
    cells = table.locator("tbody tr").first.locator("td")
    assert [cell.get_attribute("data-name") for cell in cells.all()] == heads[1:]
    assert min(width(cell) for cell in cells.all()) > 280
    assert table.get_by_role("columnheader").count() == len(heads)


@pytest.mark.parametrize("name", NAMES)
def test_a_long_name_is_told_whole(
    specimen_site: Path, server: Server, page: OpenPage, tmp_path: Path, name: str
) -> None:
    """Below the header's own height, so that nothing under it moves. The first is that of the specimen itself."""
    folder = specimen_site if name == NAMES[0] else named(name, tmp_path)
    assert name in (folder / "index.html").read_text(encoding="utf-8")
    tab = page(server(folder), "topics/", width=360).page
    told = tab.locator(".bp-name span")
    assert told.inner_text() == name
    cut = told.evaluate("(e) => e.scrollHeight - e.clientHeight > 1 || e.scrollWidth - e.clientWidth > 1")
    assert not cut
    height = tab.locator(".md-header").bounding_box()
    assert height is not None
    assert height["height"] <= 50


def named(name: str, folder: Path) -> Path:
    """The specimen, built under another name."""
    shutil.copytree(ROOT / "examples" / "specimen", folder / "specimen")
    config = folder / "specimen" / "mkdocs.yml"
    config.write_text(
        re.sub(r"(?m)^site_name: .*", f'site_name: "{name}"', config.read_text(encoding="utf-8"))
    )
    command = Path(sys.executable).with_name("briefpress")
    site = folder / "site"
    subprocess.run(
        [command, "build", "-f", config, "--site-dir", site, "--now", NOW], capture_output=True, check=True
    )
    return site


def test_the_buttons_of_examples_are_no_landmarks(site: Path, server: Server, page: OpenPage) -> None:
    tab = page(server(site), "guide/").page
    tab.locator(".md-code__nav").first.wait_for(state="attached")
    assert tab.locator(".md-code__nav").count() > 3
    assert tab.locator(".md-code__nav:not([role=none])").count() == 0


def test_the_email_edition_has_a_main_landmark(site: Path, server: Server, page: OpenPage) -> None:
    tab = page(server(site), "digests/2026/film-data-centres-and-employee-data/mail.html").page
    assert tab.get_by_role("main").locator("h1").count() == 1
