"""The few hundred bytes of a briefing or digest that other pages need.

Its parts are named tuples: cards travel between processes, and those are packed six times faster than
dataclasses with slots.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from briefpress.model.document import Kind
from briefpress.model.vocabulary import (
    Agreement,
    ClaimKind,
    Confidence,
    Flag,
    Level,
    StakeholderClass,
    StakeholderRole,
    Status,
    TakeawayKind,
    TypeOfWork,
    Voice,
)


class Standing(NamedTuple):
    """How well one claim is supported (docs/method.md), with the reason in one sentence.

    `ceiling` is None for kinds that take no confidence (evaluation, norm).
    """

    origins: int
    level: Level
    agreement: Agreement
    ceiling: Confidence | None
    reason: str


class ClaimCard(NamedTuple):
    """A claim as other pages see it."""

    id: str
    text: str
    kind: ClaimKind
    standing: Standing
    adverse: bool
    sources: tuple[str, ...]


class StakeholderCard(NamedTuple):
    """A stakeholder as other pages see it; `ref` is the registry id or "" and `registry` which one it is in."""

    name: str
    ref: str
    registry: str
    class_: StakeholderClass | None
    role: StakeholderRole | None
    stake: str
    voice: Voice


class TakeawayCard(NamedTuple):
    """A takeaway as other pages see it; `confidence` is the lowest ceiling among its claims."""

    text: str
    kind: TakeawayKind | None
    claims: tuple[str, ...]
    audiences: tuple[str, ...]
    principles: tuple[str, ...]
    confidence: Confidence | None


class QuestionCard(NamedTuple):
    """An open question as other pages see it."""

    id: str
    text: str
    answered_by: str


class WatchCard(NamedTuple):
    """A watch item as other pages see it."""

    text: str
    date: str
    sign: str
    outcome: str


class CorrectionCard(NamedTuple):
    """A correction as other pages see it."""

    id: str
    date: str
    kind: str
    severity: str
    was: str
    now: str
    reason: str


@dataclass(frozen=True, slots=True)
class Card:
    """What every other page, and every cross-file rule, needs to know of one file.

    `path` is the file, `address` the page. Dates are as written. `references` are all ids the file
    uses, as (kind, id, field path), for cross-file rules.
    """

    path: str
    kind: Kind
    id: str
    year: str
    slug: str
    address: str
    title: str
    event: str
    summary: str
    status: Status
    published: str
    updated: str
    embargo_until: str
    version: int
    event_date: str
    type_of_work: TypeOfWork | None
    topics: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    claims: tuple[ClaimCard, ...] = ()
    stakeholders: tuple[StakeholderCard, ...] = ()
    takeaways: tuple[TakeawayCard, ...] = ()
    questions: tuple[QuestionCard, ...] = ()
    watch: tuple[WatchCard, ...] = ()
    corrections: tuple[CorrectionCard, ...] = ()
    related: tuple[str, ...] = ()
    follows: str = ""
    briefings: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    redirect_from: tuple[str, ...] = ()
    references: tuple[tuple[str, str, tuple[str | int, ...]], ...] = ()
    status_known: bool = True
    """False when the file does not let its status be read: it must not be taken for a draft."""
    complete: bool = True
    """False when part of the file could not be read, so that what is absent here may stand there."""
