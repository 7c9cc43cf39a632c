"""Who says what, on a terminal of any width."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpress.report.matrix import Matrix, Origin, Row, Said, as_json, text
from briefpress.report.visible import cells

ORIGINS = (Origin("bundle", "Texts from one hand", ("letter", "notice")), Origin("report", "", ("report",)))
SAID = {
    "bundle": (
        Said(
            "letter",
            "supports",
            False,
            "supports it",
            ("may", "likely"),
            "it may likely be shut",
            "paragraph 3",
        ),
        Said("notice", "supports", True, "takes it for granted", (), "since it is shut", ""),
    )
}
ROWS = (Row("c1", "The gate was shut.", "event", "low", "1 origin, traceable source", SAID),)
MATRIX = Matrix("a.md", ORIGINS, ROWS, "does not say")


def test_a_wide_terminal_gets_a_table() -> None:
    assert text(MATRIX, width=80).splitlines() == [
        "Claim                   | bundle: Texts    | report           | Ceiling",
        "                        | from one hand (1 |                  |",
        "                        | origin, 2        |                  |",
        "                        | sources: letter, |                  |",
        "                        | notice)          |                  |",
        "------------------------+------------------+------------------+-----------------",
        "c1: The gate was shut.  | letter supports  | does not say     | low",
        "(event)                 | it, “may”,       |                  | 1 origin,",
        "                        | “likely”         |                  | traceable source",
        "                        | (paragraph 3)    |                  |",
        "                        | notice takes it  |                  |",
        "                        | for granted      |                  |",
    ]


def test_a_narrow_terminal_gets_a_list() -> None:
    assert text(MATRIX, width=40).splitlines() == [
        "c1: The gate was shut.",
        "  event; ceiling low: 1 origin,",
        "  traceable source",
        "  bundle: Texts from one hand (1 origin,",
        "    2 sources: letter, notice)",
        "    letter supports it, “may”, “likely”",
        "      (paragraph 3)",
        "    notice takes it for granted",
        "  report does not say",
    ]


def test_what_is_no_terminal_gets_whole_lines() -> None:
    assert text(MATRIX).splitlines() == [
        "c1: The gate was shut.",
        "  event; ceiling low: 1 origin, traceable source",
        "  bundle: Texts from one hand (1 origin, 2 sources: letter, notice)",
        "    letter supports it, “may”, “likely” (paragraph 3)",
        "    notice takes it for granted",
        "  report does not say",
    ]


words = st.text(st.sampled_from("ab 日本\u0301\x1b\n—"), max_size=60)


@settings(max_examples=30)
@given(words, words, st.integers(20, 200))
def test_no_line_is_wider_than_the_terminal(claim: str, label: str, width: int) -> None:
    origins = (Origin("bundle", label, ("letter", "notice")), ORIGINS[1])
    found = Matrix("a.md", origins, (Row("c1", claim, "event", "low", claim, SAID),), "does not say")
    shown = text(found, width=width)
    assert max(map(cells, shown.splitlines())) <= width
    assert "\x1b" not in shown


@pytest.mark.parametrize("rows", [(), ROWS])
def test_json_holds_every_claim(rows: tuple[Row, ...]) -> None:
    found = json.loads(as_json(Matrix("a.md", ORIGINS, rows, "does not say")))
    assert [claim["id"] for claim in found["claims"]] == [row.id for row in rows]
