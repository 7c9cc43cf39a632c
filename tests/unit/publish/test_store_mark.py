"""The mark by which one publisher keeps another away is set again while work goes on, and no longer."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime

from briefpress.publish.store_mark import repeated, seen


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


def test_age_by_the_clock_of_the_store() -> None:
    """What nobody has set again for half a minute was left; who does not tell the time is waited for."""
    listed = [
        {"Key": second, "ETag": "t", "LastModified": datetime(2026, 11, 21, 12, 0, int(second), tzinfo=UTC)}
        for second in ("29", "30", "31", "59")
    ]
    told = {"date": "Sat, 21 Nov 2026 12:01:00 GMT"}
    for headers, at_work in ((told, {"31", "59"}), ({}, {"29", "30", "31", "59"})):
        found = seen({"ResponseMetadata": {"HTTPHeaders": headers}, "Contents": listed})
        assert {one.key for one in found if one.is_at_work} == at_work
    assert seen({"ResponseMetadata": {"HTTPHeaders": told}}) == []
