"""Dates in words, and the last day that they can mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.render import dates


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-06-05", "5 June 2026"),
        ("2026", "2026"),
        ("2026?", "2026 (uncertain)"),
        ("2026-06%", "about June 2026 (uncertain)"),
        ("2026-XX", "in an unknown month of 2026"),
        ("2026-XX-XX", "on an unknown day in 2026"),
        ("202X", "the 2020s"),
        ("19XX", "the 1900s"),
        ("2026-22", "summer 2026"),
        ("../2026-06", "up to June 2026"),
        ("2026-06/", "from June 2026 to an unknown day"),
        ("unknown", "on an unknown day"),
        ("[..2026-11-21]", "on an unknown day, at the latest 21 November 2026"),
        ("2026-11-21T09:00:00+01:00", "21 November 2026, 09:00 UTC+01:00"),
        ("mid-2026", "mid-2026"),
    ],
)
def test_words(written: str, said: str) -> None:
    assert dates.words(written) == said


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("2024-02", date(2024, 2, 29)),
        ("2026-11-21T09:00:00Z", date(2026, 11, 21)),
        ("2026-05/2026-06", date(2026, 6, 30)),
        ("2026/..", None),
        ("unknown", None),
        ("2026-13-40", None),
    ],
)
def test_latest(written: str, last: date | None) -> None:
    assert dates.latest(written) == last


@given(st.text(alphabet="0123456789X-/.[]~?%T:Z unkow", max_size=24))
def test_no_date_is_too_odd(written: str) -> None:
    assert isinstance(dates.words(written), str)
    dates.latest(written)
    dates.order(written)
