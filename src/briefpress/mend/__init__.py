"""Mends files: text in, text and what was changed out. The only importer of ruamel.yaml.

`lay_out` gives a file its one canonical layout (`briefpress fmt`); `proposed` and `mended` change what is
mechanical to mend and leave every other byte as it is (`briefpress check --fix`). Neither ever gives out a text
that does not load, or that says anything else than before, the mend apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefpress.mend.edits import Change, apart, can_move, expected, reordered
from briefpress.mend.file import File, Refused, meaning, opened
from briefpress.mend.layout import in_order, laid_out
from briefpress.mend.order import ANYTHING, Kind
from briefpress.mend.proposals import Facts, Left, proposals
from briefpress.mend.tree import Group, Item, Node, Unreadable, tree
from briefpress.model.source import Location, Source

__all__ = [
    "Cannot",
    "Change",
    "Facts",
    "Left",
    "Proposed",
    "Refused",
    "lay_out",
    "made",
    "proposed",
    "put_in_order",
]


@dataclass(frozen=True, slots=True)
class Cannot:
    """A file that stays as it is, with the reason in words."""

    reason: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """What can be mended in a file, no two changes at the same characters, and what is left to an editor."""

    changes: tuple[Change, ...] = ()
    left: tuple[Left, ...] = ()


def lay_out(source: Source) -> bytes | Refused | Cannot:
    """The file in its canonical layout; what loading refuses is refused for the same reasons.

    Keys stand in the order of the form, everything in block style, lists of ids on one line where they fit, text
    with a space in it in double quotes, long text of our own folded. Comments stay with what they belong to. The
    Markdown below is not touched, blanks at its very end apart.
    """
    file = opened(source)
    if isinstance(file, Refused):
        return file
    try:
        yaml = laid_out(tree(file.yaml), file.kind)
        text = f"---\n{yaml}---\n{_ended(file.text[file.end :])}" if file.document else yaml
        content = text.replace("\n", file.ends_lines_with).encode()
        if content == source.content:
            return content
        after = opened(Source(source.path, content))
        if isinstance(after, Refused):
            return Cannot(f"laid out, it would be refused: {after.faults[0].found}")
        if meaning(after) != meaning(file):
            return Cannot("its layout cannot be changed without changing what it says")
        if _said(file) != _said(after):
            return Cannot("its layout cannot be changed without losing a comment")
    except Unreadable as unreadable:
        return Cannot(str(unreadable))
    return content


def proposed(source: Source, facts: Facts) -> Proposed | Refused | Cannot:
    """The values that can be mended in a file: quotation marks, dates, hashes, rivals, and misspelt names.

    Changes that touch the same place come one after another: ask again after `made`.
    """
    file = opened(source)
    if isinstance(file, Refused):
        return file
    try:
        found = tuple(proposals(file, tree(file.yaml), facts))
    except Unreadable as unreadable:
        return Cannot(str(unreadable))
    changes = [one for one in found if isinstance(one, Change) and one.edits]
    impossible = [
        Left(c.at, f"{c.said}: do it by hand") for c in found if isinstance(c, Change) and not c.edits
    ]
    left = sorted((*impossible, *(one for one in found if isinstance(one, Left))), key=lambda one: one.at)
    return Proposed(tuple(sorted(apart(changes), key=lambda change: change.at)), tuple(left))


def made(source: Source, changes: Sequence[Change]) -> tuple[bytes, tuple[Change, ...]]:
    """The file with these changes made, and those that could not be; every other byte is as it was.

    A change after which the file would not load, or would say anything but what was wanted, is not made. `changes`
    are those of `proposed` for the same bytes.
    """
    file = opened(source)
    assert not isinstance(file, Refused)
    kept = _makeable(file, changes, [])
    done = {id(change) for change in kept}
    return _with(file, kept) or source.content, tuple(c for c in changes if id(c) not in done)


_TRIALS = 50
"""How often changes that go wrong together are tried in smaller parts: each trial loads the file."""


def _makeable(file: File, changes: Sequence[Change], tried: list[None]) -> list[Change]:
    """The changes that come out as wanted: all at once if they do, else found by halves."""
    tried.append(None)
    if not changes or len(tried) > _TRIALS:
        return []
    if _with(file, changes) is not None:
        return list(changes)
    if len(changes) == 1:
        return []
    half = len(changes) // 2
    both = [*_makeable(file, changes[:half], tried), *_makeable(file, changes[half:], tried)]
    return both if _with(file, both) is not None else []


def put_in_order(source: Source) -> tuple[bytes, tuple[Location, ...], tuple[Left, ...]]:
    """The file with the fields of each set in the order of the form, the places of these sets, and what is left.

    Each field moves with its lines and comments, as they are.
    """
    file = opened(source)
    if isinstance(file, Refused):
        return source.content, (), ()
    try:
        before = tree(file.yaml)
    except Unreadable:
        return source.content, (), ()
    moves: list[tuple[Group, list[Item]]] = []
    left: list[Left] = []
    for group, kind in () if before.root is None else _groups(before.root, file.kind):
        order = in_order(group, kind)
        known = [item for item in group.items if item.key and item.key.value in kind.fields]
        if order[: len(known)] == known or not kind.fields:
            continue
        if len(known) < len(order):
            left.append(Left(_place(file, group), _STAYS_UNKNOWN))
        elif can_move(before, group):
            moves.append((group, order))
        else:
            left.append(Left(_place(file, group), _STAYS))
    if not moves:
        return source.content, (), tuple(left)
    places = tuple(_place(file, group) for group, _ in moves)
    if b"\r\n" in source.content and source.content.count(b"\r\n") != source.content.count(b"\n"):
        return source.content, (), (*left, *(Left(at, _STAYS_MIXED) for at in places))
    content = file.with_yaml(reordered(before, moves)).replace("\n", file.ends_lines_with).encode()
    after = opened(Source(source.path, content))
    if isinstance(after, Refused) or after.values != file.values or _said(after) != _said(file):
        return source.content, (), (*left, *(Left(at, _STAYS) for at in places))
    return content, places, tuple(left)


_STAYS = "the order of these fields: a comment or a sign stands between them; order them by hand"
_STAYS_UNKNOWN = "the order of these fields: one of them is no field of the form; put that right first"
_STAYS_MIXED = (
    "the order of these fields: the lines of this file end in two ways; `briefpress fmt` makes them alike"
)


def _groups(node: Node, kind: Kind) -> Iterator[tuple[Group, Kind]]:
    """The lists and sets of fields in a node, each before those within it."""
    if not isinstance(node, Group):
        return
    yield node, kind
    for item in node.items:
        below = kind.item if node.is_list else kind.fields.get(item.key.value if item.key else "")
        yield from _groups(item.value, below or ANYTHING)


def _place(file: File, group: Group) -> Location:
    line = file.yaml.count("\n", 0, group.start)
    column = group.start - (file.yaml.rfind("\n", 0, group.start) + 1)
    return Location(file.source.path, file.line + line, column + 1)


def _with(file: File, changes: Sequence[Change]) -> bytes | None:
    """The file's bytes with these changes made; None when they would not come out as wanted."""
    edits = [edit for change in changes for edit in change.edits]
    content = file.spliced(edits)
    after = opened(Source(file.source.path, content))
    if isinstance(after, Refused) or after.values != expected(file.values, changes):
        return None
    try:
        same = _said(after) == _said(file)
    except Unreadable:
        return None
    return content if same and after.text[after.end :] == file.text[file.end :] else None


def _said(file: File) -> Counter[str]:
    return Counter(said for _, said in tree(file.yaml).comments)


def _ended(below: str) -> str:
    """The body without blanks and empty lines at its very end; `below` begins with the line `---`."""
    body = below.partition("\n")[2].rstrip(" \t\n")
    return f"{body}\n" if body else ""
