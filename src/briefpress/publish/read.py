"""Directories to values: briefings, registry, snapshots, templates, and what the last edition wrote."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefpress.model.corpus import Corpus
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.source import Location, Source
from briefpress.plan import Manifest, parse

KB = 1024
MAX_ENTRY = 512 * KB
"""Bytes of a briefing or digest (design.md 4.3)."""
MAX_SHARED = 64 * 1024 * KB
"""Bytes of a registry file: it grows with the corpus."""
MAX_SNAPSHOT = 4 * 1024 * KB
MAX_TEMPLATE = 1024 * KB

_BRIEFINGS = "briefings"


def corpus(root: Path) -> Corpus:
    """Everything below `root` that a build reads; what may not be read is told in its faults."""
    faults: list[Fault] = []
    files = sorted(_files(root / _BRIEFINGS, _BRIEFINGS, faults))
    entries, registry, snapshots, lock = [], [], [], None
    for path in files:
        parts = path.split("/")
        if _is_entry(parts):
            entries += _source(root, path, MAX_ENTRY, faults)
        elif parts[1] == "_registry" and path.endswith(".yml"):
            registry += _source(root, path, MAX_SHARED, faults)
        elif parts[1] == "_snapshots":
            snapshots += _source(root, path, MAX_SNAPSHOT, faults)
        elif path == f"{_BRIEFINGS}/_published.lock.yml":
            lock = next(iter(_source(root, path, MAX_SHARED, faults)), None)
        elif path.endswith(".md") and not parts[1].startswith("_versions"):
            faults.append(_fault("input-misplaced", path))
    return Corpus(tuple(entries), tuple(registry), tuple(snapshots), templates(root), lock, tuple(faults))


def one(root: Path, path: str) -> Source:
    """One file below `root`, once more: for the place of a finding.

    Raises OSError when it is gone.
    """
    return Source(path, (root / path).read_bytes())


def templates(root: Path) -> Mapping[str, str]:
    """Page templates by name: the package's, and the site's own in `templates/`, which override by name."""
    found: dict[str, str] = {}
    for folder in (shipped_templates(), root / "templates"):
        for name in _names(folder):
            if not name.startswith(("frame/", "assets/")):
                found[name] = (folder / name).read_bytes()[:MAX_TEMPLATE].decode("utf-8", errors="replace")
    return found


def assets(root: Path) -> Mapping[str, bytes]:
    """Style sheets and scripts by name: the package's, overridden by the site's own in `templates/assets/`."""
    found: dict[str, bytes] = {}
    for folder in (shipped_templates() / "assets", root / "templates" / "assets"):
        for name in _names(folder):
            found[name] = (folder / name).read_bytes()
    return found


def shipped_templates() -> Path:
    """The folder of templates that comes with the package: beside it in a wheel, at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "_templates"
    return packed if packed.is_dir() else package.parent.parent / "templates"


def intact(site: Path, manifest_file: Path) -> Manifest:
    """The rows of the last edition whose files still lie there as they were written."""
    try:
        written = parse(manifest_file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return {}
    return {
        path: row
        for path, row in written.items()
        if _unaltered(site / path, row.size, row.mtime_ns, row.inode)
    }


def _unaltered(path: Path, size: int, mtime_ns: int, inode: int) -> bool:
    try:
        found = os.lstat(path)
    except OSError:
        return False
    same = (found.st_size, found.st_mtime_ns, found.st_ino) == (size, mtime_ns, inode)
    return same and stat.S_ISREG(found.st_mode)


def _is_entry(parts: list[str]) -> bool:
    """briefings/YYYY/slug.md or briefings/_digests/YYYY/slug.md"""
    folder = parts[1:-1]
    year = folder[-1] if folder else ""
    placed = folder in ([year], ["_digests", year])
    return parts[-1].endswith(".md") and placed and len(year) == 4 and year.isascii() and year.isdigit()


def _names(folder: Path) -> Iterator[str]:
    """Files below a folder of templates, relative, without links."""
    for place, folders, files in os.walk(folder, followlinks=False):
        folders.sort()
        for name in sorted(files):
            path = Path(place, name)
            if not path.is_symlink():
                yield path.relative_to(folder).as_posix()


def _files(folder: Path, path: str, faults: list[Fault]) -> Iterator[str]:
    """Regular files below `folder`; links, and things named like a briefing that are none, become faults."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        below = f"{path}/{entry.name}"
        if _unreadable(entry.name):
            faults.append(_fault("input-file-name", _shown(below)))
        elif entry.is_symlink():
            faults.append(_fault("input-symlink", below))
        elif entry.is_dir(follow_symlinks=False):
            if entry.name.endswith(".md"):
                faults.append(_fault("input-not-a-file", below, "a folder"))
            yield from _files(folder / entry.name, below, faults)
        elif entry.is_file(follow_symlinks=False):
            yield below
        else:
            faults.append(_fault("input-not-a-file", below, "a device, pipe or socket"))


def _shown(path: str) -> str:
    """The path with escapes for what cannot be shown, so that a name cannot forge lines of a report."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in path)


def _unreadable(name: str) -> bool:
    """True for names that are not text, or that would break a message or an address."""
    return any(0xD800 <= ord(c) <= 0xDFFF or not c.isprintable() for c in name)


def _source(root: Path, path: str, limit: int, faults: list[Fault]) -> list[Source]:
    try:
        handle = os.open(root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        faults.append(_fault("input-not-a-file", path, f"a file that cannot be read ({error.strerror})"))
        return []
    with os.fdopen(handle, "rb") as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        faults.append(_fault("input-size", path, f"{limit // KB} kB"))
        return []
    return [Source(path, content)]


def _fault(rule: str, path: str, expected: str = "") -> Fault:
    return Fault(FaultKind.INPUT, Location(path), found=rule, expected=expected)
