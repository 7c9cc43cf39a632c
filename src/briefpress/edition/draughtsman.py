"""The process in which the engine works: it imports and draws while others read and check."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from briefpress import engine
from briefpress.jobs import Crew, Stopped, give_time

LIMIT = 10.0
"""Seconds of the processor that the engine may take for its configuration, or for one step of a page."""

_Answer = TypeVar("_Answer", engine.Dialect, engine.Drawn)


class Draughtsman:
    """Begins to read the engine's configuration when it is made; use it in a `with` statement."""

    def __init__(self, config_file: Path, *, limit: float = LIMIT) -> None:
        self._config_file = config_file
        self._crew: Crew[None] = Crew(_nothing, size=1, limit=limit, foreign=True)
        self._failed = False
        if config_file.is_file():
            self._crew.begin(_dialect, [[config_file]])

    def __enter__(self) -> Draughtsman:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process, and whatever it has started."""
        self._crew.__exit__()

    def dialect(self) -> engine.Dialect:
        """The Markdown dialect that mkdocs.yml asks for; a finding when the engine did not finish."""
        return self._answer(engine.Dialect)

    def begin(self, folder: Path) -> None:
        """Begins to draw docs/ and the frames into `folder`; not where reading the configuration has failed."""
        if not self._failed:
            self._crew.begin(_draw, [[(self._config_file, folder)]])

    def drawn(self) -> engine.Drawn:
        """What was drawn since `begin`; a finding when the engine did not finish."""
        return self._answer(engine.Drawn)

    def _answer(self, kind: type[_Answer]) -> _Answer:
        found = None if self._failed else self._crew.finish()[0][0]
        if isinstance(found, kind):
            return found
        self._failed = True
        died = isinstance(found, Stopped) and found.died
        return kind(findings=(engine.unfinished(self._config_file, died=died),))


def _nothing() -> None:
    return None


def _dialect(_: None, config_file: Path) -> engine.Dialect:
    return engine.dialect(config_file)


def _draw(_: None, work: tuple[Path, Path]) -> engine.Drawn:
    return engine.draw(*work, step=give_time)
