"""Options and settings for all tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.once import made_once

ROOT = Path(__file__).resolve().parents[1]
NOW = "2026-11-21T12:00:00Z"

settings.register_profile(
    "tenth", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "full", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--full`, `--update-cases` and `--engine`."""
    parser.addoption("--full", action="store_true", help="heavy trials with the numbers that the issues name")
    parser.addoption("--update-cases", action="store_true", help="rewrite the golden cases")
    parser.addoption(
        "--engine", choices=("mkdocs", "zensical"), help="what draws the sites of the browser tests"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Hypothesis tries ten times as much with `--full`."""
    settings.load_profile("full" if config.getoption("--full") else "tenth")


@pytest.fixture(scope="session")
def full(pytestconfig: pytest.Config) -> bool:
    """True when heavy trials run with their full numbers."""
    return bool(pytestconfig.getoption("--full"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The folder of the first edition, built once by the command; to be read, not changed."""
    if pytestconfig.getoption("--engine") == "zensical":
        return drawn_by_zensical(tmp_path_factory)
    return made_once(tmp_path_factory, "built", lambda to: _build(ROOT, to / "site")) / "site"


def drawn_by_zensical(factory: pytest.TempPathFactory) -> Path:
    """The same edition of a site root whose one difference is `engine: zensical`."""

    def make(to: Path) -> None:
        for name in ("docs", "briefings"):
            shutil.copytree(ROOT / name, to / "root" / name)
        shutil.copy(ROOT / "mkdocs.yml", to / "root")
        with_zensical(to / "root")
        _build(to / "root", to / "site")

    return made_once(factory, "built-by-zensical", make) / "site"


def with_zensical(root: Path) -> None:
    """Sets the option in a site's mkdocs.yml."""
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert text.count("  - briefpress:\n") == 1
    text = text.replace("  - briefpress:\n", "  - briefpress:\n      engine: zensical\n")
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def specimen_site(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The folder of the specimen site (examples/specimen), built once, a day before its embargo ends."""

    def make(to: Path) -> None:
        ignore = shutil.ignore_patterns("site", ".briefpress")
        shutil.copytree(ROOT / "examples" / "specimen", to / "root", ignore=ignore)
        if pytestconfig.getoption("--engine") == "zensical":
            with_zensical(to / "root")
        _build(to / "root", to / "site")

    return made_once(tmp_path_factory, "specimen", make) / "site"


def _build(root: Path, folder: Path) -> None:
    """Builds the site root into the folder by the command."""
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
