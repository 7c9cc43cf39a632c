"""Checks every file by itself in worker processes, then what only the whole corpus can tell."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefpress import pipeline
from briefpress.check import Checked
from briefpress.edition import folders, reading, recall
from briefpress.edition.result import Result
from briefpress.jobs import Crew, Stopped, seldom_collecting
from briefpress.model.card import Card
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.source import Location
from briefpress.plan import digest, ingredients

if TYPE_CHECKING:
    from briefpress.edition.output import Output

ITEM_LIMIT = 3.0
"""Seconds that one file may take to be loaded and rendered, or one page to be expanded."""
_FEW = 8
"""Files that may differ from what is held before everything is held anew: that costs more than to check them."""


@dataclass(slots=True)
class Share:
    """What a worker process keeps: its prepared files, and from the second stage on what pages need."""

    given: pipeline.Inputs
    prepared: dict[int, pipeline.Prepared] = field(default_factory=dict)
    studio: pipeline.Studio | None = None
    output: Output | None = None
    stopped: bool = False


class _Held(NamedTuple):
    """What came of one file; `snapshots` are those that it leads to, None where that may not be kept."""

    card: Card
    checked: Checked
    snapshots: ingredients.SnapshotsOf | None = None


def check(
    config_file: Path,
    asked: reading.Engine,
    *,
    now: datetime,
    jobs: int | None,
    paths: Sequence[Path],
    release: bool = False,
    to_publish: bool = False,
    before: recall.Before | None = None,
) -> Result:
    """`briefpress.edition.check`; `before` is where results of former checks are held, None for none."""
    wanted = folders.wanted(paths, config_file)
    with reading.plainly(), seldom_collecting():
        lying = reading.materials(config_file, asked)
        foundation = _foundation(lying, before, now)
        known = before.files_of(foundation) if before and foundation else {}
        given = replace(lying.inputs(now, sound=bool(known)), release=release)
        entries = given.corpus.entries
        looked_at = [s.path for s in entries if not wanted or folders.within(s.path, wanted)]
        if to_publish:
            given = replace(given, as_published=frozenset(looked_at))
        held = dict(_still_true(given, known))
        left = len(entries) - len(held)
        with crew_of(given, jobs, left) if left else nullcontext() as crew:
            checked, found = _checked(given, crew, held)
    if before is not None and lying.dialect is not None and foundation and not checked.bugs:
        if left > _FEW or not known:
            before.keep_files(foundation, _kept(given, found))
        lasting = all(_may_be_held(one.card) for one in found.values())
        before.keep(lying.dialect, given.corpus, checked, now, lasting=lasting)
    told = recall.result(checked.findings, checked.suppressed, checked.silent, wanted, len(looked_at))
    shown = {f.at.path for f in told.findings}.union(looked_at if to_publish else ())
    return replace(told, bugs=checked.bugs, texts=reading.texts(given, config_file, shown))


def _foundation(lying: reading.Materials, before: recall.Before | None, now: datetime) -> str:
    """The digest of what all results rest on; "" where they may not be kept."""
    if before is None or lying.dialect is None or not lying.dialect.lasting:
        return ""
    told = lying.dialect
    return ingredients.of_every_file(
        lying.corpus, lying.config, told.extensions, told.configs, before.code, now
    )


def _still_true(given: pipeline.Inputs, known: Mapping[str, recall.Kept]) -> Iterator[tuple[int, _Held]]:
    """What is known of files that are as they were, as are the snapshots that they lead to."""
    for index, source in enumerate(given.corpus.entries if known else ()):
        kept = known.get(source.path)
        if kept is not None and kept[0] == digest(source.content):
            names = (name for name, _ in kept[1])
            if ingredients.snapshots_of(names, given.registry.snapshots) == kept[1]:
                yield index, _Held(kept[2], Checked(kept[3], (), kept[4], kept[5]), kept[1])


def _kept(given: pipeline.Inputs, found: Mapping[int, _Held]) -> dict[str, recall.Kept]:
    """What may be held: public files, whose result is true as long as they and their snapshots stay as they are."""
    kept: dict[str, recall.Kept] = {}
    for index, (card, checked, snapshots) in found.items():
        source = given.corpus.entries[index]
        if snapshots is not None and _may_be_held(card) and not checked.bugs:
            own = (checked.findings, checked.suppressed, checked.silent)
            kept[source.path] = (digest(source.content), snapshots, card, *own)
    return kept


def _may_be_held(card: Card) -> bool:
    """False for what readers must not see, which leaves no trace, and for what an hour of the day makes public."""
    return not (card.is_draft or card.embargo_until) and card.status_known


# ── the crew ──────────────────────────────────────────────────────────────────────────────────────────


def crew_of(given: pipeline.Inputs, jobs: int | None, files: int | None = None) -> Crew[Share]:
    """The worker processes for so many files; for all of them, unless told."""
    wanted = len(given.corpus.entries) if files is None else files
    size = min(jobs or len(os.sched_getaffinity(0)), max(1, wanted // _FEW if files is not None else wanted))
    return Crew(partial(Share, given), size=size, limit=ITEM_LIMIT)


def checked_by(given: pipeline.Inputs, crew: Crew[Share]) -> tuple[Checked, list[Card]]:
    """Every file by itself in the workers, which keep them, then what only the whole corpus can tell."""
    checked, found = _checked(given, crew, {})
    return checked, [one.card for one in found.values()]


def _checked(
    given: pipeline.Inputs, crew: Crew[Share] | None, held: Mapping[int, _Held]
) -> tuple[Checked, dict[int, _Held]]:
    """What is held already counts as checked; a file that took too long is not among what is given back."""
    entries = given.corpus.entries
    found = dict(held)
    slow: list[Fault] = []
    if crew is not None:
        shards = crew.shards([index for index in range(len(entries)) if index not in held])
        for index, result in dealt(shards, crew.each(_prepare, shards)):
            if isinstance(result, Stopped):
                slow.append(_too_slow(entries[index].path, result))
            else:
                found[index] = result
    found = dict(sorted(found.items()))
    given = replace(given, faults=(*given.faults, *slow))
    cards = [one.card for one in found.values()]
    shared = pipeline.across(cards, given, pipeline.placing(given))
    return Checked.of((*(one.checked for one in found.values()), shared)), found


def _prepare(share: Share, index: int) -> _Held:
    prepared = pipeline.prepare(share.given.corpus.entries[index], share.given)
    share.prepared[index] = prepared
    names = (s.snapshot.file for s in prepared.evidence.sources.values() if s.snapshot and s.snapshot.file)
    snapshots = ingredients.snapshots_of(names, share.given.registry.snapshots)
    return _Held(prepared.card, prepared.checked, snapshots)


def _too_slow(path: str, stopped: Stopped) -> Fault:
    return Fault(FaultKind.INPUT, Location(path), found="input-too-slow", expected=f"{stopped.seconds:g} s")


def dealt(shards: Sequence[Sequence[int]], results: Sequence[Sequence[Any]]) -> Iterator[tuple[int, Any]]:
    """(number, result) in the order of the numbers that were dealt out."""
    pairs = [p for shard, found in zip(shards, results, strict=True) for p in zip(shard, found, strict=True)]
    yield from sorted(pairs, key=lambda pair: pair[0])
