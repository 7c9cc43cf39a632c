"""YAML text -> its keys, values and comments, each with the characters that it takes up.

Read with ruamel.yaml, whose marks count characters from the start of the text. Its own writer is not used: it
ties a comment to what stands before it, so that a key which moves would leave its comment behind.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode

from briefpress.model.source import FieldPath

LONGEST = 2 * 1024 * 1024
"""The most characters that are taken apart: each needs some 40 bytes of memory while it is mended."""

MOST = 100_000
"""The most fields and list items that are taken apart: each takes some 20 µs."""

SLOWLY_READ = 256 * 1024
"""The most characters that are given to the parser in Python, which reads some 200,000 in a second."""

_COMMENT = re.compile("#[^\n]*")


Comment: TypeAlias = tuple[int, str]
"""Where a comment begins, and its words from the `#` on."""


class Unreadable(Exception):
    """The text cannot be taken apart, although loading it may be possible; why, in words."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A key, or a value that holds nothing else; `style` is "" without quotation marks, else `"`, `'`, `|` or `>`."""

    start: int
    end: int
    value: str
    style: str


@dataclass(eq=False, slots=True)
class Group:
    """A list, or a set of fields; `flow` when it stands in brackets."""

    start: int
    end: int
    is_list: bool
    flow: bool
    items: list[Item] = field(default_factory=list)


Node: TypeAlias = "Scalar | Group"


@dataclass(eq=False, slots=True)
class Item:
    """A field with its key, or an item of a list (`key` is None), and the comments that belong to it.

    `start` is where its key or its dash stands. `head` are comments on lines above, `beside` at the end of its
    line, `foot` on lines below that are indented as it is.
    """

    start: int
    column: int
    key: Scalar | None
    value: Node
    holder: Group
    parent: Item | None
    head: list[Comment] = field(default_factory=list)
    beside: list[Comment] = field(default_factory=list)
    foot: list[Comment] = field(default_factory=list)

    @property
    def is_commented(self) -> bool:
        """True when a comment belongs to it."""
        return bool(self.head or self.beside or self.foot)


@dataclass(frozen=True, slots=True)
class Tree:
    """A YAML text taken apart. `root` is None when it holds no value.

    `top` are comments above everything, such as an editor's modeline, `foot` those below: they stay there.
    """

    text: str
    root: Node | None
    items: tuple[Item, ...] = ()
    comments: tuple[Comment, ...] = ()
    top: tuple[Comment, ...] = ()
    foot: tuple[Comment, ...] = ()


@lru_cache(maxsize=2)
def tree(text: str) -> Tree:
    """Takes a YAML text apart. Only for a text that `briefpress.load` has read whole, so that depth is bounded.

    The same text again costs nothing; nobody changes what comes out.

    Raises `Unreadable` for one that is too large, or that the two libraries read differently.
    """
    if len(text) > LONGEST:
        raise Unreadable(f"it is longer than {LONGEST:,} characters")
    node = _composed(text)
    if node is None:
        comments = tuple(_comments(text, []))
        return Tree(text, None, (), comments, comments)
    items: list[Item] = []
    root = _node(node, text, None, items)
    comments = tuple(_comments(text, sorted(_spans(root))))
    top, foot = _share_out(text, items, comments)
    return Tree(text, root, tuple(items), comments, top, foot)


def _composed(text: str) -> Any:
    """The root node. The parser in C is quick, and older than some of what loading accepts, such as `[12:30]`."""
    try:
        return YAML(typ="safe").compose(text)
    except (YAMLError, ValueError) as error:
        if len(text) > SLOWLY_READ:
            raise _two_ways(error) from error
    try:
        return YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, ValueError) as error:
        raise _two_ways(error) from error


def _two_ways(error: Exception) -> Unreadable:
    return Unreadable(f"its YAML can be read in two ways ({' '.join(str(error).split())})")


def at(root: Node | None, path: FieldPath) -> Item | None:
    """The field or list item at a path."""
    found: Item | None = None
    here = root
    for part in path:
        if not isinstance(here, Group):
            return None
        if here.is_list:
            found = here.items[part] if isinstance(part, int) and part < len(here.items) else None
        else:
            found = next((i for i in here.items if i.key is not None and i.key.value == part), None)
        if found is None:
            return None
        here = found.value
    return found


# ── nodes ─────────────────────────────────────────────────────────────────────────────────────────────


def _node(node: Any, text: str, parent: Item | None, items: list[Item]) -> Node:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, ScalarNode):
        return Scalar(start, end, node.value, node.style or "")
    is_list = not isinstance(node, MappingNode)
    group = Group(start, end, is_list, bool(node.flow_style))
    position = start
    for child in node.value:
        key = None if is_list else _key(child[0])
        value = child if is_list else child[1]
        begins = key.start if key else value.start_mark.index
        if is_list and not group.flow:
            begins = _dash(text, position)
        item = Item(begins, _column(text, begins), key, Scalar(begins, begins, "", ""), group, parent)
        items.append(item)
        if len(items) > MOST:
            raise Unreadable(f"it holds more than {MOST:,} values")
        group.items.append(item)
        item.value = _node(value, text, item, items)
        position = max(_reach(item.value), begins + 1)
    return group


def _key(node: Any) -> Scalar:
    return Scalar(node.start_mark.index, node.end_mark.index, node.value, node.style or "")


def _reach(node: Node) -> int:
    """Where the last thing written in a node ends; a list in block style has no end of its own."""
    if isinstance(node, Scalar) or node.flow or not node.items:
        return node.end
    last = node.items[-1]
    return max(_reach(last.value), last.key.end if last.key else last.start + 1)


def reach(item: Item) -> int:
    """Where the last thing written in a field or list item ends, its comments apart."""
    return max(_reach(item.value), item.key.end if item.key else item.start + 1)


def last_line(tree: Tree, item: Item) -> int:
    """Where the last line of a field or list item in block style ends, its comments included."""
    ends = [reach(item), *(index + len(said) for index, said in _below(item))]
    end = max(ends)
    return end if tree.text[end - 1 : end] == "\n" else _line_end(tree.text, end) + 1


def _below(item: Item) -> Iterator[Comment]:
    """The comments beside and below an item and what it holds."""
    yield from item.beside
    yield from item.foot
    if isinstance(item.value, Group):
        for one in item.value.items:
            yield from one.head
            yield from _below(one)


def _dash(text: str, position: int) -> int:
    """The dash of the list item that follows; comments on the way may hold dashes too."""
    while position < len(text):
        if text[position] == "#":
            position = max(text.find("\n", position), position + 1)
        elif text[position] == "-":
            return position
        else:
            position += 1
    raise Unreadable("its YAML holds a list item without a dash")


def _column(text: str, index: int) -> int:
    return index - (text.rfind("\n", 0, index) + 1)


# ── comments ──────────────────────────────────────────────────────────────────────────────────────────


def _spans(node: Node) -> Iterator[tuple[int, int, bool]]:
    if isinstance(node, Scalar):
        yield node.start, node.end, node.style in ("|", ">") and node.style != ""
        return
    for item in node.items:
        if item.key:
            yield item.key.start, item.key.end, False
        yield from _spans(item.value)


def _comments(text: str, spans: list[tuple[int, int, bool]]) -> Iterator[Comment]:
    """All comments in order: a `#` outside all texts, and behind the sign that opens a block of text."""
    position = 0
    for start, end, is_block in [*spans, (len(text), len(text), False)]:
        yield from _said(text, position, start)
        if is_block:
            yield from _said(text, start, min(end, _line_end(text, start)))
        position = max(position, end)


def _said(text: str, start: int, end: int) -> Iterator[Comment]:
    for match in _COMMENT.finditer(text, start, end):
        yield match.start(), match.group().rstrip()


def _line_end(text: str, index: int) -> int:
    found = text.find("\n", index)
    return found if found >= 0 else len(text)


def _share_out(
    text: str, items: list[Item], comments: tuple[Comment, ...]
) -> tuple[tuple[Comment, ...], tuple[Comment, ...]]:
    """Gives each comment to what it belongs to; returns those above and below everything."""
    starts = [item.start for item in items]
    top: list[Comment] = []
    foot: list[Comment] = []
    for comment in comments:
        index, _ = comment
        following = bisect_right(starts, index)
        before = items[following - 1] if following else None
        after = items[following] if following < len(items) else None
        own_line = not text[text.rfind("\n", 0, index) + 1 : index].strip()
        if before is None:
            top.append(comment)
        elif not own_line:
            _beside(before, index).beside.append(comment)
        else:
            _on_its_own(before, after, index, _column(text, index), foot).append(comment)
    return tuple(top), tuple(foot)


def _beside(before: Item, index: int) -> Item:
    """The field whose line ends in a comment: the one that holds the bracket, when that is closed before it."""
    item = before
    while item.parent is not None and item.holder.flow and item.holder.end <= index:
        item = item.parent
    return item


def _on_its_own(
    before: Item, after: Item | None, index: int, column: int, foot: list[Comment]
) -> list[Comment]:
    """Where a comment on a line of its own belongs: what follows, unless it is indented as something above is."""
    value = before.value
    if isinstance(value, Scalar) and value.end > value.start > index:
        return before.head  # between a key and its value
    item = _beside(before, index)
    if item.holder.flow or (isinstance(item.value, Group) and item.value.flow and index < item.value.end):
        inside = after is not None and after.holder is item.holder
        return after.head if after is not None and inside else item.foot
    if after is not None and column <= after.column:
        return after.head
    above: Item | None = item
    while above is not None and (above.column > column or above.holder.flow):
        above = above.parent
    if above is None:
        return after.head if after is not None else foot
    if after is not None and _holds(above, after):
        return after.head
    if after is None and column == 0 and above.parent is None:
        return foot
    return above.foot


def _holds(item: Item, other: Item) -> bool:
    parent = other.parent
    while parent is not None:
        if parent is item:
            return True
        parent = parent.parent
    return False
