"""What the lock records of a page, from its card."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from briefpress.evidence.content import claim_digest
from briefpress.model import address, edtf
from briefpress.model.card import Card, ClaimCard
from briefpress.model.document import Document, Kind
from briefpress.model.lock import ClaimState, Lock, Locked, LockedClaim, LockState
from briefpress.model.vocabulary import Status

_ID = re.compile(r"c[1-9][0-9]{0,5}\Z", re.ASCII)
_STATES = {
    Status.EMBARGOED: LockState.EMBARGOED,
    Status.PUBLISHED: LockState.PUBLISHED,
    Status.WITHDRAWN: LockState.WITHDRAWN,
    Status.REMOVED: LockState.REMOVED,
}


def named(document: Document, lock: Lock) -> Document:
    """The document under the id that it was first published with, wherever its file lies now."""
    if not lock.entries:
        return document
    made = address.digest if document.kind is Kind.DIGEST else address.briefing
    old = (address.plain(path) for path in document.entry.redirect_from)
    owners = (lock.owners.get(at) for at in (made(document.year, document.slug), *old))
    found = next((owner for owner in owners if owner), document.id)
    return document if found == document.id else replace(document, frozen=found)


def is_recorded(card: Card) -> bool:
    """True for what the lock records: everything that is public, was, or will be when an embargo ends."""
    return card.status_known and card.status in _STATES and (card.version > 0 or card.removed)


def is_due(moment: str, now: datetime) -> bool:
    """True when an RFC 3339 moment with offset has come; False for a text that is none."""
    try:
        due = datetime.fromisoformat(moment)
    except ValueError:
        return False
    return due.tzinfo is not None and due <= now


def is_public(entry: Locked, now: datetime) -> bool:
    """True for an entry that readers may have seen: an embargo that is over counts, though nobody noted it."""
    return entry.state is not LockState.EMBARGOED or is_due(entry.until, now)


def renewed(card: Card, old: Locked | None, now: datetime) -> Locked:
    """The entry of a card that is recorded, its versions as they were.

    Under embargo it holds date, address and digest; of a removed page id, address, version and day alone.
    """
    former = _former(card, old)
    if card.removed:
        version = max(card.version, old.version if old else 1, 1)
        return Locked(
            card.id, card.address, LockState.REMOVED, version, updated=_day(card.updated), former=former
        )
    base = Locked(
        card.id,
        card.address,
        _STATES[card.status],
        card.version,
        digest=card.content,
        former=former,
        versions=old.versions if old else (),
    )
    if card.status is Status.EMBARGOED and not is_due(card.embargo_until, now):
        return replace(base, until=card.embargo_until)
    first = (old.published if old else "") or _day(card.published)
    state = LockState.PUBLISHED if base.state is LockState.EMBARGOED else base.state
    return replace(base, state=state, published=first, updated=_day(card.updated), claims=_claims(card, old))


def _day(text: str) -> str:
    """The day of a date or moment; "" for what is none, which a rule of its own reports."""
    return text[:10] if edtf.day(text[:10]) else ""


def _former(card: Card, old: Locked | None) -> tuple[str, ...]:
    if old is None:
        return ()
    return tuple(sorted({*old.former, old.address} - {card.address}))


def _claims(card: Card, old: Locked | None) -> tuple[LockedClaim, ...]:
    """Every claim ever published, by number; one that is gone was redacted, as nothing else is let pass."""
    known = {claim.id: claim for claim in (old.claims if old else ())}
    here = {
        claim.id: _claim(claim, known.get(claim.id), card.version)
        for claim in card.claims
        if _ID.match(claim.id)
    }
    gone = (c._replace(state=ClaimState.REDACTED, text="") for name, c in known.items() if name not in here)
    return tuple(sorted((*here.values(), *gone), key=lambda claim: int(claim.id[1:])))


def _claim(claim: ClaimCard, old: LockedClaim | None, version: int) -> LockedClaim:
    state = ClaimState.SUPERSEDED if claim.superseded_by else ClaimState.LIVE
    since = old.since if old else version
    return LockedClaim(claim.id, state, since, claim.standing.ceiling, claim_digest(claim.text))
