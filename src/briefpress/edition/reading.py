"""Reads everything that an edition is made from, or that is checked."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from briefpress import engine, pipeline
from briefpress.edition.result import Unable
from briefpress.jobs import JobFailed, seldom_collecting
from briefpress.load import settings as load_settings
from briefpress.model.corpus import Corpus
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.settings import Settings
from briefpress.model.source import Source
from briefpress.publish import read


class Engine(Protocol):
    """Who knows what the engine makes of mkdocs.yml."""

    def dialect(self) -> engine.Dialect:
        """The Markdown dialect that mkdocs.yml asks for."""

    def begin(self, folder: Path) -> None:
        """Begins to draw docs/ and the frames into `folder`."""


@dataclass(frozen=True, slots=True)
class Materials:
    """What lies on disk, before it is trusted. `dialect` is None when mkdocs.yml cannot be read."""

    config: bytes
    settings: Settings
    faults: tuple[Fault, ...]
    corpus: Corpus
    dialect: engine.Dialect | None

    def inputs(self, now: datetime, *, sound: bool = False) -> pipeline.Inputs:
        """Everything that is read, loaded as far as all files share it; `sound` when the templates are known to be."""
        with seldom_collecting():
            given = pipeline.inputs(self.corpus, self.settings, now, self.faults, sound=sound)
        told = self.dialect
        return pipeline.speaking(given, told.extensions, told.configs, told.findings) if told else given


def inputs(config_file: Path, now: datetime, asked: Engine, drawing: Path | None = None) -> pipeline.Inputs:
    """Everything that is read, loaded as far as all files share it; see `materials`."""
    return materials(config_file, asked, drawing).inputs(now)


def materials(config_file: Path, asked: Engine, drawing: Path | None = None) -> Materials:
    """What lies in a site's folder. With `drawing`, the engine begins to draw into that folder meanwhile.

    Raises `Unable` when there is no site.
    """
    if not config_file.is_file():
        raise Unable(f"there is no {config_file}; run briefpress in a site's folder or name one with -f")
    if not (config_file.absolute().parent / "briefings").is_dir():
        raise Unable(
            f"there is no folder briefings beside {config_file}; without it nothing would be published"
        )
    config = config_file.read_bytes()
    settings, faults = load_settings(Source(config_file.name, config))
    readable = not any(f.kind is FaultKind.YAML for f in faults)
    dialect = asked.dialect() if readable else None
    if readable and drawing is not None:
        asked.begin(drawing)
    with seldom_collecting():
        corpus = read.corpus(config_file.absolute().parent, settings.snapshots_dir)
    return Materials(config, settings, tuple(faults), corpus, dialect)


def texts(given: pipeline.Inputs, config_file: Path, wanted: set[str]) -> dict[str, bytes]:
    """The files at these paths, as they were read; of what was refused, nothing."""
    found = pipeline.texts(given.corpus, wanted)
    if config_file.name in wanted:
        found[config_file.name] = config_file.read_bytes()
    return found


@contextmanager
def plainly() -> Iterator[None]:
    """Turns faults of the environment into one plain line."""
    try:
        yield
    except JobFailed as failed:
        raise Unable(f"briefpress itself failed; please report these lines:\n{failed}") from failed
    except OSError as error:
        reason = "no space left on the disk" if error.errno == errno.ENOSPC else str(error)
        raise Unable(f"{reason}; nothing was published") from error
