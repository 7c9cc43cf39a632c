"""Finds the passage that somebody means, and cuts the quotation out of it that the rules will find again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz import fuzz

from briefpress.evidence.hedges import hedges
from briefpress.evidence.text import (
    Passage,
    find,
    nearest,
    normalise,
    paragraphs,
    parts,
    stands_after,
    stands_before,
    words_of,
)
from briefpress.model.briefing import Locator

FEWEST, MOST = 3, 60
"""Words of a quotation."""
MOST_HEDGES = 3
"""Hedges that an assertion may list."""
_ALIKE = 80.0
"""From how many per cent of the letters on a passage counts as the one that was meant, with small mistakes."""
_MANY = 200
"""Places in one paragraph among which none is told apart."""

_CUT = "[…]"
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BEGINS = re.compile(r"[\"'“‘«(\[„]*[^\W_a-zß-öø-ÿ]")
_SHORTENED = re.compile(
    r"[\"'“‘«(]*(?:\w|(?:\w\.)+\w|mrs?|ms|dr|prof|st|no|vs|inc|ltd|corp|co|jr|sr|cf|fig|art|sec|etc|gen|sen|rep|gov"
    r"|jan|feb|mar|apr|aug|sept?|oct|nov|dec)\.",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that can be quoted, as the source writes them, and where they stand.

    `exact` is False when what was looked for had mistakes; `whole` when the quotation holds whole sentences.
    `times` says how often the words stand where they were looked for.
    """

    quote: str
    locator: Locator
    hedges: tuple[str, ...] = ()
    exact: bool = True
    whole: bool = True
    times: int = 1


@dataclass(frozen=True, slots=True)
class Unlike:
    """Nothing was found; `near` is the passage most like it, if there is one. `why` says so of a passage that was."""

    near: Passage | None = None
    why: str = ""


def quotation(words: str, text: str, *, excerpt: bool = False, para: int | None = None) -> Quotation | Unlike:
    """The quotation about these words in a source's text, in whole sentences where they are not too long.

    Small mistakes in the words are forgiven. Of several places the first is taken, or the first in paragraph `para`.
    """
    found = find(words, text, excerpt=excerpt)
    places = [place for place in found if para in (None, place.para)]
    exact = bool(places)
    if not places:
        near = nearest(words, text, excerpt=excerpt)
        if near is None or para not in (None, near.para) or not _is_like(words, near.text):
            return Unlike(near)
        places = [near]
    return _cut_out(places[0], text, excerpt=excerpt, exact=exact, times=len(places))


def _is_like(words: str, found: str) -> bool:
    wanted = " ".join(parts(words))
    return fuzz.ratio(wanted.casefold(), found.casefold()) >= _ALIKE


def _cut_out(place: Passage, text: str, *, excerpt: bool, exact: bool, times: int) -> Quotation | Unlike:
    paragraph = next(p.text for p in paragraphs(text, excerpt=excerpt) if p.number == place.para)
    words = words_of(text, place.para, excerpt=excerpt)
    if " ".join(map(normalise, words)) != paragraph:
        words = tuple(paragraph.split())  # letters that grow together across words: as the rule reads them
    starts = [0, *accumulate(len(normalise(word)) + 1 for word in words)]
    core = bisect_right(starts, place.start) - 1, bisect_left(starts, place.end)
    for first, last, whole in _stretches(words, core):
        quote = _without_brackets(words[first:last])
        again = [p for p in find(quote, text, excerpt=excerpt) if p.para == place.para]
        if not FEWEST <= _count(quote) <= MOST or not again:
            continue
        meant = min(again, key=lambda p: abs(p.start - starts[first]))
        locator = _locator(meant, again, paragraph)
        if locator is None:
            return Unlike(place, "they stand too often in one paragraph; look for more words")
        return Quotation(quote, locator, listed(quote), exact, whole, times)
    return Unlike(place, f"a quotation needs {FEWEST} words from one paragraph, brackets left out")


def _count(quote: str) -> int:
    return sum(len(part.split()) for part in parts(quote))


# ── how far it reaches ────────────────────────────────────────────────────────────────────────────────


def _stretches(words: Sequence[str], core: tuple[int, int]) -> Iterator[tuple[int, int, bool]]:
    """(first word, word after the last, whether these are whole sentences) of what may be quoted, the best first."""
    first, last = core
    begin = next((i for i in range(first, 0, -1) if _is_end(words, i - 1)), 0)
    end = next((i + 1 for i in range(max(last - 1, 0), len(words)) if _is_end(words, i)), len(words))
    while end - begin < FEWEST and end < len(words):
        end = next((i + 1 for i in range(end, len(words)) if _is_end(words, i)), len(words))
    while end - begin < FEWEST and begin > 0:
        begin = next((i for i in range(begin - 1, 0, -1) if _is_end(words, i - 1)), 0)
    if end - begin <= 2 * MOST:  # what stands in brackets does not count
        yield begin, end, True
    last = min(last, first + MOST)
    while last - first < FEWEST and (last < len(words) or first > 0):
        first, last = (first, last + 1) if last < len(words) else (first - 1, last)
    yield first, last, False
    yield from _without_cuts(words, first)


def _without_cuts(words: Sequence[str], first: int) -> Iterator[tuple[int, int, bool]]:
    """The words about one of them that hold no bracket."""
    begin = end = first
    while begin > 0 and first - begin < FEWEST and not _is_bracketed(words[begin - 1]):
        begin -= 1
    while end < len(words) and end - begin < MOST and not _is_bracketed(words[end]):
        end += 1
    yield begin, end, False


def _is_bracketed(word: str) -> bool:
    return "[" in word or "]" in word


def _is_end(words: Sequence[str], index: int) -> bool:
    """True for the last word of a sentence."""
    word, following = words[index], words[index + 1] if index + 1 < len(words) else ""
    if _CUT in (word, following):
        return True
    if not _ENDS.search(word) or _SHORTENED.fullmatch(word):
        return False
    return not following or _BEGINS.match(following) is not None


def _without_brackets(words: Sequence[str]) -> str:
    """The words as a quotation: what the source itself puts in brackets is cut, since there they are an editor's."""
    cut = _BRACKETS.sub(_CUT, " ".join(words))
    return cut.strip().removeprefix(_CUT).removesuffix(_CUT).strip()


# ── where it stands, and how it is softened ───────────────────────────────────────────────────────────


def _locator(meant: Passage, again: Sequence[Passage], paragraph: str) -> Locator | None:
    """The paragraph, and as many words before or after as tell one place from the others in it."""
    others = [place for place in again if place != meant]
    if not others:
        return Locator(para=meant.para)
    if len(others) >= _MANY:
        return None
    before, after = paragraph[: meant.start].split(), paragraph[meant.end :].split()
    for number in _growing(max(len(before), len(after))):
        prefix, suffix = " ".join(before[-number:]), " ".join(after[:number])
        if prefix and not any(stands_before(prefix, paragraph, place.start) for place in others):
            return Locator(para=meant.para, prefix=prefix)
        if suffix and not any(stands_after(suffix, paragraph, place.end) for place in others):
            return Locator(para=meant.para, suffix=suffix)
    return None


def _growing(most: int) -> Iterator[int]:
    """1, 2, 3, 4, 6, 9 and so on, up to and with `most`."""
    number = 1
    while number < most:
        yield number
        number = max(number + 1, number * 3 // 2)
    if most:
        yield most


def listed(quote: str) -> tuple[str, ...]:
    """The hedges of a quotation as `hedge` takes them: each once; of more than three the last as one long stretch.

    >>> listed("Reports suggest that it may end")
    ('Reports suggest', 'may')
    >>> listed("It may end, might stay, could go or probably seems to")
    ('may', 'might', 'could go or probably seems')
    """
    spans: list[tuple[int, int]] = []
    for hedge in hedges(quote):
        start = quote.index(hedge, spans[-1][1] if spans else 0)
        spans.append((start, start + len(hedge)))
    each = {quote[slice(*span)].casefold(): span for span in reversed(spans)}
    kept = sorted(each.values())
    if len(kept) > MOST_HEDGES:
        kept = [*kept[: MOST_HEDGES - 1], (kept[MOST_HEDGES - 1][0], kept[-1][1])]
        return tuple(" ".join(parts(quote[slice(*span)])) for span in kept)
    return tuple(quote[slice(*span)] for span in kept)
