"""Where a site is published: a folder, a branch of a git remote, or a store. The text of a target -> its parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from briefpress.plan.published import Edition, Withheld

BRANCH = "gh-pages"
"""The branch of a remote that hosts serve unless they are told another."""
_SCHEMES = ("https", "http", "ssh", "git", "file")
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://")
_AT_HOST = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^:]")
_USER = re.compile(r"(?<=://)[^/\s]*@")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\Z")
_KEY = re.compile(r"[A-Za-z0-9!_.*'()/-]*\Z")
_BRANCH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*\Z")


class Refused(Exception):
    """The target is none, or does not take the edition: told in one line."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder from which a web server serves `current`."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of a git remote. The address may hold a password: it is never shown."""

    url: str = field(repr=False)
    name: str = BRANCH

    def __str__(self) -> str:
        return f"{without_user(self.url)}#{self.name}"


@dataclass(frozen=True, slots=True)
class Store:
    """A bucket of an S3-compatible store, and what the keys of the site begin with: "" or something with a slash."""

    bucket: str
    prefix: str = ""

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}"


Target = Folder | Branch | Store


@dataclass(frozen=True, slots=True)
class Terms:
    """How to publish: how many releases are kept, what may not be kept, whether to say only what would be done.

    `say` takes a line for each thing that is done, or would be.
    """

    keep: int
    taken: Withheld
    dry: bool
    now: datetime
    say: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Ready:
    """An edition that is ready to be published: its folder, what its manifest says, and the manifest's bytes."""

    folder: Path
    edition: Edition
    manifest: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the release that is live now, and what was sent, left, taken away and dropped, by number.

    `note` says what this cannot undo; "" when there is nothing to say.
    """

    release: str
    sent: int = 0
    same: int = 0
    gone: int = 0
    dropped: tuple[str, ...] = ()
    note: str = ""
    changed: bool = True


def without_user(text: str) -> str:
    """A text less the user and password of any address in it.

    >>> without_user("fatal: https://me:secret@host.example/x.git not found")
    'fatal: https://host.example/x.git not found'
    """
    return _USER.sub("", text)


def parse(text: str) -> Target:
    """The target that an editor names. Raises `Refused` for what is none, or might be taken for an option."""
    if not text or text.startswith("-") or not text.isprintable():
        raise Refused(f"{text!r} is no target; name a folder, GIT_URL#branch or s3://bucket/prefix")
    scheme = _SCHEME.match(text)
    if scheme is not None and scheme["scheme"].lower() == "s3":
        return _store(text[scheme.end() :])
    if scheme is not None and scheme["scheme"] not in _SCHEMES:
        raise Refused(f"{scheme['scheme']}:// is no kind of target; there are {', '.join(_SCHEMES)} and s3")
    url, _, name = text.partition("#")
    if scheme is not None or _AT_HOST.match(text) or _is_repository(url):
        return _branch(url, name or BRANCH)
    if "::" in text.partition("/")[0]:
        raise Refused(f"{text!r} names a program of git; only {', '.join(_SCHEMES)} may carry a site")
    return Folder(Path(text))


def _is_repository(path: str) -> bool:
    """True for a bare repository on this machine, and for what is named like one."""
    folder = Path(path)
    bare = all((folder / name).exists() for name in ("HEAD", "objects", "refs"))
    return path.endswith(".git") or bare or (folder / ".git").exists()


def _branch(url: str, name: str) -> Branch:
    parts = name.split("/")
    odd = ".." in name or name.endswith((".", ".lock")) or any(p == "" or p.startswith(".") for p in parts)
    if odd or not _BRANCH.match(name):
        raise Refused(f"{name!r} is no name of a branch")
    host = _USER.sub("", url).partition("://")[2]
    if host.startswith("-"):
        raise Refused(f"{host!r} is no name of a host")
    here = "://" not in url and not _AT_HOST.match(url)
    return Branch(str(Path(url).absolute()) if here else url, name)


def _store(text: str) -> Store:
    bucket, _, prefix = text.partition("/")
    prefix = prefix.strip("/")
    if not _BUCKET.match(bucket) or ".." in bucket:
        raise Refused(f"{bucket!r} is no name of a bucket")
    if not _KEY.match(prefix) or any(part in ("", ".", "..") for part in prefix.split("/") if prefix):
        raise Refused(f"{prefix!r} is no prefix; it may hold letters, digits and ! _ . * ' ( ) - /")
    return Store(bucket, f"{prefix}/" if prefix else "")
