"""Nothing that was published changes silently: each public change is a version of its own, with a note."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import CorpusRule, Overview, Weight
from briefpress.evidence.locking import is_public
from briefpress.model import edtf
from briefpress.model.card import Card
from briefpress.model.finding import Finding
from briefpress.model.lock import Locked


def check(overview: Overview) -> Iterator[Finding]:
    """One finding for each published file whose version does not tell what became of it."""
    for card in overview.cards:
        entry = overview.lock.entries.get(card.id)
        gone = card.removed or card.is_draft or (entry is not None and entry.removed)
        if entry and is_public(entry, overview.now) and card.complete and not gone:
            yield from _of_version(overview, card, entry)
            yield from _of_publication(overview, card, entry)


def _of_version(overview: Overview, card: Card, entry: Locked) -> Iterator[Finding]:
    last, related = entry.version, overview.in_lock(card.id)
    at = overview.locate(card.path, ("version",))
    if card.version < last:
        message = f"version is {card.version}, and {last} was published"
        help = f"Write `version: {last}`, or {last + 1} if something changed"
    elif card.version == last and card.content != entry.digest:
        message = f"published content changed but version is still {last}"
        help = (
            f"Write `version: {last + 1}`, add it to `changes` and, if something was wrong, to `corrections`"
        )
    elif card.version > last + 1:
        message = f"version is {card.version}, and the last one published is {last}"
        help = f"Write `version: {last + 1}`: versions are counted one by one"
    elif card.version == last + 1 and all(c.version != card.version for c in card.changes):
        message = f"version is {card.version}, and changes does not say what it changed"
        help = f'Add `- {{version: {card.version}, date: …, note: "…"}}` to `changes`'
        at, related = overview.locate(card.path, ("changes",), key=True), ((at, "the version"),)
    else:
        return
    yield RULE.finding(overview, at, message, help=help, related=related)


def _of_publication(overview: Overview, card: Card, entry: Locked) -> Iterator[Finding]:
    if not entry.published or card.published[:10] == entry.published:
        return
    if card.published and edtf.day(card.published[:10]) is None:  # no date at all: that is told elsewhere
        return
    message = f"published is {card.published[:10] or 'missing'}, and it was published on {entry.published}"
    help = f"Write `published: {entry.published}`: the first publication never changes"
    at = overview.locate(card.path, ("published",))
    yield RULE.finding(overview, at, message, help=help, related=overview.in_lock(card.id))


RULE = CorpusRule(
    id="body-changed-without-version",
    weight=Weight.ERROR,
    summary="published content that changed while its version did not",
    check=check,
)
