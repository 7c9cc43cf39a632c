"""A page as Pagefind is given it: the marked article, for pages of ours without what it would not read anyway.

Pagefind's parser costs more than all else it does, by the tag and attribute. Of a briefing's page most tags are
links, emphasis and what search leaves out, and most attributes serve the eye.
"""

from __future__ import annotations

import re

MARK = b"data-pagefind-body"
"""What tells that a page can be found."""
_OURS = ("briefings/", "digests/")
"""Folders whose pages our own templates and the sanitiser wrote: their tags are balanced, lower case and quoted."""

_VALUE = rb'(?:[^>"]|"[^"]*")*'
_TAG = re.compile(rb"<([a-z][a-z0-9]*)(?: %s)?>" % _VALUE)
_INLINE = re.compile(
    rb"</?(?:a|abbr|b|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|time)(?: %s)?>" % _VALUE
)
_IGNORED = b" data-pagefind-ignore"
_UNREAD = (b"<button", b"<footer", b"<form", b"<label", b"<nav", b"<svg", b"<template")
"""Elements that Pagefind does not read, and buttons."""
_DATE = re.compile(rb' data-date="([0-9-]*)"')


def article(path: str, page: bytes) -> bytes:
    """The marked article of a page in a document of its own, with the page's language.

    The page is given back whole where it is not of the form that our frame writes.
    """
    start = page.rfind(b"<article", 0, page.index(MARK))
    end = page.find(b"</article>", start)
    html = page[page.find(b"<html") : page.find(b">", page.find(b"<html")) + 1]
    if start < 0 or end < 0 or not html:
        return page
    held = page[start:end]
    held = _lean(held) if path.startswith(_OURS) else held
    return b"<!doctype html>" + html + b"<head></head><body>" + held + b"</article></body></html>"


def date(page: bytes) -> str:
    """The day that the page is sorted by, "" for a page without one."""
    found = _DATE.search(page)
    return found[1].decode() if found else ""


def _lean(html: bytes) -> bytes:
    """Without the parts that are left out, and without inline tags."""
    return _INLINE.sub(b"", _without_parts(html))


def _without_parts(html: bytes) -> bytes:
    for name in _UNREAD:
        html = _cut(html, name)
    return _cut(html, _IGNORED)


def _cut(html: bytes, mark: bytes) -> bytes:
    """Without the elements whose opening tag holds the mark."""
    pieces: list[bytes] = []
    done, at = 0, html.find(mark)
    while at >= 0:
        tag = _around(html, at)
        if tag:
            pieces.append(html[done : tag.start()])
            done = _end(html, tag)
        at = html.find(mark, max(done, at + len(mark)))
    return b"".join((*pieces, html[done:])) if done else html


def _around(html: bytes, place: int) -> re.Match[bytes] | None:
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


def _end(html: bytes, opening: re.Match[bytes]) -> int:
    """The place after the closing tag that belongs to an opening one; the end of a page that lacks it."""
    close, again = b"</" + opening[1] + b">", b"<" + opening[1]
    at, depth = opening.end(), 1
    while depth:
        end = html.find(close, at)
        if end < 0:
            return len(html)
        depth += _openings(html, again, at, end) - 1
        at = end + len(close)
    return at


def _openings(html: bytes, start: bytes, at: int, end: int) -> int:
    """How many tags of a name open between two places."""
    return html.count(start + b" ", at, end) + html.count(start + b">", at, end)
