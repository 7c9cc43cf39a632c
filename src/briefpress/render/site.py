"""What the pages of a site know of each other: which pages exist, and who stands beside whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefpress.model import address
from briefpress.model.card import Card
from briefpress.model.document import Kind
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.model.vocabulary import PersonKind, StakeholderRole, Status
from briefpress.render.related import Kinship

_PERSON_NEEDS = 3
"""A person has a page only with a public role and this many briefings."""


@dataclass(frozen=True, slots=True)
class Site:
    """The public cards and what follows from them for every page.

    `cards` are newest first (by publication, then id) and leave out what was removed; `by_id` holds all.
    `pages` are the addresses of entity pages that exist: link to no other. `kinship` tells which briefings
    are related, `digests` holds the digests that contain a briefing, `newer` and `older` the neighbours
    within a year, `continued` the briefings that follow a briefing, `stories` all briefings of the story that
    one belongs to, the oldest first.
    """

    cards: tuple[Card, ...] = ()
    by_id: Mapping[str, Card] = field(default_factory=dict)
    pages: frozenset[str] = frozenset()
    kinship: Kinship = field(default_factory=Kinship)
    digests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    newer: Mapping[str, str] = field(default_factory=dict)
    older: Mapping[str, str] = field(default_factory=dict)
    continued: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, cards: Iterable[Card], registry: Registry, settings: Settings) -> Site:
        """What follows from the public cards; hidden ones must not be among them."""
        del settings  # no option bears on it yet; every part of rendering is given them alike
        all_cards = sorted(cards, key=lambda c: c.id)
        shown = [c for c in all_cards if c.status is not Status.REMOVED]
        shown.sort(key=lambda c: c.published, reverse=True)
        briefings = [c for c in shown if c.kind is Kind.BRIEFING]
        newer, older = _neighbours(briefings)
        continued = _continued(briefings)
        return cls(
            cards=tuple(shown),
            by_id={c.id: c for c in all_cards},
            pages=frozenset((*_pages(briefings, registry), *_source_pages(shown, registry))),
            kinship=Kinship.of(briefings),
            digests=_digests(shown),
            newer=newer,
            older=older,
            continued=continued,
            stories=_stories(briefings, continued),
        )

    def briefings(self) -> tuple[Card, ...]:
        """The briefings, newest first."""
        return tuple(c for c in self.cards if c.kind is Kind.BRIEFING)

    def seen_by_one(self) -> Site:
        """What the page of one briefing or digest needs of the others: their cards without their entries.

        The members of digests stay whole. It is a tenth of the size, and goes to every worker process.
        """
        by_id = {i: c if i in self.digests else _outline(c) for i, c in self.by_id.items()}
        return replace(self, cards=(), by_id=by_id)

    def has(self, page: str) -> bool:
        """True when the page of this topic, organisation, group, class, person or source exists."""
        return page in self.pages


def _outline(card: Card) -> Card:
    """A card without its lists of entries."""
    return replace(
        card,
        sources=(),
        claims=(),
        stakeholders=(),
        takeaways=(),
        questions=(),
        watch=(),
        corrections=(),
        own_sources=(),
        replies=(),
        timeline=(),
        references=(),
    )


def _pages(briefings: Sequence[Card], registry: Registry) -> Iterator[str]:
    people: dict[str, int] = defaultdict(int)
    for card in briefings:
        yield from (address.topic(t) for t in card.topics if t in registry.topics)
        yield from (address.principle(p) for p in card.principles if p in registry.principles)
        yield from (address.organisation(o) for o in card.organisations if o in registry.organisations)
        for stakeholder in card.stakeholders:
            if stakeholder.role is StakeholderRole.AFFECTED:
                if stakeholder.registry == "groups":
                    yield address.affected(stakeholder.ref)
                if stakeholder.class_ is not None:
                    yield address.affected(stakeholder.class_)
        for person in card.people:
            people[person] += 1
    yield from (
        address.person(p) for p, n in people.items() if n >= _PERSON_NEEDS and _is_public(p, registry)
    )


def _source_pages(cards: Iterable[Card], registry: Registry) -> Iterator[str]:
    used = {s for c in cards for s in c.sources}
    return (address.source(s) for s in used if s in registry.sources and s not in address.NO_SOURCE)


def _is_public(person: str, registry: Registry) -> bool:
    entry = registry.people.get(person)
    return entry is not None and entry.kind is PersonKind.PERSON and entry.public_role is True


def _neighbours(briefings: Sequence[Card]) -> tuple[dict[str, str], dict[str, str]]:
    newer: dict[str, str] = {}
    older: dict[str, str] = {}
    last: dict[str, str] = {}
    for card in briefings:
        if card.year in last:
            newer[card.id] = last[card.year]
            older[last[card.year]] = card.id
        last[card.year] = card.id
    return newer, older


def _digests(cards: Sequence[Card]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        for contained in card.briefings:
            found[contained].append(card.id)
    return {briefing: tuple(ids) for briefing, ids in found.items()}


def _continued(briefings: Sequence[Card]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for card in reversed(briefings):
        if card.follows:
            found[card.follows].append(card.id)
    return {followed: tuple(ids) for followed, ids in found.items()}


def _stories(
    briefings: Sequence[Card], continued: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Briefing -> the whole story, for those that continue another or are continued."""
    oldest_first = [c for c in reversed(briefings) if c.id in continued or c.follows]
    known = {c.id: c for c in oldest_first}
    found: dict[str, tuple[str, ...]] = {}
    for first in (c for c in oldest_first if c.follows not in known):
        members = [first.id]
        for member in members:  # grows while it is read, until nobody continues any of them
            members += (i for i in continued.get(member, ()) if i in known)
        if len(members) > 1:
            members.sort(key=lambda i: (known[i].published, i))
            found |= dict.fromkeys(members, tuple(members))
    return found
