"""Which frame pages an engine has to draw, and where they lie until they are collected."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from briefpress.frame import SHARED

SECTIONS = {
    "briefings": "Briefings",
    "digests": "Digests",
    "topics": "Topics",
    "affected": "People affected",
    "takeaways": "Takeaways",
    "principles": "Principles",
    "organisations": "Organisations",
    "people": "People",
    "timeline": "Timeline",
    "questions": "Open questions",
    "watch": "Watch list",
    "corrections": "Corrections",
    "sources": "Sources",
    "data": "Data",
    "search": "Search",
}
"""The sections of the published site with their titles; each may be named in `nav` as `<section>/index.md`."""
MAIN = ("briefings", "digests", "topics", "affected", "takeaways")
"""What stands in the navigation of a site that has not written one."""
DEEPEST = 5
"""Folders down to a past version: briefings/YYYY/slug/v/N/."""
_SHALLOW = {"search": 1, "timeline": 3, "questions": 3, "watch": 3} | dict.fromkeys(
    ("topics", "affected", "principles", "organisations", "people", "sources"), 4
)
"""Folders down to the deepest page of a section that does not go as deep: each frame costs milliseconds."""
_FOLDER = "bpframe"


@dataclass(frozen=True, slots=True)
class Place:
    """A frame page: for which section (or SHARED), how many folders deep, and its path without ending."""

    section: str
    depth: int

    @property
    def stem(self) -> str:
        """A section's first frame lies where the section's own page will lie, so that `nav` can name it."""
        return "/".join([self.section or _FOLDER, *[_FOLDER] * (self.depth - 1), "index"])

    @property
    def source(self) -> str:
        """The page's path below docs/, where no such file lies."""
        return f"{self.stem}.md"

    @property
    def output(self) -> str:
        """The path of the built page below the site's folder."""
        return f"{self.stem}.html"

    @property
    def markdown(self) -> str:
        """The page: meta data that templates/frame/main.html reads, and no text."""
        meta = [f"bpframe: {self.section or 'shared'}", "hide: [navigation]"]
        if self.section:
            meta.append(f"title: {SECTIONS[self.section]}")
        if self.depth > 1:
            meta.append("bpdeep: true")
        if self.section in ("briefings", "digests") and self.depth >= 3:
            meta.append("bparticle: true")
        return "\n".join(["---", *meta, "---", ""])


def places(own: Collection[str]) -> tuple[Place, ...]:
    """The frames to draw when the sections in `own` stand in the navigation: those, and the shared ones."""
    return tuple(
        Place(section, depth)
        for section in (*(name for name in SECTIONS if name in own), SHARED)
        for depth in range(1, _SHALLOW.get(section, DEEPEST) + 1)
    )


def named(nav: object) -> Iterator[str]:
    """The sections that a `nav` of mkdocs.yml names, however deep."""
    if isinstance(nav, str):
        section, _, page = nav.partition("/")
        if page == "index.md" and section in SECTIONS:
            yield section
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from named(value)
    elif isinstance(nav, list):
        for item in nav:
            yield from named(item)
