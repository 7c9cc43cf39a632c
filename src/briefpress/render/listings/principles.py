"""Principles: what each asks for, where it stands in other catalogues, and the briefings that touch it."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.model import address
from briefpress.model.artifact import Heading, Page
from briefpress.model.registry import Crosswalk, Principle
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.names import directory
from briefpress.render.listings.stock import Fact, Stock
from briefpress.render.listings.subject import Subject, of_briefings
from briefpress.render.view.context import Link
from briefpress.render.wording import say

_CATALOGUES = ("oecd", "unesco", "hleg", "acm")


def pages(stock: Stock) -> Iterator[Page]:
    """The list of principles, and a page for each that a briefing names."""
    registry = stock.registry.principles
    used = {p: cards for p, cards in stock.index.principles.items() if p in registry}
    yield from directory(stock, "principles", used, lambda p: (registry[p].label, registry[p].definition))
    taken = {p for t in stock.index.takeaways for p in t.takeaway.principles}
    for name, cards in used.items():
        crosswalk = tuple(_crosswalk(registry[name].crosswalk))
        yield from of_briefings(
            stock,
            "principle.html",
            _subject(registry[name]),
            cards,
            headings=_headings(crosswalk=bool(crosswalk)),
            crosswalk=crosswalk,
            takeaways=_takeaways(name) if name in taken else Link(""),
        )


def _subject(principle: Principle) -> Subject:
    at = address.principle(principle.id)
    return Subject("principles", at, principle.id, principle.label, principle.definition, "principle")


def _takeaways(principle: str) -> Link:
    return Link(say("principle.takeaways"), f"{ROOT}takeaways/principle/{principle}/")


def _headings(*, crosswalk: bool) -> list[Heading]:
    found = [Heading("crosswalk", say("principle.crosswalk"))] if crosswalk else []
    return [*found, Heading("briefings", say("list.briefings"))]


def _crosswalk(crosswalk: Crosswalk) -> Iterator[Fact]:
    for name in _CATALOGUES:
        numbers: tuple[str, ...] = getattr(crosswalk, name)
        if numbers:
            yield Fact(say(f"crosswalk.{name}"), (Link(", ".join(numbers)),))
