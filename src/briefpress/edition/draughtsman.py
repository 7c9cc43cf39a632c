"""The process in which the engine works: it imports and draws while others read and check."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from briefpress import engine
from briefpress.edition.result import Unable
from briefpress.jobs import Crew, Stopped, give_time
from briefpress.model.settings import Engine

LIMIT = 10.0
"""Seconds of the processor that the engine may take for its configuration, or for one step of a page."""

_Answer = TypeVar("_Answer", engine.Dialect, engine.Drawn)


class Draughtsman:
    """Begins to read the engine's configuration when it is made; use it in a `with` statement.

    The engine is the one that the site asks for, unless another is given.
    """

    def __init__(self, config_file: Path, *, limit: float = LIMIT, drawn_by: Engine | None = None) -> None:
        self._config_file = config_file
        self._engine = drawn_by or engine.chosen(config_file)
        self._crew: Crew[None] = Crew(_nothing, size=1, limit=limit, foreign=True)
        self._failed = False
        self._is_there = engine.is_installed(self._engine)
        if config_file.is_file() and self._is_there:
            self._crew.begin(_dialect, [[(self._engine, config_file)]])

    def __enter__(self) -> Draughtsman:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process, and whatever it has started."""
        self._crew.__exit__()

    def dialect(self) -> engine.Dialect:
        """The Markdown dialect that mkdocs.yml asks for; a finding when the engine did not finish.

        Raises `Unable` when the engine is not installed.
        """
        if not self._is_there:
            raise Unable(engine.unavailable(self._engine))
        return self._answer(engine.Dialect)

    def begin(self, folder: Path) -> None:
        """Begins to draw docs/ and the frames into `folder`; not where reading the configuration has failed."""
        if not self._failed:
            self._crew.begin(_draw, [[(self._engine, self._config_file, folder)]])

    def drawn(self) -> engine.Drawn:
        """What was drawn since `begin`; a finding when the engine did not finish."""
        return self._answer(engine.Drawn)

    def _answer(self, kind: type[_Answer]) -> _Answer:
        found = None if self._failed else self._crew.finish()[0][0]
        if isinstance(found, kind):
            return found
        self._failed = True
        died = isinstance(found, Stopped) and found.died
        return kind(
            findings=(engine.unfinished(self._config_file, died=died, engine=engine.NAMES[self._engine]),)
        )


class Known:
    """Stands for the engine where only its configuration is asked for, which is known from before."""

    def __init__(self, extensions: tuple[str, ...], configs: Mapping[str, Any]) -> None:
        self._dialect = engine.Dialect(extensions, configs, lasting=True)

    def dialect(self) -> engine.Dialect:
        """The Markdown dialect as it was."""
        return self._dialect

    def begin(self, folder: Path) -> None:
        """Raises AssertionError: nobody draws who only knows the configuration."""
        raise AssertionError(folder)


def _nothing() -> None:
    return None


def _dialect(_: None, work: tuple[Engine, Path]) -> engine.Dialect:
    chosen, config_file = work
    return engine.of(chosen).dialect(config_file)


def _draw(_: None, work: tuple[Engine, Path, Path]) -> engine.Drawn:
    chosen, config_file, folder = work
    return engine.of(chosen).draw(config_file, folder, step=give_time)
