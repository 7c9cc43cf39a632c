"""A small site with one briefing, which nothing is wrong with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import yaml

BASE: MappingProxyType[str, str] = MappingProxyType(
    yaml.safe_load(
        (Path(__file__).parents[1] / "cases" / "_base" / "publishable.yml").read_text(encoding="utf-8")
    )
)
"""Its briefings, registry and snapshots by path; read-only, since many modules of one process share it."""
SITE = {
    "mkdocs.yml": "site_name: Desk\nsite_url: https://desk.example/\ntheme: material\nplugins: [briefpress]\n",
    "docs/index.md": "# Desk\n",
}
MAIN = "briefings/2026/longer-night-shifts.md"
"""Its briefing."""


def made(root: Path, files: Mapping[str, str] = BASE | SITE) -> Path:
    """The folder `root` with these files, by path below it."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root
