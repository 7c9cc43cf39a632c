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
    made: set[str] = set()
    rows = {a.path: _written(a, str(new), made) for a in plan.write}
    rows |= {a.path: _kept(a, str(new), old, made) for a in plan.keep}
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


def _written(artifact: Artifact, new: str, made: set[str]) -> Row:
    file = _place(new, artifact.path, made)
    try:
        handle = os.open(file, _NEW_FILE, 0o666)
    except FileExistsError:  # perhaps a link to the last edition's, which must stay as it is
        os.unlink(file)
        handle = os.open(file, _NEW_FILE, 0o666)
    with os.fdopen(handle, "wb") as opened:
        opened.write(artifact.content)
        opened.flush()
        found = os.fstat(handle)
    return Row(digest(artifact.content), found.st_size, found.st_mtime_ns, found.st_ino)


def _kept(artifact: Artifact, new: str, old: Path, made: set[str]) -> Row:
    file = _place(new, artifact.path, made)
    try:
        if os.path.lexists(file):
            os.unlink(file)
        os.link(old / artifact.path, file)
    except OSError:  # another file system, or the file has just gone: its bytes are here
        return _written(artifact, new, made)
    return _row(file, digest(artifact.content))


_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


def _place(folder: str, path: str, made: set[str]) -> str:
    """Texts and not paths: ten thousand briefings are sixty thousand files."""
    below, _, _ = path.rpartition("/")
    if below not in made:
        os.makedirs(f"{folder}/{below}", exist_ok=True)
        made.add(below)
    return f"{folder}/{path}"


def _row(file: Path | str, content_digest: str) -> Row:
    found = os.lstat(file)
    return Row(content_digest, found.st_size, found.st_mtime_ns, found.st_ino)
