"""Carries out a plan in the folder of a new edition."""

from __future__ import annotations

import os
from pathlib import Path

from briefpress.model.artifact import Artifact, Plan
from briefpress.plan import Manifest, Row, digest, text


def carry_out(plan: Plan, new: Path, old: Path) -> dict[str, Row]:
    """Writes the plan's files into `new`; what is kept is linked from the edition in `old`, without a copy.

    Returns the row of each file. Raises OSError when the disk refuses.
    """
    made: set[Path] = set()
    rows = {a.path: _written(a, new, made) for a in plan.write}
    rows |= {a.path: _kept(a, new, old, made) for a in plan.keep}
    return rows


def row(folder: Path, path: str) -> Row:
    """The row of a file that something else has written.

    Raises OSError when it is not there.
    """
    file = folder / path
    return _row(file, digest(file.read_bytes()))


def save(manifest: Manifest, file: Path) -> None:
    """Writes the manifest beside its place, then moves it there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.new")
    beside.write_text(text(manifest), encoding="utf-8")
    beside.replace(file)


def _written(artifact: Artifact, new: Path, made: set[Path]) -> Row:
    file = _place(new, artifact.path, made)
    file.unlink(missing_ok=True)
    file.write_bytes(artifact.content)
    return _row(file, digest(artifact.content))


def _kept(artifact: Artifact, new: Path, old: Path, made: set[Path]) -> Row:
    file = _place(new, artifact.path, made)
    try:
        file.unlink(missing_ok=True)
        os.link(old / artifact.path, file)
    except OSError:  # another file system, or the file has just gone: its bytes are here
        return _written(artifact, new, made)
    return _row(file, digest(artifact.content))


def _place(folder: Path, path: str, made: set[Path]) -> Path:
    file = folder / path
    if file.parent not in made:
        file.parent.mkdir(parents=True, exist_ok=True)
        made.add(file.parent)
    return file


def _row(file: Path, content_digest: str) -> Row:
    found = os.lstat(file)
    return Row(content_digest, found.st_size, found.st_mtime_ns, found.st_ino)
