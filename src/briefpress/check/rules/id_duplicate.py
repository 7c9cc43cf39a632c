"""An id names one thing, and a list names each thing once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from briefpress.check.placed import Placed
from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.model.field import Entry
from briefpress.model.finding import Fault, FaultKind, Finding
from briefpress.model.registry import Registry
from briefpress.model.source import Location

_NOUNS: Mapping[str, str] = MappingProxyType(
    {
        "claims": "claim",
        "key_judgements": "judgement",
        "open_questions": "question",
        "corrections": "correction",
        "threads": "thread",
        "sources": "source",
        "origin_groups": "origin group",
        "organisations": "organisation",
        "people": "person",
        "topics": "topic",
        "principles": "principle",
        "groups": "group",
    }
)
"""Lists of entries with ids -> what one of them is called."""
_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "topics": "topic",
        "principles": "principle",
        "editor": "editor",
        "reviewer": "reviewer",
        "briefings": "briefing",
        "related": "briefing",
        "supports": "support",
        "sources": "source",
        "claims": "claim",
        "rivals": "rival",
        "about": "party",
        "named_in": "source",
        "for": "audience",
        "places": "place",
    }
)
"""Lists of ids -> what one of them is called."""
_ATTRIBUTES = MappingProxyType({"for": "audiences"})
_NUMBERED = re.compile(r"([a-z])([0-9]{1,6})")
_LOCATION = re.compile(r"(.+):([0-9]+):([0-9]+)")


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each id or list entry that stands a second time in its list."""
    root = subject.placed[0]
    for key, noun in _NOUNS.items():
        if key in type(root.entry).model_fields:
            yield from _repeated_ids(root, key, noun)
    for kind, entries in subject.by_kind.items():
        for key, attribute, noun in _lists_of(kind):
            for placed in entries:
                if len(getattr(placed.entry, attribute) or ()) > 1:
                    yield from _repeated_entries(placed, key, attribute, noun)
    yield from _registered_twice(subject, root)


def _repeated_ids(root: Placed, key: str, noun: str) -> Iterator[Finding]:
    entries = getattr(root.entry, key, ())
    first: dict[str, int] = {}
    for index, entry in enumerate(entries):
        name = getattr(entry, "id", "") if isinstance(entry, Entry) else ""
        if name and first.setdefault(name, index) != index:
            at, before = root.at(key, index, "id"), root.at(key, first[name], "id")
            help = (
                f"Number the second one {free}" if (free := _free(name, entries)) else "Rename the second one"
            )
            message = f'{noun} id "{name}" is used twice'
            yield RULE.finding(root, at, message, help=help, related=((before, "the first one"),))


def _free(name: str, entries: Iterable[object]) -> str:
    """The next number after all that are in use, for ids such as c3."""
    match = _NUMBERED.fullmatch(name)
    if match is None:
        return ""
    found = (_NUMBERED.fullmatch(getattr(entry, "id", "")) for entry in entries)
    return f"{match[1]}{max(int(m[2]) for m in found if m and m[1] == match[1]) + 1}"


@cache
def _lists_of(kind: type[Entry]) -> tuple[tuple[str, str, str], ...]:
    """(key, attribute, noun) of the lists of ids that entries of this kind have."""
    named = ((key, _ATTRIBUTES.get(key, key), noun) for key, noun in _LISTS.items())
    return tuple(found for found in named if found[1] in kind.model_fields)


def _repeated_entries(placed: Placed, key: str, attribute: str, noun: str) -> Iterator[Finding]:
    listed = getattr(placed.entry, attribute, ())
    if not isinstance(listed, tuple) or len(listed) < 2:
        return
    first: dict[str, int] = {}
    for index, name in enumerate(listed):
        if isinstance(name, str) and name and first.setdefault(name, index) != index:
            related = ((placed.at(key, first[name]), "the first one"),)
            message = f'{noun} "{name}" is listed twice in {placed.name(key)}'
            yield RULE.finding(
                placed, placed.at(key, index), message, help="Remove the second one", related=related
            )


def _registered_twice(subject: Subject, root: Placed) -> Iterator[Finding]:
    """Inline sources whose id the registry, or the list itself, gives to another source."""
    listed = {s for s in subject.document.entry.sources if isinstance(s, str)}
    for index, source in subject.document.inline_sources():
        known = subject.registry.places.get(("sources", source.id))
        if known is not None:
            path, at = known
            related = ((subject.registry.locate[path]((*at, "id")), "in the registry"),)
            message = f'source id "{source.id}" is used twice: the registry has a source of that name'
            help = f"Rename it, or write `{source.id}` alone to mean the registry's"
            yield RULE.finding(root, root.at("sources", index, "id"), message, help=help, related=related)
        elif source.id in listed:
            message = f'source id "{source.id}" is used twice'
            related = (
                (root.at("sources", subject.document.entry.sources.index(source.id)), "the other one"),
            )
            here = root.at("sources", index, "id")
            yield RULE.finding(root, here, message, help="Remove one of the two", related=related)


# ── across files ──────────────────────────────────────────────────────────────────────────────────────


def across(overview: Overview) -> Iterator[Finding]:
    """One finding for each id that two registries, or a briefing and a digest, give to different things."""
    for kinds in (("organisations", "people", "groups"), ("sources", "origin_groups")):
        yield from _shared_ids(overview, kinds)
    for placed in overview.placed:
        for key, noun in (("related", "topic"), ("same_as", "address"), ("aliases", "alias")):
            yield from _repeated_entries(placed, key, key, noun)
    first: dict[str, str] = {}
    for card in overview.cards:
        if first.setdefault(card.id, card.path) != card.path:
            message = f'id "{card.id}" is used twice: by a briefing and by a digest'
            related = ((Location(first[card.id]), "the first one"),)
            yield RULE.finding(
                overview, Location(card.path), message, help="Rename one of the files", related=related
            )


def _shared_ids(overview: Overview, kinds: tuple[str, ...]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for kind in kinds:
        for name in getattr(overview.registry, kind):
            holder = first.setdefault(name, kind)
            if holder != kind:
                message = f'id "{name}" is used twice: for {_a(holder)} and for {_a(kind)}'
                related = ((_place(overview.registry, holder, name), "the first one"),)
                at = _place(overview.registry, kind, name)
                yield RULE.finding(overview, at, message, help="Rename one of the two", related=related)


def _a(kind: str) -> str:
    noun = _NOUNS[kind]
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _place(registry: Registry, kind: str, name: str) -> Location:
    path, at = registry.places[kind, name]
    return registry.locate[path]((*at, "id"))


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each id that a registry file holds a second time."""
    noun = _NOUNS.get(str(fault.path[0]) if fault.path else "", "entry")
    match = _LOCATION.fullmatch(fault.expected)
    related = ((Location(match[1], int(match[2]), int(match[3])), "the first one"),) if match else ()
    help = "Rename or remove the second one" + ("" if match else f"; the first is one of {fault.expected}")
    yield RULE.finding(
        subject, fault.at, f'{noun} id "{fault.found}" is used twice', help=help, related=related
    )


RULE = FileRule(
    id="id-duplicate",
    weight=Weight.ERROR,
    summary="an id that two things share, or a list that names one twice",
    check=check,
    across=across,
    kinds=(FaultKind.DUPLICATE_ID,),
    words=words,
)
