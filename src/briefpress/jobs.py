"""Worker processes that keep their share of the work in memory, and can really be stopped.

Markdown and templates may take very long on hostile input; so they run in processes of their own. An
alarm interrupts an item that takes too much of the processor's time, and what it was at can still tell
where. A process that does not heed the alarm (it waits for ever, or works outside Python) is killed, and
another does its share. Each item has room in memory, too. When the parent is killed, its workers end by
themselves: they would hold the site's lock.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

from briefpress.model.limit import TooLong

State = TypeVar("State")
Item = TypeVar("Item")
Result = TypeVar("Result")

ROOM = 512 * 1024 * 1024
"""Bytes that an item may take beyond what its process holds already, unless a crew is given more."""
_LOOK_EVERY = 0.1
_PATIENCE = 5
"""How many times its limit an item may take by the clock, on a machine that does other work as well."""
_ASLEEP = 0.01
"""The share of the processor below which foreign work counts as waiting, when it is looked at twice in a row."""
_IDLE = -1
_YOUNG, _MIDDLE, _OLD = 100_000, 20, 1_000
"""Thresholds of the garbage collector in a worker: what it keeps is hardly ever garbage, and looking
through it again and again costs a sixth of the time (measured: 11.0 against 9.1 ms a briefing)."""

# A forked process starts with all that the parent has read and compiled, at no cost.
_CONTEXT = multiprocessing.get_context("fork")
_OURS: set[Connection] = set()
"""The parent's ends of all pipes. A worker closes its copies, or no other would notice the parent's death."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Stands for the result of an item that took longer than the limit, or whose process died of it."""

    seconds: float
    died: bool = False


class JobFailed(Exception):
    """A task raised: our own fault. Holds the traceback of the worker as text."""


@dataclass(slots=True)
class _Call:
    task: Callable[[Any, Any], Any]
    items: Sequence[Any]
    skip: dict[int, Stopped] = field(default_factory=dict)


@dataclass(slots=True)
class _Worker:
    process: multiprocessing.process.BaseProcess
    pipe: Connection
    progress: Any
    calls: list[_Call]
    results: list[Any] | None = None
    busy: bool = False


_clock: _Clock | None = None
"""The clock of this process, when it is a worker."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """While something large is read, the garbage collector looks through it as seldom as in a worker.

    It takes more than half of the time that a registry of ten thousand sources takes otherwise.
    """
    former = gc.get_threshold()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    try:
        yield
    finally:
        gc.set_threshold(*former)


def give_time() -> None:
    """In a worker, gives the item at work its full time and room again: for work that goes on in steps."""
    if _clock is not None:
        _clock.again()


class Crew(Generic[State]):
    """A number of processes, each with a state of its own made by `setup`.

    Each item has a limit, in seconds of the processor, and room, in bytes of memory. Where it runs code that is
    not ours (`foreign`), what waits is stopped after some more than twice the limit, and every process that it
    has started ends when the crew is dismissed.

    A task that is a generator has as much time for each of its values; its result is the list of them.
    """

    def __init__(
        self,
        setup: Callable[[], State],
        *,
        size: int,
        limit: float,
        room: int = ROOM,
        foreign: bool = False,
    ) -> None:
        gc.freeze()  # what the parent holds is looked through by nobody, and stays shared
        self._setup = setup
        self._limit = limit
        self._room = room
        self._foreign = foreign
        self._workers = [self._hire([]) for _ in range(max(1, size))]

    def __enter__(self) -> Crew[State]:
        return self

    def __exit__(self, *_: object) -> None:
        while self._workers:
            self._dismiss(self._workers.pop())

    @property
    def size(self) -> int:
        """How many processes there are."""
        return len(self._workers)

    def shards(self, items: Sequence[Item]) -> list[list[Item]]:
        """The items dealt out to the processes in turn: the same way for the same items."""
        return [list(items[start :: self.size]) for start in range(self.size)]

    def begin(self, task: Callable[[State, Item], Result], shards: Sequence[Sequence[Item]]) -> None:
        """Has each process do the task for each item of its shard; `finish` waits for the results."""
        for worker, items in zip(self._workers, shards, strict=True):
            _send(worker, _Call(task, items))

    def finish(self) -> list[list[Any]]:
        """The results, shard by shard; an item that had to be stopped gives `Stopped`.

        Raises `JobFailed` when a task raised, and an OSError of the task as it is: a full disk is no bug.
        """
        while any(worker.busy for worker in self._workers):
            ready = wait([w.pipe for w in self._workers if w.busy], timeout=_LOOK_EVERY)
            for number, worker in enumerate(self._workers):
                if worker.busy:
                    self._workers[number] = self._look(worker, ready=worker.pipe in ready)
        return [worker.results or [] for worker in self._workers]

    def each(
        self, task: Callable[[State, Item], Result], shards: Sequence[Sequence[Item]]
    ) -> list[list[Result | Stopped]]:
        """`begin` and `finish` in one."""
        self.begin(task, shards)
        return self.finish()

    def _hire(self, calls: list[_Call]) -> _Worker:
        here, there = _CONTEXT.Pipe()
        progress = _CONTEXT.RawArray("d", [_IDLE, 0.0])
        process = _CONTEXT.Process(
            target=_work,
            args=(self._setup, there, progress, self._limit, self._room, self._foreign),
            daemon=True,
        )
        _OURS.add(here)
        process.start()
        there.close()
        return _Worker(process, here, progress, calls)

    def _look(self, worker: _Worker, *, ready: bool) -> _Worker:
        if ready:
            try:
                kind, value = worker.pipe.recv()
            except (EOFError, OSError):
                return self._replace(worker, died=True)
            worker.results, worker.busy = _answer(kind, value), False
            return worker
        index, since = worker.progress
        if index != _IDLE and time.monotonic() - since > self._limit * _PATIENCE:
            return self._replace(worker, died=False)
        return worker

    def _replace(self, worker: _Worker, *, died: bool) -> _Worker:
        """A new process that does everything again except for the item that had to be stopped."""
        index = int(worker.progress[0])
        self._dismiss(worker)
        if index == _IDLE:
            raise JobFailed("a worker process ended by itself")
        worker.calls[-1].skip[index] = Stopped(self._limit, died)
        calls, worker.calls = worker.calls, []
        replacement = self._hire([])
        for call in calls[:-1]:
            _send(replacement, call)
            self._settle(replacement)
        _send(replacement, calls[-1])
        return replacement

    def _dismiss(self, worker: _Worker) -> None:
        if self._foreign and worker.process.pid is not None:
            with suppress(OSError):  # it has not begun yet, or nothing is left of it
                os.killpg(worker.process.pid, signal.SIGKILL)
        worker.process.kill()
        worker.process.join()
        _OURS.discard(worker.pipe)
        worker.pipe.close()

    def _settle(self, worker: _Worker) -> None:
        _answer(*worker.pipe.recv())
        worker.busy = False


def _send(worker: _Worker, call: _Call) -> None:
    worker.calls.append(call)
    worker.busy, worker.results = True, None
    worker.progress[0] = _IDLE
    worker.pipe.send((call.task, call.items, call.skip))


def _answer(kind: str, value: Any) -> list[Any]:
    """The results of a call. Raises what the system refused to the worker, or that the task failed."""
    if kind == "refused":
        raise value
    if kind == "failed":
        raise JobFailed(value)
    results: list[Any] = value
    return results


def _work(
    setup: Callable[[], Any], pipe: Connection, progress: Any, limit: float, room: int, foreign: bool
) -> None:
    """The life of a worker: set up, then do one call after the other until it is dismissed, or left alone."""
    for end in _OURS:
        end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends
    if foreign:
        _stand_apart()
    global _clock  # noqa: PLW0603 - a process has one
    _clock = clock = _Clock(progress, limit, _Room(room), watched=foreign)
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    state = None
    ready = False
    while True:
        try:
            task, items, skip = pipe.recv()
        except (EOFError, OSError):
            os._exit(0)
        try:
            if not ready:
                state, ready = setup(), True
            results = [
                skip[i] if i in skip else _one(task, state, item, clock.starting(i))
                for i, item in enumerate(items)
            ]
            progress[0] = _IDLE
            answer: tuple[str, Any] = ("done", results)
        except OSError as error:
            answer = ("refused", error)
        except Exception:  # noqa: BLE001 - the parent tells it as our own fault
            answer = ("failed", traceback.format_exc())
        try:
            pipe.send(answer)
        except OSError:  # nobody is left to hear it
            os._exit(0)


def _stand_apart() -> None:
    """Leads a group of processes of its own, which can be ended as one, and ends with its parent nevertheless.

    What it prints goes to standard error: the other one is the parent's, and may be read by programs.
    """
    import ctypes  # noqa: PLC0415 - the parent does without

    os.setpgid(0, 0)
    os.dup2(2, 1)
    with suppress(AttributeError):  # Linux has it (prctl(2), PR_SET_PDEATHSIG)
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class _Room:
    """Keeps an item within a number of bytes beyond what the process holds: then Python raises MemoryError.

    By the limit on data of getrlimit(2), counted by proc(5); on Linux only.
    """

    _page = resource.getpagesize()
    _held = Path("/proc/self/statm")

    def __init__(self, room: int) -> None:
        self._room = room
        self._former = resource.getrlimit(resource.RLIMIT_DATA)
        self._counted = self._held.exists()

    def begin(self) -> None:
        """From now on there is so much room."""
        if self._counted:
            held = int(self._held.read_bytes().split()[5]) * self._page
            self._set(held + self._room)

    def end(self) -> None:
        """From now on there is as much as before."""
        if self._counted:
            self._set(self._former[0])

    def _set(self, most: int) -> None:
        hard = self._former[1]
        within = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (within, hard))


class _Clock:
    """Raises `TooLong` when an item has used up its time, and tells the parent which one is at work.

    Ends the process when the parent is gone. One that is `watched` is also looked at by the clock on the wall: it is
    late when it has twice done next to nothing.
    """

    def __init__(self, progress: Any, limit: float, room: _Room, *, watched: bool) -> None:
        self._progress, self.limit, self._room = progress, limit, room
        self._parent = os.getppid()
        self._armed = False
        signal.signal(signal.SIGPROF, self._ring)
        self._watched, self._used, self._asleep = watched, 0.0, False
        if watched:
            signal.signal(signal.SIGALRM, self._glance)

    def starting(self, index: int) -> _Clock:
        """Notes which item is begun."""
        self._progress[1] = time.monotonic()
        self._progress[0] = index
        return self

    def __enter__(self) -> _Clock:
        self.again()
        return self

    def again(self) -> None:
        """Gives the item its full time and room, from now."""
        if os.getppid() != self._parent:
            os._exit(0)
        self._room.begin()
        self._progress[1] = time.monotonic()
        self._armed = True
        signal.setitimer(signal.ITIMER_PROF, self.limit)
        if self._watched:
            self._used, self._asleep = time.process_time(), False
            signal.setitimer(signal.ITIMER_REAL, 2 * self.limit, self.limit / 5)

    def __exit__(self, *_: object) -> None:
        self._armed = False  # first, for the alarm may go off between these two lines
        signal.setitimer(signal.ITIMER_PROF, 0)
        if self._watched:
            signal.setitimer(signal.ITIMER_REAL, 0)
        self._room.end()

    def _ring(self, *_: object) -> None:
        if self._armed:
            raise TooLong(self.limit)

    def _glance(self, *_: object) -> None:
        """Twice in a row, since a process that was halted for a while looks as if it had slept."""
        used = time.process_time()
        before, self._asleep = self._asleep, used - self._used < _ASLEEP * self.limit / 5
        self._used = used
        if self._armed and before and self._asleep:
            raise TooLong(self.limit)


def _one(task: Callable[[Any, Any], Any], state: Any, item: Any, clock: _Clock) -> Any:
    try:
        with clock:
            found = task(state, item)
            return list(_each_in_time(found, clock)) if isinstance(found, Iterator) else found
    except TooLong as late:
        return Stopped(late.seconds)
    except MemoryError:
        return Stopped(clock.limit, died=True)


def _each_in_time(found: Iterator[Any], clock: _Clock) -> Iterator[Any]:
    for value in found:
        clock.again()
        yield value
