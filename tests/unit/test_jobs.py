"""Worker processes: same results whatever their number, and really stopped when an item takes too long."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefpress.jobs import Crew, JobFailed, Stopped


def _state() -> dict[int, int]:
    return {}


def _keep_square(state: dict[int, int], item: int) -> int:
    state[item] = item * item
    return state[item]


def _recall(state: dict[int, int], item: int) -> int:
    return state[item]


def _linger(_: dict[int, int], item: int) -> int:
    if item == 3:
        time.sleep(60)
    if item == 4:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def _raise(_: dict[int, int], item: int) -> int:
    raise ValueError(item)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_results_come_back_by_shard_and_state_is_kept(size: int) -> None:
    with Crew(_state, size=size, limit=5) as crew:
        shards = crew.shards(list(range(11)))
        assert crew.each(_keep_square, shards) == [[n * n for n in shard] for shard in shards]
        assert crew.each(_recall, shards) == [[n * n for n in shard] for shard in shards]


def test_an_item_that_takes_too_long_or_ends_its_process_is_stopped_and_the_others_are_done() -> None:
    with Crew(_state, size=2, limit=0.2) as crew:
        shards = [[1, 3, 5], [2, 4, 6]]
        results = crew.each(_linger, shards)
        assert results[0] == [1, Stopped(0.2), 5]
        assert results[1] == [2, Stopped(0.2, died=True), 6]


def test_state_is_made_again_for_a_process_that_was_replaced() -> None:
    with Crew(_state, size=1, limit=0.2) as crew:
        crew.each(_keep_square, [[1, 2]])
        assert crew.each(_linger, [[3, 5]]) == [[Stopped(0.2), 5]]
        assert crew.each(_recall, [[1, 2]]) == [[1, 4]]


def test_a_task_that_raises_is_our_own_fault() -> None:
    with Crew(_state, size=1, limit=5) as crew, pytest.raises(JobFailed, match="ValueError: 7"):
        crew.each(_raise, [[7]])


def _refuse(_: dict[int, int], item: int) -> int:
    raise OSError(28, "No space left on device", str(item))


def test_what_the_system_refuses_comes_back_as_it_is() -> None:
    with Crew(_state, size=1, limit=5) as crew, pytest.raises(OSError, match="No space left") as caught:
        crew.each(_refuse, [[7]])
    assert caught.value.errno == 28


def _spin(state: dict[int, int], item: int) -> int:
    state[item] = 1
    while item == 3:
        pass
    return len(state)


def test_work_without_end_is_interrupted_and_the_process_goes_on() -> None:
    with Crew(_state, size=1, limit=0.2) as crew:
        assert crew.each(_spin, [[1, 3, 5]]) == [[1, Stopped(0.2), 3]]


def _count(_: dict[int, int], item: int) -> Iterator[int]:
    for number in range(item):
        start = time.process_time()
        while time.process_time() - start < 0.1:
            pass
        yield number


def test_a_generator_has_its_time_for_each_value() -> None:
    with Crew(_state, size=1, limit=0.25) as crew:
        found: Any = crew.each(_count, [[5]])
    assert found == [[[0, 1, 2, 3, 4]]]


def _hoard(_: dict[int, int], item: int) -> int:
    return len(b"x" * item)


def test_an_item_has_so_much_room_and_what_the_process_held_before_does_not_count() -> None:
    held = b"x" * 300_000_000
    with Crew(_state, size=1, limit=5, room=200_000_000) as crew:
        assert crew.each(_hoard, [[10, 10**9, 10]]) == [[10, Stopped(5, died=True), 10]]
    assert held


_ALONE = """
import multiprocessing
import time
from briefpress.jobs import Crew

def rest(state, item):
    time.sleep(item)

with Crew(dict, size=3, limit=5) as crew:
    crew.each(rest, [[0], [0], [0]])
    print(*(worker.pid for worker in multiprocessing.active_children()), flush=True)
    crew.each(rest, [[], [0.1] * 600, []])
"""


def test_workers_end_when_their_parent_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", _ALONE], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = [int(number) for number in parent.stdout.readline().split()]
        assert len(workers) == 3
        parent.kill()
        parent.wait()
        deadline = time.monotonic() + 10
        while any(_lives(number) for number in workers) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not [number for number in workers if _lives(number)]


def _lives(number: int) -> bool:
    """True for a process that is neither gone nor merely not yet fetched by its parent."""
    try:
        return ") Z " not in Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
