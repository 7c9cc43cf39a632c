"""People affected across briefings, by class and group: what is at stake, and whose words we lack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefpress.model import address
from briefpress.model.artifact import Heading, Page
from briefpress.model.card import StakeholderCard
from briefpress.model.registry import Group
from briefpress.model.vocabulary import StakeholderClass, Status, Voice
from briefpress.render.filters import capitalised, sentence, term
from briefpress.render.listings.entries import ROOT, entry
from briefpress.render.listings.index import Affected
from briefpress.render.listings.paging import newest_first
from briefpress.render.listings.stock import Fact, Stock, newest, numbered, page, pager
from briefpress.render.view.context import Link
from briefpress.render.wording import count, say

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
    """A class of those affected, with its groups, and others whom single briefings name."""

    id: str
    heading: str
    link: Link
    groups: tuple[GroupLine, ...]
    others: str


class Stake(NamedTuple):
    """What a briefing says of somebody affected; name and `href` are empty where the page is theirs."""

    name: str
    href: str
    stake: str
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
    narrower = _narrower(stock)
    for group, found in stock.index.groups.items():
        if group in stock.registry.groups:
            yield from _group(stock, stock.registry.groups[group], found, narrower.get(group, []))


# ── the overview ──────────────────────────────────────────────────────────────────────────────────────


def _overview(stock: Stock) -> Page:
    index = stock.index
    relied_on = {g: [a for a in found if _counts(a)] for g, found in index.groups.items()}
    heard = {g for g, found in relied_on.items() if any(not a.unheard for a in found)}
    parts = tuple(_parts(stock, heard))
    return page(
        stock,
        AT,
        "affected.html",
        say("list.affected"),
        say("list-lead.affected"),
        headings=[Heading(p.id, p.heading) for p in parts],
        updated=newest(a.card for found in index.classes.values() for a in found),
        lead=say("list-lead.affected"),
        heard=_heard_groups(len(heard), len(relied_on)) if relied_on else "",
        parts=parts,
        empty=say("empty.affected"),
    )


def _counts(affected: Affected) -> bool:
    """What is withdrawn is no longer relied on."""
    return affected.card.status is not Status.WITHDRAWN


def _heard_groups(heard: int, of: int) -> str:
    which = "none" if heard == 0 else "all" if heard == of else "some"
    return say(f"heard.classes.{which}", n=heard, of=of)


def _parts(stock: Stock, heard: set[str]) -> Iterator[ClassPart]:
    index, registry = stock.index, stock.registry.groups
    for class_ in StakeholderClass:
        if class_ not in index.classes:
            continue
        found = index.classes[class_]
        inside = {p.ref for a in found for p in a.people if p.ref in index.groups and p.ref in registry}
        ordered = sorted(inside, key=lambda g: (registry[g].label.casefold(), g))
        yield ClassPart(
            f"class-{class_}",
            capitalised(term(class_, "class")),
            Link(
                say("affected.all", briefings=count("count.briefings", len(found))),
                ROOT + address.affected(class_),
            ),
            tuple(
                _line(registry[g], len(index.groups[g]), marked=bool(heard) and g not in heard)
                for g in ordered
            ),
            _others(found, inside),
        )


def _others(found: Sequence[Affected], groups: set[str]) -> str:
    """Those whom the newest briefings name and that are no group with a page of their own."""
    names = dict.fromkeys(p.name for a in found if _counts(a) for p in a.people if p.ref not in groups)
    shown = "; ".join(list(names)[:SHOWN])
    more = len(names) - SHOWN
    return sentence(f"{shown}; {say('list.more', n=more)}" if more > 0 else shown)


def _line(group: Group, briefings: int, *, marked: bool) -> GroupLine:
    return GroupLine(
        Link(group.label, ROOT + address.affected(group.id)),
        count("count.briefings", briefings),
        say("heard.mark") if marked else "",
    )


# ── one class or group ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Subject:
    """A class or a group: its page's address, its name, what is said of it, and what is known of it."""

    id: str
    name: str
    lead: str
    facts: tuple[Fact, ...]
    named: bool
    """Each briefing names those affected, since the page is not that of one group."""


def _class(stock: Stock, class_: StakeholderClass, found: Sequence[Affected]) -> Iterator[Page]:
    name = capitalised(term(class_, "class"))
    lead = say("class.lead", name=term(class_, "class"))
    yield from _subject(stock, _Subject(class_, name, lead, (), named=True), found)


def _narrower(stock: Stock) -> Mapping[str, list[Group]]:
    """Group -> the groups within it that have a page."""
    found: dict[str, list[Group]] = defaultdict(list)
    registry = stock.registry.groups
    for group in (registry[g] for g in stock.index.groups if g in registry):
        found[group.broader].append(group)
    return found


def _group(
    stock: Stock, group: Group, found: Sequence[Affected], narrower: Sequence[Group]
) -> Iterator[Page]:
    lead = group.definition or say("group.lead", name=group.label)
    facts = tuple(_facts(stock, group, found[0].people[0], narrower))
    yield from _subject(stock, _Subject(group.id, group.label, lead, facts, named=False), found)


def _facts(stock: Stock, group: Group, person: StakeholderCard, narrower: Sequence[Group]) -> Iterator[Fact]:
    class_ = group.class_ or person.class_
    if class_ is not None:
        link = stock.link(capitalised(term(class_, "class")), address.affected(class_))
        yield Fact(say("group.class"), (link,))
    if group.aliases:
        yield Fact(say("topic.also"), (Link(", ".join(group.aliases)),))
    registry = stock.registry.groups
    if group.broader in registry:
        yield Fact(say("topic.broader"), (_link(stock, registry[group.broader]),))
    if narrower:
        yield Fact(say("topic.narrower"), tuple(_link(stock, g) for g in narrower))


def _link(stock: Stock, group: Group) -> Link:
    return stock.link(group.label, address.affected(group.id))


def _subject(stock: Stock, subject: _Subject, found: Sequence[Affected]) -> Iterator[Page]:
    at = address.affected(subject.id)
    voices = any(p.voice is not Voice.NONE for a in found for p in a.people)
    for leaf in newest_first(found, stock.size):
        first = leaf.number == 0
        yield page(
            stock,
            at + leaf.path,
            "group.html",
            numbered(subject.name, leaf),
            subject.lead,
            indexed=first,
            updated=newest(a.card for a in leaf.items),
            subject=subject,
            first=first,
            heard=_heard(found) if first else "",
            bearings=tuple(_bearing(stock, a, subject, voices=voices) for a in leaf.items),
            pager=pager(at, leaf, newest=True),
            top=Link(subject.name, ROOT + at),
        )


def _heard(found: Sequence[Affected]) -> str:
    counted = [a for a in found if _counts(a)]
    unheard = sum(a.unheard for a in counted)
    if not counted:
        return ""
    which = "none" if unheard == len(counted) else "some" if unheard else "all"
    return say(f"heard.{which}", n=unheard, of=len(counted))


def _bearing(stock: Stock, affected: Affected, subject: _Subject, *, voices: bool) -> Bearing:
    people = affected.people if _counts(affected) else ()
    stakes = tuple(_stake(stock, p, named=subject.named, voices=voices) for p in people)
    shown = entry(affected.card, brief=True)
    return Bearing(shown.event, shown.href, stakes, shown.mark, shown.line, shown.evidence)


def _stake(stock: Stock, person: StakeholderCard, *, named: bool, voices: bool) -> Stake:
    name = _name(stock, person) if named else Link("")
    voice = term(person.voice, "voice") if voices else ""
    return Stake(name.text, name.href, sentence(person.stake), voice)


def _name(stock: Stock, person: StakeholderCard) -> Link:
    if person.registry == "groups":
        return stock.link(person.name, address.affected(person.ref))
    if person.registry == "organisations":
        return stock.link(person.name, address.organisation(person.ref))
    return Link(person.name)
