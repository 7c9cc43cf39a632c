"""The folder that an edition is written into, and what has been written there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefpress.model.artifact import Artifact
from briefpress.model.finding import Finding
from briefpress.plan import Row, diff
from briefpress.plan.published import Shown
from briefpress.publish import write


@dataclass(frozen=True, slots=True)
class Output:
    """Where an edition is written: the new folder, the last edition, and what of that lies there unaltered."""

    new: Path
    old: Path
    previous: Mapping[str, str]

    def write(self, artifacts: Iterable[Artifact]) -> Written:
        """Writes files anew or keeps them; raises OSError as the system does."""
        plan = diff(self.previous, artifacts)
        rows = write.carry_out(plan, self.new, self.old)
        return Written(rows, len(plan.write), len(plan.keep))


@dataclass(frozen=True, slots=True)
class Written:
    """What has been written: rows of the manifest, how many files anew and how many kept; and texts for the feed.

    `tables` are the rows of public pages in the tables of all pages, by id; `pages` those that the edition shows.
    """

    rows: dict[str, Row] = field(default_factory=dict)
    written: int = 0
    kept: int = 0
    findings: tuple[Finding, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    tables: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    pages: tuple[Shown, ...] = ()


def together(parts: Iterable[Written]) -> Written:
    """Everything that was written, as one."""
    rows: dict[str, Row] = {}
    texts: dict[str, str] = {}
    tables: dict[str, Mapping[str, bytes]] = {}
    findings: list[Finding] = []
    pages: tuple[Shown, ...] = ()
    written = kept = 0
    for part in parts:
        rows |= part.rows
        texts |= part.texts
        tables |= part.tables
        findings += part.findings
        pages += part.pages
        written, kept = written + part.written, kept + part.kept
    return Written(rows, written, kept, tuple(findings), texts, tables, pages)
