"""Options and settings for all tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
NOW = "2026-11-21T12:00:00Z"

settings.register_profile(
    "tenth", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "full", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--full` and `--update-cases`."""
    parser.addoption("--full", action="store_true", help="heavy trials with the numbers that the issues name")
    parser.addoption("--update-cases", action="store_true", help="rewrite the golden cases")


def pytest_configure(config: pytest.Config) -> None:
    """Hypothesis tries ten times as much with `--full`."""
    settings.load_profile("full" if config.getoption("--full") else "tenth")


@pytest.fixture(scope="session")
def full(pytestconfig: pytest.Config) -> bool:
    """True when heavy trials run with their full numbers."""
    return bool(pytestconfig.getoption("--full"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the first edition, built once by the command; to be read, not changed."""
    folder = tmp_path_factory.mktemp("built") / "site"
    return _build(ROOT, folder)


@pytest.fixture(scope="session")
def specimen_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the specimen site (examples/specimen), built once, a day before its embargo ends."""
    folder = tmp_path_factory.mktemp("specimen")
    root = folder / "root"
    shutil.copytree(
        ROOT / "examples" / "specimen", root, ignore=shutil.ignore_patterns("site", ".briefpress")
    )
    return _build(root, folder / "site")


def _build(root: Path, folder: Path) -> Path:
    """Builds the site root into the folder by the command, and returns the folder."""
    command = [
        str(Path(sys.executable).with_name("briefpress")),
        "build",
        "--site-dir",
        str(folder),
        "--now",
        NOW,
    ]
    made = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    return folder
