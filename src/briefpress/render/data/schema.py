"""JSON Schemas (2020-12), drawn from the models: of what editors write, and of what is published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from types import MappingProxyType
from typing import Any, get_args

from pydantic.json_schema import models_json_schema

from briefpress.model import briefing, registry
from briefpress.model.artifact import Artifact
from briefpress.model.examples import EXAMPLES
from briefpress.model.field import DateText, Entry, Need, specs
from briefpress.model.settings import Settings
from briefpress.render import json_text
from briefpress.render.data_words import COMPUTED, ENTRY_MEANINGS, VERSION
from briefpress.render.twins import SCHEMA
from briefpress.render.wording import say

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DATE = get_args(DateText)[1]
MODELS: Mapping[str, type[Entry]] = MappingProxyType(
    {
        name: model
        for module in (registry, briefing)
        for name, model in vars(module).items()
        if isinstance(model, type) and issubclass(model, Entry) and model.__module__ == module.__name__
    }
)
"""Every kind of entry by its name."""
FILES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sources": {"sources": "Source", "origin_groups": "OriginGroup"},
        "organisations": {"organisations": "Organisation"},
        "people": {"people": "Person"},
        "topics": {"topics": "Topic"},
        "principles": {"principles": "Principle"},
        "groups": {"groups": "Group"},
    }
)
"""Registry file -> its keys with the kind of entry that each lists."""


# ── what the models say ───────────────────────────────────────────────────────────────────────────────


@cache
def _definitions() -> Mapping[str, Schema]:
    """What pydantic makes of the models, with the meaning of each field and without what says nothing."""
    tops: tuple[type[Entry], ...] = (briefing.Briefing, briefing.Digest, *registry.KINDS.values())
    _, made = models_json_schema([(model, "validation") for model in tops])
    found: dict[str, Schema] = made["$defs"]
    for name, schema in found.items():
        schema.pop("title", None)
        if name in MODELS:
            _describe(schema, MODELS[name])
    return found


def _describe(schema: Schema, model: type[Entry]) -> None:
    for name, key, spec in specs(model):
        field: Schema = schema["properties"][key]
        field.pop("title", None)
        if field.get("default") in ("", [], {}, None, 0):
            field.pop("default", None)
        limit = f"; at most {spec.words} words" if spec.words else ""
        field["description"] = f"{spec.meaning}{limit}"
        examples = EXAMPLES.get(model.__name__, {}).get(key, ())
        if examples:
            field["examples"] = list(examples)
        if spec.chars and field.get("type") == "string":
            field["maxLength"] = spec.chars
        for choice in field.get("anyOf", ()):
            for said, meant in (("ge", "minimum"), ("le", "maximum")):
                if said in choice:
                    choice[meant] = choice.pop(said)
        if _DATE in model.model_fields[name].metadata:
            field["x-date"] = True


def _reached(schema: object) -> Iterator[str]:
    """Names of the definitions that a schema refers to."""
    if isinstance(schema, dict):
        reference = schema.get("$ref", "")
        if reference.startswith("#/$defs/"):
            yield reference.removeprefix("#/$defs/")
        for value in schema.values():
            yield from _reached(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from _reached(item)


def _whole(name: str, title: str, schema: Schema, definitions: Mapping[str, Schema], base: str) -> Schema:
    """A schema with every definition that it needs."""
    needed: dict[str, Schema] = {}
    waiting = list(_reached(schema))
    while waiting:
        found = waiting.pop()
        if found not in needed:
            needed[found] = definitions[found]
            waiting += _reached(definitions[found])
    address = {"$id": f"{base}{SCHEMA}{name}.json"} if base else {}
    return {"$schema": DIALECT, **address, "title": title, **schema, "$defs": needed}


# ── what editors write ────────────────────────────────────────────────────────────────────────────────


def written(name: str, base: str = "") -> Schema:
    """The schema of what editors write: `briefing` and `digest` for front matter, else a registry file.

    Raises KeyError for any other name. A key without a value counts as absent, so it may hold nothing.
    """
    definitions = _of_editors()
    if name in ("briefing", "digest"):
        return _whole(name, f"Front matter of a {name}", definitions[name.capitalize()], definitions, base)
    lists = {
        key: {"type": ["array", "null"], "items": {"$ref": f"#/$defs/{kind}"}}
        for key, kind in FILES[name].items()
    }
    top: Schema = {"type": "object", "properties": lists, "additionalProperties": False}
    return _whole(name, f"Registry file {name}.yml", top, definitions, base)


NAMES = ("briefing", "digest", *FILES)
"""What editors write."""


_REMOVED: Schema = {"properties": {"status": {"const": "removed"}}, "required": ["status"]}
"""What holds of a file of which nothing but a notice is left: it needs no title."""


@cache
def _of_editors() -> Mapping[str, Schema]:
    found = deepcopy(dict(_definitions()))
    for name in found.keys() & MODELS.keys():
        schema, model = found[name], MODELS[name]
        always = [key for _, key, spec in specs(model) if spec.always]
        if always and issubclass(model, briefing.Common):
            schema |= {"if": _REMOVED, "else": {"required": always}}
        elif always:
            schema["required"] = always
        for key, field in schema["properties"].items():
            schema["properties"][key] = _may_be_nothing(_dated(field))
    return found


def _dated(field: Schema) -> Schema:
    """A date is taken as it was written, whatever YAML makes of it: a bare year is a number there."""
    if field.pop("x-date", False):
        field["type"] = ["string", "number"]
    return field


def _may_be_nothing(field: Schema) -> Schema:
    kind = field.get("type")
    if "anyOf" in field:
        if {"type": "null"} not in field["anyOf"]:
            field["anyOf"].append({"type": "null"})
        return field
    if isinstance(kind, str) and "enum" not in field and "const" not in field:
        return field | {"type": [kind, "null"]}
    if isinstance(kind, list):
        return field | {"type": [*kind, "null"]}
    kept: Schema = {k: field.pop(k) for k in ("description", "default", "examples") if k in field}
    return {"anyOf": [field, {"type": "null"}], **kept}


# ── what is published ─────────────────────────────────────────────────────────────────────────────────

_TEXT: Schema = {"type": "string"}
_WHOLE: Schema = {"type": "integer", "minimum": 0}
_IDS: Schema = {"type": "array", "items": _TEXT}
_LABELS: Schema = {"type": "object", "additionalProperties": _TEXT}


def _to(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(name: str) -> Schema:
    return {"type": "array", "items": _to(name)}


def _or_null(name: str) -> Schema:
    return {"anyOf": [_to(name), {"type": "null"}]}


def _entry(name: str, required: Iterable[str] = (), **properties: Schema) -> Schema:
    """An entry that no editor writes."""
    told = {key: schema | {"description": COMPUTED[name][key]} for key, schema in properties.items()}
    needed = list(required) or list(properties)
    return {
        "type": "object",
        "description": ENTRY_MEANINGS[name],
        "properties": told,
        "required": needed,
        "additionalProperties": False,
    }


_FLAGS = (
    *("single-origin", "no-primary-source", "no-named-source", "undated", "unidentified-source"),
    *("shared-wording", "accounts-differ", "synthetic-suspected", "voices-missing"),
)


def _page() -> dict[str, Schema]:
    """What is worked out for a whole page."""
    return {
        "$schema": _TEXT,
        "id": _TEXT,
        "kind": {"enum": ["briefing", "digest"]},
        "year": {"type": "string", "pattern": "^[0-9]{4}$"},
        "slug": _TEXT,
        "address": {"type": "string", "pattern": "/$"},
        "url": {"type": "string", "format": "uri"},
        "notice": _TEXT,
        "flags": {"type": "array", "items": {"enum": list(_FLAGS)}},
        "origins": _list("OriginGroup"),
        "shared_wording": _list("SharedWording"),
        "organisations": _IDS,
        "groups": _IDS,
        "people": _IDS,
        "names": {
            "type": "object",
            "properties": dict.fromkeys(
                ("topics", "principles", "organisations", "groups", "people"), _LABELS
            ),
            "additionalProperties": False,
        },
        "body": _list("BodySection"),
    }


_OF_PAGE = ("$schema", "id", "kind", "year", "slug", "address")
"""What every page has."""
_MORE: Mapping[str, Callable[[], dict[str, Schema]]] = {
    "Briefing": _page,
    "Digest": _page,
    "Claim": lambda: {"standing": _to("Standing")},
    "Source": lambda: {"origin": _TEXT, "publisher_name": _TEXT},
    "Stakeholder": lambda: {"label": _TEXT},
    "Takeaway": lambda: {"confidence": _or_null("Confidence")},
    "OriginGroup": lambda: {"sources": _IDS},
}
_ALWAYS: Mapping[str, tuple[str, ...]] = {
    "Briefing": _OF_PAGE,
    "Digest": _OF_PAGE,
    "Assertion": ("modality",),
    "Claim": ("standing",),
    "Source": ("origin", "reliability"),
    "Takeaway": ("confidence",),
}
"""Kind of entry -> what is worked out and always there."""
_NEVER = {"Organisation": ("reply_contact",), "Person": ("consent",), "OriginGroup": ()}
_MAY_LACK: Mapping[str, frozenset[str]] = {
    "OriginGroup": frozenset({"label", "certainty"}),  # a source that stands alone is a group without a name
    # What the briefings have, a digest may leave to them; and of briefings that are not public it tells nothing.
    "Digest": frozenset({"briefings", "claims", "sources", "stakeholders"}),
}


@cache
def _of_readers() -> Mapping[str, Schema]:
    """The definitions of published entries: no empty values, everything that is worked out, and what is needed."""
    found = deepcopy(dict(_definitions()))
    for name in found.keys() & MODELS.keys():
        _publish(name, found[name])
    level = ["none", "unidentified", "untraceable", "traceable", "primary"]
    agreement = ["uncontested", "mixed", "contested"]
    found["Standing"] = _entry(
        "Standing",
        ("origins", "origin_ids", "level", "agreement", "ceiling", "reason"),
        origins=_WHOLE,
        origins_not_counted=_WHOLE,
        origin_ids=_IDS,
        level={"enum": level},
        agreement={"enum": agreement},
        ceiling=_or_null("Confidence"),
        reason=_TEXT,
    )
    found["SharedWording"] = _entry("SharedWording", sources=_IDS, words=_WHOLE)
    found["BodySection"] = _entry("BodySection", heading=_TEXT, markdown=_TEXT)
    return found


def _publish(name: str, schema: Schema) -> None:
    properties: dict[str, Schema] = schema["properties"]
    for key in _NEVER.get(name, ()):
        properties.pop(key)
    for key, field in properties.items():
        field.pop("x-date", None)
        properties[key] = _filled(field)
    told = COMPUTED.get("Briefing" if name == "Digest" else name, {})
    for key, field in _MORE.get(name, dict)().items():
        properties[key] = {**field, "description": told[key]}
    if name in ("Briefing", "Digest"):
        properties["sources"]["items"] = _to("Source")
    schema["required"] = list(_needed(name))


def _needed(name: str) -> Iterator[str]:
    """What an entry always has: what the rules ask of anything public, answers that have a default, and more."""
    left_out = {*_MAY_LACK.get(name, ()), *_NEVER.get(name, ())}
    for attribute, key, spec in specs(MODELS[name]):
        default = MODELS[name].model_fields[attribute].default
        told = (isinstance(default, (str, int)) and default != "") or default == 0
        if key not in left_out and (spec.need is Need.MINIMAL or (told and default is not None)):
            yield key
    yield from _ALWAYS.get(name, ())


def _filled(field: Schema) -> Schema:
    """Without what only stands for absence."""
    field.pop("default", None)
    choices: list[Schema] = [c for c in field.get("anyOf", ()) if c != {"type": "null"}]
    if len(choices) == 1:
        del field["anyOf"]
        return choices[0] | field
    return field


def published(name: str, base: str = "") -> Schema:
    """The schema of a published file: `briefing`, `digest`, `dump`, `shared`, `index`, `manifest`, or a registry file.

    Registry files are not published; theirs is the schema of what editors write. Raises KeyError for any
    other name.
    """
    if name in FILES:
        return written(name, base)
    definitions = _of_readers()
    if name in ("briefing", "digest"):
        return _whole(name, f"A {name} as data", definitions[name.capitalize()], definitions, base)
    schema, title = _CORPUS[name]()
    return _whole(name, title, schema, definitions, base)


def _dump() -> tuple[Schema, str]:
    lists = {
        "briefings": {"type": "array", "items": {"$ref": "briefing.json"}},
        "digests": {"type": "array", "items": {"$ref": "digest.json"}},
    }
    return _corpus(lists), "The whole corpus"


def _shared() -> tuple[Schema, str]:
    return _corpus({}), "What the briefings of a large corpus share"


def _corpus(lists: Mapping[str, Schema]) -> Schema:
    head = {
        "$schema": _TEXT,
        "version": {"const": VERSION},
        "generated": {"type": ["string", "null"], "format": "date-time"},
        "notice": _TEXT,
        "site": {
            "type": "object",
            "properties": {"name": _TEXT, "url": _TEXT},
            "required": ["name"],
            "additionalProperties": False,
        },
        "licence": _TEXT,
    }
    shared = {key: _list(kind) for file in FILES.values() for key, kind in file.items()}
    properties = {**head, **lists, **shared}
    return _entry("Corpus", [key for key in properties if key != "notice"], **properties)


def _index() -> tuple[Schema, str]:
    file = {
        "type": "object",
        "properties": {
            "path": {**_TEXT, "description": "where the file lies, as seen from this index"},
            "title": {**_TEXT, "description": "what it holds"},
            "media_type": {**_TEXT, "description": "its media type (IANA)"},
            "bytes": {**_WHOLE, "description": "its size"},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of its bytes"},
            "schema": {**_TEXT, "description": "the JSON Schema that it follows"},
        },
        "required": ["path", "title", "media_type", "bytes", "sha256"],
        "additionalProperties": False,
    }
    change = {
        "type": "object",
        "properties": {"version": _TEXT, "date": {**_TEXT, "format": "date"}, "note": _TEXT},
        "required": ["version", "date", "note"],
        "additionalProperties": False,
    }
    properties = {
        **{
            key: _corpus({})["properties"][key]
            for key in ("$schema", "version", "generated", "notice", "site")
        },
        "licence": {
            "type": "object",
            "properties": {"spdx": _TEXT, "url": _TEXT, "note": _TEXT},
            "required": ["spdx", "url", "note"],
            "additionalProperties": False,
        },
        "codebook": {"type": "object", "properties": {"data": _TEXT, "page": _TEXT}},
        "changelog": {"type": "array", "items": change, "minItems": 1},
        "counts": {"type": "object", "additionalProperties": _WHOLE},
        "files": {"type": "array", "items": file},
    }
    required = [key for key in properties if key != "notice"]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }, "The list of all data files"


def _manifest() -> tuple[Schema, str]:
    page = {
        "id": {**_TEXT, "description": "id of a briefing or digest"},
        "address": {"type": "string", "pattern": "/$", "description": "where its page lies"},
        "version": {**_WHOLE, "description": "the version that the page shows"},
    }
    file = {
        "path": {**_TEXT, "description": "where the file lies, as seen from the site's root"},
        "size": {**_WHOLE, "description": "its size in bytes"},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of its bytes"},
    }
    rows = {"pages": page, "files": file}
    lists = {
        name: {
            "type": "array",
            "items": {
                "type": "object",
                "properties": row,
                "required": list(row),
                "additionalProperties": False,
            },
        }
        for name, row in rows.items()
    }
    return {
        "type": "object",
        "properties": {"$schema": _TEXT, "notice": _corpus({})["properties"]["notice"], **lists},
        "required": ["$schema", *lists],
        "additionalProperties": False,
    }, "Every file of the site, with its size and SHA-256; the manifest itself is not among them"


_CORPUS: Mapping[str, Callable[[], tuple[Schema, str]]] = {
    "dump": _dump,
    "shared": _shared,
    "index": _index,
    "manifest": _manifest,
}
PUBLISHED = ("briefing", "digest", "dump", "shared", "index", "manifest", *FILES)
"""Every schema that is published."""


def artifacts(settings: Settings) -> Iterator[Artifact]:
    """`data/schema/*.json`."""
    notice = {"$comment": say("specimen.short")} if settings.specimen else {}
    for name in PUBLISHED:
        text = json_text.written({**published(name, settings.site_url), **notice})
        yield Artifact(f"{SCHEMA}{name}.json", f"{text}\n".encode())
