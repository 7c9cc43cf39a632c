"""Verdicts over time, and the file of results."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.model.link import LinkResult, Validators, Verdict
from briefpress.plan.links import UNASKED, Answer, in_turn, parsed, result, text

TEXTS = st.text(max_size=12)
DAYS = st.dates().map(str)
RESULTS = st.dictionaries(
    TEXTS,
    st.builds(
        LinkResult,
        st.sampled_from(Verdict),
        DAYS,
        DAYS,
        st.integers(0, 999),
        TEXTS,
        TEXTS,
        st.builds(Validators, TEXTS, TEXTS, TEXTS),
    ),
    max_size=4,
)


@given(RESULTS)
def test_what_is_written_is_read(results: dict[str, LinkResult]) -> None:
    """Byte for byte the same, in any order."""
    backwards = dict(reversed(results.items()))
    assert parsed(text(results)) == results
    assert text(backwards) == text(results)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "7", '{"format": 2}', '{"format": 1, "addresses": []}', "[" * 100_000]
)
def test_what_is_no_file_of_results_holds_none(content: str) -> None:
    """Everything can be asked again."""
    assert parsed(content) == {}


def test_entries_that_are_none_are_left_out() -> None:
    """The others hold."""
    content = (
        '{"format": 1, "addresses": {"a": {"verdict": "ok", "checked": "2026-11-21", "since": "2026-02-30"},'
        ' "b": {"verdict": "fine", "checked": "2026-11-21", "since": "2026-11-21"}, "c": 7,'
        ' "d": {"verdict": "dead", "checked": "2026-11-21", "since": "2026-11-01", "status": "404"}}}'
    )
    assert parsed(content) == {"d": LinkResult(Verdict.DEAD, "2026-11-21", "2026-11-01")}


def test_since_when() -> None:
    """A run of one verdict keeps its first day; another verdict begins anew."""
    dead = Answer(404)
    first = result(dead, None, "2026-11-01")
    second = result(dead, first, "2026-11-08")
    third = result(Answer(403), second, "2026-11-15")
    assert [(r.verdict, r.since) for r in (first, second, third)] == [
        (Verdict.DEAD, "2026-11-01"),
        (Verdict.DEAD, "2026-11-01"),
        (Verdict.UNKNOWN, "2026-11-15"),
    ]


def test_validators_go_with_what_is_there() -> None:
    """What cannot be followed any more is asked for in full the next time."""
    held = Validators("https://a.example/", '"1"', "")
    assert result(Answer(200, validators=held), None, "2026-11-01").validators == held
    assert result(Answer(403, validators=held), None, "2026-11-01").validators == Validators()


def test_what_was_left_out_last_time_is_asked_first() -> None:
    """And what gave no answer comes last, so that it is not the same ones that are left out each week."""
    silent = result(Answer(failure="no whole answer within 20 s"), None, "2026-11-01")
    before = {
        "a": silent,
        "b": result(Answer(503), None, "2026-11-01"),
        "c": silent,
        "d": result(Answer(200), None, "2026-11-01"),
        **{
            name: result(Answer(failure=why), None, "2026-11-01")
            for name, why in zip("ef", UNASKED, strict=True)
        },
    }
    assert in_turn("abcdefg", before) == tuple("efgbdac")
    assert in_turn("abc", {}) == tuple("abc")
