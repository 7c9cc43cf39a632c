"""The Markdown below the front matter: its sections and its claim references, each with its place.

What counts as a heading or as code follows Python-Markdown, which renders the page. Every search here takes
linear time, whatever the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.model.document import Body, Reference, Section
from briefpress.model.source import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]

_HEADING = re.compile(r"^##(?!#)(?P<text>.*)$", re.MULTILINE)
_UNDERLINE = re.compile(r"^-+ *$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,})(?P<rest>.*)$", re.MULTILINE)
_TICKS = re.compile(r"(?<!\\)`+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]+\.)[ \t]")
_REFERENCE = re.compile(
    r"(?<!\\)\[[ \t]*(?P<claims>c[0-9]+(?:(?:[ \t]*\n)?[ \t]*,(?:[ \t]*\n)?[ \t]*c[0-9]+)*)[ \t]*\]"
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

    fenced = _fenced(markdown)
    headings = _headings(markdown, fenced)
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
        for index, claims, linked in _references(markdown, fenced)
    ]
    return Body(markdown, Location(path, first_line), tuple(sections), tuple(references))


def _headings(markdown: str, fenced: list[Span]) -> list[_Heading]:
    hashed = [
        _Heading(match["text"].strip().rstrip("#").rstrip(), match.start(), match.end())
        for match in _HEADING.finditer(markdown)
    ]
    underlined = [h for match in _UNDERLINE.finditer(markdown) if (h := _underlined(markdown, match))]
    outside = (heading for heading in [*hashed, *underlined] if not _within(heading.start, fenced))
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


def _references(markdown: str, fenced: list[Span]) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """(index, claim ids, written as a link or link definition) of each reference outside code."""
    found = list(_REFERENCE.finditer(markdown))
    code = _code(markdown, fenced) if found else []
    for match in found:
        if _within(match.start(), code):
            continue
        follows = markdown[match.end() : match.end() + 1]
        linked = follows == "(" or (follows == ":" and _begins_line(markdown, match.start()))
        yield match.start(), tuple(claim.strip() for claim in match["claims"].split(",")), linked


def _begins_line(markdown: str, index: int) -> bool:
    before = markdown[max(0, index - 4) : index]
    indent = before[before.rfind("\n") + 1 :]
    return len(indent) < 4 and not indent.strip()


# ── code ──────────────────────────────────────────────────────────────────────────────────────────────


def _within(index: int, spans: list[Span]) -> bool:
    """Whether an index lies in one of the spans, which are sorted and apart from one another."""
    nearest = bisect_right(spans, index, key=lambda span: span[0]) - 1
    return nearest >= 0 and index < spans[nearest][1]


def _code(markdown: str, fenced: list[Span]) -> list[Span]:
    """All code: fenced and indented blocks, and spans between backticks."""
    blocks = _joined([*fenced, *_indented(markdown, fenced)])
    return _joined([*blocks, *_inline(markdown, blocks)])


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans sorted, those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _fenced(markdown: str) -> list[Span]:
    """Fenced blocks; a fence that nothing closes opens none."""
    if "```" not in markdown and "~~~" not in markdown:
        return []
    fences = list(_FENCE.finditer(markdown))
    closing: dict[str, list[int]] = defaultdict(list)
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


def _indented(markdown: str, fenced: list[Span]) -> Iterator[Span]:
    """Lines of indented blocks that continue no list."""
    if not markdown.startswith(_INDENTS) and not any("\n" + indent in markdown for indent in _INDENTS):
        return
    in_list, begins_block = False, True
    start = 0
    for line in markdown.split("\n"):
        if not line.strip():
            begins_block = True
        elif not line.startswith(_INDENTS):
            in_list = _LIST_ITEM.match(line) is not None or (in_list and not begins_block)
            begins_block = line.startswith("#")
        elif begins_block and not in_list and not _within(start, fenced):
            yield start, start + len(line)  # `begins_block` stays: the next such line is code as well
        start += len(line) + 1


def _inline(markdown: str, blocks: list[Span]) -> Iterator[Span]:
    """Spans between two runs of equally many backticks in one paragraph."""
    ticks = [match for match in _TICKS.finditer(markdown) if not _within(match.start(), blocks)]
    ends = [match.start() for match in _PARAGRAPH_END.finditer(markdown)] if ticks else []
    alike: dict[Span, list[re.Match[str]]] = defaultdict(list)
    for run in reversed(ticks):
        alike[bisect_right(ends, run.start()), len(run.group())].append(run)
    taken = 0
    for run in ticks:
        waiting = alike[bisect_right(ends, run.start()), len(run.group())]
        waiting.pop()  # this run itself: each list holds the runs that are still to come, the nearest last
        if run.start() >= taken and waiting:
            taken = waiting[-1].end()
            yield run.start(), taken
