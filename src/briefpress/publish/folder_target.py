"""Publishes into a folder from which a web server serves `current`.

`releases/` holds whole editions, `current` is a link to one of them and is switched by one rename: a reader gets
a file of the former edition or of the new one, never half of one, and there is no moment without a site. A release is
never written to once it has its name, so that files which are the same can be one file on the disk.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from briefpress.plan import digest, published
from briefpress.plan.published import FORMER, MANIFEST, Digested, Edition
from briefpress.publish import releases, swap
from briefpress.publish.releases import Release
from briefpress.publish.target import Folder, Outcome, Ready, Refused, Terms

_RELEASES, _CURRENT, _LOCK = "releases", "current", ".publish.lock"
_NEW, _GONE, _LINK = ".new", ".gone", ".current.new"
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW


def publish(target: Folder, ready: Ready, terms: Terms) -> Outcome:
    """Makes a release of the edition beside the others, writes it through to the disk, and switches to it.

    Raises `Refused` when the folder is not for releases or another one publishes there, OSError as the disk does.
    """
    top = target.path.absolute()
    _refuse_foreign(top)
    if terms.dry:
        return _published(top, ready, terms)
    with _alone(top):
        return _published(top, ready, terms)


def rollback(target: Folder, terms: Terms) -> Outcome:
    """Switches to the release before the one that is live, less those that hold what was taken down.

    Raises `Refused` when there is none that is whole.
    """
    top = target.path.absolute()
    _refuse_foreign(top)
    if not top.is_dir():
        raise Refused(f"{top} holds no release")
    with _alone(top):
        live = _live(top)
        name = _before(top, live, terms)
        terms.say(f"switch {_CURRENT} from {live} to {name}")
        if not terms.dry:
            _switch(top, name)
    return Outcome(name)


def _published(top: Path, ready: Ready, terms: Terms) -> Outcome:
    live = _live(top)
    held = {name: releases.edition(top / _RELEASES / name) for name in _names(top)}
    place = top / _RELEASES / live if live else None
    new = releases.of(ready, _there(place, MANIFEST), _there(place, FORMER), terms.taken)
    old = _files(place) if place else {}
    if place and old == new.files and _is_intact(place, old):
        dropped = _drop(top, held, live, live, terms)
        return Outcome(live, same=len(old), dropped=dropped, changed=False)
    name = releases.name(releases.following([*held]), ready.manifest)
    told = published.difference(old, new.files)
    releases.told(told, terms)
    if not terms.dry:
        _make(top, name, new, ready, place)
        _switch(top, name)
    dropped = _drop(top, held, live, name, terms)
    return Outcome(name, len(told.added) + len(told.changed), len(told.same), len(told.gone), dropped)


# ── what lies there ───────────────────────────────────────────────────────────────────────────────────


def _refuse_foreign(top: Path) -> None:
    """Raises `Refused` for a folder that holds something else, or a `releases` or `current` that is not ours."""
    if os.path.lexists(top) and not top.is_dir():
        raise Refused(f"{top} is no folder")
    names = set(os.listdir(top)) if top.is_dir() else set()
    if names - {"lost+found"} and not names & {_RELEASES, _LOCK}:
        raise Refused(f"{top} is not empty and holds no releases; name a folder for this site alone")
    if _RELEASES in names and ((top / _RELEASES).is_symlink() or not (top / _RELEASES).is_dir()):
        raise Refused(f"{top / _RELEASES} is no folder; name a folder for this site alone")
    if _CURRENT in names and _linked(top) is None:
        raise Refused(f"{top / _CURRENT} is no link to a release; name a folder for this site alone")


def _linked(top: Path) -> str | None:
    """The name of the release that `current` leads to; None when it leads anywhere else."""
    try:
        leads_to = os.readlink(top / _CURRENT)
    except OSError:
        return None
    folder, _, name = leads_to.partition("/")
    return name if folder == _RELEASES and releases.is_name(name) else None


def _names(top: Path) -> list[str]:
    """The releases, oldest first. Links and other things among them are none."""
    try:
        with os.scandir(top / _RELEASES) as found:
            return sorted(
                e.name for e in found if releases.is_name(e.name) and e.is_dir(follow_symlinks=False)
            )
    except FileNotFoundError:
        return []


def _live(top: Path) -> str:
    """The release that is live, or ""."""
    name = _linked(top) or ""
    return name if name in _names(top) else ""


def _files(folder: Path) -> dict[str, Digested]:
    """Everything that a release consists of, by what its own lists say."""
    found = releases.edition(folder)
    files = dict(found.files) if found else {}
    stays = releases.read(folder, FORMER, releases.LARGEST)
    for path, written in ((MANIFEST, releases.read(folder, MANIFEST, releases.LARGEST)), (FORMER, stays)):
        if written is not None:
            files[path] = Digested.of(written)
    try:
        return files | (dict(published.parse(stays).files) if stays is not None else {})
    except published.NotAManifest:
        return files


def _there(folder: Path | None, listed: str) -> Edition:
    """What a list of the live release tells of, less lasting files that were altered."""
    found = releases.edition(folder, listed) if folder else None
    if folder is None or found is None:
        return Edition({})
    if not _is_real(folder, found.files):
        return Edition({}, found.pages)
    lasting = published.is_named_by_content
    files = {p: told for p, told in found.files.items() if not lasting(p) or _is_same(folder / p, told)}
    return Edition(files, found.pages)


def _is_intact(folder: Path, files: Mapping[str, Digested]) -> bool:
    """True when every file has its bytes; what else lies there does not count."""
    return _is_real(folder, files) and all(_is_same(folder / path, told) for path, told in files.items())


def _is_same(file: Path, told: Digested) -> bool:
    found = releases.read(file.parent, file.name, told.size)
    return found is not None and digest(found) == told.sha256


def _is_whole(folder: Path) -> bool:
    """True when every file is there in its size: quick, for going back must not take long."""
    files = _files(folder)
    sizes = (_has_size(f"{folder}/{path}", told.size) for path, told in files.items())
    return MANIFEST in files and _is_real(folder, files) and all(sizes)


def _is_real(folder: Path, paths: Iterable[str]) -> bool:
    """True when no folder among the paths is a link: it might lead anywhere."""
    below = {path.rpartition("/")[0] for path in paths}
    top = os.path.realpath(folder)
    return all(os.path.realpath(f"{folder}/{path}") == f"{top}/{path}".rstrip("/") for path in below)


def _has_size(file: str, size: int) -> bool:
    try:
        found = os.lstat(file)
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size == size


def _before(top: Path, live: str, terms: Terms) -> str:
    for name in reversed([n for n in _names(top) if n < live]):
        place = top / _RELEASES / name
        if releases.may_return(name, releases.edition(place) if _is_whole(place) else None, terms):
            return name
    raise Refused(f"{top} holds no release before {live or 'the first'} that may be gone back to")


# ── making and switching ──────────────────────────────────────────────────────────────────────────────


@contextmanager
def _alone(top: Path) -> Iterator[None]:
    try:
        with swap.alone(top / _LOCK):
            yield
    except swap.Busy as busy:
        raise Refused(f"another publish to {top} is at work; waited a minute for it") from busy


def _make(top: Path, name: str, new: Release, ready: Ready, live: Path | None) -> None:
    """The folder of a release, whole and on the disk before it has its name."""
    place = top / _RELEASES / _NEW
    _clear(top)
    try:
        place.mkdir(parents=True)
        _fill(place, live if live and _is_real(live, new.files) else None, new, ready)
        _sync(place)
        place.rename(top / _RELEASES / name)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    _sync_folder(top / _RELEASES)


def _fill(place: Path, live: Path | None, new: Release, ready: Ready) -> None:
    made: set[str] = set()
    for path, told in sorted(new.files.items()):
        below = path.rpartition("/")[0]
        if below not in made:
            (place / below).mkdir(parents=True, exist_ok=True)
            made.add(below)
        if path in new.own:
            _write(place / path, new.own[path])
        elif not (live and _is_linked(live / path, place / path, told)):
            source = live if live and path in new.stays else ready.folder
            _write(place / path, releases.content(source, path, told))


def _is_linked(old: Path, new: Path, told: Digested) -> bool:
    """Makes the file of the live release this one's too, if it has the same bytes still and the system allows it."""
    if not _is_same(old, told):
        return False
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        return False
    return True


def _write(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, _NEW_FILE, 0o666), "wb") as opened:
        opened.write(content)


def _sync(folder: Path) -> None:
    """Everything on the folder's file system onto the disk: syncfs(2), or sync(2) where there is none."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        done = ctypes.CDLL(None, use_errno=True).syncfs(handle)
    except AttributeError:
        os.sync()
        return
    finally:
        os.close(handle)
    if done != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(folder))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _switch(top: Path, name: str) -> None:
    """One rename: `current` leads to the former release before, to this one after."""
    link = top / _LINK
    link.unlink(missing_ok=True)
    link.symlink_to(f"{_RELEASES}/{name}")
    link.replace(top / _CURRENT)
    _sync_folder(top)


def _drop(
    top: Path, held: Mapping[str, Edition | None], former: str, live: str, terms: Terms
) -> tuple[str, ...]:
    """Takes away the releases that may not or need not stay; each loses its name before its files."""
    dropped = releases.droppable(held, former, live, terms)
    for name in dropped:
        if terms.dry:
            terms.say(f"drop {_RELEASES}/{name}")
        else:
            (top / _RELEASES / name).rename(top / _RELEASES / f"{_GONE}-{name}")
    if not terms.dry:
        _clear(top)
    return dropped


def _clear(top: Path) -> None:
    """Takes away what a stopped publish has left, and what lost its name."""
    for found in sorted((top / _RELEASES).glob(".*")):
        if found.name == _NEW or found.name.startswith(f"{_GONE}-"):
            found.unlink() if found.is_symlink() else shutil.rmtree(found)
