"""What can be seen on a page, part by part, and how two lists of parts are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from briefpress.difference.change import Block, Change, Field, Turn
from briefpress.model.vocabulary import Confidence
from briefpress.render.filters import first_words

_ALIKE = 50.0
"""Percent of letters in common from which two texts count as one that was reworded."""
_MOST_PAIRS = 10_000
"""Pairs of texts beyond which only those that are the same are found again."""


@dataclass(frozen=True, slots=True)
class Item:
    """One part of a page: where it stands, what tells it from others, its name and text, and its other fields.

    Parts with the same block and key are found again by their text when `loose`, and else are the same part.
    `grade` is a confidence and `why` the reason for it; None is no grade at all. A `shared` part is the registry's,
    whose fields are told once for all pages.
    """

    block: Block
    key: str
    name: str
    text: str
    fields: tuple[Field, ...] = ()
    loose: bool = False
    grade: Confidence | None = None
    graded: str = ""
    """The grade in words, "" for parts that are not graded."""
    why: str = ""
    superseded_by: str = ""
    shared: bool = False
    label: str = ""
    """What the text is called; "" where the block says it."""
    usual: bool = False
    """True for what goes without saying when the page is new."""


Pair = tuple[Item | None, Item | None]


def changes(before: Sequence[Item], after: Sequence[Item]) -> tuple[Change, ...]:
    """What became of each part, in the order of the page."""
    found: list[Change] = []
    blocks = {item.block for item in (*before, *after)}
    for block in (b for b in Block if b in blocks):
        old = [item for item in before if item.block is block]
        new = [item for item in after if item.block is block]
        pairs = list(_paired(old, new))
        for pair in pairs:
            found += _between(*pair)
        found += _reordered(block, pairs, old)
    return tuple(found)


# ── which part is which ───────────────────────────────────────────────────────────────────────────────


def _paired(before: Sequence[Item], after: Sequence[Item]) -> Iterator[Pair]:
    """Parts as they stand afterwards, each with what it was; those that are gone follow the part they followed."""
    was = _found_again(before, after)
    positions = {id(item): number for number, item in enumerate(before)}
    met = {positions[id(old)] for old in was.values()}
    told = 0
    for number, new in enumerate(after):
        old = was.get(number)
        if old is not None:
            here = positions[id(old)]
            while told < here:
                if told not in met:
                    yield before[told], None
                told += 1
            told = max(told, here + 1)
        yield old, new
    yield from ((before[n], None) for n in range(told, len(before)) if n not in met)


def _found_again(before: Sequence[Item], after: Sequence[Item]) -> dict[int, Item]:
    """Position afterwards -> what the part was."""
    groups: dict[str, tuple[list[Item], list[int]]] = defaultdict(lambda: ([], []))
    for item in before:
        groups[item.key][0].append(item)
    for number, item in enumerate(after):
        groups[item.key][1].append(number)
    found: dict[int, Item] = {}
    for old, numbers in groups.values():
        if len(old) == len(numbers) == 1 and not old[0].loose:
            found[numbers[0]] = old[0]
        else:
            found |= _by_text(old, numbers, after)
    return found


def _by_text(old: list[Item], numbers: list[int], after: Sequence[Item]) -> dict[int, Item]:
    """The same texts first, then the most alike; of equals the first."""
    found: dict[int, Item] = {}
    same: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in reversed(old):
        same[item.text, item.name if not item.loose else ""].append(item)
    for number in numbers:
        item = after[number]
        if left := same[item.text, item.name if not item.loose else ""]:
            found[number] = left.pop()
    taken = {id(item) for item in found.values()}
    rest = [item for item in old if id(item) not in taken]
    open_numbers = [number for number in numbers if number not in found]
    if len(rest) * len(open_numbers) > _MOST_PAIRS:
        return found
    scores = [
        (-score, number, position)
        for position, item in enumerate(rest)
        for number in open_numbers
        if (score := fuzz.ratio(item.text, after[number].text)) >= _ALIKE
    ]
    used: set[int] = set()
    for _, number, position in sorted(scores):
        if number not in found and position not in used:
            found[number] = rest[position]
            used.add(position)
    return found


def _reordered(block: Block, pairs: Iterable[Pair], before: Sequence[Item]) -> Iterator[Change]:
    """One change when parts that stayed stand in another order."""
    positions = {id(item): number for number, item in enumerate(before)}
    kept = [positions[id(old)] for old, new in pairs if old is not None and new is not None]
    if kept != sorted(kept):
        yield Change(block, Turn.REORDERED, "", "", "", "")


# ── what became of one part ───────────────────────────────────────────────────────────────────────────


def _between(old: Item | None, new: Item | None) -> Iterator[Change]:
    if old is None or new is None:
        yield from _one_sided(old, new)
        return
    if old.shared and new.shared:
        return
    name = new.name
    if old.text != new.text:
        yield Change(new.block, Turn.CHANGED, name, new.label, old.text, new.text)
    if new.superseded_by and not old.superseded_by:
        yield Change(new.block, Turn.SUPERSEDED, name, "", "", new.superseded_by)
    yield from _regraded(old, new)
    name = name or first_words(new.text)
    was, now = {f.name: f.value for f in old.fields}, {f.name: f.value for f in new.fields}
    for field in dict.fromkeys((*now, *was)):
        if was.get(field, "") != now.get(field, ""):
            yield Change(new.block, Turn.CHANGED, name, field, was.get(field, ""), now.get(field, ""))


def _one_sided(old: Item | None, new: Item | None) -> Iterator[Change]:
    item = new or old
    assert item is not None
    if item.usual:
        return
    details = tuple(f for f in item.fields if f.value and not f.usual and not item.shared)
    if item.graded:
        details = (Field(CONFIDENCE, item.graded), *details)
    turn, before, after = (Turn.ADDED, "", item.text) if old is None else (Turn.DROPPED, item.text, "")
    yield Change(item.block, turn, item.name, item.label, before, after, item.why, details)


def _regraded(old: Item, new: Item) -> Iterator[Change]:
    if old.graded == new.graded:
        if old.why != new.why and new.graded:
            yield Change(new.block, Turn.CHANGED, new.name, BASIS, old.why, new.why)
        return
    turn = Turn.CHANGED
    if old.grade is not None and new.grade is not None:
        turn = Turn.RAISED if new.grade.rank > old.grade.rank else Turn.LOWERED
    name = new.name or first_words(new.text)
    yield Change(new.block, turn, name, CONFIDENCE, old.graded, new.graded, new.why)


CONFIDENCE = "confidence"
BASIS = "what the confidence rests on"
