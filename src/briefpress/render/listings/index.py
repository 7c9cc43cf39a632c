"""Who stands under which heading: one walk over the cards, for all listings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from briefpress.model.card import (
    Card,
    CorrectionCard,
    QuestionCard,
    ReplyCard,
    SourceCard,
    StakeholderCard,
    TakeawayCard,
    WatchCard,
)
from briefpress.model.document import Kind
from briefpress.model.vocabulary import (
    CorrectionKind,
    CorrectionSeverity,
    StakeholderClass,
    StakeholderRole,
    Status,
    Voice,
)
from briefpress.render import alphabet
from briefpress.render.site import Site

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Affected:
    """A briefing, and those affected in it whom a list is about."""

    card: Card
    people: tuple[StakeholderCard, ...]

    @property
    def unheard(self) -> bool:
        """True when we hold no words of any of them."""
        return all(p.voice is Voice.NONE for p in self.people)


@dataclass(frozen=True, slots=True)
class Taken:
    """A takeaway and where it stands; `number` counts from 1 on its page."""

    card: Card
    number: int
    takeaway: TakeawayCard


@dataclass(frozen=True, slots=True)
class Asked:
    """An open question and where it stands."""

    card: Card
    number: int
    question: QuestionCard


@dataclass(frozen=True, slots=True)
class Watched:
    """A point on the watch list and where it stands."""

    card: Card
    item: WatchCard


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction, or a withdrawal, and where it stands."""

    card: Card
    correction: CorrectionCard


@dataclass(frozen=True, slots=True)
class Replied:
    """Whether a party was asked, and where that stands; `number` counts from 1 on its page."""

    card: Card
    number: int
    reply: ReplyCard


@dataclass(frozen=True, slots=True)
class Described:
    """A source that one page describes for itself."""

    card: Card
    source: SourceCard


@dataclass(frozen=True, slots=True)
class Index:
    """The cards under their headings, each list newest first unless it says otherwise.

    What is withdrawn stays among briefings, with its mark, but nothing of it is passed on: no takeaway,
    question, watch item or stake. `questions` are unanswered first, then oldest first.
    """

    briefings: tuple[Card, ...] = ()
    digests: tuple[Card, ...] = ()
    years: Mapping[str, tuple[Card, ...]] = field(default_factory=dict)
    topics: Mapping[str, tuple[Card, ...]] = field(default_factory=dict)
    principles: Mapping[str, tuple[Card, ...]] = field(default_factory=dict)
    organisations: Mapping[str, tuple[Card, ...]] = field(default_factory=dict)
    sources: Mapping[str, tuple[Card, ...]] = field(default_factory=dict)
    classes: Mapping[str, tuple[Affected, ...]] = field(default_factory=dict)
    groups: Mapping[str, tuple[Affected, ...]] = field(default_factory=dict)
    takeaways: tuple[Taken, ...] = ()
    questions: tuple[Asked, ...] = ()
    watch: tuple[Watched, ...] = ()
    people: Mapping[str, tuple[Card, ...]] = field(default_factory=dict)
    corrections: tuple[Corrected, ...] = ()
    concerned: Mapping[str, tuple[Corrected, ...]] = field(default_factory=dict)
    """Party -> the corrections that concern it."""
    replies: Mapping[str, tuple[Replied, ...]] = field(default_factory=dict)
    """Party -> whether it was asked, and what came of it."""
    own_sources: tuple[Described, ...] = ()

    @classmethod
    def of(cls, site: Site) -> Index:
        """The index of the public cards."""
        briefings = site.briefings()
        relied_on = [c for c in site.cards if c.status is not Status.WITHDRAWN]
        corrected = corrections(site.cards)
        return cls(
            briefings=briefings,
            digests=tuple(c for c in site.cards if c.kind is Kind.DIGEST),
            years=_by((c.year, c) for c in briefings),
            topics=_by((t, c) for c in briefings for t in dict.fromkeys(c.topics)),
            principles=_by((p, c) for c in briefings for p in dict.fromkeys(c.principles)),
            organisations=_by((o, c) for c in briefings for o in dict.fromkeys(c.organisations)),
            sources=_by((s, c) for c in site.cards for s in dict.fromkeys(c.sources)),
            classes=_by(pair for c in briefings for pair in _classes(c)),
            groups=_by(pair for c in briefings for pair in _groups(c)),
            takeaways=tuple(Taken(c, n, t) for c in relied_on for n, t in enumerate(c.takeaways, start=1)),
            questions=tuple(_questions(relied_on)),
            watch=tuple(Watched(c, w) for c in relied_on for w in c.watch),
            people=_by((p, c) for c in briefings for p in dict.fromkeys(c.people)),
            corrections=corrected,
            concerned=_by((p, c) for c in corrected for p in c.correction.parties),
            replies=_by((r.reply.party, r) for c in relied_on for r in _replies(c)),
            own_sources=tuple(Described(c, s) for c in site.cards for s in c.own_sources),
        )


def _by(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(found[key]) for key in sorted(found)}


def _affected(card: Card) -> list[StakeholderCard]:
    return [s for s in card.stakeholders if s.role is StakeholderRole.AFFECTED]


def _classes(card: Card) -> Iterator[tuple[str, Affected]]:
    people = _affected(card)
    for class_ in dict.fromkeys(s.class_ for s in people if s.class_ is not None):
        yield class_.value, Affected(card, tuple(s for s in people if s.class_ is class_))


def _groups(card: Card) -> Iterator[tuple[str, Affected]]:
    people = [s for s in _affected(card) if s.registry == "groups"]
    for ref in dict.fromkeys(s.ref for s in people):
        if ref not in _CLASSES:  # a group that is called as its class is has the page of the class
            yield ref, Affected(card, tuple(s for s in people if s.ref == ref))


_CLASSES = frozenset(StakeholderClass)


def _questions(cards: Iterable[Card]) -> list[Asked]:
    asked = [Asked(c, n, q) for c in cards for n, q in enumerate(c.questions, start=1)]
    return sorted(asked, key=_question_order)


def _question_order(asked: Asked) -> tuple[bool, str, str, str, int]:
    card = asked.card
    return bool(asked.question.answered_by), card.published, alphabet.order(card.id), card.id, asked.number


def corrections(cards: Iterable[Card]) -> tuple[Corrected, ...]:
    """Every correction and withdrawal, newest first."""
    found = [Corrected(c, x) for c in cards for x in (*c.corrections, *_withdrawal(c))]
    found.sort(key=lambda f: (alphabet.order(f.card.id), f.card.id, alphabet.order(f.correction.id)))
    return tuple(sorted(found, key=lambda f: f.correction.date, reverse=True))


def _withdrawal(card: Card) -> Iterator[CorrectionCard]:
    """A withdrawal needs no entry among the corrections besides its own block."""
    kinds = {x.kind for x in card.corrections}
    if card.status is Status.WITHDRAWN and card.withdrawn and CorrectionKind.WITHDRAWAL not in kinds:
        date, reason = card.withdrawn
        yield CorrectionCard(
            "", date, CorrectionKind.WITHDRAWAL, CorrectionSeverity.WITHDRAWAL, "", "", reason
        )


def _replies(card: Card) -> Iterator[Replied]:
    return (Replied(card, n, r) for n, r in enumerate(card.replies, start=1))
