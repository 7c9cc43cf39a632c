"""Comparing a quotation with the text that it was taken from (editorial.md 4.1)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTES = str.maketrans({c: "'" for c in "‘’‚‛′ʼ"} | {c: '"' for c in "“”„‟″«»"} | {c: "-" for c in "‐‑"})
_DASH = re.compile(r"\s*[‒–—―−]\s*")  # noqa: RUF001 - these are the dashes that are folded
_SPACE = re.compile(r"\s+")
_CUT = re.compile(r"\[(?:…|\.\.\.)\]")
_INSERTION = re.compile(r"\[[^\[\]]*\]")
_NEAR_ENOUGH = 60.0


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a quotation stands: paragraph from 1, start and end in the normalised paragraph, and its words."""

    para: int
    start: int
    end: int
    text: str


def normalise(text: str) -> str:
    """One form for texts that differ only in typography: NFC, straight quotes, spaced dashes, single spaces.

    >>> normalise("the “cloud”—so called")
    'the "cloud" - so called'
    """
    folded = unicodedata.normalize("NFC", text).translate(_QUOTES)
    return _SPACE.sub(" ", _DASH.sub(" - ", folded)).strip()


@lru_cache(maxsize=512)
def paragraphs(text: str) -> tuple[str, ...]:
    """The non-empty lines of a text, normalised; paragraph 1 is the first of them."""
    return tuple(normalise(line) for line in text.splitlines() if line.strip())


def parts(quote: str) -> tuple[str, ...]:
    """The stretches of a quotation between its cuts `[…]`, without the editor's insertions `[word]`."""
    stretches = (normalise(_INSERTION.sub(" ", part)) for part in _CUT.split(quote))
    return tuple(stretch for stretch in stretches if stretch)


def find(quote: str, text: str) -> tuple[Passage, ...]:
    """Every place where the quotation stands in the text, its parts in order within one paragraph."""
    wanted = parts(quote)
    if not wanted:
        return ()
    return tuple(
        Passage(number, start, end, paragraph[start:end])
        for number, paragraph in enumerate(paragraphs(text), start=1)
        for start, end in _places(wanted, paragraph)
    )


def _places(wanted: tuple[str, ...], paragraph: str) -> Iterator[tuple[int, int]]:
    for start, end in _occurrences(wanted[0], paragraph):
        for part in wanted[1:]:
            following = next((o for o in _occurrences(part, paragraph) if o[0] >= end), None)
            if following is None:
                break
            end = following[1]
        else:
            yield start, end


def _occurrences(part: str, paragraph: str) -> Iterator[tuple[int, int]]:
    start = paragraph.find(part)
    while start >= 0:
        end = start + len(part)
        if _at_edge(paragraph, start) and _at_edge(paragraph, end):
            yield start, end
        start = paragraph.find(part, start + 1)


def _at_edge(text: str, position: int) -> bool:
    """False inside a word: a quotation does not begin or end in the middle of one."""
    inside = 0 < position < len(text)
    return not (inside and text[position - 1].isalnum() and text[position].isalnum())


def nearest(quote: str, text: str) -> Passage | None:
    """The passage most like the quotation, whole words, or None when nothing resembles it."""
    wanted = " ".join(parts(quote))
    best: tuple[float, Passage] | None = None
    for number, paragraph in enumerate(paragraphs(text), start=1):
        match = fuzz.partial_ratio_alignment(wanted, paragraph, score_cutoff=_NEAR_ENOUGH)
        if match and wanted and (best is None or match.score > best[0]):
            start, end = _whole_words(paragraph, match.dest_start, match.dest_end)
            best = (match.score, Passage(number, start, end, paragraph[start:end]))
    return best[1] if best else None


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), end - (len(stretch) - len(stretch.rstrip()))
