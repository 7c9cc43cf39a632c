"""`briefpress source` against a server that gives every kind of answer, and against files made to do harm."""

from __future__ import annotations

import gzip
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from briefpress import edition
from briefpress.edition.sourcing import Added, Terms, Wanted
from briefpress.publish import links
from tests.integration import pdf
from tests.integration.desk import made
from tests.integration.test_link_check import Handler, Web, here, may

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
QUICK = links.Manners("briefpress/0 (source)", timeout=10, pause=0.0, retries=0, backoff=0.01, most=100_000)
WORDS = "From July on the night bus to Example Tower stops at midnight, as the city said on Thursday evening."
PAGE = f"<html><head><title>Night bus</title></head><body><article><p>{WORDS}</p></article></body></html>"
BOMB = gzip.compress(bytes(5_000_000))
"""Five kilobytes."""
BEFORE = "briefings/_registry/sources.yml"


class Pages(Handler):
    """Answers with texts as well."""

    def give(self, content: bytes, **fields: str) -> None:
        """An answer with this body."""
        self.send_response(200)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def page(self, _: str) -> None:
        self.give(PAGE.encode(), Content_Type="text/html; charset=utf-8")

    def lying(self, _: str) -> None:
        self.give(pdf.made([[WORDS]]), Content_Type="text/html; charset=utf-8")

    def wrong(self, _: str) -> None:
        page = PAGE.replace("Example Tower", "the “Café Göring”")
        self.give(page.encode(), Content_Type="text/html; charset=iso-8859-1")

    def old(self, _: str) -> None:
        self.give(
            PAGE.replace("Example Tower", "Café").encode("cp1252"), Content_Type="text/html; charset=latin1"
        )

    def picture(self, _: str) -> None:
        self.give(b"\x89PNG\r\n\x1a\n\x00\x00", Content_Type="text/html")

    def zipped(self, _: str) -> None:
        self.give(gzip.compress(PAGE.encode()), Content_Type="text/html", Content_Encoding="gzip")

    def bomb(self, _: str) -> None:
        self.give(BOMB, Content_Type="text/plain", Content_Encoding="gzip")

    def halfzip(self, _: str) -> None:
        self.give(gzip.compress(PAGE.encode())[:-20], Content_Encoding="gzip")

    def nozip(self, _: str) -> None:
        self.give(PAGE.encode(), Content_Encoding="gzip")

    def brotli(self, _: str) -> None:
        self.give(b"\x0b\x02", Content_Encoding="br")

    def again(self, _: str) -> None:
        self.status(302, "page")


@pytest.fixture(scope="module")
def server() -> Iterator[Web]:
    """The server, on this machine alone; it holds nothing between two tests."""
    state = Web()
    running = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Pages,), {"web": state}))
    running.daemon_threads = True
    running.block_on_close = False
    running.handle_error = lambda *_: None  # type: ignore[method-assign] # a client that hangs up is no fault here
    state.port = running.server_address[1]
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield state
    state.closing.set()
    running.shutdown()
    running.server_close()
    thread.join()


def fetched(address: str) -> links.Page:
    """What an address holds, where every name leads to this machine."""
    slow = address.endswith(("/drip", "/slowhead"))
    manners = replace(QUICK, timeout=0.5) if slow else QUICK
    return links.fetch(address, manners, now=NOW, allowed=may, resolve=here)


@pytest.mark.parametrize("path", ["/page", "/zipped", "/again"])
def test_a_page(server: Web, path: str) -> None:
    """As it is, decompressed, and where a redirect leads; with what the server calls it."""
    page = fetched(server.at(path))
    assert page.content.decode() == PAGE
    assert page.content_type.startswith("text/html")
    assert page.address == server.at("/zipped" if path == "/zipped" else "/page")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/403", "the server answers 403"),
        ("/404", "the server answers 404"),
        ("/endless", "its answer is larger than 97 kB"),
        ("/bomb", "its answer is larger than 97 kB"),
        ("/drip", "no whole answer within 0.5 s"),
        ("/slowhead", "no whole answer within 0.5 s"),
        ("/short", "the connection broke off"),
        ("/halfzip", "the connection broke off"),
        ("/nozip", "its answer cannot be decompressed"),
        ("/brotli", "its answer is compressed in a way that was not asked for"),
        ("/circle/a", "it redirects in a circle"),
        ("/deeper/1", "it redirects more than 10 times"),
        ("/scheme/file", "only http and https addresses are asked for"),
        ("/garbage", "its answer is no HTTP"),
    ],
)
def test_what_is_no_answer(server: Web, path: str, reason: str) -> None:
    """Each is told by its reason, in time."""
    begun = time.monotonic()
    with pytest.raises(links.Unfetched) as told:
        fetched(server.at(path))
    assert str(told.value) == reason
    assert time.monotonic() - begun < 10


def test_no_redirect_and_no_second_look_up_lead_inside(server: Web) -> None:
    """The address that is connected to is the one that was judged, for each request anew."""
    inside = {"inside.test": "127.0.0.2"}
    answers = iter([("127.0.0.1",), ("10.0.0.1",)])
    private = "it leads to an address that is not public (--allow-private)"
    with pytest.raises(links.Unfetched, match=r"not public") as by_name:
        links.fetch(
            server.at("/host/inside.test"),
            QUICK,
            now=NOW,
            allowed=may,
            resolve=lambda host, _: (inside.get(host, "127.0.0.1"),),
        )
    with pytest.raises(links.Unfetched) as by_time:
        links.fetch(server.at("/again"), QUICK, now=NOW, allowed=may, resolve=lambda *_: next(answers))
    assert {str(by_name.value), str(by_time.value)} == {private}


# ── taken in ──────────────────────────────────────────────────────────────────────────────────────────


def taken(root: Path, where: str, terms: Terms | None = None, content: bytes = b"") -> Added:
    """The source, taken in by a site."""
    made(root)
    terms = terms or Terms(allow_private=True, timeout=5, reading=5)
    wanted = Wanted(where, "new-source", piped=content)
    return edition.add_source(root / "mkdocs.yml", wanted, terms, now=NOW)


def untouched(root: Path) -> bool:
    """True when nothing is left of a source that was refused."""
    held = sorted(path.name for path in (root / "briefings/_snapshots").iterdir())
    registry = (root / BEFORE).read_text(encoding="utf-8")
    return held == ["cleaners-statement.txt"] and "new-source" not in registry


@pytest.mark.parametrize(
    ("path", "text", "note"),
    [
        ("/page", WORDS, ""),
        ("/lying", WORDS, "The server calls it text/html; by its content it is PDF, and was read as that."),
        ("/wrong", WORDS.replace("Example Tower", "the “Café Göring”"), ""),
        ("/old", WORDS.replace("Example Tower", "Café"), "Read as latin1, as the server says."),
    ],
)
def test_an_address_is_taken_in(server: Web, tmp_path: Path, path: str, text: str, note: str) -> None:
    """Its text is the snapshot, its address stands in the entry; what a server says wrongly does no harm."""
    address = server.at(path, "127.0.0.1")
    added = taken(tmp_path, address)
    assert (tmp_path / added.snapshot).read_text(encoding="utf-8").replace(" \n", "\n").strip() == text
    assert added.draft.value("url") == address
    assert note in ("", *added.draft.notes)


def test_private_addresses_need_leave(server: Web, tmp_path: Path) -> None:
    """This machine is not asked unless the editor says so; nothing is written."""
    server.asked.clear()
    with pytest.raises(edition.Unable, match=r"not public \(--allow-private\)"):
        taken(tmp_path, server.at("/page", "127.0.0.1"), Terms())
    assert server.asked == []
    assert untouched(tmp_path)


def test_a_picture_is_no_text(server: Web, tmp_path: Path) -> None:
    """Whatever the server calls it."""
    with pytest.raises(edition.Unable, match="neither text, HTML nor PDF"):
        taken(tmp_path, server.at("/picture", "127.0.0.1"))
    assert untouched(tmp_path)


def swollen() -> bytes:
    """A file of 200 kB whose page is a thousand times as large."""
    packed = zlib.compressobj(1)
    return pdf.of(
        b"".join([packed.compress(bytes(1_000_000)) for _ in range(200)]) + packed.flush(), "FlateDecode"
    )


HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "a stream that swells": (swollen, "takes more memory to read than a text should"),
    "work without end": (lambda: pdf.of(b"BT /F1 1 Tf (a) Tj ET " * 300_000), "takes more time to read"),
    "lists in lists": (lambda: pdf.of(b"[" * 50_000), "there is no text in it"),
    "no PDF behind the name": (lambda: b"%PDF-1.7\n" + b"\xff" * 5000, "it cannot be read as PDF"),
}


@pytest.mark.parametrize("name", list(HARMFUL))
def test_a_file_made_to_do_harm(tmp_path: Path, name: str) -> None:
    """It ends in a sentence, in time, and nothing is written."""
    make, reason = HARMFUL[name]
    content = make()
    begun = time.monotonic()
    with pytest.raises(edition.Unable, match=reason):
        taken(tmp_path, "-", Terms(reading=1.0, room=160 * 1024 * 1024), content)
    assert time.monotonic() - begun < 30
    assert untouched(tmp_path)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + WORDS,
        "<p>" + "<a href='" * 50_000,
        f"<html><body><script type='application/ld+json'>{'[' * 50_000}</script><p>{WORDS}</p></body></html>",
        "<table>" + "<tr><td>" * 20_000 + WORDS,
    ],
    ids=["deep", "unclosed", "json", "cells"],
)
def test_a_page_made_to_do_harm(tmp_path: Path, page: str) -> None:
    """It is read or refused, in time; one that is read holds words, and no mark-up that would be one."""
    begun = time.monotonic()
    try:
        added = taken(tmp_path, "-", Terms(reading=2.0), page.encode())
    except edition.Unable:
        assert untouched(tmp_path)
    else:
        text = (tmp_path / added.snapshot).read_text(encoding="utf-8")
        assert "night bus" in text
        assert "<div" not in text
    assert time.monotonic() - begun < 30


def test_a_folder_of_snapshots_elsewhere_takes_them(tmp_path: Path) -> None:
    """Where the site keeps its texts outside the checkout; without the folder nothing is taken in."""
    root = made(tmp_path / "site")
    config = root / "mkdocs.yml"
    config.write_text(
        "site_name: Desk\ntheme: material\nplugins:\n  - briefpress: {snapshots_dir: ../texts}\n",
        encoding="utf-8",
    )
    wanted = Wanted("-", "new-source", piped=WORDS.encode())
    with pytest.raises(edition.Unable, match=r"\.\./texts, is not here"):
        edition.add_source(config, wanted, Terms(), now=NOW)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "other.txt").write_text("Another text.\n", encoding="utf-8")
    assert edition.add_source(config, wanted, Terms(), now=NOW).snapshot == "../texts/new-source.txt"
    assert (tmp_path / "texts/new-source.txt").read_text(encoding="utf-8") == f"{WORDS}\n"


def test_standard_input(tmp_path: Path) -> None:
    """The command as it is typed behind a pipe: results on standard output alone."""
    program = str(Path(sys.executable).with_name("briefpress"))
    command = [program, "source", "add", "-", "--id", "new-source", "--now", "2026-11-21T12:00:00Z"]
    ran = subprocess.run(command, cwd=made(tmp_path), input=WORDS.encode(), capture_output=True, check=True)
    assert ran.stdout.decode().startswith(
        "wrote briefings/_snapshots/new-source.txt: 1 paragraph, 19 words\n"
    )
    assert ran.stderr == b""
