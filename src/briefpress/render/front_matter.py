"""Front matter in one canonical layout: block style, text in double quotes, as every YAML reader takes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Plain: TypeAlias = "bool | int | str | Sequence[Plain] | Mapping[str, Plain] | None"
"""What front matter can hold once it has been loaded."""

_KEY = re.compile(r"[a-z_][a-z0-9_-]*\Z")
_WORDS = frozenset("y n yes no on off true false null".split())
"""Keys that a YAML 1.1 reader would take for something else than text."""
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that JSON leaves as they are and YAML refuses or takes for the end of a line."""


def written(values: Mapping[str, Plain]) -> str:
    """The text between the two `---` lines, with a line end after each value; "" for no values.

    >>> print(
    ...     written({"title": "No: yes", "topics": ["film"], "version": 1, "claims": [{"id": "c1"}]}), end=""
    ... )
    title: "No: yes"
    topics:
      - "film"
    version: 1
    claims:
      - id: "c1"
    """
    return "".join(f"{line}\n" for line in _mapping(values))


def _mapping(values: Mapping[str, Plain]) -> Iterator[str]:
    for key, value in values.items():
        name = key if _KEY.match(key) and key not in _WORDS else _scalar(key)
        if isinstance(value, (str, int)) or value is None or not value:
            yield f"{name}: {_scalar(value)}"
        else:
            yield f"{name}:"
            yield from (f"  {line}" for line in _block(value))


def _block(value: Sequence[Plain] | Mapping[str, Plain]) -> Iterator[str]:
    return _mapping(value) if isinstance(value, Mapping) else _list(value)


def _list(values: Sequence[Plain]) -> Iterator[str]:
    for value in values:
        if isinstance(value, (str, int)) or value is None or not value:
            yield f"- {_scalar(value)}"
        else:
            yield from (f"{'  ' if i else '- '}{line}" for i, line in enumerate(_block(value)))


def _scalar(value: Plain) -> str:
    """A value on one line. JSON's text is YAML's, apart from a few characters."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
