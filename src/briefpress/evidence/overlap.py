"""Runs of words that two texts share."""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

RUN = 8
"""How many words in a row count as shared wording."""

_Words = tuple[bytes, ...]
"""Words in lower case as UTF-8: cutting up bytes takes a third of the time of cutting up text."""

_MARKS = "".join(c for c in string.punctuation if c not in "'-&%").encode()
_SPACED = bytes.maketrans(_MARKS, b" " * len(_MARKS))
_APOSTROPHE = re.compile(rb"\xe2\x80[\x98-\x9b\xb2]")  # U+2018 to 201B, 2032
_HYPHEN = re.compile(rb"\xe2\x80[\x90\x91]")  # U+2010, 2011
_OTHER = re.compile(rb"\xe2\x80[\x80-\xbf]")  # the rest of U+2000 to 203F: spaces, dashes, quotation marks
_LATIN = tuple(c.encode() for c in "\u00a0«»−")
_EDGES = (
    (b"-", ((b"--", b"  "), (b" - ", b" "))),
    (b"'", ((b" '", b" "), (b"' ", b" "))),
)
"""Mark -> what becomes of it at the edges of words."""
_WITHIN = string.ascii_lowercase.encode() + string.whitespace.encode()
"""What `bytes.title` leaves of a word in lower case beyond its first letters, and what parts words."""
_BREAK = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+|^\[\d+\]|\[(?:…|\.\.\.)\]|\n")
_QUOTATION = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»')


def _folded(text: str) -> bytes:
    """A text in lower case, without typography and punctuation."""
    folded = unicodedata.normalize("NFC", text).casefold().encode("utf-8", "replace")
    if not folded.isascii():
        folded = _OTHER.sub(b" ", _HYPHEN.sub(b"-", _APOSTROPHE.sub(b"'", folded)))
        for old in _LATIN:
            folded = folded.replace(old, b" ")
    folded = folded.translate(_SPACED)
    for mark, edges in _EDGES:
        if mark in folded:
            for old, new in edges:
                folded = folded.replace(old, new)
    return folded


@lru_cache(maxsize=128)
def _words(text: str) -> _Words:
    return tuple(_folded(text).split())


# ── the quick test: texts that share eight words share eight of their letters ───────────────────────────


@lru_cache(maxsize=256)
def _first_letters(text: str) -> bytes:
    """At least one letter or mark of each word, always the same for the same word, without making the words."""
    return _folded(text).title().translate(None, _WITHIN)


def _eights(letters: bytes) -> Iterator[memoryview[int]]:
    """All eight letters in a row, as numbers: eight bytes are one, as RUN is eight."""
    view = memoryview(letters)
    for start in range(min(RUN, max(len(letters) - RUN + 1, 0))):
        yield view[start : start + (len(letters) - start) // RUN * RUN].cast("Q")


@lru_cache(maxsize=256)
def _first(text: str) -> frozenset[int]:
    return frozenset().union(*_eights(_first_letters(text)))


@lru_cache(maxsize=256)
def _last(text: str) -> frozenset[int]:
    return frozenset().union(*_eights(bytes(map(itemgetter(-1), _words(text)))))


def all_apart(texts: Iterable[str]) -> bool:
    """True only when no two of the texts share a run: so it is with the sources of nearly all briefings.

    All texts are looked at once, not each pair of them.
    """
    met: set[int] = set()
    for text in texts:
        letters, before = _first_letters(text), len(met)
        met.update(*_eights(letters))
        new = len(met) - before
        repeats = new < len(letters) - RUN + 1  # itself, or a text before it
        if repeats and new < len(_first(text)):
            return False
    return True


# ── many texts at once ────────────────────────────────────────────────────────────────────────────────

_PARTNERS = 8
"""Starting points whose texts are compared with one that shares a mark with them: the work stays linear."""
_SENTENCE = 40
"""A sentence with fewer bytes is a turn of phrase."""
_ENDS = bytes.maketrans(b"\n?!", b" ..")


def runs_of(text: str) -> frozenset[int]:
    """Marks of a text, of which two texts that share a run of eight words share one at least."""
    return frozenset().union(*_eights(_first_letters(text)))


def sentences_of(text: str) -> tuple[int, ...]:
    """Marks of a text, of which two texts share one when a whole sentence of some length stands in both.

    They say less than `runs_of`, in a twentieth of the time and of the memory, and are the same in every process.
    """
    plain = b" " + text.encode("utf-8", "replace").translate(_ENDS)
    return tuple({crc32(sentence) for sentence in plain.split(b".") if len(sentence) > _SENTENCE})


def _repeated(every: Iterable[Collection[int]]) -> frozenset[int]:
    """The marks of all texts that bring a mark which an earlier one has."""
    met: set[int] = set()
    found: set[int] = set()
    for own in every:
        before = len(met)
        met.update(own)
        if len(met) - before < len(own):
            found.update(own)
    return frozenset(found)


def echoes(texts: Sequence[tuple[Collection[int], str]]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(number of a text, numbers of earlier ones that share a mark with it and have another origin).

    `texts` are pairs of the marks of a text, each once, and its origin. What is told is a reason to compare, not a
    result.
    """
    repeated = _repeated(marks for marks, _ in texts)
    if not repeated:
        return
    first: dict[int, dict[str, int]] = {}
    for number, (marks, origin) in enumerate(texts):
        shared = repeated.intersection(marks)
        found = {n for mark in shared for o, n in first.get(mark, {}).items() if o != origin}
        if found:
            yield number, tuple(sorted(found)[:_PARTNERS])
        for mark in shared:
            holders = first.setdefault(mark, {})
            if len(holders) < _PARTNERS:
                holders.setdefault(origin, number)


@lru_cache(maxsize=4096)
def longest_run(one: str, other: str) -> tuple[str, ...]:
    """The longest run of words that stands in both texts within a sentence, if eight of them are not names.

    Case, typography and punctuation do not count, nor do quotations of eight words or more in a paragraph
    that names somebody. In either order of the texts the result has the same length.
    """
    if any(letters(one).isdisjoint(letters(other)) for letters in (_first, _last)):
        return ()  # nearly all pairs: found out in a hundredth of the time that the rest takes
    names = _names(one) & _names(other)
    automaton = _Automaton(_sentences(other))
    shared = (run for words in _sentences(one) for run in automaton.runs(words, names))
    counted, _, best = max(shared, key=lambda run: run[:2], default=(0, 0, ()))
    return tuple(word.decode() for word in best) if counted >= RUN else ()


def _sentences(text: str) -> tuple[_Words, ...]:
    """The sentences, without what somebody named in the same paragraph is quoted as saying."""
    split = (_words(sentence) for line in text.splitlines() for sentence in _BREAK.split(_unquoted(line)))
    return tuple(words for words in split if len(words) >= RUN)


def _unquoted(line: str) -> str:
    without = _QUOTATION.sub(_kept_quotation, line)
    named = without != line and any(_is_name(word) for _, word in pairwise(without.split()))
    return without if named else line


def _kept_quotation(quotation: re.Match[str]) -> str:
    """A few words in quotation marks are a term; more are what somebody said."""
    return quotation[0] if len(_words(quotation[0])) < RUN else "\n"


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word != "I"


def _names(text: str) -> frozenset[bytes]:
    """Words that stand with a capital within a sentence and nowhere without: parts of names and titles."""
    capital: set[str] = set()
    small: set[str] = set()
    for sentence in _BREAK.split(text):
        words = [word.lstrip("\"'“‘(«[") for word in sentence.split()]
        capital.update(word for word in words[1:] if _is_name(word))
        small.update(word for word in words if not word[:1].isupper())
    return frozenset(_words(" ".join(capital))) - frozenset(_words(" ".join(small)))


class _Automaton:
    """The suffix automaton of a text: knows every run of its words, in linear time and space.

    (Blumer et al., "The smallest automaton recognizing the subwords of a text", 1985.)
    """

    def __init__(self, sentences: tuple[_Words, ...]) -> None:
        self._next: list[dict[bytes, int]] = [{}]
        self._link = [-1]
        self._length = [0]
        last = 0
        for number, words in enumerate(sentences):
            for word in (*words, b"\n%d" % number):  # an end that no other sentence has: runs do not cross it
                last = self._extended(last, word)

    def _extended(self, last: int, word: bytes) -> int:
        new = self._state({}, 0, self._length[last] + 1)
        at = last
        while at >= 0 and word not in self._next[at]:
            self._next[at][word] = new
            at = self._link[at]
        if at >= 0:
            self._link[new] = self._reached(at, word)
        return new

    def _reached(self, at: int, word: bytes) -> int:
        """The state after `word`, split from longer runs where they end in fewer places."""
        target = self._next[at][word]
        if self._length[target] == self._length[at] + 1:
            return target
        copy = self._state(dict(self._next[target]), self._link[target], self._length[at] + 1)
        self._link[target] = copy
        while at >= 0 and self._next[at].get(word) == target:
            self._next[at][word] = copy
            at = self._link[at]
        return copy

    def _state(self, after: dict[bytes, int], link: int, length: int) -> int:
        self._next.append(after)
        self._link.append(link)
        self._length.append(length)
        return len(self._next) - 1

    def runs(self, words: _Words, names: frozenset[bytes]) -> Iterator[tuple[int, int, _Words]]:
        """The longest shared run that ends at each word: (words that are no names, all words, the run)."""
        state = length = 0
        plain = [0]
        for end, word in enumerate(words, start=1):
            plain.append(plain[-1] + (word not in names))
            while state and word not in self._next[state]:
                state = self._link[state]
                length = self._length[state]
            state = self._next[state].get(word, 0)
            length = length + 1 if state else 0
            if length >= RUN:
                yield plain[end] - plain[end - length], length, words[end - length : end]
