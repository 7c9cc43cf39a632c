"""YAML text -> plain values, and the place of every key and value, in one pass over libyaml's events.

Events rather than PyYAML's nodes: they cost less, nothing recurses (PyYAML's C composer ends the
interpreter on deep nesting), and what is refused is seen before anything is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from yaml.events import (
    AliasEvent,
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
from briefpress.load.scalars import NOTHING, plain
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.plain import Plain, PlainKind
from briefpress.model.source import FieldPath, Location

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DEPTH_LIMIT = 20
"""How many lists and mappings may lie within one another."""

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

    Refused, each as a fault of its own: depth over 20, anchors, aliases, merge keys, tags, several
    documents, repeated keys. With `tolerant` (mkdocs.yml, which other programs read too) anchors,
    aliases, merge keys and tags pass: tagged and merged values count as absent. Never raises.
    """
    composer = _Composer(text, root, first_line, tolerant)
    complete = composer.run()
    value, place = composer.read()
    locate = Located(root, first_line, place)
    unread = frozenset(composer.unread)
    return Tree(value, locate, tuple(composer.faults), unread, complete and () not in unread)


class _StoppedError(Exception):
    """Reading on would be of no use."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read, with the places of what it holds."""

    values: Any
    places: Any
    place: Place
    is_list: bool
    tagged: bool = False
    anchor: str | None = None
    key: str | None = None
    key_mark: Any = None
    skipped: bool = False
    """The key at hand is of no use, so that its value is read and dropped."""

    @property
    def awaits_key(self) -> bool:
        """True when what comes next in a mapping is a key."""
        return self.key is None and not self.is_list

    def add(self, value: Any, place: Place) -> None:
        """Take in what was read: the next item of a list, or the value of the key at hand."""
        if self.is_list:
            self.values.append(value)
            self.places.append(place)
            return
        if self.skipped:
            self.skipped = False
        else:
            self.values[self.key] = value
            self.places[self.key] = (self.key_mark.line, self.key_mark.column, place)
        self.key = None


def _outermost() -> _Open:
    """What holds the document itself, as a list of one."""
    return _Open([], [], (0, 0, None), is_list=True)


@dataclass(slots=True)
class _Composer:
    text: str
    root: Location
    first_line: int
    tolerant: bool
    faults: list[Fault] = field(default_factory=list)
    unread: list[FieldPath] = field(default_factory=list)
    frame: _Open = field(default_factory=_outermost)
    """The innermost list or mapping."""
    stack: list[_Open] = field(default_factory=list)
    """Those around it, the outermost first."""
    anchors: dict[str, tuple[Any, Place]] = field(default_factory=dict)
    documents: int = 0

    def read(self) -> tuple[Any, Place]:
        """What the document holds and where it begins."""
        outermost = self.stack[0] if self.stack else self.frame
        return (outermost.values[0], outermost.places[0]) if outermost.values else (NOTHING, (0, 0, None))

    def run(self) -> bool:
        """Read all events; False when reading had to stop."""
        try:
            self._read()
        except _StoppedError:
            return False
        except yaml.YAMLError as error:
            self._tell_yaml(error)
            return False
        return True

    def _read(self) -> None:
        """Take every event. Scalars without properties, most of all events, are taken here: calls cost time."""
        next_event = yaml.CSafeLoader(self.text).get_event
        takers = self._takers()
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is not ScalarEvent:
                if kind in takers:
                    takers[kind](event)
                continue
            frame, value, style, mark = self.frame, event.value, event.style, event.start_mark
            if (
                event.anchor is not None
                or event.tag is not None
                or (style == '"' and not value.isprintable())
            ):
                self._scalar(event)
            elif frame.is_list:
                frame.values.append(value if style else plain(value))
                frame.places.append((mark.line, mark.column, None))
            elif frame.key is None:
                if value in frame.values or (value == "<<" and not style):
                    self._key(value, event)
                else:
                    frame.key, frame.key_mark = value, mark
            elif frame.skipped:
                frame.key, frame.skipped = None, False
            else:
                key, key_mark, frame.key = frame.key, frame.key_mark, None
                frame.values[key] = value if style else plain(value)
                frame.places[key] = (key_mark.line, key_mark.column, (mark.line, mark.column, None))

    def _takers(self) -> Mapping[type[Event], Callable[[Any], None]]:
        """What takes each kind of event but scalars; other kinds say nothing."""
        return {
            MappingStartEvent: self._open,
            MappingEndEvent: self._close,
            SequenceStartEvent: self._open,
            SequenceEndEvent: self._close,
            AliasEvent: self._alias,
            DocumentStartEvent: self._begin,
        }

    def _begin(self, event: Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse(event, "input-documents", "a second document")
            raise _StoppedError

    def _scalar(self, event: Any) -> None:
        """A scalar with an anchor, a tag or characters to look at."""
        value: Any = event.value
        if event.style == '"' and not value.isprintable():
            value = self._checked(value, event)
        usable = self._properties(event)
        if self.frame.awaits_key:
            self._key(value, event)
            return
        mark = event.start_mark
        place = (mark.line, mark.column, None)
        if not usable:
            value = NOTHING
        elif not event.style:
            value = plain(value)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, place)
        self.frame.add(value, place)

    def _key(self, key: str, event: Any) -> None:
        frame = self.frame
        frame.key, frame.key_mark = key, event.start_mark
        if key == "<<" and not event.style:
            frame.skipped = True
            if not self.tolerant:
                self._refuse(event, "input-merge-key", "<<")
                self.unread.append(self._path()[:-1])
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
        tagged = (event.anchor is not None or event.tag is not None) and not self._properties(event)
        if self.frame.awaits_key:
            self._tell(FaultKind.YAML, event, "a key that is a list or a mapping", "text as the key")
            raise _StoppedError
        mark = event.start_mark
        is_list = type(event) is SequenceStartEvent
        children: Any = [] if is_list else {}
        place = (mark.line, mark.column, children)
        self.stack.append(self.frame)
        self.frame = _Open([] if is_list else {}, children, place, is_list, tagged, event.anchor)

    def _close(self, _: Event) -> None:
        closed = self.frame
        self.frame = self.stack.pop()
        value = NOTHING if closed.tagged else closed.values
        if closed.anchor is not None:
            self.anchors[closed.anchor] = (value, closed.place)
        self.frame.add(value, closed.place)

    def _alias(self, event: Any) -> None:
        if not self.tolerant:
            self._refuse(event, "input-alias", f"*{event.anchor}")
        if self.frame.awaits_key:
            self._tell(FaultKind.YAML, event, "a key that is an alias", "text as the key")
            raise _StoppedError
        value, _ = self.anchors.get(event.anchor, (NOTHING, None)) if self.tolerant else (NOTHING, None)
        if not self.tolerant:
            self.unread.append(self._path())
        self.frame.add(value, (event.start_mark.line, event.start_mark.column, None))

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
        frames = (*self.stack, self.frame)[1:]  # without the one that holds the document itself
        return tuple(len(frame.values) if frame.is_list else frame.key or "" for frame in frames)

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
