"""A snapshot is the text that was read: its sha256 says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefpress.check.placed import Placed
from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.check.rules.field_type import is_well_formed
from briefpress.model.finding import Finding
from briefpress.model.registry import Registry, Snapshot, Source
from briefpress.model.source import Location
from briefpress.model.vocabulary import Coverage


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each inline source whose snapshot is not the file that was hashed."""
    yield from _changed(subject.of(Source), subject.registry)


def across(overview: Overview) -> Iterator[Finding]:
    """The same for registered sources."""
    yield from _changed(overview.of(Source), overview.registry)


def _changed(sources: Iterable[tuple[Placed, Source]], registry: Registry) -> Iterator[Finding]:
    for placed, source in sources:
        snapshot = source.snapshot
        if snapshot is None or snapshot.coverage is not Coverage.FULL or not snapshot.sha256:
            continue  # the sha256 of an excerpt, or of a hash alone, is that of a text that we do not hold
        if not is_well_formed(Snapshot, "sha256", snapshot.sha256):
            continue
        held = registry.snapshots.get(snapshot.file)
        if held is not None and held.sha256 != snapshot.sha256.strip().lower():
            message = f"snapshot {snapshot.file} does not match its sha256"
            at = placed.at("snapshot", "sha256")
            related = ((Location(held.path), "the file"),)
            yield RULE.finding(placed, at, message, help="Restore it, or add a new source", related=related)


RULE = FileRule(
    id="snapshot-changed",
    weight=Weight.ERROR,
    summary="a snapshot that is not the file that was hashed",
    check=check,
    across=across,
)
