"""`scripts/build` as people and machines start and stop it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

BUILD = (sys.executable, str(ROOT / "scripts/build"))


def test_it_tells_how_to_look_at_the_site(tmp_path: Path) -> None:
    command = [*BUILD, "--no-search", "--site-dir", str(tmp_path / "site")]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("To look at the site: ")
    assert (tmp_path / "site/index.html").is_file()


def test_its_status_is_that_of_the_build(tmp_path: Path) -> None:
    ran = subprocess.run(
        [*BUILD, "--site-dir", str(tmp_path / "site"), "--nonsense"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "--nonsense" in ran.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_whoever_stops_it_stops_the_build(tmp_path: Path, number: signal.Signals) -> None:
    started = subprocess.Popen(
        [*BUILD, "--site-dir", str(tmp_path / "site")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 30
    while not (tmp_path / ".site.next-0").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    started.send_signal(number)
    started.communicate(timeout=30)
    assert started.returncode != 0
    time.sleep(4)
    assert not (tmp_path / "site").exists()
