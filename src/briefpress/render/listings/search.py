"""The page of the search, and what leads on without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefpress.model.artifact import Page
from briefpress.model.card import Card
from briefpress.model.vocabulary import StakeholderRole
from briefpress.render.listings import people
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
        lost=tuple(link for name, link in zip(listed(stock), browse, strict=True) if name in _LOST),
        facets=tuple((facet, say(f"facet.{facet}")) for facet in facets(stock.site.cards)),
    )


_LOST = ("topics", "questions", "affected")
"""Where a reader whose search found nothing is sent: what we write about, what is open, whom it touches."""


def facets(cards: Sequence[Card]) -> tuple[str, ...]:
    """The facets that have a value among cards, in the order shown (partials/search-data.html)."""
    affected = [s for c in cards for s in c.stakeholders if s.role is StakeholderRole.AFFECTED]
    held = {
        "topic": any(c.topics for c in cards),
        "type": any(c.type_of_work for c in cards),
        "year": bool(cards),
        "organisation": any(c.organisations for c in cards),
        "affected": any(s.registry == "groups" for s in affected),
        "class": any(s.class_ for s in affected),
        "audience": any(t.audiences for c in cards for t in c.takeaways),
        "principle": any(c.principles for c in cards),
        "place": any(c.places for c in cards),
        "confidence": any(claim.standing.ceiling for c in cards for claim in c.claims),
        "flag": any(c.flags for c in cards),
        "kind": True,
    }
    return tuple(name for name, found in held.items() if found)


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
        "people": people.used(stock),
        "timeline": index.briefings,
        "questions": index.questions,
        "watch": index.watch,
        "corrections": index.corrections,
        "sources": index.sources,
    }
    yield from (name for name, found in held.items() if found)
