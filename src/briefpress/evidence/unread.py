"""What rests on snapshots that are kept elsewhere, where their folder is not on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from briefpress.model.card import Card
from briefpress.model.registry import Registry
from briefpress.model.vocabulary import Coverage


class Unread(NamedTuple):
    """How many snapshots could not be read, and for how many claims quotations could not be compared with them."""

    snapshots: int = 0
    claims: int = 0


def unread(registry: Registry, cards: Iterable[Card]) -> Unread:
    """What nobody can verify here; nothing at all where the folder is, whatever it lacks."""
    if not registry.absent:
        return Unread()
    shared = _registered(registry)
    files, claims = set(shared.values()), 0
    for card in cards:
        own = {s.id: s.snapshot for s in card.own_sources if _is_missed(s.snapshot, registry)}
        files.update(own.values())
        claims += sum(any(s in own or s in shared for s in claim.sources) for claim in card.claims)
    return Unread(len(files), claims)


def _registered(registry: Registry) -> Mapping[str, str]:
    """The registered sources whose text is kept elsewhere -> its file."""
    held = {s.id: s.snapshot for s in registry.sources.values() if s.snapshot is not None}
    return {
        name: snapshot.file
        for name, snapshot in held.items()
        if snapshot.coverage is not Coverage.HASH_ONLY and _is_missed(snapshot.file, registry)
    }


def _is_missed(file: str, registry: Registry) -> bool:
    return file != "" and file not in registry.snapshots
