"""Front matter in one canonical layout: block style, text in double quotes, as every YAML reader takes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import TypeAlias

from briefpress.render.json_text import scalar

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"
"""What front matter can hold once it has been loaded."""

_PLAIN_KEY = re.compile(r"[a-z_][a-z0-9_-]*\Z")
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
    lines = _mapping(dict(values), "\n")
    if not lines.isascii() or "\x7f" in lines:  # only a text holds such letters; one look at all is quick
        lines = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", lines)
    return f"{lines}\n" if lines else ""


def _mapping(values: dict[str, Plain], line: str) -> str:
    """`line` is a line end with the indent of the block; the first line stands where the block is put."""
    inner = f"{line}  "
    return line.join(
        [
            f"{_key(key)}: {quoted(value)}"
            if isinstance(value, str)
            else f"{_key(key)}:{_below(value, inner)}"
            for key, value in values.items()
        ]
    )


def _below(value: Plain, line: str) -> str:
    """What follows a key: on its line what is short or empty, else on the lines below."""
    if isinstance(value, dict) and value:
        return f"{line}{_mapping(value, line)}"
    if isinstance(value, list) and value:
        return f"{line}{_list(value, line)}"
    return f" {scalar(value)}"


def _list(values: list[Plain], line: str) -> str:
    inner = f"{line}  "
    return line.join([f"- {_item(value, inner)}" for value in values])


def _item(value: Plain, line: str) -> str:
    if isinstance(value, dict) and value:
        return _mapping(value, line)
    if isinstance(value, list) and value:
        return _list(value, line)
    return scalar(value)


@lru_cache(maxsize=1024)
def _key(key: str) -> str:
    return key if _PLAIN_KEY.match(key) and key not in _WORDS else quoted(key)
