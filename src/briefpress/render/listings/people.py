"""People in a public role whom several briefings name: neutral facts, replies, briefings; kept from search engines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefpress.model import address
from briefpress.model.artifact import Page
from briefpress.model.card import Card
from briefpress.model.registry import Person
from briefpress.render.listings import parties
from briefpress.render.listings.names import directory
from briefpress.render.listings.stock import Fact, Stock
from briefpress.render.listings.subject import Subject
from briefpress.render.sitemap import NOINDEX
from briefpress.render.view.context import Link
from briefpress.render.wording import say


def pages(stock: Stock) -> Iterator[Page]:
    """The list of people, and a page for each that may have one; nothing at all when nobody may."""
    registry = stock.registry.people
    shown = used(stock)
    if not shown:
        return
    yield from directory(stock, "people", shown, lambda p: (registry[p].name, registry[p].role), NOINDEX)
    for name, cards in shown.items():
        subject = _subject(stock, registry[name])
        yield from parties.pages(stock, "person.html", subject, cards, head=NOINDEX, indexed=False)


def used(stock: Stock) -> Mapping[str, Sequence[Card]]:
    """The people who have a page, with the briefings that name them."""
    return {p: cards for p, cards in stock.index.people.items() if stock.site.has(address.person(p))}


def _subject(stock: Stock, person: Person) -> Subject:
    at = address.person(person.id)
    lead = say("person.lead", name=person.name)
    return Subject("people", at, person.id, person.name, lead, "", tuple(_facts(stock, person)))


def _facts(stock: Stock, person: Person) -> Iterator[Fact]:
    if person.role:
        yield Fact(say("person.role"), (Link(person.role),))
    organisation = stock.registry.organisations.get(person.affiliation)
    if organisation is not None:
        link = stock.link(organisation.name, address.organisation(organisation.id))
        yield Fact(say("person.affiliation"), (link,))
