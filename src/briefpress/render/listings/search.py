"""The page of the search, and what leads on without it."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.model.artifact import Page
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.stock import Stock, page
from briefpress.render.sitemap import NOINDEX
from briefpress.render.wording import say


def pages(stock: Stock) -> Iterator[Page]:
    """The page at /search/, which no search engine need know."""
    browse = [(say(f"browse.{name}"), f"{ROOT}{name}/") for name in listed(stock)]
    yield page(
        stock,
        "search/",
        "search.html",
        say("list.search"),
        say("list-lead.search"),
        head=NOINDEX,
        browse=browse,
    )


def listed(stock: Stock) -> Iterator[str]:
    """The sections that have something to list, in the order in which readers may want them."""
    index = stock.index
    held = {
        "briefings": index.briefings,
        "digests": index.digests,
        "topics": index.topics,
        "affected": index.classes,
        "takeaways": index.takeaways,
        "principles": index.principles,
        "organisations": index.organisations,
        "questions": index.questions,
        "watch": index.watch,
        "sources": index.sources,
    }
    yield from (name for name, found in held.items() if found)
