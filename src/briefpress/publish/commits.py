"""What a repository's history holds of a file. Reads only: history is never changed here."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

_LIMIT = 30.0
"""Seconds that git may take."""


def number(root: Path, paths: Sequence[str]) -> int | None:
    """How many commits, on any branch known here, touch these paths; None when git cannot tell."""
    command = ["git", "--no-pager", "log", "--all", "--format=%h", "--", *paths]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, timeout=_LIMIT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return len(done.stdout.split()) if done.returncode == 0 else None
