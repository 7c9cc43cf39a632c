"""The EDTF profile: what is a date of it, and which days it can mean.

Examples of the specification (Library of Congress, 4 February 2019) are marked with its level and feature.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.model import edtf

Case = tuple[str, date | None, date | None]

LEVEL_0: list[Case] = [
    ("1985-04-12", date(1985, 4, 12), date(1985, 4, 12)),
    ("1985-04", date(1985, 4, 1), date(1985, 4, 30)),
    ("1985", date(1985, 1, 1), date(1985, 12, 31)),
    ("1985-04-12T23:20:30", date(1985, 4, 12), date(1985, 4, 12)),
    ("1985-04-12T23:20:30Z", date(1985, 4, 12), date(1985, 4, 12)),
    ("1985-04-12T23:20:30-04", date(1985, 4, 13), date(1985, 4, 13)),
    ("1985-04-12T23:20:30+04:30", date(1985, 4, 12), date(1985, 4, 12)),
    ("1964/2008", date(1964, 1, 1), date(2008, 12, 31)),
    ("2004-06/2006-08", date(2004, 6, 1), date(2006, 8, 31)),
    ("2004-02-01/2005-02-08", date(2004, 2, 1), date(2005, 2, 8)),
    ("2004-02-01/2005-02", date(2004, 2, 1), date(2005, 2, 28)),
    ("2005/2006-02", date(2005, 1, 1), date(2006, 2, 28)),
]
LEVEL_1: list[Case] = [
    ("2001-21", date(2001, 3, 1), date(2001, 5, 31)),
    ("1985-04-12/..", date(1985, 4, 12), None),
    ("1985-04/..", date(1985, 4, 1), None),
    ("../1985-04-12", None, date(1985, 4, 12)),
    ("1985/", date(1985, 1, 1), None),
    ("/1985", None, date(1985, 12, 31)),
    ("-1985", date.min, date.min),
    ("Y17000", date.max, date.max),
    ("Y-17000", date.min, date.min),
]
QUALIFIED: list[Case] = [
    ("1984?", date(1984, 1, 1), date(1984, 12, 31)),
    ("2004-06~", date(2004, 6, 1), date(2004, 6, 30)),
    ("2004-06-11%", date(2004, 6, 11), date(2004, 6, 11)),
    ("201X", date(2010, 1, 1), date(2019, 12, 31)),
    ("20XX", date(2000, 1, 1), date(2099, 12, 31)),
    ("2004-XX", date(2004, 1, 1), date(2004, 12, 31)),
    ("1985-04-XX", date(1985, 4, 1), date(1985, 4, 30)),
    ("1985-XX-XX", date(1985, 1, 1), date(1985, 12, 31)),
    ("1984~/2004-06", date(1984, 1, 1), date(2004, 6, 30)),
    ("2004-06-01/2004-06~", date(2004, 6, 1), date(2004, 6, 30)),
    ("[..2026-11-21]", None, date(2026, 11, 21)),
]
NONE = """
unknown mid-2026 2026-13 2026-00 2026-02-29 2026-6-1 26-06-01 2026/06/01 2026-06-01T09:00 2026-06-01T25:00:00Z
2026-06-01T09:00:00Z/2026 2026-07/2026-06 ../.. / ../ /.. 2026-XX-01 2XXX XXXX 2026-06-XX/2026-07 2026-06-XX~
~2026 2026-~06 2026?-06 {2026,2027} [2026,2027] [..2026] [..2026-11-31] [2026-11-21] [..] 2026-25 Y2026 Y020260
-0000 20260621 2026-06-01Z ２０２６
""".split()


@pytest.mark.parametrize(("text", "first", "last"), LEVEL_0 + LEVEL_1)
def test_plain_dates(text: str, first: date | None, last: date | None) -> None:
    """Dates of Levels 0 and 1 without a qualification."""
    assert edtf.parse(text) == edtf.Span(first, last)


@pytest.mark.parametrize(("text", "first", "last"), QUALIFIED)
def test_qualified_dates(text: str, first: date | None, last: date | None) -> None:
    """Approximate, uncertain and partly unspecified dates, and the one form of Level 2."""
    assert edtf.parse(text) == edtf.Span(first, last, qualified=True)
    assert edtf.is_qualified(text)


@pytest.mark.parametrize("text", ["", " 2026", "2026 ", "2026-06-01 09:00:00", "2026\n", *NONE])
def test_what_is_no_date_of_the_profile(text: str) -> None:
    """Other levels, impossible days, reversed and fully open intervals, and words."""
    assert edtf.parse(text) is None


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-11-21T09:00:00Z", datetime(2026, 11, 21, 9, tzinfo=UTC)),
        ("2026-11-21T11:00:00+02:00", datetime(2026, 11, 21, 9, tzinfo=UTC)),
        ("2026-11-21T09:00:00.5Z", datetime(2026, 11, 21, 9, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-11-21T09:00:00", None),
        ("2026-11-21T09:00Z", None),
        ("2026-11-21", None),
        ("2026-11-31T09:00:00Z", None),
        ("2026-11-21t09:00:00z", None),
    ],
)
def test_moments(text: str, when: datetime | None) -> None:
    """RFC 3339 with an offset, in capitals."""
    assert edtf.moment(text) == when


@given(st.dates())
def test_every_day_means_itself(day: date) -> None:
    """A full day has one meaning."""
    assert edtf.parse(day.isoformat()) == edtf.Span(day, day)
    assert edtf.day(day.isoformat()) == day


@given(st.text(alphabet="0123456789-/.[]XYTZ~?%:+ ", max_size=40))
def test_never_raises_and_never_turns_time_round(text: str) -> None:
    """Whatever is written, the first day is not after the last."""
    span = edtf.parse(text)
    if span is not None and span.earliest and span.latest:
        assert span.earliest <= span.latest
