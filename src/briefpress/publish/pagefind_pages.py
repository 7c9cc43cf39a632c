"""A page as Pagefind is given it: the marked article, for pages of ours without what it would not read anyway.

Between its words stand a few signs that Pagefind keeps and does not count (pagefind_words.py).

Pagefind's parser costs more than all else it does, by the tag and attribute. Of a briefing's page most tags are
links, emphasis and what search leaves out, and most attributes serve the eye.
"""

from __future__ import annotations

import re

from briefpress.publish.pagefind_tags import VALUE, end_of, tag_around
from briefpress.publish.pagefind_words import spelt, spoken

MARK = b"data-pagefind-body"
"""What tells that a page can be found."""
_OURS = ("briefings/", "digests/")
"""Folders whose pages our own templates and the sanitiser wrote: their tags are balanced, lower case and quoted."""

_INLINE = re.compile(
    rb"</?(?:a|abbr|b|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|time)(?: %s)?>" % VALUE
)
_IGNORED = b" data-pagefind-ignore"
_UNREAD = (b"<button", b"<footer", b"<form", b"<label", b"<nav", b"<svg", b"<template")
"""Elements that Pagefind does not read, and buttons."""
_STOPS = (b":", b".", b"?", b"!")
_DATE = re.compile(rb' data-date="([0-9-]*)"')
_LANGUAGE = re.compile(rb' lang="([A-Za-z0-9-]+)"')


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
    ours = path.startswith(_OURS)
    held = spelt(spoken(_without_parts(held) if ours else held, _language(html)))
    held = _named(_INLINE.sub(b"", held) if ours else held)
    return b"<!doctype html>" + html + b"<head></head><body>" + held + b"</article></body></html>"


def _named(html: bytes) -> bytes:
    """With a colon after the names in lists of names and values, which Pagefind runs together."""
    *names, rest = html.split(b"</dt>")
    ended = (name if name.rstrip().endswith(_STOPS) else name.rstrip() + b":" for name in names)
    return b"</dt>".join((*ended, rest))


def date(page: bytes) -> str:
    """The day that the page is sorted by, "" for a page without one."""
    found = _DATE.search(page)
    return found[1].decode() if found else ""


def _language(tag: bytes) -> str:
    """The language of a page by its first tag, "" when it has none."""
    found = _LANGUAGE.search(tag)
    return found[1].decode() if found else ""


def _without_parts(html: bytes) -> bytes:
    for name in _UNREAD:
        html = _cut(html, name)
    return _cut(html, _IGNORED)


def _cut(html: bytes, mark: bytes) -> bytes:
    """Without the elements whose opening tag holds the mark."""
    pieces: list[bytes] = []
    done, at = 0, html.find(mark)
    while at >= 0:
        tag = tag_around(html, at)
        if tag:
            pieces.append(html[done : tag.start()])
            done = end_of(html, tag) or len(html)
        at = html.find(mark, max(done, at + len(mark)))
    return b"".join((*pieces, html[done:])) if done else html
