"""`briefpress verify` against folders and against a local server that answers in every way."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from briefpress.plan import published
from briefpress.publish import verify
from briefpress.publish.target import Refused
from briefpress.render.data import schema
from tests.integration.publishing import ID, PAGE, Editions, run

PATH = f"{PAGE}index.json"


@pytest.fixture
def site(editions: Editions, tmp_path: Path) -> Path:
    """A copy of an edition."""
    shutil.copytree(editions.first.folder, tmp_path / "site")
    return tmp_path / "site"


def test_the_manifest_lists_every_file_and_follows_its_schema(editions: Editions) -> None:
    """Size and digest of each, and the version that each page shows."""
    import hashlib
    import json

    folder = editions.second.folder
    held = json.loads((folder / published.MANIFEST).read_bytes())
    Draft202012Validator(schema.published("manifest")).validate(held)
    there = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    del there[published.MANIFEST]
    assert {row["path"]: (row["size"], row["sha256"]) for row in held["files"]} == {
        path: (len(found), hashlib.sha256(found).hexdigest()) for path, found in there.items()
    }
    assert held["pages"] == [{"id": "2026-longer-night-shifts", "address": PAGE, "version": 2}]
    assert published.text(editions.second.edition) == editions.second.manifest


def test_a_folder_by_its_own_manifest_and_by_another(editions: Editions, site: Path, tmp_path: Path) -> None:
    """Missing, altered and surplus files; links are none of the site's."""
    assert verify.folder(site, None).is_same
    (site / "robots.txt").unlink()
    (site / "feed.xml").write_bytes(b"<feed/>")
    (site / "evil.js").write_bytes(b"alert(1)")
    (site / "assets/javascripts/evil.js").write_bytes(b"alert(1)")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(editions.first.folder / "index.html")
    shutil.move(site / "watch", tmp_path / "watch")
    (site / "watch").symlink_to(tmp_path / "watch")
    found = verify.folder(site, None)
    assert found.missing == ("robots.txt", "watch/index.html")
    assert found.altered == (("feed.xml", "another size"), ("index.html", "no plain file"))
    assert found.surplus == ("assets/javascripts/evil.js", "evil.js", "watch")
    done = run(editions.root, "verify", str(site))
    assert (done.returncode, done.stdout.splitlines()) == (1, list(verify.lines(found)))
    assert verify.folder(editions.first.folder, verify.expected(editions.second.folder)).altered
    shutil.rmtree(site / "data")
    assert verify.folder(site, None).missing == (published.MANIFEST,)
    assert run(editions.root, "verify", str(tmp_path / "nothing")).returncode == 2


def test_what_was_taken_down_is_told_by_the_lock(editions: Editions) -> None:
    """An edition from before a removal, or with a version of which words were taken down, is not the same."""
    told = run(editions.changing, "verify", str(editions.first.folder), "--taken-down")
    assert (told.returncode, told.stdout) == (1, f"taken-down {ID}\n")
    assert run(editions.changing, "verify", str(editions.removed.folder), "--taken-down").returncode == 0
    assert run(editions.root, "verify", str(editions.first.folder), "--taken-down").returncode == 0
    redacted = published.Withheld(versions={ID: frozenset({1})})
    assert verify.folder(editions.first.folder, None, redacted).taken == (ID,)
    assert verify.folder(editions.second.folder, None, redacted).taken == (ID,)
    with answering(editions.first.folder) as address:
        assert verify.address(address, None, redacted).taken == (ID,)
    nowhere = run(editions.root, "verify", "site", "--taken-down", "-f", "nowhere/mkdocs.yml")
    assert (nowhere.returncode, "there is no nowhere/mkdocs.yml" in nowhere.stderr) == (2, True)


class Host(BaseHTTPRequestHandler):
    """Serves a folder; `answers` says what is odd about some paths."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    folder: Path
    answers: dict[str, str]

    def do_GET(self) -> None:
        """The file, or what is odd."""
        path = self.path.removeprefix("/sub/")
        odd = self.answers.get(path, "")
        file = self.folder / (f"{path}index.html" if path.endswith("/") or not path else path)
        if odd.startswith(("http", "/")):
            self._send(302, b"", location=odd)
        elif odd == "endless":
            self._endless()
        elif odd == "drip":
            self._drip()
        elif odd == "short":
            self._send(200, file.read_bytes(), promised=5)
        elif odd == "refused":
            self._send(403, b"no")
        elif not file.is_file():
            self._send(404, b"nothing here")
        else:
            self._send(200, odd.encode() or file.read_bytes())

    def _send(self, status: int, content: bytes, location: str = "", promised: int = 0) -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(content) + promised))
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = promised > 0

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            self.close_connection = True

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        try:
            for _ in range(600):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def answering(folder: Path, **answers: str) -> Iterator[str]:
    """A server on a folder, at a path of its own; its address."""
    kind = type("OwnHost", (Host,), {"folder": folder, "answers": answers})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sub/"
        server.shutdown()


def test_a_served_site(editions: Editions, site: Path) -> None:
    """By its own manifest and by the local edition; what hosts need not serve is not missed."""
    (site / "_headers").unlink()
    with answering(site) as address:
        assert verify.address(address, None).is_same
        assert verify.address(address, verify.expected(editions.first.folder)).is_same
        (site / "robots.txt").unlink()
        assert verify.address(address, None).missing == ("robots.txt",)
        found = verify.address(address, verify.expected(editions.second.folder))
        assert (published.MANIFEST, "another size") in found.altered
        assert any(path.endswith(".css") for path in found.surplus)
        (site / published.MANIFEST).unlink()
        assert verify.address(address, None).missing == (published.MANIFEST,)


def test_hostile_answers_are_bounded(site: Path) -> None:
    """No other host is asked, no body is read to its end, none is waited for without end."""
    asked: list[str] = []

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    with ThreadingHTTPServer(("127.0.0.1", 0), Other) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        away = f"http://127.0.0.1:{other.server_port}/"
        odd = {
            "robots.txt": away,
            "feed.xml": "/sub/feed.xml",
            "feed.json": "endless",
            "topics/": "/sub/about-topics",
            "sitemap.xml": "refused",
            "opensearch.xml": "\x1b[31mother",
            "data/questions.csv": "short",
        }
        with answering(site, **odd) as address:
            start = time.monotonic()
            found = verify.address(address, None)
        other.shutdown()
    assert asked == []
    assert time.monotonic() - start < 20
    assert dict(found.altered) == {
        "robots.txt": "a redirect to another host",
        "feed.xml": "redirects without end",
        "feed.json": "another size",
        "sitemap.xml": "status 403",
        "opensearch.xml": "another size",
        "data/questions.csv": "it ends early",
    }
    assert found.missing == ("topics/index.html",)


@pytest.mark.parametrize("path", ["robots.txt", published.MANIFEST])
def test_the_whole_ends_in_time(site: Path, path: str) -> None:
    """Even when bytes drip."""
    with answering(site, **{path: "drip"}) as address:
        start = time.monotonic()
        with pytest.raises(Refused, match="did not answer everything within 1 s"):
            verify.address(address, None, limit=1)
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b'{"pages": [], "files": [{"path": "../../etc/passwd", "size": 1, "sha256": "' + b"0" * 64 + b'"}]}',
        b'{"pages": [], "files": [{"path": "/etc/passwd", "size": 1, "sha256": "' + b"0" * 64 + b'"}]}',
        b'{"pages": [], "files": [{"path": "a", "size": -1, "sha256": "' + b"0" * 64 + b'"}]}',
        b'{"pages": [], "files": [{"path": "a\\u001b", "size": 1, "sha256": "' + b"0" * 64 + b'"}]}',
        b'{"pages": [{"id": "x", "address": "../", "version": 1}], "files": []}',
        b"[" * 100_000,
    ],
    ids=lambda text: text[:60].decode() or "empty",
)
def test_a_manifest_that_is_none(site: Path, manifest: bytes) -> None:
    """Nothing that it names is opened."""
    (site / published.MANIFEST).write_bytes(manifest)
    found = verify.folder(site, None)
    assert (found.missing, [path for path, _ in found.altered]) == ((), [published.MANIFEST])
    assert verify.lines(found)[0].startswith(f"altered {published.MANIFEST}: it cannot be read")
    with answering(site) as address:
        assert verify.address(address, None) == found
    with pytest.raises(Refused, match="cannot be read; build it first"):
        verify.expected(site)


def test_names_are_told_as_a_terminal_may_show_them() -> None:
    """A surplus file may have any name, with line breaks and bytes that are no text."""
    found = verify.Compared(1, surplus=("a\nmissing b", "c\x1b[2J", "d\udcff"))
    assert verify.lines(found) == ("surplus a␊missing b", "surplus c␛[2J", "surplus d<U+DCFF>")


@pytest.mark.parametrize(
    "url", ["https://", "http://me:x@host/", "http://h/?q", "http://[::1/", "http://h:99999/"]
)
def test_an_address_that_is_none(url: str) -> None:
    """Nor is one that holds a password."""
    with pytest.raises(Refused):
        verify.address(url, None)
