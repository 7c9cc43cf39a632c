"""Runs the command and measures it: seconds of the processor, and the memory of its largest process."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import NOW

SECONDS, MEGABYTES = 5.0, 512.0
"""What nothing that an editor can commit may pass."""

_WRAPPER = """
import os, resource, subprocess, sys
done = subprocess.run(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"\\nused {used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}", file=sys.stderr)
sys.exit(done.returncode if done.returncode >= 0 else 100 - done.returncode)
"""
"""A small process of its own: what a child has used counts from what its parent held."""


@dataclass(frozen=True)
class Ran:
    """What came of it: exit status (over 100: a signal), what it printed, seconds and megabytes."""

    status: int
    out: str
    err: str
    seconds: float
    megabytes: float


def ran(root: Path, *arguments: str) -> Ran:
    """The command in a site root, by one worker process at a time."""
    program = str(Path(sys.executable).with_name("briefpress"))
    command = [sys.executable, "-c", _WRAPPER, program, *arguments, "--now", NOW]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=300)
    err, _, used = done.stderr.rpartition("\nused ")
    seconds, megabytes = map(float, used.split())
    return Ran(done.returncode, done.stdout, err, seconds, megabytes)
