"""How a text is written: plain, in double quotes, or as a block of several lines."""

from __future__ import annotations

import json
import re

from briefpress.load.scalars import plain
from briefpress.mend.order import Form
from briefpress.mend.tree import Scalar
from briefpress.model.plain import Plain, PlainKind

WIDTH = 100
"""The longest line of a text that may be broken."""

_WORD = re.compile(r"[\w/](?:[\w./~?%+@&;()’'!*$=-]|:(?=[\w./]))*")

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}(?:T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2}))?")


def is_word(text: str) -> bool:
    """True for an id, an address or a single word, which every reader takes for the same text without quotes.

    >>> is_word("seed-a"), is_word("https://a.example/b"), is_word("no"), is_word("two words")
    (True, True, False, False)
    """
    return bool(_WORD.fullmatch(text)) and not isinstance(plain(text), Plain)


def quoted(text: str) -> str:
    """The text in double quotes; in single ones where it holds double quotes itself and nothing that needs a sign.

    >>> print(quoted("it was on"), quoted('a "b" of c’s'))
    "it was on" 'a "b" of c’s'
    """
    if ('"' in text or "\\" in text) and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")


def is_nothing(scalar: Scalar) -> bool:
    """True for no value at all, however that is written: nothing, `~` or `null`."""
    found = plain(scalar.value)
    return not scalar.style and isinstance(found, Plain) and found.kind is PlainKind.NOTHING


def short(scalar: Scalar, form: Form = Form.ANY) -> str | None:
    """How a scalar is written without quotation marks; None for a text that needs them, or is better read in them.

    An id, a number, a date, `true` or a key without a value; nothing else.
    """
    found = plain(scalar.value)
    if isinstance(found, Plain):
        is_date = form is Form.DATE and bool(_DATE.fullmatch(scalar.value))
        return scalar.value if is_date or not (scalar.style or form is Form.FIGURE) else None
    return scalar.value if form is not Form.VERBATIM and is_word(scalar.value) else None


def block(text: str, *, room: int, indent: str) -> tuple[str, list[str]] | None:
    """The sign and the lines of a text that is better read as a block; None for a text that stays on one line.

    A long text is folded at words, one of several lines keeps its lines. `room` is how many characters of the
    text fit on the line of its key.
    """
    single = text.removesuffix("\n")
    chomp = "" if text.endswith("\n") else "-"
    if "\n" in single:
        lines = single.split("\n")
        if any(line != line.strip() for line in lines) or not lines[0] or not lines[-1] or "\t" in text:
            return None
        return f"|{chomp}", [f"{indent}{line}" if line else "" for line in lines]
    if len(quoted(text)) <= room or not _can_fold(single):
        return None
    return f">{chomp}", [f"{indent}{line}" for line in _folded(single, WIDTH - len(indent))]


def _can_fold(text: str) -> bool:
    """Only single spaces can become line ends; other blanks at the start of a line would mean something."""
    return text != "" and all(word and word == word.strip() for word in text.split(" "))


def _folded(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
