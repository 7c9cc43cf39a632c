"""Former versions of a page, and what became of each claim from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefpress.evidence.gather import Evidence
from briefpress.model.briefing import Claim, Common, Redaction
from briefpress.model.card import ClaimEvent, Standing
from briefpress.model.document import Document
from briefpress.model.registry import Registry
from briefpress.model.vocabulary import Confidence


@dataclass(frozen=True, slots=True)
class Past:
    """A former version, rebuilt from its public twin.

    `registry` holds the names that the twin holds, `twin` its bytes. `date` is the day on which it became
    public, "" when that is not recorded.
    """

    number: int
    date: str
    document: Document
    evidence: Evidence
    registry: Registry
    twin: bytes


def may_be_read(past: Past, redactions: Sequence[Redaction]) -> bool:
    """False for a version from before something was taken down: its words may hold it anywhere."""
    known = past.document.entry.redactions
    return all(redaction in known for redaction in redactions)


def histories(
    pasts: Sequence[Past], entry: Common, standings: Mapping[str, Standing]
) -> dict[str, tuple[ClaimEvent, ...]]:
    """Claim -> what became of it, oldest first. Versions that are not kept are passed over."""
    found: dict[str, list[ClaimEvent]] = {}
    before: dict[str, tuple[Claim, Standing | None]] = {}
    versions = [(p.number, p.document.entry, p.evidence.standings) for p in pasts]
    for number, said, grades in (*versions, (entry.version, entry, standings)):
        for claim in said.claims:
            standing = grades.get(claim.id)
            events = _events(number, entry, claim, standing, before.get(claim.id))
            found.setdefault(claim.id, []).extend(events)
            before[claim.id] = (claim, standing)
    return {claim: tuple(events) for claim, events in found.items()}


def _events(
    number: int,
    entry: Common,
    claim: Claim,
    standing: Standing | None,
    before: tuple[Claim, Standing | None] | None,
) -> Iterator[ClaimEvent]:
    date, reason = _told(number, entry, claim.id)
    if before is None:
        yield ClaimEvent(number, date, "added", "", "", "" if number == 1 else reason)
        return
    former, grade = before
    if former.text != claim.text:
        yield ClaimEvent(number, date, "corrected", former.text, claim.text, reason)
    if claim.superseded_by and not former.superseded_by:
        yield ClaimEvent(number, date, "superseded", "", "", reason)
    old, new = _ceiling(grade), _ceiling(standing)
    if old != new and old is not None and new is not None:
        order = list(Confidence)
        change = "raised" if order.index(new) > order.index(old) else "lowered"
        yield ClaimEvent(number, date, change, old, new, reason)


def _ceiling(standing: Standing | None) -> Confidence | None:
    return standing.ceiling if standing else None


def _told(number: int, entry: Common, claim: str) -> tuple[str, str]:
    """The day of a version, and why it changed a claim: the correction that names it, else the note."""
    change = next((c for c in entry.changes if c.version == number), None)
    of_claim = (c for c in entry.corrections if c.to_version == number and claim in c.affects)
    correction = next(of_claim, None)
    date = change.date if change else entry.published if number == 1 else ""
    return date, correction.reason if correction and correction.reason else change.note if change else ""
