"""Our own prose in a file, with its places: what the rules on wording read.

It is the body, each field that the model marks as prose, and the text of claims. What stands in quotation marks
or in a block quotation, code, and the addresses of links are not ours to word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from briefpress.check.language import SOUGHT, Phrases, phrases, plain_words
from briefpress.check.placed import ByKind, Placed
from briefpress.check.prose import masked, spans
from briefpress.model.briefing import Claim
from briefpress.model.code import code, fenced
from briefpress.model.document import Body, Document
from briefpress.model.field import Entry, specs
from briefpress.model.settings import Settings
from briefpress.model.source import Location
from briefpress.model.vocabulary import ClaimKind

_ADDRESS = re.compile(
    r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|^ {0,3}\[[^\[\]\n]+\]:[^\n]*$|<[a-z]{2,20}:[^<>\s]*>",
    re.MULTILINE,
)


_TOLD = 100
"""Uses in one passage that are looked at: nobody mends a thousand by hand."""
_NEAR = 1000
"""Characters of a sentence before and after a phrase that are looked at: a longer one is no sentence."""


class Passage(NamedTuple):
    """A piece of our own prose. `key` is its field in the entry, or "body"."""

    placed: Placed
    key: str
    text: str
    body: Body | None

    @property
    def name(self) -> str:
        """What editors call it."""
        if isinstance(self.placed.entry, Claim):
            return self.placed.entry.id or self.placed.name()
        return "body" if self.body else self.placed.name(self.key)

    @property
    def states_motive(self) -> bool:
        """True for a claim on what somebody wanted, which readers see under "According to …"."""
        return isinstance(self.placed.entry, Claim) and self.placed.entry.kind is ClaimKind.MOTIVE

    def at(self, index: int) -> Location:
        """Where the character at an index of the text stands; of a field, where its value begins."""
        return self.body.place(index) if self.body else self.placed.at(self.key)

    def shown(self) -> str:
        """The text, character for character, without what is not ours to word."""
        if self.body is None:
            return masked(self.text)
        text = self.text
        for start, end in code(text, fenced(text)):
            text = text[:start] + "".join(c if c == "\n" else " " for c in text[start:end]) + text[end:]
        return masked(_ADDRESS.sub(lambda match: " " * len(match.group()), text))


class Use(NamedTuple):
    """A phrase as it stands in a passage, with the sentence around it and where in the passage it begins."""

    passage: Passage
    phrase: str
    start: int
    sentence: str
    within: int
    """Where in the sentence the phrase begins."""

    @property
    def at(self) -> Location:
        """Where it stands."""
        return self.passage.at(self.start)


_Piece = tuple[Placed, str, str]
"""Entry, key and text of a field: a tuple, as fifty are made for each file and few are looked at."""


class OwnProse(NamedTuple):
    """All our own prose in a file, which hints at phrases of any list it holds, and whether it may name somebody."""

    pieces: tuple[_Piece, ...]
    body: Passage
    hints: frozenset[bytes]
    may_name: bool

    def passages(self) -> Iterator[Passage]:
        """Each piece of prose, the body last."""
        yield from (Passage(placed, key, text, None) for placed, key, text in self.pieces)
        yield self.body

    def uses(self, wanted: Phrases) -> Iterator[Use]:
        """Each use of a phrase, in the order of the file."""
        if self.hints.isdisjoint(wanted.hints):
            return
        for passage in self.passages():
            if wanted.pattern.search(passage.text):
                yield from _uses(passage, wanted)


def _uses(passage: Passage, wanted: Phrases) -> Iterator[Use]:
    text = passage.shown()
    sentences = spans(text)
    starts = [start for start, _ in sentences]
    for match in islice(wanted.pattern.finditer(text), _TOLD):
        start, end = sentences[bisect_right(starts, match.start()) - 1]
        start, end = max(start, match.start() - _NEAR), min(end, match.end() + _NEAR)
        phrase = " ".join(match.group().split())
        yield Use(passage, phrase, match.start(), text[start:end], match.start() - start)


def own_prose(document: Document, placed: ByKind, settings: Settings) -> OwnProse:
    """What of a file is our own prose."""
    found: list[_Piece] = []
    for kind, entries in placed.items():
        for name, key in _prose_fields(kind):
            for one in entries:
                text = getattr(one.entry, name)
                if text:
                    found.append((one, key, text))
    root = next(iter(placed.values()))[0]
    body = Passage(root, "body", document.body.markdown, document.body)
    texts = [text for _, _, text in found]
    texts.append(body.text)
    raw = "\n\n".join(texts).encode("utf-8", "replace")
    hints = _every_hint(document.entry.lang, _added(settings)).intersection(plain_words(raw))
    return OwnProse(tuple(found), body, hints, may_name(raw))


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────

_BREAKS = b'.!?:;,"()[]*#_|/'


def _shape(byte: int) -> int:
    if 65 <= byte <= 90 or byte == 0xC3:  # À to Þ begin with C3 in UTF-8, and so do their small letters
        return ord("A")
    return ord(".") if byte in _BREAKS else ord(" ") if byte in b" \n" else byte


_SHAPES = bytes(_shape(byte) for byte in range(256))
_SMALL = bytes(b for b in range(256) if _shape(b) == b and b not in (*_BREAKS, *b"A \n"))


def may_name(text: bytes) -> bool:
    """False when no two words with capitals follow one another: as in most texts, and found out quickly.

    >>> may_name(b"Jane Roe left."), may_name(b"The desk. Nobody left.")
    (True, False)
    """
    return b"A A" in text.translate(_SHAPES, _SMALL)


# ── fields ────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=128)
def _prose_fields(kind: type[Entry]) -> tuple[tuple[str, str], ...]:
    """(attribute, key) of the fields of our own prose."""
    if kind is Claim:
        return (("text", "text"),)
    return tuple((name, key) for name, key, spec in specs(kind) if spec.prose)


# ── word lists ────────────────────────────────────────────────────────────────────────────────────────


def word_list(name: str, lang: str, settings: Settings) -> Phrases | None:
    """A list in a language, with what the site adds to it if that is the site's language; None without a list."""
    added = settings.word_lists.get(name, ()) if _same_language(lang, settings.lang) else ()
    return phrases(name, lang, added)


def _same_language(one: str, other: str) -> bool:
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


_Added = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]


def _added(settings: Settings) -> _Added:
    return settings.lang, tuple(settings.word_lists.items())


@lru_cache(maxsize=16)
def _every_hint(lang: str, added: _Added) -> frozenset[bytes]:
    of_site, lists = added
    more = dict(lists) if _same_language(lang, of_site) else {}
    found = (phrases(name, lang, more.get(name, ())) for name in SOUGHT)
    return frozenset().union(*(one.hints for one in found if one is not None))
