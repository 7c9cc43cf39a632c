"""Ctrl-C ends a command, whatever it is at."""

from __future__ import annotations

import os
import signal

from briefpress.cli.outcome import WRONG

_AGAIN = 1.0
_PATIENCE = 5


class Stop:
    """Raises KeyboardInterrupt at a SIGINT, and again each second until it is heard.

    Python loses one that is raised in a callback, as while a module is imported. After some seconds the process
    ends as if killed: that leaves nothing half-published, and its workers end by themselves.
    """

    def __init__(self) -> None:
        self._asked = 0
        signal.signal(signal.SIGINT, self._ask)
        signal.signal(signal.SIGALRM, self._ask)

    def heard(self) -> None:
        """Asks no more."""
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _ask(self, *_: object) -> None:
        self._asked += 1
        if self._asked > _PATIENCE:
            os._exit(WRONG)
        signal.setitimer(signal.ITIMER_REAL, _AGAIN)
        raise KeyboardInterrupt
