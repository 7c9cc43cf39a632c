"""Every page of the first edition is HTML without a parse error, and says what it is made of."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest

Pages = dict[str, tuple[ET.Element, list[str]]]
HEADING = re.compile(r"h[1-6]")
SVG_USE = "{http://www.w3.org/2000/svg}use"
"""Its `href` names a shape to draw; it leads nowhere."""
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers")


@pytest.fixture(scope="module")
def pages(built: Path) -> Pages:
    """Path -> root element and parse errors, as an HTML5 parser sees them."""
    return {
        file.relative_to(built).as_posix(): parsed(file.read_bytes())
        for file in sorted(built.rglob("*.html"))
    }


def parsed(html: bytes) -> tuple[ET.Element, list[str]]:
    """The tree, and where the parser found what HTML5 calls a parse error."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root = parser.parse(html)
    return root, [f"{place}: {code} {data}" for place, code, data in parser.errors]


def elements(root: ET.Element, name: str | None = None) -> Iterator[ET.Element]:
    """All elements; what is not one, a comment, has a function for its name."""
    return (element for element in root.iter(name) if not callable(element.tag))


def words(element: ET.Element) -> str:
    """The text in an element, spaces folded."""
    return " ".join("".join(element.itertext()).split())


def test_there_is_something_to_look_at(pages: Pages) -> None:
    kinds = {path.split("/")[0] for path in pages}
    wanted = {
        "index.html",
        "404.html",
        "briefings",
        "digests",
        "topics",
        "organisations",
        "affected",
        "takeaways",
    }
    assert wanted | {"search", "about", "method"} <= kinds


def test_no_page_has_a_parse_error(pages: Pages) -> None:
    assert {path: errors for path, (_, errors) in pages.items() if errors} == {}


def test_ids_are_unique_and_what_refers_to_them_finds_them(pages: Pages) -> None:
    found = []
    for path, (root, _) in pages.items():
        ids = Counter(element.attrib["id"] for element in elements(root) if "id" in element.attrib)
        found += [f"{path}: id {name!r} twice" for name, count in ids.items() if count > 1]
        found += [
            f"{path}: an empty id, or one with a space: {name!r}"
            for name in ids
            if not re.fullmatch(r"\S+", name)
        ]
        found += [
            f"{path}: {key}={name!r} refers to nothing"
            for element in elements(root)
            for key in REFERENCES
            for name in element.get(key, "").split()
            if name not in ids
        ]
    assert found == []


def test_one_first_heading_and_no_jump_below_it(pages: Pages) -> None:
    found = []
    for path, (root, _) in pages.items():
        headings = [element for element in elements(root) if HEADING.fullmatch(element.tag)]
        levels = [int(heading.tag[1]) for heading in headings]
        if levels[:1] != [1] or levels.count(1) != 1:
            found.append(f"{path}: headings begin {levels[:3]}, {levels.count(1)} of them h1")
        found += [
            f"{path}: h{before} is followed by h{after} {words(heading)!r}"
            for before, after, heading in zip(levels, levels[1:], headings[1:], strict=False)
            if after > before + 1
        ]
        found += [f"{path}: an empty heading" for heading in headings if not words(heading)]
    assert found == []


def test_every_page_names_its_language(pages: Pages) -> None:
    assert {path: root.get("lang") for path, (root, _) in pages.items() if root.get("lang") != "en-GB"} == {}


def test_tables_have_headers_that_say_what_they_head(pages: Pages) -> None:
    """A Markdown table has one row of headers over plain columns: there HTML itself tells what they head."""
    found = []
    for path, (root, _) in pages.items():
        for table in elements(root, "table"):
            headers = list(elements(table, "th"))
            plain = not any(
                {"colspan", "rowspan"} & set(cell.keys()) for cell in elements(table)
            ) and headers == list(table.iterfind("thead/tr/th"))
            if not headers:
                found.append(f"{path}: a table without headers")
            if not plain:
                found += [f"{path}: th {words(th)!r} without scope" for th in headers if not th.get("scope")]
            found += [f"{path}: an empty th" for th in headers if not words(th)]
    assert found == []


def test_images_say_what_they_show(pages: Pages) -> None:
    found = [(path, image.attrib) for path, (root, _) in pages.items() for image in elements(root, "img")]
    assert [(path, attributes) for path, attributes in found if "alt" not in attributes] == []


def test_links_and_buttons_have_a_name(pages: Pages) -> None:
    found = [
        f"{path}: {element.tag} {element.attrib}"
        for path, (root, _) in pages.items()
        for element in elements(root)
        if (element.tag == "button" or "href" in element.attrib)
        and element.tag not in ("link", SVG_USE)
        and not (element.get("aria-label") or words(element))
    ]
    assert found == []


def test_every_page_has_a_title_and_a_description_of_its_own(pages: Pages) -> None:
    titles: Counter[str] = Counter()
    for path, (root, _) in pages.items():
        if path.endswith("/mail.html"):  # no page of the site, but a file to send
            continue
        title = words(root.findall("head/title")[0])
        about = {
            meta.get("name") or meta.get("property"): meta.get("content") for meta in elements(root, "meta")
        }
        assert title, path
        assert about["description"], path
        assert about["og:title"], path
        assert about["og:description"], path
        titles[title] += 1
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_slot_is_left_empty_handed(built: Path) -> None:
    left = [
        file
        for file in built.rglob("*.html")
        if re.search(rb"bpslot-\w+-9f3a|<!-- briefpress:", file.read_bytes())
    ]
    assert left == []
