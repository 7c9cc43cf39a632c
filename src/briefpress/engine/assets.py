"""Style sheets and scripts under names that tell their content, so that hosts may let browsers keep them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

FOLDER = "assets/briefpress/"
_FIRST = ("frame.css", "pages.css", "frame.js")


@dataclass(frozen=True, slots=True)
class Assets:
    """What every page asks for. `files` are paths from the site's root with their bytes; the others paths."""

    files: Mapping[str, bytes]
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    icon: str


def hashed(assets: Mapping[str, bytes]) -> Assets:
    """Names each asset by its digest. `frame` comes first, so that what follows may refine it."""
    paths = {name: _path(name, content) for name, content in sorted(assets.items())}
    return Assets(
        files={paths[name]: assets[name] for name in paths},
        styles=_linked(paths, ".css"),
        scripts=_linked(paths, ".js"),
        icon=paths.get("favicon.svg", ""),
    )


def _linked(paths: Mapping[str, str], ending: str) -> tuple[str, ...]:
    """Paths of the assets that pages link to: those at the top of the folder, not what these import."""
    names = [name for name in paths if name.endswith(ending) and "/" not in name]
    return tuple(paths[name] for name in sorted(names, key=_rank))


def _rank(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _path(name: str, content: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:8]
    return f"{FOLDER}{stem}.{digest}{dot}{ending}" if stem else f"{FOLDER}{name}.{digest}"
