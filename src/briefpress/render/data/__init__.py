"""Everything as data: tables, the whole corpus, its schemas and codebook, citations, a calendar, linked data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefpress.model.artifact import Artifact, Page
from briefpress.model.card import Card
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.render import json_text
from briefpress.render.data import catalogue, citations, codebook, dump, pages, schema, tables, watch_calendar
from briefpress.render.data.catalogue import File
from briefpress.render.data.citations import Work
from briefpress.render.data.linked import cite_as, script
from briefpress.render.data.pages import ADDRESSES
from briefpress.render.data_words import TABLES
from briefpress.render.environment import Environment
from briefpress.render.twins import Twin

__all__ = [
    "ADDRESSES",
    "Corpus",
    "Work",
    "beside",
    "cite_as",
    "corpus",
    "pages_about",
    "rows",
    "schema",
    "script",
]

Rows = Mapping[str, Mapping[str, bytes]]
"""Id of a page -> table -> its rows; and `dump.LINE` -> its line in the whole corpus."""


def rows(twin: Twin, written: bytes, registered: Collection[str]) -> dict[str, bytes]:
    """What a page brings to the files of the whole corpus; `written` is its twin in JSON.

    `registered` are the ids of the shared sources.
    """
    return tables.rows(twin.values, registered) | {dump.LINE: dump.line(written)}


def beside(twin: Twin, work: Work) -> tuple[Artifact, ...]:
    """The citations that lie beside a page: of itself, and of its sources."""
    sources = citations.of_sources(twin.values.get("sources", ()), twin.notice)
    return (
        Artifact(f"{twin.address}cite.bib", citations.bibtex(work).encode()),
        Artifact(f"{twin.address}cite.csl.json", f"{json_text.written([citations.csl(work)])}\n".encode()),
        Artifact(f"{twin.address}sources.csl.json", f"{json_text.written(sources)}\n".encode()),
    )


@dataclass(frozen=True, slots=True)
class Corpus:
    """The files of the whole corpus, what is to be told of each, and the moment of its newest change."""

    artifacts: tuple[Artifact, ...]
    files: tuple[File, ...]
    generated: str | None


def corpus(cards: Sequence[Card], made: Rows, registry: Registry, settings: Settings) -> Corpus:
    """All data files below data/, and the calendar.

    `cards` are what is public, `made` what `rows` gave for each, by id.
    """
    newest = dump.generated(cards)
    listed = tuple(_tables(cards, made, registry, settings))
    lines = {name: parts[dump.LINE] for name, parts in made.items()}
    found = (
        *dump.artifacts(cards, lines, registry, settings),
        *listed,
        *schema.artifacts(settings),
        codebook.artifact(tuple(TABLES), specimen=settings.specimen),
        *watch_calendar.artifacts(cards, settings),
        catalogue.package(listed, newest, settings),
    )
    files = tuple(catalogue.file(a) for a in found)
    counts = Counter(f"{c.kind}s" for c in cards)
    index = catalogue.index(files, dict(sorted(counts.items())), newest, settings)
    return Corpus((*found, index), (*files, catalogue.file(index)), newest)


def _tables(cards: Sequence[Card], made: Rows, registry: Registry, settings: Settings) -> Iterator[Artifact]:
    order = sorted(c.id for c in cards)
    for name in TABLES:
        parts = [part for i in order if (part := made.get(i, {}).get(name))]
        if name == "sources":
            parts.insert(0, tables.shared_sources(cards, registry, specimen=settings.specimen))
        yield Artifact(f"{dump.FOLDER}{name}.csv", tables.table(name, parts, specimen=settings.specimen))


def pages_about(found: Corpus, environment: Environment, settings: Settings) -> tuple[Page, ...]:
    """The pages for people: what there is, and what it means. `TemplateFault` when a template is wrong."""
    return (
        pages.overview(found.files, found.generated, environment, settings),
        pages.reference(environment, settings),
    )
