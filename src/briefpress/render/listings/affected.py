"""People affected across briefings, by class and group: what is at stake, and whose words we lack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefpress.model import address
from briefpress.model.artifact import Heading, Page
from briefpress.model.card import StakeholderCard
from briefpress.model.registry import Group
from briefpress.model.vocabulary import StakeholderClass, Status, Voice
from briefpress.render import alphabet
from briefpress.render.filters import capitalised, sentence, term
from briefpress.render.listings.entries import ROOT, entry
from briefpress.render.listings.index import Affected
from briefpress.render.listings.stock import Fact, Stock, newest, page
from briefpress.render.listings.subject import Subject, narrower, neighbours
from briefpress.render.listings.subject import pages as subject_pages
from briefpress.render.picture import activity
from briefpress.render.view.context import Link
from briefpress.render.view.people import severity_words
from briefpress.render.view.search import other_names
from briefpress.render.wording import count, listed, say

AT = "affected/"
SHOWN = 5
"""Names beside the groups of a class."""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in the list; `mark` says when we hold none of their words although we hold others'."""

    link: Link
    count: str
    mark: str


@dataclass(frozen=True, slots=True)
class ClassPart:
    """A class of those affected, with its groups, others whom single briefings name, and single persons."""

    id: str
    heading: str
    link: Link
    groups: tuple[GroupLine, ...]
    others: str
    persons: tuple[Link, ...]


class Stake(NamedTuple):
    """What a briefing says of somebody affected; name and `href` are empty where the page is theirs."""

    name: str
    href: str
    stake: str
    effect: str
    voice: str


class Bearing(NamedTuple):
    """A briefing, and those affected in it. A tuple, since templates take it apart quicker than an object."""

    event: str
    href: str
    stakes: tuple[Stake, ...]
    mark: str
    line: str
    evidence: str


def pages(stock: Stock) -> Iterator[Page]:
    """The list of classes and groups, and a page for each."""
    yield _overview(stock)
    for class_ in StakeholderClass:
        if class_ in stock.index.classes:
            yield from _class(stock, class_, stock.index.classes[class_])
    within = narrower(stock.registry.groups, lambda group: group.broader)
    for name, found in stock.index.groups.items():
        if name in stock.registry.groups:
            yield from _group(stock, stock.registry.groups[name], found, within)


# ── the overview ──────────────────────────────────────────────────────────────────────────────────────


def _overview(stock: Stock) -> Page:
    index = stock.index
    heard, unheard = _heard_parties(stock)
    parts = tuple(_parts(stock, unheard if heard else set()))
    return page(
        stock,
        AT,
        "affected.html",
        say("list.affected"),
        say("list-lead.affected"),
        headings=[Heading(p.id, p.heading) for p in parts],
        updated=newest(a.card for found in index.classes.values() for a in found),
        lead=say("list-lead.affected"),
        heard=_heard_words(stock, heard, unheard),
        parts=parts,
        empty=say("empty.affected"),
    )


def _counts(affected: Affected) -> bool:
    """What is withdrawn is no longer relied on."""
    return affected.card.status is not Status.WITHDRAWN


def _heard_parties(stock: Stock) -> tuple[set[str], set[str]]:
    """Those affected, by id or else by name: whose words we hold in some briefing, and whose in none."""
    voices: dict[str, bool] = {}
    for found in stock.index.classes.values():
        for affected in found:
            if _counts(affected):
                for person in affected.people:
                    key = person.ref or person.name
                    voices[key] = voices.get(key, False) or person.voice is not Voice.NONE
    heard = {key for key, is_heard in voices.items() if is_heard}
    return heard, voices.keys() - heard


def _heard_words(stock: Stock, heard: set[str], unheard: set[str]) -> str:
    """Of whom we hold words: first the groups with pages, which are marked below, then all others."""
    if not heard:
        return say("heard.everybody.none") if unheard else ""
    if not unheard:
        return say("heard.everybody.all")
    pages = stock.index.groups.keys() & stock.registry.groups.keys()
    groups = _share("classes", len(heard & pages), len(unheard & pages))
    others = _share("others", len(heard - pages), len(unheard - pages))
    return " ".join(said for said in (groups, others) if said)


def _share(whose: str, heard: int, unheard: int) -> str:
    of = heard + unheard
    which = "none" if heard == 0 else "some" if unheard else "all"
    return say(f"heard.{whose}.{which}", n=heard, of=of) if of else ""


def _parts(stock: Stock, marked: set[str]) -> Iterator[ClassPart]:
    index, registry = stock.index, stock.registry.groups
    for class_ in StakeholderClass:
        if class_ not in index.classes:
            continue
        found = index.classes[class_]
        inside = {p.ref for a in found for p in a.people if p.ref in index.groups and p.ref in registry}
        ordered = sorted(inside, key=lambda g: (alphabet.order(registry[g].label), g))
        yield ClassPart(
            f"class-{class_}",
            capitalised(term(class_, "class")),
            Link(
                say("affected.all", briefings=count("count.briefings", len(found))),
                ROOT + address.affected(class_),
            ),
            tuple(_line(registry[g], len(index.groups[g]), marked=g in marked) for g in ordered),
            _others(found, inside),
            _persons(stock, found),
        )


def _others(found: Sequence[Affected], groups: set[str]) -> str:
    """Those whom the newest briefings name and that are no group with a page of their own, nor one person."""
    names = dict.fromkeys(
        p.name
        for a in found
        if _counts(a)
        for p in a.people
        if p.ref not in groups and p.registry != "people"
    )
    shown, more = list(names)[:SHOWN], len(names) - SHOWN
    return sentence(listed([*shown, say("list.others", n=more)] if more > 0 else shown))


def _persons(stock: Stock, found: Sequence[Affected]) -> tuple[Link, ...]:
    """Single persons, whom nobody should take for a group; those whom several briefings name have a page."""
    people = (p for a in found if _counts(a) for p in a.people if p.registry == "people")
    return tuple(dict.fromkeys(stock.link(p.name, address.person(p.ref)) for p in people))[:SHOWN]


def _line(group: Group, briefings: int, *, marked: bool) -> GroupLine:
    return GroupLine(
        Link(group.label, ROOT + address.affected(group.id)),
        count("count.briefings", briefings),
        say("heard.mark") if marked else "",
    )


# ── one class or group ────────────────────────────────────────────────────────────────────────────────


def _class(stock: Stock, class_: StakeholderClass, found: Sequence[Affected]) -> Iterator[Page]:
    name = capitalised(term(class_, "class"))
    lead = say("class.lead", name=term(class_, "class"))
    return _pages(stock, Subject("affected", address.affected(class_), class_, name, lead, "class"), found)


def _group(
    stock: Stock, group: Group, found: Sequence[Affected], within: Mapping[str, list[str]]
) -> Iterator[Page]:
    lead = group.definition or say("group.lead", name=group.label)
    facts = tuple(_facts(stock, group, found[0].people[0], within))
    at = address.affected(group.id)
    names = other_names(group.aliases, group.label)
    subject = Subject("affected", at, group.id, group.label, lead, "affected", facts, other_names=names)
    return _pages(stock, subject, found)


def _facts(
    stock: Stock, group: Group, person: StakeholderCard, within: Mapping[str, list[str]]
) -> Iterator[Fact]:
    registry = stock.registry.groups

    def link(name: str) -> Link:
        return stock.link(registry[name].label, address.affected(name))

    class_ = group.class_ or person.class_
    if class_ is not None:
        shown = stock.link(capitalised(term(class_, "class")), address.affected(class_))
        yield Fact(say("group.class"), (shown,))
    if group.aliases:
        yield Fact(say("topic.also"), (Link(", ".join(group.aliases)),))
    if group.broader in registry:
        yield Fact(say("topic.broader"), (link(group.broader),))
    yield from neighbours(
        "topic.narrower", within.get(group.id, ()), stock.site.pages, link, address.affected
    )


def _pages(stock: Stock, subject: Subject, found: Sequence[Affected]) -> Iterator[Page]:
    voices = any(p.voice is not Voice.NONE for a in found for p in a.people)
    named = (
        subject.kind == "class"
    )  # each briefing names those affected, since the page is not that of one group
    return subject_pages(
        stock,
        "group.html",
        subject,
        found,
        lambda affected: affected.card,
        lambda some: {"bearings": tuple(_bearing(stock, a, named=named, voices=voices) for a in some)},
        heard=_heard(found),
        activity=activity.picture("picture-activity", (a.card.published for a in found)),
    )


def _heard(found: Sequence[Affected]) -> str:
    counted = [a for a in found if _counts(a)]
    unheard = sum(a.unheard for a in counted)
    if not counted:
        return ""
    which = "none" if unheard == len(counted) else "some" if unheard else "all"
    return say(f"heard.{which}", n=unheard, of=len(counted))


def _bearing(stock: Stock, affected: Affected, *, named: bool, voices: bool) -> Bearing:
    people = affected.people if _counts(affected) else ()
    stakes = tuple(_stake(stock, p, named=named, voices=voices) for p in people)
    shown = entry(affected.card, stock.site.stories, brief=True)
    return Bearing(shown.event, shown.href, stakes, shown.mark, shown.line, shown.evidence)


def _stake(stock: Stock, person: StakeholderCard, *, named: bool, voices: bool) -> Stake:
    name = _name(stock, person) if named else Link("")
    voice = term(person.voice, "voice") if voices else ""
    return Stake(
        name.text, name.href, sentence(_claims_in_words(person.stake)), _effect(person.impact), voice
    )


_CLAIM = re.compile(r"\b([Cc]laims? )?c([1-9][0-9]*)\b")


def _claims_in_words(stake: str) -> str:
    """A stake with "claim 3" where the editor wrote "c3": its briefing, where the claim is, is named above.

    >>> _claims_in_words("Pay; see c1 and claim c2")
    'Pay; see claim 1 and claim 2'
    """
    return _CLAIM.sub(lambda m: f"{m[1]}{m[2]}" if m[1] else say("claim.number", n=m[2]), stake)


def _effect(impact: tuple[str, ...]) -> str:
    """How it bears on them, as far as that was recorded."""
    return " ".join(words for words in severity_words(impact[:-1], impact[-1]) if words) if impact else ""


def _name(stock: Stock, person: StakeholderCard) -> Link:
    if person.registry == "groups":
        return stock.link(person.name, address.affected(person.ref))
    if person.registry == "organisations":
        return stock.link(person.name, address.organisation(person.ref))
    if person.registry == "people":
        return stock.link(person.name, address.person(person.ref))
    return Link(person.name)
