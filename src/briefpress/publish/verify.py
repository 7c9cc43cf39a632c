"""Compares a site as it is served, or as it lies in a folder, with the manifest of an edition.

What answers may be anything: each file is read up to its size, a redirect to another host is not followed, and all of
it ends when its time is over.
"""

from __future__ import annotations

import http.client
import os
import queue
import socket
import ssl
import stat
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from briefpress.plan import published
from briefpress.plan.published import FORMER, MANIFEST, Digested, Edition, Withheld
from briefpress.publish import releases
from briefpress.publish.target import Refused
from briefpress.report.visible import visible

NONE_TAKEN = Withheld()
LIMIT = 600.0
"""Seconds that a whole comparison may take."""
_PATIENCE = 20.0
"""Seconds without a byte."""
_CONNECTIONS = 8
_REDIRECTS = 5
_SPARE = 64 * 1024
_LARGEST_LIST = 64 * 1024 * 1024
_FOR_HOSTS = frozenset({"_headers", "_redirects", ".nojekyll"})
"""Files that hosts read and need not serve."""
_NOT_FOUND_PAGE = "404.html"
_UNREAD = ((MANIFEST, "it cannot be read as a manifest, so nothing was compared with it"),)


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it, as paths: files that are not there, that differ (with how), and that no list names.

    `taken` are the ids of pages that it shows although they were taken down since, wholly or in part.
    """

    total: int
    missing: tuple[str, ...] = ()
    altered: tuple[tuple[str, str], ...] = ()
    surplus: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """True when nothing differs."""
        return not (self.missing or self.altered or self.surplus or self.taken)


@dataclass(frozen=True, slots=True)
class Expected:
    """The edition with which to compare; `manifest` is its own row, None when the site's own manifest is believed."""

    edition: Edition
    manifest: Digested | None = None


def expected(folder: Path) -> Expected:
    """The edition in a folder, as it was built. Raises `Refused` when it has no manifest."""
    written = releases.read(folder, MANIFEST, releases.LARGEST)
    try:
        edition = published.parse(written or b"")
    except published.NotAManifest:
        fault = "cannot be read" if os.path.lexists(folder / MANIFEST) else "is not there"
        raise Refused(f"{folder} holds no edition: its {MANIFEST} {fault}; build it first") from None
    return Expected(edition, Digested.of(written or b""))


def folder(where: Path, given: Expected | None, taken: Withheld = NONE_TAKEN) -> Compared:
    """Compares a folder, or the live release in one that was published to; without `given` with its own manifest.

    `taken` is what was taken down, of which nothing may be there. Raises `Refused` when there is no folder.
    """
    if not where.is_dir():
        raise Refused(f"there is no folder {where}")
    if not (where / MANIFEST).exists() and (where / "current" / MANIFEST).is_file():
        where = where / "current"
    own = given or _own(releases.read(where, MANIFEST, releases.LARGEST))
    if own is None:
        is_there = os.path.lexists(where / MANIFEST)
        return Compared(1, altered=_UNREAD) if is_there else Compared(1, missing=(MANIFEST,))
    files = _files(own, _listed(releases.read(where, FORMER, _LARGEST_LIST)))
    there = dict(_walked(where))
    altered = [(path, fault) for path in files.keys() & there.keys() if (fault := _fault(where, path, files))]
    known = {MANIFEST, FORMER} if own.manifest is None else {FORMER}
    return Compared(
        len(files),
        tuple(sorted(files.keys() - there.keys())),
        tuple(sorted(altered)),
        tuple(sorted(there.keys() - files.keys() - known)),
        published.holds(own.edition, taken),
    )


def _own(written: bytes | None) -> Expected | None:
    """What a site says of itself; None when it says nothing that can be read."""
    try:
        return None if written is None else Expected(published.parse(written))
    except published.NotAManifest:
        return None


def _listed(written: bytes | None) -> Mapping[str, Digested]:
    """The files that stay of the former edition: nothing but what is named by its content may."""
    found = _own(written)
    files = found.edition.files if found else {}
    return {path: told for path, told in files.items() if published.is_named_by_content(path)}


def _files(given: Expected, stay: Mapping[str, Digested]) -> dict[str, Digested]:
    own = {MANIFEST: given.manifest} if given.manifest else {}
    return {**stay, **given.edition.files, **own}


def _walked(top: Path) -> Iterator[tuple[str, bool]]:
    """Every path below a folder that is no folder itself, links included and not followed."""
    for place, folders, names in os.walk(os.path.realpath(top)):
        below = os.path.relpath(place, os.path.realpath(top))
        linked = [name for name in folders if os.path.islink(os.path.join(place, name))]
        for name in (*names, *linked):
            yield (name if below == "." else f"{below}/{name}"), True


def _fault(top: Path, path: str, files: Mapping[str, Digested]) -> str:
    told = files[path]
    if not stat.S_ISREG(os.lstat(top / path).st_mode):
        return "no plain file"
    found = releases.read(top, path, told.size)
    return "another size" if found is None else told.fault(found)


# ── over HTTP ─────────────────────────────────────────────────────────────────────────────────────────


class _Unanswered(Exception):
    """There was no answer that could be compared; holds why."""


def address(
    url: str, given: Expected | None, taken: Withheld = NONE_TAKEN, *, limit: float = LIMIT
) -> Compared:
    """Compares what a web server answers, file by file. Surplus is what its manifest lists beyond `given`.

    Raises `Refused` when the address is none, nothing answers, or it takes longer than `limit` seconds.
    """
    site = _Served.of(url)
    with site.bounded(limit):
        try:
            written = site.get(MANIFEST, _LARGEST_LIST)
        except _Unanswered as fault:
            site.refuse_late(limit)
            if fault.args[0] == _NOTHING:
                return Compared(1, missing=(MANIFEST,))
            raise Refused(f"{site}{MANIFEST}: {fault}") from None
        told = _own(written)
        own = given or told
        if own is None:
            return Compared(1, altered=_UNREAD)
        stay = _listed(_or_none(site, FORMER))
        files = _files(own, stay)
        faults = site.faults(files)
        site.refuse_late(limit)
    extra = set(told.edition.files) - set(files) if told else set()
    missing = {path for path, fault in faults.items() if fault == _NOTHING}
    altered = ((path, fault) for path, fault in faults.items() if fault != _NOTHING)
    held = published.holds((told or own).edition, taken)
    return Compared(len(files), tuple(sorted(missing)), tuple(sorted(altered)), tuple(sorted(extra)), held)


_NOTHING = "nothing there"


def _or_none(site: _Served, path: str) -> bytes | None:
    try:
        return site.get(path, _LARGEST_LIST)
    except _Unanswered:
        return None


@dataclass(slots=True)
class _Served:
    """A site on a web server, asked over a few connections that stay open."""

    secure: bool
    host: str
    port: int
    root: str
    idle: queue.SimpleQueue[http.client.HTTPConnection] = field(default_factory=queue.SimpleQueue)
    all: list[http.client.HTTPConnection] = field(default_factory=list)
    late: bool = False

    @classmethod
    def of(cls, url: str) -> _Served:
        """From an address. Raises `Refused` for one that is none, or that holds a password."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise Refused(f"{url!r} is no address of a site") from None
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise Refused("a site has an address like https://desk.example/path/")
        if parts.username is not None:
            raise Refused("an address with a user or password may end up in logs; leave it out")
        secure = parts.scheme == "https"
        root = quote(parts.path.rstrip("/"), safe="/%~") + "/"
        return cls(secure, parts.hostname, port or (443 if secure else 80), root)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.secure else 'http'}://{host}:{self.port}{self.root}"

    @contextmanager
    def bounded(self, limit: float) -> Iterator[None]:
        """Ends every connection when the time is over, wherever it hangs."""
        clock = threading.Timer(limit, self._end)
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()
            for connection in self.all:
                connection.close()

    def _end(self) -> None:
        self.late = True
        for connection in self.all:
            if connection.sock is not None:
                try:
                    connection.sock.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue

    def refuse_late(self, limit: float) -> None:
        """Raises `Refused` when the time was over before everything was compared."""
        if self.late:
            raise Refused(f"{self} did not answer everything within {limit:g} s")

    def faults(self, files: Mapping[str, Digested]) -> dict[str, str]:
        """Path -> what is wrong with the answer; nothing for those that are right."""
        with ThreadPoolExecutor(_CONNECTIONS) as threads:
            found = dict(
                zip(files, threads.map(lambda path: self._fault(path, files[path]), files), strict=True)
            )
        return {path: fault for path, fault in found.items() if fault}

    def _fault(self, path: str, told: Digested) -> str:
        if self.late:
            return "no answer in time"
        try:
            found = self.get(path, told.size)
        except _Unanswered as fault:
            return "" if path in _FOR_HOSTS and str(fault) == _NOTHING else str(fault)
        return told.fault(found)

    def get(self, path: str, most: int) -> bytes:
        """The bytes that a file's address answers with. Raises `_Unanswered`, as for more bytes than `most`."""
        plain = (
            path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
        )
        target = self.root + quote(plain, safe="/~")
        ends = time.monotonic() + _PATIENCE + most / 50_000
        for _ in range(_REDIRECTS + 1):
            status, to, found = self._ask(target, most, ends)
            if status in (301, 302, 307, 308):
                target = self._led(target, to)
                continue
            if status in (404, 410) and path != _NOT_FOUND_PAGE:
                raise _Unanswered(_NOTHING)
            if status not in (200, 404):
                raise _Unanswered(f"status {status}")
            return found
        raise _Unanswered("redirects without end")

    def _led(self, target: str, to: str) -> str:
        """Where a redirect leads on this host. Raises `_Unanswered` for any other."""
        try:
            new = urlsplit(urljoin(f"{str(self).removesuffix(self.root)}{target}", to))
            same = (new.scheme == "https", new.hostname, new.port or (443 if new.scheme == "https" else 80))
        except ValueError:
            raise _Unanswered("a redirect to no address") from None
        if same != (self.secure, self.host, self.port) or not to.isprintable() or " " in to:
            raise _Unanswered("a redirect to another host")
        return new.path or "/"

    def _ask(self, target: str, most: int, ends: float) -> tuple[int, str, bytes]:
        """Status, Location and body, at most a byte more than `most`. Tries a connection of its own once more."""
        for fresh in (False, True):
            connection = self._connection(fresh=fresh)
            try:
                connection.request("GET", target, headers={"User-Agent": "briefpress-verify"})
                answer = connection.getresponse()
                body = b"".join(_parts(answer, most + 1, ends))
                whole = answer.isclosed() or answer.length == 0
                answer.close()
                if self.late or (answer.length and len(body) <= most):  # shut down, by us or by the server
                    raise http.client.IncompleteRead(b"")
            except (OSError, http.client.HTTPException, ValueError) as error:
                connection.close()
                if fresh or self.late or isinstance(error, TimeoutError):
                    raise _Unanswered(_words(error)) from None
                continue
            if whole:
                self.idle.put(connection)
            else:
                connection.close()
            if len(body) > most and answer.status == 200:
                raise _Unanswered("another size")
            return answer.status, answer.headers.get("Location", ""), body
        raise _Unanswered("no answer")

    def _connection(self, *, fresh: bool) -> http.client.HTTPConnection:
        if not fresh:
            try:
                return self.idle.get_nowait()
            except queue.Empty:
                pass
        made: http.client.HTTPConnection
        if self.secure:
            made = http.client.HTTPSConnection(
                self.host, self.port, timeout=_PATIENCE, context=ssl.create_default_context()
            )
        else:
            made = http.client.HTTPConnection(self.host, self.port, timeout=_PATIENCE)
        self.all.append(made)
        return made


def _parts(answer: http.client.HTTPResponse, most: int, ends: float) -> Iterator[bytes]:
    """The body in parts. Raises TimeoutError when it drips."""
    left = most if answer.status in (200, 404) else _SPARE
    while left > 0 and (part := answer.read1(min(left, _SPARE))):
        left -= len(part)
        yield part
        if time.monotonic() > ends:
            raise TimeoutError("it answers too slowly")


def _words(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, http.client.IncompleteRead):
        return "it ends early"
    said = str(error) or type(error).__name__
    return "".join(c for c in said if c.isprintable())[:200]


def lines(compared: Compared) -> Sequence[str]:
    """What differs, a line a file or page, for people and programs; names as a terminal may show them."""
    told = (
        *(f"missing {path}" for path in compared.missing),
        *(f"altered {path}: {fault}" for path, fault in compared.altered),
        *(f"surplus {path}" for path in compared.surplus),
        *(f"taken-down {name}" for name in compared.taken),
    )
    return tuple(map(visible, told))
