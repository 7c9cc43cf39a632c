"""Which engine draws a site, by the option `engine` of its mkdocs.yml."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

from briefpress.engine.drawn import Drawn
from briefpress.engine.extensions import Dialect
from briefpress.model.settings import Engine
from briefpress.model.source import Source

NAMES = {Engine.MKDOCS: "MkDocs", Engine.ZENSICAL: "Zensical"}
"""As people know them."""


class Draws(Protocol):
    """What an engine does, as its module has it."""

    def dialect(self, config_file: Path) -> Dialect:
        """The Markdown of the site."""

    def draw(self, config_file: Path, folder: Path, *, step: Callable[[], None]) -> Drawn:
        """Builds docs/ and the frames into a folder."""


def chosen(config_file: Path) -> Engine:
    """The engine that a site asks for; MkDocs where it says nothing, or nothing that can be read.

    Most files do not have the other's name anywhere: then nothing needs to be read with care, which costs more.
    """
    try:
        content = config_file.read_bytes()
    except OSError:
        return Engine.MKDOCS
    if Engine.ZENSICAL.value.encode() not in content:
        return Engine.MKDOCS
    from briefpress.load import settings  # noqa: PLC0415 - see above

    return settings(Source(config_file.name, content))[0].engine


def of(engine: Engine) -> Draws:
    """The engine itself. Importing it takes a quarter of a second."""
    return cast(Draws, import_module(f"briefpress.engine.{engine}"))


def is_installed(engine: Engine) -> bool:
    """False when the site asks for an engine that is not in the environment."""
    return engine is Engine.MKDOCS or find_spec("zensical") is not None


def unavailable(engine: Engine) -> str:
    """What to do about an engine that is not installed."""
    return (
        f"`engine: {engine}` in mkdocs.yml needs {NAMES[engine]}; install briefpress[{engine}], "
        "or take the option out"
    )
