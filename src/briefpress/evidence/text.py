"""Comparing a quotation with the text that it was taken from.

A snapshot with coverage `excerpt` keeps only the quoted passages, one a line, each led by the number of its
paragraph in the full text: `[3] words of the third paragraph`. Lines of one paragraph are read together, as
if `[…]` stood between them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FOLDED = tuple((old, new) for new, olds in (("'", "‘’‚‛′ʼ"), ('"', "“”„‟″«»"), ("-", "‐‑")) for old in olds)
_DASH = re.compile(r"[‒–—―−⸺⸻﹘]|--+")
_LINE_END = re.compile(r"\r\n|\r|\n")
_UNEVEN = ("  ", *"\t\r\v\f\x1c\x1d\x1e\x1f")
"""In a text in ASCII without these, words are parted by single spaces and lines by line feeds."""
_CUT = re.compile(r"\[(?:…|\.\.\.)\]")
_INSERTION = re.compile(r"\s*\[[^\[\]]*\](\w?)")
_INITIAL = re.compile(r"[\s\"']*\[(\w)\](?=\w)")
_EXCERPT = re.compile(r"\s*\[(\d{1,6})\]\s*(.*)", re.DOTALL)
_BETWEEN_EXCERPTS = " […] "
_WORD = re.compile(r"[^\W_]\S*[^\W_]|[^\W_]")
_NEAR_ENOUGH = 50.0
_LEEWAY = 4
_LONGEST_COMPARED = 600


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a quotation stands: paragraph from 1, start and end in it as normalised, and its words."""

    para: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the full text, normalised: its number from 1 and its words."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words between two cuts; `initial` is a first letter that the editor changed, as in [T]he."""

    text: str
    initial: str = ""


def normalise(text: str) -> str:
    """One form for texts that differ only in typography: NFC, straight quotes, spaced dashes, single spaces.

    >>> normalise("the “cloud”—so called")
    'the "cloud" - so called'
    """
    return " ".join(_folded(text).split())


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFC", text)
    if folded.isascii() and "--" not in folded:
        return folded
    for old, new in _FOLDED:
        folded = folded.replace(old, new)
    return _DASH.sub(" - ", folded)


@lru_cache(maxsize=512)
def paragraphs(text: str, *, excerpt: bool = False) -> tuple[Paragraph, ...]:
    """The paragraphs of a snapshot: non-empty lines, counted from 1, or the numbered ones of an excerpt."""
    if excerpt:
        return _numbered(text)
    return tuple(Paragraph(number, line) for number, line in enumerate(_lines(_folded(text)), start=1))


def _lines(folded: str) -> Iterable[str]:
    """The lines that hold anything, their words parted by single spaces."""
    if folded.isascii() and not any(space in folded for space in _UNEVEN):
        return filter(None, (line.strip(" ") for line in folded.split("\n")))  # in a third of the time
    return filter(None, (" ".join(line.split()) for line in _LINE_END.split(folded)))


def _numbered(text: str) -> tuple[Paragraph, ...]:
    found: dict[int, list[str]] = {}
    for line in _LINE_END.split(text):
        if match := _EXCERPT.fullmatch(line):
            found.setdefault(int(match[1]), []).append(normalise(match[2]))
    return tuple(Paragraph(number, _BETWEEN_EXCERPTS.join(kept)) for number, kept in found.items())


def words_of(text: str, number: int, *, excerpt: bool = False) -> tuple[str, ...]:
    """The words of the paragraph of this number as the source writes them; () when there is none.

    >>> words_of("First.\\n\\n‘Second’  line\\n", 2)
    ('‘Second’', 'line')
    """
    held = _LINE_END.split(unicodedata.normalize("NFC", text))
    if excerpt:
        cited = (match for line in held if (match := _EXCERPT.fullmatch(line)) and int(match[1]) == number)
        return tuple(_BETWEEN_EXCERPTS.join(match[2] for match in cited).split())
    filled = (words for line in held if (words := line.split()))
    return tuple(next(islice(filled, max(number - 1, 0), None), ()))


def line_of(text: str, number: int, *, excerpt: bool = False) -> int:
    """The line of a snapshot, from 1, at which its paragraph of this number begins; 1 when there is none.

    >>> line_of("First.\\n\\n\\nSecond.\\n", 2), line_of("[4] First.\\n[7] Second.\\n", 7, excerpt=True)
    (4, 2)
    """
    held = [(line, kept) for line, kept in enumerate(_LINE_END.split(text), start=1) if kept.strip()]
    if excerpt:
        cited = ((line, _EXCERPT.fullmatch(kept)) for line, kept in held)
        return next((line for line, match in cited if match and int(match[1]) == number), 1)
    return held[number - 1][0] if 0 < number <= len(held) else 1


def unnumbered(text: str) -> tuple[int, ...]:
    """The lines of an excerpt, from 1, that hold words but no paragraph number."""
    lines = enumerate(_LINE_END.split(text), start=1)
    return tuple(number for number, line in lines if line.strip() and not _EXCERPT.fullmatch(line))


def parts(quote: str) -> tuple[str, ...]:
    """The stretches of a quotation between its cuts `[…]`, without the editor's insertions `[word]`.

    >>> parts("the studio [MGM], he said […] [t]he film")
    ('the studio, he said', 'he film')
    """
    return tuple(stretch.text for stretch in _stretches(quote))


def _stretches(quote: str) -> tuple[_Stretch, ...]:
    if "[" not in quote:  # neither cut nor insertion
        return (_Stretch(plain),) if (plain := normalise(quote)) else ()
    found = (_stretch(part) for part in _CUT.split(quote))
    return tuple(stretch for stretch in found if stretch.text)


def _stretch(part: str) -> _Stretch:
    changed = _INITIAL.match(part)
    return _Stretch(normalise(_INSERTION.sub(_kept_apart, part)), changed[1] if changed else "")


def _kept_apart(insertion: re.Match[str]) -> str:
    """What an insertion leaves behind: a space only where two words would otherwise grow together."""
    spaced = insertion[1] and insertion[0][0].isspace()
    return f" {insertion[1]}" if spaced else insertion[1]


def find(quote: str, text: str, *, excerpt: bool = False) -> tuple[Passage, ...]:
    """Every place where the quotation stands in the text, its parts in order within one paragraph.

    Places do not overlap. A quotation begins and ends at the edge of a word.
    """
    wanted = _stretches(quote)
    if not wanted:
        return ()
    first = wanted[0].text
    return tuple(
        Passage(paragraph.number, start, end, paragraph.text[start:end])
        for paragraph in paragraphs(text, excerpt=excerpt)
        if first in paragraph.text
        for start, end in _places(wanted, paragraph.text)
    )


def _places(wanted: tuple[_Stretch, ...], text: str) -> Iterator[tuple[int, int]]:
    """Looks on from the end of each place, so that the work is linear however often the parts occur."""
    end = 0
    while True:
        start = -1
        for stretch in wanted:
            place = _occurrence(stretch, text, end)
            if place is None:
                return
            start, end = place[0] if start < 0 else start, place[1]
        yield start, end


def _occurrence(stretch: _Stretch, text: str, position: int) -> tuple[int, int] | None:
    """The first whole-word occurrence at or after a position."""
    start = text.find(stretch.text, position)
    while start >= 0:
        end = start + len(stretch.text)
        if _at_edge(text, end):
            if _at_edge(text, start):
                return start, end
            if _is_initial(stretch, text, start) and start > position:
                return start - 1, end
        start = text.find(stretch.text, start + 1)
    return None


def _at_edge(text: str, position: int) -> bool:
    """False inside a word: a quotation does not begin or end in the middle of one."""
    inside = 0 < position < len(text)
    return not (inside and text[position - 1].isalnum() and text[position].isalnum())


def _is_initial(stretch: _Stretch, text: str, start: int) -> bool:
    """True when the letter before is the one that the editor wrote in the other case."""
    before = text[start - 1 : start]
    return bool(stretch.initial) and before.lower() == stretch.initial.lower() and _at_edge(text, start - 1)


def stands_before(words: str, paragraph: str, position: int) -> bool:
    """True when these words end just before a position of a normalised paragraph, marks between left out."""
    wanted, before = _bare(normalise(words)), _bare(paragraph[:position])
    return before.endswith(wanted) and _at_edge(before, len(before) - len(wanted))


def stands_after(words: str, paragraph: str, position: int) -> bool:
    """True when these words begin just after a position of a normalised paragraph, marks between left out."""
    wanted, after = _bare(normalise(words)), _bare(paragraph[position:])
    return after.startswith(wanted) and _at_edge(after, len(wanted))


def _bare(text: str) -> str:
    """The text without the spaces and marks at its ends."""
    inner = _WORD.search(text)
    if inner is None:
        return ""
    end = len(text)
    while not text[end - 1].isalnum():
        end -= 1
    return text[inner.start() : end]


def nearest(quote: str, text: str, *, excerpt: bool = False) -> Passage | None:
    """The passage most like the quotation, in whole words, or None when nothing resembles it."""
    wanted = " ".join(parts(quote))[:_LONGEST_COMPARED]
    if not wanted:
        return None
    best, floor = None, _NEAR_ENOUGH
    for paragraph in paragraphs(text, excerpt=excerpt):
        match = fuzz.partial_ratio_alignment(wanted, paragraph.text, score_cutoff=floor)
        if match and (best is None or match.score > floor):
            passage = _trimmed(wanted, paragraph, match.dest_start, match.dest_end)
            if passage and _shares_half(wanted, passage.text):
                best, floor = passage, match.score
    return best


def _shares_half(wanted: str, found: str) -> bool:
    words, others = (set(_WORD.findall(text.casefold())) for text in (wanted, found))
    return 2 * len(words & others) >= len(words)


def _trimmed(wanted: str, paragraph: Paragraph, start: int, end: int) -> Passage | None:
    """The run of whole words about a rough match that is most like the words wanted."""
    words = [m.span() for m in _WORD.finditer(paragraph.text)]
    first = bisect_right(words, start, key=lambda w: w[1])
    last = bisect_left(words, end, key=lambda w: w[0])
    starts = [w[0] for w in words[max(first - _LEEWAY, 0) : first + _LEEWAY + 1]]
    ends = [w[1] for w in words[max(last - _LEEWAY, 0) : last + _LEEWAY]]
    spans = ((s, e) for s in starts for e in ends if s < e)
    found = max(spans, key=lambda span: fuzz.ratio(wanted, paragraph.text[slice(*span)]), default=None)
    return Passage(paragraph.number, *found, paragraph.text[slice(*found)]) if found else None
