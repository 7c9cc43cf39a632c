"""Addresses in hand-written pages, which two engines understand in two ways.

MkDocs counts what leads to a file of docs/ from the page's file, and leaves every other address as it stands, so that
it counts from the page. Zensical counts all of them from the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from posixpath import basename, dirname, join, normpath

_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_ADDRESS = re.compile(r"""(?P<start>\s(?:href|src|poster)=(?P<quote>["']))(?P<path>[^"'#?]+)""")
_NOT_RELATIVE = re.compile(r"/|[A-Za-z][A-Za-z0-9+.-]*:")


def from_file(html: str, page: str, is_file: Callable[[str], bool]) -> str:
    """The HTML of a page with the addresses that count from the page written as they count from its file.

    `page` is its path below docs/; `is_file` tells of such a path whether a file lies there.

    >>> from_file('<a href="../../search/">', "guide/words.md", lambda path: False)
    '<a href="../search/">'
    >>> from_file('<img src="words.png">', "guide/words.md", lambda path: True)
    '<img src="words.png">'
    """
    stem = basename(page).removesuffix(".md")
    if stem in ("index", "README"):  # page and file lie in the same folder
        return html

    def counted(found: re.Match[str]) -> str:
        path = found["path"]
        target = normpath(join(dirname(page), path))
        if _NOT_RELATIVE.match(path) or path.endswith(".md") or is_file(target):
            return found[0]
        closed = "/" if path.endswith("/") or basename(path) in (".", "..") else ""
        return found["start"] + normpath(join(stem, path)) + closed

    return _TAG.sub(lambda tag: _ADDRESS.sub(counted, tag[0]), html)
