"""Moves a source that a briefing describes itself to the registry: `briefpress promote`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from briefpress import pipeline
from briefpress.check import Checked
from briefpress.edition import checking, making, reading
from briefpress.edition.desk import Desk
from briefpress.edition.desk import desk as at_desk
from briefpress.edition.draughtsman import Known
from briefpress.edition.result import Unable
from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.mend.entries import Impossible, moved
from briefpress.model.finding import Finding
from briefpress.model.source import Source
from briefpress.publish.create import Taken
from briefpress.publish.rewrite import Moved, Revision, all_or_none

_NUMBER = re.compile(r"sources\[\d+\]")


@dataclass(frozen=True, slots=True)
class Promoted:
    """The files as they were and as they are: the registry's, then the briefing."""

    revisions: tuple[Revision, ...]


def promote(
    config_file: Path,
    file: Path,
    name: str,
    now: datetime,
    show: Callable[[Promoted], None],
) -> Promoted:
    """`briefpress.edition.promote`."""
    with making.plainly():
        desk = at_desk(config_file)
        briefing = desk.entry(file)
        path, held = desk.registry_file("sources")
        registry = held or Source(path, b"")
        _refuse_taken(desk, briefing, name)
        try:
            own, shared = moved(briefing, registry, name)
        except Impossible as error:
            raise Unable(f"{name} cannot be moved: {error}") from error
        revised = (Source(briefing.path, own), Source(path, shared))
        given = reading.inputs(config_file, now, Known((), {}))
        _refuse_unlike(_checked(given), _checked(_with(given, *revised)))
        kept = held.content if held else None
        found = Promoted((Revision(path, kept, shared), Revision(briefing.path, briefing.content, own)))
        show(found)
        try:
            all_or_none(desk.root, found.revisions)
        except (Moved, Taken) as error:
            raise Unable(f"{error}; nothing was written") from error
    return found


def _refuse_taken(desk: Desk, briefing: Source, name: str) -> None:
    """Raises `Unable` when somebody else goes by that name, or the briefing knows no such source."""
    for source in desk.corpus.entries:
        own = any(inline.id == name for _, inline in load_document(source).inline_sources())
        if own and source.path != briefing.path:
            raise Unable(
                f"{source.path} describes a source {name} of its own; give one of the two another id first"
            )
        if not own and source.path == briefing.path:
            raise Unable(f"{briefing.path} describes no source {name} itself")
    if name in desk.registry.sources or name in desk.registry.origin_groups:
        raise Unable(
            f"there is a {name} in the registry already; give the briefing's source another id first"
        )


def _checked(given: pipeline.Inputs) -> Checked:
    """What is found; the engine is not asked for its dialect, as no body changes."""
    with checking.crew_of(given, None) as crew:
        return checking.checked_by(given, crew)[0]


def _with(given: pipeline.Inputs, briefing: Source, registry: Source) -> pipeline.Inputs:
    """What is read as if both files held this."""
    corpus = given.corpus
    entries = tuple(briefing if s.path == briefing.path else s for s in corpus.entries)
    files = (*(source for source in corpus.registry if source.path != registry.path), registry)
    held, found = load_registry(files, corpus.snapshots, corpus.faults, corpus.elsewhere)
    faults = [fault for fault in given.faults if fault.at.path != registry.path]
    faults += [fault for fault in found if fault.at.path == registry.path]
    corpus = replace(corpus, entries=entries, registry=files)
    return replace(given, corpus=corpus, registry=held, faults=tuple(faults))


def _refuse_unlike(before: Checked, after: Checked) -> None:
    """Raises `Unable` unless `check` would say the same, wherever it stands then."""
    new = Counter(map(_told, after.findings)) - Counter(map(_told, before.findings))
    if after.bugs or new:
        first = next((f for f in after.findings if _told(f) in new), None)
        said = f"{first.at}: {first.rule}: {first.message}" if first else "briefpress itself would fail"
        raise Unable(
            f"`briefpress check` would find something that it does not find now; nothing was written: {said}"
        )


def _told(finding: Finding) -> tuple[str, str, str]:
    """What a finding says, wherever it stands: the entry has another number among its new neighbours."""
    return finding.rule, str(finding.severity), _NUMBER.sub("sources[]", finding.message)
