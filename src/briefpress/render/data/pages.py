"""The pages about the data: what there is to take away, and what every field means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefpress.model.address import relative
from briefpress.model.artifact import Heading, Page
from briefpress.model.settings import Settings
from briefpress.render import dates
from briefpress.render.data import codebook
from briefpress.render.data.catalogue import INDEX, PACKAGE, File
from briefpress.render.data.codebook import Entry, Field, Vocabulary, spaced
from briefpress.render.data.tables import columns
from briefpress.render.data_words import CHANGES, TABLES, VERSION, Column
from briefpress.render.environment import Environment
from briefpress.render.view.context import Link
from briefpress.render.view.plumbing import around
from briefpress.render.wording import say

AT = "data/"
CODEBOOK = "data/codebook/"
ADDRESSES = (AT, CODEBOOK)
_SECTIONS = ("files", "reading", "one", "codebook", "licence", "changes")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as readers see it."""

    link: Link
    holds: str
    size: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the form of the data."""

    version: str
    date: str
    note: str


def overview(
    files: Sequence[File], generated: str | None, environment: Environment, settings: Settings
) -> Page:
    """The page at /data/."""
    files = sorted(files, key=_rank)
    body = environment.expand(
        "data.html",
        title=say("data.title"),
        lead=say("data.lead"),
        files=[_listed(f) for f in files if not f.path.startswith("data/schema/")],
        schemas=[
            Link(f.path.rpartition("/")[2], relative(f.path, AT))
            for f in files
            if f.path.startswith("data/schema/")
        ],
        reading=[say(f"data.reading.{n}") for n in range(1, 6)],
        licence=say("data.licence.text", licence=settings.licence),
        version=VERSION,
        changed=dates.words(generated[:10]) if generated else "",
        changes=[Change(n, dates.words(day), note) for n, day, note in CHANGES],
    )
    return Page(
        address=AT,
        section="data",
        title=say("data.title"),
        description=say("data.lead"),
        body=body + _plumbing(AT, environment, settings),
        contents=tuple(Heading(name, say(f"data.{name}")) for name in _SECTIONS),
        indexed=False,
    )


def _plumbing(at: str, environment: Environment, settings: Settings) -> str:
    """Where what the data is made from lies, on a site with a repository that readers can see."""
    return environment.expand("partials/plumbing.html", plumbing=around(settings, "briefings/", at))


def _rank(found: File) -> tuple[bool, bool, str]:
    """The whole corpus first, then the tables, then what describes them."""
    about = found.path in (INDEX, PACKAGE, codebook.PATH)
    return about, not found.path.startswith("data/briefings"), found.path


def _listed(found: File) -> Listed:
    return Listed(
        Link(found.path.rpartition("/")[2], relative(found.path, AT)), found.title, size(found.bytes)
    )


def size(n: int) -> str:
    """A size as readers say it.

    >>> size(512), size(20_480), size(3_500_000)
    ('1 kB', '20 kB', '3.3 MB')
    """
    if n < 1024 * 1024:
        return f"{max(1, round(n / 1024))} kB"
    return f"{n / 1024 / 1024:.1f} MB"


@dataclass(frozen=True, slots=True)
class Row:
    """A field in the codebook: `link` leads to what it holds."""

    name: str
    meaning: str
    holds: str
    link: Link
    computed: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry in the codebook."""

    id: str
    heading: str
    meaning: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the codebook."""

    id: str
    heading: str
    meaning: str
    columns: tuple[Column, ...]


def reference(environment: Environment, settings: Settings) -> Page:
    """The page at /data/codebook/."""
    kinds = tuple(_kind(e) for e in codebook.entries())
    tables = tuple(
        Table(f"table-{name}", f"{name}.csv", say(f"file.{name}"), columns(name, specimen=settings.specimen))
        for name in TABLES
    )
    words = codebook.vocabularies()
    body = environment.expand(
        "codebook.html",
        title=say("data.codebook"),
        lead=say("data.codebook.lead"),
        back=Link(say("data.title"), "../"),
        kinds=kinds,
        tables=tables,
        vocabularies=[(_word_id(w.name), spaced(w.name), w) for w in words],
    )
    return Page(
        address=CODEBOOK,
        section="data",
        title=say("data.codebook"),
        description=say("data.codebook.lead"),
        body=body + _plumbing(CODEBOOK, environment, settings),
        contents=_contents(kinds, tables, words),
        indexed=False,
    )


def _contents(
    kinds: Sequence[Kind], tables: Sequence[Table], words: Sequence[Vocabulary]
) -> tuple[Heading, ...]:
    return (
        Heading("tables", say("data.tables"), tuple(Heading(t.id, t.heading) for t in tables)),
        Heading("entries", say("data.entries"), tuple(Heading(k.id, k.heading) for k in kinds)),
        Heading(
            "vocabularies",
            say("data.vocabularies"),
            tuple(Heading(_word_id(w.name), spaced(w.name)) for w in words),
        ),
    )


def _kind(entry: Entry) -> Kind:
    return Kind(
        _id(entry.name), spaced(entry.name), entry.meaning, tuple(_row(field) for field in entry.fields)
    )


def _row(field: Field) -> Row:
    link = Link("")
    if field.vocabulary:
        link = Link(spaced(field.vocabulary), f"#{_word_id(field.vocabulary)}")
    elif field.entry:
        link = Link(spaced(field.entry), f"#{_id(field.entry)}")
    return Row(field.name, field.meaning, field.holds, link, field.computed)


def _id(name: str) -> str:
    return f"entry-{name.lower()}"


def _word_id(name: str) -> str:
    return f"words-{name.lower()}"
