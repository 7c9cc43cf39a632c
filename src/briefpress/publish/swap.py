"""Switches a new edition in by one step, so that there is no moment without a site."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_WAIT_SECONDS = 60


class Busy(Exception):
    """Another build of the same site is still at work."""


class CannotExchange(Exception):
    """This system or file system cannot exchange two folders in one step."""


def workplace(site: Path, number: int = 0) -> Path:
    """The name of a folder beside the site in which its next edition is made."""
    return site.with_name(f".{site.name}.next-{number}")


@contextmanager
def workplaces(site: Path, count: int) -> Iterator[tuple[Path, ...]]:
    """Empty folders beside the site, hidden and on the same file system; removed at the end, if still there.

    The names are the same each time, so that what a killed build has left goes at the next.
    """
    folders = tuple(workplace(site, number) for number in range(count))
    try:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        yield folders
    finally:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)


def switch_in(new: Path, site: Path) -> None:
    """Puts the folder `new` in the place of `site`; the former edition is then removed.

    Raises `CannotExchange` where the system has no such step, and OSError when it refuses.
    """
    if not os.path.lexists(site):
        new.rename(site)
        return
    _exchange(new, site)
    shutil.rmtree(new, ignore_errors=True)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Holds the site's build lock; waits for another build up to a minute.

    Raises `Busy` when the other one is not done by then.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a") as held:
        deadline = time.monotonic() + _WAIT_SECONDS
        while not _locked(held.fileno()):
            if time.monotonic() > deadline:
                raise Busy(str(lock))
            time.sleep(0.1)
        yield


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _exchange(one: Path, other: Path) -> None:
    """renameat2(2) with RENAME_EXCHANGE: Linux, on ext4, xfs, btrfs and tmpfs."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError as error:
        raise CannotExchange from error
    done = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if done != 0:
        code = ctypes.get_errno()
        if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
            raise CannotExchange(os.strerror(code))
        raise OSError(code, os.strerror(code), str(other))
