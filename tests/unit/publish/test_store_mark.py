"""The mark by which one publisher keeps another away is set again while work goes on, and no longer."""

from __future__ import annotations

import threading
import time

from briefpress.publish.store_target import repeated


def test_again_and_again_until_the_end() -> None:
    """Waits for three times, however slow the machine is; after the end there is not one more."""
    times: list[float] = []
    thrice = threading.Event()

    def act() -> None:
        times.append(time.monotonic())
        if len(times) == 3:
            thrice.set()

    with repeated(act, 0.01):
        assert thrice.wait(20)
    done = len(times)
    time.sleep(0.05)
    assert len(times) == done


def test_not_at_once() -> None:
    """The mark has just been set."""
    times: list[int] = []
    with repeated(lambda: times.append(1), 20):
        pass
    assert times == []
