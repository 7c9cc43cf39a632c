"""Entries with their places: each mapping that an editor wrote, in a document or in the registry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from briefpress.check.near import near
from briefpress.model.field import Entry, filled, specs, walk
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.source import FieldPath, Locate, Location, written
from briefpress.model.vocabulary import Status

if TYPE_CHECKING:
    from briefpress.model.card import Card
    from briefpress.model.document import Document
    from briefpress.model.registry import Registry


class Placed(NamedTuple):
    """An entry and where it stands. `path` is its way from the root of the file, `broken` the paths in the
    file that could not be read, `draft` whether nothing public holds or uses it.

    A tuple, as fifty are made for each file: they take a third of the time.
    """

    path: FieldPath
    entry: Entry
    locate: Locate
    broken: Collection[FieldPath]
    draft: bool

    def at(self, *path: str | int, key: bool = False) -> Location:
        """Where the value (or key) at a path below this entry stands."""
        return self.locate((*self.path, *path), key=key)

    def is_broken(self, *path: str | int) -> bool:
        """True when the value at a path below this entry, or a parent of it, could not be read."""
        if not self.broken:
            return False
        full = (*self.path, *path)
        return any(full[:length] in self.broken for length in range(1, len(full) + 1))

    def has_unread(self, *path: str | int) -> bool:
        """True when something at or below a path below this entry could not be read."""
        full = (*self.path, *path)
        return any(broken[: len(full)] == full for broken in self.broken) or self.is_broken(*path)

    def name(self, *path: str | int) -> str:
        """A path below this entry as editors read it, from the root of the file."""
        return written((*self.path, *path))

    def texts(self) -> Iterator[tuple[FieldPath, str]]:
        """(path below this entry, text) of all its text, in fields, lists of text and maps of text."""
        for name, key in text_fields(type(self.entry)):
            value = getattr(self.entry, name)
            if isinstance(value, str):
                yield (key,), value
            elif isinstance(value, tuple):
                yield from (((key, i), item) for i, item in enumerate(value) if isinstance(item, str))
            elif isinstance(value, Mapping):
                yield from (((key, k), v) for k, v in value.items() if isinstance(v, str))


@lru_cache(maxsize=128)
def text_fields(kind: type[Entry]) -> tuple[tuple[str, str], ...]:
    """(attribute, key) of the fields that can hold text of an editor's own, which words of vocabularies are not."""
    fields = kind.model_fields
    return tuple((name, key) for name, key, _ in specs(kind) if _holds_text(fields[name].annotation))


def _holds_text(annotation: Any) -> bool:
    return annotation is str or any(_holds_text(part) for part in get_args(annotation))


ByKind = Mapping[type[Entry], Sequence[Placed]]
"""Kind of entry -> the entries of that very kind, in their order."""


def by_kind(placed: Iterable[Placed]) -> ByKind:
    """The entries by kind, so that a rule looks only at those that concern it."""
    found: dict[type[Entry], list[Placed]] = {}
    for one in placed:
        found.setdefault(type(one.entry), []).append(one)
    return found


def in_document(document: Document) -> tuple[Placed, ...]:
    """The document's entry and all entries within it, in the order of the model."""
    entries = tuple(walk(document.entry))
    locate, draft = document.locate, document.is_draft
    broken = document.broken | frozenset(_misspelt(document.faults, entries))
    return tuple(Placed(path, entry, locate, broken, draft) for path, entry in entries)


def _misspelt(faults: Collection[Fault], entries: Iterable[tuple[FieldPath, Entry]]) -> Iterator[FieldPath]:
    """Paths of absent fields whose value stands under a key that is near: it could not be read."""
    unknown = [fault for fault in faults if fault.kind is FaultKind.UNKNOWN_FIELD]
    held = dict(entries) if unknown else {}
    for fault in unknown:
        parent = fault.path[:-1]
        absent = (
            {key for name, key, _ in specs(type(held[parent])) if not filled(getattr(held[parent], name))}
            if parent in held
            else set()
        )
        yield from ((*parent, key) for key in near(fault.found, fault.candidates) if key in absent)


def in_registry(registry: Registry, cards: Collection[Card], faults: Collection[Fault]) -> tuple[Placed, ...]:
    """The site's own registry entries and all entries within them, sorted by file and place.

    A source is as much of a draft as the files that list it; other entries never are.
    """
    in_public = {source for card in cards if card.status is not Status.DRAFT for source in card.sources}
    in_drafts = {
        source for card in cards if card.status is Status.DRAFT for source in card.sources
    } - in_public
    broken: dict[str, set[FieldPath]] = {path: set() for path in registry.locate}
    for fault in faults:
        broken.setdefault(fault.at.path, set()).add(fault.path)
    return tuple(
        Placed(
            (*start, *at),
            entry,
            registry.locate[path],
            broken[path],
            kind == "sources" and entry_id in in_drafts,
        )
        for (kind, entry_id), (path, start) in sorted(registry.places.items(), key=lambda item: item[1])
        for at, entry in walk(getattr(registry, kind)[entry_id])
    )
