"""Records what a change publishes: `briefpress release`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from briefpress import pipeline
from briefpress.edition import folders, making, recall
from briefpress.edition.draughtsman import Draughtsman
from briefpress.edition.result import Unable
from briefpress.evidence.locking import is_public, named
from briefpress.evidence.unread import unread
from briefpress.load import document as load_document
from briefpress.model.finding import Bug, Finding
from briefpress.model.lock import PATH, Lock, Locked, file_of
from briefpress.model.source import Source
from briefpress.plan import raising
from briefpress.plan import release as locking
from briefpress.publish import keep, swap

_SHOWN = 10
"""Paths that a message names."""


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
        _refuse_loss(locking.unexplained(given.lock, gone))
        changed = {path: content for path, content in files.items() if not _is_there(root, path, content)}
        gone = tuple(path for path in gone if os.path.lexists(root / path))
        keep.keep(root, changed | raised, gone, PATH)
        recall.forget(root)  # words that were taken down may stand there
    return Released(checked.findings, (), True, tuple(sorted({*changed, *raised})), gone)


def _refuse_loss(gone: Sequence[str]) -> None:
    """Raises `Unable` when kept copies would go of which the lock says nothing."""
    if gone:
        more = f" and {len(gone) - _SHOWN} more" if gone[_SHOWN:] else ""
        raise Unable(
            f"{PATH} knows no page for these kept copies: {', '.join(gone[:_SHOWN])}{more}; nothing was written. Bring "
            f"back the lines that were there (`git log -- {PATH}`); copies of what was never published, delete yourself"
        )


def _raised(given: pipeline.Inputs) -> Iterator[Source]:
    """The files whose editors have declared a change in `changes`, each with its version raised."""
    owners = {file_of(address): name for address, name in given.lock.owners.items()}
    for source in given.corpus.entries:
        entry = given.lock.entries.get(owners.get(source.path) or _moved(source, given.lock))
        if entry is not None and not entry.removed and is_public(entry, given.now):
            yield from _with_version(source, entry)


def _moved(source: Source, lock: Lock) -> str:
    """The id of a file at an address that nobody had before; loaded only when it may name a former one."""
    return named(load_document(source), lock).id if b"redirect_from" in source.content else ""


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
