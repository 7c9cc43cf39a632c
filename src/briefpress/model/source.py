"""Where a text comes from and where in it a thing stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

FieldPath = tuple[str | int, ...]
"""The way to a value inside a file: keys and list positions (from 0), such as ("claims", 0, "text")."""


def written(path: FieldPath) -> str:
    """A field path as editors read it.

    >>> written(("takeaways", 1, "text"))
    'takeaways[1].text'
    """
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file. `path` is relative to the site root; line and column count from 1, in characters."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was read: bytes not yet trusted to be text. `path` is relative to the site root."""

    path: str
    content: bytes


class Locate(Protocol):
    """Answers where the value (or, with `key`, the key) at a field path stands; the nearest parent if absent."""

    def __call__(self, path: FieldPath, *, key: bool = False) -> Location: ...
