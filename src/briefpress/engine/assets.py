"""Style sheets and scripts under names that tell their content, so that hosts may let browsers keep them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from urllib.parse import unquote

FOLDER = "assets/briefpress/"
_FIRST = ("theme.css", "theme-palette.css", "frame.css", "pages.css", "frame.js")
_ICON = re.compile(
    r'(--md-([a-z-]+?)(?:-icon)?(--[a-z]+)?:\s*)url\("data:image/svg\+xml;charset=utf-8,([^"]*)"\)'
)


@dataclass(frozen=True, slots=True)
class Assets:
    """What every page asks for. `files` are paths from the site's root with their bytes; the others paths."""

    files: Mapping[str, bytes]
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    icon: str
    image: str = ""
    """The picture that other sites show beside a link to a page."""


def hashed(assets: Mapping[str, bytes]) -> Assets:
    """Names each asset by its digest. `frame` comes first, so that what follows may refine it."""
    paths = {name: _path(name, content) for name, content in sorted(assets.items())}
    return Assets(
        files={paths[name]: assets[name] for name in paths},
        styles=_linked(paths, ".css"),
        scripts=_linked(paths, ".js"),
        icon=paths.get("favicon.svg", ""),
        image=paths.get("site-image.png", ""),
    )


def unpacked(sheets: Mapping[str, bytes]) -> dict[str, bytes]:
    """Style sheets of the theme, with the pictures that they carry as files of their own beside them.

    The policy of our pages has no place for `data:` addresses, and a browser asks only for what it shows.
    """
    files: dict[str, bytes] = {}
    for name, content in sheets.items():
        files[name] = _ICON.sub(lambda found: _icon(found, files), content.decode()).encode()
    return files


def _icon(found: re.Match[str], files: MutableMapping[str, bytes]) -> str:
    declared, subject, variant, svg = found.groups()
    name, content = f"icons/{subject}{(variant or '')[1:]}.svg", unquote(svg).encode()
    files[name] = content
    return f'{declared}url("{_path(name, content).removeprefix(FOLDER)}")'


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
