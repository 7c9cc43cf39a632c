"""A file after loading: its values, its body, and where everything stands."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from briefpress.model.briefing import Briefing, Common, Digest
from briefpress.model.finding import Fault
from briefpress.model.registry import Source
from briefpress.model.source import FieldPath, Locate, Location
from briefpress.model.vocabulary import Status


class Kind(enum.StrEnum):
    """What a file below briefings/ holds."""

    BRIEFING = "briefing"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Reference:
    """A claim reference in the body, such as [c1, c3]; `linked` when it was written as a link or link definition."""

    claims: tuple[str, ...]
    at: Location
    section: str = ""
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the body under a `##` heading; `heading` is "" for text before the first one."""

    heading: str
    markdown: str
    at: Location
    """The heading; for the text before the first heading, its first line."""


@dataclass(frozen=True, slots=True)
class Body:
    """The Markdown below the front matter."""

    markdown: str
    at: Location
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()

    def place(self, index: int) -> Location:
        """Where the character at an index of `markdown` stands."""
        line, column = self.markdown.count("\n", 0, index), index - self.markdown.rfind("\n", 0, index)
        return Location(self.at.path, self.at.line + line, column)

    def section(self, heading: str) -> Section | None:
        """The first section with this heading, if there is one."""
        return next((s for s in self.sections if s.heading == heading), None)


@dataclass(frozen=True, slots=True)
class Document:
    """A briefing or digest as loaded.

    `entry` always exists: what could not be read was left out of it, is told in `faults`, and stands in
    `broken`, so that no rule takes an unreadable field for a missing one; the body stands there as
    ("body",) when it is over the limit. `readable` is False when not
    even the front matter could be parsed; then only `faults` means anything.
    """

    path: str
    kind: Kind
    year: str
    slug: str
    entry: Common
    body: Body
    locate: Locate
    last_line: Location
    faults: tuple[Fault, ...] = ()
    broken: frozenset[FieldPath] = frozenset()
    readable: bool = True
    status_readable: bool = True
    frozen: str = ""
    """The id of first publication, when the file has been moved since."""

    @property
    def id(self) -> str:
        """`YYYY-slug`: frozen at first publication."""
        return self.frozen or f"{self.year}-{self.slug}"

    @property
    def briefing(self) -> Briefing | None:
        """The entry when this is a briefing."""
        return self.entry if isinstance(self.entry, Briefing) else None

    @property
    def digest(self) -> Digest | None:
        """The entry when this is a digest."""
        return self.entry if isinstance(self.entry, Digest) else None

    @property
    def is_draft(self) -> bool:
        """True while being written: some errors are warnings then."""
        return self.entry.status is Status.DRAFT

    def is_broken(self, path: FieldPath) -> bool:
        """True when the value at `path`, or a parent of it, could not be read."""
        return any(path[:length] in self.broken for length in range(1, len(path) + 1))

    def inline_sources(self) -> tuple[tuple[int, Source], ...]:
        """Sources written in the file itself, with their position in `sources`."""
        return tuple((i, s) for i, s in enumerate(self.entry.sources) if isinstance(s, Source))

    def source_ids(self) -> tuple[str, ...]:
        """Ids of all listed sources, in order."""
        return tuple(s.id if isinstance(s, Source) else s for s in self.entry.sources)
