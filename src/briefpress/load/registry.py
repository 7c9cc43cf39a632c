"""The files of briefings/_registry/ and briefings/_snapshots/ -> the Registry."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import PurePosixPath
from typing import Any

from briefpress.load import front_matter, structure, yaml_nodes
from briefpress.load.faults import FAULTS_TOLD, in_order, refusal
from briefpress.model.field import Entry
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.plain import Plain, PlainKind
from briefpress.model.registry import KINDS, HeldText, Principle, Registry
from briefpress.model.source import FieldPath, Locate, Location, Source

BESIDE: Mapping[str, tuple[str, ...]] = {"sources": ("origin_groups",)}
"""Top-level keys that a registry file may hold beside the one named as itself."""

FILES = tuple(kind for kind in KINDS if not any(kind in beside for beside in BESIDE.values()))
"""The names of the registry files, without `.yml`."""

_FOLDER = "_registry"
_SHIPPED = "principles.yml"


@dataclass(slots=True)
class _Shelf:
    """What has been read so far."""

    entries: dict[str, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    locate: dict[str, Locate] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[str, FieldPath]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


def registry(
    files: Sequence[Source],
    snapshots: Sequence[Source],
    refused: Iterable[Fault] = (),
    elsewhere: str = "",
) -> tuple[Registry, tuple[Fault, ...]]:
    """All shared data, and what is wrong with it, sorted by place. Never raises for bad input.

    An absent file is an empty one. Of entries with one id the first is kept, the others are faults. The
    principles that ship with briefpress come first; they have no place, as no file of the site holds them.
    `refused` is what reading refused: its files count as unread. `elsewhere` is the folder of snapshots outside
    briefings/_snapshots/; of two with one name the other counts.
    """
    shelf = _Shelf()
    for fault in refused:
        shelf.unread.update(_kinds_at(fault.at.path))
    shelf.entries["principles"].update(principles())
    for source in sorted(files, key=lambda source: source.path):
        _read_file(source, shelf)
    held, faults = _held_texts(snapshots, elsewhere)
    found = Registry(
        **shelf.entries,
        snapshots=held,
        locate=shelf.locate,
        places=shelf.places,
        unread=frozenset(shelf.unread),
        absent="" if any(_is_below(source, elsewhere) for source in snapshots) else elsewhere,
    )
    return found, in_order([*shelf.faults, *faults])


@cache
def principles() -> Mapping[str, Principle]:
    """The principles that ship with briefpress, by id."""
    content = resources.files("briefpress.load").joinpath(_SHIPPED).read_bytes()
    shelf = _Shelf()
    _read_file(Source(_SHIPPED, content), shelf)
    if shelf.faults:
        raise ValueError(f"the package's own {_SHIPPED} is faulty: {shelf.faults[0]}")
    return shelf.entries["principles"]


def _read_file(source: Source, shelf: _Shelf) -> None:
    name = PurePosixPath(source.path).stem
    root = Location(source.path)
    if name not in FILES:
        expected = ", ".join(f"{file}.yml" for file in FILES)
        shelf.faults.append(refusal("input-misplaced", root, expected))
        return
    decoded = front_matter.decode(source, front_matter.SHARED_LIMIT)
    shelf.faults += decoded.faults
    if decoded.text is None:
        shelf.unread.update(_kinds_in(name))
        return
    tree = yaml_nodes.compose(decoded.text, root)
    shelf.faults += tree.faults
    shelf.locate[source.path] = tree.locate
    if not tree.complete or not isinstance(tree.values, dict | Plain):
        shelf.unread.update(_kinds_in(name))
    if tree.complete and not tree.is_empty:
        shelf.faults += _read_lists(name, tree, shelf)


def _kinds_in(name: str) -> tuple[str, ...]:
    """The kinds of entries that a registry file holds."""
    return (name, *BESIDE.get(name, ()))


def _kinds_at(path: str) -> Iterable[str]:
    """The kinds of entries that stand at a path of the site; all of them for the folder itself."""
    folder, name = PurePosixPath(path).parent.name, PurePosixPath(path).stem
    if name == _FOLDER:
        return KINDS
    return _kinds_in(name) if folder == _FOLDER and name in FILES else ()


def _read_lists(name: str, tree: yaml_nodes.Tree, shelf: _Shelf) -> Iterator[Fault]:
    keys = _kinds_in(name)
    root = tree.locate.root
    if not isinstance(tree.values, dict):
        found = "a list" if isinstance(tree.values, list) else "text"
        yield Fault(FaultKind.WRONG_TYPE, root, found=found, expected=f'the key "{name}" and a list below it')
        return
    for key, items in tree.values.items():
        path: FieldPath = (key,)
        if key not in keys:
            shelf.unread.update(keys)  # it may be one of them, misspelt
            yield Fault(FaultKind.UNKNOWN_FIELD, tree.locate(path, key=True), path, key, candidates=keys)
        elif path in tree.unread:
            shelf.unread.add(key)
        elif isinstance(items, Plain) and items.kind is PlainKind.NOTHING:
            continue
        elif isinstance(items, list):
            yield from _read_entries(key, items, tree, shelf)
        else:
            shelf.unread.add(key)
            yield Fault(FaultKind.WRONG_TYPE, tree.locate(path), path, structure.description(items), "a list")


def _read_entries(kind: str, items: list[Any], tree: yaml_nodes.Tree, shelf: _Shelf) -> Iterator[Fault]:
    told = 0
    for index, item in enumerate(items):
        if told >= FAULTS_TOLD:  # what follows is not read, and may be anything
            shelf.unread.add(kind)
            return
        path: FieldPath = (kind, index)
        if path in tree.unread:
            shelf.unread.add(kind)
            continue
        if not isinstance(item, dict):
            shelf.unread.add(kind)
            found = structure.description(item)
            told += 1
            yield Fault(FaultKind.WRONG_TYPE, tree.locate(path), path, found, "a set of fields")
            continue
        reading = structure.read(KINDS[kind], item, tree.locate, at=path, unread=tree.unread)
        told += len(reading.faults)
        yield from reading.faults
        if (*path, "id") in reading.broken:
            shelf.unread.add(kind)
        else:
            yield from _shelve(kind, reading.entry, path, tree.locate, shelf)


def _shelve(
    kind: str, entry: Entry, path: FieldPath, locate: yaml_nodes.Located, shelf: _Shelf
) -> Iterator[Fault]:
    entry_id: str = getattr(entry, "id")  # noqa: B009  every kind of registry entry has one, which Entry cannot say
    at = locate((*path, "id"))
    if not entry_id:
        yield Fault(FaultKind.WRONG_TYPE, at, (*path, "id"), "nothing", "text")
    elif entry_id in shelf.entries[kind]:
        first = _first_place(kind, entry_id, shelf)
        yield Fault(FaultKind.DUPLICATE_ID, at, (*path, "id"), entry_id, first)
    else:
        shelf.entries[kind][entry_id] = entry
        shelf.places[kind, entry_id] = (locate.root.path, path)


def _first_place(kind: str, entry_id: str, shelf: _Shelf) -> str:
    place = shelf.places.get((kind, entry_id))
    if place is None:
        return "the principles that ship with briefpress"
    path, at = place
    return str(shelf.locate[path]((*at, "id")))


def _held_texts(snapshots: Iterable[Source], elsewhere: str) -> tuple[dict[str, HeldText], list[Fault]]:
    held: dict[str, HeldText] = {}
    faults: list[Fault] = []
    for source in sorted(snapshots, key=lambda source: (not _is_below(source, elsewhere), source.path)):
        text = front_matter.decode_verbatim(source, front_matter.SHARED_LIMIT)
        faults += text.faults
        if text.text is not None:
            within = _is_below(source, elsewhere)
            file = (
                source.path.removeprefix(f"{elsewhere}/")
                if within
                else source.path.rpartition("_snapshots/")[2]
            )
            sha256 = hashlib.sha256(source.content).hexdigest()
            held[file] = HeldText(file, text.text, sha256, source.path)
    return held, faults


def _is_below(source: Source, folder: str) -> bool:
    return bool(folder) and source.path.startswith(f"{folder}/")
