"""Changes of a few characters, made at their places so that every other byte stays as it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from briefpress.mend.tree import Group, Item, Scalar, Tree, last_line, reach
from briefpress.model.source import FieldPath, Location


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `start` to `end` of the YAML give way to `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A mend that can be made: where, in words, by which edits, and what then stands there.

    `path` leads to a value that is set to `value`, or put in where there is none; with `renamed` to a key that
    is given this name. `asks` is true for one that an editor has to agree to.
    """

    at: Location
    said: str
    edits: tuple[Edit, ...]
    path: FieldPath
    value: Any = None
    renamed: str = ""
    asks: bool = False


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; none may overlap another.

    >>> spliced("a: no", [Edit(3, 5, '"no"')])
    'a: "no"'
    """
    pieces, position = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join(pieces) + text[position:]


def apart(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes of which no two touch the same characters, in the order of the text; of two that do the first."""
    free = 0
    for change in sorted(changes, key=lambda change: change.edits[0].start):
        if change.edits[0].start >= free:
            free = change.edits[-1].end + 1
            yield change


def expected(values: Any, changes: Iterable[Change]) -> Any:
    """The values of a file once these changes are made, and nothing else."""
    values = deepcopy(values)
    for change in sorted(changes, key=lambda change: len(change.path), reverse=True):
        holder, last = values, change.path[-1]
        for part in change.path[:-1]:
            holder = holder[part]
        if change.renamed:
            holder[change.renamed] = holder.pop(last)
        elif isinstance(holder, list) and last == len(holder):
            holder.append(change.value)
        else:
            holder[last] = change.value
    return values


# ── edits by what they do ─────────────────────────────────────────────────────────────────────────────


def replaced(item: Item, text: str) -> tuple[Edit, ...]:
    """The text in place of a value; behind the colon where there is none."""
    value = item.value
    if value.end > value.start:
        return (Edit(value.start, value.end, text),)
    return ()


def filled(tree: Tree, item: Item, text: str) -> tuple[Edit, ...]:
    """The text behind a key that has no value."""
    if item.key is None or tree.text[item.key.end : item.key.end + 1] != ":":
        return ()
    behind = item.key.end + 1
    return (Edit(behind, behind, f" {text}"),)


def added(tree: Tree, above: Item, key: str, text: str) -> tuple[Edit, ...]:
    """A new field below (in brackets: behind) another one."""
    if above.holder.flow:
        return (Edit(reach(above), reach(above), f", {key}: {text}"),)
    return _line_below(tree, above, f"{key}: {text}")


def appended(tree: Tree, item: Item, words: Sequence[str]) -> tuple[Edit, ...]:
    """Words at the end of the list that a field holds."""
    group, line = item.value, ", ".join(words)
    if isinstance(group, Scalar):
        return () if group.end > group.start else filled(tree, item, f"[{line}]")
    if not group.is_list:
        return ()
    if not group.items:
        return (Edit(group.start + 1, group.start + 1, line),)
    last = group.items[-1]
    if group.flow:
        return (Edit(reach(last), reach(last), f", {line}"),)
    below = f"\n{' ' * last.column}- "
    return _line_below(tree, last, f"- {below.join(words)}")


def listed(tree: Tree, last: Item, lines: Sequence[str]) -> tuple[Edit, ...]:
    """A new item of a list in block style, below the last one and indented as that is."""
    indent = " " * last.column
    return _line_below(
        tree, last, "\n".join((lines[0], *(f"{indent}{line}" if line else "" for line in lines[1:])))
    )


def _line_below(tree: Tree, above: Item, line: str) -> tuple[Edit, ...]:
    end = last_line(tree, above)
    whole = f"{' ' * above.column}{line}"
    if end > len(tree.text):  # the file has no line end at its end, and keeps it so
        return (Edit(len(tree.text), len(tree.text), f"\n{whole}"),)
    return (Edit(end, end, f"{whole}\n"),)


# ── the order of keys ─────────────────────────────────────────────────────────────────────────────────


def reordered(tree: Tree, moves: Sequence[tuple[Group, Sequence[Item]]]) -> str:
    """The YAML with the fields of these groups in this order, each with its comments, and nothing else changed."""
    return _copied(tree, 0, len(tree.text), sorted(moves, key=lambda move: move[0].start))


def _copied(tree: Tree, start: int, end: int, moves: Sequence[tuple[Group, Sequence[Item]]]) -> str:
    pieces, position = [], start
    starts = [group.start for group, _ in moves]
    for group, order in moves:
        if group.start < position:
            continue  # it lies within the one before, and has been moved with it
        chunks = _chunks(tree, group)
        texts = []
        for item in order:
            first, last = chunks[id(item)]
            within = bisect_right(starts, group.start if first == group.start else first - 1)
            texts.append(_copied(tree, first, last, moves[within : bisect_left(starts, last)]))
        for slot, text in zip(group.items, _with_line_ends(texts, group), strict=True):
            first, last = chunks[id(slot)]
            pieces += [tree.text[position:first], text]
            position = last
    return "".join(pieces) + tree.text[position:end]


def _with_line_ends(texts: list[str], group: Group) -> list[str]:
    """The last piece of a file without a line end at its end gets one where another follows."""
    if group.flow or all(text.endswith("\n") for text in texts):
        return texts
    whole = [text if text.endswith("\n") else f"{text}\n" for text in texts]
    return [*whole[:-1], whole[-1].removesuffix("\n")]


def _chunks(tree: Tree, group: Group) -> dict[int, tuple[int, int]]:
    """What moves with each field: its comments above and below, without the indent of its first line."""
    if group.flow:
        return {id(item): (item.start, reach(item)) for item in group.items}
    starts = [item.start for item in group.items[:1]]
    starts += [min([item.start, *(index for index, _ in item.head)]) for item in group.items[1:]]
    ends = [tree.text.rfind("\n", 0, start) + 1 for start in starts[1:]]
    ends.append(min(last_line(tree, group.items[-1]), len(tree.text)))
    return {id(item): (start, end) for item, start, end in zip(group.items, starts, ends, strict=True)}


def can_move(tree: Tree, group: Group) -> bool:
    """False where moving a field could tear it from a comment inside brackets, or from a sign before its key."""
    if group.flow:
        at = bisect_left(tree.comments, (group.start, ""))
        return at == len(tree.comments) or tree.comments[at][0] >= group.end
    return all(_begins_its_line(tree, item) for item in group.items[1:])


def _begins_its_line(tree: Tree, item: Item) -> bool:
    return not tree.text[item.start - item.column : item.start].strip()
