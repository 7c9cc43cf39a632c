"""`briefpress links` against a server on this machine that gives every kind of answer, wrong ones above all."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from briefpress.model.link import LinkResult, Validators, Verdict
from briefpress.plan import links as plan_links
from briefpress.plan.links import Answer
from briefpress.publish import links
from tests.integration.desk import BASE
from tests.integration.desk import made as write_site

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SHORT = links.Manners("briefpress/0 (link check)", timeout=0.5, pause=0.0, backoff=0.01, longest_wait=1.0)
OK, MOVED, DEAD, UNKNOWN = Verdict.OK, Verdict.MOVED, Verdict.DEAD, Verdict.UNKNOWN
SOURCES = "briefings/_registry/sources.yml"


@dataclass
class Web:
    """The server: its port, and what it was asked, as (time, path, header fields)."""

    port: int = 0
    asked: list[tuple[float, str, Mapping[str, str]]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str, host: str = "web.test") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for _, path, _ in self.asked]


class Handler(BaseHTTPRequestHandler):
    """Answers by path."""

    protocol_version = "HTTP/1.1"
    web: Web

    def do_GET(self) -> None:
        self.web.asked.append((time.monotonic(), self.path, dict(self.headers)))
        self.close_connection = True
        kind, _, rest = self.path.lstrip("/").partition("/")
        with suppress(BrokenPipeError, ConnectionResetError):
            if kind.isdigit():
                self.status(int(kind), rest)
            else:
                getattr(self, kind)(rest)

    def status(self, code: int, to: str = "") -> None:
        """A plain answer; redirects lead to what the path names behind the number."""
        self.send_response(code)
        if to:
            self.send_header("Location", f"/{to}" if ":" not in to else to.replace(":/", "://", 1))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def fine(self, _: str) -> None:
        self.send_response(200)
        self.send_header("ETag", '"seven"')
        self.send_header("Last-Modified", "Sat, 01 Aug 2026 10:00:00 GMT")
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"Hello")

    def same(self, _: str) -> None:
        self.status(304 if self.headers["If-None-Match"] == '"seven"' else 200)

    def circle(self, to: str) -> None:
        self.status(302, f"circle/{'b' if to == 'a' else 'a'}")

    def deeper(self, number: str) -> None:
        self.status(301, f"deeper/{int(number or 0) + 1}")

    def endless(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.web.closing.is_set():
            self.wfile.write(b"x" * 65536)

    def drip(self, _: str) -> None:
        """A byte now and then: no time-out of a socket ever comes."""
        self.send_response(200)
        self.end_headers()
        while not self.web.closing.wait(0.1):
            self.wfile.write(b"x")

    def slowhead(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.web.closing.wait(0.1):
            self.wfile.write(b"X-More: y\r\n")

    def silent(self, _: str) -> None:
        self.web.closing.wait(5)

    def continued(self, _: str) -> None:
        """It goes on saying that one may go on."""
        while not self.web.closing.wait(0.01):
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def longhead(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-Long: y\r\n" * 1000 + b"\r\n")

    def garbage(self, _: str) -> None:
        self.wfile.write(b"\x00\x01\x02 not a word of it\r\n\r\n")

    def broken(self, _: str) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)

    def short(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nHalf")

    def twice(self, _: str) -> None:
        self.status(503 if self.web.paths.count(self.path) < 2 else 200)

    def later(self, seconds: str) -> None:
        first = self.web.paths.count(self.path) < 2
        self.send_response(429 if first else 200)
        self.send_header("Retry-After", seconds)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def nowhere(self, _: str) -> None:
        self.status(301)

    def scheme(self, to: str) -> None:
        self.send_response(301)
        self.send_header("Location", f"{to}:///etc/passwd")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def host(self, to: str) -> None:
        self.send_response(301)
        self.send_header("Location", f"http://{to}:{self.web.port}/fine")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def web() -> Iterator[Web]:
    """The server, on this machine alone."""
    state = Web()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"web": state}))
    server.daemon_threads = True
    server.block_on_close = False
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # a client that hangs up is no fault here
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield state
    state.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


def here(_: str, __: int) -> tuple[str, ...]:
    """Every name leads to this machine."""
    return ("127.0.0.1",)


def may(ip: str) -> bool:
    """In these tests one address of this machine stands for the public ones."""
    return ip == "127.0.0.1"


def ask(
    *addresses: str,
    manners: links.Manners = SHORT,
    known: Mapping[str, Validators] | None = None,
    resolve: links.Resolve = here,
    allowed: links.Allowed = may,
) -> dict[str, Answer]:
    """What each address comes to."""
    found: dict[str, Answer] = {}
    links.ask(addresses, known or {}, manners, found.__setitem__, now=NOW, allowed=allowed, resolve=resolve)
    return found


def verdict(web: Web, path: str) -> tuple[Verdict, str]:
    """Verdict and reason of one path."""
    address = web.at(path)
    found = plan_links.result(ask(address)[address], None, "2026-11-21")
    return found.verdict, found.reason


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/fine", (OK, "")),
        ("/204", (OK, "")),
        ("/404", (DEAD, "the server answers 404")),
        ("/410", (DEAD, "the server answers 410")),
        ("/401", (UNKNOWN, "the server answers 401")),
        ("/403", (UNKNOWN, "the server answers 403")),
        ("/429", (UNKNOWN, "the server answers 429")),
        ("/451", (UNKNOWN, "the server answers 451")),
        ("/500", (UNKNOWN, "the server answers 500")),
        ("/503", (UNKNOWN, "the server answers 503")),
        ("/999", (UNKNOWN, "the server answers 999")),
        ("/301/fine", (MOVED, "it is somewhere else for good")),
        ("/308/fine", (MOVED, "it is somewhere else for good")),
        ("/302/fine", (OK, "")),
        ("/303/fine", (OK, "")),
        ("/307/301/fine", (OK, "")),
        ("/301/404", (DEAD, "the server answers 404")),
        ("/301/403", (UNKNOWN, "the server answers 403")),
        ("/circle/a", (UNKNOWN, "it redirects in a circle")),
        ("/deeper/", (UNKNOWN, "it redirects more than 10 times")),
        ("/nowhere", (UNKNOWN, "the server answers 301")),
        ("/scheme/file", (UNKNOWN, "only http and https addresses are asked for")),
        ("/endless", (OK, "")),
        ("/drip", (UNKNOWN, "no whole answer within 0.5 s")),
        ("/slowhead", (UNKNOWN, "no whole answer within 0.5 s")),
        ("/silent", (UNKNOWN, "no whole answer within 0.5 s")),
        ("/longhead", (UNKNOWN, "its answer is no HTTP")),
        ("/garbage", (UNKNOWN, "its answer is no HTTP")),
        ("/broken", (UNKNOWN, "the connection broke off")),
        ("/short", (OK, "")),  # a reader sees a page, cut off
        ("/twice", (OK, "")),
    ],
)
def test_every_kind_of_answer(web: Web, path: str, expected: tuple[Verdict, str]) -> None:
    """Verdicts by answer; nothing hangs, whatever a server does."""
    begun = time.monotonic()
    assert verdict(web, path) == expected
    assert time.monotonic() - begun < 8


def test_where_it_moved_to(web: Web) -> None:
    """As far as the redirects are permanent: behind a temporary one the address may change again."""
    address = web.at("/301/308/302/fine")
    answer = ask(address)[address]
    assert answer.permanent == web.at("/302/fine")
    assert plan_links.result(answer, None, "2026-11-21").moved_to == web.at("/302/fine")


def test_retries_are_bounded(web: Web) -> None:
    """Once, and twice more; what will not change is asked once."""
    ask(web.at("/503"), web.at("/404"))
    assert (web.paths.count("/503"), web.paths.count("/404")) == (3, 1)


def test_a_host_that_asks_to_wait_is_obeyed(web: Web) -> None:
    """For as long as it says; for longer than this run lasts it is left alone."""
    assert ask(web.at("/later/1"))[web.at("/later/1")].status == 200
    (first, _, _), (second, _, _) = web.asked
    assert second - first >= 1
    web.asked.clear()
    found = ask(web.at("/later/3600"), web.at("/fine"))
    assert web.paths == ["/later/3600"]
    assert found[web.at("/fine")].failure == "its host asks to be left alone for a while"


def test_a_silent_host_is_given_up(web: Web) -> None:
    """Five hundred addresses of a host that hangs must not take hours: three of them are tried."""
    addresses = [web.at(f"/silent/{n}") for n in range(50)]
    begun = time.monotonic()
    found = ask(*addresses, manners=replace(SHORT, timeout=0.1))
    assert time.monotonic() - begun < 6
    assert web.paths == [f"/silent/{n}" for n in range(3) for _ in range(3)]
    assert {plan_links.result(a, None, "2026-11-21").verdict for a in found.values()} == {UNKNOWN}
    left = [at for at, answer in found.items() if answer.failure in plan_links.UNASKED]
    assert left == addresses[3:]


def test_one_broken_address_does_not_silence_its_host(web: Web) -> None:
    """An address counts once, after its tries, also when several lead to it: the others are asked."""
    leading = [web.at(f"/301/http:/web.test:{web.port}/continued", f"{n}.test") for n in range(3)]
    last = web.at(f"/302/http:/web.test:{web.port}/204", "last.test")
    manners = replace(SHORT, timeout=0.1, hosts=1)  # one after the other, so that none answers in between
    found = ask(web.at("/continued"), web.at("/fine"), *leading, last, manners=manners)
    silent = {found[address].failure for address in (web.at("/continued"), *leading)}
    assert silent == {"no whole answer within 0.1 s"}
    assert (found[web.at("/fine")].status, found[last].status) == (200, 204)


def test_one_request_at_a_time_with_a_pause(web: Web) -> None:
    """For each host, redirects from another one included."""
    polite = links.Manners("x", timeout=2, pause=0.2)
    ask(web.at("/fine"), web.at("/204"), web.at("/host/web.test", "other.test"), manners=polite)
    times = sorted(t for t, _, fields in web.asked if fields["Host"].startswith("web.test"))
    assert len(times) == 3
    assert all(later - earlier >= 0.2 for earlier, later in pairwise(times))


def test_what_a_server_gave_is_asked_with_again(web: Web) -> None:
    """Conditional requests, of the very address that gave the validators; and only of that one."""
    address = web.at("/fine")
    first = plan_links.result(ask(address)[address], None, "2026-11-14")
    assert first.validators == Validators(address, '"seven"', "Sat, 01 Aug 2026 10:00:00 GMT")
    same = web.at("/same")
    known = {same: first.validators._replace(address=same), web.at("/204"): first.validators}
    web.asked.clear()
    found = ask(same, web.at("/204"), known=known)
    fields = {path: sent for _, path, sent in web.asked}
    assert fields["/same"]["If-None-Match"] == '"seven"'
    assert fields["/same"]["If-Modified-Since"] == "Sat, 01 Aug 2026 10:00:00 GMT"
    assert "If-None-Match" not in fields["/204"]
    second = plan_links.result(found[same], first, "2026-11-21")
    assert second == LinkResult(OK, "2026-11-21", "2026-11-14", 304, "", "", first.validators)


def test_it_says_who_asks(web: Web) -> None:
    """And nothing can smuggle a field into the request."""
    known = {web.at("/fine"): Validators(web.at("/fine"), '"a"\r\nX-Evil: 1', "\u2028")}
    ask(web.at("/fine"), manners=links.Manners("desk\r\nX-Evil: 1 (é)"), known=known)
    _, _, fields = web.asked[0]
    assert fields["User-Agent"] == "deskX-Evil: 1 ()"
    assert "X-Evil" not in fields


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.3.4", "192.168.1.1", "100.64.0.1"),
        *("169.254.169.254", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::1", "::", "fe80::1", "fe80::1%lo", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::1"),
    ],
)
def test_no_address_inside_is_reached(web: Web, ip: str) -> None:
    """By name or by number: nothing is sent."""
    found = ask(web.at("/fine"), resolve=lambda _, __: (ip,), allowed=links.is_public)
    assert found[web.at("/fine")].failure == "it leads to an address that is not public (--allow-private)"
    assert web.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::1]"])
def test_numbers_for_this_machine_are_known(web: Web, host: str) -> None:
    """However they are written: the system's own look-up is judged."""
    address = web.at("/fine", host)
    found = ask(address, resolve=links.looked_up, allowed=links.is_public)
    assert found[address].status == 0
    assert web.asked == []


def test_a_redirect_does_not_lead_inside(web: Web) -> None:
    """The first host is public, where it leads is not."""
    inside = {"inside.test": "127.0.0.2"}
    address = web.at("/host/inside.test")
    found = ask(address, resolve=lambda host, _: (inside.get(host, "127.0.0.1"),))
    assert found[address].failure == "it leads to an address that is not public (--allow-private)"
    assert web.paths == ["/host/inside.test"]


def test_a_name_is_looked_up_once_for_a_request(web: Web) -> None:
    """What was judged is what is connected to: a second look-up could lead inside (DNS rebinding)."""
    told = iter([("127.0.0.1",)])
    assert ask(web.at("/fine"), resolve=lambda _, __: next(told))[web.at("/fine")].status == 200


def test_of_several_addresses_only_public_ones_are_reached(web: Web) -> None:
    """A name may have both."""
    seen: list[str] = []

    def judged(ip: str) -> bool:
        seen.append(ip)
        return may(ip)

    found = ask(web.at("/fine"), resolve=lambda _, __: ("127.0.0.2", "127.0.0.1"), allowed=judged)
    assert found[web.at("/fine")].status == 200
    assert seen == ["127.0.0.2", "127.0.0.1"]


def _no_such(_: str, __: int) -> tuple[str, ...]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def _not_now(_: str, __: int) -> tuple[str, ...]:
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def _hangs(_: str, __: int) -> tuple[str, ...]:
    time.sleep(3)
    return ("127.0.0.1",)


@pytest.mark.parametrize(
    ("resolve", "expected"),
    [
        (_no_such, (DEAD, "there is no such host")),
        (_not_now, (UNKNOWN, "its host cannot be looked up now")),
        (_hangs, (UNKNOWN, "no whole answer within 0.5 s")),
    ],
)
def test_names(resolve: Callable[[str, int], tuple[str, ...]], expected: tuple[Verdict, str]) -> None:
    """A name that is not there is dead; one that cannot be looked up now says nothing."""
    found = plan_links.result(ask("http://a.test/", resolve=resolve)["http://a.test/"], None, "2026-11-21")
    assert (found.verdict, found.reason) == expected


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://a.test/", "only http and https addresses are asked for"),
        ("javascript:alert(1)", "only http and https addresses are asked for"),
        ("http:///", "only http and https addresses are asked for"),
        ("http://me:secret@a.test/", "the address holds a name or password"),
        ("http://a.test:99999/", "the address is not well formed"),
        ("http://[::1/", "the address is not well formed"),
        (f"http://{'a' * 70}.test/", "the address is not well formed"),
    ],
)
def test_what_is_not_asked_for(address: str, reason: str) -> None:
    """Nothing is sent, and nothing breaks."""
    assert ask(address)[address].failure == reason


def test_a_refused_connection_and_a_host_without_tls(web: Web) -> None:
    """Both say nothing about readers."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        refused, plain = f"http://a.test:{port}/", web.at("/fine").replace("http:", "https:")
        found = ask(refused, plain)
    assert found[refused].failure == "its host refuses the connection"
    assert found[plain].failure in ("no secure connection can be made", "the connection broke off")


def test_letters_outside_ascii(web: Web) -> None:
    """Paths are percent-encoded, names become IDNA; what is encoded stays."""
    ask(web.at("/204/ü%20?q=ß#part", "bücher.test"))
    (_, path, fields), *_ = web.asked
    assert path == "/204/%C3%BC%20?q=%C3%9F"
    assert fields["Host"] == f"xn--bcher-kva.test:{web.port}"


# ── the command ───────────────────────────────────────────────────────────────────────────────────────


def made(tmp_path: Path, url: str, archive: str = "") -> Path:
    """A site whose one source has these addresses."""
    entry = f"url: {url}" + (f"\n    archive_url: {archive}" if archive else "")
    files = BASE | {
        "mkdocs.yml": "site_name: Desk\nsite_url: https://desk.example/\ntheme: material\n"
        "plugins:\n  - briefpress: {contact: desk@desk.example}\n",
        SOURCES: BASE[SOURCES].replace("url: https://cleaners.example/statement", entry),
    }
    return write_site(tmp_path, files)


def run(site: Path, *words: str, now: str = "2026-11-21T12:00:00Z") -> subprocess.CompletedProcess[str]:
    """The command in the site's folder."""
    program = str(Path(sys.executable).with_name("briefpress"))
    command = [program, "links", "--pause", "0", "--timeout", "2", *words, "--now", now]
    return subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)


def test_a_claim_that_lost_its_ground(tmp_path: Path, web: Web) -> None:
    """The report, the exit status, and the day since when."""
    gone = web.at("/404", "127.0.0.1")
    site = made(tmp_path, gone)
    first = run(site, "--allow-private", now="2026-11-14T12:00:00Z")
    assert (first.returncode, first.stderr) == (0, "")
    again = run(site, "--allow-private", "--strict")
    assert again.returncode == 1
    assert again.stdout == (
        f"dead: {gone}\n"
        "  the server answers 404, since 2026-11-14\n"
        f"  source without an archive cleaners-statement, {SOURCES}:2\n"
        "Claims that rest on a dead address without an archive:\n"
        "  briefings/2026/longer-night-shifts.md:19: c1 “Night shifts at Example Tower end an hour later.”"
        " (cleaners-statement)\n"
        "1 address: 0 ok, 0 moved, 1 dead, 0 unknown.\n"
    )
    _, _, fields = web.asked[0]
    assert "+https://desk.example/; desk@desk.example" in fields["User-Agent"]


def test_an_archive_stands_in(tmp_path: Path, web: Web) -> None:
    """The claim keeps its ground; the address is dead all the same."""
    site = made(tmp_path, web.at("/404", "127.0.0.1"), web.at("/fine", "127.0.0.1"))
    found = json.loads(run(site, "--allow-private", "--json").stdout)
    assert found["claims"] == []
    told = {one["address"].rpartition("/")[2]: one["verdict"] for one in found["addresses"]}
    assert told == {"404": "dead", "fine": "ok"}
    roles = [source["archive"] for one in found["addresses"] for source in one["sources"]]
    assert roles == [False, True]
    kept = json.loads((site / ".briefpress/links.json").read_text(encoding="utf-8"))
    assert [one["checked"] for one in kept["addresses"].values()] == ["2026-11-21"] * 2
    assert run(site, "--allow-private", "--json").returncode == 0
    assert web.asked[-1][2]["If-None-Match"] == '"seven"'


def test_private_addresses_need_leave(tmp_path: Path, web: Web) -> None:
    """This machine is not asked unless it is said."""
    told = run(made(tmp_path, web.at("/404", "127.0.0.1")), "--strict")
    assert told.returncode == 0
    assert "not public (--allow-private)" in told.stdout
    assert web.asked == []


def test_sources_of_drafts_are_asked_for_on_demand(tmp_path: Path, web: Web) -> None:
    """What a hidden briefing alone uses is no business of others."""
    site = made(tmp_path, web.at("/fine", "127.0.0.1"))
    main = site / "briefings/2026/longer-night-shifts.md"
    main.write_text(main.read_text(encoding="utf-8").replace("status: published\n", ""), encoding="utf-8")
    assert run(site, "--allow-private").stdout.startswith("0 addresses")
    assert run(site, "--allow-private", "--drafts").stdout.startswith("1 address:")


def test_stopped_midway_what_is_known_is_kept(tmp_path: Path, web: Web) -> None:
    """By Ctrl-C: the answers until then stand in the file, the next run asks for the rest."""
    site = made(tmp_path, web.at("/fine", "127.0.0.1"), web.at("/silent", "127.0.0.1"))
    program = str(Path(sys.executable).with_name("briefpress"))
    command = [program, "links", "--allow-private", "--pause", "0", "--timeout", "2"]
    with subprocess.Popen(command, cwd=site, stderr=subprocess.PIPE, text=True) as running:
        while "/silent" not in web.paths:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=20)
    assert (running.returncode, told.strip()) == (2, "Stopped.")
    kept = json.loads((site / ".briefpress/links.json").read_text(encoding="utf-8"))
    assert [address.rpartition("/")[2] for address in kept["addresses"]] == ["fine"]


def test_a_file_of_results_is_doubted(tmp_path: Path, web: Web) -> None:
    """It may be cut off, or of another form: then everything is asked again."""
    site = made(tmp_path, web.at("/fine", "127.0.0.1"))
    results = tmp_path / "results.json"
    results.write_text('{"format": 1, "addresses": {"a": {"verdict": "ok"}, "b": 7}}', encoding="utf-8")
    assert run(site, "--allow-private", "--results", str(results)).returncode == 0
    assert '"verdict": "ok"' in results.read_text(encoding="utf-8")
