"""The texts of a checkout, whatever they are for: what an editor's removal looks through."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

LIMIT = 16 * 1024 * 1024
"""The most bytes of a file that is looked through."""
_ASIDE = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__"})


def texts(root: Path, aside: Collection[Path]) -> Iterator[tuple[str, str]]:
    """(path below `root`, text) of every file, sorted; bytes that are no text are replaced.

    Left out are the folders `aside`, those of version control and of installed packages, and links.
    """
    for folder, below, files in os.walk(root):
        here = Path(folder)
        below[:] = sorted(name for name in below if not _is_aside(here / name, aside))
        for name in sorted(files):
            text = _text(here / name)
            if text is not None:
                yield (here / name).relative_to(root).as_posix(), text


def _is_aside(folder: Path, aside: Collection[Path]) -> bool:
    installed = (folder / "pyvenv.cfg").exists()
    return folder.name in _ASIDE or folder in aside or installed


def _text(file: Path) -> str | None:
    """None for what cannot be read, is no regular file, or is over the limit."""
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > LIMIT:
            return None
        return file.read_bytes().decode("utf-8", "replace")
    except OSError:
        return None


def within(folder: Path, spared: Collection[str]) -> tuple[str, ...]:
    """The names in a folder, sorted, the spared ones left out; nothing when it is not there."""
    return tuple(sorted(set(os.listdir(folder)) - set(spared))) if folder.is_dir() else ()


def empty(folder: Path, spared: Collection[str]) -> None:
    """Removes what a folder holds, the spared names apart. Raises OSError when the system refuses."""
    for name in within(folder, spared):
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
