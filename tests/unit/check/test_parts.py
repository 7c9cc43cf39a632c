"""The small parts that rules share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.check.dates import Form, meant
from briefpress.check.near import did_you_mean, near
from briefpress.check.rules.reference_unresolved import circles
from briefpress.check.words import at_most, in_markdown


@pytest.mark.parametrize(
    ("text", "form", "guess"),
    [
        ("mid-2026", Form.EDTF, "2026-06~"),
        ("early 2026", Form.EDTF, "2026-02~"),
        ("June 2026", Form.EDTF, "2026-06"),
        ("21 November 2026", Form.DAY, "2026-11-21"),
        ("November 21st, 2026", Form.DAY, "2026-11-21"),
        ("21.11.2026", Form.DAY, "2026-11-21"),
        ("2026-6-1", Form.EDTF, "2026-06-01"),
        ("2026/06/21", Form.EDTF, "2026-06-21"),
        ("summer 2026", Form.EDTF, "2026-22"),
        ("the 2020s", Form.EDTF, "202X"),
        ("c. 2026", Form.EDTF, "2026~"),
        ("around June 2026", Form.EDTF, "2026-06~"),
        ("by 21 November 2026", Form.EDTF, "[..2026-11-21]"),
        ("2026-07/2026-06", Form.EDTF, "2026-06/2026-07"),
        ("2026-11-21 09:00:00Z", Form.MOMENT, "2026-11-21T09:00:00Z"),
        ("2026-11-21", Form.MOMENT, "2026-11-21T09:00:00Z"),
        ("not known", Form.EDTF_OR_UNKNOWN, "unknown"),
        ("not known", Form.EDTF, ""),
        ("2026-02-30", Form.DAY, ""),
        ("last week", Form.EDTF, ""),
    ],
)
def test_dates_that_were_meant(text: str, form: Form, guess: str) -> None:
    """A guess is always a date of the form that was asked for."""
    assert meant(text, form) == guess
    assert not guess or form.allows(guess)


def test_at_most_three_offers_nearest_first() -> None:
    """Names two letters away or fewer, three of them."""
    assert near("seed-d", ["seed-a", "seed-b", "seed-c", "seed-dd", "sead-e", "other"]) == (
        "seed-a",
        "seed-b",
        "seed-c",
    )


def test_short_names_are_not_near_to_all() -> None:
    """Of a name with two letters, something must stay."""
    assert near("ab", ["xy", "ax"]) == ("ax",)
    assert did_you_mean(()) == ""


def test_circles_of_any_length() -> None:
    """Each circle is found once, and long chains do not exhaust the stack."""
    chain = {str(n): [str(n + 1)] for n in range(100_000)}
    assert list(circles(chain)) == []
    assert next(circles(chain | {"100000": ["0"]}))[:2] == ("0", "1")
    assert list(circles({"a": ["a", "b"], "b": ["a"]})) == [("a",), ("a", "b")]


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("", 0),
        ("One two – three.", 4),
        ("**One** _two_ `three`", 3),
        ("One [two three](https://example.org/a 'b c') [c1].", 3),
        ("![a picture](x.png)", 2),
        ("One[^1].\n\n[^1]: https://example.org/", 1),
        ("- one\n- two\n\n1. three\n\n> four", 4),
        ("| one | two |\n|-----|-----|\n| three | four |", 4),
        ("```\none two\n```", 2),
        ("<https://example.org/one-two> one", 1),
    ],
)
def test_words_of_markdown(markdown: str, words: int) -> None:
    """Marks, claim references and addresses are no words."""
    assert in_markdown(markdown) == words


@pytest.mark.parametrize(
    "text", ["](" * 50_000, "[c1" * 50_000, "{:" * 50_000, "[^" * 50_000, "<h" * 50_000, "|--" * 50_000]
)
def test_words_take_linear_time(text: str) -> None:
    """No text makes counting slow; a quadratic search would take minutes here."""
    assert in_markdown(text) >= 0


MARKDOWN = (
    "a§b c§[c1]§[c1, c2]§](/x y)§[x]§\n§ §## §- §<https://a.b>§<a@b.c>§{.x}§{: #a b}§[^1]§[^1]: n§"
    "\n[x]: /a§|---|§```§*§—§> §[x][y]§\t"
).split("§")


@given(st.lists(st.sampled_from(MARKDOWN), max_size=14).map("".join))
def test_no_markdown_has_more_words_than_the_quick_count(text: str) -> None:
    assert in_markdown(text) <= at_most(text)
