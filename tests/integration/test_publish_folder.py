"""Publishing into a folder, under a real web server, with readers who fetch all the while."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest

from briefpress import edition
from briefpress.plan import published
from briefpress.publish import folder_target, verify
from briefpress.publish.target import Folder, Ready, Refused
from tests.integration.publishing import (
    ID,
    MOMENT,
    NOW,
    PAGE,
    Editions,
    edit,
    own,
    run,
    terms,
    tree,
)
from tests.integration.webserver import served


def fetched(address: str) -> bytes:
    """What a reader gets; raises for any status but 200."""
    with urllib.request.urlopen(address, timeout=10) as answer:
        content: bytes = answer.read()
        return content


class Reader(threading.Thread):
    """Opens pages, and asks for what each page asks for."""

    def __init__(self, site: str, editions: tuple[Ready, ...], number: int) -> None:
        super().__init__(daemon=True)
        self._site, self._chance = site, random.Random(number)
        self._pages = ("index.html", f"{PAGE}index.html", "search/index.html", "feed.xml")
        self._known = {page: {(e.folder / page).read_bytes() for e in editions} for page in self._pages}
        self.stop = threading.Event()
        self.visits = 0
        self.faults: list[str] = []

    def run(self) -> None:
        """Until it is stopped."""
        while not self.stop.is_set():
            page = self._chance.choice(self._pages)
            try:
                found = fetched(self._site + page)
                if found not in self._known[page]:
                    self.faults.append(f"{page} is of no edition")
                for asked in re.findall(rb'(?:href|src)="((?:\.\./)*assets/[^"#?]+)"', found):
                    fetched(urljoin(self._site + page, asked.decode()))
            except OSError as fault:
                self.faults.append(f"{page}: {fault}")
            self.visits += 1


@pytest.mark.server
def test_readers_see_whole_editions_only(editions: Editions, tmp_path: Path, full: bool) -> None:
    """Pages open before a publish find their style sheets and scripts after it."""
    top = tmp_path / "www"
    both = (editions.first, editions.second)
    folder_target.publish(Folder(top), both[0], terms())
    with served(top / "current", tmp_path / "nginx") as site:
        readers = [Reader(site, both, number) for number in range(4)]
        for reader in readers:
            reader.start()
        for number in range(1, 51 if full else 6):
            done = folder_target.publish(Folder(top), both[number % 2], terms())
            assert done.changed
            assert fetched(f"{site}index.html") == (both[number % 2].folder / "index.html").read_bytes()
            time.sleep(0.1)
        start = time.monotonic()
        folder_target.rollback(Folder(top), terms())
        assert time.monotonic() - start < 5
        for reader in readers:
            reader.stop.set()
            reader.join()
        live = both[0] if os.readlink(top / "current").endswith(_digest(both[0])) else both[1]
        assert verify.address(site, verify.expected(live.folder)).is_same
        assert not verify.address(
            site, verify.expected((both[1] if live is both[0] else both[0]).folder)
        ).is_same
    assert [fault for reader in readers for fault in reader.faults] == []
    assert sum(reader.visits for reader in readers) > 20
    assert len(list((top / "releases").iterdir())) == 5


def _digest(ready: Ready) -> str:
    import hashlib

    return hashlib.sha256(ready.manifest).hexdigest()[:12]


def test_an_old_page_finds_what_it_asks_for_and_no_longer(editions: Editions, tmp_path: Path) -> None:
    """Hashed assets and parts of the search index of the former edition stay for one edition."""
    top = tmp_path / "www"
    to, current = Folder(top), top / "current"
    folder_target.publish(to, editions.first, terms())
    folder_target.publish(to, editions.second, terms())
    lasting = {p for p in editions.first.edition.files if published.is_named_by_content(p)}
    gone = lasting - editions.second.edition.files.keys()
    assert any(p.startswith("search/") for p in gone)
    assert any(p.endswith(".css") for p in gone)
    assert gone <= tree(current).keys()
    assert own(current) == tree(editions.second.folder)
    assert verify.folder(top, None).is_same
    folder_target.publish(to, editions.removed, terms())
    assert not gone & tree(current).keys()


def test_going_back_is_byte_for_byte_and_again_and_again(editions: Editions, tmp_path: Path) -> None:
    """Unchanged files are one file on the disk; a release that somebody went back from is gone with the next."""
    to, current = Folder(tmp_path / "www"), tmp_path / "www/current"
    folder_target.publish(to, editions.first, terms())
    before = tree(current)
    assert not folder_target.publish(to, editions.first, terms()).changed
    folder_target.publish(to, editions.second, terms())
    link = current / "robots.txt"
    assert link.stat().st_nlink == 2
    second = tree(current)
    assert folder_target.rollback(to, terms(dry=True)).release.startswith("000001-")
    assert tree(current) == second
    folder_target.rollback(to, terms())
    assert tree(current) == before
    with pytest.raises(Refused, match="no release before 000001"):
        folder_target.rollback(to, terms())
    done = folder_target.publish(to, editions.second, terms())
    assert (done.release[:6], done.dropped[0][:6]) == ("000003", "000002")
    folder_target.rollback(to, terms())
    assert tree(current) == before


def test_what_was_removed_leaves_the_target_and_never_comes_back(editions: Editions, tmp_path: Path) -> None:
    """Releases that hold it go with the publish that removes it; before that, nobody goes back to them."""
    to = Folder(tmp_path / "www")
    folder_target.publish(to, editions.removed, terms())
    folder_target.publish(to, editions.first, terms())
    folder_target.publish(to, editions.second, terms())
    said: list[str] = []
    done = folder_target.rollback(to, terms(taken=editions.taken, dry=True, said=said))
    assert done.release.startswith("000001-")
    assert (
        f"pass over {sorted(os.listdir(tmp_path / 'www/releases'))[1]}: it holds what was taken down ({ID})"
        in said
    )
    done = folder_target.publish(to, editions.removed, terms(taken=editions.taken))
    assert [name[:6] for name in done.dropped] == ["000002", "000003"]
    left = tree(tmp_path / "www")
    words = (b"end an hour later", b"end two hours later")  # schemas have them, too, as an example
    holding = [path for path, found in left.items() if any(w in found for w in words)]
    assert [path for path in holding if "/data/schema/" not in path] == []
    searched = {
        p.partition("/search/")[2] for p in left if p.startswith("releases/000004") and "/search/" in p
    }
    assert searched == {p[7:] for p in editions.removed.edition.files if p.startswith("search/")}


def test_altered_releases_are_not_believed(editions: Editions, tmp_path: Path) -> None:
    """A file that somebody has changed is sent anew, and no folder that is a link is followed."""
    top = tmp_path / "www"
    to, current = Folder(top), top / "current"
    folder_target.publish(to, editions.first, terms())
    page = current / "robots.txt"
    page.write_bytes(b"Disallow: /\n")
    assert verify.folder(top, None).altered == (("robots.txt", "another size"),)
    assert folder_target.publish(to, editions.first, terms()).changed
    assert tree(current) == tree(editions.first.folder)
    shutil.move(top / "releases" / os.listdir(top / "releases")[0] / "assets", tmp_path / "elsewhere")
    first = min((top / "releases").iterdir())
    for release in (top / "releases").iterdir():
        if not (release / "assets").exists():
            (release / "assets").symlink_to(tmp_path / "elsewhere")
    folder_target.publish(to, editions.second, terms())
    assert first.exists()
    assert not any(p.is_symlink() for p in current.resolve().rglob("*"))


@pytest.mark.parametrize("made", ["file", "foreign", "current", "releases", "new"])
def test_a_folder_that_is_not_ours_stays_as_it_is(editions: Editions, tmp_path: Path, made: str) -> None:
    """Nothing outside the folder is touched, whatever leads there."""
    top, outside = tmp_path / "www", tmp_path / "outside"
    outside.mkdir()
    (outside / "letter").write_text("mine", encoding="utf-8")
    if made == "file":
        top.write_text("a file", encoding="utf-8")
    else:
        top.mkdir()
    if made == "foreign":
        (top / "index.html").write_text("mine", encoding="utf-8")
    if made == "current":
        (top / "releases").mkdir()
        (top / "current").symlink_to(outside)
    if made == "releases":
        (top / "releases").symlink_to(outside)
    if made == "new":
        (top / "releases").mkdir()
        (top / "releases/.new").symlink_to(outside)
        folder_target.publish(Folder(top), editions.first, terms())
    else:
        with pytest.raises(Refused, match=r"for this site alone|is no folder"):
            folder_target.publish(Folder(top), editions.first, terms())
    assert tree(outside) == {"letter": b"mine"}


ENDLESS = """
import sys
from pathlib import Path
from urllib.parse import urljoin
from briefpress.plan import published
from briefpress.publish import folder_target
from briefpress.publish.target import Folder, Ready
from tests.integration.publishing import terms
ready = [Ready(f, published.parse((f / published.MANIFEST).read_bytes()), (f / published.MANIFEST).read_bytes())
         for f in map(Path, sys.argv[2:])]
print("ready", flush=True)
for number in range(1000):
    folder_target.publish(Folder(Path(sys.argv[1])), ready[number % 2], terms())
"""


def test_killed_at_any_moment_the_target_is_old_or_new(
    editions: Editions, tmp_path: Path, full: bool
) -> None:
    """And the next publish succeeds and leaves nothing of it behind."""
    chance = random.Random(20261121)
    top = tmp_path / "www"
    words = [sys.executable, "-c", ENDLESS, str(top), str(editions.first.folder), str(editions.second.folder)]
    folder_target.publish(Folder(top), editions.first, terms())
    for _ in range(60 if full else 3):
        with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as publishing:
            assert publishing.stdout is not None
            publishing.stdout.readline()
            time.sleep(chance.uniform(0, 0.6))
            publishing.kill()
        assert verify.folder(top, None).is_same
        assert own(top / "current") in (tree(editions.first.folder), tree(editions.second.folder))
    folder_target.publish(Folder(top), editions.first, terms())
    folder_target.publish(Folder(top), editions.second, terms())
    assert own(top / "current") == tree(editions.second.folder)
    assert not [name for name in os.listdir(top / "releases") if name.startswith(".")]


def test_a_full_disk_leaves_the_former_release(editions: Editions, tmp_path: Path) -> None:
    """A small file system of its own, where the test may mount one."""
    mount = tmp_path / "small"
    mount.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(mount)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("mounting a small file system needs root")
    try:
        to = Folder(mount / "www")
        folder_target.publish(to, editions.first, terms())
        free = os.statvfs(mount).f_bavail * os.statvfs(mount).f_frsize
        (mount / "filler").write_bytes(b"x" * (free - 300_000))
        with pytest.raises(OSError, match="No space left"):
            folder_target.publish(to, editions.second, terms())
        assert tree(mount / "www/current") == tree(editions.first.folder)
        assert len(os.listdir(mount / "www/releases")) == 1
        (mount / "filler").unlink()
        assert folder_target.publish(to, editions.second, terms()).changed
    finally:
        subprocess.run(["umount", str(mount)], check=True)


# ── the commands ──────────────────────────────────────────────────────────────────────────────────────


def _no_address(root: Path) -> str:
    edit(root, "site_url: https://desk.example/\n", "", "mkdocs.yml")
    return "set site_url in mkdocs.yml"


def _stale_lock(root: Path) -> str:
    (root / "briefings/_published.lock.yml").unlink()
    shutil.rmtree(root / "briefings/_versions")
    return "error[lock-stale]"


def _error(root: Path) -> str:
    edit(root, "\nevent: ", "\nevent: \n# ")
    return "error[field-missing]"


@pytest.fixture
def desk(editions: Editions, tmp_path: Path) -> Path:
    """A copy of the site, to be changed."""
    shutil.copytree(editions.root, tmp_path / "root")
    return tmp_path / "root"


def test_the_commands_publish_compare_and_go_back(desk: Path, tmp_path: Path) -> None:
    """From the first publish to a difference."""
    root, to = desk, str(tmp_path / "www")
    done = run(root, "publish", to, "--now", NOW)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "published as 000001-" in done.stderr
    assert tree(tmp_path / "www/current") == tree(root / "site")
    edit(root, "# Desk", "# The desk", "docs/index.md")
    before = tree(tmp_path / "www")
    plan = run(root, "publish", to, "--dry-run", "--now", NOW)
    assert (plan.returncode, "change index.html\n" in plan.stdout) == (0, True), plan.stderr
    assert tree(tmp_path / "www") == before
    assert edition.publish(root / "mkdocs.yml", to, now=MOMENT).outcome is not None
    assert edition.verify(to, against=root / "site").is_same
    back = run(root, "rollback", to)
    assert back.returncode == 0
    assert back.stderr.startswith("Went back to 000001-")
    differs = run(root, "verify", to, "--against", "site")
    assert (differs.returncode, "altered index.html: " in differs.stdout) == (1, True)


@pytest.mark.parametrize("fault", [_no_address, _stale_lock, _error], ids=lambda fault: fault.__name__)
def test_nothing_is_published_with(desk: Path, tmp_path: Path, fault: Callable[[Path], str]) -> None:
    """A fault of the site."""
    words = fault(desk)
    done = run(desk, "publish", str(tmp_path / "www"), "--now", NOW)
    assert done.returncode == (2 if fault is _no_address else 1)
    assert words in done.stderr
    assert not (tmp_path / "www").exists()


@pytest.mark.parametrize("named", ["site", "docs/www", ".", "briefings", ".briefpress/x", "site/../docs"])
def test_no_target_among_the_sites_own_files(
    editions: Editions, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """Whatever would be read or replaced by the next build."""
    monkeypatch.chdir(editions.root)
    before = tree(editions.root)
    with pytest.raises(edition.Unable, match="holds this site's own files"):
        edition.publish(editions.root / "mkdocs.yml", named, now=MOMENT)
    assert tree(editions.root) == before
