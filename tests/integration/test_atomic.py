"""Whatever stops a build, the site is wholly the former edition or wholly the new one."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [
    str(Path(sys.executable).with_name("briefpress")),
    "build",
    "--no-search",
    "--now",
    "2026-11-21T12:00:00Z",
]
STOPS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
"""To the whole group, as a terminal or a host does, or to the process alone, as `kill` does."""
BRIEFING = "briefings/2026/meta-employee-data.md"


def _tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _edit(root: Path, number: int) -> None:
    path = root / BRIEFING
    text = path.read_text(encoding="utf-8").partition("\n## How we worked")[0]
    path.write_text(f"{text}\n## How we worked\n\nEdition {number} of this test.\n", encoding="utf-8")


@pytest.mark.heavy
def test_a_build_killed_at_any_moment_leaves_a_whole_edition(first_edition: Path, full: bool) -> None:
    """Two editions in turn, whose bytes are known; each kill is followed by a build, which may be killed as well."""
    chance = random.Random(20261121)
    site = first_edition / "site"
    _edit(first_edition, 0)
    subprocess.run(COMMAND, cwd=first_edition, check=True, capture_output=True)
    known = [_tree(site)]
    _edit(first_edition, 1)
    start = time.monotonic()
    subprocess.run(COMMAND, cwd=first_edition, check=True, capture_output=True)
    usual = time.monotonic() - start
    known.append(_tree(site))
    assert known[0] != known[1]
    ended = 0
    for number in range(200 if full else 4):
        before = _tree(site)
        wanted = int(before == known[0])
        _edit(first_edition, wanted)
        ended += _killed(first_edition, chance, usual) == 0
        assert _tree(site) in (before, known[wanted])
        if number % 10 == 9 or not full:
            start = time.monotonic()
            done = subprocess.run(COMMAND, cwd=first_edition, check=False, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            usual = min(usual, time.monotonic() - start)  # the machine may have been busy
            assert _tree(site) == known[wanted]
    assert ended < (100 if full else 4), "too many builds were through before they were killed"
    left = {path.name for path in first_edition.iterdir()}
    assert left == {".briefpress", "briefings", "docs", "mkdocs.yml", "site", "templates"}


def _killed(root: Path, chance: random.Random, usual: float) -> int:
    """The status of a build that is stopped at some moment, by itself or with all its processes."""
    building = subprocess.Popen(
        COMMAND, cwd=root, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(chance.uniform(0.2, 1.1) * usual)
    stop = chance.choice(STOPS)
    os.killpg(building.pid, stop) if chance.random() < 0.5 else os.kill(building.pid, stop)
    return building.wait()


def test_two_builds_at_once_both_succeed(first_edition: Path) -> None:
    pair = [
        subprocess.Popen(COMMAND, cwd=first_edition, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [building.communicate()[1] for building in pair]
    assert [building.returncode for building in pair] == [0, 0], said
    assert (first_edition / "site/index.html").is_file()


def test_a_full_disk_keeps_the_former_site(first_edition: Path, tmp_path: Path) -> None:
    """A small file system of its own, where the test may mount one."""
    mount = tmp_path / "small"
    mount.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(mount)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("mounting a small file system needs root")
    try:
        root = mount / "root"
        shutil.copytree(first_edition, root)
        subprocess.run(COMMAND, cwd=root, check=True, capture_output=True)
        before = _tree(root / "site")
        free = os.statvfs(mount).f_bavail * os.statvfs(mount).f_frsize
        (mount / "filler").write_bytes(b"x" * max(0, free - 200_000))
        ran = subprocess.run([*COMMAND, "--no-cache"], cwd=root, check=False, capture_output=True, text=True)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert "no space left" in ran.stderr
        assert "Traceback" not in ran.stderr
        assert _tree(root / "site") == before
    finally:
        subprocess.run(["umount", str(mount)], check=True)
