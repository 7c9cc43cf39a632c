"""What a rule is, and what it is given to look at."""

from __future__ import annotations

import enum
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from typing import TypeVar, cast

from briefpress.check.own_prose import OwnProse, own_prose
from briefpress.check.placed import ByKind, Placed, by_kind, in_document, in_registry
from briefpress.evidence import Evidence
from briefpress.model.card import Card
from briefpress.model.document import Document
from briefpress.model.field import Entry
from briefpress.model.finding import Fault, FaultKind, Finding, Severity
from briefpress.model.lock import PATH, Lock
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.model.source import FieldPath, Location

E = TypeVar("E", bound=Entry)
_TOLD = 20
"""Related places of one finding: each is looked up by loading its file again."""


class Weight(enum.StrEnum):
    """How a rule weighs."""

    ERROR = "error"
    PUBLIC_ERROR = "error*"
    """A warning in drafts, an error once embargoed or published."""
    WARNING = "warning"

    def severity(self, *, draft: bool) -> Severity:
        """The severity in a draft, or in anything else."""
        if self is Weight.WARNING or (draft and self is Weight.PUBLIC_ERROR):
            return Severity.WARNING
        return Severity.ERROR


@dataclass(frozen=True, slots=True)
class Subject:
    """One file before a rule: the document, what it refers to, and what its sources amount to.

    `placed` are the file's entry and all entries within it, walked once for all rules, `by_kind` the same
    by kind of entry.
    """

    document: Document
    registry: Registry
    evidence: Evidence
    settings: Settings
    now: datetime
    placed: tuple[Placed, ...] = field(init=False, compare=False, repr=False)
    by_kind: ByKind = field(init=False, compare=False, repr=False)
    own: OwnProse = field(init=False, compare=False, repr=False)
    """Our own prose: what the rules on wording read."""

    def __post_init__(self) -> None:
        """Walk the document."""
        taken = {
            ("sources", i) for i, s in self.document.inline_sources() if s.id in self.registry.sources
        }  # id-duplicate tells that the registry has them; nothing else matters until that is mended
        placed = in_document(self.document)
        kept = tuple(one for one in placed if one.path[:2] not in taken) if taken else placed
        object.__setattr__(self, "placed", kept)
        object.__setattr__(self, "by_kind", by_kind(self.placed))
        object.__setattr__(self, "own", own_prose(self.document, self.by_kind, self.settings))

    def of(self, kind: type[E]) -> list[tuple[Placed, E]]:
        """The file's entries of this kind, each with its place."""
        return [(placed, cast("E", placed.entry)) for placed in self.by_kind.get(kind, ())]

    @property
    def today(self) -> date:
        """The UTC day of the build."""
        return self.now.astimezone(UTC).date()

    @property
    def draft(self) -> bool:
        """True while the file is being written."""
        return self.document.is_draft

    def is_weighed(self, claim_id: str) -> bool:
        """True when all that a claim rests on could be read, so that its ceiling means something."""
        if self.registry.unread & {"sources", "origin_groups", "organisations"}:
            return False
        if any(path[0] == "claims" for path in self.placed[0].broken):
            return False
        claims = (claim for claim in self.document.entry.claims if claim.id == claim_id)
        return all(a.source in self.evidence.sources for claim in claims for a in claim.assertions)

    def at(self, *path: str | int, key: bool = False) -> Location:
        """Where the value (or key) at this field path stands."""
        return self.document.locate(path, key=key)

    def claims_at(self, ids: Collection[str]) -> tuple[tuple[Location, str], ...]:
        """The file's claims of these ids, as the related places of a finding."""
        claims = enumerate(self.document.entry.claims)
        return tuple((self.at("claims", index, "id"), f"claim {c.id}") for index, c in claims if c.id in ids)


def _none_to_open(path: str) -> Document:
    raise KeyError(path)


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole corpus before a rule: cards instead of documents, and what loading the shared files noticed.

    `locate(path of a file, field path, key=False)` answers where a value, or its key, of any file stands.
    `placed` are the registry's entries and all entries within them, `by_kind` the same by kind of entry.
    """

    cards: tuple[Card, ...]
    registry: Registry
    settings: Settings
    now: datetime
    locate: Callable[..., Location]
    faults: tuple[Fault, ...] = ()
    by_id: Mapping[str, Card] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    kept: Mapping[str, bytes] = field(default_factory=dict)
    """The kept twins of versions, by path."""
    release: bool = False
    """True when the lock must be up to date: in the change that publishes."""
    texts: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Every briefing and digest as it lies on disk, by path."""
    open: Callable[[str], Document] = field(default=_none_to_open, repr=False)
    """Loads one of them again: for the few files of which a rule has reason to look closer."""
    placed: tuple[Placed, ...] = field(init=False, compare=False, repr=False)
    by_kind: ByKind = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Walk the registry."""
        object.__setattr__(self, "placed", in_registry(self.registry, self.cards, self.faults))
        object.__setattr__(self, "by_kind", by_kind(self.placed))

    def in_lock(self, card_id: str, why: str = "as it was published") -> tuple[tuple[Location, str], ...]:
        """The entry of a page in the lock, as the related place of a finding; nothing when there is none."""
        line = self.lock.lines.get(card_id)
        return () if line is None else ((Location(PATH, line), why),)

    def supports_at(self, card: Card, supports: Iterable[str]) -> tuple[tuple[Location, str], ...]:
        """The claims that a digest's thread names, as the related places of a finding; those that are there."""
        found: list[tuple[Location, str]] = []
        for support in islice(supports, _TOLD):
            name, _, claim = support.partition("#")
            holder = self.by_id.get(name) if name else card
            index = next((i for i, c in enumerate(holder.claims) if c.id == claim), None) if holder else None
            if holder is not None and index is not None:
                found.append((self.locate(holder.path, ("claims", index, "id")), support))
        return tuple(found)

    def of(self, kind: type[E]) -> list[tuple[Placed, E]]:
        """The registry's entries of this kind, each with its place."""
        return [(placed, cast("E", placed.entry)) for placed in self.by_kind.get(kind, ())]

    @property
    def today(self) -> date:
        """The UTC day of the build."""
        return self.now.astimezone(UTC).date()

    draft = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What all rules have: an id that names the fault, a weight, and one line that says what is checked.

    A rule may also look across the corpus and the registry (`across`), and put into words what reading or
    loading noticed (`words`, for faults of `kinds`), wherever it was found.
    """

    id: str
    weight: Weight
    summary: str
    heuristic: bool = field(default=False, kw_only=True)
    worded: bool = field(default=False, kw_only=True)
    """True for a rule that works by word lists, and is silent in a language that has none."""
    across: Callable[[Overview], Iterator[Finding]] | None = field(default=None, kw_only=True)
    words: Callable[[Subject | Overview, Fault], Iterator[Finding]] | None = field(default=None, kw_only=True)
    kinds: tuple[FaultKind, ...] = field(default=(), kw_only=True)

    def finding(
        self,
        subject: Subject | Overview | Placed,
        at: Location,
        message: str,
        *,
        help: str,
        related: tuple[tuple[Location, str], ...] = (),
        weight: Weight | None = None,
        draft: bool | None = None,
        passage: str = "",
        about: FieldPath = (),
    ) -> Finding:
        """A finding of this rule; `weight` where one fault weighs otherwise than the rule does.

        `passage` are the words that it is about, by which a second reader can let it stand (`suppress`);
        `about` is the field, from the root of the file, where the place cannot tell.
        """
        is_draft = subject.draft if draft is None else draft
        severity = (weight or self.weight).severity(draft=is_draft)
        return Finding(at, self.id, severity, message, help, related, passage, about)

    def takes(self, fault: Fault) -> bool:
        """True when this rule words this fault; those of kind INPUT name their rule in `found`."""
        return fault.kind in self.kinds and (fault.kind is not FaultKind.INPUT or fault.found == self.id)


@dataclass(frozen=True, slots=True)
class FileRule(Rule):
    """A rule that looks at one file at a time; its result can be cached by the file's digest."""

    check: Callable[[Subject], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class CorpusRule(Rule):
    """A rule that looks across files, over cards."""

    check: Callable[[Overview], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class FaultRule(Rule):
    """A rule that does nothing but put into words what reading or loading noticed, in any kind of file."""
