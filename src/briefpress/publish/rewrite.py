"""Puts a mended file in the place of the one that was read: wholly or not at all, and never through a link."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from briefpress.publish.create import Taken, create


class Revision(NamedTuple):
    """A file as it was read, None where there was none, and as it shall be."""

    path: str
    before: bytes | None
    after: bytes


class Moved(Exception):
    """The file is no longer what was read, or cannot be reached without following a link."""


def rewrite(root: Path, path: str, before: bytes, after: bytes) -> None:
    """Writes `after` below `root` if the file there still holds `before`; its permissions stay.

    Raises `Moved` when it does not, and OSError when the disk refuses; the file is then as it was.
    """
    file = root / path
    folder = os.path.realpath(file.parent)
    if folder != os.path.join(os.path.realpath(root), *Path(path).parent.parts):
        raise Moved(f"{path} lies behind a symbolic link")
    mode = stat.S_IMODE(os.lstat(file).st_mode)
    if _content(file) != before:
        raise Moved(f"{path} has changed since it was read")
    beside = file.with_name(f".{file.name}.mend-{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(after)
            written.flush()
            os.fchmod(written.fileno(), mode)
            os.fsync(written.fileno())
        os.replace(beside, file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def all_or_none(root: Path, revisions: Sequence[Revision]) -> None:
    """Writes all files, in their order, or leaves all as they were.

    Raises `Moved` and OSError as `rewrite` does, and `Taken` as `create`. Killed midway, the first ones are written.
    A path of a new file may lead to a folder beside the site.
    """
    done: list[Revision] = []
    try:
        for one in revisions:
            if one.before is None:
                _create(root, one.path, one.after)
            else:
                rewrite(root, one.path, one.before, one.after)
            done.append(one)
    except BaseException:
        for one in reversed(done):
            with suppress(Moved, Taken, OSError):  # somebody has changed it in between: theirs stays
                _undo(root, one)
        raise


def _create(root: Path, path: str, content: bytes) -> None:
    if path.startswith(("../", "/")):
        create((root / path).parent, Path(path).name, content)
    else:
        create(root, path, content)


def _undo(root: Path, one: Revision) -> None:
    if one.before is not None:
        rewrite(root, one.path, one.after, one.before)
    elif _content(root / one.path) == one.after:
        (root / one.path).unlink()


def _content(file: Path) -> bytes:
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Moved(f"{file.name} cannot be read any more: {error.strerror}") from error
    with os.fdopen(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise Moved(f"{file.name} is no longer a file")
        return opened.read()
