"""Where a site, its sources and its cache lie, and which paths an editor asked about."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from briefpress.edition.result import Unable
from briefpress.model.finding import Finding
from briefpress.plan import digest

CACHE = ".briefpress"
"""The folder beside mkdocs.yml that holds what may be thrown away at any time."""


def manifest_file(root: Path, site: Path) -> Path:
    """One manifest for each folder that the site is built into."""
    name = digest(str(site).encode("utf-8", "surrogateescape"))[:16]
    return root / CACHE / f"manifest-{name}.json"


def refuse_unsafe(site: Path, root: Path) -> None:
    """Raises `Unable` unless the site's folder may be replaced as a whole: it must hold nothing else."""
    if site == root or site in root.parents:
        raise Unable(f"--site-dir {site} holds the site's own sources; name a folder that may be replaced")
    sources = [root / name for name in ("briefings", "docs", "templates", CACHE)]
    if any(site == source or source in site.parents for source in sources):
        raise Unable(f"--site-dir {site} lies among the site's own sources; name another folder")
    if site.is_dir() and any(site.iterdir()) and not (site / "index.html").exists():
        raise Unable(f"--site-dir {site} is no site and is not empty; it would be replaced")
    if (site / ".git").exists():
        raise Unable(f"--site-dir {site} is a git checkout; it would be replaced. Build elsewhere, then copy")
    if site.exists() and not site.is_dir():
        raise Unable(f"--site-dir {site} is a file")


def wanted(paths: Sequence[Path], config_file: Path) -> tuple[str, ...]:
    """The paths as counted from the site's root. Raises `Unable` when there is nothing of the site at one."""
    root = config_file.absolute().parent
    missing = [path for path in paths if not os.path.lexists(path)]
    if missing:
        raise Unable(f"there is nothing at {missing[0]}")
    seen = tuple(Path(os.path.relpath(path.absolute(), root)).as_posix() for path in paths)
    outside = [path for path, below in zip(paths, seen, strict=True) if below.startswith("../")]
    if outside:
        raise Unable(f"{outside[0]} lies outside of this site; name another site's mkdocs.yml with -f")
    return seen


def within(path: str, among: Sequence[str]) -> bool:
    """True when a path is one of these or lies below one."""
    return any(w == "." or path == w or path.startswith(f"{w}/") for w in among)


def concerns(finding: Finding, among: Sequence[str]) -> bool:
    """True when a finding's place, or a related one, is among these paths; without paths always."""
    places = (finding.at.path, *(place.path for place, _ in finding.related))
    return not among or any(within(path, among) for path in places)
