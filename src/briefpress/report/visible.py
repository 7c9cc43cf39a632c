"""Text as a terminal may show it: no character of an input moves the cursor, hides or reorders anything."""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""General categories (Unicode 15, table 4-4) of characters without a shape of their own."""
_PICTURES, _DELETE = 0x2400, 0x7F


def visible(text: str) -> str:
    """The text with everything that has no shape of its own written out.

    >>> visible("plain, čeština, 日本"), visible("a\\x1b[31m\\u202eb\\n")
    ('plain, čeština, 日本', 'a␛[31m<U+202E>b␊')
    """
    return text if text.isprintable() else "".join(map(_shape, text))


def _shape(character: str) -> str:
    if character.isprintable() or unicodedata.category(character) not in _HIDDEN:
        return character
    number = ord(character)
    if number < 0x20:
        return chr(_PICTURES + number)
    return "␡" if number == _DELETE else f"<U+{number:04X}>"


def cells(text: str) -> int:
    """How many columns of a terminal a text takes that `visible` has seen (Unicode, UAX #11).

    >>> cells("abc"), cells("日本"), cells("e\\u0301")
    (3, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me") or "\u1160" <= character <= "\u11ff":
        return 0  # marks stand on the letter before; vowels and finals of Hangul within its block
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
