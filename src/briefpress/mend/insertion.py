"""Puts something new into a file: an entry into a registry, an assertion into a claim.

Comments, order and layout of what stands there are kept; what is put in has the canonical layout. Nothing is given
out that does not load, or that says anything but what the file said before and what was put in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any, TypeAlias

from briefpress.mend import layout, scalar
from briefpress.mend.edits import Edit, appended
from briefpress.mend.file import File, Refused, opened, worth
from briefpress.mend.order import Kind, of_entry
from briefpress.mend.tree import Group, Item, Tree, Unreadable, at, last_line, reach, tree
from briefpress.model.briefing import Assertion
from briefpress.model.field import Entry
from briefpress.model.registry import KINDS
from briefpress.model.source import FieldPath, Source

Values: TypeAlias = Mapping[str, Any]
"""The fields of an entry as an editor would write them: text, whole numbers, true or false, lists and sets of these."""

MOST_ASSERTIONS = 20
"""Assertions that a claim may hold."""


class Impossible(Exception):
    """Nothing was put in; why, in words."""


def lines(kind: type[Entry], values: Values) -> list[str]:
    """An entry of this kind in the canonical layout, without an indent.

    >>> lines(Assertion, {"quote": "some words of it", "source": "seed-a", "locator": {"para": 3}})
    ['source: seed-a', 'quote: "some words of it"', 'locator:', '  para: 3']
    """
    return _laid_out(values, of_entry(kind))


def new_registry(kind: str, values: Values, schema: str) -> bytes:
    """A registry file of this kind with one entry. `schema` is the way from it to its JSON Schema."""
    text = _listed(_laid_out(values, of_entry(KINDS[kind])), "  ")
    return f"# yaml-language-server: $schema={schema}\n{kind}:\n{text}".encode()


def with_entry(source: Source, kind: str, values: Values) -> bytes:
    """The registry file with one more entry, before the first whose id comes later in the alphabet.

    Raises `Impossible` for a file that cannot be read, or that lists its entries in brackets.
    """
    file = _open(source)
    try:
        parts = tree(file.yaml)
        item = at(parts.root, (kind,))
        new = _laid_out(values, of_entry(KINDS[kind]))
        index, edits = _in_order(parts, item, kind, str(values["id"]), new)
        return _sound(file, edits, (kind,), index, values)
    except Unreadable as unreadable:
        raise Impossible(str(unreadable)) from unreadable


def with_assertion(source: Source, claim: str, values: Values, *, list_source: bool = False) -> bytes:
    """The briefing or digest with one more assertion, the last of the claim with this id.

    With `list_source` its source is put into `sources` as well. Raises `Impossible` when there is no such claim, it
    holds as many as it may, or the file cannot be read.
    """
    file = _open(source)
    claims = file.values.get("claims") if isinstance(file.values, dict) else None
    held = (
        [one.get("id") if isinstance(one, dict) else None for one in claims or ()] if _is_list(claims) else []
    )
    if claim not in held:
        known = ", ".join(one for one in held if isinstance(one, str))
        raise Impossible(f'there is no claim "{claim}"' + (f"; there are {known}" if known else ""))
    index = held.index(claim)
    said = file.values["claims"][index].get("assertions")
    count = len(said) if _is_list(said) else 0
    if count >= MOST_ASSERTIONS:
        raise Impossible(f"claim {claim} holds {count} assertions, as many as it may")
    try:
        parts = tree(file.yaml)
        edits = [*_asserted(parts, index, values)]
        if list_source:
            edits += _also_listed(parts, str(values["source"]))
    except Unreadable as unreadable:
        raise Impossible(str(unreadable)) from unreadable
    path: FieldPath = ("claims", index, "assertions")
    return _sound(file, edits, path, count, values, str(values["source"]) if list_source else "")


def _open(source: Source) -> File:
    file = opened(source)
    if isinstance(file, Refused):
        raise Impossible("it cannot be read; `briefpress check` tells why")
    return file


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


# ── where it goes ─────────────────────────────────────────────────────────────────────────────────────


def _in_order(
    parts: Tree, item: Item | None, kind: str, name: str, new: Sequence[str]
) -> tuple[int, list[Edit]]:
    """The place of an entry among the others, and the edits that put it there."""
    if item is None:
        gap = "" if not parts.text or parts.text.endswith("\n") else "\n"
        if parts.root is not None and (not isinstance(parts.root, Group) or parts.root.flow):
            raise Impossible("its layout leaves no place for a new entry")
        end = len(parts.text)
        return 0, [Edit(end, end, f"{gap}{kind}:\n{_listed(new, '  ')}")]
    group = item.value
    if not isinstance(group, Group) or not group.items:
        return 0, _first(parts, item, _listed(new, " " * (item.column + 2)))
    if group.flow or not group.is_list:
        raise Impossible(f"`{kind}` stands in brackets; `briefpress fmt` lays it out, then try again")
    ids = [at(one.value, ("id",)) for one in group.items]
    names = ["" if one is None or isinstance(one.value, Group) else one.value.value for one in ids]
    index = next((number for number, other in enumerate(names) if other > name), len(names))
    text = _listed(new, " " * group.items[0].column)
    if index == len(names):
        gap = "\n" if len(names) > 1 and _is_apart(parts, group.items[-1]) else ""
        return index, [_below(parts, group.items[-1], gap + text)]
    following = group.items[index]
    start = _top(parts, following)
    gap = "\n" if len(names) > 1 and _is_apart(parts, group.items[max(index, 1)]) else ""
    return index, [Edit(start, start, text + gap)]


def _asserted(parts: Tree, index: int, values: Values) -> Iterable[Edit]:
    """The edits that make an assertion the last one of a claim."""
    claim = at(parts.root, ("claims", index))
    item = at(parts.root, ("claims", index, "assertions"))
    assert claim is not None
    new, short = lines(Assertion, values), _in_brackets(values)
    holder = claim.value
    if item is None:
        if not isinstance(holder, Group) or not holder.items:
            raise Impossible("the claim has no fields")
        last = holder.items[-1]
        if holder.flow:
            return [Edit(reach(last), reach(last), f", assertions: [{short}]")]
        indent = " " * last.column
        return [_below(parts, last, f"{indent}assertions:\n{_listed(new, f'{indent}  ')}")]
    group = item.value
    if isinstance(group, Group) and group.items:
        last = group.items[-1]
        if group.flow:
            return [Edit(reach(last), reach(last), f", {short}")]
        return [_below(parts, last, _listed(new, " " * last.column))]
    if item.holder.flow:
        return _replaced(parts, item, f" [{short}]")
    return _first(parts, item, _listed(new, " " * (item.column + 2)))


def _also_listed(parts: Tree, name: str) -> Iterable[Edit]:
    item = at(parts.root, ("sources",))
    edits = appended(parts, item, [name]) if item is not None else ()
    if not edits:
        raise Impossible(f"the file does not list this source; write `sources: [{name}]` first")
    return edits


def _first(parts: Tree, item: Item, text: str) -> list[Edit]:
    """The first lines of a list below its key, which held nothing or empty brackets."""
    if item.holder.flow:
        raise Impossible("its layout leaves no place; `briefpress fmt` lays it out, then try again")
    return [*_replaced(parts, item, ""), _below(parts, item, text)]


def _replaced(parts: Tree, item: Item, text: str) -> list[Edit]:
    """Edits that put a text in the place of an empty value, and of the blank before it."""
    assert item.key is not None
    colon = item.key.end
    if parts.text[colon : colon + 1] != ":":
        raise Impossible("its layout leaves no place; `briefpress fmt` lays it out, then try again")
    held = item.value
    end = max(held.end, colon + 1) if held.end > held.start else colon + 1
    return [Edit(colon + 1, end, text)] if end > colon + 1 or text else []


def _below(parts: Tree, item: Item, text: str) -> Edit:
    end = last_line(parts, item)
    if end > len(parts.text):  # the file has no line end at its end, and keeps it so
        return Edit(len(parts.text), len(parts.text), "\n" + text.removesuffix("\n"))
    return Edit(end, end, text)


def _top(parts: Tree, item: Item) -> int:
    """Where the first line of a list item begins, the comments above it included."""
    first = min([item.start, *(index for index, _ in item.head)])
    return parts.text.rfind("\n", 0, first) + 1


def _is_apart(parts: Tree, item: Item) -> bool:
    """True when an empty line parts a list item from the one above."""
    return parts.text[: _top(parts, item)].endswith("\n\n")


# ── how it is written ─────────────────────────────────────────────────────────────────────────────────


def _laid_out(values: Values, kind: Kind) -> list[str]:
    written = json.dumps(values, ensure_ascii=False)  # JSON is YAML
    return layout.laid_out(tree(written), kind).splitlines()


def _listed(new: Sequence[str], indent: str) -> str:
    first, *more = new
    return f"{indent}- {first}\n" + "".join(f"{indent}  {line}\n" if line else "\n" for line in more)


def _in_brackets(value: Any) -> str:
    """A value on one line, for a list or a set of fields that stands in brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_in_brackets(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_in_brackets, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else scalar.quoted(value)


# ── whether it came out right ─────────────────────────────────────────────────────────────────────────


def _sound(
    file: File, edits: Iterable[Edit], path: FieldPath, index: int, values: Values, listed: str = ""
) -> bytes:
    """The file's bytes with these edits made, if it then holds what it held and the values at their place."""
    content = file.spliced(list(edits))
    after = opened(Source(file.source.path, content))
    if isinstance(after, Refused):
        raise Impossible(f"it would not load with what was to be put in: {after.faults[0].found}")
    wanted = _expected(worth(file.values), path, index, values)
    if listed:
        wanted["sources"] = [*(wanted.get("sources") or ()), listed]
    try:
        same = set(_said(file)) <= set(_said(after))
    except Unreadable as unreadable:
        raise Impossible(str(unreadable)) from unreadable
    if worth(after.values) != wanted or not same or after.text[after.end :] != file.text[file.end :]:
        raise Impossible("something else in it would change as well; put it in by hand")
    return content


def _expected(before: Any, path: FieldPath, index: int, values: Values) -> Any:
    found: Any = deepcopy(before) if isinstance(before, dict) else {}
    holder = found
    for part in path[:-1]:
        holder = holder[part]
    held = list(holder.get(path[-1]) or ())
    held.insert(index, _as_written(values))
    holder[path[-1]] = held
    return found


def _as_written(value: Any) -> Any:
    """A value as `worth` has it: numbers, true and false as their letters."""
    if isinstance(value, Mapping):
        return {key: _as_written(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_as_written(one) for one in value]
    return json.dumps(value) if isinstance(value, bool | int) else value


def _said(file: File) -> list[str]:
    return [said for _, said in tree(file.yaml).comments]
