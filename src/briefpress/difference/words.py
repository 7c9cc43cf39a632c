"""Two texts compared word by word."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

_MOST = 16_000_000
"""Pairs of words beyond which two texts count as different throughout: a quarter of a second."""
_ALIKE = 0.4
"""Share of words in common below which a text was written anew rather than reworded."""
_SHORT = 3
"""Letters of a word that joins two changes on its own, such as "the"."""


class Mark(enum.StrEnum):
    """Whether words stand on both sides, only before, or only after."""

    SAME = "same"
    OUT = "out"
    IN = "in"


class Piece(NamedTuple):
    """Words in a row that have the same mark."""

    mark: Mark
    words: str


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The words of both texts in one row, white space folded; what goes stands before what comes.

    >>> [f"{p.mark}: {p.words}" for p in pieces("MGM dropped a film.", "MGM dropped one film.")]
    ['same: MGM dropped', 'out: a', 'in: one', 'same: film.']
    """
    old, new = before.split(), after.split()
    if old == new:
        return (Piece(Mark.SAME, " ".join(old)),) if old else ()
    return tuple(_joined(_marked(old, new)))


def _marked(old: Sequence[str], new: Sequence[str]) -> list[tuple[Mark, Sequence[str]]]:
    if len(old) * len(new) > _MOST or Indel.normalized_similarity(old, new) < _ALIKE:
        return [(Mark.OUT, old), (Mark.IN, new)]
    found: list[tuple[Mark, Sequence[str]]] = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            found.append((Mark.SAME, old[step.src_start : step.src_end]))
        else:
            found.append((Mark.OUT, old[step.src_start : step.src_end]))
            found.append((Mark.IN, new[step.dest_start : step.dest_end]))
    return found


def _joined(marked: Sequence[tuple[Mark, Sequence[str]]]) -> Iterator[Piece]:
    """Pieces without needless switches: a short word alone between two changes belongs to both."""
    out: list[str] = []
    new: list[str] = []
    for number, (mark, words) in enumerate(marked):
        if mark is Mark.OUT:
            out += words
        elif mark is Mark.IN:
            new += words
        elif (out or new) and number + 1 < len(marked) and _is_joint(words):
            out += words
            new += words
        else:
            yield from _change(out, new)
            out, new = [], []
            yield Piece(mark, " ".join(words))
    yield from _change(out, new)


def _is_joint(words: Sequence[str]) -> bool:
    return len(words) == 1 and len(words[0]) <= _SHORT


def _change(out: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if out:
        yield Piece(Mark.OUT, " ".join(out))
    if new:
        yield Piece(Mark.IN, " ".join(new))


def shortened(found: Sequence[Piece], around: int = 8) -> tuple[Piece, ...]:
    """The pieces with long unchanged runs cut to the words nearest a change; an ellipsis stands for the rest.

    >>> shortened([Piece(Mark.SAME, "one two three four"), Piece(Mark.IN, "five")], 2)[0].words
    '… three four'
    """
    return tuple(
        _cut(piece, around, first=number == 0, last=number == len(found) - 1)
        for number, piece in enumerate(found)
    )


def _cut(piece: Piece, around: int, *, first: bool, last: bool) -> Piece:
    words = piece.words.split()
    kept = around * (2 - first - last)
    if piece.mark is not Mark.SAME or (first and last) or len(words) <= kept + 1:
        return piece
    head = [] if first else words[:around]
    tail = [] if last else words[len(words) - around :]
    return Piece(piece.mark, " ".join([*head, "…", *tail]))
