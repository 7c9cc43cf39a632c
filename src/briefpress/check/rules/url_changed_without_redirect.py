"""Every address that was published goes on answering: with its page, or with a redirect to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefpress.check.rule import CorpusRule, Overview, Weight
from briefpress.check.rules.field_type import is_well_formed
from briefpress.evidence.locking import is_public
from briefpress.model import address
from briefpress.model.briefing import Briefing
from briefpress.model.card import Card
from briefpress.model.finding import Finding
from briefpress.model.lock import PATH, Lock, Locked
from briefpress.model.source import Location


def check(overview: Overview) -> Iterator[Finding]:
    """One finding for each former address without a redirect, and for each redirect that cannot be one."""
    pages = {card.address: card for card in overview.cards if not card.is_draft}
    for card in overview.cards:
        entry = overview.lock.entries.get(card.id)
        if entry and is_public(entry, overview.now):
            yield from _unanswered(overview, card, entry)
    yield from _renamed(overview)
    yield from _taken(overview, pages)


def _unanswered(overview: Overview, card: Card, entry: Locked) -> Iterator[Finding]:
    answered = {address.plain(path) for path in card.redirect_from}
    for former in sorted({*entry.former, entry.address} - {card.address} - answered):
        yield _gone(overview, former, entry, card)


def _renamed(overview: Overview) -> Iterator[Finding]:
    """Pages whose file is gone while another one says the same: moved, without a redirect."""
    for entry, card in moved(overview):
        yield _gone(overview, entry.address, entry, card)


def moved(overview: Overview) -> Iterator[tuple[Locked, Card]]:
    """The published entries without a file, each with the new file that says exactly what it said."""
    known = {card.id for card in overview.cards}
    lost = [e for e in overview.lock.entries.values() if e.id not in known and is_public(e, overview.now)]
    new = {c.content: c for c in overview.cards if c.content and c.id not in overview.lock.entries}
    yield from ((entry, new[entry.digest]) for entry in lost if entry.digest in new)


def _gone(overview: Overview, former: str, entry: Locked, card: Card) -> Finding:
    at = overview.locate(card.path, ("redirect_from",), key=True)
    message = f"/{former} is gone; no redirect_from"
    help = f"Add `redirect_from: [/{former}]` to {card.path}"
    return RULE.finding(overview, at, message, help=help, related=overview.in_lock(entry.id))


def _taken(overview: Overview, pages: Mapping[str, Card]) -> Iterator[Finding]:
    """Redirects from an address at which something else stands, or that two files claim."""
    claimed: dict[str, Card] = {}
    for card in overview.cards:
        for index, path in enumerate(card.redirect_from):
            if not is_well_formed(Briefing, "redirect_from", path):
                continue
            old = address.plain(path)
            why = _why_not(old, card, pages, claimed, overview.lock)
            if why:
                at = overview.locate(card.path, ("redirect_from", index))
                message = f"redirect_from names /{old}, {why}"
                help = "Remove it, or name the address that this page had"
                related = _who(overview, old, card, pages.get(old) or claimed.get(old))
                yield RULE.finding(overview, at, message, help=help, related=related)
            claimed.setdefault(old, card)


def _who(overview: Overview, old: str, card: Card, other: Card | None) -> tuple[tuple[Location, str], ...]:
    """Where the other file stands that has the address, or asks for it too."""
    if other is None or other is card:
        return ()
    paths = [address.plain(path) for path in other.redirect_from]
    field = ("redirect_from", paths.index(old)) if old in paths else ()
    return ((overview.locate(other.path, field), "this one has it"),)


def _why_not(old: str, card: Card, pages: Mapping[str, Card], claimed: Mapping[str, Card], lock: Lock) -> str:
    if old in pages:
        return "at which this very page stands" if pages[old] is card else f"the address of {pages[old].path}"
    if old in claimed:
        return f"as {claimed[old].path} does" if claimed[old] is not card else "twice"
    if address.is_own(old):
        return "which belongs to the site itself"
    owner = lock.owners.get(old, card.id)
    return f'which belongs to "{owner}" ({PATH}:{lock.lines.get(owner, 1)})' if owner != card.id else ""


RULE = CorpusRule(
    id="url-changed-without-redirect",
    weight=Weight.ERROR,
    summary="a published address that leads nowhere",
    check=check,
)
