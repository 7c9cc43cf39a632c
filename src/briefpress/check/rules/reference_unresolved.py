"""Every id leads somewhere, and none leads back to itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from briefpress.check.near import did_you_mean, near
from briefpress.check.placed import ByKind, Placed
from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.check.rules.claim_reference_unresolved import in_words
from briefpress.check.rules.slug_invalid import kebab
from briefpress.model.briefing import Correction
from briefpress.model.card import Card
from briefpress.model.document import Kind
from briefpress.model.finding import Finding
from briefpress.model.reference import NAMES, Named, Target, references
from briefpress.model.registry import Registry, Source
from briefpress.model.source import FieldPath, Location
from briefpress.model.vocabulary import Status

_NOUNS: Mapping[Target, str] = MappingProxyType(
    {
        Target.PARTY: "party",
        Target.SOURCE: "source",
        Target.LISTED_SOURCE: "source",
        Target.ORIGIN_GROUP: "origin group",
        Target.ORGANISATION: "organisation",
        Target.PERSON: "person",
        Target.TOPIC: "topic",
        Target.PRINCIPLE: "principle",
        Target.GROUP: "group",
    }
)
_MADE: Mapping[Target, str] = MappingProxyType(
    {
        Target.TOPIC: "topic",
        Target.PERSON: "person",
        Target.PARTY: "organisation",
        Target.ORGANISATION: "organisation",
    }
)
"""What a draft may name before it is registered, and what `briefpress new` makes of it."""
_CLAIM, _SUPPORT, _LISTED_SOURCE = Target.CLAIM, Target.SUPPORT, Target.LISTED_SOURCE
_PARTIES = (Target.ORGANISATION, Target.PERSON, Target.GROUP)
_CLAIM_ID = re.compile(r"c[0-9]+")
_UNIDENTIFIED = "unidentified"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each id that a file names and that neither it nor the registry holds."""
    claims = [claim.id for claim in subject.document.entry.claims if claim.id]
    listed = [name for name in subject.document.source_ids() if name]
    for placed, path, named, name in _named(subject.by_kind):
        target = named.target
        if target is _CLAIM or (target is _SUPPORT and name.startswith("#")):
            yield from _claim(placed, path, name.removeprefix("#"), claims)
        elif target is _LISTED_SOURCE:
            yield from _listed_source(placed, path, name, listed, subject.registry)
        else:
            yield from _registered(placed, path, named, name, subject.registry)
    for placed in subject.by_kind.get(Correction, ()):
        yield from _affected(placed, claims)
    yield from _superseded_in_circles(subject)


def _named(by_kind: ByKind) -> Iterator[tuple[Placed, FieldPath, Named, str]]:
    """Each thing that the entries name."""
    for kind, entries in by_kind.items():
        if kind in NAMES:
            for placed in entries:
                for path, named, name in references(placed.entry):
                    yield placed, path, named, name


def across(overview: Overview) -> Iterator[Finding]:
    """The same for ids that the registry names, and for briefings that other files name; circles too."""
    for placed, path, named, name in _named(overview.by_kind):
        yield from _registered(placed, path, named, name, overview.registry)
    unread = {id_of(fault.at.path) for fault in overview.faults}
    for card in overview.cards:
        for kind, name, field in card.references:
            if kind in (Target.BRIEFING, Target.SUPPORT) and name.partition("#")[0] not in unread:
                yield from _briefing(overview, card, name, field)
    yield from _registry_circles(overview)
    yield from _stories_in_circles(overview)


# ── within a file ─────────────────────────────────────────────────────────────────────────────────────


def _claim(placed: Placed, path: FieldPath, name: str, claims: Sequence[str]) -> Iterator[Finding]:
    if name not in claims:
        message = f'{placed.name(*path)} names claim "{name}"; {in_words(claims)}'
        yield RULE.finding(placed, placed.at(*path), message, help="Correct the number, or add the claim")
    elif path[0] in ("rivals", "superseded_by") and name == getattr(placed.entry, "id", ""):
        message = f'claim "{name}" names itself in {placed.name(*path)}'
        yield RULE.finding(placed, placed.at(*path), message, help="Name another claim, or remove it")


def _affected(placed: Placed, claims: Sequence[str]) -> Iterator[Finding]:
    """Claims that a correction names; it may name fields as well. What a redaction names may be gone."""
    assert isinstance(placed.entry, Correction)
    for index, name in enumerate(placed.entry.affects):
        if _CLAIM_ID.fullmatch(name):
            yield from _claim(placed, ("affects", index), name, claims)


def _listed_source(
    placed: Placed, path: FieldPath, name: str, listed: Sequence[str], registry: Registry
) -> Iterator[Finding]:
    if name in listed:
        return
    if name in registry.sources:
        if near(name, [other for other in listed if other not in registry.sources]):
            return  # the list names it, misspelt, which is told there
        message = f'source "{name}" is in the registry, but this file does not list it'
        held, at = registry.places["sources", name]
        related = ((registry.locate[held]((*at, "id")), "in the registry"),)
        help = f"Add `{name}` under `sources`"
        yield RULE.finding(placed, placed.at(*path), message, help=help, related=related)
    else:
        message = f'source "{name}" not found{did_you_mean(near(name, listed))}'
        yield RULE.finding(placed, placed.at(*path), message, help="Correct the id or add the entry")


def _superseded_in_circles(subject: Subject) -> Iterator[Finding]:
    entry = subject.document.entry
    next_one = {c.id: (c.superseded_by,) for c in entry.claims if c.superseded_by not in ("", c.id)}
    for circle in circles(next_one):
        index = next(i for i, c in enumerate(entry.claims) if c.id == circle[0])
        message = f"claim {circle[0]} leads back to itself: {_way(circle)}"
        at, others = subject.at("claims", index, "superseded_by"), subject.claims_at(circle[1:])
        yield RULE.finding(subject, at, message, help="Let the last of them stand", related=others)


# ── in the registry ───────────────────────────────────────────────────────────────────────────────────


def _registered(
    placed: Placed, path: FieldPath, named: Named, name: str, registry: Registry
) -> Iterator[Finding]:
    target = named.target
    if target not in _NOUNS or named.free or _is_known(placed, target, name, registry):
        return
    if not registry.unread.isdisjoint(_PARTIES if target is Target.PARTY else (target,)):
        return  # it may stand where nothing could be read, which is told there
    names, aliases = _names(target, registry)
    offers = near(name, names, aliases)
    makeable = target in _MADE and not offers
    lenient = makeable and placed.draft
    help = "Correct the id or add the entry"
    if makeable:
        help = f"Correct the id, or register it: `briefpress new {_MADE[target]} --id {kebab(name) or 'ID'}`"
    message = f'{_NOUNS[target]} "{name}" not found{did_you_mean(offers)}'
    yield RULE.finding(
        placed, placed.at(*path), message, help=help, weight=Weight.WARNING if lenient else None
    )


def _is_known(placed: Placed, target: Target, name: str, registry: Registry) -> bool:
    if target is Target.PARTY:
        return any(name in getattr(registry, kind) for kind in _PARTIES)
    if target is Target.ORIGIN_GROUP and isinstance(placed.entry, Source):
        return name in registry.origin_groups or name in (placed.entry.id, _UNIDENTIFIED)
    return name in getattr(registry, target)


def _names(target: Target, registry: Registry) -> tuple[Collection[str], Mapping[str, Collection[str]]]:
    """The ids of a registry, and by what other names each goes."""
    kinds = _PARTIES if target is Target.PARTY else (target,)
    entries = {name: entry for kind in kinds for name, entry in getattr(registry, kind).items()}
    fields = ("name", "label", "title")
    lists = ("aliases", "alt_labels")
    return tuple(entries), {
        name: (*(getattr(e, f, "") for f in fields), *(a for f in lists for a in getattr(e, f, ())))
        for name, e in entries.items()
    }


_CHAINS = (
    ("organisations", "part_of"),
    ("topics", "broader"),
    ("groups", "broader"),
    ("sources", "via"),
)


def _registry_circles(overview: Overview) -> Iterator[Finding]:
    for kind, field in _CHAINS:
        entries = getattr(overview.registry, kind)
        edges = {name: _listed(getattr(entry, field)) for name, entry in entries.items()}
        for circle in circles({name: [t for t in to if t in edges] for name, to in edges.items()}):
            first, *others = [_link(overview.registry, kind, name, field) for name in circle]
            message = (
                f'{_NOUNS[Target(kind)]} "{circle[0]}" leads back to itself through {field}: {_way(circle)}'
            )
            related = tuple((place, f'"{name}"') for place, name in zip(others, circle[1:], strict=True))
            help = "Remove one of these links"
            yield RULE.finding(overview, first, message, help=help, related=related)


def _link(registry: Registry, kind: str, name: str, field: str) -> Location:
    path, at = registry.places[kind, name]
    return registry.locate[path]((*at, field))


def _listed(value: str | Sequence[str]) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value


def circles(edges: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """The circles that links between names form, each once, from the name that is met first.

    >>> list(circles({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["d"]}))
    [('b', 'c'), ('d',)]
    """
    done: set[str] = set()
    for start in edges:
        way = [start] if start not in done else []
        open_ends = [iter(edges[start])]
        place = {start: 0}
        while way:
            target = next((t for t in open_ends[-1] if t not in done), None)
            if target is None:
                open_ends.pop()
                done.add(way.pop())
            elif target in place:
                yield tuple(way[place[target] :])
            else:
                place[target] = len(way)
                way.append(target)
                open_ends.append(iter(edges.get(target, ())))


def _way(circle: Sequence[str]) -> str:
    return ", ".join([*circle, circle[0]])


# ── rules that are named ──────────────────────────────────────────────────────────────────────────────


def unknown_rule(subject: Subject | Overview, at: Location, name: str, known: Collection[str]) -> Finding:
    """The finding for the name of a rule that there is none of: what it decides would never take effect."""
    message = f'rule "{name}" not found{did_you_mean(near(name, known))}'
    return RULE.finding(
        subject, at, message, help="Correct the name, or remove the line", weight=Weight.ERROR
    )


# ── across files ──────────────────────────────────────────────────────────────────────────────────────


def _briefing(overview: Overview, card: Card, name: str, field: FieldPath) -> Iterator[Finding]:
    found, hash_sign, claim = name.partition("#")
    target = overview.by_id.get(found)
    draft = card.status is Status.DRAFT
    related: tuple[tuple[Location, str], ...] = ()
    if target is None or (target.kind is Kind.DIGEST and field[0] in ("briefings", "threads", "follows")):
        ids = [c.id for c in overview.cards if c.kind is Kind.BRIEFING]
        message = f'briefing "{found}" not found{did_you_mean(near(found, ids))}'
        help = "Correct the id: year and file name, such as 2026-film-licence"
    elif found == card.id and field[0] != "threads":
        message, help = (
            f'briefing "{found}" names itself in {field[0]}',
            "Name another briefing, or remove it",
        )
    elif hash_sign and target.complete and claim not in (c.id for c in target.claims):
        message = f'briefing "{found}" has no claim "{claim}"; {in_words([c.id for c in target.claims])}'
        help = "Correct the number, or add the claim there"
        related = ((overview.locate(target.path, ("claims",), key=True), "its claims"),)
    else:
        return
    at = overview.locate(card.path, field)
    yield RULE.finding(overview, at, message, help=help, draft=draft, related=related)


def id_of(path: str) -> str:
    """The id that a file has by its place: what names one that could not be read is not wrong for that.

    >>> id_of("briefings/2026/film-licence.md")
    '2026-film-licence'
    """
    year, _, name = path.rpartition("/")
    return f"{year.rpartition('/')[2]}-{name.removesuffix('.md')}"


def _stories_in_circles(overview: Overview) -> Iterator[Finding]:
    edges = {c.id: (c.follows,) for c in overview.cards if c.follows not in ("", c.id)}
    for circle in circles(edges):
        first, *others = [overview.locate(overview.by_id[name].path, ("follows",)) for name in circle]
        message = f'briefing "{circle[0]}" leads back to itself through follows: {_way(circle)}'
        related = tuple((place, f'"{name}"') for place, name in zip(others, circle[1:], strict=True))
        yield RULE.finding(overview, first, message, help="Let the first follow none", related=related)


RULE = FileRule(
    id="reference-unresolved",
    weight=Weight.ERROR,
    summary="an id that leads nowhere, or back to itself",
    check=check,
    across=across,
)
