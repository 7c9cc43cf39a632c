"""Editions to publish, and what a published folder holds."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefpress import edition
from briefpress.load import lock as load_lock
from briefpress.model.lock import PATH as LOCK
from briefpress.model.source import Source
from briefpress.plan import published
from briefpress.publish.target import Ready, Terms
from tests.integration.desk import MAIN, made

PAGE = "briefings/2026/longer-night-shifts/"
ID = "2026-longer-night-shifts"
NOW = "2026-11-21T12:00:00Z"
MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)
KEEP = 5


@dataclass(frozen=True)
class Editions:
    """Three editions of one site: as first published, changed, and with its briefing removed."""

    root: Path
    """The site as it was at first, released and built."""
    changing: Path
    """The site as it is now, with its briefing removed."""
    first: Ready
    second: Ready
    removed: Ready
    taken: published.Withheld
    """What the lock of the third says was taken down."""


def terms(
    *,
    keep: int = KEEP,
    taken: published.Withheld | None = None,
    dry: bool = False,
    said: list[str] | None = None,
) -> Terms:
    """How to publish; what is said goes into `said`."""
    say: Callable[[str], None] = (said if said is not None else []).append
    return Terms(keep, taken or published.Withheld(), dry, MOMENT, say)


def run(root: Path, *words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The command in a site's folder."""
    program = str(Path(sys.executable).with_name("briefpress"))
    return subprocess.run([program, *words], cwd=root, env=env, capture_output=True, text=True, check=False)


def small_site(root: Path) -> Path:
    """A site with one briefing, which has been released."""
    made(root)
    assert edition.release(root / "mkdocs.yml", now=MOMENT).done
    return root


def edit(root: Path, old: str, new: str, path: str = MAIN) -> None:
    """A change in a file of the site."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def make_editions(folder: Path) -> None:
    """Builds all three; `editions_in` tells of them."""
    root = small_site(folder / "changing")
    _build(root, folder / "first")
    shutil.copytree(root, folder / "root")
    edit(root, "version: 1", "version: 2\nchanges:\n  - {version: 2, date: 2026-08-01, note: Hours.}")
    edit(root, "end an hour later [c1].", "end two hours later [c1].")
    (root / "templates/assets").mkdir(parents=True)
    own = Path(__file__).parents[2] / "templates/assets/pages.css"
    changed = own.read_text(encoding="utf-8") + "\n/* changed */\n"
    (root / "templates/assets/pages.css").write_text(changed, encoding="utf-8")
    assert edition.release(root / "mkdocs.yml", now=MOMENT).done
    _build(root, folder / "second")
    edit(root, "status: published", "status: removed\nremoved: {date: 2026-11-20, ground: safety}")
    edit(root, "Cleaners at Example Tower say", "Removed:")
    assert edition.release(root / "mkdocs.yml", now=MOMENT).done
    _build(root, folder / "removed")


def _build(root: Path, to: Path) -> None:
    assert edition.build(root / "mkdocs.yml", now=MOMENT).published
    shutil.copytree(root / "site", to)


def editions_in(folder: Path) -> Editions:
    """What `make_editions` has built there."""
    root = folder / "changing"
    first, second, removed = (_ready(folder / name) for name in ("first", "second", "removed"))
    lock, _ = load_lock(Source(LOCK, (root / LOCK).read_bytes()), ())
    return Editions(folder / "root", root, first, second, removed, published.withheld(lock))


def _ready(folder: Path) -> Ready:
    manifest = (folder / published.MANIFEST).read_bytes()
    return Ready(folder, published.parse(manifest), manifest)


def part_of(ready: Ready, to: Path) -> Ready:
    """A third of an edition as an edition: its briefing, search, lists at the top, and an asset of each kind."""
    below = ("briefings/", "search/", "assets/briefpress/pages.", "assets/javascripts/")
    files = {p: told for p, told in ready.edition.files.items() if p.startswith(below) or "/" not in p}
    shown = published.Edition(files, ready.edition.pages)
    for path in files:
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ready.folder / path, to / path)
    manifest = published.manifest(shown)
    (to / manifest.path).parent.mkdir(exist_ok=True)
    (to / manifest.path).write_bytes(manifest.content)
    return Ready(to, shown, manifest.content)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def own(folder: Path) -> dict[str, bytes]:
    """Every file of a published edition, less what stays of the former one."""
    stays: set[str] = set()
    if (folder / published.FORMER).exists():
        stays = {published.FORMER, *published.parse((folder / published.FORMER).read_bytes()).files}
    return {path: content for path, content in tree(folder).items() if path not in stays}


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Until a server answers on a port."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        assert server.poll() is None, "the server has ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server does not answer")
