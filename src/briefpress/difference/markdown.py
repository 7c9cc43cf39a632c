"""The changes as Markdown for the summary of a pull request.

Every value stands in a code span of its own: there GitHub and GitLab see neither Markdown nor HTML, neither links nor
mentions (CommonMark 6.1; the filters of both leave code alone).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefpress.difference import telling
from briefpress.difference.change import Change, Difference, EntryChange, Field, PageChange, PageTurn, Turn
from briefpress.difference.words import Mark, Piece, shortened
from briefpress.report.visible import visible

LIMIT = 900_000
"""Bytes: GitHub drops a summary above 1 MiB, and other steps write into the same one."""
_TICKS = re.compile("`+")
_FULL = "The rest is left out: this summary would be too long. The other forms hold all of it."


def markdown(found: Difference) -> str:
    """All changes, as far as a summary may be long; the rest is told to be left out."""
    parts = ["\n".join(part).rstrip("\n") + "\n" for part in _parts(found)]
    kept, size = [], 0
    for part in parts:
        size += len(part.encode())
        if size > LIMIT:
            kept.append(f"{_FULL}\n")
            break
        kept.append(part)
    return "\n".join(kept)


def _parts(found: Difference) -> Iterator[Sequence[str]]:
    public = f" {telling.PUBLIC}" if found.public else ""
    sides = f"From {code(found.before)} to {code(found.after)}.{public}"
    yield ["### What readers would see change", "", sides]
    if found.is_empty:
        yield [telling.NOTHING]
        return
    if summary := telling.overview(found):
        yield [f"- {line}" for line in summary]
    yield from (tuple(_page(page)) for page in found.pages)
    yield from (tuple(_entry(entry)) for entry in found.entries)
    for said, names in telling.rest(found):
        yield [said, *([""] if names else []), *(f"- {code(name)}" for name in names)]


def _page(page: PageChange) -> Iterator[str]:
    title = page.title or page.address
    yield f"#### {telling.PAGE_TURNS[page.turn]}: {code(title)}"
    yield ""
    way = f"{code(page.was_at)} → " if page.was_at else ""
    yield " ".join((f"{way}{code(page.address)}", *telling.notes(page)))
    yield ""
    yield from (f"- {code(side)}: {code(place)}" for side, place in page.unread)
    for change in page.changes:
        yield from _change(change, new=page.turn is PageTurn.ADDED)


def _entry(entry: EntryChange) -> Iterator[str]:
    kind = telling.heading(entry)
    yield f"#### {kind} {telling.turned(entry.turn)}: {code(entry.name or entry.id)}"
    yield ""
    pages, more = telling.where(entry)
    if pages:
        yield f"On {', '.join(map(code, pages))}{more}"
        yield ""
    for change in entry.changes:
        yield from _change(change) if entry.turn is Turn.CHANGED else _details(change.details, "")


def _details(details: Iterable[Field], indent: str) -> Iterator[str]:
    return (f"{indent}- {detail.name}: {code(detail.value)}" for detail in details)


def _change(change: Change, *, new: bool = False) -> Iterator[str]:
    told = telling.told(change, new=new)
    name = f" {code(told.name)}" if told.name else ""
    line = f"- {told.subject}{name}"
    line += f": {told.verb}" if told.verb else ":" if told.text else ""
    if told.text:
        line += f" {code(told.text)}"
    if told.arrow:
        line += f" {code(told.arrow[0])} → {code(told.arrow[1])}"
    if told.pieces:
        line += f" {_pieces(shortened(told.pieces))}"
    yield line
    if told.why:
        yield f"  - why: {code(told.why)}"
    yield from _details(told.details, "  ")


def _pieces(found: Sequence[Piece]) -> str:
    marks = {Mark.SAME: "", Mark.OUT: "~~", Mark.IN: "**"}
    return " ".join(f"{marks[p.mark]}{code(p.words)}{marks[p.mark]}" for p in found)


def code(value: str) -> str:
    """A value as a code span, in one line; its fence is longer than any row of backticks in it.

    >>> print(code("a `b` @c"), code("`"))
    `` a `b` @c `` `` ` ``
    """
    line = visible(" ".join(value.split())) or " "
    longest = max((len(ticks) for ticks in _TICKS.findall(line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if "`" in line else ""
    return f"{fence}{pad}{line}{pad}{fence}"
