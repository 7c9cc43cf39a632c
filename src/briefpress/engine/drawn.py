"""What an engine has drawn, whichever it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefpress.engine.frames import SECTIONS, places
from briefpress.frame import Frame, Frames, Inline, SlotMissing, guarded, headers, split
from briefpress.model.finding import Finding, Severity
from briefpress.model.source import Location

_LEFT_OUT = ("sitemap.xml", "sitemap.xml.gz", "search.json", "search/search_index.json")
"""Written by engines with the time of the build, or for a search that no page offers."""

_HEADERS = "_headers"
_NOINDEX = '<meta name="robots" content="noindex">'
"""In the head of every frame of a site of specimens; other sites have it in single pages only."""
"""Read by some hosts. One that lies in docs/ takes the place of ours."""

_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Drawn:
    """The frames, and the rest of what lies in the folder that was drawn into.

    `pages` are the hand-written pages: address ("" for the home page, "about/", "404.html") to the path of
    the HTML file; `files` are the paths of everything else: assets of the theme, of docs/ and our own. All
    paths are relative to that folder, from which the frame pages themselves have been removed.
    """

    frames: Frames = field(default_factory=lambda: Frames({}))
    pages: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def collect(folder: Path, findings: tuple[Finding, ...] = ()) -> Drawn:
    """Takes the frame pages out of a drawn folder, and lists what is left.

    Every page gets its policy, and hosts theirs in `_headers`. `findings` are those of the drawing. A frame
    without its slots becomes a finding, since an override of the theme can drop one.
    """
    frames: dict[tuple[str, int], Frame] = {}
    faults = list(findings)
    for place in places(SECTIONS):
        path = folder / place.output
        if not path.is_file():
            continue
        try:
            frames[place.section, place.depth] = split(guarded(_squeezed(path.read_text(encoding="utf-8"))))
        except SlotMissing as error:
            faults.append(_without_slot(error))
        _remove(path, folder)
    for name in _LEFT_OUT:
        if (folder / name).is_file():
            _remove(folder / name, folder)
    pages, files = _listed(folder)
    inline = Inline.among((*_guarded(folder, pages.values()), *(frame.text for frame in frames.values())))
    if _HEADERS not in files:
        hidden = any(_NOINDEX in frame.text for frame in frames.values())
        (folder / _HEADERS).write_text(headers(inline, hidden=hidden), encoding="utf-8")
        files = tuple(sorted((*files, _HEADERS)))
    return Drawn(Frames(frames), pages, files, tuple(dict.fromkeys(faults)))


def _guarded(folder: Path, paths: Iterable[str]) -> Iterator[str]:
    """Puts the policy into drawn pages; gives each page as it now stands."""
    for path in paths:
        html = guarded((folder / path).read_text(encoding="utf-8"))
        (folder / path).write_text(html, encoding="utf-8")
        yield html


def _squeezed(html: str) -> str:
    """Without the blank lines that the theme leaves: they are a tenth of what surrounds every text."""
    return _BLANK_LINES.sub("\n", html)


def _listed(folder: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    pages = {path.removesuffix("index.html"): path for path in paths if _is_page(path)}
    return pages, tuple(path for path in paths if not _is_page(path))


def _is_page(path: str) -> bool:
    return path == "404.html" or path.rpartition("/")[2] == "index.html"


def _remove(path: Path, folder: Path) -> None:
    """Removes a file, and the folders that are empty without it."""
    path.unlink()
    for parent in path.parents:
        if parent == folder or any(parent.iterdir()):
            return
        parent.rmdir()


def _without_slot(error: SlotMissing) -> Finding:
    words = ", ".join(slot.name.lower() for slot in error.slots)
    return Finding(
        Location("templates/frame/main.html"),
        "frame-without-slot",
        Severity.ERROR,
        f"the theme draws a page without exactly one place for: {words}",
        help="An override of the theme drops a block; keep the words bpslot-…-9f3a of the page it overrides",
    )
