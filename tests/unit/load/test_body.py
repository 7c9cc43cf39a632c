"""Sections and claim references of a body."""

from __future__ import annotations

import pytest

from briefpress.load.body import body
from briefpress.model.document import Body


def _body(markdown: str) -> Body:
    return body("x.md", markdown, 10)


def _references(markdown: str) -> list[tuple[tuple[str, ...], int, int, str, bool]]:
    return [(r.claims, r.at.line, r.at.column, r.section, r.linked) for r in _body(markdown).references]


def _headings(markdown: str) -> list[tuple[str, int]]:
    return [(section.heading, section.at.line) for section in _body(markdown).sections]


def test_sections_hold_the_text_below_their_heading() -> None:
    found = _body("## What happened\n\nA [c1].\n\n## Why it matters\nB\n")
    assert [(s.heading, s.markdown, s.at.line) for s in found.sections] == [
        ("What happened", "\nA [c1].\n\n", 10),
        ("Why it matters", "B\n", 14),
    ]


def test_text_before_the_first_heading_is_a_section_without_one() -> None:
    assert _headings("\n\nHello\n\n## A\n") == [("", 12), ("A", 14)]
    assert _headings("\n \n") == []
    assert _headings("") == []


@pytest.mark.parametrize(
    ("markdown", "headings"),
    [
        ("## A ##\n", ["A"]),
        ("##A\n", ["A"]),  # Python-Markdown needs no space
        ("##\n", [""]),
        ("# A\n", [""]),
        ("### A\n", [""]),
        (" ## A\n", [""]),
        ("A\n---\nb\n", ["A"]),
        ("text\nA\n---\n", [""]),
        ("## A\nB\n---\n", ["A", "B"]),
        ("- a\n- b\n", [""]),
        ("\n---\n", [""]),
        ("```\n## A\n```\n## B\n", ["", "B"]),
        ("~~~~\n## A\n~~~\n## B\n~~~~\n## C\n", ["", "C"]),
        ("```\n## A\n", ["", "A"]),  # nothing closes the fence
        ("``` yaml\n## A\n```\n", [""]),
    ],
)
def test_what_counts_as_a_heading(markdown: str, headings: list[str]) -> None:
    assert [heading for heading, _ in _headings(markdown)] == headings


def test_references_know_their_place_and_section() -> None:
    assert _references("é [c1].\n\n## A\nB [c2, c3] and\n## B\n[c10,c2]\n") == [
        (("c1",), 10, 3, "", False),
        (("c2", "c3"), 13, 3, "A", False),
        (("c10", "c2"), 15, 1, "B", False),
    ]


def test_a_reference_may_run_over_a_line_end() -> None:
    assert _references("a [c1,\nc2]\n")[0][0] == ("c1", "c2")


@pytest.mark.parametrize(
    "markdown", ["[c1](https://x.example)", "[c1]: https://x.example", "  [c1]: x", "a\n[c1]: x"]
)
def test_links_named_as_a_claim(markdown: str) -> None:
    assert [reference[-1] for reference in _references(markdown)] == [True]


@pytest.mark.parametrize("markdown", ["[c1] (see)", "so [c1]: x", "[c1][c2]", "wow![c1]"])
def test_no_links(markdown: str) -> None:
    assert {reference[-1] for reference in _references(markdown)} == {False}


@pytest.mark.parametrize(
    "markdown",
    [
        "`[c1]`",
        "``a ` [c1]``",
        "`a\n[c1]`",
        "```\n[c1]\n```",
        "    [c1]\n",
        "text\n\n\t[c1]\n",
        "## A\n    [c1]\n",
        "    a\n    [c1]\n",
        "\\[c1]",
        "[^c1]",
        "[c]",
        "[c1; c2]",
        "[C1]",
    ],
)
def test_no_references(markdown: str) -> None:
    assert _references(markdown) == []


@pytest.mark.parametrize(
    "markdown",
    [
        "` [c1]",
        "`a\n\n[c1]`",
        "`a`[c1]`b`",
        "\\`[c1]`",
        "text\n    [c1]\n",  # a line that goes on
        "- item\n\n    [c1]\n",  # a paragraph of the item
        "```\n[c1]\n",
        "a [c1] `",
    ],
)
def test_references_beside_what_only_looks_like_code(markdown: str) -> None:
    assert [claims for claims, *_ in _references(markdown)] == [("c1",)]
