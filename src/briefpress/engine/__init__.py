"""Has MkDocs or Zensical draw docs/ and the frame pages. With the plugin the only place that knows them.

Each is imported when something here needs it: that costs a quarter of a second, which the process that
draws spends while others read.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefpress.engine.assets import Assets, hashed
from briefpress.engine.choice import NAMES, chosen, is_installed, of, unavailable
from briefpress.engine.drawn import Drawn, collect
from briefpress.engine.extensions import Dialect
from briefpress.engine.mkdocs_messages import unfinished
from briefpress.engine.theme import tidied

if TYPE_CHECKING:
    from briefpress.engine.mkdocs import (
        add_files,
        at_page,
        bounded,
        dialect,
        draw,
        is_drawing,
        prepare,
        show,
    )

__all__ = [
    "NAMES",
    "Assets",
    "Dialect",
    "Drawn",
    "add_files",
    "at_page",
    "bounded",
    "chosen",
    "collect",
    "dialect",
    "draw",
    "hashed",
    "is_drawing",
    "is_installed",
    "of",
    "prepare",
    "show",
    "tidied",
    "unavailable",
    "unfinished",
]


def __getattr__(name: str) -> Any:
    """What stands in `mkdocs.py` (PEP 562)."""
    if name in __all__:
        return getattr(import_module("briefpress.engine.mkdocs"), name)
    raise AttributeError(name)
