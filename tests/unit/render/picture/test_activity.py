"""Activity over time: bars by month, year or several years, and the table behind them."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.render.picture.activity import picture
from tests.unit.render.picture.reading import faults, parsed, words


def table(made: str) -> list[tuple[str, ...]]:
    """The rows of the table behind, each as its words."""
    return [tuple("".join(cell.itertext()) for cell in row) for row in parsed(made).iter("tr")]


def test_within_a_year_a_bar_is_a_month() -> None:
    made = picture("a", ["2026-03-01", "2026-01-09", "2026-01-31T09:00:00Z"])
    assert parsed(made).findtext("figure/svg/title") == "Briefings by month of publication, 2026"
    assert words(made) == ["2", "Jan", "Feb", "1", "Mar"]
    assert table(made) == [("Published", "Briefings"), ("January 2026", "2"), ("March 2026", "1")]


def test_over_years_a_bar_is_a_year() -> None:
    made = picture("a", ["2024-03-01", "2026-01-09", "2026-05-31"])
    assert parsed(made).findtext("figure/svg/title") == "Briefings by year of publication"
    assert parsed(made).findtext("figure/svg/desc") == (
        "From 2024 to 2026; most in 2026, with 2. The table below says the same in numbers."
    )
    assert table(made)[1:] == [("2024", "1"), ("2026", "2")]


def test_over_many_years_several_share_a_bar() -> None:
    made = picture("a", [f"{year}-01-01" for year in range(1931, 2027)])
    assert "5 years a bar" in made
    assert table(made)[1] == ("1930–1934", "4")
    assert len(table(made)) == 21


def test_ten_years_have_no_room_for_ten_names() -> None:
    made = picture("a", [f"{year}-01-01" for year in range(2015, 2025)])
    assert [word for word in words(made) if len(word) == 4] == ["2015", "2018", "2021", "2024"]


@pytest.mark.parametrize(
    "published", [(), ("2026-01-01",), ("2026-01-01", "2026-01-31"), ("", "2026-01-01"), ("soon", "20XX")]
)
def test_what_is_all_of_one_time_is_no_picture(published: tuple[str, ...]) -> None:
    assert picture("a", published) == ""


def test_enormous_numbers_fit() -> None:
    made = picture("a", ["2025-01-01"] * 1_234_567 + ["2026-01-01"])
    assert words(made) == ["1m", "2025", "1", "2026"]
    assert table(made)[1] == ("2025", "1234567")
    bars = [float(bar.get("height", "")[:-2]) for bar in parsed(made).iter("rect")]
    assert min(bars) > 0.1


def test_the_table_is_a_table() -> None:
    made: ET.Element = parsed(picture("a", ["2025-01-01", "2026-01-01"]))
    assert [th.get("scope") for th in made.iter("th")] == ["col", "col", "row", "row"]


@given(st.lists(st.dates().map(str), max_size=40))
def test_any_days_give_a_sound_picture(published: list[str]) -> None:
    made = picture("a", published)
    assert faults(made) == []
    assert not made or sum(int(row[1]) for row in table(made)[1:]) == len(published)
