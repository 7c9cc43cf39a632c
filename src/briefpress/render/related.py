"""Which briefings are related: those that the editor names, then those that share the rarest subjects."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefpress.model.card import Card

RELATED = 5
"""How many related briefings a page shows."""

_FINE = 1_000_000
"""Weights are whole numbers, so that sums do not depend on their order."""

_LONGEST_POSTING = 500
"""Of a subject shared by more briefings than this, only the newest count: cost stays linear."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """An inverted index over the subjects of briefings: only those that share one are ever compared.

    `ids` are newest first; `named` holds what the editor of each names; `subjects` the numbers of its
    subjects, `postings` the positions of the briefings that have a subject, `weights` how rare it is.
    """

    ids: tuple[str, ...] = ()
    positions: Mapping[str, int] = field(default_factory=dict)
    named: tuple[tuple[str, ...], ...] = ()
    subjects: tuple[tuple[int, ...], ...] = ()
    postings: tuple[tuple[int, ...], ...] = ()
    weights: tuple[int, ...] = ()

    @classmethod
    def of(cls, briefings: Sequence[Card]) -> Kinship:
        """The index of briefings, given newest first."""
        numbers: dict[str, int] = {}
        postings: dict[int, list[int]] = defaultdict(list)
        subjects: list[tuple[int, ...]] = []
        for position, card in enumerate(briefings):
            own = tuple(numbers.setdefault(subject, len(numbers)) for subject in _subjects(card))
            subjects.append(own)
            for number in own:
                postings[number].append(position)
        return cls(
            ids=tuple(card.id for card in briefings),
            positions={card.id: position for position, card in enumerate(briefings)},
            named=tuple(card.related for card in briefings),
            subjects=tuple(subjects),
            postings=tuple(tuple(found[:_LONGEST_POSTING]) for found in postings.values()),
            weights=tuple(
                round(_FINE * math.log(1 + len(briefings) / len(found))) for found in postings.values()
            ),
        )

    def related(self, briefing: str) -> tuple[str, ...]:
        """Ids of the related briefings: the named ones first, ties newest first; none of an unknown id."""
        position = self.positions.get(briefing)
        if position is None:
            return ()
        scores: dict[int, int] = defaultdict(int)
        for number in self.subjects[position]:
            weight = self.weights[number]
            for other in self.postings[number]:
                scores[other] += weight
        scores.pop(position, None)
        enough = min(heapq.nlargest(RELATED + 1, scores.values()), default=0)
        best = [other for other, score in scores.items() if score >= enough]
        ranked = sorted(best, key=lambda other: (-scores[other], other))[: RELATED + 1]
        named = [r for r in self.named[position] if r in self.positions and r != briefing]
        return tuple(dict.fromkeys([*named, *(self.ids[other] for other in ranked)]))[:RELATED]


def _subjects(card: Card) -> Iterator[str]:
    yield from (f"topic:{t}" for t in card.topics)
    yield from (f"party:{p}" for p in dict.fromkeys((*card.organisations, *card.people, *card.groups)))
    yield from (f"source:{s}" for s in card.sources)
