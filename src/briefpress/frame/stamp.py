"""Frame + page -> HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from briefpress.frame.split import Frame, Slot
from briefpress.model.artifact import Heading, Page

_INDEXED = "data-pagefind-body"
"""What tells Pagefind that this is text to be found; a page without it stays out of the search."""
_TITLE = "On this page"


def stamp(frame: Frame, page: Page) -> bytes:
    """The page as it is published, in UTF-8. Plain text is escaped here; body and head are HTML already."""
    values = {
        Slot.TITLE: escape(page.title),
        Slot.DESCRIPTION: escape(page.description),
        Slot.ADDRESS: escape(page.address),
        Slot.HEAD: page.head,
        Slot.INDEXED: _INDEXED if page.indexed else "",
        Slot.CONTENTS: contents(page.contents),
        Slot.BODY: page.body,
    }
    pieces = [frame.start]
    for slot, text in frame.rest:
        pieces += (values[slot], text)
    return "".join(pieces).encode()


def contents(headings: Sequence[Heading]) -> str:
    """The contents of a page, marked up as in templates/frame/partials/toc.html; "" without headings."""
    if not headings:
        return ""
    return (
        f'<nav class="md-nav md-nav--secondary" aria-label="{_TITLE}"><p class="md-nav__title">{_TITLE}</p>'
        f'<ul class="md-nav__list" data-md-component="toc">{_items(headings)}</ul></nav>'
    )


def _items(headings: Sequence[Heading]) -> str:
    return "".join(
        f'<li class="md-nav__item"><a class="md-nav__link" href="#{escape(heading.id)}">'
        f'<span class="md-ellipsis">{escape(heading.text)}</span></a>{_below(heading)}</li>'
        for heading in headings
    )


def _below(heading: Heading) -> str:
    return f'<ul class="md-nav__list">{_items(heading.children)}</ul>' if heading.children else ""
