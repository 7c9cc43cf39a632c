"""Dates in common words or figures that can mean one day or month only."""

from __future__ import annotations

import re

from briefpress.model import edtf

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_NUMBERS = {name: number for number, name in enumerate(_MONTHS, 1)}
_NUMBERS |= {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH = rf"(?P<month>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_IN_WORDS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (rf"(?:{_DAY} +)?{_MONTH},? +{_YEAR}", rf"{_MONTH} +{_DAY},? +{_YEAR}")
)
_IN_FIGURES = re.compile(
    rf"{_YEAR}(?P<sign>[-./])(?P<month>[0-9]{{1,2}})(?P=sign)(?P<day>[0-9]{{1,2}})", re.ASCII
)
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[t ]([0-9:.]+)(z|[+-][0-9]{2}:[0-9]{2})", re.ASCII | re.IGNORECASE
)


def certain(text: str) -> str:
    """The date as EDTF or RFC 3339 writes it; "" where another day could be meant as well.

    >>> (
    ...     certain("21 Nov. 2026"),
    ...     certain("November 2026"),
    ...     certain("2026/3/5"),
    ...     certain("2026-11-21 09:00:00z"),
    ... )
    ('2026-11-21', '2026-11', '2026-03-05', '2026-11-21T09:00:00Z')
    >>> certain("5/3/2026"), certain("2005-6"), certain("mid-2026"), certain("31 June 2026")
    ('', '', '', '')
    """
    said = text.strip().casefold()
    if match := _MOMENT.fullmatch(said):
        moment = f"{match[1]}T{match[2]}{match[3].upper()}"
        return moment if edtf.moment(moment) else ""
    for pattern in (*_IN_WORDS, _IN_FIGURES):
        if match := pattern.fullmatch(said):
            return _joined(match["year"], match["month"], match["day"])
    return ""


def _joined(year: str, month: str, day: str | None) -> str:
    number = _NUMBERS[month] if month in _NUMBERS else int(month)
    date = f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
    return date if edtf.is_date(date) and number <= len(_MONTHS) else ""
