"""The body of a briefing: claim references, and nothing that could do harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.model.settings import Settings
from briefpress.render.markdown import Citation, Dialect, Place, Rendered
from tests.unit.render.making import SETTINGS, parsed

PLACE = Place("briefings/2026/x.md", "briefings/2026/x/")
CLAIMS = {"c1": "claim 1: Acme ended a film", "c2": 'claim 2: so "they" <b>say</b>'}
HEADINGS = frozenset({"What happened", "Why it matters"})
DIALECT = Dialect.of(SETTINGS)


def render(text: str, headings: frozenset[str] = frozenset()) -> Rendered:
    return DIALECT.render(text, PLACE, CLAIMS, headings)


def html(text: str) -> str:
    return str(render(text).section(""))


def test_footnotes_are_headed_as_notes() -> None:
    found = render("One[^1].\n\n## Why it matters\n\nTwo.\n\n[^1]: A note.\n", frozenset({"Why it matters"}))
    tree = parsed(str(found.section("Why it matters")))
    notes = next(e for e in tree.iter("div") if e.get("class") == "footnote")
    assert [e.tag for e in notes] == ["h3", "ol"]
    assert notes[0].text == "Notes"


def test_references_read_as_words() -> None:
    assert ">[claim 1]</a>" in html("So it is [c1].")
    assert ">[claim 1,</a> <a" in html("So it is [c1, c2].")
    assert ">claim 2]</a></span>" in html("So it is [c1, c2].")


def test_a_reference_is_a_link_named_by_its_claim() -> None:
    link = parsed(html("So it is [c1].")).find(".//a")
    assert (link.get("href"), link.get("id"), link.text) == ("#c1", "ref-c1-1", "[claim 1]")
    assert link.get("aria-label") == "claim 1: Acme ended a film"


def test_a_list_of_references_becomes_a_link_each() -> None:
    found = render("One [c1, c2].\n\nTwo [c1].").citations
    assert found == (
        Citation("c1", "ref-c1-1", ""),
        Citation("c2", "ref-c2-1", ""),
        Citation("c1", "ref-c1-2", ""),
    )


@pytest.mark.parametrize("text", ["`[c1]`", "    [c1]", "[c9]", "[c1, c9]", "[c1](https://e.org)", "c1"])
def test_what_is_no_reference_stays_as_it_is(text: str) -> None:
    assert "bp-ref" not in html(text)


def test_markdown_after_a_reference_cannot_change_it() -> None:
    assert 'id="ref-c1-1"' in html("[c1]{: #evil .x onclick=y}")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://elsewhere.example/x.png)",
        "![x](//elsewhere.example/x.png)",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "![x](../_images/../../../x.png)",
        "x {: onclick=alert(1) style=color:red }",
        "<svg onload=alert(1)>",
        "<iframe src=//elsewhere.example>",
        "```html\n<script>alert(1)</script>\n```",
    ],
)
def test_nothing_that_could_run_or_reach_out(text: str) -> None:
    for element in parsed(html(text)).iter():
        assert element.tag not in {"script", "svg", "iframe", "img", "style"}
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        assert not element.get("href", "").startswith(("javascript", "data"))


def test_raw_html_is_shown_as_written() -> None:
    assert "&lt;b&gt;bold&lt;/b&gt;" in html("<b>bold</b>")


def test_a_template_is_text_like_any_other() -> None:
    assert "{{ 7 * 7 }} {% raw %}" in html("{{ 7 * 7 }} {% raw %}")


def test_ids_cannot_take_over_those_of_the_theme() -> None:
    tree = parsed(html("### Search {: #__search }\n\nA note[^1] and [up](#__search).\n\n[^1]: Here."))
    assert {e.get("id") for e in tree.iter() if e.get("id")} == {
        "text-__search",
        "text-fnref:1",
        "text-fn:1",
    }
    assert '<a href="#text-__search">up</a>' in html("[up](#__search)")


def test_links_to_other_origins_do_not_hand_over_this_page() -> None:
    assert '<a href="https://e.org" rel="noopener">' in html("[x](https://e.org)")
    assert "rel=" not in html("[x](../2025/y.md)")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("../2025/other.md#c2", "../../2025/other/#c2"),
        ("y.md", "../y/"),
        ("../_digests/2026/d.md", "../../../digests/2026/d/"),
        ("/topics/film/", "../../../topics/film/"),
        ("../../docs/about.md", "../../../about/"),
        ("#c1", "#c1"),
    ],
)
def test_addresses_are_mended_for_the_page(written: str, published: str) -> None:
    assert f'href="{published}"' in html(f"[x]({written})")


def test_local_images_need_a_description() -> None:
    assert '<img alt="A chart" src="../../../images/a.png">' in html("![A chart](../_images/a.png)")
    assert "<img" not in html("![](../_images/a.png)")


def test_sections_are_cut_at_the_fixed_headings_only() -> None:
    found = render(
        "before\n\n## What happened\n\none [c1]\n\n## Other\n\ntwo\n\n## Why it matters\n\n# three", HEADINGS
    )
    assert list(found.sections) == ["", "What happened", "Why it matters"]
    assert "Other</h3>" not in found.section("Why it matters")
    assert '<h3 id="text-other">' in found.section("What happened")
    assert '<h3 id="text-three">' in found.section("Why it matters")
    assert found.citations == (Citation("c1", "ref-c1-1", "What happened"),)


def test_the_themes_permanent_links_do_not_hide_a_heading() -> None:
    settings = Settings("x", markdown_extensions=("toc",), markdown_configs={"toc": {"permalink": True}})
    found = Dialect.of(settings).render("## What happened\n\none", PLACE, {}, HEADINGS)
    assert list(found.sections) == ["What happened"]


def test_alignment_of_a_table_needs_no_style() -> None:
    assert '<td class="bp-right">1</td>' in html("| a |\n|--:|\n| 1 |")


def test_extensions_that_reach_beyond_the_text_are_left_out() -> None:
    settings = Settings("x", markdown_extensions=("pymdownx.snippets", "md_in_html", "meta"))
    found = Dialect.of(settings).render(
        'key: value\n\n--8<-- "/etc/passwd"\n\n<div markdown>x</div>', PLACE, {}
    )
    assert "key: value" in found.section("")
    assert "root:" not in found.section("")
    assert "<div" not in found.section("")


def test_one_body_leaves_nothing_behind_for_the_next() -> None:
    first = render("One [c1], [y][x] and a note[^1].\n\n[x]: https://e.org\n[^1]: Note.")
    second = render("Two [c1] and [x] and [^1].")
    assert first.citations
    assert second.citations == (Citation("c1", "ref-c1-1", ""),)
    assert "e.org" not in second.section("")


@given(st.text(alphabet="[]()!<>`*_#c1 \n\"'&{}:^|-/\\", max_size=80))
def test_any_text_gives_sound_html(text: str) -> None:
    for element in parsed(str(render(text).section(""))).iter():
        assert not [name for name in element.attrib if name.startswith("on")]
