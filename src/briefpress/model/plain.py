"""Scalars that YAML would turn into something other than text."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class PlainKind(enum.StrEnum):
    """What a YAML 1.1, YAML 1.2 or JSON reader would make of an unquoted scalar."""

    BOOLEAN = "true or false"
    INTEGER = "a number"
    DECIMAL = "a decimal number"
    DATE = "a date"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Plain:
    """An unquoted scalar that is not text to every YAML reader, with the characters that were written.

    `value` is set only where all readers agree: `true`, `false` and decimal integers.
    """

    raw: str
    kind: PlainKind
    value: bool | int | None = None
