"""What both engines give the theme, and what they take of it: Material's, in either of its two forms."""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefpress.model.finding import Finding, Severity
from briefpress.model.source import Location

PALETTE = [
    {"media": "(prefers-color-scheme)", "scheme": "default", "primary": "custom", "accent": "custom"},
    {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "custom", "accent": "custom"},
    {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "custom", "accent": "custom"},
]
"""The colours of a site that names none."""
FAVICON = "assets/images/favicon.png"
"""The theme's own, in whose place ours stands."""
PICTURES = (".png", ".jpg", ".jpeg", ".webp")
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""What the system refuses that is no fault of the site's: the caller tells it."""

_UNFIT = ("navigation.instant", "navigation.tracking", "navigation.expand", "toc.integrate", "search.")
"""Features (and those that begin so) that assume the theme's own pages, navigation or search."""
_UNUSED = re.compile(
    r"assets/(javascripts/(lunr|workers)/.*|stylesheets/((classic|modern)/)?(main|palette)\..*|.*\.map)"
)
"""Files of the theme that no page asks for: its search, source maps, and style sheets, which we publish ourselves."""
_SHEETS = {"theme.css": "main.*.css", "theme-palette.css": "palette.*.css"}
_ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|center|right);">')
_EMPTY = re.compile(r'(<a\b[^<>]*?) href=""')
_NOT_VALID = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')


def sheets(folders: Sequence[Path], below: str = "") -> Mapping[str, bytes]:
    """The theme's own style sheets, by the names under which we publish them.

    `folders` are those of the theme, the first that has one counts; `below` is where they lie in assets/stylesheets.
    """
    found = {
        name: next(
            (
                path
                for folder in folders
                for path in sorted((folder / "assets/stylesheets" / below).glob(pattern))
            ),
            None,
        )
        for name, pattern in _SHEETS.items()
    }
    return {name: path.read_bytes() for name, path in found.items() if path is not None}


def are_all(found: Mapping[str, bytes]) -> bool:
    """True when no style sheet of the theme is missing: else pages link to its own."""
    return found.keys() == _SHEETS.keys()


def features(asked: Sequence[str]) -> list[str]:
    """The features that a site asks for, less those that do not fit; it always has tabs."""
    fit = [feature for feature in asked if not feature.startswith(_UNFIT)]
    return fit if "navigation.tabs" in fit else ["navigation.tabs", *fit]


def is_unused(path: str) -> bool:
    """True for a file of the theme, as a path from the site's root, that no page asks for."""
    return _UNUSED.fullmatch(path) is not None


def tidied(html: str) -> str:
    """Mends in a drawn page what no block or partial of the theme reaches.

    That is an attribute which is not valid, the alignment of cells, which Python-Markdown writes as a style
    that the page's policy refuses, a link to skip that leads nowhere in our pages, and the empty addresses that
    Zensical gives to a page for itself.
    """
    html = html.replace('href="#__skip" class="md-skip"', 'href="#bp-content" class="md-skip"')
    html = _EMPTY.sub(r'\1 href="."', html)
    return _ALIGNED.sub(r'<\1 class="bp-\2">', _NOT_VALID.sub(r"\1", html))


HOME_MISSING = Finding(
    Location("docs/index.md"),
    "docs-page",
    Severity.ERROR,
    "the site has no home page",
    help="Add docs/index.md; a heading and a sentence are enough",
)
