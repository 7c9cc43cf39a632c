"""`briefpress fmt` and `briefpress check --fix` as editors and scripts run them."""

from __future__ import annotations

import json
import os
import pty
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.desk import BASE, MAIN, made

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one briefing, which nothing is wrong with."""
    root = tmp_path / "site"
    return made(root)


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefpress", *words, "--now", "2026-11-21T12:00:00Z"]
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def edit(root: Path, old: str, new: str) -> bytes:
    """Changes the briefing; returns its bytes."""
    text = (root / MAIN).read_text(encoding="utf-8")
    assert old in text
    (root / MAIN).write_text(text.replace(old, new), encoding="utf-8")
    return (root / MAIN).read_bytes()


def test_fmt_check_writes_nothing_and_fmt_what_it_announced(site: Path) -> None:
    before = {path: (site / path).read_bytes() for path in BASE}
    asked = run(site, "fmt", "--check")
    assert asked.returncode == 1
    assert f"would change {MAIN}\n" in asked.stdout
    assert {path: (site / path).read_bytes() for path in BASE} == before
    done = run(site, "fmt")
    assert (done.returncode, done.stdout) == (0, asked.stdout.replace("would change", "changed"))
    again = run(site, "fmt", "--check")
    assert (again.returncode, again.stdout) == (0, "")
    assert run(site, "check", "--strict").returncode == 0


def test_fmt_of_the_first_edition_changes_nothing_that_is_released(first_edition: Path) -> None:
    shutil.rmtree(first_edition / "briefings")
    shutil.copytree(ROOT / "briefings", first_edition / "briefings")
    assert run(first_edition, "fmt").returncode == 0
    checked = run(first_edition, "check", "--release", "--strict")
    assert (checked.returncode, checked.stdout) == (0, "")


def test_fmt_tells_what_check_tells_of_a_file_that_cannot_be_read(site: Path) -> None:
    before = edit(site, "title: ", "title: &a ")
    laid_out, checked = run(site, "fmt", MAIN), run(site, "check", MAIN)
    assert laid_out.returncode == checked.returncode == 1
    first = checked.stdout.splitlines()[0]
    assert "input-anchor" in first
    assert first in laid_out.stderr.splitlines()
    assert (site / MAIN).read_bytes() == before


def test_fix_shows_the_difference_and_leaves_the_results_alone_on_standard_output(site: Path) -> None:
    edit(site, "event: ", "event: 12:30 # ")
    (site / MAIN).chmod(0o640)
    ran = run(site, "check", "--fix", "--format", "json")
    assert ran.returncode == 0
    assert json.loads(ran.stdout) == []
    assert f"--- a/{MAIN}" in ran.stderr
    assert "-event: 12:30 # " in ran.stderr
    assert '+event: "12:30" # ' in ran.stderr
    assert f"mended {MAIN}:3:8: event: quotation marks around 12:30" in ran.stderr
    assert stat.S_IMODE((site / MAIN).stat().st_mode) == 0o640
    assert not list((site / MAIN).parent.glob(".*"))


def test_fix_asks_before_it_guesses(site: Path) -> None:
    before = edit(site, "summary: ", "sumary: ")
    alone = run(site, "check", "--fix")
    assert (alone.returncode, (site / MAIN).read_bytes()) == (1, before)
    assert 'field "sumary" is "summary": not agreed to' in alone.stderr
    agreed = run(site, "check", "--fix", "--yes")
    assert agreed.returncode == 0
    assert (site / MAIN).read_bytes() == before.replace(b"sumary: ", b"summary: ")


@pytest.mark.parametrize(("answer", "status"), [(b"y\n", 0), (b"n\n", 1)])
def test_on_a_terminal_the_editor_is_asked(site: Path, answer: bytes, status: int) -> None:
    edit(site, "summary: ", "sumary: ")
    ours, theirs = pty.openpty()
    os.write(ours, answer)
    command = [sys.executable, "-m", "briefpress", "check", "--fix", "--now", "2026-11-21T12:00:00Z"]
    ran = subprocess.run(command, cwd=site, stdin=theirs, capture_output=True, text=True, check=False)
    os.close(theirs)
    os.close(ours)
    assert ran.returncode == status
    assert 'field "sumary" is "summary"? [y/N]' in ran.stderr


def test_a_link_is_never_followed(site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(edit(site, "event: ", "event: 12:30 # "))
    (site / MAIN).unlink()
    (site / MAIN).symlink_to(outside)
    before = outside.read_bytes()
    for words in (("fmt",), ("fmt", MAIN), ("check", "--fix", MAIN)):
        ran = run(site, *words)
        assert ran.returncode == 1, words
        assert "input-symlink" in ran.stdout + ran.stderr
    assert (site / MAIN).is_symlink()
    assert outside.read_bytes() == before


@pytest.mark.parametrize(
    "words", [("fmt", "docs/index.md"), ("fmt", "nowhere.md"), ("check", "--yes"), ("fmt", "-f", "no.yml")]
)
def test_wrong_use_is_told_in_a_line(site: Path, words: tuple[str, ...]) -> None:
    ran = run(site, *words)
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
