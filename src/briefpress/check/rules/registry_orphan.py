"""The registry holds what briefings use."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefpress.check.near import near
from briefpress.check.rule import CorpusRule, Overview, Weight
from briefpress.model.finding import Fault, FaultKind, Finding
from briefpress.model.registry import Registry

_NOUNS = {"people": "person", "origin_groups": "origin group"}
_NOTED = frozenset({"organisations", "sources"})
"""Registries whose entries have a note, which may say why an entry is kept."""
_Key = tuple[str, str]


def check(overview: Overview) -> Iterator[Finding]:
    """One finding for each entry that no briefing or digest uses, itself or through another entry."""
    if any(map(_hides_uses, overview.faults)) or not all(card.complete for card in overview.cards):
        return  # what could not be read may use any of them
    named = frozenset(_named({(kind, name) for card in overview.cards for kind, name, _ in card.references}))
    used = _used(overview, named)
    misspelt = {name for kind, name in named if not _is_known(kind, name, overview.registry)}
    for key, (path, at) in overview.registry.places.items():
        kind, name = key
        note = getattr(getattr(overview.registry, kind)[name], "note", "") if kind in _NOTED else ""
        if key not in used and not note and not near(name, misspelt):
            noun = _NOUNS.get(kind, kind.removesuffix("s"))
            place = overview.registry.locate[path]((*at, "id"))
            message = f'{noun} "{name}" is used by no briefing'
            yield RULE.finding(overview, place, message, help=_help(kind))


def _hides_uses(fault: Fault) -> bool:
    """True for a file below briefings/ that could not be read, a briefing or one of the registry's."""
    path = fault.at.path
    below = path.startswith("briefings/") and not path.startswith("briefings/_snapshots")
    return below and fault.kind in (FaultKind.INPUT, FaultKind.YAML)


def _help(kind: str) -> str:
    return "Remove it, or note why it is kept" if kind in _NOTED else "Remove it"


def _is_known(kind: str, name: str, registry: Registry) -> bool:
    return name in getattr(registry, kind, (name,))


def _used(overview: Overview, named: Collection[_Key]) -> frozenset[_Key]:
    waiting = [*named, *(("sources", name) for card in overview.cards for name in card.sources)]
    used: set[_Key] = set()
    while waiting:
        key = waiting.pop()
        if key not in used:
            used.add(key)
            waiting.extend(_leading_to(key, overview.registry))
    return frozenset(used)


def _named(references: Collection[_Key]) -> Iterator[_Key]:
    for kind, name in references:
        if kind == "parties":
            yield from ((registry, name) for registry in ("organisations", "people", "groups"))
        else:
            yield kind, name


def _leading_to(key: _Key, registry: Registry) -> Iterator[_Key]:
    """What an entry brings with it: a source its publisher and group, a topic the wider one, and so on."""
    kind, name = key
    if kind == "sources" and name in registry.sources:
        source = registry.sources[name]
        yield "organisations", source.publisher
        yield "origin_groups", source.origin_group
        yield from (("sources", via) for via in source.via)
    elif kind == "origin_groups" and name in registry.origin_groups:
        yield "sources", registry.origin_groups[name].root_source
    elif kind == "organisations" and name in registry.organisations:
        yield kind, registry.organisations[name].part_of
    elif kind == "people" and name in registry.people:
        yield "organisations", registry.people[name].affiliation
    elif kind == "topics" and name in registry.topics:
        yield kind, registry.topics[name].broader
    elif kind == "groups" and name in registry.groups:
        yield kind, registry.groups[name].broader


RULE = CorpusRule(
    id="registry-orphan",
    weight=Weight.WARNING,
    summary="an entry of the registry that no briefing uses",
    check=check,
)
