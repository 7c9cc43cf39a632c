"""The list of all data files, for programs: `data/index.json` and `data/datapackage.json`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from briefpress.model.address import relative
from briefpress.model.artifact import Artifact
from briefpress.model.settings import Settings
from briefpress.render import json_text, twins
from briefpress.render.data.dump import FOLDER
from briefpress.render.data.linked import licence
from briefpress.render.data.tables import columns
from briefpress.render.data_words import CHANGES, TABLES, VERSION
from briefpress.render.wording import say

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
"""Names the standard (Data Package, version 2); nothing is asked of that address."""
INDEX = f"{FOLDER}index.json"
PACKAGE = f"{FOLDER}datapackage.json"


class File(NamedTuple):
    """A data file: its path from the site's root, what it holds, its size in bytes and its SHA-256."""

    path: str
    title: str
    media_type: str
    bytes: int
    sha256: str
    schema: str = ""
    """The schema that it follows, as seen from data/; "" when there is none."""


def file(artifact: Artifact) -> File:
    """What is to be told of a data file."""
    name = artifact.path.removeprefix(FOLDER)
    title, schema = _told(name)
    media = _MEDIA[name.rpartition(".")[2]] if not name.startswith("schema/") else "application/schema+json"
    digest = hashlib.sha256(artifact.content).hexdigest()
    return File(artifact.path, title, media, len(artifact.content), digest, schema)


_MEDIA = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "ics": "text/calendar",
}
_TITLES = {
    "briefings.json": ("file.dump", "schema/dump.json"),
    "shared.json": ("file.shared", "schema/shared.json"),
    "codebook.json": ("file.codebook", ""),
    "datapackage.json": ("file.package", ""),
    "index.json": ("file.index", "schema/index.json"),
    "watch.ics": ("file.calendar", ""),
}


def _told(name: str) -> tuple[str, str]:
    stem, _, _ = name.partition(".")
    if name in _TITLES:
        key, schema = _TITLES[name]
        return say(key), schema
    if stem in TABLES:
        return say(f"file.{stem}"), ""
    if year := re.fullmatch(r"briefings-(\d{4})\.jsonl", name):
        return say("file.year", year=year[1]), ""  # each line names its own
    return f"JSON Schema: {name.removeprefix('schema/').removesuffix('.json')}", ""


def index(
    files: Iterable[File], counts: Mapping[str, int], generated: str | None, settings: Settings
) -> Artifact:
    """`data/index.json`. Paths in it are as seen from the index itself."""
    base = settings.site_url
    path = f"{twins.SCHEMA}index.json"
    held: dict[str, Any] = {
        "$schema": f"{base}{path}" if base else relative(path, FOLDER),
        "version": VERSION,
        "generated": generated,
        "site": {"name": settings.site_name} | ({"url": base} if base else {}),
        "licence": {
            "spdx": settings.licence,
            "url": licence(settings.licence),
            "note": say("data.licence.text", licence=settings.licence),
        },
        "codebook": {"data": "codebook.json", "page": "codebook/"},
        "changelog": [{"version": n, "date": day, "note": note} for n, day, note in CHANGES],
        "counts": dict(counts),
        "files": [_listed(f) for f in sorted(files)],
    }
    if settings.specimen:
        held["notice"] = say("specimen.short")
    return Artifact(INDEX, f"{json_text.written(held)}\n".encode())


def _listed(found: File) -> dict[str, Any]:
    told = found._asdict() | {"path": relative(found.path, FOLDER)}
    return {key: value for key, value in told.items() if value != ""}


def package(tables: Sequence[Artifact], generated: str | None, settings: Settings) -> Artifact:
    """`data/datapackage.json`: the tables with the type and meaning of each column."""
    title = say("data.package", site=settings.site_name)
    held: dict[str, Any] = {
        "$schema": PROFILE,
        "name": _slug(settings.site_name),
        "title": title,
        "description": f"{say('specimen.short')}. {say('data.lead')}"
        if settings.specimen
        else say("data.lead"),
        "version": VERSION,
        "licenses": [{"name": settings.licence, "path": licence(settings.licence)}],
        "resources": [_resource(table, specimen=settings.specimen) for table in tables],
    }
    if generated:
        held["created"] = generated
    if settings.site_url:
        held["homepage"] = f"{settings.site_url}{FOLDER}"
    return Artifact(PACKAGE, f"{json_text.written(held)}\n".encode())


def _slug(name: str) -> str:
    """A name as the standard wants it.

    >>> _slug("The Désk & Co"), _slug("…")
    ('the-d-sk-co', 'briefings')
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "briefings"


def _resource(table: Artifact, *, specimen: bool) -> dict[str, Any]:
    told = file(table)
    name = told.path.removeprefix(FOLDER).removesuffix(".csv")
    fields = [
        {"name": c.name, "type": c.type, "description": c.meaning} for c in columns(name, specimen=specimen)
    ]
    return {
        "name": name,
        "type": "table",
        "title": told.title,
        "path": told.path.removeprefix(FOLDER),
        "format": "csv",
        "mediatype": told.media_type,
        "encoding": "utf-8",
        "bytes": told.bytes,
        "hash": f"sha256:{told.sha256}",
        "dialect": {"lineTerminator": "\r\n", "delimiter": ",", "quoteChar": '"', "doubleQuote": True},
        "schema": {"fields": fields, "missingValues": [""]},
    }
