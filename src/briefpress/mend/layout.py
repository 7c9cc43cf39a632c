"""One canonical layout of a file: the same values and comments always come out as the same text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefpress.mend import scalar
from briefpress.mend.order import ANYTHING, Form, Kind
from briefpress.mend.tree import Comment, Group, Item, Node, Scalar, Tree


def laid_out(tree: Tree, kind: Kind) -> str:
    """The YAML text in the canonical layout; "" for a text without values and comments.

    >>> from briefpress.mend.tree import tree
    >>> print(laid_out(tree("b: {c: 'd e'}  # f\\na: [x, y]\\n"), ANYTHING), end="")
    b:  # f
      c: "d e"
    a: [x, y]
    """
    lines = [] if tree.root is None else _node(tree.root, kind, "")
    return "".join(f"{line}\n" for line in (*_said(tree.top), *lines, *_said(tree.foot)))


def in_order(group: Group, kind: Kind) -> list[Item]:
    """The fields of a set in the order of its kind; unknown ones come last, as they stand. Lists stay as they are."""
    if group.is_list or not kind.fields:
        return group.items
    rank: Mapping[str, int] = {key: number for number, key in enumerate(kind.fields)}
    return sorted(group.items, key=lambda item: rank.get(item.key.value if item.key else "", len(rank)))


def _said(comments: Iterable[Comment]) -> list[str]:
    return [said for _, said in comments]


def _node(node: Node, kind: Kind, indent: str) -> list[str]:
    if isinstance(node, Scalar):
        return [f"{indent}{scalar.short(node, kind.form) or scalar.quoted(node.value)}"]
    if not node.items:
        return [f"{indent}{_empty(node)}"]
    return [line for item in in_order(node, kind) for line in _item(item, kind, indent)]


def _empty(group: Group) -> str:
    return "[]" if group.is_list else "{}"


def _item(item: Item, holder: Kind, indent: str) -> list[str]:
    comments, lines = (_field if item.key else _listed)(item, holder, indent)
    return [
        *(f"{indent}{said}" for said in comments),
        *lines,
        *(f"{indent}{said}" for said in _said(item.foot)),
    ]


def _field(item: Item, holder: Kind, indent: str) -> tuple[list[str], list[str]]:
    """Comments above it, and the lines of a field; of several comments beside it all but one go above."""
    assert item.key is not None
    kind = holder.fields.get(item.key.value, ANYTHING)
    start = f"{indent}{_key(item.key)}:"
    beside = f"  {item.beside[0][1]}" if item.beside else ""
    value = item.value
    if isinstance(value, Scalar):
        first, *more = _scalar(value, kind, len(start) + 1, f"{indent}  ")
        first = "" if scalar.is_nothing(value) and item.key.value in holder.fields else first
        lines = [f"{start}{f' {first}' if first else ''}{beside}", *more]
    elif (line := _on_one_line(value, kind, len(start) + 1)) is not None:
        lines = [f"{start} {line}{beside}"]
    else:
        lines = [f"{start}{beside}", *_node(value, kind, f"{indent}  ")]
    return _said((*item.head, *item.beside[1:])), lines


def _listed(item: Item, holder: Kind, indent: str) -> tuple[list[str], list[str]]:
    """Comments above it, and the lines of a list item. Comments above its first field go above its dash."""
    kind = holder.item or ANYTHING
    inner = f"{indent}  "
    if isinstance(item.value, Scalar):
        first, *more = _scalar(item.value, kind, len(inner), inner)
        beside = f"  {item.beside[0][1]}" if item.beside else ""
        return _said((*item.head, *item.beside[1:])), [
            f"{indent}-{f' {first}' if first else ''}{beside}",
            *more,
        ]
    lines = _node(item.value, kind, inner)
    above = next(number for number, line in enumerate(lines) if not line.startswith(f"{inner}#"))
    comments = [*_said((*item.head, *item.beside)), *(line.strip() for line in lines[:above])]
    return comments, [f"{indent}- {lines[above].removeprefix(inner)}", *lines[above + 1 :]]


def _key(key: Scalar) -> str:
    return scalar.short(key) or scalar.quoted(key.value)


def _scalar(value: Scalar, kind: Kind, column: int, indent: str) -> list[str]:
    """The text behind a key or a dash, and the lines below it."""
    text = scalar.short(value, kind.form)
    if text is not None:
        return [text]
    room = scalar.WIDTH - column
    whole = kind.form is Form.VERBATIM and "\n" not in value.value.strip()
    found = None if whole else scalar.block(value.value, room=room, indent=indent)
    return [scalar.quoted(value.value)] if found is None else [found[0], *found[1]]


def _on_one_line(group: Group, kind: Kind, column: int) -> str | None:
    """A list of ids, or of a source's own words, that fits on the line of its key; None for any other."""
    if not group.items:
        return _empty(group)
    if not group.is_list:
        return None
    words = []
    for item in group.items:
        if item.is_commented or not isinstance(item.value, Scalar):
            return None
        text = scalar.short(item.value, kind.form)
        if text is None and kind.form is Form.VERBATIM:
            text = scalar.quoted(item.value.value)
        elif not text or ":" in text:
            return None
        words.append(text)
    line = f"[{', '.join(words)}]"
    return line if column + len(line) <= scalar.WIDTH else None
