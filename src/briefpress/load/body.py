"""The Markdown below the front matter: its sections and its claim references, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefpress.model.document import Body, Reference, Section
from briefpress.model.source import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,})(?P<rest>.*)$", re.MULTILINE)
_HEADING = re.compile(r"^##(?!#)[ \t]*(?P<text>.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_TICKS = re.compile(r"(?<!\\)`+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_INDENTED = re.compile(r"(?:^|\n[ \t]*\n)(?P<code>(?:(?: {4}|\t).*(?:\n|$)|[ \t]*\n)+)")
_LIST_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|[0-9]+[.)])[ \t]")
_REFERENCE = re.compile(r"(?<!\\)\[[ \t]*(c[0-9]+(?:\s*,\s*c[0-9]+)*)[ \t]*\]")
_DEFINITION_START = re.compile(r"(?:^|\n)[ ]{0,3}$")


@dataclass(slots=True)
class _Text:
    """A body with what is needed to find places in it."""

    path: str
    markdown: str
    first_line: int
    line_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.line_starts = [0, *(m.end() for m in re.finditer("\n", self.markdown))]

    def at(self, index: int) -> Location:
        line = bisect_right(self.line_starts, index) - 1
        return Location(self.path, self.first_line + line, index - self.line_starts[line] + 1)


def body(path: str, markdown: str, first_line: int) -> Body:
    """The body that begins on `first_line` of the file: sections by `## ` headings, claim references outside code.

    Code is what Python-Markdown takes for it: fenced and indented blocks, and spans between backticks.
    """
    text = _Text(path, markdown, first_line)
    fenced = _fenced(markdown)
    headings = [m for m in _HEADING.finditer(markdown) if not _within(m.start(), fenced)]
    sections = tuple(_sections(text, headings))
    starts = [heading.start() for heading in headings]
    names = ["", *(heading["text"] for heading in headings)]
    references = tuple(
        Reference(claims, text.at(index), names[bisect_right(starts, index)], linked)
        for index, claims, linked in _references(markdown, fenced)
    )
    return Body(markdown, Location(path, first_line), sections, references)


def _sections(text: _Text, headings: list[re.Match[str]]) -> Iterator[Section]:
    before = text.markdown[: headings[0].start()] if headings else text.markdown
    if before.strip():
        yield Section("", before, text.at(len(before) - len(before.lstrip())))
    ends = [heading.start() for heading in headings[1:]] + [len(text.markdown)]
    for heading, end in zip(headings, ends, strict=True):
        yield Section(heading["text"], text.markdown[heading.end() + 1 : end], text.at(heading.start()))


def _references(markdown: str, fenced: list[tuple[int, int]]) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """(index, claim ids, written as a link) of each reference outside code."""
    found = list(_REFERENCE.finditer(markdown))
    code = _code(markdown, fenced) if found else []
    for match in found:
        if _within(match.start(), code):
            continue
        follows = markdown[match.end() : match.end() + 1]
        defines = follows == ":" and _DEFINITION_START.search(markdown[: match.start()][-5:]) is not None
        claims = tuple(claim.strip() for claim in match.group(1).split(","))
        yield match.start(), claims, follows == "(" or defines


# ── code ──────────────────────────────────────────────────────────────────────────────────────────────


def _within(index: int, spans: list[tuple[int, int]]) -> bool:
    """Whether an index lies in one of the sorted spans."""
    nearest = bisect_right(spans, (index, len(spans) and spans[-1][1])) - 1
    return nearest >= 0 and spans[nearest][0] <= index < spans[nearest][1]


def _fenced(markdown: str) -> list[tuple[int, int]]:
    """Fenced blocks; as in Python-Markdown, a fence that nothing closes opens none."""
    if "```" not in markdown and "~~~" not in markdown:
        return []
    fences = list(_FENCE.finditer(markdown))
    closing = defaultdict(list)
    for number, match in enumerate(fences):
        if not match["rest"].strip():
            closing[match["fence"]].append(number)
    spans, number = [], 0
    while number < len(fences):
        closers = closing[fences[number]["fence"]]
        after = bisect_right(closers, number)
        if after < len(closers):
            spans.append((fences[number].start(), fences[closers[after]].end()))
            number = closers[after]
        number += 1
    return spans


def _code(markdown: str, fenced: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """All code, sorted."""
    return sorted([*fenced, *_indented(markdown, fenced), *_inline(markdown, fenced)])


def _indented(markdown: str, fenced: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Indented blocks that continue no list."""
    if "\n    " not in markdown and "\n\t" not in markdown and not markdown.startswith(("    ", "\t")):
        return
    in_list = after_blank = False
    in_list, after_blank = False, True
    start = 0
    for line in markdown.splitlines(keepends=True):
        end = start + len(line)
        if not line.strip():
            after_blank = True
        elif line.startswith(("    ", "\t")):
            if not in_list and after_blank and not _within(start, fenced):
                yield start, end  # and the next line too: a line of code leaves `after_blank` as it is
        else:
            in_list = _LIST_ITEM.match(line) is not None or (in_list and not after_blank)
            after_blank = False
        start = end


def _inline(markdown: str, fenced: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans between runs of equally many backticks, within one paragraph."""
    if "`" not in markdown:
        return
    ends = [m.start() for m in _PARAGRAPH_END.finditer(markdown)]
    runs: dict[tuple[int, int], list[re.Match[str]]] = defaultdict(list)
    ticks = [m for m in _TICKS.finditer(markdown) if not _within(m.start(), fenced)]
    for run in ticks:
        runs[bisect_right(ends, run.start()), len(run.group())].append(run)
    taken = 0
    for run in ticks:
        alike = runs[bisect_right(ends, run.start()), len(run.group())]
        closer = next((other for other in alike if other.start() > run.start()), None)
        if run.start() >= taken and closer is not None:
            taken = closer.end()
            yield run.start(), closer.end()
