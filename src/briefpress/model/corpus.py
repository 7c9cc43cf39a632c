"""Everything below a site root that a build reads, before it is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefpress.model.finding import Fault
from briefpress.model.source import Source


@dataclass(frozen=True, slots=True)
class Corpus:
    """The files of a site: briefings and digests, registry files, snapshots, the lock, kept versions, and templates.

    Paths are relative to the site root, with forward slashes, each mapping sorted by path. `faults` are
    what reading itself refused: symbolic links, folders named like files, files in the wrong place,
    files over the size limit.
    """

    entries: tuple[Source, ...] = ()
    registry: tuple[Source, ...] = ()
    snapshots: tuple[Source, ...] = ()
    templates: Mapping[str, str] = field(default_factory=dict)
    lock: Source | None = None
    versions: Mapping[str, Source] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    elsewhere: str = ""
    """The folder of snapshots outside briefings/_snapshots/, as the settings name it; "" for none."""
