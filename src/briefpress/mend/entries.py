"""Entries that come into a file whole: a source that is taken in, or moved from a briefing to the registry.

Every byte beside the entry stays. What would not load, or would say anything else than before, is not done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeAlias

from briefpress.load.scalars import plain
from briefpress.mend.edits import Edit, added, listed
from briefpress.mend.file import File, Refused, opened
from briefpress.mend.order import of_entry
from briefpress.mend.scalar import WIDTH, block, is_word, quoted
from briefpress.mend.tree import Group, Item, Scalar, Tree, Unreadable, at, last_line, reach, tree
from briefpress.model.plain import Plain
from briefpress.model.registry import Source as Entry
from briefpress.model.source import Source

_INDENT = " " * 6
"""Of a text in lines of its own, below a field of an entry of a list."""

Value: TypeAlias = "str | tuple[str, ...] | Mapping[str, str]"
"""A text, a list of texts, or fields of their own."""


class Impossible(Exception):
    """A change that cannot be made by a program; why, in words."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field to be written. `date` is true for one whose text may look like a date; `above` are comments."""

    key: str
    value: Value
    date: bool = False
    above: tuple[str, ...] = ()


# ── writing ───────────────────────────────────────────────────────────────────────────────────────────


def written(fields: Sequence[Field], foot: Sequence[str] = ()) -> tuple[str, ...]:
    """The lines of an entry of a list, in the layout of `briefpress fmt`; comments in `foot` come last.

    >>> print(*written([Field("id", "a"), Field("title", "No more")], ["look"]), sep="\\n")
    - id: a
      title: "No more"
      # look
    """
    lines = [line for field in fields for line in (*_comments(field.above), *_field(field))]
    lines += _comments(foot)
    return (f"- {lines[0]}", *(f"  {line}" for line in lines[1:]))


def _comments(said: Sequence[str]) -> list[str]:
    return [f"# {one}" for one in said]


def _field(field: Field) -> list[str]:
    value = field.value
    if isinstance(value, Mapping):
        return [f"{field.key}:", *(f"  {key}: {_text(one)}" for key, one in value.items())]
    if isinstance(value, tuple):
        line = f"{field.key}: [{', '.join(map(_text, value))}]"
        if len(line) + 4 <= WIDTH:
            return [line]
        return [f"{field.key}:", *(f"  - {_text(one)}" for one in value)]
    if field.date:
        return [f"{field.key}: {value if _is_plain_date(value) else _text(value)}"]
    room = WIDTH - len(_INDENT) - len(field.key)
    found = None if field.key == "title" else block(value, room=room, indent=_INDENT)
    if found and not is_word(value):
        return [f"{field.key}: {found[0]}", *(line.removeprefix("    ") for line in found[1])]
    return [f"{field.key}: {_text(value)}"]


def _text(text: str) -> str:
    return text if is_word(text) else quoted(text)


def _is_plain_date(text: str) -> bool:
    return is_word(text) or (isinstance(plain(text), Plain) and text.replace("-", "").isdigit())


# ── putting in ────────────────────────────────────────────────────────────────────────────────────────


def with_entry(source: Source, key: str, lines: Sequence[str]) -> bytes:
    """The file with one more entry at the end of its list `key`; a list that is not there is begun.

    Raises `Impossible`.
    """
    file = _opened(source)
    content = file.spliced(_appending(file, key, lines))
    alone = _opened(Source("briefings/_registry/sources.yml", _as_file(key, lines)))
    values = deepcopy(file.values) if isinstance(file.values, dict) else {}
    values[key] = [*(values[key] if isinstance(values.get(key), list) else ()), *alone.values[key]]
    _verified(file, content, values, _said(alone), len(alone.faults))
    return content


def _as_file(key: str, lines: Sequence[str]) -> bytes:
    return "\n".join((f"{key}:", *(f"  {line}" for line in lines), "")).encode()


def _appending(file: File, key: str, lines: Sequence[str]) -> tuple[Edit, ...]:
    found = _tree(file)
    text = found.text
    below = "".join(f"\n  {line}" if line else "\n" for line in lines)
    if found.root is None:
        start = "" if not text or text.endswith("\n") else "\n"
        return (Edit(len(text), len(text), f"{start}{key}:{below}\n"),)
    if not isinstance(found.root, Group) or found.root.is_list or found.root.flow:
        raise Impossible("it does not hold one field a line; `briefpress fmt` lays it out")
    item = at(found.root, (key,))
    if item is None:
        end = len(text)
        return (Edit(end, end, f"{'' if text.endswith(chr(10)) else chr(10)}{key}:{below}\n"),)
    value = item.value
    if isinstance(value, Group) and value.is_list and value.items:
        if value.flow:
            raise Impossible(f"its list `{key}` stands in brackets; `briefpress fmt` lays it out")
        return _below(found, value.items[-1], lines)
    if isinstance(value, Group) and value.is_list:
        return (Edit(value.start, value.end, below),)
    if isinstance(value, Scalar) and value.end == value.start and item.key is not None:
        behind = item.key.end + 1
        return (Edit(behind, behind, below),)
    raise Impossible(f"its `{key}` is no list")


def _below(found: Tree, last: Item, lines: Sequence[str]) -> tuple[Edit, ...]:
    """The edit that puts an item below the last one, above empty lines."""
    (edit,) = listed(found, last, lines)
    end = _end(found, last)
    return (edit,) if edit.start <= end or found.text[end - 1 : end] != "\n" else (Edit(end, end, edit.text),)


def _end(found: Tree, item: Item) -> int:
    """Where the last line of an item ends that holds anything."""
    end = min(last_line(found, item), len(found.text))
    text = found.text[:end].rstrip(" \n")
    return min(len(text) + 1, end)


def with_field(source: Source, path: tuple[str | int, ...], key: str, value: str) -> bytes:
    """The file with one more field, an id, in the source at a path. Raises `Impossible`."""
    file = _opened(source)
    found = _tree(file)
    entry = at(found.root, path)
    if entry is None or not isinstance(entry.value, Group):
        raise Impossible("its entry cannot be found")
    order = {name: number for number, name in enumerate(of_entry(Entry).fields)}
    before = [i for i in entry.value.items if i.key and order.get(i.key.value, 99) < order[key]]
    if not before:
        raise Impossible("its entry has no field below which another could stand")
    above = max(before, key=lambda item: order[item.key.value if item.key else ""])
    content = file.spliced(added(found, above, key, _text(value)))
    values = deepcopy(file.values)
    holder = values
    for part in path:
        holder = holder[part]
    holder[key] = value
    _verified(file, content, values, Counter())
    return content


# ── moving ────────────────────────────────────────────────────────────────────────────────────────────


def moved(briefing: Source, registry: Source, name: str) -> tuple[bytes, bytes]:
    """Both files with the source `name`, which the briefing describes itself, moved to the registry.

    Its own lines move as they are, with the comments in them; the briefing names it. Raises `Impossible`.
    """
    file = _opened(briefing)
    found = _tree(file)
    index = _index(file.values, name)
    item = at(found.root, ("sources", index))
    if item is None or not isinstance(item.value, Group):
        raise Impossible(f"{name} is no set of fields there")
    edit, lines = _taken_out(found, item, name)
    content = file.spliced((edit,))
    values = deepcopy(file.values)
    values["sources"][index] = name
    _verified(file, content, values, None)
    after = with_entry(registry, "sources", lines)
    both = _comments_of(Source(briefing.path, content)) + _comments_of(Source(registry.path, after))
    if both != _said(file) + _comments_of(registry):
        raise Impossible("a comment would be lost; move the entry by hand")
    return content, after


def _index(values: Any, name: str) -> int:
    held = values.get("sources") if isinstance(values, dict) else None
    for index, one in enumerate(held if isinstance(held, list) else ()):
        if isinstance(one, dict) and one.get("id") == name:
            return index
    raise Impossible(f"it describes no source {name} itself")


def _taken_out(found: Tree, item: Item, name: str) -> tuple[Edit, tuple[str, ...]]:
    """What stands in the briefing instead, and the lines of the entry without their indent."""
    value = item.value
    word = _text(name)
    if item.holder.flow:
        start, end = value.start, reach(item)
        return Edit(start, end, word), _outdented(found.text[start:end], 0)
    end = _end(found, item)
    text = found.text[value.start : end]
    inner = value.start - (found.text.rfind("\n", 0, value.start) + 1)
    ending = "\n" if text.endswith("\n") else ""
    return Edit(item.start, end, f"- {word}{ending}"), _outdented(text.removesuffix("\n"), inner)


def _outdented(text: str, indent: int) -> tuple[str, ...]:
    """The lines of an entry as those of an item; a comment that stood as far out as the dash stays as far out."""
    first, *more = text.split("\n")
    return (f"- {first}", *(_shifted(line, indent) for line in more))


def _shifted(line: str, indent: int) -> str:
    held = line.lstrip(" ")
    deep = len(line) - len(held)
    if not held or (held.startswith("#") and deep < indent):
        return held
    return f"  {line[min(indent, deep) :]}"


# ── the same as before, and nothing lost ──────────────────────────────────────────────────────────────


def _opened(source: Source) -> File:
    file = opened(source)
    if isinstance(file, Refused):
        fault = file.faults[0] if file.faults else None
        raise Impossible(
            f"it cannot be read ({fault.found if fault else 'nothing in it'}); see `briefpress check`"
        )
    return file


def _tree(file: File) -> Tree:
    try:
        return tree(file.yaml)
    except Unreadable as unreadable:
        raise Impossible(str(unreadable)) from unreadable


def _said(file: File) -> Counter[str]:
    return Counter(said for _, said in _tree(file).comments)


def _comments_of(source: Source) -> Counter[str]:
    return _said(_opened(source))


def _verified(
    file: File, content: bytes, values: Any, comments: Counter[str] | None, faults: int = 0
) -> None:
    """Raises `Impossible` unless the new content loads, says `values`, and has these comments beside its own.

    `faults` are those that an entry brings with it.
    """
    after = opened(Source(file.source.path, content))
    if isinstance(after, Refused):
        found = after.faults[0].found if after.faults else "nothing in it"
        raise Impossible(f"it could not be read any more ({found}); do it by hand")
    same = after.values == values and after.text[after.end :] == file.text[file.end :]
    if not same or len(after.faults) > len(file.faults) + faults:
        raise Impossible("something else would change as well; do it by hand")
    if comments is not None and _said(after) != _said(file) + comments:
        raise Impossible("a comment would be lost; do it by hand")
