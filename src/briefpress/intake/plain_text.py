"""Plain text: kept as it is, a paragraph a line."""

from __future__ import annotations

import re

from briefpress.intake.decoding import decoded
from briefpress.intake.material import Extract, Kind, Material

_WRAPPED = (55, 85)
"""The longest line of a text that a program has wrapped, in characters."""


def read(material: Material) -> Extract:
    """The text, its first line apart nothing known of it. Raises `Refused`."""
    text, note = decoded(material)
    notes = [note] if note else []
    if material.join_lines:
        text = joined(text)
    elif is_wrapped(text):
        notes.append(
            "Its lines look wrapped: a quotation cannot go over the end of one. With --join-lines the lines of a "
            "paragraph become one."
        )
    return Extract(Kind.TEXT, text, notes=tuple(notes))


def joined(text: str) -> str:
    """The lines of each block become one; empty lines part blocks.

    >>> joined("One and\\ntwo.\\n\\nThree.")
    'One and two.\\nThree.'
    """
    blocks = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    return "\n".join(" ".join(block.split()) for block in blocks if block.strip())


def is_wrapped(text: str) -> bool:
    """True for a text most of whose lines end where a line was full, not where a sentence is.

    >>> is_wrapped("One line that is rather long, and that goes on and on and on\\nuntil it ends.\\n" * 4)
    True
    """
    lines = [line.strip() for line in text.splitlines()]
    held = [line for line in lines if line]
    longest = max(map(len, held), default=0)
    if len(held) < 6 or not _WRAPPED[0] <= longest <= _WRAPPED[1]:
        return False
    broken = sum(not line.endswith((".", "!", "?", ":", "”", '"')) for line in held)
    return 2 * broken >= len(held)
