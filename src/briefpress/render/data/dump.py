"""The whole corpus as JSON: one file, or above a limit one a year with a briefing a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefpress.evidence.origins import origin
from briefpress.model import edtf
from briefpress.model.address import relative
from briefpress.model.artifact import Artifact
from briefpress.model.card import Card
from briefpress.model.document import Kind
from briefpress.model.field import Entry
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.render import feeds, json_text, twins
from briefpress.render.data_words import VERSION
from briefpress.render.wording import say

FOLDER = "data/"
MOST = 25 * 1024 * 1024
"""Bytes of briefings and digests in one file; above it they stand in a file a year."""

Values = dict[str, Any]
LINE = "briefings"
"""The name of a page's line among its rows in the tables."""


def artifacts(
    cards: Sequence[Card],
    lines: Mapping[str, bytes],
    registry: Registry,
    settings: Settings,
    most: int = MOST,
) -> Iterator[Artifact]:
    """`briefings.json`; of a large corpus `briefings-YYYY.jsonl` and `shared.json`.

    `cards` are what is public, `lines` what `line` made of the twin of each, by id. Every briefing stands on
    a line of its own, whatever the form.
    """
    twins_of = {c.id: lines[c.id] for c in sorted(cards, key=lambda c: c.id)}
    shared = Shared.of(cards, registry).values
    head = _head(cards, settings, "dump")
    if sum(map(len, twins_of.values())) <= most:
        yield Artifact(f"{FOLDER}briefings.json", _one(cards, twins_of, head, shared))
        return
    years: dict[str, list[bytes]] = defaultdict(list)
    for card in sorted(cards, key=lambda c: c.id):
        years[card.year].append(twins_of[card.id])
    for year, found in sorted(years.items()):
        yield Artifact(f"{FOLDER}briefings-{year}.jsonl", b"".join(one + b"\n" for one in found))
    whole = {**_head(cards, settings, "shared"), **shared}
    yield Artifact(f"{FOLDER}shared.json", f"{json_text.written(whole)}\n".encode())


def line(twin: bytes) -> bytes:
    """A twin as it is written, on one line: in our layout, line ends stand between values only."""
    return twin.replace(b"\n", b"")


def _one(
    cards: Sequence[Card], twins_of: Mapping[str, bytes], head: Values, shared: Mapping[str, Any]
) -> bytes:
    kinds = {c.id: c.kind for c in cards}
    briefings = [one for i, one in twins_of.items() if kinds[i] is Kind.BRIEFING]
    digests = [one for i, one in twins_of.items() if kinds[i] is Kind.DIGEST]
    before = json_text.written(head).removesuffix("\n}").encode()
    after = json_text.written(shared).removeprefix("{").encode()
    return b"".join((
        *(before, b',\n "briefings": [\n', b",\n".join(briefings)),
        *(b'\n ],\n "digests": [\n', b",\n".join(digests)),
        *(b"\n ],", after, b"\n"),
    ))  # fmt: skip


def _head(cards: Iterable[Card], settings: Settings, schema: str) -> Values:
    base = settings.site_url
    path = f"{twins.SCHEMA}{schema}.json"
    head: Values = {
        "$schema": f"{base}{path}" if base else relative(path, FOLDER),
        "version": VERSION,
        "generated": generated(cards),
        "licence": settings.licence,
        "site": {"name": settings.site_name} | ({"url": base} if base else {}),
    }
    return head | ({"notice": say("specimen.short")} if settings.specimen else {})


def generated(cards: Iterable[Card]) -> str | None:
    """The moment of the newest change of anything within (RFC 3339); None when there is nothing."""
    moments = (m for c in cards if (m := feeds.moment(c.updated)))
    return max(moments, key=_seconds, default=None)


def _seconds(rfc_3339: str) -> float:
    found = edtf.moment(rfc_3339)
    return found.timestamp() if found else 0.0


# ── what briefings share ──────────────────────────────────────────────────────────────────────────────

_NEVER: Mapping[str, frozenset[str]] = {
    "organisations": frozenset({"reply_contact"}),
    "people": frozenset({"consent"}),
}
"""What readers are never shown."""
_NAMES_OTHERS: Mapping[str, Mapping[str, str]] = {
    "sources": {"via": "sources"},
    "origin_groups": {"root_source": "sources"},
    "organisations": {"part_of": "organisations"},
    "people": {"affiliation": "organisations"},
    "topics": {"broader": "topics", "related": "topics"},
    "groups": {"broader": "groups"},
}
"""Kind -> its fields that name other entries, and of which kind these are."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The registry's entries that public pages use, as plain values by kind, each kind sorted by id.

    An entry that only hidden briefings use is not among them, and nothing among them names it.
    """

    values: dict[str, list[Values]]

    @classmethod
    def of(cls, cards: Iterable[Card], registry: Registry) -> Shared:
        """What the public `cards` use."""
        used = _used(cards, registry)
        hidden = {kind: getattr(registry, kind).keys() - ids for kind, ids in used.items()}
        return cls({k: [_entry(k, i, hidden, registry) for i in sorted(ids)] for k, ids in used.items()})


def _used(cards: Iterable[Card], registry: Registry) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for card in cards:
        for kind, name, _ in card.references:
            if kind in found:
                found[kind].add(name)
        for kind in ("organisations", "people", "groups", "topics", "principles", "sources"):
            found[kind].update(getattr(card, kind))
    used = {kind: {i for i in ids if i in getattr(registry, kind)} for kind, ids in found.items()}
    sources = [registry.sources[i] for i in used["sources"]]
    used["organisations"] |= {s.publisher for s in sources if s.publisher in registry.organisations}
    used["origin_groups"] |= {s.origin_group for s in sources if s.origin_group in registry.origin_groups}
    return used


_KINDS = ("sources", "origin_groups", "organisations", "people", "topics", "principles", "groups")


def _entry(kind: str, name: str, hidden: Mapping[str, Collection[str]], registry: Registry) -> Values:
    entry: Entry = getattr(registry, kind)[name]
    values = twins.fields(entry)
    if kind == "sources":
        source = registry.sources[name]
        values = twins.source_values(source, origin(source), registry)
    for key in _NEVER.get(kind, ()):
        values.pop(key, None)
    for key, named in _NAMES_OTHERS.get(kind, {}).items():
        if key in values:
            kept = _without(values.pop(key), hidden[named])
            if kept:
                values[key] = kept
    return values


def _without(value: str | list[str], hidden: Collection[str]) -> str | list[str]:
    if isinstance(value, str):
        return "" if value in hidden else value
    return [item for item in value if item not in hidden]
