"""Takeaways across briefings: newest first, and by audience, kind and principle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from briefpress.model.artifact import Page
from briefpress.model.vocabulary import Audience, TakeawayKind
from briefpress.render.filters import capitalised, term
from briefpress.render.listings.entries import ROOT, expanded, joined
from briefpress.render.listings.index import Taken
from briefpress.render.listings.paging import newest_first
from briefpress.render.listings.stock import Fact, Stock, newest, numbered, page, pager
from briefpress.render.view.claims import Grade, grade
from briefpress.render.view.context import Link, vocabulary
from briefpress.render.wording import say

AT = "takeaways/"
Line = tuple[Taken, Markup]
"""A takeaway with its HTML."""


class Point(NamedTuple):
    """A takeaway in a list: its words, its kind, for whom, its weakest evidence, and where its claims stand.

    A tuple, since a template takes it apart many times faster than it asks for attributes.
    """

    text: str
    kind: str
    audiences: str
    grade: Grade
    event: str
    href: str


@dataclass(frozen=True, slots=True)
class _Choice:
    """One way to choose among takeaways: its address, its name in the list of ways, and its title."""

    at: str
    name: str
    title: str
    lines: Sequence[Line]


def pages(stock: Stock) -> Iterator[Page]:
    """All takeaways, and those for each audience, of each kind and on each principle."""
    taken = stock.index.takeaways
    html = expanded("partials/listing-takeaways.html", map(_point, taken), stock.environment)
    lines: list[Line] = list(zip(taken, html, strict=True))
    choices = {
        "by-audience": tuple(_audiences(lines)),
        "by-kind": tuple(_kinds(lines)),
        "by-principle": tuple(_principles(stock, lines)),
    }
    browse = tuple(
        Fact(say(f"takeaways.{name}"), tuple(Link(f"{c.name} ({len(c.lines)})", ROOT + c.at) for c in found))
        for name, found in choices.items()
        if found
    )
    yield from _listed(stock, _Choice(AT, "", say("list.takeaways"), lines), browse)
    for found in choices.values():
        for choice in found:
            yield from _listed(stock, choice)


def _listed(stock: Stock, choice: _Choice, browse: tuple[Fact, ...] = ()) -> Iterator[Page]:
    everything = choice.at == AT
    for leaf in newest_first(choice.lines, stock.compact):
        yield page(
            stock,
            choice.at + leaf.path,
            "takeaways.html",
            numbered(choice.title, leaf),
            choice.title if not everything else say("list-lead.takeaways"),
            updated=newest(taken.card for taken, _ in leaf.items),
            lead=say("list-lead.takeaways") if everything and not leaf.number else "",
            browse=() if leaf.number else browse,
            points=joined(html for _, html in leaf.items),
            empty=say("empty.takeaways"),
            pager=pager(choice.at, leaf, newest=True),
            back=Link("") if everything else Link(say("takeaways.back"), ROOT + AT),
        )


def _point(taken: Taken) -> Point:
    takeaway = taken.takeaway
    return Point(
        takeaway.text,
        term(takeaway.kind, "takeaway") if takeaway.kind else "",
        _for(takeaway.audiences),
        _graded(takeaway.confidence),
        taken.card.event or taken.card.title,
        f"{ROOT}{taken.card.address}#takeaway-{taken.number}",
    )


@lru_cache(maxsize=1024)
def _for(audiences: tuple[str, ...]) -> str:
    return "; ".join(vocabulary(audiences, "audience"))


_graded = lru_cache(maxsize=8)(grade)


def _grouped(pairs: Iterable[tuple[str, Line]]) -> Mapping[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for key, line in pairs:
        found[key].append(line)
    return found


def _audiences(lines: Sequence[Line]) -> Iterator[_Choice]:
    """The usual audiences in their own order, then those that the site added."""
    found = _grouped((a, line) for line in lines for a in dict.fromkeys(line[0].takeaway.audiences))
    usual = [str(a) for a in Audience]
    for audience in (*usual, *sorted(found.keys() - set(usual))):
        if audience in found:
            name = term(audience, "audience")
            title = say("takeaways.for", name=name)
            yield _Choice(f"{AT}for/{audience}/", capitalised(name), title, found[audience])


def _kinds(lines: Sequence[Line]) -> Iterator[_Choice]:
    found = _grouped((str(line[0].takeaway.kind), line) for line in lines if line[0].takeaway.kind)
    for kind in TakeawayKind:
        if kind in found:
            name = capitalised(term(kind, "takeaway-kind"))
            yield _Choice(f"{AT}kind/{kind}/", name, name, found[kind])


def _principles(stock: Stock, lines: Sequence[Line]) -> Iterator[_Choice]:
    found = _grouped((p, line) for line in lines for p in dict.fromkeys(line[0].takeaway.principles))
    named = {p: stock.registry.principles[p].label for p in found if p in stock.registry.principles}
    for principle, name in sorted(named.items(), key=lambda pair: (pair[1].casefold(), pair[0])):
        title = say("takeaways.of", name=name)
        yield _Choice(f"{AT}principle/{principle}/", name, title, found[principle])
