"""Has MkDocs draw docs/ and the frame pages. Beside the plugin, the only place that knows MkDocs."""

from briefpress.engine.assets import Assets, hashed
from briefpress.engine.drawn import Drawn, collect
from briefpress.engine.mkdocs import Dialect, add_files, dialect, draw, is_drawing, prepare, tidied

__all__ = [
    "Assets",
    "Dialect",
    "Drawn",
    "add_files",
    "collect",
    "dialect",
    "draw",
    "hashed",
    "is_drawing",
    "prepare",
    "tidied",
]
