"""Runs Pagefind over the pages of a new edition."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from pathlib import Path

_NOT_OURS = ("pagefind-*ui.*", "pagefind-highlight.js")
"""Pagefind's own interface, 0.4 MB that no page asks for; its scripts suppose a site at the root of a host."""


class IndexingFailed(Exception):
    """Pagefind ended with an error; holds what it said."""


def index(site: Path, bundle: Path) -> None:
    """Indexes every page below `site` that is marked for it, into the folder `bundle`.

    Raises `IndexingFailed` with Pagefind's own words.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(bundle), "--quiet"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=site)
    if ran.returncode != 0:
        raise IndexingFailed(ran.stderr.strip() or ran.stdout.strip())
    for pattern in _NOT_OURS:
        for file in bundle.glob(pattern):
            file.unlink()


def version() -> str:
    """The version of Pagefind that is installed."""
    return metadata.version("pagefind")
