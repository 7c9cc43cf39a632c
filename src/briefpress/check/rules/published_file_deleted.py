"""What was published stays: as a page, or as a notice in its place."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import CorpusRule, Overview, Weight
from briefpress.check.rules.url_changed_without_redirect import moved
from briefpress.evidence.locking import is_due, is_public
from briefpress.model.card import Card
from briefpress.model.finding import Finding
from briefpress.model.lock import PATH, Locked, file_of
from briefpress.model.source import Location
from briefpress.model.vocabulary import Status

_KEEP = "Restore it; to stop standing by it, set `status: withdrawn` and say why in `withdrawn`"


def check(overview: Overview) -> Iterator[Finding]:
    """One finding for each published page whose file is gone, or would no longer be shown."""
    cards = {card.id: card for card in overview.cards}
    unreadable = {fault.at.path for fault in overview.faults}
    elsewhere = {entry.id for entry, _ in moved(overview)}
    for entry in overview.lock.entries.values():
        if not is_public(entry, overview.now) or entry.id in elsewhere:
            continue
        card = cards.get(entry.id)
        if card is None and file_of(entry.address) not in unreadable:
            at = _in_lock(overview, entry)
            message = f'published "{entry.id}" has been deleted'
            yield RULE.finding(overview, at, message, help=f"{_KEEP}. The file was {file_of(entry.address)}")
        elif card is not None and card.status_known:
            yield from _hidden(overview, card, entry)


def _hidden(overview: Overview, card: Card, entry: Locked) -> Iterator[Finding]:
    """A status under which the page would be gone, or under which what was taken down would come back.

    It is told at the lock: what is wrong in a draft stops nobody, and this must.
    """
    at = _in_lock(overview, entry)
    status = ((overview.locate(card.path, ("status",)), "the status"),)
    if entry.removed and not card.removed:
        message = f'"{entry.id}" was removed, and has status {card.status}'
        help = "Write `status: removed`, or publish it anew under another name"
        yield RULE.finding(overview, at, message, help=help, related=status)
    elif card.is_draft or (card.status is Status.EMBARGOED and not is_due(card.embargo_until, overview.now)):
        message = f'published "{entry.id}" has status {card.status}, so that its page would be gone'
        help = "Write `status: published`, or `status: withdrawn` with the reason in `withdrawn`"
        yield RULE.finding(overview, at, message, help=help, related=status)


def _in_lock(overview: Overview, entry: Locked) -> Location:
    return Location(PATH, overview.lock.lines.get(entry.id, 1))


RULE = CorpusRule(
    id="published-file-deleted",
    weight=Weight.ERROR,
    summary="a published briefing or digest whose file is gone",
    check=check,
)
