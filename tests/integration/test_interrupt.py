"""Whoever stops the command is told so in one word, whenever it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = """
import os, signal, sys, threading
from briefpress.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have switched it off
threading.Timer(float(sys.argv.pop(1)), os.kill, (os.getpid(), signal.SIGINT)).start()
sys.argv[0] = "briefpress"
main()
"""


@pytest.mark.parametrize("seconds", [0.05, 0.15, 0.3])
def test_no_traceback_is_told(first_edition: Path, seconds: float) -> None:
    command = [sys.executable, "-c", COMMAND, str(seconds), "check"]
    ran = subprocess.run(command, cwd=first_edition, capture_output=True, text=True, check=False)
    assert "Traceback" not in ran.stderr
    assert (ran.returncode, ran.stderr.strip()) == (2, "Stopped.")
