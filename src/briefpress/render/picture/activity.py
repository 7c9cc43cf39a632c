"""How many briefings there were when: a bar a month within one year, else a bar a year or some years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from briefpress.render import dates
from briefpress.render.picture.drawing import figure, short, svg, text
from briefpress.render.wording import say

_MOST = 24
"""Bars; where there would be more, several years share one."""
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_NUMBERED, _NAMED = 12, 8
"""On a narrow screen so many bars have room for a number above, and for a name below each; of more, some are named."""
_HEIGHT, _ABOVE, _BELOW = 4.0, 1.3, 1.4
"""In em: of the highest bar, of the number above it, of the names below."""


class _Bar(NamedTuple):
    """`name` is as short as the axis needs it, `words` are for the table."""

    name: str
    words: str
    briefings: int


def picture(id: str, published: Iterable[str]) -> Markup:
    """Briefings over time by their days of publication as written; empty unless these fall into two bars.

    What has no such day yet is left out.
    """
    months = Counter(day[:7] for day in published if day[:4].isdecimal() and day[5:7].isdecimal())
    if len(months) < 2:
        return Markup()
    years = sorted({int(month[:4]) for month in months})
    if len(years) == 1:
        return _drawn(id, say("picture.activity.month", year=years[0]), _by_month(months))
    step = next((s for s in _STEPS if years[-1] // s - years[0] // s < _MOST), _STEPS[-1])
    bars = _by_year(months, years, step)
    if sum(1 for bar in bars if bar.briefings) < 2:
        return Markup()
    title = say("picture.activity.year") if step == 1 else say("picture.activity.years", n=step)
    return _drawn(id, title, bars)


def _by_month(months: Counter[str]) -> list[_Bar]:
    """From the first to the last month of the year that has briefings."""
    first, last = min(months), max(months)
    names = [f"{first[:5]}{month:02}" for month in range(int(first[5:7]), int(last[5:7]) + 1)]
    return [_Bar(dates.words(name)[:3], dates.words(name), months[name]) for name in names]


def _by_year(months: Counter[str], years: Sequence[int], step: int) -> list[_Bar]:
    counts: Counter[int] = Counter()
    for month, n in months.items():
        counts[int(month[:4]) // step] += n
    return [
        _Bar(str(n * step), str(n) if step == 1 else f"{max(1, n * step)}–{n * step + step - 1}", counts[n])
        for n in range(years[0] // step, years[-1] // step + 1)
    ]


def _drawn(id: str, title: str, bars: Sequence[_Bar]) -> Markup:
    peak = max(bars, key=lambda bar: bar.briefings)
    what = say(
        "picture.activity.what", first=bars[0].words, last=bars[-1].words, peak=peak.words, n=peak.briefings
    )
    height = _ABOVE + _HEIGHT + _BELOW
    return figure(svg(id, title, what, height, _bars(bars, peak.briefings)), title, _table(bars))


def _bars(bars: Sequence[_Bar], most: int) -> Iterator[str]:
    pitch = min(100 / len(bars), _WIDEST)
    foot = _ABOVE + _HEIGHT
    every = -(-len(bars) // (_NAMED // 2)) if len(bars) > _NAMED else 1
    for number, bar in enumerate(bars):
        middle = pitch * (number + 0.5)
        if bar.briefings:
            high = max(_HEIGHT * bar.briefings / most, 0.15)
            yield (
                f'<rect class="bp-full" x="{short(middle - pitch * 0.36)}%" y="{short(foot - high)}em" '
                f'width="{short(pitch * 0.72)}%" height="{short(high)}em"/>'
            )
            if len(bars) <= _NUMBERED:
                yield text(f"{short(middle)}%", foot - high - 0.3, _brief(bar.briefings), "bp-at-middle")
        if number % every == 0:
            yield text(f"{short(middle)}%", foot + 1.2, bar.name, "bp-at-middle")
    yield f'<line class="bp-axis" x1="0" x2="{short(pitch * len(bars))}%" y1="{foot}em" y2="{foot}em"/>'


_WIDEST = 16.0
"""Percent of the width that a bar takes at most, with its gap."""


def _brief(number: int) -> str:
    """A number in four letters at most.

    >>> _brief(999), _brief(12_345), _brief(7_000_000)
    ('999', '12k', '7m')
    """
    for size, letter in ((1_000_000, "m"), (10_000, "k")):
        if number >= size:
            return f"{number // (1_000_000 if letter == 'm' else 1_000)}{letter}"
    return str(number)


def _table(bars: Sequence[_Bar]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(bar.words)}</th><td>{bar.briefings}</td></tr>'
        for bar in bars
        if bar.briefings
    )
    head = "".join(
        f'<th scope="col">{escape(say(f"picture.activity.{name}"))}</th>' for name in ("when", "count")
    )
    return (
        f'<details class="bp-behind"><summary>{escape(say("picture.activity.behind"))}</summary>'
        f'<table class="bp-rows"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>'
    )
