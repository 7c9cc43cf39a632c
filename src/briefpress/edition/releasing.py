"""Records what a change publishes: `briefpress release`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefpress import pipeline
from briefpress.edition import folders, making
from briefpress.edition.draughtsman import Draughtsman
from briefpress.model.finding import Bug, Finding
from briefpress.model.lock import PATH
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
    with making.plainly(), swap.alone(root / folders.CACHE / "build.lock"):
        given, checked, cards = making.looked_at(config_file, draughtsman, now)
        if given.lock.unread or making.Terms(now).stop(checked, cards):
            return Released(checked.findings, checked.bugs)
        files, gone = pipeline.release(given, cards)
        changed = {path: content for path, content in files.items() if not _is_there(root, path, content)}
        gone = tuple(path for path in gone if os.path.lexists(root / path))
        keep.keep(root, changed, gone, PATH)
    return Released(checked.findings, (), True, tuple(sorted(changed)), gone)


def _is_there(root: Path, path: str, content: bytes) -> bool:
    try:
        return (root / path).read_bytes() == content
    except OSError:
        return False
