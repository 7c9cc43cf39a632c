"""A thread rests on more than one origin, or the digest says that it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefpress.check.rule import CorpusRule, Overview, Weight
from briefpress.evidence.origins import origin
from briefpress.model.briefing import Digest
from briefpress.model.card import Card
from briefpress.model.document import Document, Kind
from briefpress.model.finding import Finding
from briefpress.model.registry import Source

_ONE_ORIGIN = re.compile(r"\bone\s+origin\b", re.IGNORECASE)


def check(overview: Overview) -> Iterator[Finding]:
    """One finding for each thread whose claims go back to one origin, unless `limits` says so."""
    for card in overview.cards:
        if card.kind is Kind.DIGEST and card.supports:
            document = overview.open(card.path)
            if document.digest and not document.is_broken(("limits",)) and not overview.registry.unread:
                yield from _threads(overview, card, document, document.digest)


def _threads(overview: Overview, card: Card, document: Document, digest: Digest) -> Iterator[Finding]:
    if _ONE_ORIGIN.search(digest.limits):
        return
    for index, thread in enumerate(digest.threads):
        if thread.id and re.search(rf"\b{re.escape(thread.id)}\b", digest.limits):
            continue
        found = _origins(overview, card, thread.supports)
        if found is not None and len(found) == 1:
            at = document.locate(("threads", index, "supports"), key=True)
            message = f"threads[{index}] rests on one origin group; the pattern may be one editor's selection"
            help = f"Say so in limits, as in “Thread {thread.id or 't1'} rests on one origin”"
            limits = ((document.locate(("limits",), key=True), "the limits"),) if digest.limits else ()
            related = (*limits, *overview.supports_at(card, thread.supports))
            yield RULE.finding(overview, at, message, help=help, draft=card.is_draft, related=related)


def _origins(overview: Overview, card: Card, supports: tuple[str, ...]) -> set[str] | None:
    """The origins of all claims that a thread names; None when one of them is not to be found."""
    found = set[str]()
    for support in supports:
        name, _, claim_id = support.partition("#")
        holder = overview.by_id.get(name) if name else card
        claim = next((c for c in holder.claims if c.id == claim_id), None) if holder else None
        if holder is None or claim is None or not claim.sources:
            return None
        own = {source.id: source for source in holder.own_sources}
        for source in claim.sources:
            if source in overview.registry.sources:
                found.add(origin(overview.registry.sources[source]))
            elif source in own:
                told = own[source]
                as_source = Source(
                    id=told.id, publisher=told.publisher, issued=told.issued, origin_group=told.origin_group
                )
                found.add(origin(as_source))
            else:
                return None
    return found


RULE = CorpusRule(
    id="digest-single-bundle",
    weight=Weight.PUBLIC_ERROR,
    summary="a thread of a digest that rests on one origin, and limits that do not say so",
    check=check,
)
