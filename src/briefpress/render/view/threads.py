"""What a digest says of its briefings: what joins them, and on which claims that rests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefpress.model.briefing import Digest, Thread
from briefpress.model.card import Card, ClaimCard
from briefpress.model.registry import Source
from briefpress.model.vocabulary import ClaimKind, Flag, StakeholderRole, Status
from briefpress.render import dates
from briefpress.render.filters import capitalised, term
from briefpress.render.view.claims import Grade, grade
from briefpress.render.view.context import Context, Link, according_to, letter, source_word
from briefpress.render.view.labels import Label
from briefpress.render.view.labels import labels as of_document
from briefpress.render.wording import listed, say


@dataclass(frozen=True, slots=True)
class Support:
    """A claim on which a thread rests: whose and which it is, its words, and how well it is supported.

    `replies` stands where a claim would harm a party: what the party said is beside the claim itself.
    """

    link: Link
    attribution: str
    text: str
    grade: Grade
    replies: str


@dataclass(frozen=True, slots=True)
class ThreadView:
    """What joins several briefings."""

    anchor: str
    number: str
    kind: str
    text: str
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A briefing of the digest: its event, its title and summary, who is affected."""

    link: Link
    title: str
    summary: str
    affected: str
    date: str


def cards(context: Context, entry: Digest) -> tuple[Card, ...]:
    """The cards of the digest's briefings that are public, in the editor's order."""
    found = (context.site.by_id.get(i) for i in entry.briefings)
    return tuple(c for c in found if c is not None and c.status is not Status.REMOVED)


def members(context: Context, found: Sequence[Card]) -> tuple[Member, ...]:
    """The briefings that the digest reads together."""
    return tuple(
        Member(
            Link(card.event, context.to(card.address)),
            card.title,
            card.summary,
            listed(s.name for s in card.stakeholders if s.role is StakeholderRole.AFFECTED),
            dates.words(card.published) if card.published else "",
        )
        for card in found
    )


def threads(context: Context, entry: Digest) -> tuple[ThreadView, ...]:
    """The threads in the editor's order."""
    return tuple(_thread(context, i, t) for i, t in enumerate(entry.threads, start=1))


def _thread(context: Context, number: int, thread: Thread) -> ThreadView:
    supports = (_support(context, s) for s in thread.supports)
    return ThreadView(
        anchor=f"thread-{number}",
        number=str(number),
        kind=term(thread.kind, "thread") if thread.kind else "",
        text=context.spoken(thread.text),
        supports=tuple(s for s in supports if s is not None),
    )


def _support(context: Context, support: str) -> Support | None:
    briefing, _, claim = support.partition("#")
    if not briefing:
        return _own(context, claim)
    card = context.site.by_id.get(briefing)
    found = next((c for c in card.claims if c.id == claim), None) if card else None
    if card is None or found is None or card.status is Status.REMOVED:
        return None
    name = say("claim.of", event=card.event or card.title, n=claim.removeprefix("c"))
    return Support(
        link=Link(name, context.to(f"{card.address}#{claim}")),
        attribution=_attribution(context, card, found),
        text=found.text,
        grade=grade(found.standing.ceiling),
        replies=say("claim.replies-there") if found.adverse else "",
    )


def _own(context: Context, claim: str) -> Support | None:
    if claim not in context.claims:
        return None
    entry, standing = context.claims[claim], context.standing(claim)
    link = context.claim_link(entry)
    return Support(
        link=Link(capitalised(link.text), link.href),
        attribution=context.attribution(entry),
        text=entry.text,
        grade=grade(standing.ceiling if standing else None),
        replies=say("claim.replies-there") if entry.adverse else "",
    )


def _attribution(context: Context, card: Card, claim: ClaimCard) -> str:
    """ "According to text B:" before a motive, with the letter that the source has on its own page."""
    if claim.kind is not ClaimKind.MOTIVE:
        return ""
    known: list[Source] = [context.registry.sources[s] for s in card.sources if s in context.registry.sources]
    word = source_word(known)
    letters = {name: letter(i) for i, name in enumerate(card.sources)}
    return according_to(say(f"source.{word}-inside", letter=letters.get(s, s)) for s in claim.sources)


def cited_by(entry: Digest) -> dict[str, tuple[Link, ...]]:
    """Own claim -> the threads and takeaways that rest on it."""
    found: dict[str, list[Link]] = {}
    for number, thread in enumerate(entry.threads, start=1):
        for support in thread.supports:
            if support.startswith("#"):
                link = Link(say("claim.thread", n=number), f"#thread-{number}")
                found.setdefault(support[1:], []).append(link)
    for number, takeaway in enumerate(entry.takeaways, start=1):
        for claim in takeaway.claims:
            found.setdefault(claim, []).append(Link(say("claim.takeaway", n=number), f"#takeaway-{number}"))
    return {claim: tuple(links) for claim, links in found.items()}


def labels(context: Context, found: Sequence[Card]) -> tuple[Label, ...]:
    """The flags of the digest's briefings, in its own words where it names all of their sources, else for which.

    What its few claims rest on says nothing of briefings that have other sources.
    """
    held = [f for f in Flag if any(f in card.flags for card in found)]
    knows_all = all(context.evidence.sources.keys() >= set(card.sources) for card in found)
    of_all = tuple(f for f in held if knows_all and f in context.evidence.flags)
    own = {label.flag: label for label in of_document(context, of_all)}
    return tuple(own.get(f) or _of_briefings(f, found) for f in held)


def _of_briefings(flag: Flag, found: Sequence[Card]) -> Label:
    events = listed(c.event for c in found if flag in c.flags)
    meaning = say("flag-meaning.of-briefings", events=events)
    return Label(flag, f"label-{flag}", term(flag, "flag"), meaning)
