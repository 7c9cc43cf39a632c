"""Directories to values: briefings, registry, snapshots, templates, and what the last edition wrote."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator, Mapping
from io import FileIO
from pathlib import Path

from briefpress.load import front_matter
from briefpress.load.registry import FILES
from briefpress.model.corpus import Corpus
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.lock import version_of
from briefpress.model.source import Location, Source
from briefpress.plan import Manifest, parse
from briefpress.publish import shipped

KB = 1024
_PIECE = 64 * KB
MAX_ENTRY = 512 * KB
"""Bytes of a briefing or digest."""
MAX_REGISTRY = 32 * 1024 * KB
"""Bytes of a registry file: it grows with the corpus."""
MAX_LOCK = 64 * 1024 * KB
MAX_SNAPSHOT = 4 * 1024 * KB
MAX_VERSION = 4 * 1024 * KB
MAX_TEMPLATE = 1024 * KB
MAX_ASSET = 16 * 1024 * KB

_BRIEFINGS = "briefings"
_TEMPLATES = "templates"
_LEFT_BEHIND = ("~", ".bak", ".orig", ".swp", ".tmp")
"""How names end of what editors' programs leave beside a file."""
_OF_PROGRAMS = (".#", "._")
"""How names of hidden files begin that Emacs and macOS make of those of others."""
_NOTES = frozenset({"README", "README.md", "README.txt", "Thumbs.db", "desktop.ini"})
"""Names of notes to other editors, and of what Windows leaves in folders."""


def corpus(root: Path, snapshots_dir: str = "") -> Corpus:
    """Everything below `root` that a build reads; what may not be read is told in its faults.

    `snapshots_dir` is the folder of snapshots elsewhere, counted from `root`; it need not be there.
    """
    faults: list[Fault] = []
    files = sorted(_files(root / _BRIEFINGS, _BRIEFINGS, faults))
    entries, registry, snapshots, lock = [], [], [], None
    versions: dict[str, Source] = {}
    for path in files:
        parts = path.split("/")
        if _is_entry(parts):
            entries += _source(root, path, MAX_ENTRY, faults)
        elif parts[1] == "_registry" and path.endswith(".yml"):
            registry += _source(root, path, MAX_REGISTRY, faults)
        elif parts[1] == "_snapshots":
            snapshots += _source(root, path, MAX_SNAPSHOT, faults)
        elif path == f"{_BRIEFINGS}/_published.lock.yml":
            lock = next(iter(_source(root, path, MAX_LOCK, faults)), None)
        elif version_of(path) is not None:
            versions |= {s.path: s for s in _source(root, path, MAX_VERSION, faults)}
        else:
            faults.append(_misplaced(path))
    for path in _elsewhere(root, snapshots_dir, faults):
        snapshots += _source(root, path, MAX_SNAPSHOT, faults)
    pages = templates(root, faults)
    assets(root, faults)  # the engine takes them; here they are only looked at
    faults += _not_templates(root)
    told = tuple(dict.fromkeys(faults))
    return Corpus(
        tuple(entries), tuple(registry), tuple(snapshots), pages, lock, versions, told, snapshots_dir
    )


def _elsewhere(root: Path, folder: str, faults: list[Fault]) -> list[str]:
    """The snapshots elsewhere. Within the checkout, where a stranger's change may put one, no link is followed."""
    place = root / folder
    if not folder or not place.is_dir():
        return []
    if root.resolve().is_relative_to(place.resolve()):
        faults.append(_fault("input-not-a-file", folder, "the folder of the site itself"))
        return []
    parts = [] if folder.startswith(("/", "../")) else folder.split("/")
    if any((root / "/".join(parts[: n + 1])).is_symlink() for n in range(len(parts))):
        faults.append(_fault("input-symlink", folder))
        return []
    return sorted(_files(place, folder, faults))


def _misplaced(path: str) -> Fault:
    """A file that nothing reads; below _registry/ with the names that are read there."""
    names = ", ".join(f"{name}.yml" for name in FILES) if path.startswith(f"{_BRIEFINGS}/_registry/") else ""
    return _fault("input-misplaced", path, names)


def one(root: Path, path: str) -> Source:
    """One file below `root`, once more: for the place of a finding.

    Raises OSError when it is gone.
    """
    return Source(path, (root / path).read_bytes())


def templates(root: Path, faults: list[Fault] | None = None) -> Mapping[str, str]:
    """Page templates by name: the package's, and the site's own in `templates/`, which override by name.

    `faults` takes what may not be read there, the theme's templates and the assets included.
    """
    told = faults if faults is not None else []
    sources = _overridden(root, "", MAX_TEMPLATE, told)
    texts = {name: _text(source, told) for name, source in sources}
    return {name: text for name, text in texts.items() if text is not None}


def _not_templates(root: Path) -> Iterator[Fault]:
    """Folders that are named like a template of the package: nothing would be overridden by them."""
    packed, own = shipped.templates(), root / _TEMPLATES
    if not own.is_dir() or own.resolve() == packed:
        return
    for path in _files(packed, _TEMPLATES, []):
        if (root / path).is_dir():
            yield _fault("input-not-a-file", path, "a folder")


def _text(source: Source, faults: list[Fault]) -> str | None:
    """The text of a template; None, and a fault, when it is none."""
    if source.content.startswith(codecs.BOM_UTF8):  # it would stand in the middle of every page
        faults.append(_fault("input-byte-order-mark", source.path, "U+FEFF"))
    decoded = front_matter.decode_verbatim(source, MAX_TEMPLATE)
    faults += decoded.faults
    return decoded.text


def assets(root: Path, faults: list[Fault] | None = None) -> Mapping[str, bytes]:
    """Style sheets and scripts by name: the package's, overridden by the site's own in `templates/assets/`.

    `faults` takes what may not be read there.
    """
    told = faults if faults is not None else []
    return {name: source.content for name, source in _overridden(root, "assets", MAX_ASSET, told)}


def _overridden(root: Path, below: str, limit: int, faults: list[Fault]) -> Iterator[tuple[str, Source]]:
    """The package's files in a folder of templates by name, then the site's own; faults are of these alone."""
    packed, own = shipped.templates(), root / _TEMPLATES
    if own.resolve() != packed:
        yield from _named(packed, below, limit, [])
    yield from _named(own, below, limit, faults)


def _named(folder: Path, below: str, limit: int, faults: list[Fault]) -> Iterator[tuple[str, Source]]:
    top = f"{folder.name}/{below}".rstrip("/")
    for path in _files(folder / below, top, faults):
        name = path.removeprefix(f"{top}/")
        if below or not name.startswith(("frame/", "assets/")):
            yield from ((name, source) for source in _source(folder.parent, path, limit, faults))


def rule_page(rule: str) -> str | None:
    """The page of a rule, in Markdown; it comes with the package as the templates do. None where there is none."""
    try:
        return (shipped.rules() / f"{rule}.md").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


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
    name = parts[-1]
    return (
        name.endswith(".md")
        and name[0] != "."
        and placed
        and len(year) == 4
        and year.isascii()
        and year.isdigit()
    )


def _files(folder: Path, path: str, faults: list[Fault]) -> Iterator[str]:
    """Regular files below `folder`; links, and things named like a briefing that are none, become faults."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        below = f"{path}/{entry.name}"
        if _is_bystander(entry.name):
            continue
        if _unreadable(entry.name):
            faults.append(_fault("input-file-name", _shown(below)))
        elif entry.is_symlink():
            faults.append(_fault("input-symlink", below))
        elif entry.is_dir(follow_symlinks=False):
            if entry.name.endswith((".md", ".yml")):
                faults.append(_fault("input-not-a-file", below, "a folder"))
            yield from _files(folder / entry.name, below, faults)
        elif entry.is_file(follow_symlinks=False):
            yield below
        else:
            faults.append(_fault("input-not-a-file", below, "a device, pipe or socket"))


def _is_bystander(name: str) -> bool:
    """True for what is no part of a site: hidden files, what programs leave behind, notes to other editors."""
    left = name.endswith(_LEFT_BEHIND) or (name.startswith("#") and name.endswith("#"))
    hidden = name.startswith(".") and (not name.endswith(".md") or name.startswith(_OF_PROGRAMS))
    return hidden or left or name in _NOTES


def _shown(path: str) -> str:
    """The path with escapes for what cannot be shown, so that a name cannot forge lines of a report."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in path)


def _unreadable(name: str) -> bool:
    """True for names that are not text, or that would break a message or an address."""
    return not name.isprintable()


def _source(root: Path, path: str, limit: int, faults: list[Fault]) -> list[Source]:
    try:
        handle = os.open(root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        faults.append(_fault("input-not-a-file", path, f"a file that cannot be read ({error.strerror})"))
        return []
    with os.fdopen(handle, "rb", buffering=0) as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):  # it was one when the folder was listed
            faults.append(_fault("input-not-a-file", path, "a device, pipe or socket"))
            return []
        content = _content(file, min(found.st_size, limit), limit)
    if len(content) > limit:
        faults.append(_fault("input-size", path, f"{limit // KB} kB"))
        return []
    return [Source(path, content)]


def _content(file: FileIO, size: int, limit: int) -> bytes:
    """All bytes of a file that is said to have `size`, or some more than `limit`.

    Room for the limit is not asked for at once: that costs more than to read a file that is far smaller.
    """
    content = file.read(size + 1) or b""
    while len(content) <= limit and (more := file.read(_PIECE)):
        content += more
    return content


def _fault(rule: str, path: str, expected: str = "") -> Fault:
    return Fault(FaultKind.INPUT, Location(path), found=rule, expected=expected)
