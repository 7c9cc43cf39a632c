"""In the change that publishes, the lock already holds what will be public (`check --release`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from briefpress.check.rule import CorpusRule, Overview, Weight
from briefpress.evidence.locking import is_recorded, renewed
from briefpress.model.card import Card
from briefpress.model.finding import Finding
from briefpress.model.lock import PATH, Locked, LockState
from briefpress.model.source import Location

_BEFORE = datetime.min.replace(tzinfo=UTC)
_HELP = "Run `briefpress release` and commit what it writes"


def check(overview: Overview) -> Iterator[Finding]:
    """One finding for each page that the lock does not hold as it is now, and one for a lock out of order."""
    if not overview.release or overview.lock.unread:
        return
    if not overview.lock.tidy:
        message = "the lock is not as briefpress writes it, as after a merge of two branches"
        yield RULE.finding(overview, Location(PATH), message, help=_HELP)
    recorded = [card for card in overview.cards if is_recorded(card)]
    for card in recorded:
        why = _why(overview, card, overview.lock.entries.get(card.id))
        if why:
            at = overview.locate(card.path, ("version",))
            related = overview.in_lock(card.id, "its entry")
            yield RULE.finding(overview, at, f'"{card.id}" {why}', help=_HELP, related=related)
    here = {card.id for card in recorded}
    for entry in overview.lock.entries.values():
        if entry.state is LockState.EMBARGOED and entry.id not in here:
            at = Location(PATH, overview.lock.lines.get(entry.id, 1))
            yield RULE.finding(overview, at, "the lock holds a page that was never published", help=_HELP)


def _why(overview: Overview, card: Card, old: Locked | None) -> str:
    """What is out of date, in words; "" when the entry is what a release would write."""
    if old is None:
        return "is not in the lock"
    if card.version != old.version and not card.removed:
        return f"is in the lock with version {old.version}, and has version {card.version}"
    if _bare(old) not in (_bare(renewed(card, old, overview.now)), *_while_held(card, old)):
        return "is not in the lock as it is now"
    content = None if card.removed else overview.kept.get(old.kept(card.version), b"")
    if content is not None and hashlib.sha256(content).hexdigest() not in old.twins(card.version):
        return f"has no copy of version {card.version} in {old.kept(card.version)}"
    return ""


def _while_held(card: Card, old: Locked) -> Iterator[Locked]:
    """The entry before its embargo ended: still right, for its hour is recorded and nobody merges anything then."""
    if old.state is LockState.EMBARGOED:
        yield _bare(renewed(card, old, _BEFORE))


def _bare(entry: Locked) -> Locked:
    """Without what may change though the page does not: ceilings follow the registry."""
    return replace(entry, versions=(), claims=tuple(c._replace(ceiling=None) for c in entry.claims))


RULE = CorpusRule(
    id="lock-stale",
    weight=Weight.ERROR,
    summary="a lock that does not hold what is published",
    check=check,
)
