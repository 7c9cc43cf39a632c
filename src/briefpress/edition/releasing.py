"""Records what a change publishes: `briefpress release`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from briefpress import pipeline
from briefpress.edition import folders, making
from briefpress.edition.draughtsman import Draughtsman
from briefpress.edition.result import Unable
from briefpress.evidence.locking import is_public
from briefpress.evidence.unread import unread
from briefpress.load import document as load_document
from briefpress.model.finding import Bug, Finding
from briefpress.model.lock import PATH, Locked, file_of
from briefpress.model.source import Source
from briefpress.plan import raising
from briefpress.publish import keep, swap


@dataclass(frozen=True, slots=True)
class Released:
    """What came of a release: `written` and `removed` are paths; nothing was touched unless `done`."""

    findings: tuple[Finding, ...] = ()
    bugs: tuple[Bug, ...] = ()
    done: bool = False
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def release(config_file: Path, draughtsman: Draughtsman, now: datetime) -> Released:
    """`briefpress.edition.release`."""
    root = config_file.absolute().parent
    raised: dict[str, bytes] = {}

    def with_versions(given: pipeline.Inputs) -> pipeline.Inputs:
        raised.update({source.path: source.content for source in _raised(given)})
        entries = tuple(Source(s.path, raised.get(s.path, s.content)) for s in given.corpus.entries)
        return replace(given, corpus=replace(given.corpus, entries=entries)) if raised else given

    with making.plainly(), swap.alone(root / folders.CACHE / "build.lock"):
        given, checked, cards = making.looked_at(config_file, draughtsman, now, with_versions)
        if unread(given.registry, cards).snapshots:
            raise Unable(
                f"the snapshots in {given.registry.absent} are not here, so no quotation can be compared with them; "
                "release where they are"
            )
        if given.lock.unread or making.Terms(now).stop(checked, cards):
            return Released(checked.findings, checked.bugs)
        files, gone = pipeline.release(given, cards)
        changed = {path: content for path, content in files.items() if not _is_there(root, path, content)}
        gone = tuple(path for path in gone if os.path.lexists(root / path))
        keep.keep(root, changed | raised, gone, PATH)
    return Released(checked.findings, (), True, tuple(sorted({*changed, *raised})), gone)


def _raised(given: pipeline.Inputs) -> Iterator[Source]:
    """The files whose editors have declared a change in `changes`, each with its version raised."""
    sources = {source.path: source for source in given.corpus.entries}
    for entry in given.lock.entries.values():
        source = sources.get(file_of(entry.address))
        if source is not None and not entry.removed and is_public(entry, given.now):
            yield from _with_version(source, entry)


def _with_version(source: Source, entry: Locked) -> Iterator[Source]:
    if not raising.may_declare(source, entry):
        return
    document, new = load_document(source), raising.raised(source, entry.version + 1)
    expected = document.entry.model_copy(update={"version": entry.version + 1})
    if raising.is_declared(document, entry) and load_document(new).entry == expected:
        yield new


def _is_there(root: Path, path: str, content: bytes) -> bool:
    try:
        return (root / path).read_bytes() == content
    except OSError:
        return False
