"""A timeline: events one below the other, each drawn as far as its date is known.

A known day is a dot. A date that leaves the day open is a striped bar over all days that it can mean; a time
that something lasted is a full one. Where no limit is known on a side, the bar ends in an arrow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from briefpress.model import edtf
from briefpress.render import dates
from briefpress.render.picture.drawing import figure, lines, short, svg, text
from briefpress.render.wording import count, say

MOST = 40
"""Events drawn; the words below the picture tell how many there are."""

_LETTERS, _LINES = 38, 3
"""Room for an event's words: letters on a line of a narrow phone, and lines."""
_LINE, _MARK, _TOP, _AXIS = 1.2, 1.5, 0.4, 1.7
"""Heights in em: of a line of an event's words, of its mark below them, above the first, and of the axis."""
_LEFT, _WIDTH = 10.0, 80.0
"""Where the first day stands, and how far from it the last one, in percent."""
_OPEN = 4.0
"""How far from the edge an arrow begins, in percent."""
_NARROWEST = 1.4
"""How wide a bar is at least, in percent: a month among centuries can still be seen."""
_TICKS = 4
"""Dates along the axis, at most, that a narrow phone has room for."""


class Event(NamedTuple):
    """Something that happened; `first` and `last` are the days between which it did, None where not known.

    `lasting` when it went on from the first to the last day; `about` when even these are approximate.
    """

    words: str
    first: date | None
    last: date | None
    lasting: bool = False
    about: bool = False


def event(words: str, written: str) -> Event:
    """An event with a date as written; what is no date of the profile is an unknown one.

    >>> event("It ended", "2026-06-XX")
    Event(words='It ended', first=datetime.date(2026, 6, 1), last=datetime.date(2026, 6, 30), lasting=False, about=True)
    """
    found = edtf.parse(written.strip())
    if found is None:
        return Event(words, None, None)
    return Event(words, found.earliest, found.latest, "/" in written, found.qualified)


def picture(id: str, events: Sequence[Event], most: int = MOST, *, latest_first: bool = False) -> Markup:
    """Events in the order given, and no more than `most` of them; `latest_first` tells which those are.

    Empty when fewer than two have a date, or all of them the same day.
    """
    shown = events[:most]
    known = [(e.first, e.last) for e in shown if e.first or e.last]
    days = [day for pair in known for day in pair if day is not None]
    if len(known) < 2 or min(days) == max(days):
        return Markup()
    scale = _Scale(min(days), max(days))
    rows: list[str] = []
    foot = _TOP
    for entry in shown:
        said = lines(entry.words, _LETTERS, _LINES) or [""]
        rows += _row(entry, said, scale, foot)
        foot += _LINE * len(said) + _MARK
    parts = [*_axis(scale, foot), *rows]
    drawn = svg(id, _title(len(events)), _what(scale), foot + _AXIS, parts)
    return figure(drawn, " ".join(_caption(shown, len(events), latest_first)))


class _Scale(NamedTuple):
    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day stands, in percent of the width."""
        passed, all_days = day.toordinal() - self.first.toordinal(), (self.last - self.first).days
        return _LEFT + _WIDTH * passed / all_days


def _title(events: int) -> str:
    return say("picture.spans", events=count("picture.spans.events", events))


def _what(scale: _Scale) -> str:
    first, last = (dates.words(day.isoformat()) for day in scale)
    return say("picture.spans.what", first=first, last=last)


# ── events ────────────────────────────────────────────────────────────────────────────────────────────


def _row(entry: Event, said: Sequence[str], scale: _Scale, top: float) -> Iterator[str]:
    """The words of an event, line by line, and below them its mark."""
    for number, line in enumerate(said):
        yield text("0", top + 1 + _LINE * number, line)
    middle = top + 0.55 + _LINE * len(said)
    if entry.first is None and entry.last is None:
        yield f'<line class="bp-unknown" x1="0" x2="100%" y1="{short(middle)}em" y2="{short(middle)}em"/>'
    elif entry.first == entry.last and entry.first is not None:
        style = "bp-ring" if entry.about else "bp-full"
        at = short(scale.at(entry.first))
        yield f'<circle class="{style}" cx="{at}%" cy="{short(middle)}em" r=".38em"/>'
    else:
        yield from _bar(entry, scale, middle)


def _bar(entry: Event, scale: _Scale, middle: float) -> Iterator[str]:
    left = scale.at(entry.first) if entry.first else _OPEN
    right = scale.at(entry.last) if entry.last else 100 - _OPEN
    if right - left < _NARROWEST:
        middle_of_both = (left + right) / 2
        left, right = middle_of_both - _NARROWEST / 2, middle_of_both + _NARROWEST / 2
    box = f'x="{short(left)}%" y="{short(middle - 0.35)}em" width="{short(right - left)}%" height=".7em"'
    if entry.lasting:
        yield f'<rect class="bp-lasting" {box}/>'
    else:
        yield f'<rect class="bp-within" {box}/>'
        yield _line("bp-stripes", f"{short(left)}%", f"{short(right)}%", middle)
    if entry.first is None:
        yield _arrow(left, middle, "M0-7L-8 0 0 7z")
    if entry.last is None:
        yield _arrow(right, middle, "M0-7L8 0 0 7z")


def _line(style: str, left: str, right: str, middle: float) -> str:
    y = short(middle)
    return f'<line class="{style}" x1="{left}" x2="{right}" y1="{y}em" y2="{y}em"/>'


def _arrow(at: float, middle: float, path: str) -> str:
    return (
        f'<svg class="bp-full" x="{short(at)}%" y="{short(middle)}em" overflow="visible">'
        f'<path d="{path}"/></svg>'
    )


def _caption(shown: Sequence[Event], events: int, latest: bool) -> Iterator[str]:
    """What the marks of this picture mean, and what was left out."""
    if events > len(shown):
        yield say(
            "picture.spans.capped-latest" if latest else "picture.spans.capped", n=len(shown), of=events
        )
    days = [e for e in shown if e.first is not None and e.first == e.last]
    spans = [e for e in shown if e.first != e.last]
    told = {
        "day": any(not e.about for e in days),
        "about": any(e.about for e in days),
        "within": any(not e.lasting for e in spans),
        "lasting": any(e.lasting for e in spans),
        "open": any(e.first is None or e.last is None for e in spans),
        "unknown": any(e.first is None and e.last is None for e in shown),
    }
    yield from (say(f"picture.spans.{name}") for name, is_there in told.items() if is_there)


# ── axis ──────────────────────────────────────────────────────────────────────────────────────────────


def _axis(scale: _Scale, foot: float) -> Iterator[str]:
    yield _line("bp-axis", "0", "100%", foot)
    for day, words in _ticks(scale):
        where = f"{short(scale.at(day))}%"
        yield f'<line class="bp-tick" x1="{where}" x2="{where}" y1="0" y2="{short(foot + 0.3)}em"/>'
        yield text(where, foot + 1.35, words, "bp-at-middle")


def _ticks(scale: _Scale) -> list[tuple[date, str]]:
    """Days along the axis with their words: the finest round steps of which there are not too many."""
    for step in (1, 2, 5, 7, 14):
        if (scale.last - scale.first).days // step < _TICKS:
            numbers = range(scale.first.toordinal(), scale.last.toordinal() + 1, step)
            return _named([date.fromordinal(n) for n in numbers], days=True)
    for step in (1, 3, 6):
        months = [m for m in _months(scale) if m % step == 0] if _years(scale) < 3 else []
        if 0 < len(months) <= _TICKS:
            return _named([date(m // 12, m % 12 + 1, 1) for m in months], days=False)
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000):
        years = range(-(-_first_year(scale) // step) * step, scale.last.year + 1, step)
        if len(years) <= _TICKS:
            return [(date(year, 1, 1), str(year)) for year in years]
    return []


def _years(scale: _Scale) -> int:
    return scale.last.year - scale.first.year


def _first_year(scale: _Scale) -> int:
    """The first year whose first day lies on the axis."""
    first = scale.first
    return first.year + ((first.month, first.day) != (1, 1))


def _months(scale: _Scale) -> range:
    """The months that begin on the axis, counted from year 0."""
    first, last = scale
    return range(first.year * 12 + first.month - (first.day == 1), last.year * 12 + last.month)


def _named(ticks: Sequence[date], *, days: bool) -> list[tuple[date, str]]:
    """Days in as few letters as will do; the year stands where it begins."""
    found: list[tuple[date, str]] = []
    for day in ticks:
        words = dates.words(day.isoformat()[:7])[:3]
        if days:
            words = f"{day.day} {words}"
        if not found or found[-1][0].year != day.year:
            words = f"{words} {day.year}"
        found.append((day, words))
    return found
