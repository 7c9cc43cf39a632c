"""By what one sees, without reading them, that no file has changed."""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_TICK_NS = 20_000_000
"""How long two changes of a file may bear the same time: kernels count in steps of up to 10 ms."""


def of_files(places: Iterable[Path], *, aside: str = "") -> tuple[str, int]:
    """(digest, newest change in nanoseconds) of all files at and below some places, less folders named `aside`.

    A file that was changed, replaced, added, removed or renamed gives another digest: it is made from names, sizes,
    inodes, kinds, and the times of the last change of content and of anything (ctime, which no program can set back).
    """
    found = hashlib.blake2b(digest_size=16)
    newest = 0
    for place in places:
        for path, seen in _walk(os.fspath(place), aside):
            newest = max(newest, seen.st_ctime_ns)
            line = (path, seen.st_mode, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)
            found.update(repr(line).encode("utf-8", "surrogateescape"))
    return found.hexdigest(), newest


def _walk(place: str, aside: str) -> Iterator[tuple[str, os.stat_result]]:
    """A place, and all that is below it where it is a folder; links are not followed."""
    try:
        yield place, os.lstat(place)
        entries = sorted(os.scandir(place), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != aside:
                yield from _walk(entry.path, aside)
        else:
            yield entry.path, entry.stat(follow_symlinks=False)


def of_code() -> str:
    """A digest that changes with briefpress itself, with Python, and with what is installed beside them."""
    package = Path(__file__).resolve().parent.parent
    installed = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    listed = [entry for entry in (*sys.path, *sorted(installed)) if entry]
    times = [(entry, _changed(entry)) for entry in listed]
    code, _ = of_files([package], aside="__pycache__")
    return hashlib.blake2b(
        repr((sys.version, sys.executable, times, code)).encode(), digest_size=16
    ).hexdigest()


def _changed(folder: str) -> int:
    """When something was last put into a folder, or taken out; packages are installed side by side."""
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:
        return 0


def settled(folder: Path, newest: int) -> bool:
    """True when a file that is changed from now on shows it: the last change is longer ago than a tick.

    The clock is that of the file system which holds `folder`.
    """
    try:
        with tempfile.NamedTemporaryFile(dir=folder) as now:
            return os.fstat(now.fileno()).st_ctime_ns - newest > _TICK_NS
    except OSError:
        return False
