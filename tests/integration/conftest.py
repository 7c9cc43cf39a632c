"""Site roots to build: the first edition, copied, and small ones."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.publishing import NOW, Editions, editions_in, make_editions
from tests.once import made_once

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def first_edition(tmp_path: Path) -> Path:
    """A copy of this repository's site root, less its lock: tests change what is published."""
    return _copied(tmp_path / "root")


@pytest.fixture
def built_edition(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `first_edition`, and built: a copy of the one build of all tests, with its folder of work and its times."""

    def make(to: Path) -> None:
        program = str(Path(sys.executable).with_name("briefpress"))
        command = [program, "build", "--now", NOW]
        made = subprocess.run(command, cwd=_copied(to / "root"), capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr

    return Path(
        shutil.copytree(made_once(tmp_path_factory, "edition", make) / "root", tmp_path / "built-root")
    )


def _copied(root: Path) -> Path:
    for name in ("briefings", "docs", "templates"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("_published.*", "_versions"))
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root


@pytest.fixture
def smallest(tmp_path: Path) -> Path:
    """The smallest site root, with no briefing yet."""
    root = tmp_path / "smallest"
    (root / "docs").mkdir(parents=True)
    (root / "briefings").mkdir()
    (root / "docs" / "index.md").write_text("# A small site\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        "site_name: Small\ntheme: material\nplugins: [briefpress]\n", encoding="utf-8"
    )
    return root


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """Three editions of a small site, built once; to be published, not changed.

    Each process has a copy: to publish builds in the folder of the site.
    """
    made = made_once(tmp_path_factory, "editions", make_editions)
    return editions_in(Path(shutil.copytree(made, tmp_path_factory.mktemp("editions") / "copy")))
