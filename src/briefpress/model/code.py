"""Where Markdown holds code, as Python-Markdown, which renders the page, takes it.

What stands in code is shown as it is: no claim reference, no raw HTML. Every search here takes linear time,
whatever the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]
"""Start and end of a stretch of text."""

_FENCE = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,})(?P<rest>.*)$", re.MULTILINE)
_TICKS = re.compile(r"(?<!\\)`+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]+\.)[ \t]")
_INDENTS = ("    ", "\t")


def within(index: int, spans: list[Span]) -> bool:
    """Whether an index lies in one of the spans, which are sorted and apart from one another."""
    nearest = bisect_right(spans, index, key=lambda span: span[0]) - 1
    return nearest >= 0 and index < spans[nearest][1]


def code(markdown: str, fenced: list[Span]) -> list[Span]:
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


def fenced(markdown: str) -> list[Span]:
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
        elif begins_block and not in_list and not within(start, fenced):
            yield start, start + len(line)  # `begins_block` stays: the next such line is code as well
        start += len(line) + 1


def _inline(markdown: str, blocks: list[Span]) -> Iterator[Span]:
    """Spans between two runs of equally many backticks in one paragraph."""
    if "`" not in markdown:
        return
    ticks = [match for match in _TICKS.finditer(markdown) if not within(match.start(), blocks)]
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
