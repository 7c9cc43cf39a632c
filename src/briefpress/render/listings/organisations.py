"""Organisations: neutral facts, replies, and the briefings that name them. No claim, score or motive stands here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefpress.model import address
from briefpress.model.artifact import Page
from briefpress.model.registry import Organisation
from briefpress.render.filters import term
from briefpress.render.listings import parties, people
from briefpress.render.listings.names import directory
from briefpress.render.listings.stock import Fact, Stock
from briefpress.render.listings.subject import Subject, index, narrower, neighbours, outside
from briefpress.render.view.context import Link
from briefpress.render.view.search import other_names
from briefpress.render.wording import say


def pages(stock: Stock) -> Iterator[Page]:
    """The list of organisations, and a page for each that a briefing names."""
    registry = stock.registry.organisations
    used = {o: cards for o, cards in stock.index.organisations.items() if o in registry}
    also = index("people") if people.used(stock) else Link("")
    yield from directory(
        stock, "organisations", used, lambda o: (registry[o].name, _kind(registry[o])), also=also
    )
    parts = narrower(registry, lambda organisation: organisation.part_of)
    for name, cards in used.items():
        yield from parties.pages(stock, "organisation.html", _subject(stock, registry[name], parts), cards)


def _kind(organisation: Organisation) -> str:
    return term(organisation.kind, "organisation-kind") if organisation.kind else ""


def _subject(stock: Stock, organisation: Organisation, parts: Mapping[str, list[str]]) -> Subject:
    return Subject(
        "organisations",
        address.organisation(organisation.id),
        organisation.id,
        organisation.name,
        say("organisation.lead", name=organisation.name),
        "organisation",
        tuple(_facts(stock, organisation, parts)),
        other_names=other_names(organisation.aliases, organisation.name),
    )


def _facts(stock: Stock, organisation: Organisation, parts: Mapping[str, list[str]]) -> Iterator[Fact]:
    registry = stock.registry.organisations

    def link(name: str) -> Link:
        return stock.link(registry[name].name, address.organisation(name))

    if kind := _kind(organisation):
        yield Fact(say("organisation.kind"), (Link(kind),))
    if organisation.aliases:
        yield Fact(say("topic.also"), (Link(", ".join(organisation.aliases)),))
    if organisation.part_of in registry:
        yield Fact(say("organisation.part-of"), (link(organisation.part_of),))
    yield from neighbours(
        "organisation.parts", parts.get(organisation.id, ()), stock.site.pages, link, address.organisation
    )
    if organisation.same_as:
        yield Fact(say("organisation.same-as"), tuple(outside(a) for a in organisation.same_as))
    if organisation.accountability:
        where = outside(organisation.accountability.url)
        text = organisation.accountability.text or where.text
        yield Fact(say("organisation.accountability"), (Link(text, where.href),))
