"""Findings as text: the contract's lines, the line of the file and the caret, colour."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.model.finding import Finding, Severity, Silence
from briefpress.model.source import Location
from briefpress.report import text
from briefpress.report.excerpt import WIDTH, excerpt
from briefpress.report.visible import cells

COLOUR = re.compile("\x1b\\[[0-9;]*m")


def finding(line: int = 1, column: int = 1, message: str = "it is wrong", help: str = "mend it") -> Finding:
    return Finding(Location("briefings/2026/a.md", line, column), "a-rule", Severity.ERROR, message, help)


def shown(line: str, column: int) -> tuple[str, str]:
    found = excerpt(line.encode(), Location("a.md", 1, column))
    assert found is not None
    return found.line, found.caret


def test_the_lines_of_the_contract_stand_around_the_place() -> None:
    texts = {"briefings/2026/a.md": b"---\ntitle: no\n---\n"}
    assert text.findings([finding(2, 8)], texts) == (
        "briefings/2026/a.md:2:8: error[a-rule]: it is wrong\n"
        "     2 | title: no\n"
        "       |        ^\n"
        "  help: mend it\n"
    )


def test_without_the_file_nothing_is_shown_of_it() -> None:
    """A file that was refused, or a place that it does not have."""
    plain = "briefings/2026/a.md:9:1: error[a-rule]: it is wrong\n  help: mend it\n"
    assert text.findings([finding(9)]) == plain
    assert text.findings([finding(9)], {"briefings/2026/a.md": b"one line\n"}) == plain


def test_colour_adds_nothing_but_colour() -> None:
    texts = {"briefings/2026/a.md": b"title: no\n"}
    coloured = text.findings([finding()], texts, colour=True)
    assert "\x1b[1;31merror[a-rule]" in coloured
    assert COLOUR.sub("", coloured) == text.findings([finding()], texts)


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("title: x", 8, ("title: x", "       ^")),
        ("title: x", 99, ("title: x", "        ^")),
        ("\tkey: x", 2, ("→   key: x", "    ^")),
        ("ab\tkey: x", 4, ("ab→ key: x", "    ^")),
        ("名前: x", 5, ("名前: x", "      ^")),
        ("cafe\u0301: x", 6, ("cafe\u0301: x", "    ^")),
        ("a\x1b[31mred\x07", 6, ("a␛[31mred␇", "     ^")),
        ("a\u202eb", 3, ("a<U+202E>b", "         ^")),
        ("a\u200bb\x85c", 5, ("a<U+200B>b<U+0085>c", " " * 18 + "^")),
        ("", 1, ("", "^")),
    ],
)
def test_the_caret_stands_under_the_place(line: str, column: int, expected: tuple[str, str]) -> None:
    """After tabs, wide letters, marks on letters, and signs that are written out."""
    assert shown(line, column) == expected


def test_windows_line_ends_and_bytes_that_are_no_text() -> None:
    found = excerpt(b"one\r\ntw\xff\r\n", Location("a.md", 2, 4))
    assert found == ("tw\N{REPLACEMENT CHARACTER}", "   ^")


def test_a_long_line_is_cut_around_the_place() -> None:
    line, caret = shown("word " * 2_000 + "HERE" + " word" * 2_000, 10_001)
    assert line[len(caret) - 1 :].startswith("HERE")
    assert (line[0], line[-1]) == ("…", "…")
    assert len(line) <= WIDTH + 2


def test_the_start_of_a_long_line_is_not_cut_when_the_place_is_there() -> None:
    line, caret = shown("key: " + "x" * 500, 6)
    assert (line[:6], caret) == ("key: x", "     ^")


@given(st.text(max_size=300), st.integers(1, 400), st.integers(1, 4))
def test_no_text_of_a_file_reaches_the_terminal_raw(content: str, column: int, line: int) -> None:
    """Nothing that moves, hides or reorders; and the caret stands within what is shown of the line."""
    texts = {"briefings/2026/a.md": content.encode("utf-8", "replace")}
    printed = text.findings([finding(line, column, content, content)], texts)
    forbidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not {c for c in printed if c != "\n" and unicodedata.category(c) in forbidden}
    found = excerpt(texts["briefings/2026/a.md"], Location("a.md", line, column))
    if found is not None:
        assert len(found.caret) <= WIDTH + 2
        assert cells(found.line) <= WIDTH + 2
    assert printed.startswith(f"briefings/2026/a.md:{line}:{column}: error[a-rule]: ")


def test_the_summary_names_the_rules_that_could_not_read_a_language() -> None:
    silent = [
        Silence("b.md", "fr", ("booster-words", "weasel-words")),
        Silence("a.md", "fr", ("booster-words", "weasel-words")),
        Silence("a.md", "cy", ("hedge-dropped",)),
    ]
    assert text.summary([], 2, silent).splitlines() == [
        "2 files checked: nothing found.",
        'No word lists for "cy": hedge-dropped looked at nothing in a.md.',
        'No word lists for "fr": booster-words, weasel-words looked at nothing in a.md and 1 other file.',
    ]
