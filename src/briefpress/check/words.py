"""How many words a reader meets (counted by white space after Markdown is stripped)."""

from __future__ import annotations

import re

_HIDDEN = re.compile(
    r"^ {0,3}\[[^\[\]]+\]:[^\n]*$"  # link and footnote definitions: addresses do not count
    r"|^[ \t]*(?:`{3,}|~{3,})[^\n]*$"  # fences of code
    r"|\[\^[^\[\]\s]+\]"  # footnote marks
    r"|\[c[0-9]+(?:\s*,\s*c[0-9]+)*\]"  # claim references
    r"|\{:?[^{}\n]*\}"  # attribute lists
    r"|<(?:https?|mailto):[^<>\s]*>"  # bare addresses
    r"|<[^<>\s]+@[^<>\s]+>",
    re.MULTILINE,
)
_TARGET = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\]\[[^\[\]\n]*\]")
_MARK = re.compile(r"^[ \t]*(?:#{1,6}|[-*+]|[0-9]+\.|>|[-=]{2,}|\|[-:| \t]+\|)(?=[ \t]|$)", re.MULTILINE)
_ONLY_MARKS = frozenset("*_`#>|~.,;:!?()[]")
"""What may be left of a word after its mark-up. A dash that stands alone counts, as white space has it."""


def in_text(text: str) -> int:
    """Words of a field, which holds plain text.

    >>> in_text("Three texts say so.")
    4
    """
    return len(text.split())


def at_most(text: str) -> int:
    """More words than these Markdown cannot have: found out in a fraction of the time.

    What does not count may stand between two words that are written as one, as in `so[c1]it`.
    """
    return len(text.split()) + text.count("[") + text.count("{") + text.count("<")


def in_markdown(text: str) -> int:
    """Words of Markdown: headings, marks, claim references and the addresses of links do not count.

    >>> in_markdown("- See [the page](https://example.org/a b) [c1, c3].")
    3
    """
    shown = _MARK.sub(" ", _TARGET.sub("]", _HIDDEN.sub(" ", text)))
    return sum(not _ONLY_MARKS.issuperset(word) for word in shown.split())
