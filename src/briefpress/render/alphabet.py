"""The order of names as readers look for them: small letters with capitals, numbers by their value."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"[0-9]+")
_WIDTH = 12
"""More digits than a number in a name has; longer ones stand in the order of their digits."""


def order(name: str) -> str:
    """What to sort a name by.

    >>> sorted(["Hearing 10", "hearing 2", "Hearing 1: a clerk", "Appeal"], key=order)
    ['Appeal', 'Hearing 1: a clerk', 'hearing 2', 'Hearing 10']
    """
    return _DIGITS.sub(lambda found: found[0].zfill(_WIDTH), name.casefold())
