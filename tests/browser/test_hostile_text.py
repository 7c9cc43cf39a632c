"""Text that tries to be something else stays text: in pages, twins and the feed, with the rules and without them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest
from playwright.sync_api import Dialog

from tests.browser import hostile
from tests.browser.conftest import NOW, Mount, OpenPage, Server

ONE, DIGEST = "briefings/2026/one-hostile/", "digests/2026/both-hostile/"
PAGES = (
    "",
    "briefings/",
    ONE,
    DIGEST,
    "topics/hostile-topic/",
    "organisations/hostile-organisation/",
    "principles/hostile-principle/",
    "affected/",
    "affected/hostile-group/",
    "takeaways/",
    "questions/",
    "watch/",
    "sources/",
)
ATOM = "{http://www.w3.org/2005/Atom}"
HANDLERS = re.compile(r"on[a-z]+")
SCRIPTING = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a site root."""
    program = str(Path(sys.executable).with_name("briefpress"))
    command = [program, *arguments, "--now", NOW]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of words that the rules accept, built by the command."""
    root = hostile.root(tmp_path_factory.mktemp("quiet"), hostile.quiet)
    made = run(root, "build")
    assert made.returncode == 0, made.stdout + made.stderr
    return root / "site"


@pytest.fixture(scope="module")
def loud(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of what the rules refuse, drawn past them."""
    folder = tmp_path_factory.mktemp("loud")
    bad = hostile.BAD_ADDRESSES[0]
    root = hostile.root(folder / "root", hostile.loud, hostile.WORSE_BODY, bad)
    return hostile.drawn_unchecked(root, folder / "site", datetime.fromisoformat(NOW))


@pytest.fixture(params=["quiet", "loud"])
def made(request: pytest.FixtureRequest) -> Path:
    """Either site."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


# ── what the files hold ───────────────────────────────────────────────────────────────────────────────


def parsed(html: str) -> tuple[ET.Element, list[str]]:
    """The tree of a page and its parse errors."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root: ET.Element = parser.parse(html)
    return root, [f"{place}: {code} {data}" for place, code, data in parser.errors]


def harm(root: ET.Element) -> list[str]:
    """Elements and attributes that no text of a briefing may become; scripts of the frame are known by their place."""
    found = []
    for element in root.iter():
        if callable(element.tag):
            continue
        found += [f"<{element.tag} {name}>" for name in element.attrib if HANDLERS.fullmatch(name)]
        found += [
            f"<{element.tag} {name}={value}>"
            for name, value in element.attrib.items()
            if name in ("href", "src", "action", "formaction", "data") and SCRIPTING.match(value)
        ]
        if element.tag == "script" and not _is_data(element) and "__hit" in "".join(element.itertext()):
            found.append("<script> of ours")
    return found


def _is_data(element: ET.Element) -> bool:
    """True for a script element that browsers do not run, and whose text is one whole value."""
    if element.get("type") != "application/ld+json":
        return False
    return isinstance(json.loads("".join(element.itertext())), dict)


def test_pages_parse_and_hold_no_markup_from_text(made: Path) -> None:
    found = {}
    for file in sorted(made.rglob("*.html")):
        root, errors = parsed(file.read_text(encoding="utf-8"))
        article = root.find(".//article")
        if article is None:  # an e-mail, or a page that leads on
            article = root.find("body")
        assert article is not None
        faults = [*errors, *harm(root)]
        faults += [
            f"<{e.tag}>"
            for e in article.iter()
            if not _is_data(e) and e.tag in ("script", "style", "iframe", "object", "textarea")
        ]
        faults += [
            f"<img {e.get('src')}>" for e in article.iter("img") if re.match(r"\w+:|//", e.get("src", ""))
        ]
        if faults:
            found[file.relative_to(made).as_posix()] = faults
    assert found == {}


def test_marks_are_followed_by_their_text_as_it_was_written(made: Path) -> None:
    """Nothing was evaluated, stripped or escaped twice; a name that was cut short ends in an ellipsis."""
    marks = set()
    for file in sorted(made.rglob("*.html")):
        root, _ = parsed(file.read_text(encoding="utf-8"))
        words = " ".join(root.itertext()) + " ".join(v for e in root.iter() for v in e.attrib.values())
        for mark, following in re.findall(r"mark(\d+)x(\S*\s+\S+|\S*…)", words):
            number = int(mark)
            assert following.strip(" \n…\"'”“").startswith("{{7*7}}") or "…" in following or number >= 900, (
                file,
                following,
            )
            marks.add(number)
    assert {900, 901, 902, 903} <= marks
    assert len(marks) > 100, "most fields are printed somewhere"


def test_no_template_was_evaluated(made: Path) -> None:
    for file in sorted(made.rglob("*")):
        if file.suffix in (".html", ".json", ".md", ".xml"):
            assert not re.search(r"mark\d+x\s+49", file.read_text(encoding="utf-8")), file


def test_twins_hold_the_words_unchanged(made: Path) -> None:
    whole = {"quiet": hostile.quiet, "loud": hostile.loud}
    for address in (ONE, DIGEST):
        twin: dict[str, Any] = json.loads((made / address / "index.json").read_text(encoding="utf-8"))
        found = set(hostile.texts(twin))
        marks = {mark for text in found for mark in re.findall(r"mark\d+x", text)}
        assert len(marks) > 30
        of = whole["loud" if hostile.TAGS in twin["title"] else "quiet"]
        assert twin["title"] == of(_mark(twin["title"]))
        assert any(text == f"{of(_mark(text))}?" for text in found if text.endswith("?") and "mark" in text)
        markdown = (made / address / "index.md").read_text(encoding="utf-8")
        assert markdown.startswith("---\n")


def _mark(text: str) -> str:
    found = re.search(r"mark\d+x", text)
    assert found is not None
    return found[0]


def test_the_feed_is_xml_whose_html_holds_no_harm(made: Path) -> None:
    root = ET.fromstring((made / "feed.xml").read_bytes())
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 3
    for entry in entries:
        title = entry.find(f"{ATOM}title")
        assert title is not None
        assert "{{7*7}} {% raise %}" in (title.text or "")
        for content in (*entry.iter(f"{ATOM}content"), *entry.iter(f"{ATOM}summary")):
            if content.get("type") == "html":
                tree, _ = parsed(f"<!doctype html><title>x</title>{content.text}")
                assert harm(tree) == []
                assert [e.tag for e in tree.iter() if e.tag in ("script", "iframe", "object", "style")] == []
                images = [e.get("src", "") for e in tree.iter("img")]
                assert [src for src in images if not src.startswith("https://hostile.example/images/")] == []
    ET.fromstring((made / "sitemap.xml").read_bytes())


# ── what Chromium makes of them ───────────────────────────────────────────────────────────────────────


@pytest.mark.browser
def test_nothing_of_it_runs(made: Path, server: Server, page: OpenPage) -> None:
    mount = server(made)
    tab = page(mount)
    dialogs: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    tab.page.on("dialog", dismissed)
    for address in PAGES:
        tab.go(address)
        tab.page.wait_for_load_state("load")
        tab.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert tab.page.evaluate("window.__hit") is None, address
        assert tab.page.title().endswith("Hostile"), address
        assert tab.page.locator("article h1").count() == 1, address
        assert (
            tab.page.locator("a[href^='javascript:' i], a[href^='data:' i], [onerror], [onload]").count() == 0
        )
    assert dialogs == []
    assert tab.seen.faults == []


@pytest.mark.browser
def test_the_title_is_shown_as_it_was_written(made: Path, server: Server, page: OpenPage) -> None:
    shown = page(server(made), ONE).page.locator("h1").inner_text()
    twin = json.loads((made / ONE / "index.json").read_text(encoding="utf-8"))
    assert shown == twin["title"]


@pytest.mark.browser
def test_a_search_result_is_text(quiet: Path, server: Server, page: OpenPage) -> None:
    mount: Mount = server(quiet)
    tab = page(mount, "search/?q=<img src=x onerror=window.__hit=1>{{7*7}}+raise")
    tab.go("search/?q=raise")
    hits = tab.page.locator(".bp-find__hits h3")
    hits.first.wait_for()
    assert all("{{7*7}} {% raise %}" in text for text in hits.all_inner_texts())
    assert tab.page.evaluate("window.__hit") is None
    assert tab.seen.faults == []


# ── what the rules refuse ─────────────────────────────────────────────────────────────────────────────


def refused(root: Path) -> list[tuple[str, int, str]]:
    """Path, line and rule of each error for which `build` published nothing."""
    ran = run(root, "build")
    assert ran.returncode == 1
    assert not (root / "site").exists()
    found = re.findall(r"^(\S+?):(\d+):\d+: error\[([a-z-]+)\]", ran.stderr, re.MULTILINE)
    return [(path, int(line), rule) for path, line, rule in found]


def test_tags_in_fields_are_refused_each_at_its_place(tmp_path: Path) -> None:
    found = refused(hostile.root(tmp_path, hostile.loud))
    counted = Counter(path for path, _, rule in found if rule == "raw-html")
    registry = ("groups", "organisations", "people", "principles", "sources", "topics")
    assert set(counted) == {
        "briefings/2026/one-hostile.md",
        "briefings/2026/two-hostile.md",
        "briefings/_digests/2026/both-hostile.md",
        *(f"briefings/_registry/{name}.yml" for name in registry),
    }
    assert counted["briefings/2026/one-hostile.md"] > 40


@pytest.mark.parametrize("address", hostile.BAD_ADDRESSES)
def test_addresses_that_are_not_of_the_web_are_refused(tmp_path: Path, address: str) -> None:
    found = refused(hostile.root(tmp_path, hostile.quiet, address=address))
    wrong = Counter(path for path, _, rule in found if rule == "field-type")
    assert {rule for _, _, rule in found} <= {"field-type", "raw-html"}
    assert wrong == {
        "briefings/2026/one-hostile.md": 1,
        "briefings/2026/two-hostile.md": 1,
        "briefings/_registry/organisations.yml": 2,
        "briefings/_registry/sources.yml": 2,
        "briefings/_registry/topics.yml": 1,
    }


def test_markup_and_script_addresses_in_a_body_are_refused_each_at_its_place(tmp_path: Path) -> None:
    lines = (
        "<script>window.__hit=1",
        "<img src=x onerror=window.__hit=1>",
        "text <b>bold",
        "<!-- a comment -->",
        "[link](javascript:window.__hit=1)",
        "[link]( JAVASCRIPT:window.__hit=1)",
        "[link](data:text/html,window.__hit=1)",
        "[ref]: javascript:window.__hit=1",
        "<javascript:window.__hit=1>",
    )
    root = hostile.root(tmp_path, hostile.quiet, f"{hostile.BODY}\n" + "\n\n".join(lines) + "\n")
    text = (root / "briefings/2026/one-hostile.md").read_text(encoding="utf-8").splitlines()
    wanted = [("briefings/2026/one-hostile.md", text.index(line) + 1, "raw-html") for line in lines]
    assert [one for one in refused(root) if one[0] == "briefings/2026/one-hostile.md"] == wanted


def test_a_template_of_the_site_is_code_and_a_field_is_not(tmp_path: Path) -> None:
    """What a template does with a field is in the template's hands: even then the field is a value, not a template."""
    root = hostile.root(tmp_path, hostile.quiet)
    (root / "templates").mkdir()
    (root / "templates/briefing.html").write_text(
        "<h1>{{ page.title }}</h1><p>{{ 6 * 7 }}</p>", encoding="utf-8"
    )
    assert run(root, "build", "--no-search").returncode == 0
    html = (root / "site" / ONE / "index.html").read_text(encoding="utf-8")
    assert "<p>42</p>" in html
    assert "{{7*7}} {% raise %} {# x #}" in html
