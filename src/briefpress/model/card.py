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
    uncounted: int = 0
    """Further origins that support it too, and are not counted beside better evidence (docs/method.md)."""


class ClaimEvent(NamedTuple):
    """A turn in the life of a published claim: `change` is "added", "corrected", "raised", "lowered" or "superseded".

    `before` and `after` are texts when it was corrected, confidence levels (or "none") when it was raised or
    lowered, and else empty.
    """

    version: int
    date: str
    change: str
    before: str
    after: str
    reason: str


class ChangeCard(NamedTuple):
    """A public change as other pages see it: the version that it made, the day and the note."""

    version: int
    date: str
    note: str


class ClaimCard(NamedTuple):
    """A claim as other pages see it."""

    id: str
    text: str
    kind: ClaimKind
    standing: Standing
    adverse: bool
    sources: tuple[str, ...]
    superseded_by: str = ""
    history: tuple[ClaimEvent, ...] = ()
    """What became of it, version by version; empty while there is one version only."""


class SourceCard(NamedTuple):
    """A source that one file describes for itself; what the registry holds is not repeated in cards."""

    id: str
    title: str
    publisher: str
    issued: str
    language: str
    origin_group: str
    origin: str = ""
    """The starting point that it counts for."""
    snapshot: str = ""
    """The file of its text, if words can be compared with it."""
    sentences: tuple[int, ...] = ()
    """Marks of that text: two texts share one when a whole sentence stands in both."""


class StakeholderCard(NamedTuple):
    """A stakeholder as other pages see it; `ref` is the registry id or "" and `registry` which one it is in.

    `impact` holds status, direction, scale, scope, remediability and likelihood, or nothing when none of
    them was recorded.
    """

    name: str
    ref: str
    registry: str
    class_: StakeholderClass | None
    role: StakeholderRole | None
    stake: str
    voice: Voice
    impact: tuple[str, ...] = ()


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
    """A correction as other pages see it; `parties` are the registry ids of those whom it concerns.

    `affects` are the names of fields and the ids of claims that it changed.
    """

    id: str
    date: str
    kind: str
    severity: str
    was: str
    now: str
    reason: str
    parties: tuple[str, ...] = ()
    affects: tuple[str, ...] = ()


class ReplyCard(NamedTuple):
    """Whether a party was asked, as other pages see it: its words stand on the page itself."""

    party: str
    status: str
    requested: str
    deadline: str
    received: str


class MomentCard(NamedTuple):
    """A line of a timeline as other pages see it; `confidence` is the lowest ceiling among its claims."""

    date: str
    text: str
    confidence: Confidence | None


class WithdrawalCard(NamedTuple):
    """That a page is no longer relied on."""

    date: str
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
    own_sources: tuple[SourceCard, ...] = ()
    replies: tuple[ReplyCard, ...] = ()
    timeline: tuple[MomentCard, ...] = ()
    withdrawn: WithdrawalCard | None = None
    happened: str = ""
    """When the event happened (EDTF). An unknown date is at the latest the day the earliest source was obtained."""
    related: tuple[str, ...] = ()
    follows: str = ""
    briefings: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    redirect_from: tuple[str, ...] = ()
    references: tuple[tuple[str, str, tuple[str | int, ...]], ...] = ()
    content: str = ""
    """Digest of what the file says; "" for a draft."""
    changes: tuple[ChangeCard, ...] = ()
    redacted: tuple[str, ...] = ()
    """Claims and fields of which parts were taken down."""
    past: tuple[int, ...] = ()
    """The numbers of the former versions that can still be read."""
    status_known: bool = True
    """False when the file does not let its status be read: it must not be taken for a draft."""
    complete: bool = True
    """False when part of the file could not be read, so that what is absent here may stand there."""

    @property
    def removed(self) -> bool:
        """True for a page that was taken down: nothing but its notice may be shown."""
        return self.status is Status.REMOVED

    @property
    def is_draft(self) -> bool:
        """True while it is being written."""
        return self.status is Status.DRAFT
