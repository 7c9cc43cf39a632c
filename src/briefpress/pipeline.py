"""Values to values: what a site's files come to, as findings and as pages. Touches nothing.

Data flows one way: load, check, expand, stamp. Work on one file depends on that file, the shared files
and the settings only; work across files sees cards, never documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefpress import load
from briefpress.check import Checked, Overview, Subject, check_corpus, check_file
from briefpress.evidence import Evidence, gather
from briefpress.evidence.card import card
from briefpress.model.card import Card
from briefpress.model.corpus import Corpus
from briefpress.model.document import Document
from briefpress.model.finding import Fault
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.model.source import FieldPath, Location, Source
from briefpress.model.vocabulary import Status

Place = Callable[[str, FieldPath], Location]
"""Where a value of a file stands, by the file's path and the field path."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a build starts from, the shared files already loaded."""

    corpus: Corpus
    settings: Settings
    now: datetime
    registry: Registry
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file, loaded and checked by itself."""

    document: Document
    evidence: Evidence
    card: Card
    checked: Checked


def inputs(corpus: Corpus, settings: Settings, now: datetime, faults: Iterable[Fault] = ()) -> Inputs:
    """The inputs of a build; `faults` are those of the settings."""
    registry, found = load.registry(corpus.registry, corpus.snapshots)
    return Inputs(corpus, settings, now, registry, (*faults, *corpus.faults, *found))


def prepare(source: Source, given: Inputs) -> Prepared:
    """Loads and checks one file by itself."""
    document = load.document(source)
    evidence = gather(document, given.registry)
    subject = Subject(document, given.registry, evidence, given.settings, given.now)
    return Prepared(document, evidence, card(document, evidence, given.registry), check_file(subject))


def across(cards: Sequence[Card], given: Inputs, place: Place) -> Checked:
    """Checks what only the whole corpus can tell, and words the faults of the shared files."""
    by_id = {c.id: c for c in cards}
    overview = Overview(tuple(cards), given.registry, given.settings, given.now, place, given.faults, by_id)
    return check_corpus(overview)


def check(given: Inputs) -> Checked:
    """All findings of a site, sorted."""
    prepared = [prepare(source, given) for source in given.corpus.entries]
    checked = sum((p.checked for p in prepared), Checked())
    return checked + across([p.card for p in prepared], given, placing(given))


def placing(given: Inputs) -> Place:
    """Answers where a value of any file stands; loads a briefing again for it, since only findings ask."""
    sources = {source.path: source for source in given.corpus.entries}

    def place(path: str, field: FieldPath) -> Location:
        if path in given.registry.locate:
            return given.registry.locate[path](field)
        return load.document(sources[path]).locate(field) if path in sources else Location(path)

    return place


def is_public(found: Card, now: datetime) -> bool:
    """True for what readers may see at this moment: published, withdrawn, or embargoed until now."""
    if found.status is Status.EMBARGOED:
        return is_due(found.embargo_until, now)
    return found.status in (Status.PUBLISHED, Status.WITHDRAWN)


def is_due(moment: str, now: datetime) -> bool:
    """True when an RFC 3339 moment with offset has come; False for a text that is none."""
    try:
        due = datetime.fromisoformat(moment)
    except ValueError:
        return False
    return due.tzinfo is not None and due <= now


def shown(cards: Iterable[Card], now: datetime, *, drafts: bool) -> tuple[Card, ...]:
    """The cards of this edition, newest first, ties by id; drafts only when they are asked for."""
    kept = [c for c in cards if is_public(c, now) or (drafts and c.status in (Status.DRAFT, Status.EMBARGOED))]
    return tuple(sorted(sorted(kept, key=lambda c: c.id), key=lambda c: c.published or "9999", reverse=True))
