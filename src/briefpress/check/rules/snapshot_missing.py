"""Whoever is quoted is held: the text, or at least the passages, lies in briefings/_snapshots/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefpress.check.near import did_you_mean, near
from briefpress.check.placed import Placed
from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.check.rules.field_type import is_well_formed
from briefpress.evidence.text import unnumbered
from briefpress.model.document import Document
from briefpress.model.finding import Finding
from briefpress.model.registry import Registry, Snapshot, Source
from briefpress.model.source import FieldPath, Location
from briefpress.model.vocabulary import Coverage

_FOLDER = "briefings/_snapshots"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each quoted source that is not held, and for inline ones whose file is amiss."""
    quoted = {
        a.source for claim in subject.document.entry.claims for a in claim.assertions if a.quote.strip()
    }
    for name, source in subject.evidence.sources.items():
        if name in quoted and (place := _place(subject.document, name)) is not None:
            yield from _held(subject, name, source, place)
    yield from _files(subject.of(Source), subject.registry, subject.settings.snapshots_dir)


def across(overview: Overview) -> Iterator[Finding]:
    """One finding for each registered source whose file is amiss."""
    yield from _files(overview.of(Source), overview.registry, overview.settings.snapshots_dir)


def _place(document: Document, name: str) -> FieldPath | None:
    """Where the file lists the source; None for a list that could not be read, or does not name it."""
    ids = document.source_ids()
    if name not in ids:
        return None
    place = ("sources", ids.index(name))
    return None if document.is_broken((*place, "snapshot")) else place


def _held(subject: Subject, name: str, source: Source, place: FieldPath) -> Iterator[Finding]:
    if source.snapshot is None:
        message = f"{name} is quoted but has no snapshot"
        help = f"Save the plain text as {_FOLDER}/{name}.txt and name it under `snapshot:`"
        yield RULE.finding(
            subject, subject.at(*place), message, help=help, related=_registered(subject, name)
        )
    elif source.snapshot.coverage is Coverage.HASH_ONLY:
        message = f"{name} is quoted but only its hash is held"
        help = "Hold the text (`coverage: full`) or the quoted passages (`coverage: excerpt`)"
        yield RULE.finding(
            subject, subject.at(*place), message, help=help, related=_registered(subject, name)
        )


def _registered(subject: Subject, name: str) -> tuple[tuple[Location, str], ...]:
    """The source in the registry, where its snapshot belongs; nothing for one that the file describes itself."""
    found = subject.registry.places.get(("sources", name))
    if found is None or any(source.id == name for _, source in subject.document.inline_sources()):
        return ()
    path, at = found
    return ((subject.registry.locate[path]((*at, "id")), "in the registry"),)


def _files(sources: Iterable[tuple[Placed, Source]], registry: Registry, elsewhere: str) -> Iterator[Finding]:
    for placed, source in sources:
        snapshot = source.snapshot
        if snapshot is None or snapshot.coverage is Coverage.HASH_ONLY or placed.is_broken("snapshot"):
            continue
        if snapshot.file and is_well_formed(Snapshot, "file", snapshot.file):
            yield from _file(placed, snapshot.file, snapshot.coverage, registry, elsewhere)


def _file(
    placed: Placed, file: str, coverage: Coverage, registry: Registry, elsewhere: str
) -> Iterator[Finding]:
    held = registry.snapshots.get(file)
    if held is None and registry.absent:
        return  # snapshots-not-here
    if held is None:
        folder = f"{_FOLDER}/" if not elsewhere else f"{_FOLDER}/ or {elsewhere}/"
        message = f'snapshot "{file}" is not in {folder}{did_you_mean(near(file, registry.snapshots))}'
        at = placed.at("snapshot", "file")
        yield RULE.finding(placed, at, message, help="Save the plain text there, or correct the name")
    elif coverage is Coverage.EXCERPT and (lines := unnumbered(held.text)):
        message = f'excerpt "{file}" has words without their paragraph in line {lines[0]}'
        help = "Begin each line with the number of its paragraph in the full text: `[3] words …`"
        related = ((Location(held.path, lines[0]), "this line"),)
        at = placed.at("snapshot", "file")
        yield RULE.finding(placed, at, message, help=help, related=related)


RULE = FileRule(
    id="snapshot-missing",
    weight=Weight.PUBLIC_ERROR,
    summary="a quoted source of which we hold no text",
    check=check,
    across=across,
)
