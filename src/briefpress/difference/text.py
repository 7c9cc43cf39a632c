"""The changes as text for a terminal. The words say the same without colour: what goes stands in [-…-], what comes in
{+…+}."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefpress.difference import telling
from briefpress.difference.change import Change, Difference, EntryChange, Field, PageChange, PageTurn, Turn
from briefpress.difference.words import Mark, Piece, shortened
from briefpress.report.visible import visible

_BOLD, _RED, _GREEN, _FAINT, _END = "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[2m", "\x1b[0m"
"""SGR sequences (ECMA-48, 8.3.117)."""


def text(found: Difference, *, colour: bool = False) -> str:
    """All changes, a block for each page."""
    shown = "".join(f"{line}\n" for line in _lines(found))
    return shown if colour else _plain(shown)


def _plain(shown: str) -> str:
    for sequence in (_BOLD, _RED, _GREEN, _FAINT, _END):
        shown = shown.replace(sequence, "")
    return shown


def _lines(found: Difference) -> Iterator[str]:
    yield f"From {visible(found.before)} to {visible(found.after)}." + (
        f" {telling.PUBLIC}" if found.public else ""
    )
    if found.is_empty:
        yield telling.NOTHING
        return
    if summary := telling.overview(found):
        yield f"{'; '.join(summary)}."
    for page in found.pages:
        yield ""
        yield from _page(page)
    for entry in found.entries:
        yield ""
        yield from _entry(entry)
    for said, names in telling.rest(found):
        yield ""
        yield said
        yield from (f"  {visible(name)}" for name in names)


def _page(page: PageChange) -> Iterator[str]:
    title = visible(page.title) if page.title else visible(page.address)
    yield f"{_BOLD}{telling.PAGE_TURNS[page.turn]}: {title}{_END}"
    way = f"{visible(page.was_at)} → " if page.was_at else ""
    yield f"  {_FAINT}{way}{visible(page.address)}{_END}"
    yield from (f"  {note}" for note in telling.notes(page))
    yield from (f"  {visible(side)}: {visible(place)}" for side, place in page.unread)
    for change in page.changes:
        yield from _change(change, new=page.turn is PageTurn.ADDED)


def _entry(entry: EntryChange) -> Iterator[str]:
    kind = telling.heading(entry)
    named = f"{visible(entry.name)} ({visible(entry.id)})"
    yield f"{_BOLD}{kind} {telling.turned(entry.turn)}: {named}{_END}"
    pages, more = telling.where(entry)
    if pages:
        yield f"  {_FAINT}on {visible(', '.join(pages))}{more}{_END}"
    for change in entry.changes:
        yield from _change(change) if entry.turn is Turn.CHANGED else _details(change.details)


def _details(details: Iterable[Field]) -> Iterator[str]:
    return (f"    {detail.name}: {visible(detail.value)}" for detail in details)


def _value(value: str) -> str:
    """A value at the beginning of a line; one that a log of GitHub would take for a command is put in quotes."""
    shown = visible(value)
    return f"“{shown}”" if shown.lstrip().startswith(("::", "##[")) else shown


def _change(change: Change, *, new: bool = False) -> Iterator[str]:
    told = telling.told(change, new=new)
    name = f" {visible(told.name)}" if told.name else ""
    said = told.verb or visible(told.text)
    yield f"  {told.subject}{name}: {said}" if said else f"  {told.subject}{name}"
    if told.verb and told.text:
        yield f"    {_value(told.text)}"
    if told.arrow:
        yield f"    {_value(told.arrow[0])} → {visible(told.arrow[1])}"
    if told.pieces:
        yield f"    {_pieces(shortened(told.pieces))}"
    if told.why:
        yield f"    why: {visible(told.why)}"
    yield from _details(told.details)


def _pieces(found: Sequence[Piece]) -> str:
    return " ".join(map(_piece, found))


def _piece(piece: Piece) -> str:
    words = _value(piece.words)
    if piece.mark is Mark.OUT:
        return f"{_RED}[-{words}-]{_END}"
    return f"{_GREEN}{{+{words}+}}{_END}" if piece.mark is Mark.IN else words
