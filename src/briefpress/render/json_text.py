"""JSON in one canonical layout: keys sorted, letters as they are, an entry of a list on a line of its own.

So a change of one claim is one changed line, and nearly all of the text is written by the library's C code.
"""

from __future__ import annotations

import json
from json import encoder
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def _made() -> Callable[[Any], str]:
    """The library's C code, made once: `JSONEncoder.encode` makes it for every value."""
    make: Any = getattr(encoder, "c_make_encoder", None)
    if make is None:
        return _ENCODER.encode
    pieces = make(None, _ENCODER.default, quoted, None, ": ", ", ", True, False, True)
    return lambda value: "".join(pieces(value, 0))


_encoded = _made()


def written(value: Any) -> str:
    r"""A plain value (texts, numbers, lists, mappings by text, None) as JSON.

    >>> written({"b": [{"id": 1}, {"id": 2}], "a": {}})
    '{\n "a": {},\n "b": [\n  {"id": 1},\n  {"id": 2}\n ]\n}'
    """
    if not isinstance(value, dict) or not value:
        return _listed(value, "\n")
    lines = [f"{quoted(key)}: {_listed(value[key], _BELOW)}" for key in sorted(value)]
    return f"{{\n {_NEXT.join(lines)}\n}}"


_BELOW = "\n "
_NEXT = f",{_BELOW}"


def _listed(value: Any, line: str) -> str:
    """A list of entries over several lines, anything else on one; `line` is a line end with its indent."""
    if not isinstance(value, (list, tuple)) or not any(isinstance(entry, dict) for entry in value):
        return quoted(value) if type(value) is str else _encoded(value)
    inner = f"{line} "
    return f"[{inner}{f',{inner}'.join(map(_encoded, value))}{line}]"


def scalar(value: Any) -> str:
    """A text, a number, True, False, None or something empty, on one line.

    >>> scalar("a “b”"), scalar(3), scalar(False), scalar(None), scalar([])
    ('"a “b”"', '3', 'false', 'null', '[]')
    """
    return quoted(value) if isinstance(value, str) else _encoded(value)
