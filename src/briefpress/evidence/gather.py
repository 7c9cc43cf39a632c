"""Everything that the sources of one file amount to, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

from briefpress.evidence.flags import flags
from briefpress.evidence.origins import origin
from briefpress.evidence.overlap import all_apart, longest_run
from briefpress.evidence.standing import standings
from briefpress.model.card import Standing
from briefpress.model.document import Document
from briefpress.model.registry import Registry, Source
from briefpress.model.vocabulary import Coverage, Flag


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sources of a file by id (registered or inline), and what follows from them.

    `origins` maps a source to its origin, `standings` a claim to how well it is supported, `overlaps` a
    pair of sources to the longest run of words that their snapshots share.
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    overlaps: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()


def gather(document: Document, registry: Registry) -> Evidence:
    """What the sources of a briefing or digest amount to."""
    sources = _sources(document, registry)
    origins = {name: origin(source) for name, source in sources.items()}
    found = standings(document.entry.claims, sources, registry)
    overlaps = _overlaps(sources, registry)
    held = flags(document.entry, sources, registry, found, origins, overlaps)
    return Evidence(sources, origins, found, overlaps, held)


def held_text(source: Source, registry: Registry) -> str | None:
    """The text that a source's snapshot holds, or None when there is none to compare with."""
    if source.snapshot is None or source.snapshot.coverage is Coverage.HASH_ONLY:
        return None
    held = registry.snapshots.get(source.snapshot.file)
    return held.text if held else None


def is_excerpt(source: Source) -> bool:
    """True when the snapshot keeps only numbered passages of the text."""
    return source.snapshot is not None and source.snapshot.coverage is Coverage.EXCERPT


def _sources(document: Document, registry: Registry) -> dict[str, Source]:
    """Listed sources first, then any that a claim names without listing it."""
    inline = {s.id: s for _, s in document.inline_sources() if s.id}
    named = (*document.source_ids(), *(a.source for c in document.entry.claims for a in c.assertions))
    found = ((name, registry.sources.get(name) or inline.get(name)) for name in dict.fromkeys(named))
    return {name: source for name, source in found if source is not None}


def _overlaps(sources: Mapping[str, Source], registry: Registry) -> dict[tuple[str, str], tuple[str, ...]]:
    texts = {name: text for name, s in sources.items() if (text := held_text(s, registry)) is not None}
    if len(texts) < 2 or all_apart(texts.values()):
        return {}
    runs = {(a, b): longest_run(texts[a], texts[b]) for a, b in combinations(texts, 2)}
    return {pair: run for pair, run in runs.items() if run}
