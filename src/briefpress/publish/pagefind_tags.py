"""Where the tags and elements of a page begin and end, without a parser, which would cost more than the search."""

from __future__ import annotations

import re

VALUE = rb'(?:[^>"]|"[^"]*")*'
"""What may stand in a tag: values of attributes may hold a ">"."""
_TAG = re.compile(rb"<([a-z][a-z0-9]*)(?: %s)?>" % VALUE)


def tag_around(html: bytes, place: int) -> re.Match[bytes] | None:
    """The tag that a place lies in; None when it is text. Values of attributes may hold a "<"."""
    start = html.rfind(b"<", 0, place + 1)
    while start >= 0:
        tag = _TAG.match(html, start)
        if tag and tag.end() > place:
            return tag
        if b">" in html[start:place]:
            return None
        start = html.rfind(b"<", 0, start)
    return None


def end_of(html: bytes, opening: re.Match[bytes]) -> int:
    """The place after the closing tag that belongs to an opening one of `tag_around`; 0 for one that is not closed."""
    close, again = b"</" + opening[1] + b">", b"<" + opening[1]
    at, depth = opening.end(), 1
    while depth:
        end = html.find(close, at)
        if end < 0:
            return 0
        depth += _openings(html, again, at, end) - 1
        at = end + len(close)
    return at


def _openings(html: bytes, start: bytes, at: int, end: int) -> int:
    """How many tags of a name open between two places."""
    return html.count(start + b" ", at, end) + html.count(start + b">", at, end)
