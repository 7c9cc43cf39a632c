"""Whatever a briefing says, no form lets it be anything but words; judged by parsers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

import html5lib
import jsonschema
import pytest
from markdown_it import MarkdownIt

from briefpress.difference.change import Block, Change, Difference, EntryChange, PageChange, PageTurn, Turn
from briefpress.difference.html import html
from briefpress.difference.json import json as as_json
from briefpress.difference.json import schema
from briefpress.difference.markdown import LIMIT, code, markdown
from briefpress.difference.text import text
from briefpress.model.document import Kind
from tests.test_cases import MAIN, NOW, _base
from tests.test_diff_cases import compared

PAYLOADS = (
    "EVIL<script>alert(1)</script>",
    "EVIL</style><img src=x onerror=alert(1)>",
    "EVIL --> <!-- ]]> </title></textarea>",
    "@EVIL and @org/EVIL, EVIL#1, GH-1, owner/EVIL#1",
    "https://EVIL.example/ www.EVIL.example EVIL@evil.example",
    "[EVIL](https://evil.example) ![EVIL](https://evil.example/x.png) [EVIL]: x",
    "EVIL ` `` ``` ~~~ \\` ` EVIL",
    "`EVIL",
    "EVIL | a | b",
    "*EVIL* **EVIL** ~~EVIL~~ __EVIL__ # EVIL",
    "::error::EVIL ##[error]EVIL %0A",
    "EVIL &lt;b&gt; &#64;EVIL &amp;",
    "{{ EVIL }} {% EVIL %} ${{ EVIL }}",
)
AFTER = datetime.fromisoformat(NOW)


def found_with(payload: str) -> Difference:
    """A difference in which a payload stands wherever a briefing or the registry has words."""
    before = _base("digest")
    written = json.dumps(payload)
    bare = written[1:-1]
    after = dict(before)
    page = before[MAIN]
    for old, new in (
        ('title: "Cleaners', f'title: "{bare} Cleaners'),
        ("event: Longer night shifts at Example Tower", f"event: {written}"),
        ("text: Night shifts at Example Tower end an hour later.", f"text: {written}"),
        ('quote: "our night shifts', f'quote: "{bare} our night shifts'),
        ("stake: Sleep", f"sought: {written}\n    stake: Sleep"),
        ("name: Night cleaners at Example Tower", f"name: {written}"),
        ("text: If shifts move, the people", f"text: {written} #"),
        ("claims:\n", f"open_questions:\n  - {{id: {written}, text: {written}}}\nclaims:\n"),
        ("says that night shifts", f"says {payload} that night shifts"),
        ("## Why it matters", f"## {payload}"),
    ):
        assert old in page, old
        page = page.replace(old, new, 1)
    after[MAIN] = page
    topics = "briefings/_registry/topics.yml"
    after[topics] = before[topics].replace("label: Working time", f"label: {written}")
    found = compared(before, after, AFTER, public=True)
    assert sum(len(page.changes) for page in found.pages) > 8, found
    return found


@pytest.fixture(scope="module", params=PAYLOADS)
def hostile(request: pytest.FixtureRequest) -> tuple[str, Difference]:
    """A payload, and a difference that holds it everywhere."""
    return request.param, found_with(request.param)


def leaves(tokens: Any) -> Iterator[Any]:
    for token in tokens:
        yield token
        yield from leaves(token.children or ())


def test_in_markdown_a_value_is_code_and_nothing_else(hostile: tuple[str, Difference]) -> None:
    payload, found = hostile
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = list(leaves(parser.parse(markdown(found))))
    kinds = {token.type for token in tokens}
    assert (
        not {"html_block", "html_inline", "image", "link_open", "table_open", "fence", "code_block"} & kinds
    )
    for token in tokens:
        assert "EVIL" not in token.content or token.type in ("code_inline", "inline"), token
    shown = " ".join(token.content for token in tokens if token.type == "code_inline")
    assert " ".join(payload.split()) in " ".join(shown.split())


def test_in_markdown_what_goes_is_struck_through_and_what_comes_is_strong() -> None:
    change = Change(
        Block.SUMMARY,
        Turn.CHANGED,
        "",
        "",
        "one `lamp` stood there off today",
        "one lamp* stood there on today",
    )
    page = PageChange(PageTurn.CHANGED, Kind.BRIEFING, "2026-a", "briefings/2026/a/", "t", changes=(change,))
    parser = MarkdownIt("commonmark").enable("strikethrough")
    shown = markdown(Difference("a", "b", public=True, pages=(page,)))
    marked = [
        (token.type, after.content)
        for inline in parser.parse(shown)
        for token, after in pairwise(inline.children or ())
        if token.type in ("s_open", "strong_open")
    ]
    assert marked == [
        ("s_open", "`lamp`"),
        ("strong_open", "lamp*"),
        ("s_open", "off"),
        ("strong_open", "on"),
    ]


def test_in_html_a_value_is_text_and_nothing_else(hostile: tuple[str, Difference]) -> None:
    payload, found = hostile
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html(found))
    allowed = {"html", "head", "meta", "title", "style", "body", "main", "nav", "section", "h1", "h2", "h3", "p",
               "ul", "li", "a", "div", "dl", "dt", "dd", "span", "del", "ins"}  # fmt: skip
    for element in tree.iter():
        assert element.tag in allowed, element.tag
        assert set(element.attrib) <= {"class", "id", "href", "lang", "name", "content", "charset", "http-equiv",
                                       "aria-label"}  # fmt: skip
        assert element.get("href", "#page-1").startswith("#page-")
    assert " ".join(payload.split()) in " ".join("".join(tree.itertext()).split())
    assert "EVIL" not in (tree.find("head/style").text or "")


def test_as_text_a_value_moves_no_cursor(hostile: tuple[str, Difference]) -> None:
    payload, found = hostile
    plain = text(found)
    assert plain.replace("\n", "").isprintable()
    coloured = text(found, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert payload in plain
    assert not re.search(r"^\s*(::|##\[)", plain, re.MULTILINE), "a log of GitHub would take it for a command"


def test_json_follows_its_schema(hostile: tuple[str, Difference]) -> None:
    payload, found = hostile
    values = json.loads(as_json(found))
    jsonschema.validate(values, schema())
    assert payload in [c.get("after") for page in values["pages"] for c in page["changes"]]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def one(title: str) -> Difference:
    change = Change(Block.CLAIM, Turn.CHANGED, "c\x1b[31m", "", "was", f"is {title}")
    page = PageChange(
        PageTurn.CHANGED, Kind.BRIEFING, "2026-a", "briefings/2026/a/", title, changes=(change,)
    )
    return Difference("HEAD\n# x", "b", public=False, pages=(page,))


@pytest.mark.parametrize("drawn", [text, markdown, html])
def test_what_has_no_shape_is_written_out(drawn: Callable[[Difference], str]) -> None:
    """The loader refuses these characters; a revision's name and what comes from elsewhere may hold them."""
    shown = drawn(one("a\u202eb\x1b]0;x\x07\u200b"))
    assert not set("\u202e\x1b\x07\u200b") & set(shown)
    assert "\n# x" not in shown


@pytest.mark.parametrize("drawn", [text, markdown, html])
def test_long_lists_are_counted(drawn: Callable[[Difference], str]) -> None:
    pages = tuple(f"briefings/2026/{n}/" for n in range(9))
    entry = EntryChange(Block.TOPIC, Turn.ADDED, "t", "A topic", (), pages)
    beside = ("mkdocs.yml", *(f"docs/{n}.md" for n in range(20)))
    shown = drawn(Difference("a", "b", public=True, entries=(entry,), beside=beside))
    assert " and 3 more" in shown
    assert "docs (20 files)" in shown
    assert "mkdocs.yml" in shown
    assert "docs/7.md" not in shown


def test_a_summary_is_never_longer_than_a_host_takes() -> None:
    page = one("x" * 400_000).pages[0]
    long = Difference("a", "b", public=True, pages=(page, page, page))
    shown = markdown(long)
    assert len(shown.encode()) <= LIMIT + 200
    assert "The rest is left out" in shown
    assert "The rest is left out" not in markdown(Difference("a", "b", public=True, pages=(page,)))


@pytest.mark.parametrize("value", ["", " ", "`", "``", "` `", "a`", "`a", "a\nb", "\\", "<", "   a   "])
def test_code_holds_the_value_in_one_line(value: str) -> None:
    [paragraph] = [t for t in MarkdownIt("commonmark").parse(f"x {code(value)} y") if t.type == "inline"]
    children = paragraph.children or []
    assert [child.type for child in children] == ["text", "code_inline", "text"]
    assert children[1].content.split() == value.split()
