"""A thread joins at least two briefings; a trend needs three events with a date."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.dates import first_day
from briefpress.check.rule import CorpusRule, Overview, Weight
from briefpress.model.card import Card
from briefpress.model.document import Document, Kind
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import ClaimKind

_BRIEFINGS, _EVENTS = 2, 3


def check(overview: Overview) -> Iterator[Finding]:
    """One finding for each thread that rests on too little."""
    for card in overview.cards:
        if card.kind is Kind.DIGEST:
            document = overview.open(card.path)
            for index, thread in enumerate(document.digest.threads if document.digest else ()):
                if not _unread(document, index) and thread.supports:
                    name = f'thread "{thread.id}"' if thread.id else f"threads[{index}]"
                    yield from _thread(overview, card, document, (index, name, thread.kind, thread.supports))


def _unread(document: Document, index: int) -> bool:
    return any(path[:2] == ("threads", index) for path in document.broken) or document.is_broken(("threads",))


def _thread(
    overview: Overview, card: Card, document: Document, thread: tuple[int, str, str | None, tuple[str, ...]]
) -> Iterator[Finding]:
    index, name, kind, supports = thread
    named = [support.partition("#")[::2] for support in supports]
    briefings = {briefing for briefing, _ in named if briefing}
    at = document.locate(("threads", index, "supports"), key=True)
    if len(briefings) < _BRIEFINGS:
        message = f"{name} cites claims of {_counted(len(briefings), 'briefing')}; it needs {_BRIEFINGS}"
        help = "Cite a claim of another briefing, or tell it in the briefing itself"
        related = overview.supports_at(card, supports)
        yield RULE.finding(overview, at, message, help=help, draft=card.is_draft, related=related)
    elif kind == "trend" and briefings <= overview.by_id.keys():
        events = {b for b, c in named if b and _is_dated_event(overview.by_id[b], c)}
        if len(events) < _EVENTS:
            message = (
                f"{name} is a trend but cites {_counted(len(events), 'dated event')}; it needs {_EVENTS}"
            )
            help = "Use `kind: common`, or add claims of kind event from briefings with a known date"
            related = overview.supports_at(card, supports)
            yield RULE.finding(overview, at, message, help=help, draft=card.is_draft, related=related)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _is_dated_event(briefing: Card, claim_id: str) -> bool:
    """True for a claim of kind event in a briefing whose date has a beginning; one at the latest some day has none."""
    dated = first_day(briefing.event_date) is not None
    return dated and any(c.id == claim_id and c.kind is ClaimKind.EVENT for c in briefing.claims)


RULE = CorpusRule(
    id="digest-thread-thin",
    weight=Weight.ERROR,
    summary="a thread of a digest that joins too few briefings or dated events",
    check=check,
)
