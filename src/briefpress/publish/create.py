"""Makes a file that was not there: wholly or not at all, never over another one, and never through a link."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path, PurePosixPath


class Taken(Exception):
    """Something is there already, or the way to it leads through a link."""


def create(root: Path, path: str, content: bytes) -> None:
    """Writes a new file at `path` below `root`, and the folders on the way that are missing.

    Raises `Taken` when anything is there already, or a folder on the way is a link or no folder, and OSError when
    the disk refuses; nothing is then written but folders.
    """
    *folders, name = PurePosixPath(path).parts
    if path.startswith("/") or ".." in (*folders, name):
        raise Taken(f"{path} leads out of the site")
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in folders:
            below = _below(folder, part, path)
            os.close(folder)
            folder = below
        _written(folder, name, path, content)
    finally:
        os.close(folder)


def _below(folder: int, name: str, path: str) -> int:
    """The folder of this name in another one, made if it is missing."""
    with suppress(FileExistsError):
        os.mkdir(name, dir_fd=folder)
    try:
        return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise Taken(
                f"{path} lies behind a symbolic link, or behind something that is no folder"
            ) from error
        raise


def _written(folder: int, name: str, path: str, content: bytes) -> None:
    """Beside its place under a hidden name, onto the disk, then into its place if that is free."""
    beside = f".{name}.new-{os.getpid()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(beside, flags, 0o666, dir_fd=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, name, src_dir_fd=folder, dst_dir_fd=folder)
    except FileExistsError as error:
        raise Taken(f"{path} is there already; nothing was overwritten") from error
    finally:
        os.unlink(beside, dir_fd=folder)
