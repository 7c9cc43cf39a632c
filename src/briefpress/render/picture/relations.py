"""A small map: briefings in the middle, joined to the organisations on one side and topics on the other.

The layout follows from the order of the names alone: no chance and no forces. Briefings are newest first; on
either side stand the names that the shown briefings share most, each near the briefings that name it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from briefpress.render import alphabet
from briefpress.render.picture.drawing import figure, lines, short, svg, text
from briefpress.render.view.context import Link
from briefpress.render.wording import say

MOST = 7
"""Briefings, and names on either side, that the map shows."""

_LETTERS, _LINES = 14, 4
"""Room for a name: letters on a line of a narrow phone, and lines."""
_HEAD, _LINE, _GAP, _LEAST = 2.0, 1.1, 0.5, 3.0
"""Heights in em: of the names of the columns, of a line of a name, between names, and of a place at least."""


class Story(NamedTuple):
    """A briefing, and the ids of what it names that may stand on the map."""

    link: Link
    organisations: Sequence[str]
    topics: Sequence[str]


class _Side(NamedTuple):
    """A column: what stands in it, what it is called, the names by id, and how many there are in all."""

    style: str
    title: str
    names: Mapping[str, Link]
    of: int


def picture(
    id: str,
    stories: Sequence[Story],
    of: int,
    organisations: Mapping[str, Link],
    topics: Mapping[str, Link],
    *,
    every_topic: bool = False,
) -> Markup:
    """The map of the newest of so many briefings, and of all names that these have, by id.

    `every_topic` when no topic is left out because the page is its own. Empty unless there are two briefings,
    and a name that one of the shown ones has.
    """
    shown = stories[:MOST]
    left = _side("organisations", "organisations", [s.organisations for s in shown], organisations)
    title = "every-topic" if every_topic else "topics"
    right = _side("topics", title, [s.topics for s in shown], topics)
    if len(shown) < 2 or not (left.names or right.names):
        return Markup()
    height = _HEAD + max(_pitch(side) * len(side.names) for side in (left, right))
    height = max(height, _HEAD + _LEAST * len(shown))
    drawn = svg(
        id,
        say("picture.relations"),
        say("picture.relations.what"),
        height,
        _parts(shown, left, right, height),
    )
    caption = f"{_shown(len(shown), of, left, right)} {say('picture.relations.note')}"
    return figure(drawn, caption, _table(shown, left, right))


def _side(style: str, title: str, named: Sequence[Sequence[str]], links: Mapping[str, Link]) -> _Side:
    """The names that the shown briefings name most, each near them: by the mean of their places."""
    uses = Counter(i for ids in named for i in dict.fromkeys(ids) if i in links)
    kept = sorted(uses, key=lambda i: (-uses[i], alphabet.order(links[i].text), i))[:MOST]
    places = {i: [n for n, ids in enumerate(named) if i in ids] for i in kept}
    kept.sort(key=lambda i: (sum(places[i]) / len(places[i]), alphabet.order(links[i].text), i))
    return _Side(style, f"picture.relations.{title}", {i: links[i] for i in kept}, len(links))


def _pitch(side: _Side) -> float:
    """How high each place in a column is: as its longest name needs."""
    most = max((len(lines(link.text, _LETTERS, _LINES)) for link in side.names.values()), default=1)
    return max(_LEAST, _LINE * most + _GAP)


# ── drawing ───────────────────────────────────────────────────────────────────────────────────────────


class _Columns(NamedTuple):
    """Where the columns stand, in percent of the width."""

    left: float
    middle: float
    right: float


def _columns(left: _Side, right: _Side) -> _Columns:
    if not left.names:
        return _Columns(0, 9, 40)
    return _Columns(36, 50, 64) if right.names else _Columns(60, 91, 100)


def _parts(shown: Sequence[Story], left: _Side, right: _Side, height: float) -> Iterator[str]:
    at = _columns(left, right)
    briefings = _heights(len(shown), height)
    for side, x, names_at, edge in (
        (left, at.left, f"{short(at.left - 3)}%", "bp-at-end"),
        (right, at.right, f"{short(at.right + 3)}%", "bp-at-start"),
    ):
        heights = dict(zip(side.names, _heights(len(side.names), height), strict=True))
        if heights:
            yield text(names_at, 1, say(side.title), f"bp-head {edge}")
        yield from _ties(shown, side, heights, briefings, x, at.middle)
        for name, y in heights.items():
            yield _mark(side.style, x, y)
            yield from _label(side.names[name].text, names_at, y, edge)
    yield text(*_middle_head(at))
    for number, y in enumerate(briefings, start=1):
        yield f'<circle class="bp-disc" cx="{short(at.middle)}%" cy="{short(y)}em" r=".85em"/>'
        yield text(f"{short(at.middle)}%", y + 0.35, str(number), "bp-at-middle")


def _middle_head(at: _Columns) -> tuple[str, float, str, str]:
    """The name of the middle column, set so that it stays inside the picture."""
    x, edge = ("0", "start") if at.middle < 20 else ("100%", "end") if at.middle > 80 else ("50%", "middle")
    return x, 1, say("picture.relations.briefings"), f"bp-head bp-at-{edge}"


def _heights(number: int, height: float) -> list[float]:
    """Places of so many names down a column, evenly spread."""
    return [_HEAD + (height - _HEAD) * (n + 0.5) / number for n in range(number)]


def _ties(
    shown: Sequence[Story],
    side: _Side,
    heights: Mapping[str, float],
    briefings: Sequence[float],
    x: float,
    middle: float,
) -> Iterator[str]:
    for story, y in zip(shown, briefings, strict=True):
        named = story.organisations if side.style == "organisations" else story.topics
        for name in dict.fromkeys(named):
            if name in heights:
                yield (
                    f'<line class="bp-tie" x1="{short(x)}%" y1="{short(heights[name])}em" '
                    f'x2="{short(middle)}%" y2="{short(y)}em"/>'
                )


def _mark(style: str, x: float, y: float) -> str:
    """A square for an organisation, a dot for a topic."""
    if style == "topics":
        return f'<circle class="bp-full" cx="{short(x)}%" cy="{short(y)}em" r=".4em"/>'
    return (
        f'<svg class="bp-square" x="{short(x)}%" y="{short(y)}em" overflow="visible">'
        '<rect x="-.36em" y="-.36em" width=".72em" height=".72em"/></svg>'
    )


def _label(name: str, x: str, y: float, style: str) -> Iterator[str]:
    found = lines(name, _LETTERS, _LINES)
    top = y + 0.35 - _LINE / 2 * (len(found) - 1)
    for number, line in enumerate(found):
        yield text(x, top + _LINE * number, line, style)


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────


def _shown(n: int, of: int, left: _Side, right: _Side) -> str:
    return say(
        "picture.relations.shown",
        briefings=_some("newest", "briefings", n, of),
        organisations=_some("some", "organisations", len(left.names), left.of),
        topics=_some("some", right.title.rpartition(".")[2], len(right.names), right.of),
    )


def _some(key: str, what: str, n: int, of: int) -> str:
    if n == of == 1:
        return say(f"picture.relations.one.{what}")
    words = say(f"picture.relations.{what}").lower()
    if not of:
        return say("picture.relations.no", what=words)
    return say(f"picture.relations.{'all' if n == of else key}", n=n, of=of, what=words)


def _table(shown: Sequence[Story], left: _Side, right: _Side) -> str:
    """A real table, whose roles stay when a narrow screen has it as a list (pictures.css)."""
    names = [
        _name("picture.relations.briefing"),
        *(_name(side.title) for side in (left, right) if side.names),
    ]
    head = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in names)
    rows = "".join(_line(number, story, left, right) for number, story in enumerate(shown, start=1))
    return (
        f'<details class="bp-behind" open><summary>{_name("picture.relations.behind")}</summary>'
        f'<table class="bp-rows bp-stacked" role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></details>'
    )


def _name(key: str) -> str:
    return str(escape(say(key)))


def _line(number: int, story: Story, left: _Side, right: _Side) -> str:
    cells = "".join(
        f'<td role="cell" data-name="{_name(side.title)}">{_links(ids, side)}</td>'
        for side, ids in ((left, story.organisations), (right, story.topics))
        if side.names
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{number}. {_link(story.link)}</th>{cells}</tr>'


def _links(ids: Sequence[str], side: _Side) -> str:
    found = ", ".join(_link(side.names[i]) for i in dict.fromkeys(ids) if i in side.names)
    return found or str(escape(say("picture.relations.none")))


def _link(to: Link) -> str:
    return f'<a href="{escape(to.href)}">{escape(to.text)}</a>' if to.href else str(escape(to.text))
