"""A place in a text -> the line as a terminal shows it, and a caret under the place."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from briefpress.model.source import Location
from briefpress.report.visible import cells, visible

WIDTH = 96
"""Columns that a line may take; a longer one is cut around the place."""
_BEFORE = 40
_MARKS = 4
"""Characters read for each column: marks take no column, and a line may be nothing else."""
_TAB = 4
_CUT = "…"


class Excerpt(NamedTuple):
    """What is printed of a line. `caret` is blanks and one ^ below the place."""

    line: str
    caret: str


def excerpt(content: bytes, at: Location) -> Excerpt | None:
    """The line at a place; None when the file has no such line.

    A tab is shown as an arrow up to the next multiple of four, what has no shape is written out.

    >>> excerpt(b"a\\n\\tb: 1\\n", Location("x.md", 2, 2))
    Excerpt(line='→   b: 1', caret='    ^')
    """
    if at.line > len(_lines(content)) or at.line < 1:
        return None
    text = _text(content, at.line)
    place = min(max(at.column, 1) - 1, len(text))
    start = _start(text, place)
    head = (_CUT if start else "") + _shown(text[start:place])
    end = _end(text, place, WIDTH - cells(head))
    tail = _shown(text[place:end]) + (_CUT if end < len(text) else "")
    return Excerpt(f"{head}{tail}".rstrip(), " " * cells(head) + "^")


@lru_cache(maxsize=4)
def _lines(content: bytes) -> tuple[bytes, ...]:
    """The lines of a file, which may be a registry of many megabytes with a finding in each entry."""
    return tuple(content.split(b"\n"))


@lru_cache(maxsize=4)
def _text(content: bytes, number: int) -> str:
    return _lines(content)[number - 1].removesuffix(b"\r").decode("utf-8", "replace")


def _start(text: str, place: int) -> int:
    """Where the shown part begins: at the start of the line if all of it, or all before the place, has room."""
    if len(text) <= WIDTH * _MARKS and cells(_shown(text)) <= WIDTH:
        return 0
    start, width = place, 0
    while start > 0 and place - start < _BEFORE * _MARKS:
        width += cells(_shown(text[start - 1]))
        if width > _BEFORE:
            break
        start -= 1
    return start


def _end(text: str, place: int, room: int) -> int:
    """Where the shown part ends."""
    end, width = place, 0
    while end < len(text) and end - place < WIDTH * _MARKS:
        width += cells(_shown(text[end]))
        if width > room:
            break
        end += 1
    return end


def _shown(text: str) -> str:
    if "\t" not in text:
        return visible(text)
    shown = ""
    for part in text.split("\t"):
        shown += visible(part)
        shown += "→" + " " * (_TAB - 1 - cells(shown) % _TAB)
    return shown[: shown.rindex("→")]
