"""Runs of words that two texts share."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.evidence.overlap import RUN, all_apart, longest_run

TEN = "have begun organizing and pushing back against demanding working conditions"
text = st.lists(st.sampled_from(["a", "b", "A", "c", ".", "\n", '"', "“", "”", "don’t"]), max_size=60).map(
    " ".join
)


@given(text, text)
def test_the_order_of_the_texts_does_not_matter(one: str, other: str) -> None:
    """The run has the same length either way."""
    assert len(longest_run(one, other)) == len(longest_run(other, one))


@given(text, text)
def test_a_run_stands_in_both_and_is_the_longest(one: str, other: str) -> None:
    """Compared with looking at every run of every sentence; lower case, so that nothing is a name."""
    one, other = (t.lower().replace('"', "").replace("“", "").replace("”", "") for t in (one, other))
    assert len(longest_run(one, other)) == _longest(one, other)


@given(text, text, text)
def test_texts_that_share_a_run_are_not_all_apart(one: str, other: str, third: str) -> None:
    shared = any(longest_run(*pair) for pair in combinations((one, other, third), 2))
    assert not (shared and all_apart((one, other, third)))


def test_a_text_that_repeats_itself_is_apart_from_others() -> None:
    assert all_apart([f"{TEN}. {TEN}.", "nothing of this stands in the other one of the two"])
    assert not all_apart([f"{TEN}.", "short", f"So they {TEN}."])


def _longest(one: str, other: str) -> int:
    shared = _runs(one) & _runs(other)
    return max((len(run) for run in shared), default=0)


def _runs(text: str) -> set[tuple[str, ...]]:
    sentences = [s.split() for line in text.splitlines() for s in line.split(".")]
    return {tuple(s[i:j]) for s in sentences for i in range(len(s)) for j in range(i + RUN, len(s) + 1)}


def test_case_typography_and_punctuation_do_not_count() -> None:
    """Ten words are the same ten words."""
    one = f"Recently, workers in these facilities {TEN}. More follows here."
    other = f"Recently, workers in the data center sector {TEN.replace(' and ', ' — and, ')}!"
    assert " ".join(longest_run(one, other)) == TEN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("one two three four five six seven", "one two three four five six seven"),  # seven words
        ("one two three four. Five six seven eight", "one two three four. Five six seven eight"),
        ("one two three four\nfive six seven eight", "one two three four\nfive six seven eight"),
        (  # a quotation of somebody whom both name
            "The head of Example Works said “we shall close the plant in the north by June” today.",
            "Asked again, Example Works said: “We shall close the plant in the north by June.”",
        ),
        (  # a title: five of its words are names
            "It cites the Recommendation on the Ethics of Artificial Intelligence of Everyone.",
            "We read the Recommendation on the Ethics of Artificial Intelligence of Everyone.",
        ),
    ],
)
def test_what_is_no_shared_wording(one: str, other: str) -> None:
    """Short runs, runs across sentences or paragraphs, quotations of a named party, titles and names."""
    assert longest_run(one, other) == ()


def test_unattributed_quotation_marks_do_not_hide_shared_wording() -> None:
    """Marks alone, with nobody named, are no quotation of a third party."""
    words = "“we shall close the plant in the north by June”"
    assert len(longest_run(f"it was said that {words} again", f"somebody wrote {words} too")) == 10


def test_names_within_a_run_are_shown_but_not_counted() -> None:
    """Eight words that are no names carry a run; the names stay in it."""
    run = "the workers of Example Works have begun to push back against the hours"
    assert " ".join(longest_run(f"Here {run}.", f"Now {run} again.")) == run.lower()
