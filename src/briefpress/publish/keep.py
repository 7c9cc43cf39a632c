"""Writes the lock and the kept twins of versions into the checkout: each file wholly or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path


def keep(root: Path, files: Mapping[str, bytes], gone: Iterable[str], last: str) -> None:
    """Writes `files` (path below `root` -> bytes), then removes those in `gone`; the one named `last` comes last.

    Killed midway, `last` is as it was, and the next run does the rest. Raises OSError when the disk refuses.
    """
    for path in sorted(files, key=lambda path: (path == last, path)):
        if path == last:
            _remove(root, gone)
        _write(root / path, files[path])
    if last not in files:
        _remove(root, gone)


def _write(file: Path, content: bytes) -> None:
    """Beside its place under a hidden name, onto the disk, then into its place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    with beside.open("wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    beside.replace(file)


def _remove(root: Path, gone: Iterable[str]) -> None:
    """Removes files, and the folders that are empty then."""
    for path in sorted(gone):
        file = root / path
        file.unlink(missing_ok=True)
        try:
            file.parent.rmdir()
        except OSError:
            continue  # another version is still kept there
