"""Every address in the built first edition leads somewhere, below whatever path the site is put."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

SITE = "https://briefpress.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ADDRESSES = ("href", "src", "action", "poster", "data", "formaction", "data-base", "cite")
ABSOLUTE = ("canonical", "cite-as", "og:url", "og:image")
MAIL = "/mail.html"
"""The e-mail edition of a digest is read elsewhere: its links are absolute, and it is no page of the site."""
LEADS_ON = re.compile(r"(.+)/v/1/index\.html")
"""The address of the present version: it leads on to the page itself."""
OUTWARD = {"a", "blockquote", "q"}
"""What may name another origin: nothing of these is loaded."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a page: the element that has it, and its relation (`rel`) if it names one."""

    element: str
    rel: str
    address: str


@dataclass(slots=True)
class Page:
    """What a page links to and can be linked at."""

    ids: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    noindex: bool = False


class Reader(HTMLParser):
    """Collects into `page`."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes ids and addresses."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.page.ids.add(given["id"])
        found = [given[name] for name in ADDRESSES if name in given]
        found += [part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()]
        rel = given.get("rel", "")
        if tag == "meta":
            about, content = (
                given.get("property", given.get("name", given.get("http-equiv", ""))),
                given.get("content", ""),
            )
            found = [content] if about in ("og:url", "og:image") else []
            rel = about
            self.page.noindex |= about == "robots" and "noindex" in content
        self.page.links += [Link(tag, rel, address) for address in found]


def read(html: str) -> Page:
    """The links and ids of a page."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.page


Pages = Mapping[str, Page]


@pytest.fixture(scope="module")
def pages(built: Path) -> Pages:
    """Path of each HTML file -> what was read in it."""
    return {
        file.relative_to(built).as_posix(): read(file.read_text(encoding="utf-8"))
        for file in sorted(built.rglob("*.html"))
    }


def place(path: str) -> str:
    """The public address of a file."""
    return SITE + (path.removesuffix("index.html") if path.endswith("index.html") else path)


def target(built: Path, address: str) -> str:
    """The file behind an absolute address of the site, or why there is none."""
    path = unquote(urlsplit(address).path).removeprefix("/")
    if path.endswith("/.") or path == ".":
        path = path[:-1]
    if path == "" or path.endswith("/"):
        path += "index.html"
    return path if (built / path).is_file() else ""


def resolved(pages: Pages) -> Iterator[tuple[str, Link, str]]:
    """Every link of every page: where it stands, the link, the absolute address it means."""
    for path, page in pages.items():
        for link in page.links:
            yield path, link, urljoin(place(path), link.address)


def ids(file: str, pages: Pages) -> set[str]:
    """What a page can be linked at; the address of the present version leads on, with the fragment."""
    return pages[file].ids or pages[re.sub(r"v/\d+/index\.html$", "index.html", file)].ids


def test_every_link_leads_to_a_file_and_every_fragment_to_an_id(built: Path, pages: Pages) -> None:
    found = []
    for path, link, address in resolved(pages):
        if not address.startswith(SITE):
            continue
        file = target(built, address)
        fragment = unquote(urlsplit(address).fragment)
        if not file:
            found.append(f"{path}: {link.address} leads to nothing")
        elif fragment and file.endswith(".html") and fragment not in ids(file, pages):
            found.append(f"{path}: {link.address}: no such id in {file}")
        elif link.address in ("", "#") and link.element == "a":
            found.append(f"{path}: a link without an address")
    assert found == []


def test_nothing_is_loaded_from_elsewhere(pages: Pages) -> None:
    found = [
        f"{path}: <{link.element}> {address}"
        for path, link, address in resolved(pages)
        if not address.startswith(SITE)
        and link.element not in OUTWARD
        and not link.address.startswith("data:image/")
    ]
    assert found == []


def test_links_to_other_places_are_plain_web_and_mail_addresses(pages: Pages) -> None:
    found = {
        (path, address)
        for path, link, address in resolved(pages)
        if not address.startswith(SITE) and urlsplit(address).scheme not in ("https", "mailto", "data")
    }
    assert found == set()


def test_no_address_of_a_page_begins_with_a_slash(pages: Pages) -> None:
    """It would leave a site that lies below a path. The 404 page stands at any depth and cannot do otherwise."""
    found = [
        f"{path}: {link.address}"
        for path, page in pages.items()
        for link in page.links
        if link.address.startswith("/") and path != "404.html"
    ]
    assert found == []


def test_absolute_addresses_of_the_site_stand_only_where_machines_want_them(pages: Pages) -> None:
    found = [
        f"{path}: <{link.element} {link.rel}> {link.address}"
        for path, page in pages.items()
        for link in page.links
        if link.address.startswith(SITE) and link.rel not in ABSOLUTE and not path.endswith(MAIL)
    ]
    assert found == []


def test_canonical_addresses_are_the_pages_own(pages: Pages) -> None:
    for path, page in pages.items():
        if path.endswith(MAIL):
            continue
        canonical = [link.address for link in page.links if link.rel in ("canonical", "og:url")]
        if leads_on := LEADS_ON.fullmatch(path):
            assert canonical == [place(f"{leads_on[1]}/index.html")], path
        else:
            assert canonical == ([] if path == "404.html" else [place(path)] * 2), path


def test_styles_name_files_beside_them(built: Path) -> None:
    found = []
    for file in sorted(built.rglob("*.css")):
        text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        named = [
            first or second
            for first, second in re.findall(r'url\(\s*["\']?([^"\')]+)|@import\s+["\']([^"\']+)', text)
        ]
        for address in named:
            outside = address.startswith(("/", "http:", "https:", "//"))
            missing = (
                not address.startswith(("data:", "#"))
                and not (file.parent / urlsplit(address).path).is_file()
            )
            found += [f"{file.relative_to(built)}: {address}"] if outside or missing else []
    assert found == []


def test_scripts_hold_no_address_that_begins_with_a_slash(built: Path) -> None:
    """Also none of another origin that would be fetched: namespaces and notices are all that remains.

    Pagefind's own scripts hold a place to fall back on, which they use only when they cannot tell where they lie.
    """
    rooted = re.compile(r"""["'`]/[A-Za-z0-9_.]""")
    elsewhere = re.compile(
        r"""(?:fetch|import|importScripts|open|src\s*=|href\s*=)\(?\s*["'`](?:https?:)?//[^"'`]+"""
    )
    found = []
    for file in sorted(built.rglob("*.js")):
        text = file.read_text(encoding="utf-8")
        found += [
            f"{file.relative_to(built)}: {text[m.start() :][:60]}"
            for m in rooted.finditer(text.replace('"/pagefind/"', ""))
        ]
        found += [f"{file.relative_to(built)}: {m[0]}" for m in elsewhere.finditer(text)]
    assert found == []


def test_every_page_can_be_reached_from_home(built: Path, pages: Pages) -> None:
    linked: dict[str, set[str]] = {path: set() for path in pages}
    for path, link, address in resolved(pages):
        if link.element == "a" and address.startswith(SITE):
            linked[path].add(target(built, address))
    seen, rest = {"index.html"}, ["index.html"]
    while rest:
        for file in linked[rest.pop()] & pages.keys() - seen:
            seen.add(file)
            rest.append(file)
    assert sorted(pages.keys() - seen - {"404.html"}) == []


def test_the_sitemap_holds_every_page_that_may_be_indexed(built: Path, pages: Pages) -> None:
    root = ET.fromstring((built / "sitemap.xml").read_bytes())
    listed = [entry.text or "" for entry in root.iter(f"{SITEMAP}loc")]
    assert listed == sorted(set(listed))
    assert set(listed) == {place(path) for path, page in pages.items() if not page.noindex}
    assert f"Sitemap: {SITE}sitemap.xml" in (built / "robots.txt").read_text(encoding="utf-8").splitlines()


def test_the_feed_leads_to_pages(built: Path, pages: Pages) -> None:
    root = ET.fromstring((built / "feed.xml").read_bytes())
    addresses = [link.attrib["href"] for link in root.iter(f"{ATOM}link")]
    addresses += [
        urljoin(SITE, link.address)
        for content in root.iter(f"{ATOM}content")
        for link in read(content.text or "").links
    ]
    assert len(addresses) > 10
    own = [address for address in addresses if address.startswith(SITE)]
    assert [address for address in own if not target(built, address)] == []
    lost = [
        a for a in own if urlsplit(a).fragment and urlsplit(a).fragment not in ids(target(built, a), pages)
    ]
    assert lost == []


def test_twins_stand_where_pages_say(built: Path, pages: Pages) -> None:
    twins = [
        (path, link.address)
        for path, page in pages.items()
        for link in page.links
        if link.element == "link"
        and link.rel.startswith("alternate")
        and link.address in ("index.json", "index.md")
    ]
    assert len({path for path, _ in twins}) >= 4
    assert all(re.fullmatch(r"(briefings|digests)/\d{4}/[a-z0-9-]+/index\.html", path) for path, _ in twins)
    for path, _ in twins:
        twin = json.loads((built / path).with_name("index.json").read_text(encoding="utf-8"))
        assert twin["title"] in (built / path).with_name("index.md").read_text(encoding="utf-8")


def test_the_search_names_its_parts_beside_it(built: Path) -> None:
    named = json.loads((built / "search/bundle.json").read_text(encoding="utf-8"))["parts"]
    assert named
    for part in named:
        assert {"pagefind-entry.json", "pagefind-worker.js"} <= {f.name for f in (built / part).iterdir()}
