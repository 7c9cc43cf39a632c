"""Which fields hold dates, in which form, and what somebody meant who wrote another."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date
from functools import lru_cache

from briefpress.check.placed import ByKind, Placed
from briefpress.model import briefing, edtf, registry
from briefpress.model.edtf import Span
from briefpress.model.field import Entry


class Form(enum.Enum):
    """What may stand in a date field."""

    EDTF = "a date of the profile"
    EDTF_OR_UNKNOWN = "a date of the profile, or unknown"
    DAY = "a full day"
    DAY_OR_MOMENT = "a full day, or a moment with its offset"
    MOMENT = "a moment with its offset"

    def allows(self, text: str) -> bool:
        """True when the text is a date of this form."""
        if self is Form.DAY:
            return edtf.day(text) is not None
        if self is Form.MOMENT:
            return edtf.moment(text) is not None
        if self is Form.DAY_OR_MOMENT:
            return edtf.day(text) is not None or edtf.moment(text) is not None
        return edtf.is_date(text) or (self is Form.EDTF_OR_UNKNOWN and text == edtf.UNKNOWN)


@dataclass(frozen=True, slots=True)
class DateField:
    """A field that holds a date; `future` is true where a day to come is in order."""

    key: str
    form: Form
    future: bool = False


_COMMON = (
    DateField("published", Form.DAY_OR_MOMENT),
    DateField("updated", Form.DAY_OR_MOMENT),
    DateField("embargo_until", Form.MOMENT, future=True),
)
_DATED = (DateField("date", Form.DAY_OR_MOMENT),)
_FIELDS: Mapping[type[Entry], tuple[DateField, ...]] = {
    briefing.Briefing: (DateField("event_date", Form.EDTF_OR_UNKNOWN), *_COMMON),
    briefing.Digest: (DateField("period", Form.EDTF), *_COMMON),
    briefing.WatchItem: (DateField("date", Form.EDTF, future=True),),
    briefing.TimelineItem: (DateField("date", Form.EDTF),),
    briefing.Change: _DATED,
    briefing.Correction: _DATED,
    briefing.Withdrawal: _DATED,
    briefing.Removal: _DATED,
    briefing.Redaction: _DATED,
    briefing.Response: (
        DateField("requested", Form.MOMENT),
        DateField("deadline", Form.MOMENT, future=True),
        DateField("received", Form.DAY_OR_MOMENT),
    ),
    registry.Source: (DateField("issued", Form.EDTF_OR_UNKNOWN), DateField("accessed", Form.DAY)),
}
"""Date fields have the same name on the model and in the file."""


def date_fields(kind: type[Entry]) -> tuple[DateField, ...]:
    """The date fields of a kind of entry."""
    return _FIELDS.get(kind, ())


def is_date_field(kind: type[Entry], key: str) -> bool:
    """True when this field of this kind of entry holds a date."""
    return any(key == field.key for field in date_fields(kind))


def dates(by_kind: ByKind) -> Iterator[tuple[Placed, DateField, str]]:
    """Every date that was written, with its entry and field."""
    for kind, entries in by_kind.items():
        for field in date_fields(kind):
            for one in entries:
                text = getattr(one.entry, field.key).strip()
                if text:
                    yield one, field, text


@lru_cache(maxsize=4096)
def span(text: str) -> Span | None:
    """The days, in UTC, that a date or moment can mean; None when it is neither."""
    exact = edtf.moment(text)
    if exact is None:
        return edtf.parse(text)
    try:
        on = exact.astimezone(UTC).date()
    except OverflowError:
        return None
    return Span(on, on)


# ── what was meant ────────────────────────────────────────────────────────────────────────────────────

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_PART_OF_YEAR = {"early": "02", "mid": "06", "late": "11"}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_ABOUT = re.compile(r"(?:c\.?|ca\.?|circa|about|around|approximately|roughly|some time in)\s*(?=\S)")
_LATEST = re.compile(r"(?:by|before|until|at the latest|no later than|\.\.)\s*(?=\S)")
_UNKNOWN = frozenset(
    {"?", "-", "n.d.", "nd", "n/a", "none", "undated", "no date", "not known", "unclear", "tbd"}
)


def meant(text: str, form: Form) -> str:
    """A date of this form that somebody may have meant, or "".

    >>> meant("mid-2026", Form.EDTF), meant("21 Nov. 2026", Form.DAY), meant("by 2026-11-21", Form.EDTF)
    ('2026-06~', '2026-11-21', '[..2026-11-21]')
    """
    found = next((guess for guess in _guesses(text[:80]) if guess and form.allows(guess)), "")
    return found if found != text else ""


def _guesses(text: str) -> Iterator[str]:
    said = text.strip().strip("[]'\"").casefold()
    if said in _UNKNOWN:
        yield edtf.UNKNOWN
    exact = _read(said)
    yield exact
    yield said
    if edtf.day(exact or said):
        yield f"{exact or said}T09:00:00Z"
    yield said.upper().replace(" ", "T")
    yield f"{said.upper().replace(' ', 'T')}Z"
    if "/" in said:
        yield "/".join(reversed(said.split("/")))
    if match := _ABOUT.match(said):
        rest = said[match.end() :]
        yield f"{_read(rest) or rest}~"
    if match := _LATEST.match(said):
        rest = said[match.end() :]
        yield f"[..{_read(rest) or rest}]"


def _read(said: str) -> str:
    """A date in common words or figures as EDTF, or ""."""
    if match := re.fullmatch(r"(early|mid|late)[\s-]+(\d{4})", said):
        return f"{match[2]}-{_PART_OF_YEAR[match[1]]}~"
    if match := re.fullmatch(r"(spring|summer|autumn|fall|winter)[\s,]+(?:of\s+)?(\d{4})", said):
        return f"{match[2]}-{_SEASONS[match[1]]}"
    if match := re.fullmatch(r"(?:the\s+)?(\d{3})0s", said):
        return f"{match[1]}X"
    if match := re.fullmatch(
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?{_MONTH},?\s+(?P<year>\d{{4}})", said
    ):
        return _joined(match["year"], str(_MONTHS.index(match["month"]) + 1), match["day"])
    if match := re.fullmatch(rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})", said):
        return _joined(match["year"], str(_MONTHS.index(match["month"]) + 1), match["day"])
    if match := re.fullmatch(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?", said):
        return _joined(match[1], match[2], match[3])
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", said):
        return _joined(match[3], match[2], match[1])
    return ""


def _joined(year: str, month: str, day: str | None) -> str:
    return "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])


def first_day(text: str) -> date | None:
    """The earliest day that a date can mean; None when its start is open or it is no date."""
    found = span(text)
    return found.earliest if found else None


def last_day(text: str) -> date | None:
    """The latest day that a date can mean; None when its end is open or it is no date."""
    found = span(text)
    return found.latest if found else None
