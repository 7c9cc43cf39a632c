"""Which briefings the feed of a topic, an organisation, a class or a group of people affected holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefpress.model import address
from briefpress.model.card import Card
from briefpress.model.document import Kind
from briefpress.model.registry import Registry
from briefpress.model.vocabulary import StakeholderClass, StakeholderRole
from briefpress.render.feeds.entry import LATEST
from briefpress.render.filters import capitalised, term
from briefpress.render.site import Site
from briefpress.render.wording import say

FEED = "feed.xml"
"""The feed of a subject, as seen from its page."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A page with a feed of its own: its address, its name, and its latest briefings."""

    address: str
    name: str
    cards: tuple[Card, ...]


def subjects(cards: Iterable[Card], site: Site, registry: Registry) -> Iterator[Subject]:
    """Every subject that has a page, by address; `cards` are latest first, and so are those of a subject."""
    found: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        if card.kind is Kind.BRIEFING:
            for where in dict.fromkeys(_addresses(card)):
                if len(found[where]) < LATEST:
                    found[where].append(card)
    for where, held in sorted(found.items()):
        if site.has(where):
            yield Subject(where, _name(where, registry), tuple(held))


def _addresses(card: Card) -> Iterator[str]:
    yield from map(address.topic, card.topics)
    yield from map(address.organisation, card.organisations)
    for person in card.stakeholders:
        if person.role is StakeholderRole.AFFECTED:
            if person.registry == "groups":
                yield address.affected(person.ref)
            if person.class_ is not None:
                yield address.affected(person.class_)


def _name(where: str, registry: Registry) -> str:
    """The title of the page at an address."""
    section, name, _ = where.split("/")
    if section == "topics":
        return registry.topics[name].label
    if section == "organisations":
        return registry.organisations[name].name
    if name in _CLASSES:  # the page of the class stands there, even if a group is called so
        return capitalised(term(name, "class"))
    return registry.groups[name].label


_CLASSES = frozenset(StakeholderClass)


def title(site_name: str, name: str) -> str:
    """The title of the feed of a subject."""
    return say("feed.of", site=site_name, name=name)
