"""What `briefpress release` writes: the lock, and the public twins of versions.

Pure: the lock as it was, the cards and what is kept -> the lock as it shall be. Run twice, it changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from briefpress.evidence.locking import is_recorded, renewed
from briefpress.model.card import Card
from briefpress.model.lock import Lock, Locked, LockedClaim, LockedVersion, LockState, kept_for, version_of

_COMMENT = (
    "# What this site has published. `briefpress release` writes this file; do not edit it by hand.",
    "# Each line stands for itself, so that branches can be merged.",
)


def to_keep(lock: Lock, cards: Iterable[Card], held: Mapping[str, str]) -> tuple[Card, ...]:
    """The cards whose present version is not kept yet. `held` maps kept files to their SHA-256.

    What is under embargo is kept anew whenever it has changed: nobody has read it.
    """
    return tuple(card for card in cards if is_recorded(card) and not _is_kept(lock, card, held))


def _is_kept(lock: Lock, card: Card, held: Mapping[str, str]) -> bool:
    entry = lock.entries.get(card.id)
    if entry is None or card.removed:
        return card.removed
    if entry.state is LockState.EMBARGOED and entry.digest != card.content:
        return False
    return held.get(entry.kept(card.version), "-") in entry.twins(card.version)


def kept_at(card: Card, lock: Lock) -> str:
    """Where the present version of a card is kept, below the site's root."""
    entry = lock.entries.get(card.id)
    state = entry or Locked(card.id, card.address, LockState.PUBLISHED, card.version)
    return state.kept(card.version)


def released(lock: Lock, cards: Iterable[Card], held: Mapping[str, str], now: datetime) -> Lock:
    """The lock after this release; `held` maps kept files, those just made included, to their SHA-256.

    Nothing that was published leaves it. The corpus must have been checked, and be without errors.
    """
    recorded = {card.id: card for card in cards if is_recorded(card)}
    entries: dict[str, Locked] = {}
    for name in sorted({*lock.entries, *recorded}):
        old = lock.entries.get(name)
        if name in recorded:
            entries[name] = _with_versions(renewed(recorded[name], old, now), old, held)
        elif old is not None and old.state is not LockState.EMBARGOED:
            entries[name] = old
    return Lock(entries)


def _with_versions(entry: Locked, old: Locked | None, held: Mapping[str, str]) -> Locked:
    """The entry with a line for each version; of twins that branches disagree on, the one that is there."""
    if entry.state is LockState.REMOVED:
        return entry
    # A version that was kept under embargo had no date yet; it is that of the first publication.
    known = {v.number: v.date or entry.published for v in (old.versions if old else ())}
    known.setdefault(entry.version, entry.updated or entry.published)
    versions = tuple(
        LockedVersion(number, date, held.get(entry.kept(number), ""))
        for number, date in sorted(known.items())
    )
    return replace(entry, versions=versions)


def dropped(lock: Lock, held: Iterable[str]) -> tuple[str, ...]:
    """The kept files that no entry of the new lock may keep: those of what was removed, or never published."""
    return tuple(path for path in sorted(held) if not _may_stay(lock, path))


def unexplained(lock: Lock, gone: Iterable[str]) -> tuple[str, ...]:
    """Of kept files that would go, those of pages that the lock from before the release does not know.

    A page that was published never leaves the lock: somebody has taken its lines out, and the copies are all there is.
    """
    return tuple(path for path in gone if (found := kept_for(path)) is None or found[0] not in lock.entries)


def _may_stay(lock: Lock, path: str) -> bool:
    found = kept_for(path)
    entry = lock.entries.get(found[0]) if found else None
    if entry is None or entry.state is LockState.REMOVED:
        return False
    number = version_of(path)
    return number is not None and path == entry.kept(number) and bool(entry.twins(number))


# ── the text ──────────────────────────────────────────────────────────────────────────────────────────


def lock_text(lock: Lock) -> str:
    """The lock as a file, sorted; `briefpress.load.lock` reads the same lock from it."""
    lines = [line for _, entry in sorted(lock.entries.items()) for line in _lines(entry)]
    return "\n".join([*_COMMENT, "published:", *lines, ""])


def _lines(entry: Locked) -> Iterator[str]:
    dates = (("published", entry.published), ("updated", entry.updated), ("until", entry.until))
    told = "".join(f', {key}: "{value}"' for key, value in (*dates, ("digest", entry.digest)) if value)
    former = ", ".join(f'"{address}"' for address in entry.former)
    yield (
        f'- {{id: "{entry.id}", address: "{entry.address}", state: "{entry.state}", version: {entry.version}'
        f"{told}{f', former: [{former}]' if former else ''}}}"
    )
    yield from (_version(entry, version) for version in entry.versions)
    yield from (_claim(entry, claim) for claim in entry.claims)


def _version(entry: Locked, version: LockedVersion) -> str:
    return (
        f'- {{id: "{entry.id}", version: {version.number}, date: "{version.date}", twin: "{version.twin}"}}'
    )


def _claim(entry: Locked, claim: LockedClaim) -> str:
    return (
        f'- {{id: "{entry.id}", claim: "{claim.id}", state: "{claim.state}", since: {claim.since},'
        f' ceiling: "{claim.ceiling or "none"}", text: "{claim.text}"}}'
    )
