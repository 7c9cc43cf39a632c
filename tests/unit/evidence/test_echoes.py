"""Finding texts of different origins that share wording, among many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.evidence.overlap import echoes, longest_run, runs_of, sentences_of

word = st.sampled_from(["ab", "AB", "cd", "e", "fg.", "“hi”", "don’t", "2026", "é", "\n"])
text = st.lists(word, max_size=40).map(" ".join)
WHOLE = "on Mondays the lift stands still from ten until the cleaners have gone home"


@given(text, text)
def test_texts_that_share_a_run_share_a_mark(one: str, other: str) -> None:
    """So that no run is passed over among texts that are compared by it."""
    if longest_run(one, other):
        assert runs_of(one) & runs_of(other)


@given(st.lists(st.tuples(text, st.sampled_from("xyz")), max_size=6))
def test_every_text_that_shares_a_run_is_told(texts: list[tuple[str, str]]) -> None:
    """Compared with looking at every pair, while there are fewer origins than partners."""
    told = dict(echoes([(runs_of(one), origin) for one, origin in texts]))
    for number, (one, origin) in enumerate(texts):
        partners = [n for n in range(number) if texts[n][1] != origin and longest_run(texts[n][0], one)]
        assert not partners or number in told


@given(st.lists(st.tuples(text, st.sampled_from("xy")), max_size=6))
def test_what_is_told_is_earlier_and_of_another_origin(texts: list[tuple[str, str]]) -> None:
    for number, partners in echoes([(runs_of(one), origin) for one, origin in texts]):
        assert all(n < number and texts[n][1] != texts[number][1] for n in partners)


@pytest.mark.parametrize("end", [".", "!", "?", ".\nMore follows"])
def test_a_whole_sentence_in_two_texts_is_a_mark(end: str) -> None:
    assert {*sentences_of(f"First this. O{WHOLE}{end}")} & {*sentences_of(f"O{WHOLE}. Then that.")}


def test_part_of_a_sentence_is_none() -> None:
    """What the page of shared-wording says is not found."""
    assert longest_run(f"They say {WHOLE}.", f"We hear {WHOLE}.")
    assert not {*sentences_of(f"They say {WHOLE}.")} & {*sentences_of(f"We hear {WHOLE}.")}


def test_a_footer_in_many_texts_stays_linear() -> None:
    """Each is compared with eight at most."""
    texts = [(f"O{WHOLE}. Number {n}.", str(n)) for n in range(500)]
    told = list(echoes([(sentences_of(one), origin) for one, origin in texts]))
    assert len(told) == 499
    assert max(len(partners) for _, partners in told) == 8
