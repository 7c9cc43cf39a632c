"""Right of reply: who was asked, and what they said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefpress.model.briefing import Claim, Response
from briefpress.model.vocabulary import ResponseStatus
from briefpress.render import dates
from briefpress.render.filters import sentence
from briefpress.render.view.context import ClaimLink, Context, Link
from briefpress.render.wording import say

_ANSWERED = frozenset({ResponseStatus.RECEIVED, ResponseStatus.PUBLISHED_IN_FULL})


@dataclass(frozen=True, slots=True)
class Reply:
    """One party's reply: what came of asking, and its own words in full."""

    anchor: str
    party: Link
    outcome: str
    why: str
    channel: str
    text: str
    url: str
    claims: tuple[ClaimLink, ...]


def replies(context: Context) -> tuple[Reply, ...]:
    """Every reply of a document, in the order of the file."""
    return tuple(_reply(context, i, r) for i, r in enumerate(context.document.entry.responses, start=1))


def beside(context: Context, claim: Claim) -> tuple[Link, ...]:
    """What must stand beside a claim that would harm a party: "We have not asked X.", linked to the reply.

    When we asked and what they said stands there, once, however many claims the reply is about.
    """
    if not claim.adverse:
        return ()
    entries = [
        (i, r) for i, r in enumerate(context.document.entry.responses, start=1) if claim.id in r.claims
    ]
    asked = {r.party for _, r in entries}
    return (
        *(Link(_short(context, r), f"#{_anchor(i)}") for i, r in entries),
        *(Link(words) for words in _unasked(context, claim, asked)),
    )


def _unasked(context: Context, claim: Claim, asked: set[str]) -> Iterator[str]:
    """Registered parties of an adverse claim without an entry: an answer is not to be presumed."""
    if asked:
        return
    for party in claim.about:
        if party in context.registry.organisations or party in context.registry.people:
            yield say("reply.unrecorded", party=context.party(party).text)


def _short(context: Context, response: Response) -> str:
    status = response.status or ResponseStatus.NOT_CONTACTED
    return say(f"reply.short.{status}", party=context.party(response.party).text)


def _anchor(number: int) -> str:
    return f"reply-{number}"


def _reply(context: Context, number: int, response: Response) -> Reply:
    return Reply(
        anchor=_anchor(number),
        party=context.party(response.party),
        outcome=_outcome(context, response),
        why=sentence(response.why),
        channel=response.channel,
        text=response.text,
        url=response.url,
        claims=context.claim_links(response.claims),
    )


def _outcome(context: Context, response: Response) -> str:
    return outcome(
        context.party(response.party).text,
        response.status or ResponseStatus.NOT_CONTACTED,
        response.requested,
        response.deadline,
        response.received,
        here=True,
    )


def outcome(
    party: str, status: ResponseStatus, requested: str, deadline: str, received: str, here: bool = False
) -> str:
    """What came of asking a party, in a sentence: whether, when and by when it was asked, and what it did.

    `here` when it is said on the page that has the reply itself.
    """
    return say(
        f"reply.{status}",
        party=party,
        when=_on("reply.when", requested),
        deadline=_on("reply.by", deadline),
        received=_on("reply.when", received) if status in _ANSWERED else "",
        where=say("reply.here" if here else "reply.there"),
    )


def _on(key: str, date: str) -> str:
    return say(key, date=dates.words(date)) if date else ""
