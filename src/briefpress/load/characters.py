"""Characters that hide or reorder text, and where a file holds them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STAND_IN = "\N{REPLACEMENT CHARACTER}"
"""Takes the place of a refused character, so that all columns after it stay true."""

_REFUSED = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls other than tab and line feed
    "\u200b\u2060\ufeff"  # zero-width space, word joiner, byte-order mark
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates of writing direction
    "\u2028\u2029"  # line ends that only some programs see
    "\ufffe\uffff"  # no characters at all
    "\U000e0000-\U000e007f"  # tag characters
    "\u200c-\u200f\u061c"  # joiners and direction marks, judged by their neighbours
    "]"
)
_LINE_ENDS = "\r\x85\u2028\u2029"
_JOINERS = "\u200c\u200d"
_DIRECTION_MARKS = "\u200e\u200f\u061c"
_EMOJI_PARTS = "\ufe0f\u20e3"
_ZERO_WIDTH_JOINER = "\u200d"

_JOINING_SCRIPTS = (
    (0x0600, 0x0DFF),  # Arabic, Syriac, Thaana, N'Ko and the scripts of India up to Sinhala
    (0x0F00, 0x109F),  # Tibetan, Myanmar
    (0x1780, 0x18AF),  # Khmer, Mongolian
    (0xA840, 0xABFF),  # Phags-pa to Meetei Mayek
    (0xFB50, 0xFEFE),  # Arabic presentation forms
    (0x10A00, 0x11FFF),  # Kharoshthi and the later Brahmic scripts
    (0x1E900, 0x1E95F),  # Adlam
)


def refused(text: str) -> Iterator[tuple[int, str, str]]:
    """(index, id of the input rule, name such as "U+202E") of each refused character, in order."""
    if text.replace("\n", "").isprintable():  # as most are; far quicker than the regular expression
        return
    lines = _Lines(text)
    for match in _REFUSED.finditer(text):
        char, index = match.group(), match.start()
        if char in _JOINERS and _joins_neighbours(char, text, index):
            continue
        if char in _DIRECTION_MARKS and lines.runs_right_to_left(index):
            continue
        rule = "input-line-end" if char in _LINE_ENDS else "input-character"
        yield index, rule, f"U+{ord(char):04X}"


def without_refused(text: str) -> str:
    """The text with a stand-in for each refused character; other characters keep their index.

    >>> without_refused("a\\u202eb") == "a" + STAND_IN + "b"
    True
    """
    pieces, start = [], 0
    for index, _, _ in refused(text):
        pieces += [text[start:index], STAND_IN]
        start = index + 1
    return "".join(pieces) + text[start:] if pieces else text


def _joins_neighbours(char: str, text: str, index: int) -> bool:
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    return _joins(before) or (char == _ZERO_WIDTH_JOINER and _is_emoji(before) and _is_emoji(after))


@dataclass(slots=True)
class _Lines:
    """Which lines of a text hold letters that run from right to left; each line is looked at once."""

    text: str
    known: dict[int, bool] = field(default_factory=dict)

    def runs_right_to_left(self, index: int) -> bool:
        start = self.text.rfind("\n", 0, index) + 1
        if start not in self.known:
            end = self.text.find("\n", index)
            line = self.text[start : end if end >= 0 else len(self.text)]
            letters = (char for char in line if char not in _DIRECTION_MARKS)
            self.known[start] = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in letters)
        return self.known[start]


def _is_emoji(char: str) -> bool:
    return bool(char) and (char in _EMOJI_PARTS or unicodedata.category(char) in {"So", "Sk"})


def _joins(char: str) -> bool:
    return bool(char) and any(first <= ord(char) <= last for first, last in _JOINING_SCRIPTS)
