"""What stands for the whole site on pages that have no frame: its icon, and the picture beside links to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefpress.frame.split import Frame, Frames

_ICON = re.compile(r'<link rel="icon" href="(?:\./)?(?:\.\./)*([^"]+)">')
_PICTURE = re.compile(r'<meta property="og:(?:site_name|locale|image|image:alt)" content="[^"]*">')


@dataclass(frozen=True, slots=True)
class Emblem:
    """`icon` is a path from the site's root or an address elsewhere, as HTML; `picture` the lines of a head."""

    icon: str = ""
    picture: tuple[str, ...] = ()


def emblem(frames: Frames) -> Emblem:
    """What the frames say of the site; nothing without frames."""
    frame = next(iter(frames.by_place.values()), None)
    return _of(frame) if frame is not None else Emblem()


@cache
def _of(frame: Frame) -> Emblem:
    icon = _ICON.search(frame.text)
    return Emblem(icon[1] if icon else "", tuple(_PICTURE.findall(frame.text)))
