"""Site roots to build: the first edition, copied, and small ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.integration.publishing import Editions, make_editions

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def first_edition(tmp_path: Path) -> Path:
    """A copy of this repository's site root, less its lock: tests change what is published."""
    root = tmp_path / "root"
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
    """Three editions of a small site, built once; to be published, not changed."""
    return make_editions(tmp_path_factory.mktemp("editions"))
