"""The evidence for a claim in a few marks: origins, the best of them, agreement, and how sure we may be.

A claim's marks are `<use>`s of shapes that stand once on a page, in `key`. There are a few hundred different
strips, so each is made once.
"""

from __future__ import annotations

from functools import cache

from markupsafe import Markup, escape

from briefpress.model.card import Standing
from briefpress.model.vocabulary import Agreement, Confidence, Level
from briefpress.render.wording import origins_in_words, say

_MOST_MARKS = 4
"""Origins beyond these are a plus."""
_BARS = ((55, 10, 5), (61, 6.5, 8.5), (67, 3, 12))
"""Left, top and height of the bars that say how sure we may be."""
_FULL = ' fill="currentColor"'
"""Shapes are outlines by the style sheet, unless they say otherwise."""
_RANK = {Confidence.INSUFFICIENT: 0, Confidence.LOW: 1, Confidence.MODERATE: 2, Confidence.HIGH: 3}


def strip(standing: Standing) -> Markup:
    """The marks for one claim, named in words. A page that holds one must hold `key` too."""
    return _strip(
        standing.origins, standing.level, standing.agreement, standing.ceiling, origins_in_words(standing)
    )


@cache
def key() -> Markup:
    """The shapes that strips are made of, and what each means: once on a page, before the first strip."""
    shapes = "".join(f'<g id="bp-{name}">{shape}</g>' for name, shape in _shapes())
    parts = (
        _part("origins", [(_level_mark(at), say(f"picture.level.{at}")) for at in reversed(Level)]),
        _part("agreement", [(f"a{at[0]}", say(f"picture.agreement.{at}")) for at in Agreement]),
        _part("ceiling", [(f"c{_rank(at)}", say(f"confidence.{at or 'none'}")) for at in _CEILINGS]),
    )
    return Markup(  # noqa: S704 - made of shapes and of escaped words of the catalogue
        f'<svg class="bp-shapes" width="0" height="0" aria-hidden="true"><defs>{shapes}</defs></svg>'
        f'<details class="bp-key" data-pagefind-ignore><summary>{escape(say("picture.key"))}</summary>'
        f"<dl>{''.join(parts)}</dl></details>"
    )


_CEILINGS = (*reversed(Confidence), None)


def _part(name: str, marks: list[tuple[str, str]]) -> str:
    """A row of the key: what is meant, then each mark before its words."""
    each = "".join(
        f'<li><svg class="bp-strip" viewBox="{_VIEWS[mark[0]]}" aria-hidden="true">'
        f'<use href="#bp-{mark}"/></svg> {escape(words)}</li>'
        for mark, words in marks
    )
    return f"<div><dt>{escape(say(f'picture.key.{name}'))}</dt><dd><ul>{each}</ul></dd></div>"


_VIEWS = {"l": "0 0 12 16", "a": "37 0 14 16", "c": "53 0 20 16"}
"""The part of a strip where the marks of a kind stand."""


@cache
def _strip(
    origins: int, level: Level, agreement: Agreement, ceiling: Confidence | None, counted: str
) -> Markup:
    marks = [_level_mark(level)]
    if origins > 1:
        marks.append(f"o{min(origins, _MOST_MARKS + 1)}")
    marks += [f"a{agreement[0]}", f"c{_rank(ceiling)}"]
    uses = "".join(f'<use href="#bp-{mark}"/>' for mark in marks)
    return Markup(  # noqa: S704 - numbers, shapes and escaped words of the catalogue
        '<svg class="bp-strip" viewBox="0 0 73 16" role="img">'
        f"<title>{escape(_words(counted, level, agreement, ceiling))}</title>{uses}</svg>"
    )


def _words(counted: str, level: Level, agreement: Agreement, ceiling: Confidence | None) -> str:
    return say(
        "picture.strip" if counted else "picture.strip-none",
        origins=counted,
        level=say(f"picture.level.{level}"),
        agreement=say(f"picture.agreement.{agreement}"),
        confidence=say(f"confidence.{ceiling or 'none'}"),
    )


def _level_mark(level: Level) -> str:
    return f"l{list(Level).index(level)}"


def _rank(ceiling: Confidence | None) -> str:
    return "n" if ceiling is None else str(_RANK[ceiling])


def _shapes() -> list[tuple[str, str]]:
    ring = '<circle cx="6" cy="8" r="4.2"/>'
    levels = (
        '<path d="M2 8h8"/>',
        '<path d="M3.5 6a2.5 2.5 0 1 1 3.6 2.2Q6 9 6 10.4M6 12.6v1.2"/>',
        ring,
        f'{ring}<path fill="currentColor" d="M6 3.8a4.2 4.2 0 0 0 0 8.4z"/>',
        f'{ring}<circle fill="currentColor" cx="6" cy="8" r="4.2"/>',
    )
    dots = "".join(f'<circle fill="currentColor" cx="{x}" cy="8" r="2"/>' for x in (14.5, 20.5, 26.5))
    more = [dots[: len(dots) // 3 * n] for n in (1, 2, 3)]
    more.append(f'{dots}<path d="M30 8h4.5M32.2 5.8v4.5"/>')
    agreements = {
        "u": "M40 6.5h8M40 10.5h8",
        "m": "M40 6.5q2-2.5 4 0t4 0M40 10.5q2-2.5 4 0t4 0",
        "c": "M40 6.5h8M40 10.5h8M46.5 3l-5 11",
    }
    return [
        *((f"l{n}", shape) for n, shape in enumerate(levels)),
        *((f"o{n}", shape) for n, shape in enumerate(more, start=2)),
        *((f"a{n}", f'<path d="{d}"/>') for n, d in agreements.items()),
        *((f"c{n}", _bars(n)) for n in range(4)),
        ("cn", '<path d="M55 14.5h4M61 14.5h4M67 14.5h4"/>'),
    ]


def _bars(full: int) -> str:
    """Three steps, of which so many are full."""
    return "".join(
        f'<rect{_FULL if n < full else ""} x="{x}" y="{y}" width="4" height="{height}"/>'
        for n, (x, y, height) in enumerate(_BARS)
    )
