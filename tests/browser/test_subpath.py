"""The first edition below a path, on a host that knows neither `_headers` nor `_redirects`, as GitHub Pages is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NOW, ROOT, Mount, OpenPage, Server
from tests.integration import test_links as links
from tests.once import made_once

pytestmark = pytest.mark.browser

PATH = "/some/repo/"
PUBLIC = f"https://somebody.example{PATH}"
BRIEFING = "briefings/2026/amazon-mgm-openai-film/"
DIGEST = "digests/2026/film-data-centres-and-employee-data/"
PAGES = (
    "",
    BRIEFING,
    DIGEST,
    "topics/",
    "topics/generative-ai/",
    "affected/",
    "takeaways/",
    "search/",
    "about/",
)
UNSTYLED = "rgba(0, 0, 0, 0)"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="session")
def below(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Mount:
    """The first edition, built for an address with a path and served below that path."""
    return server(made_once(tmp_path_factory, "below", _build) / "site", PATH)


def _build(folder: Path) -> None:
    root, site = folder / "root", folder / "site"
    for name in ("briefings", "docs", "templates"):
        shutil.copytree(ROOT / name, root / name)
    config, changed = re.subn(
        r"^site_url: .*$",
        f"site_url: {PUBLIC}",
        (ROOT / "mkdocs.yml").read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    assert changed == 1
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    program = Path(sys.executable).with_name("briefpress")
    command = [str(program), "build", "--site-dir", str(site), "--now", NOW]
    made = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr


def addresses(mount: Mount) -> Iterator[tuple[str, str]]:
    """Every address that a reader's browser could follow: the file it stands in, and where it leads when served."""
    for file in sorted(mount.folder.rglob("*.html")):
        path = file.relative_to(mount.folder).as_posix()
        for link in links.read(file.read_text(encoding="utf-8")).links:
            if link.rel not in ("canonical", "og:url", "og:image"):
                yield path, urljoin(mount.url + path.removesuffix("index.html"), link.address)


def lies_in(mount: Mount, address: str) -> bool:
    """Whether the server has an answer for the address."""
    if not address.startswith(mount.url):
        return False
    path = re.sub(r"(^|/)\.$", r"\1", unquote(urlsplit(address).path).removeprefix(PATH))
    return (mount.folder / (f"{path}index.html" if path.endswith("/") or not path else path)).is_file()


def test_every_address_stays_below_the_path(below: Mount) -> None:
    found = [(path, address) for path, address in addresses(below) if address.startswith(below.origin)]
    assert len(found) > 1000
    assert [(path, address) for path, address in found if not lies_in(below, address)] == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_all_that_it_asks_for(below: Mount, look: OpenPage, address: str) -> None:
    tab = look(below, address)
    tab.page.wait_for_load_state("load")
    expect(tab.page.locator("h1")).to_be_visible()
    expect(tab.page.locator("header.md-header")).not_to_have_css("background-color", UNSTYLED)
    assert tab.seen.faults == []


def test_a_missing_page_three_levels_deep_has_styles_and_leads_home(below: Mount, page: OpenPage) -> None:
    tab = page(below)
    with tab.page.expect_response(f"{below.url}no/such/page/") as answer:
        tab.go("no/such/page/")
    assert answer.value.status == 404
    expect(tab.page.locator("h1")).to_have_text("Page not found")
    expect(tab.page.locator("header.md-header")).not_to_have_css("background-color", UNSTYLED)
    assert tab.seen.elsewhere == []
    assert tab.seen.failed == [f"404 {below.url}no/such/page/"]
    hrefs: list[str] = tab.page.locator("a[href]").evaluate_all(
        "all => all.map(one => one.href.split('#')[0])"
    )
    own = {href for href in hrefs if href.startswith(below.origin)} - {f"{below.url}no/such/page/"}
    assert own
    assert [href for href in own if not lies_in(below, href)] == []
    tab.page.locator("article").get_by_role("link", name="Home").click()
    expect(tab.page).to_have_url(re.compile(f"^{re.escape(below.url)}$"))
    expect(tab.page.locator("h1")).not_to_have_text("Page not found")


def test_the_way_from_home_to_a_quotation(below: Mount, page: OpenPage) -> None:
    tab = page(below)
    tab.page.get_by_label("Sections", exact=True).get_by_role("link", name="Topics").click()
    expect(tab.page).to_have_url(f"{below.url}topics/")
    tab.page.locator("article").get_by_role("link", name="Generative AI").first.click()
    expect(tab.page).to_have_url(f"{below.url}topics/generative-ai/")
    tab.page.locator(f"article a[href$='{BRIEFING}']").first.click()
    expect(tab.page).to_have_url(f"{below.url}{BRIEFING}")
    tab.page.locator("#c1 summary").first.click()
    expect(tab.page.locator("#c1 blockquote").first).to_be_visible()
    assert tab.seen.faults == []


def test_the_search_finds_and_leads_to_the_page(below: Mount, page: OpenPage) -> None:
    tab = page(below, "search/?q=training+data")
    first = tab.page.locator(".bp-find__hits h3 a").first
    expect(first).to_be_visible()
    target = first.evaluate("one => one.href.split(/[?#]/)[0]")
    assert lies_in(below, target)
    first.click()
    expect(tab.page).to_have_url(re.compile(f"^{re.escape(target)}"))
    assert tab.seen.faults == []


def test_the_feed_names_public_addresses_that_exist(below: Mount, page: OpenPage) -> None:
    tab = page(below, BRIEFING)
    href = tab.page.locator("link[type='application/atom+xml']").first.evaluate("one => one.href")
    assert href == f"{below.url}feed.xml"
    root = ET.fromstring(tab.page.request.get(href).body())
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) >= 3
    named = [link.attrib["href"] for link in root.iter(f"{ATOM}link")]
    assert [address for address in named if not address.startswith(PUBLIC)] == []
    assert [a for a in named if not lies_in(below, a.replace(PUBLIC, below.url))] == []


@pytest.mark.parametrize("address", [BRIEFING, DIGEST])
def test_twins_are_where_the_page_says(below: Mount, page: OpenPage, address: str) -> None:
    tab = page(below, address).page
    title = tab.locator("h1").inner_text()
    twins = {
        str(link.get_attribute("type")): str(link.evaluate("one => one.href"))
        for link in tab.locator("link[rel~=alternate][href^=index]").all()
    }
    assert twins == {
        "application/json": f"{below.url}{address}index.json",
        "text/markdown": f"{below.url}{address}index.md",
    }
    found = json.loads(tab.request.get(twins["application/json"]).body())
    assert found["title"] == title
    assert tab.request.get(twins["text/markdown"]).text().startswith("---\n")


def test_a_plain_host_is_told_to_leave_the_files_alone(below: Mount) -> None:
    assert (below.folder / ".nojekyll").is_file()
    canonical = re.search(
        r'rel="canonical" href="([^"]+)"', (below.folder / BRIEFING / "index.html").read_text()
    )
    assert canonical
    assert canonical[1] == PUBLIC + BRIEFING
    assert f"Sitemap: {PUBLIC}sitemap.xml" in (below.folder / "robots.txt").read_text(encoding="utf-8")
