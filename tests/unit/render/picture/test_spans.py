"""Timelines: what is drawn for each kind of date, and what is drawn of hostile ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.render.picture.spans import MOST, Event, event, picture
from tests.unit.render.picture.reading import faults, parsed, styles, words

KNOWN = [event("First", "2020-01-01"), event("Last", "2030-01-01")]


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("2026-03-14", ["bp-full"]),
        ("2026-06-11?", ["bp-ring"]),
        ("2026-06-11~", ["bp-ring"]),
        ("2026-06", ["bp-within", "bp-stripes"]),
        ("2026-06-XX", ["bp-within", "bp-stripes"]),
        ("2026", ["bp-within", "bp-stripes"]),
        ("2026-22", ["bp-within", "bp-stripes"]),
        ("[..2026-11-21]", ["bp-within", "bp-stripes", "bp-full"]),
        ("2026-03/2026-06", ["bp-lasting"]),
        ("2026-07/..", ["bp-lasting", "bp-full"]),
        ("../2025", ["bp-lasting", "bp-full"]),
        ("unknown", ["bp-unknown"]),
        ("", ["bp-unknown"]),
        ("mid-2026", ["bp-unknown"]),
    ],
)
def test_each_kind_of_date_has_its_mark(written: str, drawn: list[str]) -> None:
    made = picture("t", [*KNOWN, event("It", written)])
    assert styles(made)[2:] == drawn
    assert faults(made) == []


def test_the_caption_explains_the_marks_that_are_there_and_no_others() -> None:
    caption = parsed(picture("t", [*KNOWN, event("It", "2026-06")])).findtext("figure/figcaption")
    assert caption == "Dot: the day is known. Striped bar: some time within it; which day, we do not know."


def test_the_picture_says_what_it_is() -> None:
    drawn = parsed(picture("t", KNOWN)).find("figure/svg")
    assert drawn is not None
    assert drawn.get("role") == "img"
    assert drawn.findtext("title") == "Timeline as a picture: 2 events"
    assert drawn.findtext("desc") == (
        "One line an event, between 1 January 2020 and 1 January 2030. "
        "The list on this page says the same in words."
    )


@pytest.mark.parametrize(
    "written",
    [(), ("2026-01-01",), ("unknown", "unknown"), ("2026-01-01", "2026-01-01"), ("2026-01-01", "unknown")],
)
def test_where_there_is_nothing_to_compare_there_is_no_picture(written: tuple[str, ...]) -> None:
    assert picture("t", [event("It", date) for date in written]) == ""


def test_words_are_text_whatever_they_are() -> None:
    made = picture("t", [event('<script>alert("x")</script>', "2026-01-01"), event("& ]]>", "2026-02-01")])
    assert "<script" not in made
    assert words(made)[-2:] == ['<script>alert("x")</script>', "& ]]>"]


def test_long_words_go_on_below_and_are_cut_only_after_three_lines() -> None:
    name = "Complaint about automatic shift planning at the Northgate depot"
    made = picture(
        "t", [event(name, "2026-01-01"), event("W" * 5000, "2026-02-01"), event("two " * 900, "2026-03-01")]
    )
    found = words(made)
    assert "Complaint about automatic shift" in found
    assert "planning at the Northgate depot" in found
    assert all(len(text) <= 40 for text in found)
    assert [text[-1] for text in found].count("…") == 2
    heights = [float(e.get("cy", "")[:-2]) for e in parsed(made).iter("circle")]
    assert heights[1] - heights[0] < heights[2] - heights[1], "what has more lines takes more room"


def test_dates_thousands_of_years_apart_stay_in_order() -> None:
    made = picture("t", [event("Then", "0044-03-15"), event("Now", "2026"), event("Far", "9999-12-31")])
    assert faults(made) == []
    assert words(made)[:4] == ["2000", "4000", "6000", "8000"]
    widths = [float(bar.get("width", "")[:-1]) for bar in parsed(made).iter("rect")]
    assert min(widths) > 1  # a year among ten thousand can still be seen


def test_of_very_many_the_first_are_drawn_and_it_says_so() -> None:
    made = picture("t", [event(f"No. {n}", f"20{n % 80 + 10}") for n in range(3000)])
    assert len(parsed(made).findall("figure/svg/g/rect")) == MOST
    assert "The picture shows the first 40 of 3000 events." in made


def test_the_latest_are_called_so() -> None:
    events = [event(f"No. {n}", f"{2026 - n}") for n in range(5)]
    assert "The picture shows the latest 3 of 5 events." in picture("t", events, 3, latest_first=True)


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        ("2026-05-01", "2026-05-03", ["1 May 2026", "2 May", "3 May"]),
        ("2026-12-20", "2027-01-08", ["20 Dec 2026", "25 Dec", "30 Dec", "4 Jan 2027"]),
        ("2026-01-01", "2026-04-15", ["Jan 2026", "Feb", "Mar", "Apr"]),
        ("2025-11-15", "2026-07-15", ["Jan 2026", "Apr", "Jul"]),
        ("2015-06-01", "2026-06-01", ["2020", "2025"]),
        ("0001-01-01", "9999-12-31", ["2000", "4000", "6000", "8000"]),
    ],
)
def test_the_axis_has_a_few_dates(first: str, last: str, ticks: list[str]) -> None:
    made = picture("t", [event("A", first), event("B", last)])
    assert words(made)[: len(ticks)] == ticks
    assert words(made)[len(ticks) :] == ["A", "B"]


days = st.none() | st.dates()


@given(st.lists(st.builds(Event, st.text(), days, days, st.booleans(), st.booleans()).filter(
    lambda e: e.first is None or e.last is None or e.first <= e.last
), max_size=60))  # fmt: skip
def test_any_events_give_a_sound_picture(events: list[Event]) -> None:
    printable = [e._replace(words="".join(c for c in e.words if c.isprintable())) for e in events]
    made = picture("t", printable)
    assert faults(made) == []
