"""Comments in hand-written pages, such as `<!-- briefpress:latest -->`, become what they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from briefpress.model.card import Card
from briefpress.model.document import Kind
from briefpress.model.finding import Finding, Severity
from briefpress.model.settings import Settings
from briefpress.model.source import Location
from briefpress.model.vocabulary import Status
from briefpress.render.environment import Environment
from briefpress.render.listings.corrections import change
from briefpress.render.listings.entries import ROOT, Shelf, joined
from briefpress.render.listings.index import Asked, corrections
from briefpress.render.listings.questions import question
from briefpress.render.site import Site
from briefpress.render.view.context import Link, contact
from briefpress.render.wording import count, listed, say

RULE = "slot-unknown"
LATEST = 5
"""Briefings, and open questions, that a hand-written page shows."""
CORRECTIONS = 3
"""Corrections that it shows."""

_BEGIN = b"<!-- briefpress:"
_SLOT = re.compile(r"<!-- briefpress:\s*([^\s>]*)\s*-->")


@dataclass(frozen=True, slots=True)
class Filled:
    """A hand-written page with its comments replaced; `findings` tell of those that name nothing."""

    html: bytes
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Means:
    """What the parts of a page are made of."""

    site: Site
    environment: Environment
    settings: Settings
    today: date


def fill(
    address: str,
    html: bytes,
    site: Site,
    environment: Environment,
    settings: Settings,
    now: datetime,
    path: str = "",
) -> Filled:
    """A drawn page with its comments replaced, their links written as seen from `address`.

    `path` is the file below the site root that the page was drawn from, for findings; it is guessed from
    the address when it is not known. Of `now` only the UTC month counts.
    """
    if _BEGIN not in html:
        return Filled(html)
    means = _Means(site, environment, settings, now.date())
    text = html.decode("utf-8")
    made = {name: SLOTS[name](means) for name in set(_SLOT.findall(text)) if name in SLOTS}
    filled = _SLOT.sub(lambda found: made.get(found[1], ""), text)
    at = Location(path or _drawn_from(address))
    unknown = dict.fromkeys(name for name in _SLOT.findall(text) if name not in SLOTS)
    findings = tuple(_unknown(name, at) for name in unknown)
    return Filled(filled.replace(ROOT, "../" * address.count("/")).encode(), findings)


def _drawn_from(address: str) -> str:
    return f"docs/{address.rstrip('/') or 'index'}.md"


def _unknown(name: str, at: Location) -> Finding:
    names = listed(f"“{n}”" for n in SLOTS)
    help_ = f"Write one of {names}, or delete the comment"
    return Finding(at, RULE, Severity.ERROR, f"the comment briefpress:{name} names nothing", help=help_)


def _latest(means: _Means) -> str:
    cards = means.site.briefings()[:LATEST]
    shelf = Shelf.of(cards, means.environment, means.site.stories)
    entries = joined(shelf.full[c.id] for c in cards)
    return means.environment.expand(
        "partials/slot-latest.html", entries=entries, empty=say("empty.briefings")
    )


def _questions(means: _Means) -> str:
    """Unanswered questions that were touched this month, else those of what changed last.

    The first of each page comes first, then the second of each.
    """
    cards = [c for c in means.site.cards if c.questions and c.status is not Status.WITHDRAWN]
    cards.sort(key=lambda c: c.updated, reverse=True)
    touched = _asked(c for c in cards if c.updated[:7] == f"{means.today:%Y-%m}")
    found = tuple(question(a) for a in touched or _asked(cards))
    return means.environment.expand(
        "partials/slot-questions.html",
        questions=found,
        lead=say("questions.touched" if touched else "questions.quiet"),
        empty=say("empty.questions"),
        all_questions=Link(say("questions.all"), f"{ROOT}questions/"),
    )


def _asked(cards: Iterable[Card]) -> list[Asked]:
    unanswered = (
        [Asked(c, n, q) for n, q in enumerate(c.questions, start=1) if not q.answered_by] for c in cards
    )
    rows = [row for row in unanswered if row][:LATEST]
    return list(_in_turn(rows))[:LATEST]


def _in_turn(rows: list[list[Asked]]) -> Iterator[Asked]:
    """The first of each row, then the second of each, and so on."""
    for place in range(max(map(len, rows), default=0)):
        yield from (row[place] for row in rows if place < len(row))


def _contact(means: _Means) -> str:
    link = contact(means.settings.contact)
    return means.environment.expand("partials/slot-contact.html", contact=link, empty=say("empty.contact"))


def _corrections(means: _Means) -> str:
    found = corrections(means.site.cards)
    return means.environment.expand(
        "partials/slot-corrections.html",
        changes=tuple(change(c) for c in found[:CORRECTIONS]),
        empty=say("empty.corrections"),
        all_corrections=Link(say("corrections.back"), f"{ROOT}corrections/"),
    )


def _glance(means: _Means) -> str:
    """What the site holds, in numbers, each a link to its list; nothing that there is none of."""
    cards = means.site.cards
    relied_on = [c for c in cards if c.status is not Status.WITHDRAWN]
    numbers = {
        "briefings": sum(c.kind is Kind.BRIEFING for c in cards),
        "digests": sum(c.kind is Kind.DIGEST for c in cards),
        "takeaways": sum(len(c.takeaways) for c in relied_on),
        "questions": sum(not q.answered_by for c in relied_on for q in c.questions),
        "corrections": len(corrections(cards)),
        "sources": len({s for c in cards for s in _source_ids(c)}),
    }
    links = [Link(count(f"count.{name}", n), f"{ROOT}{name}/") for name, n in numbers.items() if n]
    return means.environment.expand("partials/slot-glance.html", links=links)


def _source_ids(card: Card) -> Iterator[tuple[str, str]]:
    """Sources that a page describes for itself are its own, whatever others call theirs."""
    own = {s.id for s in card.own_sources}
    return ((card.id if s in own else "", s) for s in card.sources)


SLOTS: Mapping[str, Callable[[_Means], str]] = MappingProxyType(
    {
        "latest": _latest,
        "questions": _questions,
        "corrections": _corrections,
        "glance": _glance,
        "contact": _contact,
    }
)
"""Name in a comment -> what takes its place."""
