"""Where the files lie that come with the package: within it in a wheel, at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def templates() -> Path:
    """The folder of templates."""
    return _folder("_templates", "templates")


def rules() -> Path:
    """The folder of the pages on rules."""
    return _folder("_rules", "docs/rules")


def _folder(packed: str, in_checkout: str) -> Path:
    inside = _PACKAGE / packed
    return inside if inside.is_dir() else _PACKAGE.parent.parent / in_checkout
