"""Asks for addresses on the web, politely and with bounds: whether they can be followed, or for what they hold.

Every answer is doubted: its length, its time, its redirects, and where a name leads. A name is looked up once, the
address that comes out is judged, and that very address is connected to: so no name can lead elsewhere in between.
"""

from __future__ import annotations

import contextlib
import email.utils
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from briefpress.model.link import Validators
from briefpress.plan.links import AGAIN, LEFT_ALONE, PERMANENT, REDIRECTS, SILENT, Answer

Resolve = Callable[[str, int], Sequence[str]]
"""Name and port -> IP addresses. Raises OSError, for a name that is not there with a code of `socket.gaierror`."""
Allowed = Callable[[str], bool]
"""Whether an IP address may be connected to."""
Done = Callable[[str, Answer], None]

_NOT_THERE = frozenset({socket.EAI_NONAME, socket.EAI_NODATA})
_SILENCES = 3
"""Addresses of a host that stay without any answer, and nothing else answers in between, before it is given up."""
_CONNECTIONS = 3
"""IP addresses of one name that are tried."""
_PATH = "/%!$&'()*+,;=:@~-._"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Manners:
    """How addresses are asked for. Times are in seconds."""

    agent: str
    timeout: float = 20.0
    """For one request: looking up the name, connecting, head and body together."""
    pause: float = 1.0
    """Between two requests of one host."""
    retries: int = 2
    backoff: float = 2.0
    """Before the first retry; twice as long before each further one."""
    longest_wait: float = 60.0
    """A host that asks for more (Retry-After) is left alone for this run."""
    redirects: int = 10
    most: int = 64 * 1024
    """Bytes of a body that are read; of `fetch` those that a body may have, before and after decompression."""
    whole: bool = False
    """True when a body that is longer, or breaks off, is no answer."""
    hosts: int = 8
    """Hosts that are asked at the same time."""


def is_public(ip: str) -> bool:
    """False for private, loopback, link-local, multicast and reserved addresses, however they are wrapped in IPv6.

    >>> [
    ...     is_public(ip)
    ...     for ip in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "fe80::1%eth0")
    ... ]
    [True, False, False, False, False]
    """
    found = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if found.is_site_local:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def looked_up(host: str, port: int) -> tuple[str, ...]:
    """The IP addresses of a name, in the system's order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def ask(
    addresses: Iterable[str],
    known: Mapping[str, Validators],
    manners: Manners,
    done: Done,
    *,
    now: datetime,
    allowed: Allowed = is_public,
    resolve: Resolve = looked_up,
) -> None:
    """Asks for each address and passes what came of it to `done`, one at a time, as it comes.

    `known` are what servers gave to be asked with again. Stopped by an interrupt, what is known by then was passed.
    """
    asking = _Asking(manners, known, allowed, resolve, now)
    telling = threading.Lock()

    def one_host(of_host: Sequence[str]) -> None:
        for address in of_host:
            answer = asking.chain(address)
            if asking.stopped.is_set():
                return
            with telling:
                done(address, answer)

    with ThreadPoolExecutor(manners.hosts) as pool:
        try:
            for finished in [pool.submit(one_host, group) for group in _by_host(addresses)]:
                finished.result()
        except BaseException:  # an interrupt too: what is under way ends by its own time limit
            asking.stopped.set()
            pool.shutdown(cancel_futures=True)
            raise


def _by_host(addresses: Iterable[str]) -> list[list[str]]:
    """The addresses of each host together, the longest first, so that no host is left for the end alone."""
    hosts: dict[str, list[str]] = {}
    for address in addresses:
        hosts.setdefault(address.split("/")[2].casefold() if address.count("/") > 1 else "", []).append(
            address
        )
    return sorted(hosts.values(), key=len, reverse=True)


class _Failed(Exception):
    """A request that came to no answer; `gone` when there is no such host, `again` when a retry may help."""

    def __init__(self, reason: str, *, gone: bool = False, again: bool = False, silent: bool = False) -> None:
        super().__init__(reason)
        self.gone, self.again, self.silent = gone, again, silent


class _Target(NamedTuple):
    """An address taken apart: what is connected to, and what is asked for."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """As the Host field of a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


class _Reply(NamedTuple):
    status: int
    location: str = ""
    retry_after: float | None = None
    validators: Validators = Validators()
    content_type: str = ""
    encoding: str = ""
    body: bytes = b""


class Page(NamedTuple):
    """What an address holds: where that was in the end, how the server calls it, and its bytes, decompressed."""

    address: str
    content_type: str
    content: bytes


class Unfetched(Exception):
    """An address that gave nothing to read; why, in words."""


def fetch(
    address: str,
    manners: Manners,
    *,
    now: datetime,
    allowed: Allowed = is_public,
    resolve: Resolve = looked_up,
) -> Page:
    """What an address holds, redirects followed. Raises `Unfetched`."""
    return _Asking(replace(manners, whole=True), {}, allowed, resolve, now).page(address)


def _target(address: str) -> _Target:
    """The parts of an address. Raises `_Failed` for what is none that may be asked for."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        if parts.scheme not in ("http", "https") or not host:
            raise _Failed("only http and https addresses are asked for")
        if parts.username is not None or parts.password is not None:
            raise _Failed("the address holds a name or password")
        if ":" not in host:
            host = host.encode("idna").decode("ascii")
    except ValueError as error:  # UnicodeError included
        raise _Failed("the address is not well formed") from error
    secure = parts.scheme == "https"
    path = quote(parts.path or "/", safe=_PATH)
    query = f"?{quote(parts.query, safe=_PATH + '?')}" if parts.query else ""
    return _Target(secure, host, port or (443 if secure else 80), path + query)


# ── turns ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Host:
    """When a host may be asked again, and whether it may be at all in this run (else why not)."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    not_before: float = 0.0
    silent: set[_Target] = field(default_factory=set)
    """What stayed without any answer, after all tries, since the host last answered."""
    closed: str = ""


def _note(host: _Host, target: _Target, reply: _Reply | _Failed, left: int) -> None:
    """Gives a host up when several addresses stay without any answer; one counts once, when no try is left.

    One broken page says nothing of the others at its host.
    """
    if not isinstance(reply, _Failed) or not reply.silent:
        host.silent.clear()
    elif not left:
        host.silent.add(target)
        if len(host.silent) >= _SILENCES:
            host.closed = SILENT


class _Asking:
    """One run: its manners, and what it has learnt of each host."""

    def __init__(
        self,
        manners: Manners,
        known: Mapping[str, Validators],
        allowed: Allowed,
        resolve: Resolve,
        now: datetime,
    ) -> None:
        self._manners, self._known, self._allowed, self._resolve = manners, known, allowed, resolve
        self._now = now
        self._hosts: dict[str, _Host] = {}
        self._hosts_lock = threading.Lock()
        self._tls = ssl.create_default_context()
        self.stopped = threading.Event()

    def chain(self, address: str) -> Answer:
        """What an address comes to, its redirects followed. Never raises for what a server does."""
        try:
            at, reply, permanent = self._followed(address)
        except _Failed as failed:
            return Answer(failure=str(failed), gone=failed.gone)
        given = reply.validators._replace(address=at) if any(reply.validators) else Validators()
        return Answer(reply.status, permanent=permanent, validators=given)

    def page(self, address: str) -> Page:
        """What an address holds, its redirects followed. Raises `Unfetched`."""
        try:
            at, reply, _ = self._followed(address)
            if reply.status // 100 != 2:
                raise _Failed(f"the server answers {reply.status}")
            return Page(at, reply.content_type, _unpacked(reply, self._manners.most))
        except _Failed as failed:
            raise Unfetched(str(failed)) from failed

    def _followed(self, address: str) -> tuple[str, _Reply, str]:
        """(the last address, its answer, where permanent redirects alone lead). Raises `_Failed`."""
        at, seen, permanent, straight = address, set[str](), "", True
        validators = self._known.get(address, Validators())
        for _ in range(self._manners.redirects + 1):
            if at in seen:
                raise _Failed("it redirects in a circle")
            seen.add(at)
            reply = self._patiently(_target(at), validators if validators.address == at else Validators())
            if reply.status not in REDIRECTS or not reply.location:
                return at, reply, permanent
            straight = straight and reply.status in PERMANENT
            at = _joined(at, reply.location)
            permanent = at if straight else permanent
        raise _Failed(f"it redirects more than {self._manners.redirects} times")

    def _patiently(self, target: _Target, validators: Validators) -> _Reply:
        """One request, made again when that may help. Raises `_Failed`."""
        host, manners = self._host(target.host), self._manners
        wait = manners.backoff
        for left in range(manners.retries, -1, -1):
            with host.lock:
                self._turn(host)
                reply = self._tried(target, validators)
                _note(host, target, reply, left)
                again = reply.again if isinstance(reply, _Failed) else reply.status in AGAIN
                asked = reply.retry_after if again and isinstance(reply, _Reply) else None
                if asked is not None and asked > manners.longest_wait:
                    host.closed = LEFT_ALONE
                before_next = asked if asked is not None else wait if again and left else 0.0
                host.not_before = time.monotonic() + max(manners.pause, before_next)
            if not again or left == 0 or host.closed:
                break
            wait *= 2
        if isinstance(reply, _Failed):
            raise reply
        return reply

    def _tried(self, target: _Target, validators: Validators) -> _Reply | _Failed:
        try:
            return self._request(target, validators)
        except _Failed as failed:
            return failed

    def _host(self, name: str) -> _Host:
        with self._hosts_lock:
            return self._hosts.setdefault(name, _Host())

    def _turn(self, host: _Host) -> None:
        """Waits until the host may be asked again. Raises `_Failed` when it may not be in this run."""
        if not host.closed:
            self.stopped.wait(max(0.0, host.not_before - time.monotonic()))
        if host.closed or self.stopped.is_set():
            raise _Failed(host.closed or "stopped")

    # ── one request ───────────────────────────────────────────────────────────────────────────────────

    def _request(self, target: _Target, validators: Validators) -> _Reply:
        limit = time.monotonic() + self._manners.timeout
        connection = http.client.HTTPConnection(target.host, target.port)
        with contextlib.closing(connection), _cut_off() as cut:
            try:
                self._connect(connection, target, limit, cut)
                return self._exchange(connection, target, validators, cut)
            except _Failed:
                raise
            except ssl.SSLCertVerificationError as error:
                raise _Failed(f"its certificate is refused ({error.verify_message})") from error
            except (OSError, http.client.HTTPException, ValueError) as error:
                if cut.done or isinstance(error, TimeoutError):
                    raise _Failed(_too_slow(self._manners.timeout), again=True, silent=True) from error
                raise _Failed(_in_words(error), again=True, silent=isinstance(error, OSError)) from error

    def _connect(
        self, connection: http.client.HTTPConnection, target: _Target, limit: float, cut: _Cut
    ) -> None:
        """Connects to an address of the host that may be reached; what is open is closed with the connection."""
        may = [ip for ip in self._addresses(target, limit) if self._allowed(ip)][:_CONNECTIONS]
        if not may:
            raise _Failed("it leads to an address that is not public (--allow-private)")
        connection.sock = _first(may, target.port, limit)
        if target.secure:
            secured = self._tls.wrap_socket(
                connection.sock, server_hostname=target.host, do_handshake_on_connect=False
            )
            connection.sock = secured
            cut.at(secured, limit)
            secured.do_handshake()
        else:
            cut.at(connection.sock, limit)

    def _addresses(self, target: _Target, limit: float) -> Sequence[str]:
        """The host's IP addresses. The system's look-up has no limit of its own, so another thread makes it."""
        found: list[Sequence[str] | OSError] = []

        def look_up() -> None:
            try:
                found.append(self._resolve(target.host, target.port))
            except OSError as error:
                found.append(error)
            except UnicodeError:
                found.append(socket.gaierror(socket.EAI_NONAME, "not a name"))

        looking = threading.Thread(target=look_up, daemon=True)
        looking.start()
        looking.join(_left(limit))
        if not found:
            raise _Failed(_too_slow(self._manners.timeout), again=True, silent=True)
        if isinstance(found[0], OSError):
            gone = isinstance(found[0], socket.gaierror) and found[0].errno in _NOT_THERE
            reason = "there is no such host" if gone else "its host cannot be looked up now"
            raise _Failed(reason, gone=gone, again=not gone) from found[0]
        return found[0]

    def _exchange(
        self, connection: http.client.HTTPConnection, target: _Target, validators: Validators, cut: _Cut
    ) -> _Reply:
        connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self._fields(target, validators):
            connection.putheader(name, value)
        connection.endheaders()
        with contextlib.closing(connection.getresponse()) as response:
            parts: list[bytes] = []
            left = self._manners.most if response.status // 100 == 2 else 0
            while left > 0 and (part := response.read(min(left, 8192))):
                left -= len(part)
                parts.append(part)
            longer = self._manners.whole and not left and bool(parts) and bool(response.read(1))
            broken = self._manners.whole and bool(parts or left) and bool(response.length)
        if cut.done:
            raise TimeoutError
        if longer:
            raise _Failed(_too_large(self._manners.most))
        if broken:
            raise _Failed("the connection broke off", again=True)
        get = response.getheader
        return _Reply(
            response.status,
            get("Location", ""),
            _seconds(get("Retry-After", ""), get("Date", ""), self._now),
            Validators("", get("ETag", ""), get("Last-Modified", "")),
            get("Content-Type", ""),
            get("Content-Encoding", "").strip().lower(),
            b"".join(parts),
        )

    def _fields(self, target: _Target, validators: Validators) -> Iterator[tuple[str, str]]:
        yield "Host", target.named
        yield "User-Agent", _plain(self._manners.agent)
        yield "Accept", "*/*"
        yield "Accept-Encoding", "identity"
        yield "Connection", "close"
        if validators.etag:
            yield "If-None-Match", _plain(validators.etag)
        if validators.last_modified:
            yield "If-Modified-Since", _plain(validators.last_modified)


class _Cut:
    """Ends a connection when its time is over. A time-out of the socket would begin anew with each byte."""

    def __init__(self) -> None:
        self.done = False
        self._timer: threading.Timer | None = None

    def at(self, connection: socket.socket, limit: float) -> None:
        """Begins to watch a connection."""
        connection.settimeout(None)
        self._timer = threading.Timer(_left(limit), self._cut, [connection])
        self._timer.daemon = True
        self._timer.start()

    def _cut(self, connection: socket.socket) -> None:
        self.done = True
        with contextlib.suppress(
            OSError
        ):  # it may be closed already; TLS would wait for the other side's word
            socket.socket.shutdown(connection, socket.SHUT_RDWR)

    def stop(self) -> None:
        """Ends the watch."""
        if self._timer is not None:
            self._timer.cancel()


@contextlib.contextmanager
def _cut_off() -> Iterator[_Cut]:
    cut = _Cut()
    try:
        yield cut
    finally:
        cut.stop()


def _first(ips: Sequence[str], port: int, limit: float) -> socket.socket:
    """A connection to the first of these that takes one. Raises the last one's OSError."""
    for ip in ips[:-1]:
        with contextlib.suppress(OSError):
            return socket.create_connection((ip, port), timeout=_left(limit))
    return socket.create_connection((ips[-1], port), timeout=_left(limit))


def _left(limit: float) -> float:
    """The seconds until a moment of the steady clock; never nothing, which would mean not to wait at all."""
    return max(0.001, limit - time.monotonic())


def _unpacked(reply: _Reply, most: int) -> bytes:
    """The body as it was before it was compressed for the way, which was not asked for. Raises `_Failed`.

    What is compressed can be a thousand times as large: no more than `most` bytes are ever made of it.
    """
    if reply.encoding in ("", "identity"):
        return reply.body
    if reply.encoding not in ("gzip", "x-gzip", "deflate"):
        raise _Failed("its answer is compressed in a way that was not asked for")
    opened = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, as its first bytes say
    try:
        content = opened.decompress(reply.body, most)
    except zlib.error as error:
        raise _Failed("its answer cannot be decompressed") from error
    if opened.unconsumed_tail:
        raise _Failed(_too_large(most))
    if not opened.eof:
        raise _Failed("the connection broke off")
    return content


def _too_large(most: int) -> str:
    return f"its answer is larger than {most // 1024:,} kB"


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location).partition("#")[0]
    except ValueError as error:
        raise _Failed("it redirects to what is no address") from error


def _plain(text: str) -> str:
    """A text as it may stand in a field of a request: printable ASCII alone."""
    return "".join(c for c in text if " " <= c <= "~")[:500]


def _seconds(retry_after: str, date: str, now: datetime) -> float | None:
    """How long a server asks to wait (RFC 9110, 10.2.3); None when it does not say.

    >>> _seconds("120", "", datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    """
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    until, since = _moment(retry_after), _moment(date) or now
    return max(0.0, (until - since).total_seconds()) if until else None


def _moment(text: str) -> datetime | None:
    try:
        found = email.utils.parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _too_slow(seconds: float) -> str:
    return f"no whole answer within {seconds:g} s"


def _in_words(error: Exception) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "its host refuses the connection"
    if isinstance(error, ssl.SSLError):
        return "no secure connection can be made"
    if isinstance(error, OSError):
        return "the connection broke off"
    return "its answer is no HTTP"
