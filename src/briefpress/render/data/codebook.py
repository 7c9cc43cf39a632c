"""The codebook: every field of the published data, every table, and every word that a field may hold."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from briefpress.model import vocabulary as v
from briefpress.model.artifact import Artifact
from briefpress.render import json_text
from briefpress.render.data import schema
from briefpress.render.data.tables import columns
from briefpress.render.data_words import COMPUTED, ENTRY_MEANINGS, VERSION
from briefpress.render.wording import CATALOGUE, say

WORDING: Mapping[type[enum.Enum], str] = MappingProxyType(
    {
        v.TypeOfWork: "type-meaning",
        v.Likelihood: "likelihood",
        v.Confidence: "confidence",
        v.Reliability: "reliability",
        v.Nature: "nature",
        v.OriginBasis: "origin",
        v.SyntheticSuspicion: "synthetic",
        v.SyntheticSignal: "signal",
        v.ClaimKind: "kind",
        v.Stance: "stance",
        v.Modality: "modality",
        v.Basis: "basis",
        v.StakeholderClass: "class",
        v.StakeholderRole: "role",
        v.Voice: "voice",
        v.ImpactStatus: "impact.status",
        v.Remediability: "impact.remediability",
        v.GapKind: "gap",
        v.CorrectionSeverity: "severity",
        v.ReportedBy: "reporter",
        v.RemovalGround: "ground",
        v.Coverage: "coverage",
        v.Access: "access",
        v.Flag: "label",
        v.Level: "level",
        v.Agreement: "agreement",
    }
)
"""Vocabulary -> where the catalogue of readers' words explains its values."""
_VOCABULARIES: Mapping[str, type[enum.Enum]] = MappingProxyType(
    {
        kind.__name__: kind
        for kind in vars(v).values()
        if isinstance(kind, type) and issubclass(kind, enum.StrEnum) and kind.__module__ == v.__name__
    }
)
PATH = "data/codebook.json"


class Field(NamedTuple):
    """A field of an entry; `vocabulary` or `entry` names what it holds, where that stands in this codebook."""

    name: str
    meaning: str
    holds: str
    vocabulary: str
    entry: str
    computed: bool


class Entry(NamedTuple):
    """A kind of entry."""

    name: str
    meaning: str
    fields: tuple[Field, ...]


class Value(NamedTuple):
    """A word that a field may hold."""

    value: str
    meaning: str


class Vocabulary(NamedTuple):
    """All the words that a field may hold."""

    name: str
    meaning: str
    values: tuple[Value, ...]


@cache
def entries() -> tuple[Entry, ...]:
    """Every kind of entry that is published: the corpus, a briefing, a digest, then their parts by name."""
    dump = schema.published("dump")
    held = [schema.published(name) for name in ("briefing", "digest")]
    definitions: dict[str, Any] = {k: d for s in (*held, dump) for k, d in s["$defs"].items()}
    tops = {"Corpus": dump, "Briefing": held[0], "Digest": held[1]}
    parts = {k: definitions[k] for k in sorted(definitions) if "properties" in definitions[k]}
    return tuple(_entry(name, found) for name, found in (tops | parts).items())


def _entry(name: str, found: Mapping[str, Any]) -> Entry:
    computed = COMPUTED.get("Briefing" if name == "Digest" else name, {})
    fields = (_field(key, f, key in computed) for key, f in found["properties"].items())
    return Entry(name, ENTRY_MEANINGS.get(name, found.get("description", "")), tuple(fields))


def _field(name: str, field: Mapping[str, Any], computed: bool) -> Field:
    named = next(_named(field), "")
    of_words = named if named in _VOCABULARIES else ""
    return Field(
        name, field.get("description", ""), _holds(field), of_words, "" if of_words else named, computed
    )


def _named(field: Mapping[str, Any]) -> Iterator[str]:
    if reference := field.get("$ref"):
        yield (
            reference.removeprefix("#/$defs/").removesuffix(".json").capitalize()
            if reference.endswith(".json")
            else reference.removeprefix("#/$defs/")
        )
    for key in ("anyOf", "oneOf"):
        for choice in field.get(key, ()):
            yield from _named(choice)
    if "items" in field:
        yield from _named(field["items"])


def _holds(field: Mapping[str, Any]) -> str:
    """What a field holds, in JSON's own words.

    >>> _holds({"type": "array", "items": {"type": "string"}}), _holds({"$ref": "#/$defs/Stance"})
    ('list of string', 'string')
    """
    if "$ref" in field:
        name = field["$ref"].removeprefix("#/$defs/")
        return "string" if name in _VOCABULARIES else "object"
    for key in ("anyOf", "oneOf"):
        if key in field:
            return " or ".join(dict.fromkeys(_holds(choice) for choice in field[key]))
    if field.get("type") == "array":
        return f"list of {_holds(field.get('items', {}))}"
    if "enum" in field or "const" in field:
        return "string"
    kind = field.get("type", "object")
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """Every vocabulary, by name, with the words that readers see."""
    return tuple(
        Vocabulary(name, _first_line(kind), tuple(_value(kind, member) for member in kind))
        for name, kind in sorted(_VOCABULARIES.items())
    )


def _value(kind: type[enum.Enum], member: enum.Enum) -> Value:
    said = CATALOGUE.get(f"{WORDING.get(kind, '')}.{member.value}", "").removeprefix(f"{member.value}: ")
    tells = said and "{" not in said and said.lower() != str(member.value).replace("-", " ")
    return Value(str(member.value), said if tells else "")


def _first_line(kind: type[Any]) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]


def spaced(name: str) -> str:
    """The name of an entry or vocabulary as words.

    >>> spaced("StakeholderClass"), spaced("AiUse")
    ('Stakeholder class', 'AI use')
    """
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
    return re.sub(r"^Ai\b", "AI", words)


def artifact(tables: tuple[str, ...], *, specimen: bool) -> Artifact:
    """`data/codebook.json`."""
    held: dict[str, Any] = {"notice": say("specimen.short")} if specimen else {}
    held |= {
        "version": VERSION,
        "entries": [
            {
                "name": e.name,
                "meaning": e.meaning,
                "fields": [{k: x for k, x in f._asdict().items() if x not in ("", False)} for f in e.fields],
            }
            for e in entries()
        ],
        "tables": [
            {"file": f"{name}.csv", "columns": [c._asdict() for c in columns(name, specimen=specimen)]}
            for name in tables
        ],
        "vocabularies": [
            {"name": w.name, "meaning": w.meaning, "values": [x._asdict() for x in w.values]}
            for w in vocabularies()
        ],
    }
    return Artifact(PATH, f"{json_text.written(held)}\n".encode())
