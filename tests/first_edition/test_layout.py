"""The files of both sites stand in the layout that `briefpress fmt` gives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("config", ["mkdocs.yml", "examples/specimen/mkdocs.yml"])
def test_every_file_is_laid_out(config: str) -> None:
    command = [str(Path(sys.executable).with_name("briefpress")), "fmt", "--check", "-f", config]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr
