"""What the pages of organisations and people have alike: whether they were asked, and corrections about them.

No claim, motive, score or rank stands there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefpress.model.artifact import Heading, Page
from briefpress.model.card import Card
from briefpress.model.vocabulary import ResponseStatus
from briefpress.render import dates
from briefpress.render.filters import term
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.index import Corrected, Replied
from briefpress.render.listings.stock import Stock
from briefpress.render.listings.subject import Subject, of_briefings
from briefpress.render.view.context import Link
from briefpress.render.view.replies import outcome
from briefpress.render.wording import say

SHOWN = 20
"""Replies, and corrections, on a party's page, the newest first."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that stands on another page: what it is, in words, and the link to it."""

    text: str
    link: Link


def pages(
    stock: Stock,
    template: str,
    subject: Subject,
    cards: Sequence[Card],
    *,
    head: str = "",
    indexed: bool = True,
) -> Iterator[Page]:
    """The pages of a party: facts, replies, briefings, corrections."""
    asked = stock.index.replies.get(subject.id, ())
    corrected = stock.index.concerned.get(subject.id, ())
    yield from of_briefings(
        stock,
        template,
        subject,
        cards,
        brief=True,
        headings=tuple(_headings(subject, bool(asked), bool(corrected))),
        head=head,
        indexed=indexed,
        replies=tuple(_reply(subject.name, r) for r in asked[:SHOWN]),
        more_replies=max(0, len(asked) - SHOWN),
        corrections=tuple(_correction(c) for c in corrected[:SHOWN]),
        more_corrections=max(0, len(corrected) - SHOWN),
        all_corrections=Link(say("corrections.back"), ROOT + "corrections/"),
    )


def _headings(subject: Subject, replies: bool, corrections: bool) -> Iterator[Heading]:
    if replies:
        yield Heading("replies", say("party.replies"))
    yield Heading("briefings", say("list.briefings"))
    if corrections:
        whose = "party" if subject.section == "organisations" else "person"
        yield Heading("corrections", say(f"{whose}.corrections"))


def _reply(name: str, replied: Replied) -> Line:
    card, reply = replied.card, replied.reply
    status = ResponseStatus(reply.status) if reply.status else ResponseStatus.NOT_CONTACTED
    said = outcome(name, status, reply.requested, reply.deadline, reply.received)
    return Line(said, Link(card.event or card.title, f"{ROOT}{card.address}#reply-{replied.number}"))


def _correction(corrected: Corrected) -> Line:
    card, correction = corrected.card, corrected.correction
    kind = f"{term(correction.kind or 'correction', 'correction')}, {dates.words(correction.date)}"
    weight = f" ({term(correction.severity, 'severity')})" if correction.severity else ""
    anchor = f"{ROOT}{card.address}#correction-{correction.id}"
    return Line(f"{kind}{weight}", Link(card.event or card.title, anchor))
