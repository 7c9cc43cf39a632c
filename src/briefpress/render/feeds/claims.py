"""The feed of changes to claims: added, corrected, raised, lowered, superseded."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefpress.model.card import Card, ClaimEvent, CorrectionCard
from briefpress.render.environment import Environment
from briefpress.render.feeds.entry import Category, FeedEntry, instant, moment, part_id
from briefpress.render.filters import sentence, term
from briefpress.render.listings.entries import expanded
from briefpress.render.wording import say

PATH = "corrections/claims.xml"
PAGE = "corrections/"
_CONTENT = "partials/feed-claims.html"
_KINDS = "urn:briefpress:claim-change"


class ChangeKind(enum.StrEnum):
    """What happened to a published claim."""

    ADDED = "added"
    CORRECTED = "corrected"
    RAISED = "raised"
    LOWERED = "lowered"
    SUPERSEDED = "superseded"


class ClaimChange(NamedTuple):
    """A public change to a claim that was published before, or a claim added to a published page.

    `key` tells the change from others of the same claim and never changes; `was` and `now` are texts of the
    claim, or words for its confidence.
    """

    card: Card
    claim: str
    kind: ChangeKind
    date: str
    key: str
    was: str
    now: str
    note: str


class ChangeText(NamedTuple):
    """What the entry of a change says: the claim and where it stands, was and now, and why."""

    event: str
    href: str
    claim: str
    text: str
    was: str
    now: str
    note: str


def changes(cards: Iterable[Card]) -> Iterator[ClaimChange]:
    """What became of claims from one public version to the next, and corrections that name a claim besides."""
    for card in cards:
        if card.version > 1 or card.corrections:
            yield from _of_card(card)


def _of_card(card: Card) -> Iterator[ClaimChange]:
    claims = [c for c in card.claims if not card.is_draft]
    for claim in claims:
        yield from (_turn(card, claim.id, e) for e in claim.history if e.version > 1)
    known = {c.id: {e.date for e in c.history if e.change == ChangeKind.CORRECTED} for c in claims}
    for correction in card.corrections:
        for name in correction.affects:
            if name in known and correction.date not in known[name]:
                yield _corrected(card, name, correction)


def _turn(card: Card, claim: str, event: ClaimEvent) -> ClaimChange:
    """A turn in the life of a claim; before and after are levels of confidence where these changed."""
    kind = ChangeKind(event.change)
    graded = kind in (ChangeKind.RAISED, ChangeKind.LOWERED)
    was, now = (say(f"confidence.{e}") if graded and e else e for e in (event.before, event.after))
    return ClaimChange(card, claim, kind, event.date, f"v{event.version}", was, now, sentence(event.reason))


def _corrected(card: Card, claim: str, correction: CorrectionCard) -> ClaimChange:
    return ClaimChange(
        card,
        claim,
        ChangeKind.CORRECTED,
        correction.date,
        correction.id,
        correction.was,
        correction.now,
        sentence(correction.reason),
    )


def entries(found: Iterable[ClaimChange], base: str, environment: Environment) -> list[FeedEntry]:
    """An entry for each dated change, the latest first; those of one day by briefing and claim."""
    dated = sorted((c for c in found if moment(c.date)), key=lambda c: (c.card.id, c.claim, c.key))
    dated.sort(key=lambda c: instant(moment(c.date)), reverse=True)
    texts = expanded(_CONTENT, [_text(c, base) for c in dated], environment)
    return [_entry(c, base, str(text)) for c, text in zip(dated, texts, strict=True)]


def _text(change: ClaimChange, base: str) -> ChangeText:
    card = change.card
    text = next((c.text for c in card.claims if c.id == change.claim), "")
    return ChangeText(
        event=card.event or card.title,
        href=f"{base}{card.address}#{change.claim}",
        claim=say("claim.number", n=change.claim.removeprefix("c")),
        text=text,
        was=change.was,
        now=change.now,
        note=change.note,
    )


def _entry(change: ClaimChange, base: str, content: str) -> FeedEntry:
    card, when = change.card, moment(change.date)
    return FeedEntry(
        id=part_id(card, f"{change.claim}-{change.kind}-{change.key}"),
        title=say(
            f"feed.claim.{change.kind}",
            event=card.event or card.title,
            n=change.claim.removeprefix("c"),
        ),
        address=f"{base}{card.address}#{change.claim}",
        twin="",
        updated=when,
        published=when,
        summary=change.now,
        content=content,
        categories=(Category(change.kind, _KINDS, term(change.kind, "claim-change")),),
    )
