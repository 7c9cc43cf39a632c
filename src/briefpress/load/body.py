"""The Markdown below the front matter: its sections and its claim references, each with its place.

What counts as a heading or as code follows Python-Markdown, which renders the page. Every search here takes
linear time, whatever the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.model.code import Span, code, fenced, within
from briefpress.model.document import Body, Reference, Section
from briefpress.model.source import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = re.compile(r"^##(?!#)(?P<text>.*)$", re.MULTILINE)
_UNDERLINE = re.compile(r"^-+ *$", re.MULTILINE)
_REFERENCE = re.compile(
    r"\[[ \t]*(?P<claims>c[0-9]+(?:(?:[ \t]*\n)?[ \t]*,(?:[ \t]*\n)?[ \t]*c[0-9]+)*)[ \t]*\]"
)
_INDENTS = ("    ", "\t")


@dataclass(frozen=True, slots=True)
class _Heading:
    text: str
    start: int
    end: int


def body(path: str, markdown: str, first_line: int) -> Body:
    """The body that begins on `first_line` of the file: sections by `##` headings, and claim references.

    Headings underlined with hyphens, which come out alike, are sections too.
    """
    line_starts = [0, *(newline.end() for newline in re.finditer("\n", markdown))]

    def at(index: int) -> Location:
        line = bisect_right(line_starts, index) - 1
        return Location(path, first_line + line, index - line_starts[line] + 1)

    fences = fenced(markdown)
    headings = _headings(markdown, fences)
    before = markdown[: headings[0].start] if headings else markdown
    ends = [heading.start for heading in headings[1:]] + [len(markdown)]
    sections = [Section("", before, at(len(before) - len(before.lstrip())))] if before.strip() else []
    sections += [
        Section(heading.text, markdown[heading.end + 1 : end], at(heading.start))
        for heading, end in zip(headings, ends, strict=bool(headings))
    ]
    starts = [heading.start for heading in headings]
    names = ["", *(heading.text for heading in headings)]
    references = [
        Reference(claims, at(index), names[bisect_right(starts, index)], linked)
        for index, claims, linked in _references(markdown, fences)
    ]
    return Body(markdown, Location(path, first_line), tuple(sections), tuple(references))


def _headings(markdown: str, fences: list[Span]) -> list[_Heading]:
    hashed = [
        _Heading(match["text"].strip().rstrip("#").rstrip(), match.start(), match.end())
        for match in _HEADING.finditer(markdown)
    ]
    underlined = [h for match in _UNDERLINE.finditer(markdown) if (h := _underlined(markdown, match))]
    outside = (heading for heading in [*hashed, *underlined] if not within(heading.start, fences))
    return sorted(outside, key=lambda heading: heading.start)


def _underlined(markdown: str, line: re.Match[str]) -> _Heading | None:
    """The heading over this line of hyphens, if the line above it begins a block."""
    above = _line_before(markdown, line.start())
    text = markdown[above : line.start()]
    if not text.strip() or text.startswith(("#", *_INDENTS)):
        return None
    if above and not _ends_block(markdown[_line_before(markdown, above) : above]):
        return None
    return _Heading(text.strip(), above, line.end())


def _ends_block(line: str) -> bool:
    """Whether what follows this line is a block of its own."""
    return not line.strip() or line.startswith("#") or not line.strip("-= \n")


def _line_before(markdown: str, index: int) -> int:
    """Where the line before the one at `index` starts."""
    return markdown.rfind("\n", 0, max(0, index - 1)) + 1


def _references(markdown: str, fences: list[Span]) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """(index, claim ids, written as a link or link definition) of each reference outside code."""
    found = [m for m in _REFERENCE.finditer(markdown) if markdown[m.start() - 1 : m.start()] != "\\"]
    in_code = code(markdown, fences) if found else []
    for match in found:
        if within(match.start(), in_code):
            continue
        follows = markdown[match.end() : match.end() + 1]
        linked = follows == "(" or (follows == ":" and _begins_line(markdown, match.start()))
        yield match.start(), tuple(claim.strip() for claim in match["claims"].split(",")), linked


def _begins_line(markdown: str, index: int) -> bool:
    before = markdown[max(0, index - 4) : index]
    indent = before[before.rfind("\n") + 1 :]
    return len(indent) < 4 and not indent.strip()
