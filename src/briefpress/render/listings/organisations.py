"""Organisations: neutral facts, and the briefings that name them. No claim, score or motive stands here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefpress.model import address
from briefpress.model.artifact import Page
from briefpress.model.card import Card
from briefpress.model.registry import Organisation
from briefpress.render.filters import term
from briefpress.render.listings.briefings import entries
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.names import Name, directory
from briefpress.render.listings.paging import newest_first
from briefpress.render.listings.stock import Fact, Stock, newest, numbered, page, pager
from briefpress.render.listings.topics import outside
from briefpress.render.view.context import Link
from briefpress.render.wording import count, say


def pages(stock: Stock) -> Iterator[Page]:
    """The list of organisations, and a page for each that a briefing names."""
    registry = stock.registry.organisations
    used = {o: cards for o, cards in stock.index.organisations.items() if o in registry}
    names = [
        Name(
            registry[o].name,
            ROOT + address.organisation(o),
            _kind(registry[o]),
            count("count.briefings", len(cards)),
        )
        for o, cards in used.items()
    ]
    yield from directory(stock, "organisations", names, newest(c for cards in used.values() for c in cards))
    parts = _parts(stock)
    for organisation, cards in used.items():
        yield from _organisation(stock, registry[organisation], cards, parts)


def _kind(organisation: Organisation) -> str:
    return term(organisation.kind, "organisation-kind") if organisation.kind else ""


def _parts(stock: Stock) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(stock.registry.organisations):
        found[stock.registry.organisations[name].part_of].append(name)
    return found


def _organisation(
    stock: Stock, organisation: Organisation, cards: Sequence[Card], parts: Mapping[str, list[str]]
) -> Iterator[Page]:
    at = address.organisation(organisation.id)
    lead = say("organisation.lead", name=organisation.name)
    for leaf in newest_first(cards, stock.size):
        first = leaf.number == 0
        yield page(
            stock,
            at + leaf.path,
            "organisation.html",
            numbered(organisation.name, leaf),
            lead,
            indexed=first,
            updated=newest(leaf.items),
            organisation=organisation,
            first=first,
            lead=lead,
            facts=tuple(_facts(stock, organisation, parts)) if first else (),
            entries=entries(stock, leaf.items, brief=True),
            pager=pager(at, leaf, newest=True),
            top=Link(organisation.name, ROOT + at),
        )


def _facts(stock: Stock, organisation: Organisation, parts: Mapping[str, list[str]]) -> Iterator[Fact]:
    if kind := _kind(organisation):
        yield Fact(say("organisation.kind"), (Link(kind),))
    if organisation.aliases:
        yield Fact(say("topic.also"), (Link(", ".join(organisation.aliases)),))
    if organisation.part_of in stock.registry.organisations:
        yield Fact(say("organisation.part-of"), (_link(stock, organisation.part_of),))
    shown = tuple(
        _link(stock, o) for o in parts.get(organisation.id, ()) if stock.site.has(address.organisation(o))
    )
    if shown:
        yield Fact(say("organisation.parts"), shown)
    if organisation.same_as:
        yield Fact(say("organisation.same-as"), tuple(outside(a) for a in organisation.same_as))
    if organisation.accountability:
        where = outside(organisation.accountability.url)
        text = organisation.accountability.text or where.text
        yield Fact(say("organisation.accountability"), (Link(text, where.href),))


def _link(stock: Stock, organisation: str) -> Link:
    return stock.link(stock.registry.organisations[organisation].name, address.organisation(organisation))
