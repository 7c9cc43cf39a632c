"""One briefing or digest in a list: led by the event, then who is affected, then what to take away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from briefpress.model.card import Card, StakeholderCard
from briefpress.model.document import Kind
from briefpress.model.vocabulary import Flag, StakeholderRole, Status
from briefpress.render import dates
from briefpress.render.environment import Environment
from briefpress.render.filters import sentence, term
from briefpress.render.view.claims import Grade, grade
from briefpress.render.wording import listed, say

ROOT = "\0"
"""Stands for the way to the site's root. No template or file can hold this character."""

Stories = Mapping[str, tuple[str, ...]]
"""Briefing -> the ids of the whole story that it is part of, the oldest first."""
_NO_STORIES: Stories = MappingProxyType({})
_NAMES = 120
"""Characters that the names of those affected may take."""
_MARKED = frozenset({Status.DRAFT, Status.EMBARGOED, Status.WITHDRAWN})


class Entry(NamedTuple):
    """A briefing or digest as lists show it; `mark` says what must be known first, such as "Withdrawn".

    A tuple, since a template takes it apart many times faster than it asks for attributes.
    """

    event: str
    href: str
    mark: str
    line: str
    said: str
    affected: str
    takeaway: str
    grade: Grade
    evidence: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every entry as HTML, in full and in brief, by the id of its briefing; addresses begin with `ROOT`."""

    full: Mapping[str, Markup] = field(default_factory=dict)
    brief: Mapping[str, Markup] = field(default_factory=dict)

    @classmethod
    def of(cls, cards: Iterable[Card], environment: Environment, stories: Stories = _NO_STORIES) -> Shelf:
        """The entries of these cards; `stories` tells which of them belong together."""
        shown = list(cards)
        ids = [c.id for c in shown]
        return cls(
            _expanded(ids, [entry(c, stories) for c in shown], environment),
            _expanded(ids, [entry(c, stories, brief=True) for c in shown], environment),
        )


def expanded(template: str, items: Iterable[object], environment: Environment) -> list[Markup]:
    """Items as HTML, each expanded by the same template.

    The template prints many of them in one go, each followed by `cut`: calling it for each would cost more
    than what it prints, and all at once would keep the pieces of every text alive until the last.
    """
    found: list[Markup] = []
    left = iter(items)
    while some := tuple(islice(left, _AT_ONCE)):
        text = environment.expand(template, items=some, cut=_CUT)
        found += (Markup(part.strip()) for part in text.split(_CUT)[:-1])  # noqa: S704 - the template made it
    return found


_AT_ONCE = 100
_CUT = "\0\0"


def joined(items: Iterable[Markup]) -> Markup:
    """Items of a list, parted by the end of one and the beginning of the next: quicker than in a template."""
    return Markup("</li>\n<li>".join(items))  # noqa: S704 - they are HTML; Markup's own join escapes each again


def _expanded(ids: Iterable[str], items: Iterable[Entry], environment: Environment) -> dict[str, Markup]:
    return dict(zip(ids, expanded("partials/listing-entries.html", items, environment), strict=True))


def entry(card: Card, stories: Stories = _NO_STORIES, *, brief: bool = False) -> Entry:
    """The entry of a card. Of what is withdrawn nothing is passed on."""
    withdrawn = card.status is Status.WITHDRAWN
    first = card.takeaways[0] if card.takeaways and not (brief or withdrawn) else None
    return Entry(
        event=card.event or card.title,
        href=ROOT + card.address,
        mark=_mark(card),
        line=" · ".join(_line(card, stories)),
        said="" if brief or withdrawn or not card.event or card.event == card.title else sentence(card.title),
        affected="" if brief or withdrawn else affected_in(card),
        takeaway=first.text if first else "",
        grade=grade(first.confidence if first else None),
        evidence=_labels(card.flags),
    )


@lru_cache(maxsize=1024)
def _labels(flags: tuple[Flag, ...]) -> str:
    return " · ".join(term(f, "flag") for f in flags)


def _mark(card: Card) -> str:
    if card.status not in _MARKED or (card.status is Status.EMBARGOED and card.published):
        return ""
    return say("status.embargoed-plain") if card.status is Status.EMBARGOED else term(card.status, "status")


def _line(card: Card, stories: Stories) -> Iterable[str]:
    if card.kind is Kind.DIGEST:
        yield say("type.digest")
    elif card.type_of_work:
        yield term(card.type_of_work, "type")
    if card.published:
        yield dates.words(card.published[:10])
    if card.updated and card.updated[:10] != card.published[:10]:
        yield say("entry.updated", date=dates.words(card.updated[:10]))
    if parts := stories.get(card.id):
        yield say("entry.story", n=parts.index(card.id) + 1, of=len(parts))


def affected_in(card: Card) -> str:
    """Who is affected, people before bodies, as far as one line goes."""
    people = [s for s in card.stakeholders if s.role is StakeholderRole.AFFECTED]
    people.sort(key=lambda s: not _is_people(s))
    names: list[str] = []
    room = _NAMES
    for person in people:
        room -= len(person.name) + 2
        if names and room < 0:
            break
        names.append(person.name)
    rest = len(people) - len(names)
    return sentence(listed([*names, say("list.others", n=rest)] if rest else names))


def _is_people(stakeholder: StakeholderCard) -> bool:
    return stakeholder.class_ is not None and stakeholder.class_.is_people
