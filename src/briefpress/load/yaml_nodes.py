"""YAML text -> plain values, and the place of every key and value, in one pass over libyaml's events.

Events rather than PyYAML's nodes: they cost less, nothing recurses (PyYAML's C composer ends the
interpreter on deep nesting), and what is refused is seen before anything is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from briefpress.load.characters import refused, without_refused
from briefpress.load.faults import FAULTS_TOLD, refusal
from briefpress.load.overlooked import may_hold_any, not_indented, overlooked
from briefpress.load.scalars import NOTHING, plain
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.plain import Plain, PlainKind
from briefpress.model.source import FieldPath, Location

if TYPE_CHECKING:
    from collections.abc import Callable

DEPTH_LIMIT = 20
"""How many lists and mappings may lie within one another."""

EVENTS_LIMIT = 1_000_000
"""How many values, keys and ends of lists and mappings a file may hold: some 25,000 sources told in full."""

FIELDS_LIMIT = 1000
"""How many fields a mapping may have: each that no entry knows becomes a fault, and costs a kilobyte."""

TOO_MANY = "values"
"""What a fault `input-size` expects when it is the values that are too many, and not the bytes."""

Place = tuple[int, int, Any]
"""(line, column, children), from 0 in the YAML text. Children are None for a scalar, a list of places for a
list, and for a mapping a dict of key -> (line of the key, its column, place of the value)."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where keys and values of one file stand; implements `briefpress.model.source.Locate`.

    `first_line` is the file's line on which the YAML begins, `root` the place of the file as a whole.
    """

    root: Location
    first_line: int = 1
    places: Place = (0, 0, None)

    def __call__(self, path: FieldPath, *, key: bool = False) -> Location:
        """The place of the value (or its key) at `path`; where there is none, the nearest parent's."""
        line, column, children = self.places
        found = self.root
        for depth, part in enumerate(path):
            if isinstance(children, dict) and part in children:
                key_line, key_column, (line, column, children) = children[part]
                if key and depth == len(path) - 1:
                    line, column = key_line, key_column
            elif isinstance(children, list) and isinstance(part, int) and 0 <= part < len(children):
                line, column, children = children[part]
            else:
                break
            found = Location(self.root.path, self.first_line + line, column + 1)
        return found


@dataclass(frozen=True, slots=True)
class Tree:
    """What a YAML text holds. `complete` is False when reading had to stop; then only `faults` mean anything.

    Values are text, lists, dicts and `Plain`. `unread` are the paths whose value could not be taken as
    it stands (an alias, a tag, a repeated key); the value there is of no use.
    """

    values: Any
    locate: Located
    faults: tuple[Fault, ...] = ()
    unread: frozenset[FieldPath] = frozenset()
    complete: bool = True

    @property
    def is_empty(self) -> bool:
        """True when the text holds no value at all."""
        return isinstance(self.values, Plain) and self.values.kind is PlainKind.NOTHING


def compose(text: str, root: Location, *, first_line: int = 1, tolerant: bool = False) -> Tree:
    """Read one YAML document. `first_line` is the file's line of the text's first one.

    Refused, each as a fault of its own: depth over 20, more than 1,000 fields in one place, values without
    number, anchors, aliases, merge keys, tags, several documents, repeated keys. With `tolerant` (mkdocs.yml,
    which other programs read too) anchors, aliases, merge keys and tags pass: tagged and merged values count
    as absent. Never raises.
    """
    if isinstance(plainly := _plainly(text), _TooMany):
        at = Location(root.path, first_line + plainly.line, plainly.column + 1)
        return Tree(
            NOTHING, Located(root, first_line), (refusal("input-size", at, TOO_MANY),), complete=False
        )
    if plainly is not None:
        value, place = plainly
        return Tree(value, Located(root, first_line, place))
    composer = _Composer(text, root, first_line, tolerant)
    complete = composer.run()
    if complete and not tolerant:
        complete = composer.tell_overlooked()
    locate = Located(root, first_line, composer.place)
    unread = frozenset(composer.unread)
    return Tree(composer.value, locate, tuple(composer.faults), unread, complete and () not in unread)


@dataclass(frozen=True, slots=True)
class _TooMany:
    """Where there was no room for more."""

    line: int
    column: int


def _plainly(text: str) -> tuple[Any, Place] | _TooMany | None:
    """The value and its place, or None when the text holds anything but lists and mappings of plain scalars.

    So are nearly all files. `_Composer` says the same of them, in twice the time beyond that of libyaml: here
    the list or mapping at hand is kept in local variables, and nothing is called for an event. What is found
    amiss, or needs looking at, is left to `_Composer`, which begins again.
    """
    if may_hold_any(text):
        return None
    next_event: Callable[[], Any] = yaml.CSafeLoader(text).get_event
    spans: list[tuple[int, int]] = []
    outer: list[tuple[Any, Any, str | None, Any, Any]] = []
    values: Any = []
    places: Any = []
    in_list = True
    key: str | None = None
    key_mark: Any = None
    try:
        for event in islice(iter(next_event, None), EVENTS_LIMIT):
            kind, mark = type(event), event.start_mark
            if kind is ScalarEvent:
                value, style = event.value, event.style
                if event.anchor is not None or event.tag is not None:
                    return None
                if style == '"' and not value.isprintable():
                    return None
                if style and style in "\"'" and mark.line != event.end_mark.line:
                    spans.append((mark.line, event.end_mark.line))
                if in_list:
                    values.append(value if style else plain(value))
                    places.append((mark.line, mark.column, None))
                elif key is not None:
                    values[key] = value if style else plain(value)
                    places[key] = (key_mark.line, key_mark.column, (mark.line, mark.column, None))
                    key = None
                elif value in values or value == "<<" or len(values) >= FIELDS_LIMIT:
                    return None
                else:
                    key, key_mark = value, mark
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None or len(outer) >= DEPTH_LIMIT:
                    return None
                if key is None and not in_list:
                    return None
                outer.append((values, places, key, key_mark, mark))
                in_list, key = kind is SequenceStartEvent, None
                values, places = ([], []) if in_list else ({}, {})
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value, children = values, places
                line = mark.line
                values, places, key, key_mark, mark = outer.pop()
                if mark.line != line and text[event.end_mark.index - 1] in "]}":
                    spans.append((mark.line, line))
                in_list = type(values) is list
                if in_list:
                    values.append(value)
                    places.append((mark.line, mark.column, children))
                else:
                    values[key] = value
                    places[key] = (key_mark.line, key_mark.column, (mark.line, mark.column, children))
                    key = None
            elif kind is AliasEvent:
                return None
        if (event := next_event()) is not None:
            return _TooMany(event.start_mark.line, event.start_mark.column)
    except yaml.YAMLError:
        return None
    if len(values) > 1:  # several documents
        return None
    if spans:
        lines = text.split("\n")
        if any(not_indented(lines, first, last) is not None for first, last in spans):
            return None
    return (values[0], places[0]) if values else (NOTHING, (0, 0, None))


class _StoppedError(Exception):
    """Reading on would be of no use."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read, with the places of what it holds."""

    values: Any
    places: Any
    place: Place
    tagged: bool
    anchor: str | None
    key: str | None = None
    key_line: int = 0
    key_column: int = 0
    skipped: bool = False
    """The key at hand is of no use, so that its value is read and dropped."""


@dataclass(slots=True)
class _Composer:
    text: str
    root: Location
    first_line: int
    tolerant: bool
    value: Any = NOTHING
    place: Place = (0, 0, None)
    faults: list[Fault] = field(default_factory=list)
    unread: list[FieldPath] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[Any, Place]] = field(default_factory=dict)
    documents: int = 0

    def run(self) -> bool:
        """Read all events; False when reading had to stop."""
        try:
            take = self._take
            next_event: Callable[[], Any] = yaml.CSafeLoader(self.text).get_event
            for event in islice(iter(next_event, None), EVENTS_LIMIT):
                take(event)
            if (event := next_event()) is not None:
                self._refuse(event, "input-size", TOO_MANY)
                raise _StoppedError
        except _StoppedError:
            return False
        except yaml.YAMLError as error:
            self._tell_yaml(error)
            return False
        return True

    def tell_overlooked(self) -> bool:
        """Add what libyaml let pass; True when there was nothing."""
        before = len(self.faults)
        for line, column, found, expected in islice(overlooked(self.text), FAULTS_TOLD):
            at = Location(self.root.path, self.first_line + line, column + 1)
            self.faults.append(Fault(FaultKind.YAML, at, (), found, expected))
        return len(self.faults) == before

    def _take(self, event: Event) -> None:
        kind = type(event)
        if kind is ScalarEvent:
            self._scalar(event)
        elif issubclass(kind, CollectionStartEvent):
            self._open(event)
        elif issubclass(kind, CollectionEndEvent):
            self._close()
        elif kind is AliasEvent:
            self._alias(event)
        elif kind is DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self._refuse(event, "input-documents", "a second document")
                raise _StoppedError

    def _scalar(self, event: Any) -> None:
        value: Any = event.value
        mark = event.start_mark
        frame = self.stack[-1] if self.stack else None
        plain_style = not event.style
        usable = True
        if not plain_style and event.style == '"' and not value.isprintable():
            value = self._checked(value, event)
        if event.anchor is not None or event.tag is not None:
            usable = self._properties(event)
        if frame is not None and frame.key is None and type(frame.values) is dict:
            self._key(frame, value, event, plain_style)
            return
        place = (mark.line, mark.column, None)
        if not usable:
            value = NOTHING
        elif plain_style:
            value = plain(value)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, place)
        self._add(value, place)

    def _key(self, frame: _Open, key: str, event: Any, plain_style: bool) -> None:
        mark = event.start_mark
        frame.key, frame.key_line, frame.key_column = key, mark.line, mark.column
        if plain_style and key == "<<":
            frame.skipped = True
            if not self.tolerant:
                self._refuse(event, "input-merge-key", "<<")
                self.unread.append(self._path()[:-1])
        elif len(frame.values) >= FIELDS_LIMIT and not self.tolerant:
            self._tell(
                FaultKind.YAML, event, f"more than {FIELDS_LIMIT} fields in one place", "an entry's fields"
            )
            raise _StoppedError
        elif key in frame.values:
            frame.skipped = True
            line, column = frame.places[key][:2]
            first = f"line {self.first_line + line}, column {column + 1}"
            self._tell(
                FaultKind.YAML, event, f'repeated key "{key}"', f"one such key; the first is at {first}"
            )
            self.unread.append(self._path())

    def _open(self, event: Any) -> None:
        if len(self.stack) >= DEPTH_LIMIT:
            self._refuse(event, "input-depth", str(len(self.stack) + 1))
            raise _StoppedError
        frame = self.stack[-1] if self.stack else None
        usable = self._properties(event) if event.anchor is not None or event.tag is not None else True
        if frame is not None and frame.key is None and type(frame.values) is dict:
            self._tell(FaultKind.YAML, event, "a key that is a list or a mapping", "text as the key")
            raise _StoppedError
        mark = event.start_mark
        children: Any = {} if type(event) is MappingStartEvent else []
        values: Any = {} if type(event) is MappingStartEvent else []
        place = (mark.line, mark.column, children)
        self.stack.append(_Open(values, children, place, not usable, event.anchor))

    def _close(self) -> None:
        frame = self.stack.pop()
        value = NOTHING if frame.tagged else frame.values
        if frame.anchor is not None:
            self.anchors[frame.anchor] = (value, frame.place)
        self._add(value, frame.place)

    def _alias(self, event: Any) -> None:
        if not self.tolerant:
            self._refuse(event, "input-alias", f"*{event.anchor}")
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.key is None and type(frame.values) is dict:
            self._tell(FaultKind.YAML, event, "a key that is an alias", "text as the key")
            raise _StoppedError
        value, _ = self.anchors.get(event.anchor, (NOTHING, None)) if self.tolerant else (NOTHING, None)
        if not self.tolerant:
            self.unread.append(self._path())
        self._add(value, (event.start_mark.line, event.start_mark.column, None))

    def _add(self, value: Any, place: Place) -> None:
        if not self.stack:
            self.value, self.place = value, place
            return
        frame = self.stack[-1]
        if type(frame.values) is list:
            frame.values.append(value)
            frame.places.append(place)
            return
        if frame.skipped:
            frame.skipped = False
        else:
            frame.values[frame.key] = value
            frame.places[frame.key] = (frame.key_line, frame.key_column, place)
        frame.key = None

    def _properties(self, event: Any) -> bool:
        """Tell of an anchor or a tag; False when the value is of no use because of its tag."""
        if self.tolerant:
            return event.tag is None
        if event.anchor is not None:
            self._refuse(event, "input-anchor", f"&{event.anchor}")
        if event.tag is not None:
            self._refuse(event, "input-tag", event.tag)
            self.unread.append(self._path())
        return event.tag is None

    def _checked(self, value: str, event: Event) -> str:
        """The value with stand-ins for refused characters, which an escape such as `\\u202E` brought in."""
        for _, rule, name in refused(value):
            self._refuse(event, rule, name)
        return without_refused(value)

    def _path(self) -> FieldPath:
        """The path of the value that comes next."""
        return tuple(
            len(frame.values) if isinstance(frame.values, list) else frame.key or "" for frame in self.stack
        )

    def _refuse(self, event: Event, rule: str, particular: str) -> None:
        self._enough()
        self.faults.append(refusal(rule, self._at(event.start_mark), particular))

    def _tell(self, kind: FaultKind, event: Event, found: str, expected: str) -> None:
        self._enough()
        self.faults.append(Fault(kind, self._at(event.start_mark), self._path(), found, expected))

    def _enough(self) -> None:
        if len(self.faults) >= FAULTS_TOLD:
            raise _StoppedError

    def _tell_yaml(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not readable"
        at = self._at(mark) if mark is not None else self.root
        self.faults.append(Fault(FaultKind.YAML, at, found=str(problem)))

    def _at(self, mark: Any) -> Location:
        line, column = mark.line, mark.column
        last = self.text.count("\n")
        if line > last:  # libyaml places what is missing at the end on a line of its own
            line, column = last, len(self.text) - self.text.rfind("\n") - 1
        return Location(self.root.path, self.first_line + line, column + 1)
