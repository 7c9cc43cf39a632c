"""A claim that was published stays, and its id names no other: people have cited it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from briefpress.check.rule import CorpusRule, Overview, Weight
from briefpress.evidence.locking import is_public
from briefpress.model.card import Card, ClaimCard
from briefpress.model.finding import Finding
from briefpress.model.lock import ClaimState, Locked, LockState

_ALIKE = 1 / 3
"""Share of the shorter text's words that both must have for a claim to be the same, reworded."""


def check(overview: Overview) -> Iterator[Finding]:
    """One finding for each published claim that is gone or whose id now names another."""
    for card in overview.cards:
        entry = overview.lock.entries.get(card.id)
        gone = card.removed or (entry is not None and entry.removed)
        if entry and is_public(entry, overview.now) and card.complete and not gone:
            yield from _gone(overview, card, entry)
            yield from _reused(overview, card)


def _gone(overview: Overview, card: Card, entry: Locked) -> Iterator[Finding]:
    here = {*(claim.id for claim in card.claims), *card.redacted}
    for name, since in _published(overview, entry):
        if name in here:
            continue
        message = f"claim {name} was published in version {since} and is gone"
        help = "Restore it with `superseded_by`, or withdraw the page"
        at = overview.locate(card.path, ("claims",), key=True)
        yield RULE.finding(overview, at, message, help=help, related=overview.in_lock(card.id))


def _published(overview: Overview, entry: Locked) -> Iterator[tuple[str, int]]:
    """Id and first version of each claim that readers have seen.

    When an embargo has ended and nobody has released since, the lock holds none yet: then those of the kept copy.
    """
    if entry.state is not LockState.EMBARGOED:
        yield from ((c.id, c.since) for c in entry.claims if c.state is not ClaimState.REDACTED)
        return
    content = overview.kept.get(entry.kept(entry.version), b"")
    if hashlib.sha256(content).hexdigest() in entry.twins(entry.version):
        yield from ((name, entry.version) for name in _ids(content))


def _ids(content: bytes) -> Iterator[str]:
    """The ids of the claims in a copy; nothing when it is none, whatever its digest."""
    try:
        claims = json.loads(content)["claims"]
        yield from [str(claim["id"]) for claim in claims]
    except (ValueError, KeyError, TypeError, RecursionError):
        return


def _reused(overview: Overview, card: Card) -> Iterator[Finding]:
    for index, claim in enumerate(card.claims):
        before = _before(claim, card.version)
        if before and not _alike(before, claim.text):
            message = f"claim {claim.id} was published as “{_short(before)}” and now says something else"
            help = "Restore it, and give the new claim an id of its own"
            at = overview.locate(card.path, ("claims", index, "text"))
            yield RULE.finding(overview, at, message, help=help, related=overview.in_lock(card.id))


def _before(claim: ClaimCard, version: int) -> str:
    """The text that this version changed; "" when it changed nothing."""
    corrected = (e for e in claim.history if e.change == "corrected" and e.version == version)
    return next((event.before for event in corrected), "")


def _alike(one: str, other: str) -> bool:
    """True for texts that share enough of their words to be one claim in other words.

    >>> (
    ...     _alike("Acme dropped a film.", "Acme, says text A, dropped its film."),
    ...     _alike("It rained.", "Acme won."),
    ... )
    (True, False)
    """
    first, second = _words(one), _words(other)
    shorter = min(len(first), len(second))
    return shorter == 0 or len(first & second) >= _ALIKE * shorter


def _words(text: str) -> set[str]:
    return {word.strip(".,;:!?“”‘’\"'()").casefold() for word in text.split()} - {"", "a", "an", "the"}


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


RULE = CorpusRule(
    id="claim-removed",
    weight=Weight.ERROR,
    summary="a published claim that is gone, or whose id now names another",
    check=check,
)
