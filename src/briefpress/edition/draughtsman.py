"""The process in which the engine works: it imports and draws while others read and check."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from briefpress import engine
from briefpress.edition.result import Unable
from briefpress.jobs import Crew, give_time

LIMIT = 10.0
"""Seconds of the processor that the engine may take for its configuration, or for one step of a page."""

_Answer = TypeVar("_Answer", engine.Dialect, engine.Drawn)


class Draughtsman:
    """Begins to read the engine's configuration when it is made; use it in a `with` statement."""

    def __init__(self, config_file: Path) -> None:
        self._config_file = config_file
        self._crew: Crew[None] = Crew(_nothing, size=1, limit=LIMIT)
        if config_file.is_file():
            self._crew.begin(_dialect, [[config_file]])

    def __enter__(self) -> Draughtsman:
        return self

    def __exit__(self, *_: object) -> None:
        self._crew.__exit__()

    def dialect(self) -> engine.Dialect:
        """The Markdown dialect that mkdocs.yml asks for. Raises `Unable` when the engine did not finish."""
        return _of(self._crew.finish(), engine.Dialect)

    def begin(self, folder: Path) -> None:
        """Begins to draw docs/ and the frames into `folder`."""
        self._crew.begin(_draw, [[(self._config_file, folder)]])

    def drawn(self) -> engine.Drawn:
        """What was drawn since `begin`. Raises `Unable` when the engine did not finish."""
        return _of(self._crew.finish(), engine.Drawn)


def _nothing() -> None:
    return None


def _dialect(_: None, config_file: Path) -> engine.Dialect:
    return engine.dialect(config_file)


def _draw(_: None, work: tuple[Path, Path]) -> engine.Drawn:
    return engine.draw(*work, step=give_time)


def _of(results: Sequence[Sequence[object]], kind: type[_Answer]) -> _Answer:
    found = results[0][0]
    if isinstance(found, kind):
        return found
    raise Unable(f"MkDocs did not finish within {LIMIT:g} seconds")
