"""Dates of the site's EDTF profile: what they are, and the first and last day that they can mean.

The profile is Levels 0 and 1 of the Extended Date/Time Format (Library of Congress, 2019; ISO 8601-2:2019)
and, of Level 2, the form `[..2026-11-21]`: one unknown day, at the latest this one (docs/guide/fields.md).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

UNKNOWN = "unknown"
"""What a date field may say instead of a date, where the form allows it. It is no EDTF."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a date can mean. An end is None where it is open or unknown.

    `qualified` is true when the date is approximate, uncertain or partly unspecified (`~ ? % X`, `[..]`);
    a plain interval is not. Years outside 1 to 9999 are held as the first or last day that Python knows.
    """

    earliest: date | None
    latest: date | None
    qualified: bool = False


@lru_cache(maxsize=4096)
def parse(text: str) -> Span | None:
    """The days that a date of the profile can mean, or None when the text is no date of the profile.

    >>> parse("2026-02")
    Span(earliest=datetime.date(2026, 2, 1), latest=datetime.date(2026, 2, 28), qualified=False)
    >>> parse("2026-06-XX").qualified, parse("2026-06/..").latest, parse("mid-2026")
    (True, None, None)
    """
    if match := _AT_THE_LATEST.fullmatch(text):
        limit = day(match[1])
        return Span(None, limit, qualified=True) if limit else None
    if "/" in text:
        return _interval(text)
    return _moment(text) if "T" in text else _single(text)


def is_date(text: str) -> bool:
    """True for a date of the profile.

    >>> is_date("2026-06~"), is_date("2026-13")
    (True, False)
    """
    return parse(text) is not None


def is_qualified(text: str) -> bool:
    """True for a date of the profile that is approximate, uncertain or partly unspecified."""
    span = parse(text)
    return span is not None and span.qualified


def day(text: str) -> date | None:
    """A full calendar day such as 2026-11-21 (ISO 8601, extended form), or None.

    >>> day("2026-02-29") is None
    True
    """
    match = _DAY.fullmatch(text)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


@lru_cache(maxsize=4096)
def moment(text: str) -> datetime | None:
    """A moment with its offset from UTC (RFC 3339, upper-case T and Z), or None.

    >>> moment("2026-11-21T09:00:00Z").isoformat(), moment("2026-11-21T09:00:00")
    ('2026-11-21T09:00:00+00:00', None)
    """
    if not _RFC_3339.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


_AT_THE_LATEST = re.compile(r"\[\.\.(.+)\]", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_RFC_3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})", re.ASCII)
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(Z|[+-]\d{2}(?::\d{2})?)?",
    re.ASCII,
)
_SINGLE = re.compile(r"(?P<year>-?\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[~?%])?", re.ASCII)
_UNSPECIFIED = re.compile(r"(?P<year>-?\d{4})-(?:(?P<month>\d{2})-XX|XX(?:-XX)?)", re.ASCII)
_UNSPECIFIED_YEAR = re.compile(r"(?P<year>-?(?:\d{3}X|\d{2}XX))", re.ASCII)
_LONG_YEAR = re.compile(r"Y(?P<year>-?[1-9]\d{4,})(?P<mark>[~?%])?", re.ASCII)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
"""First and last month of spring, summer, autumn and winter; winter as far as it lies in the year named."""


def _single(text: str) -> Span | None:
    if match := _SINGLE.fullmatch(text):
        return _dated(match)
    if match := _UNSPECIFIED.fullmatch(text):
        month = int(match["month"] or 0)
        valid = match["month"] is None or 1 <= month <= 12
        return _span(int(match["year"]), month, month, qualified=True) if valid else None
    if match := _UNSPECIFIED_YEAR.fullmatch(text):
        low, high = int(match["year"].replace("X", "0")), int(match["year"].replace("X", "9"))
        return Span(_edge(min(low, high), 1, 1), _edge(max(low, high), 12, 31), qualified=True)
    if match := _LONG_YEAR.fullmatch(text):
        return _span(_long(match["year"]), 0, 0, qualified=match["mark"] is not None)
    return None


def _dated(match: re.Match[str]) -> Span | None:
    year, month = int(match["year"]), int(match["month"] or 0)
    if match["year"] == "-0000" or (match["month"] and month == 0):
        return None
    qualified = match["mark"] is not None
    if match["day"]:
        exact = _day(max(year, 1), month, int(match["day"]))
        return Span(exact, exact, qualified) if exact else None
    if month in _SEASONS:
        return _span(year, *_SEASONS[month], qualified=qualified)
    return _span(year, month, month, qualified=qualified) if month <= 12 else None


def _span(year: int, first: int, last: int, *, qualified: bool) -> Span:
    """From the first to the last month of a year; 0 for the whole year."""
    end = last or 12
    days = monthrange(year, end)[1] if 1 <= year <= 9999 else 28
    return Span(_edge(year, first or 1, 1), _edge(year, end, days), qualified)


def _edge(year: int, month: int, number: int) -> date:
    if year < 1:
        return date.min
    return date(year, month, number) if year <= 9999 else date.max


def _long(year: str) -> int:
    """The year, or one that is as surely out of range where it has too many digits to be worth reading."""
    out_of_range = 10_000
    return -out_of_range if year.startswith("-") else out_of_range


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _interval(text: str) -> Span | None:
    start, _, end = text.partition("/")
    first, last = _end(start), _end(end)
    if first is None or last is None or (start in _OPEN and end in _OPEN):
        return None
    if first.earliest and last.latest and first.earliest > last.latest:
        return None
    return Span(first.earliest, last.latest, first.qualified or last.qualified)


_OPEN = ("", "..")


def _end(text: str) -> Span | None:
    """One end of an interval: a date of Level 0, a season, either with a qualification, open or unknown."""
    if text in _OPEN:
        return Span(None, None)
    return _single(text) if "X" not in text and "T" not in text else None


def _moment(text: str) -> Span | None:
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    try:
        when = datetime.fromisoformat(text)
        there = when.astimezone(UTC).date() if when.tzinfo else when.date()
    except (ValueError, OverflowError):
        return None
    return Span(there, there)
