"""Publishing to a real S3-compatible server: moto's, in a process of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import boto3
import pytest

from briefpress.plan import published
from briefpress.publish import served, store_target
from briefpress.publish.target import Outcome, Refused, Store
from tests.integration.publishing import ID, NOW, Editions, free_port, part_of, run, terms, tree, wait_for

BUCKET = "desk"


@dataclass(frozen=True)
class Server:
    """A running server: a client for its buckets, and the file that tells what it was asked for."""

    client: Any
    log: Path

    def asked(self) -> list[str]:
        """Each request so far: "PUT /desk/…"."""
        return re.findall(r'"([A-Z]+ /[^ ?]*)', self.log.read_text(encoding="utf-8", errors="replace"))

    def changed(self, since: int) -> list[str]:
        """Each request that changes something, after so many, less those for the mark."""
        asked = self.asked()[since:]
        return [one for one in asked if one.startswith(("PUT", "POST", "DELETE")) and "/begun/" not in one]

    def objects(self, prefix: str) -> dict[str, bytes]:
        """What lies below a prefix, less our own records."""
        return {
            key: content
            for key, content in self.everything(prefix).items()
            if not key.startswith(".briefpress/")
        }

    def everything(self, prefix: str) -> dict[str, bytes]:
        """What lies below a prefix."""
        found: dict[str, bytes] = {}
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix):
            keys = [one["Key"] for one in page.get("Contents", ())]
            with ThreadPoolExecutor(8) as threads:
                found |= zip(keys, threads.map(self._get, keys), strict=True)
        return {key.removeprefix(prefix): content for key, content in found.items()}

    def _get(self, key: str) -> bytes:
        content: bytes = self.client.get_object(Bucket=BUCKET, Key=key)["Body"].read()
        return content

    def told(self, key: str) -> dict[str, str]:
        """Type and cache header of an object."""
        found = self.client.head_object(Bucket=BUCKET, Key=key)
        return {"type": found["ContentType"], "kept": found["CacheControl"]}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all tests here, each with a prefix of its own."""
    port = free_port()
    log = tmp_path_factory.mktemp("moto") / "log"
    given = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "desk",
        "AWS_SECRET_ACCESS_KEY": "s3cret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    with pytest.MonkeyPatch.context() as patch, log.open("wb") as said:
        for name, value in given.items():
            patch.setenv(name, value)
        program = str(Path(sys.executable).with_name("moto_server"))
        running = subprocess.Popen([program, "-H", "127.0.0.1", "-p", str(port)], stdout=said, stderr=said)
        try:
            wait_for(port, running)
            client = boto3.client("s3")
            client.create_bucket(Bucket=BUCKET)
            yield Server(client, log)
        finally:
            running.terminate()
            running.wait()


@pytest.fixture(scope="module")
def parts(editions: Editions, tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """The editions, each with a third of its files: the server of the tests is slow."""
    to = tmp_path_factory.mktemp("parts")
    return replace(
        editions,
        first=part_of(editions.first, to / "first"),
        second=part_of(editions.second, to / "second"),
        removed=part_of(editions.removed, to / "removed"),
    )


def less_former(found: dict[str, bytes]) -> dict[str, bytes]:
    """Less what stays of the former edition."""
    stays = published.parse(found[published.FORMER]).files if published.FORMER in found else {}
    return {p: content for p, content in found.items() if p not in {published.FORMER, *stays}}


def test_sent_once_in_order_and_gone_back_byte_for_byte(parts: Editions, server: Server) -> None:
    """What is unchanged is not sent; pages go before what lists them; what is gone goes last."""
    to = Store(BUCKET, "order/")
    store_target.publish(to, parts.first, terms())
    before = server.objects("order/")
    assert before == tree(parts.first.folder)
    begun = len(server.asked())
    done = store_target.publish(to, parts.first, terms())
    assert (done.changed, done.sent) == (False, 0)
    assert server.changed(begun) == []
    begun = len(server.asked())
    done = store_target.publish(to, parts.second, terms())
    after = server.objects("order/")
    assert less_former(after) == tree(parts.second.folder)
    site = f"/{BUCKET}/order/"
    asked = [line.split(" ") for line in server.asked()[begun:]]
    sent = [
        path.removeprefix(site) for verb, path in asked if verb == "PUT" and not path.startswith(f"{site}.")
    ]
    assert len(sent) == done.sent < len(after)
    assert [served.turn(path) for path in sent] == sorted(served.turn(path) for path in sent)
    assert sent.index("briefings/2026/longer-night-shifts/index.html") < sent.index("briefings/index.html")
    assert sent[-1] in (published.MANIFEST, published.FORMER)
    verbs = [one.split(" ")[0] for one in server.changed(begun)]
    assert "PUT" not in verbs[verbs.index("DELETE") :] if "DELETE" in verbs else True
    said: list[str] = []
    store_target.rollback(to, terms(dry=True, said=said))
    assert "change index.html" in said
    assert server.objects("order/") == after
    begun_at = time.monotonic()
    store_target.rollback(to, terms())
    assert time.monotonic() - begun_at < 5
    assert server.objects("order/") == before
    for path, kind, kept in SERVED:
        found = next(parts.first.folder.glob(path)).relative_to(parts.first.folder).as_posix()
        assert server.told(f"order/{found}") == {"type": kind, "kept": kept}
    begun = len(server.asked())
    same = store_target.publish(to, parts.first, terms(dry=True))
    assert (same.changed, [name[:6] for name in same.dropped], server.changed(begun)) == (
        False,
        ["000002"],
        [],
    )
    assert [line for line in server.asked()[begun:] if "/begun/" in line] == []
    again = store_target.publish(to, parts.second, terms())
    assert [name[:6] for name in (again.release, *again.dropped)] == ["000003", "000002"]
    store_target.rollback(to, terms())
    begun = len(server.asked())
    same = store_target.publish(to, parts.first, terms())
    assert (same.changed, [name[:6] for name in same.dropped]) == (False, ["000003"])
    asked = [line.split(" ") for line in server.asked()[begun:] if line.startswith(("PUT", "DELETE"))]
    marks = [verb if "/begun/" in path else "" for verb, path in asked]
    assert (marks[0], set(marks[1:-1]), marks[-1]) == ("PUT", {""}, "DELETE")  # also what it only tidies
    store_target.publish(to, parts.second, terms())
    last = store_target.publish(to, parts.first, terms(keep=1))
    assert [name[:6] for name in last.dropped] == ["000001", "000002"]
    assert not [key for key in server.everything("order/") if key.startswith(".briefpress/kept/")]
    with pytest.raises(Refused, match="no release before"):
        store_target.rollback(to, terms())


SERVED = (
    ("index.html", "text/html; charset=utf-8", "public, max-age=60"),
    ("feed.xml", "application/atom+xml", "public, max-age=60"),
    ("data/manifest.json", "application/json", "public, max-age=60"),
    ("assets/javascripts/*.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
    ("assets/briefpress/*.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
    ("search/*/*.pf_meta", "application/octet-stream", "public, max-age=31536000, immutable"),
)
"""Files that stayed or that the store has copied into their places, with the type and how long each may be kept."""


def test_what_was_removed_is_nowhere_below_the_prefix(parts: Editions, server: Server) -> None:
    """Neither its pages, nor kept copies, nor the parts of the search index that stay for others."""
    to = Store(BUCKET, "removed/")
    store_target.publish(to, parts.removed, terms())
    store_target.publish(to, parts.first, terms())
    store_target.publish(to, parts.second, terms())
    said: list[str] = []
    assert store_target.rollback(to, terms(taken=parts.taken, dry=True, said=said)).release[:6] == "000001"
    assert any(line.endswith(f"it holds what was taken down ({ID})") for line in said)
    done = store_target.publish(to, parts.removed, terms(taken=parts.taken))
    assert [name[:6] for name in done.dropped] == ["000002", "000003"]
    left = server.everything("removed/")
    words = (b"end an hour later", b"end two hours later")
    holding = [path for path, found in left.items() if any(w in found for w in words)]
    assert holding == []
    assert {p for p in left if p.startswith("search/")} == {
        p for p in parts.removed.edition.files if p.startswith("search/")
    }


def test_another_publish_meanwhile(parts: Editions, server: Server) -> None:
    """The second of two is told; what a stopped one left does not hold for ever."""
    to = Store(BUCKET, "two/")
    server.client.put_object(Bucket=BUCKET, Key="two/.briefpress/begun/000001", Body=b"")
    with pytest.raises(Refused, match="another publish to s3://desk/two/ is under way: its mark was set"):
        store_target.publish(to, parts.first, terms())
    assert server.objects("two/") == {}
    server.client.delete_object(Bucket=BUCKET, Key="two/.briefpress/begun/000001")
    for ready in (parts.first, parts.second):
        store_target.publish(to, ready, terms())
    store_target.rollback(to, terms())

    def publish(ready: published.Edition) -> Outcome | Refused:
        wanted = parts.first if ready is parts.first.edition else parts.second
        try:
            return store_target.publish(to, wanted, terms())
        except Refused as refused:
            return refused

    with ThreadPoolExecutor(2) as threads:
        ends = list(threads.map(publish, (parts.first.edition, parts.second.edition)))
    assert any(isinstance(end, Outcome) for end in ends)
    assert all("another publish" in str(e) or "meanwhile" in str(e) for e in ends if isinstance(e, Refused))
    live = less_former(server.objects("two/"))
    assert live in (tree(parts.first.folder), tree(parts.second.folder))
    assert not [key for key in server.everything("two/") if key.startswith(".briefpress/begun/")]
    if live == less_former(tree(parts.second.folder)):
        store_target.rollback(to, terms())
        assert server.objects("two/") == tree(parts.first.folder)


STOPPED = """
import sys
from pathlib import Path
from briefpress.plan import published
from briefpress.publish import store_target
from briefpress.publish.target import Ready, Store
from tests.integration.publishing import terms
folder = Path(sys.argv[1])
manifest = (folder / published.MANIFEST).read_bytes()
store_target.publish(Store("desk", "killed/"), Ready(folder, published.parse(manifest), manifest), terms())
"""


def test_a_stopped_publish_is_mended_by_the_next(parts: Editions, server: Server) -> None:
    """What it had sent counts for nothing; what it left is sent anew or taken away, by going back as well."""
    to = Store(BUCKET, "killed/")
    store_target.publish(to, parts.removed, terms())
    words = [sys.executable, "-c", STOPPED, str(parts.second.folder)]
    sent = len(server.asked())
    with subprocess.Popen(words, cwd=Path(__file__).parents[2], stderr=subprocess.DEVNULL) as publishing:
        while publishing.poll() is None and sum(r.startswith("PUT") for r in server.asked()[sent:]) < 12:
            time.sleep(0.01)
        publishing.kill()
    assert publishing.returncode < 0
    assert less_former(server.objects("killed/")) != tree(parts.second.folder)
    with pytest.raises(Refused, match="If it was stopped, publish again 30 s after that, or go back with"):
        store_target.publish(to, parts.second, terms())
    begun_at = time.monotonic()
    assert store_target.rollback(to, terms()).release.startswith("000001-")
    assert time.monotonic() - begun_at < 5
    assert server.objects("killed/") == tree(parts.removed.folder)
    with pytest.raises(Refused, match="no release before 000001-"):
        store_target.rollback(to, terms())
    store_target.publish(to, parts.first, terms())
    assert less_former(server.objects("killed/")) == tree(parts.first.folder)


def test_going_back_stops_a_publish_that_goes_on(parts: Editions, server: Server, tmp_path: Path) -> None:
    """Its page for the top is a pipe: there it waits until we have gone back. Then it writes nothing any more."""
    to = Store(BUCKET, "overtaken/")
    store_target.publish(to, parts.first, terms())
    slow = tmp_path / "slow"
    shutil.copytree(parts.second.folder, slow)
    (slow / "index.html").unlink()
    os.mkfifo(slow / "index.html")
    with ThreadPoolExecutor(1) as beside:
        publishing = beside.submit(store_target.publish, to, replace(parts.second, folder=slow), terms())
        pipe = _opened(slow / "index.html", publishing)
        try:
            assert server.objects("overtaken/") != tree(parts.first.folder)
            store_target.rollback(to, terms())
            begun = len(server.asked())
            os.write(pipe, (parts.second.folder / "index.html").read_bytes())
        finally:
            os.close(pipe)
        with pytest.raises(
            Refused, match="somebody else has begun to work on s3://desk/overtaken/ meanwhile"
        ):
            publishing.result(20)
    assert server.changed(begun) == []
    assert server.objects("overtaken/") == tree(parts.first.folder)
    store_target.publish(to, parts.second, terms())
    store_target.rollback(to, terms())
    assert server.objects("overtaken/") == tree(parts.first.folder)


def _opened(path: Path, reading: Future[Outcome]) -> int:
    """The end of a pipe into which we write, as soon as somebody reads."""
    while not reading.done():
        try:
            pipe = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads yet
            time.sleep(0.01)
        else:
            os.set_blocking(pipe, True)
            return pipe
    raise AssertionError(f"ended before it: {reading.result()}")


def test_altered_objects_are_sent_again_and_others_are_left_alone(editions: Editions, server: Server) -> None:
    """By the tag that the store gave when the file was sent."""
    to = Store(BUCKET, "altered/")
    store_target.publish(to, editions.first, terms())
    server.client.put_object(Bucket=BUCKET, Key="altered/robots.txt", Body=b"Disallow: /")
    server.client.put_object(Bucket=BUCKET, Key="altered/letter", Body=b"mine")
    done = run(editions.root, "publish", f"s3://{BUCKET}/altered", "--now", NOW)
    assert (done.returncode, ": 1 files new or changed, " in done.stderr) == (0, True), done.stderr
    found = server.objects("altered/")
    assert found.pop("letter") == b"mine"
    assert found == tree(editions.first.folder)


def test_a_page_that_readers_have_is_not_taken_away(parts: Editions, server: Server) -> None:
    """Nothing is sent for an edition that has nothing at its address."""
    to = Store(BUCKET, "gone/")
    store_target.publish(to, parts.first, terms())
    files = {p: told for p, told in parts.first.edition.files.items() if not p.startswith("briefings/2026/")}
    less = published.Edition(files)
    asked = len(server.asked())
    with pytest.raises(Refused, match="has nothing: briefings/2026/longer-night-shifts/;"):
        store_target.publish(to, replace(parts.first, edition=less, manifest=published.text(less)), terms())
    assert server.changed(asked) == []


def test_what_is_missing_is_said(editions: Editions, server: Server) -> None:
    """The package, credentials, or the bucket."""
    words = f"import sys; sys.modules['boto3'] = None; sys.argv[1:] = ['rollback', 's3://{BUCKET}/command']"
    command = [sys.executable, "-c", f"{words}; from briefpress.__main__ import main; main()"]
    done = subprocess.run(command, cwd=editions.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        "briefpress: an S3-compatible store needs boto3; install briefpress[s3]\n",
    )
    bare = {k: v for k, v in os.environ.items() if k not in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}
    bare |= {"AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}
    done = run(editions.root, "rollback", f"s3://{BUCKET}/command", env=bare)
    assert (done.returncode, "no credentials for the store" in done.stderr) == (2, True), done.stderr
    with pytest.raises(Refused, match="NoSuchBucket"):
        store_target.rollback(Store("nothing-here"), terms())
