"""A name leads to one entry of the registry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefpress.check.rule import CorpusRule, Overview, Weight
from briefpress.evidence.text import normalise
from briefpress.model.finding import Finding
from briefpress.model.registry import Registry
from briefpress.model.source import FieldPath, Location


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of an entry: which entry, in which registry, and in which of its fields."""

    text: str
    kind: str
    entry_id: str
    field: FieldPath


def check(overview: Overview) -> Iterator[Finding]:
    """One finding for each name that a second party, or a second topic, goes by."""
    for names in (_parties(overview.registry), _topics(overview.registry)):
        first: dict[str, _Name] = {}
        for name in names:
            held = first.setdefault(normalise(name.text).casefold(), name)
            if (held.kind, held.entry_id) != (name.kind, name.entry_id):
                yield _clash(overview, held, name)


def _parties(registry: Registry) -> Iterator[_Name]:
    """Organisations, groups and people: all that a stakeholder or claim may name."""
    for key, organisation in registry.organisations.items():
        yield from _names("organisations", key, "name", organisation.name, "aliases", organisation.aliases)
    for key, group in registry.groups.items():
        yield from _names("groups", key, "label", group.label, "aliases", group.aliases)
    for key, person in registry.people.items():
        yield from _names("people", key, "name", person.name, "", ())


def _topics(registry: Registry) -> Iterator[_Name]:
    for key, topic in registry.topics.items():
        yield from _names("topics", key, "label", topic.label, "alt_labels", topic.alt_labels)


def _names(
    kind: str, entry_id: str, field: str, name: str, others: str, aliases: tuple[str, ...]
) -> Iterator[_Name]:
    if name:
        yield _Name(name, kind, entry_id, (field,))
    yield from (_Name(a, kind, entry_id, (others, index)) for index, a in enumerate(aliases) if a)


def _clash(overview: Overview, first: _Name, second: _Name) -> Finding:
    message = f'"{first.entry_id}" and "{second.entry_id}" share alias "{second.text}"'
    related = ((_place(overview, first), first.entry_id),)
    return RULE.finding(
        overview, _place(overview, second), message, help="Merge the entries", related=related
    )


def _place(overview: Overview, name: _Name) -> Location:
    path, at = overview.registry.places[name.kind, name.entry_id]
    return overview.registry.locate[path]((*at, *name.field))


RULE = CorpusRule(
    id="registry-alias-clash",
    weight=Weight.WARNING,
    summary="a name that leads to two entries of the registry",
    check=check,
)
