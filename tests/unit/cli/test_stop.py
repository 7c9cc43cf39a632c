"""A Ctrl-C that Python loses is asked again; a process that hears none ends all the same."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

_LOSES = """
import time
from briefpress.cli.stop import Stop

stop = Stop()
for left in range({times}, -1, -1):
    try:
        print("ready", flush=True)
        time.sleep(60)
    except KeyboardInterrupt:
        if not left:
            stop.heard()
            raise SystemExit(3)
"""


@pytest.mark.parametrize(("times", "status"), [(0, 3), (2, 3), (1000, 2)])
def test_it_is_asked_until_it_is_heard(times: int, status: int) -> None:
    command = [sys.executable, "-c", _LOSES.format(times=times)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == status
