"""Comparing quotations with texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.evidence.text import (
    find,
    nearest,
    normalise,
    paragraphs,
    parts,
    stands_after,
    stands_before,
    unnumbered,
)

TEXT = (
    "The studio’s decision—taken “quickly”, insiders say—came  late.\n"
    "\n"
    "Workers may leave, and workers may stay.\n"
    "   \n"
    "The studio’s decision was final."
)
anything = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("ab  -—’“”«\u00a0\n[]….‑´\u0301")), max_size=80
)
words = st.text(st.sampled_from("abcdéßİA’-—"), min_size=1, max_size=5)
lines = st.lists(st.lists(words, min_size=1, max_size=8), min_size=1, max_size=5)


@given(anything)
def test_normalise_is_idempotent(text: str) -> None:
    """What is in one form stays as it is."""
    assert normalise(normalise(text)) == normalise(text)


@given(lines, st.data())
def test_find_finds_every_stretch_cut_at_word_edges(text: list[list[str]], data: st.DataObject) -> None:
    """Words taken from one paragraph are found there, whatever stands between them."""
    line = data.draw(st.integers(0, len(text) - 1))
    start = data.draw(st.integers(0, len(text[line]) - 1))
    end = data.draw(st.integers(start + 1, len(text[line])))
    quote = " ".join(text[line][start:end])
    found = find(quote, "\n".join(" ".join(line) for line in text))
    if normalise(quote):
        assert line + 1 in {passage.para for passage in found}
        assert {passage.text for passage in found} == {normalise(quote)}


@given(anything, anything)
def test_nearest_and_find_never_raise(quote: str, text: str) -> None:
    """Hostile quotations and texts are only not found; what is found lies within its paragraph."""
    held = {p.number: p.text for p in paragraphs(text)}
    near = nearest(quote, text)
    for passage in (*find(quote, text), *([near] if near else [])):
        assert held[passage.para][passage.start : passage.end] == passage.text != ""


@given(anything, anything)
def test_excerpts_never_raise(quote: str, text: str) -> None:
    """The same for excerpts."""
    nearest(quote, text, excerpt=True)
    find(quote, text, excerpt=True)
    unnumbered(text)


@pytest.mark.parametrize(
    ("quote", "paras"),
    [
        ("The studio's decision", [1, 3]),
        ("decision - taken \"quickly\"", [1]),
        ("insiders say – came late", [1]),
        ("workers may stay", [2]),
        ("Workers may", [2]),
        ("workers may", [2]),
        ("workers May stay", []),  # case is kept
        ("orkers may", []),  # within a word
        ("workers ma", []),
        ("The studio’s decision […] late", [1]),
        ("The studio’s decision [...] late", [1]),
        ("late […] The studio’s decision", []),  # in order
        ("Workers may […] was final", []),  # within one paragraph
        ("The studio’s [Amazon’s] decision was final", [3]),
        ("The studio’s decision [of 2026], was final", []),
        ("Workers may leave [soon], and workers", [2]),
        ("[w]orkers may leave", [2]),
        ("[T]he studio’s decision was", [3]),
        ("[b]orkers may leave", []),  # only the case of a first letter may change
        ("[un]likely", []),
        ("[…]", []),
        ("", []),
    ],
)  # fmt: skip
def test_find(quote: str, paras: list[int]) -> None:
    """Typography, cuts, insertions, and the edges of words."""
    assert [passage.para for passage in find(quote, TEXT)] == paras


def test_places_do_not_overlap() -> None:
    """A quotation that repeats itself is found as often as it can be set side by side."""
    assert [(p.start, p.end) for p in find("ha ha", "ha ha ha ha ha")] == [(0, 5), (6, 11)]
    assert [p.text for p in find("a […] b", "a x b y a z b")] == ["a x b", "a z b"]


def test_find_is_linear_in_hostile_texts() -> None:
    """Parts that occur everywhere, or nearly, are looked for once (seconds if they were not)."""
    text = "a " * 100_000
    assert find("a […] z", text) == ()
    assert len(find("a […] z", text + "z")) == 1


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Workers might leave, and workers may stay", "Workers may leave, and workers may stay"),
        ("the studio’s decision was finale", "The studio's decision was final"),
        ("no word of this stands anywhere near", None),
        ("[…]", None),
    ],
)
def test_nearest(quote: str, words: str | None) -> None:
    """The run of whole words that is most like the quotation, without stray words or marks."""
    near = nearest(quote, TEXT)
    assert (near.text if near else None) == words


def test_parts_leave_no_space_where_an_insertion_was() -> None:
    """Insertions go without a trace; words do not grow together."""
    assert parts("the film [sic], he said […] a [new]film [x] end") == ("the film, he said", "a film end")


def test_excerpt_lines_carry_their_paragraph() -> None:
    """Passages of one paragraph are read together, but no quotation runs across the gap."""
    excerpt = "[7] our night shifts end later\n[3] first words\n\n[7] and so does our day\nno number\n"
    assert [(p.number, p.text) for p in paragraphs(excerpt, excerpt=True)] == [
        (7, "our night shifts end later […] and so does our day"),
        (3, "first words"),
    ]
    assert [p.para for p in find("night shifts […] our day", excerpt, excerpt=True)] == [7]
    assert find("later and so", excerpt, excerpt=True) == ()
    assert unnumbered(excerpt) == (5,)


@pytest.mark.parametrize(
    ("before", "after", "held"),
    [
        ("leave, and", "may stay", True),
        ("leave and", "may stay", False),
        ("and", "may", True),
        ("nd", "may", False),
        ("and", "ma", False),
        ("", "", True),
    ],
)
def test_words_about_a_place(before: str, after: str, held: bool) -> None:
    """A locator's prefix and suffix are whole words that touch the quotation."""
    text = paragraphs(TEXT)[1].text
    place = find("workers", TEXT)[0]
    assert (stands_before(before, text, place.start) and stands_after(after, text, place.end)) is held


def test_marks_between_a_prefix_and_its_quotation_do_not_count() -> None:
    """The words before a quotation are told without the comma and the quotation mark."""
    place = find("We will stay", "He said, “We will stay”, and left.")[0]
    text = paragraphs("He said, “We will stay”, and left.")[0].text
    assert stands_before("He said", text, place.start)
    assert stands_after("and left", text, place.end)


@given(anything)
def test_paragraphs_are_the_lines_with_single_spaces(text: str) -> None:
    found = [paragraph.text for paragraph in paragraphs(text)]
    assert found == [line for piece in re.split(r"\r\n|\r|\n", text) if (line := normalise(piece))]
