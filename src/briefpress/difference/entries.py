"""What readers see of the registry: the entries that shown pages use, as parts that can be compared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefpress.difference.change import Block
from briefpress.difference.items import Item
from briefpress.difference.reading import fields, several, source_fields, word
from briefpress.evidence.origins import origin
from briefpress.model.registry import OriginGroup, Registry
from briefpress.render.filters import term
from briefpress.render.wording import say


@dataclass(frozen=True, slots=True)
class Used:
    """Which entries shown pages use: (block, id) -> the addresses of these pages, sorted."""

    pages: Mapping[tuple[Block, str], tuple[str, ...]]

    def ids(self, block: Block) -> Collection[str]:
        """The ids of one kind, sorted."""
        return sorted(name for kind, name in self.pages if kind is block)


def entries(registry: Registry, used: Used) -> tuple[Item, ...]:
    """The used entries, by kind and id."""
    return tuple(_all(registry, used))


def _all(registry: Registry, used: Used) -> Iterator[Item]:
    sources = [registry.sources[i] for i in used.ids(Block.SOURCE) if i in registry.sources]
    for source in sources:
        known = _without_hidden(source.via, registry.sources, used.ids(Block.SOURCE))
        seen = source.model_copy(update={"via": known})
        yield Item(Block.SOURCE, source.id, source.id, source.title, source_fields(seen, registry))
    for name in sorted({origin(source) for source in sources} & set(registry.origin_groups)):
        members = [source.id for source in sources if origin(source) == name]
        yield _origin(registry.origin_groups[name], members)
    for block, told in _TOLD.items():
        found = (told(name, registry, used) for name in used.ids(block))
        yield from (item for item in found if item is not None)


def _without_hidden(names: Iterable[str], known: Collection[str], shown: Collection[str]) -> tuple[str, ...]:
    """Names less the ids of entries that no shown page uses."""
    return tuple(name for name in names if name not in known or name in shown)


def _origin(group: OriginGroup, members: Iterable[str]) -> Item:
    more = fields(
        why=several(term(basis, "origin") for basis in group.basis),
        certainty=say(f"source.{group.certainty}"),
        sources=several(members),
        note=group.note,
    )
    return Item(Block.ORIGIN, group.id, group.id, group.label, more)


def _organisation(name: str, registry: Registry, used: Used) -> Item | None:
    entry = registry.organisations.get(name)
    if entry is None:
        return None
    parent = (
        registry.organisations.get(entry.part_of)
        if (Block.ORGANISATION, entry.part_of) in used.pages
        else None
    )
    answers = entry.accountability
    more = fields(
        kind=word(entry.kind, "organisation-kind") if entry.kind else "",
        other_names=several(entry.aliases),
        part_of=parent.name if parent else "",
        elsewhere=several(entry.same_as),
        reliability=term(entry.reliability, "reliability") if entry.reliability else "",
        reason_for_the_reliability=entry.reliability_note,
        answers_for_its_texts=several((answers.text, answers.url)) if answers else "",
    )
    return Item(Block.ORGANISATION, entry.id, entry.id, entry.name, more)


def _person(name: str, registry: Registry, used: Used) -> Item | None:
    entry = registry.people.get(name)
    if entry is None:
        return None
    shown = (Block.ORGANISATION, entry.affiliation) in used.pages
    body = registry.organisations.get(entry.affiliation) if shown else None
    more = fields(role=entry.role, affiliation=body.name if body else "")
    return Item(Block.PERSON, entry.id, entry.id, entry.name, more)


def _topic(name: str, registry: Registry, used: Used) -> Item | None:
    entry = registry.topics.get(name)
    if entry is None:
        return None
    named = {i: registry.topics[i].label for i in used.ids(Block.TOPIC) if i in registry.topics}
    more = fields(
        definition=entry.definition,
        other_words=several(entry.alt_labels),
        broader=named.get(entry.broader, ""),
        related=several(named.get(i, "") for i in entry.related),
        elsewhere=several(entry.same_as),
    )
    return Item(Block.TOPIC, entry.id, entry.id, entry.label, more)


def _principle(name: str, registry: Registry, used: Used) -> Item | None:
    entry = registry.principles.get(name)
    del used
    if entry is None:
        return None
    cross = entry.crosswalk
    more = fields(
        definition=entry.definition,
        OECD=several(cross.oecd),
        UNESCO=several(cross.unesco),
        HLEG=several(cross.hleg),
        ACM=several(cross.acm),
    )
    return Item(Block.PRINCIPLE, entry.id, entry.id, entry.label, more)


def _group(name: str, registry: Registry, used: Used) -> Item | None:
    entry = registry.groups.get(name)
    if entry is None:
        return None
    broader = registry.groups.get(entry.broader) if (Block.GROUP, entry.broader) in used.pages else None
    more = fields(
        kind=term(entry.class_, "class") if entry.class_ else "",
        other_names=several(entry.aliases),
        broader=broader.label if broader else "",
        definition=entry.definition,
    )
    return Item(Block.GROUP, entry.id, entry.id, entry.label, more)


_TOLD: Mapping[Block, Callable[[str, Registry, Used], Item | None]] = {
    Block.ORGANISATION: _organisation,
    Block.PERSON: _person,
    Block.TOPIC: _topic,
    Block.PRINCIPLE: _principle,
    Block.GROUP: _group,
}
