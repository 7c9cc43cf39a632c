"""Runs of words that two texts share (editorial.md 4.1)."""

from __future__ import annotations

import re
from functools import lru_cache

from briefpress.evidence.text import normalise

RUN = 8
"""How many words in a row count as shared wording."""

_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


@lru_cache(maxsize=512)
def _sentences(text: str) -> tuple[tuple[str, ...], ...]:
    lines = (normalise(line).casefold() for line in text.splitlines())
    split = (sentence for line in lines for sentence in _SENTENCE.split(line))
    return tuple(words for words in (tuple(_WORD.findall(s)) for s in split) if len(words) >= RUN)


@lru_cache(maxsize=512)
def _shingles(text: str) -> dict[tuple[str, ...], tuple[int, int]]:
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    for number, words in enumerate(_sentences(text)):
        for start in range(len(words) - RUN + 1):
            found.setdefault(words[start : start + RUN], (number, start))
    return found


@lru_cache(maxsize=4096)
def longest_run(one: str, other: str) -> tuple[str, ...]:
    """The longest run of at least eight words that stands in both texts, within a sentence, or nothing.

    Case, typography and punctuation do not count.
    """
    held = _shingles(other)
    sentences = _sentences(other)
    best: tuple[str, ...] = ()
    for words in _sentences(one):
        for start in range(len(words) - RUN + 1):
            place = held.get(words[start : start + RUN])
            if place:
                run = _extended(words[start:], sentences[place[0]][place[1] :])
                best = max(best, run, key=len)
    return best


def _extended(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    length = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return one[: min(len(one), len(other)) if length is None else length]
