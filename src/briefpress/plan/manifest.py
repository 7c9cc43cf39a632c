"""What the last edition wrote, as text that is doubted when it is read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """A file as it was written: digest of its bytes, size in bytes, modification time in ns, inode."""

    digest: str
    size: int
    mtime_ns: int
    inode: int


Manifest = Mapping[str, Row]
"""Path below the site's folder -> row."""

_FORM = "briefpress-manifest-1"


def text(manifest: Manifest) -> str:
    """The manifest as text, sorted by path."""
    rows = {path: list(row) for path, row in sorted(manifest.items())}
    return json.dumps({"form": _FORM, "rows": rows}, ensure_ascii=False, separators=(",", ":"))


def parse(written: str) -> Manifest:
    """The manifest in a text; an empty one when the text is not what `text` writes, so that all is written anew."""
    try:
        held = json.loads(written)
        if held["form"] != _FORM:
            return {}
        return {path: _row(values) for path, values in held["rows"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _row(values: list[object]) -> Row:
    digest, size, mtime_ns, inode = values
    if (
        isinstance(digest, str)
        and isinstance(size, int)
        and isinstance(mtime_ns, int)
        and isinstance(inode, int)
    ):
        return Row(digest, size, mtime_ns, inode)
    raise TypeError(values)
