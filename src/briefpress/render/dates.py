"""Dates of the EDTF profile (docs/guide/fields.md) in words, and the last day that they can mean."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from briefpress.model import edtf

_MONTHS = tuple(calendar.month_name)
"""January is 1; the C locale's names, since nothing here sets a locale."""
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_SEASON_END = {"21": 5, "22": 8, "23": 11, "24": 12}
_DATE = re.compile(r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?(?P<mark>[~?%])?\Z")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(?::\d{2})?(?:\.\d+)?(Z|z|[+-]\d{2}:\d{2})?\Z")
_LIMIT = re.compile(r"\[\.\.(\d{4}-\d{2}-\d{2})\]\Z")
_QUALIFIED = {"~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}


@lru_cache(maxsize=4096)
def words(edtf: str) -> str:
    """A date as a reader says it; what is no date of the profile is returned as written.

    >>> words("2026-11-21"), words("2026-06~"), words("2026-06-XX")
    ('21 November 2026', 'about June 2026', 'on an unknown day in June 2026')
    >>> words("[..2026-11-21]")
    'on an unknown day, at the latest 21 November 2026'
    >>> words("2026-05/2026-06"), words("2026-06/.."), words("2026-11-21T09:00:00Z")
    ('from May 2026 to June 2026', 'from June 2026 on', '21 November 2026, 09:00 UTC')
    """
    text = edtf.strip()
    if text in ("", "unknown"):
        return "on an unknown day"
    if limit := _LIMIT.match(text):
        return f"on an unknown day, at the latest {_single(limit[1])}"
    if moment := _MOMENT.match(text):
        return f"{_single(moment[1])}, {moment[2]} {_zone(moment[3] or '')}".rstrip()
    if "/" in text:
        return _interval(*text.split("/", 1))
    return _single(text)


def _zone(offset: str) -> str:
    return "UTC" if offset in ("Z", "z", "+00:00") else f"UTC{offset}" if offset else ""


def _interval(start: str, end: str) -> str:
    if start in ("", "..") and end in ("", ".."):
        return "at an unknown time"
    if start in ("", ".."):
        return f"up to {_single(end)}"
    if end == "..":
        return f"from {_single(start)} on"
    if end == "":
        return f"from {_single(start)} to an unknown day"
    return f"from {_single(start)} to {_single(end)}"


def _single(text: str) -> str:
    match = _DATE.match(text)
    if match is None:
        return text
    plain = _unqualified(match["year"], match["month"] or "", match["day"] or "")
    return _QUALIFIED[match["mark"]].format(plain) if match["mark"] else plain


def _unqualified(year: str, month: str, day: str) -> str:
    when = _year(year)
    if month == "XX":
        return f"on an unknown day in {when}" if day else f"in an unknown month of {when}"
    if month in _SEASONS:
        return f"{_SEASONS[month]} {when}"
    if month:
        when = f"{_month(month)} {when}"
    if day == "XX":
        return f"on an unknown day in {when}"
    return f"{int(day)} {when}" if day.isdecimal() else f"{day} {when}".strip()


def _month(month: str) -> str:
    return _MONTHS[int(month)] if month.isdecimal() and 1 <= int(month) <= 12 else month


def _year(year: str) -> str:
    if year.endswith("XX"):
        return f"the {year[:2]}00s" if year[:2].isdecimal() else "an unknown year"
    return f"the {year[:3]}0s" if year.endswith("X") else year


@lru_cache(maxsize=4096)
def latest(edtf: str) -> date | None:
    """The last day that a date can mean; None when it is open, unknown or no date.

    >>> latest("2026-02"), latest("2026-06/.."), latest("[..2026-11-21]")
    (datetime.date(2026, 2, 28), None, datetime.date(2026, 11, 21))
    """
    text = edtf.strip()
    if limit := _LIMIT.match(text):
        text = limit[1]
    match = _DATE.match(text[:10] if _MOMENT.match(text) else text.rpartition("/")[2])
    if match is None:
        return None
    year = int(match["year"].replace("X", "9"))
    raw = match["month"] or "XX"
    month = _SEASON_END.get(raw) or (int(raw) if raw.isdecimal() else 12)
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    last = calendar.monthrange(year, month)[1]
    day = match["day"] or "XX"
    return date(year, month, min(int(day), last) if day.isdecimal() and int(day) else last)


def order(edtf: str) -> tuple[str, str]:
    """Sort key: by the first day written, open starts first, unknown dates last.

    >>> sorted(["unknown", "2026-06", "../2025", "2026-05-03"], key=order)
    ['../2025', '2026-05-03', '2026-06', 'unknown']
    """
    text = edtf.strip().lstrip("[").rstrip("]~?%")
    if text in ("", "unknown"):
        return ("1", "")
    return ("0", "" if text.startswith("..") else text)


def span(written: str) -> tuple[date, date] | None:
    """The first and last day of a date, for a calendar. Of a date that is open on one side, the day that is known.

    >>> span("2027-02")
    (datetime.date(2027, 2, 1), datetime.date(2027, 2, 28))
    >>> span("2026-11/..")
    (datetime.date(2026, 11, 1), datetime.date(2026, 11, 1))
    >>> span("unknown") is None
    True
    """
    found = edtf.parse(written)
    if found is None:
        return None
    first, last = found.earliest or found.latest, found.latest or found.earliest
    return None if first is None or last is None or first.year < 1000 else (first, last)
