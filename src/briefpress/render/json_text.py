"""JSON in one canonical layout: keys sorted, one value a line, letters as they are.

The bytes are those of `json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)`, in little more than
half the time: with an indent, json leaves its C code.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring as quoted
from typing import Any


def written(value: Any) -> str:
    r"""A plain value (texts, numbers, lists, mappings by text, None) as JSON.

    >>> written({"b": [1, "é"], "a": {}})
    '{\n "a": {},\n "b": [\n  1,\n  "é"\n ]\n}'
    """
    return _text(value, "\n")


def _text(value: Any, line: str) -> str:
    """`line` is a line end with the indent of the line on which the value begins."""
    inner = f"{line} "
    if isinstance(value, dict) and value:
        pairs = [
            f"{quoted(key)}: {quoted(v) if type(v := value[key]) is str else _text(v, inner)}"
            for key in sorted(value)
        ]
        return f"{{{inner}{f',{inner}'.join(pairs)}{line}}}"
    if isinstance(value, (list, tuple)) and value:
        return f"[{inner}{f',{inner}'.join([quoted(v) if type(v) is str else _text(v, inner) for v in value])}{line}]"
    return scalar(value)


def scalar(value: Any) -> str:
    """A text, a number, True, False, None or something empty, on one line.

    >>> scalar("a “b”"), scalar(3), scalar(False), scalar(None), scalar([])
    ('"a “b”"', '3', 'false', 'null', '[]')
    """
    if isinstance(value, str):
        return quoted(value)
    return str(value) if type(value) is int else json.dumps(value)
