"""The search that workflows do on a site after it was deployed, on the first edition as it is served."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT, serving

pytestmark = pytest.mark.browser
SCRIPT = ROOT / "examples" / "workflows" / "live_search.py"


def searched(address: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, address, *options], capture_output=True, text=True, check=False, timeout=90
    )


def test_the_newest_briefing_is_found_below_a_path(site: Path) -> None:
    with serving(site, "/desk/") as mount:
        ran = searched(mount.url)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "found http" in ran.stdout


def test_a_site_without_its_index_fails(site: Path, tmp_path: Path) -> None:
    broken = tmp_path / "site"
    shutil.copytree(site, broken)
    for index in (broken / "search").iterdir():
        if index.is_dir():
            shutil.rmtree(index)
    with serving(broken) as mount:
        ran = searched(mount.url, "2")
    assert (ran.returncode, "DID NOT FIND" in ran.stdout) == (1, True)


def test_an_address_that_does_not_answer_is_told() -> None:
    ran = searched("http://127.0.0.1:9/")
    assert (ran.returncode, "could not be tried" in ran.stderr) == (2, True)
