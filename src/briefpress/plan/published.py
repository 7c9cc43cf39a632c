"""The manifest that is published with an edition: what readers and hosts can prove an edition by.

It lists every file with its size and SHA-256, and every page with the version that it shows. Beside it may lie a
list of the same form, of files that stay of the former edition for those who have a page of it open.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefpress.model.address import version as version_at
from briefpress.model.artifact import Artifact
from briefpress.model.lock import Lock, LockState
from briefpress.plan.digest import digest

MANIFEST = "data/manifest.json"
"""Where the manifest lies. Not at the top: a site's docs/ may hold a web app's manifest.json there."""
FORMER = "data/former.json"
"""Where the list of files lies that stay of the former edition; a build never writes it."""
_SCHEMA = "schema/manifest.json"
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_ADDRESS = re.compile(r"(?:briefings|digests)/[0-9]{4}/[a-z0-9-]+/\Z")
_BY_CONTENT = re.compile(r"assets/(?:briefpress|javascripts)/|search/[0-9a-f]{16}/")
"""As `frame.policy` tells hosts: what lies there has another address when it has another content."""


class NotAManifest(ValueError):
    """The text is not what `text` writes."""


class Digested(NamedTuple):
    """A published file: its size in bytes and its SHA-256."""

    size: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> Digested:
        """The size and SHA-256 of these bytes."""
        return cls(len(content), digest(content))

    def fault(self, content: bytes) -> str:
        """What is wrong with bytes that should be these; "" for nothing."""
        if len(content) != self.size:
            return "another size"
        return "" if digest(content) == self.sha256 else "other bytes"


class Shown(NamedTuple):
    """A page of an edition: its id, its address and the version that it shows."""

    id: str
    address: str
    version: int


@dataclass(frozen=True, slots=True)
class Edition:
    """What is published: path below the site's folder -> file, and the pages. The manifest itself is not among it."""

    files: Mapping[str, Digested]
    pages: tuple[Shown, ...] = ()
    notice: str = ""
    """Said of a site of specimens: nothing in it is real."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What must change for one edition to become another; all sorted by path."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    same: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        """True when nothing must change."""
        return not (self.added or self.changed or self.gone)


def manifest(edition: Edition) -> Artifact:
    """The manifest as a file of the site: a line a page and a line a file, sorted."""
    return Artifact(MANIFEST, text(edition))


def text(edition: Edition) -> bytes:
    """The bytes of the manifest, or of the list beside it; `parse` reads them."""
    pages = (
        f'{{"id": {json.dumps(p.id)}, "address": {json.dumps(p.address)}, "version": {p.version}}}'
        for p in sorted(edition.pages)
    )
    files = (
        f'{{"path": {json.dumps(path, ensure_ascii=False)}, "size": {f.size}, "sha256": "{f.sha256}"}}'
        for path, f in sorted(edition.files.items())
        if path != MANIFEST
    )
    lists = f'"pages": [\n{_joined(pages)}\n],\n"files": [\n{_joined(files)}\n]'
    notice = f'"notice": {json.dumps(edition.notice, ensure_ascii=False)},\n' if edition.notice else ""
    return f'{{\n"$schema": "{_SCHEMA}",\n{notice}{lists}\n}}\n'.encode()


def _joined(lines: Iterable[str]) -> str:
    return ",\n".join(lines)


def parse(written: bytes) -> Edition:
    """The edition that a manifest tells of. Raises `NotAManifest` for anything that `text` would not write."""
    try:
        held = json.loads(written)
        pages = tuple(_page(row) for row in held["pages"])
        return Edition(dict(_file(row) for row in held["files"]), pages, _notice(held))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotAManifest(str(error)) from error


def _notice(held: Mapping[str, object]) -> str:
    notice = held.get("notice", "")
    if not isinstance(notice, str):
        raise TypeError(notice)
    return notice


def _page(row: Mapping[str, object]) -> Shown:
    name, address, version = row["id"], row["address"], row["version"]
    if not (isinstance(name, str) and isinstance(address, str) and isinstance(version, int)):
        raise TypeError(row)
    if not _ADDRESS.match(address):
        raise ValueError(address)
    return Shown(name, address, version)


def _file(row: Mapping[str, object]) -> tuple[str, Digested]:
    path, size, sha256 = row["path"], row["size"], row["sha256"]
    if not (isinstance(path, str) and isinstance(size, int) and isinstance(sha256, str)):
        raise TypeError(row)
    if not (is_plain(path) and size >= 0 and _SHA256.match(sha256)):
        raise ValueError(path)
    return path, Digested(size, sha256)


def is_plain(path: str) -> bool:
    """True for a path that stays below the folder from which it is counted, and can stand in a line.

    >>> is_plain("a/b.html"), is_plain("../b"), is_plain("/b"), is_plain("a//b"), is_plain("a/\\n")
    (True, False, False, False, False)
    """
    parts = path.split("/")
    return path.isprintable() and "\\" not in path and not any(part in ("", ".", "..") for part in parts)


def difference(old: Mapping[str, object], new: Mapping[str, object]) -> Difference:
    """What must change for `old` (path -> anything that tells contents apart) to become `new`."""
    return Difference(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(path for path, told in new.items() if path in old and old[path] != told)),
        tuple(sorted(old.keys() - new.keys())),
        tuple(sorted(path for path, told in new.items() if path in old and old[path] == told)),
    )


def is_named_by_content(path: str) -> bool:
    """True for a file whose address changes with its content: it may be kept for ever.

    >>> is_named_by_content("assets/briefpress/pages.59630ed7.css"), is_named_by_content("search/bundle.json")
    (True, False)
    """
    return _BY_CONTENT.match(path) is not None


def staying(former: Edition, new: Edition, taken: Withheld) -> Edition:
    """What stays of the former edition for one more: its style sheets, scripts and parts of the search index.

    A reader who has one of its pages open asks for them by names that the new edition may not know. Parts of the
    index hold the words of pages: when one of these was taken down since, none stays.
    """
    words = ("search/",) if holds(former, taken) else ()
    kept = {
        path: found
        for path, found in former.files.items()
        if is_named_by_content(path) and path not in new.files and not path.startswith(words)
    }
    return Edition(kept, notice=new.notice)


def lost(live: Edition, new: Edition) -> tuple[str, ...]:
    """The addresses of pages of a live edition at which the new one has no page, redirect or notice; sorted."""
    return tuple(sorted(p.address for p in live.pages if f"{p.address}index.html" not in new.files))


# ── what may not come back ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Withheld:
    """What was taken down: ids of pages, and for other pages the versions that may not be read any more."""

    pages: frozenset[str] = frozenset()
    versions: Mapping[str, frozenset[int]] | None = None


def withheld(lock: Lock) -> Withheld:
    """What the lock says was taken down; a version with no twin was redacted afterwards."""
    entries = lock.entries.values()
    versions = {e.id: frozenset(v.number for v in e.versions if not e.twins(v.number)) for e in entries}
    return Withheld(
        frozenset(e.id for e in entries if e.state is LockState.REMOVED),
        {name: numbers for name, numbers in versions.items() if numbers},
    )


def holds(edition: Edition, taken: Withheld) -> tuple[str, ...]:
    """The ids of pages in an edition that were taken down since, wholly or in part; sorted."""
    return tuple(sorted(_held(edition, taken)))


def _held(edition: Edition, taken: Withheld) -> Iterator[str]:
    versions = taken.versions or {}
    for page in edition.pages:
        numbers = versions.get(page.id, frozenset())
        past = (f"{version_at(page.address, number)}index.json" for number in numbers)
        if page.id in taken.pages or page.version in numbers or any(p in edition.files for p in past):
            yield page.id


def of_rows(rows: Mapping[str, tuple[str, int]], pages: Iterable[Shown], notice: str = "") -> Edition:
    """The edition from what the build has noted of each file: path -> (SHA-256, size)."""
    files = {path: Digested(size, sha256) for path, (sha256, size) in rows.items() if path != MANIFEST}
    return Edition(files, tuple(sorted(pages)), notice)
