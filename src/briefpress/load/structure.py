"""Plain values -> one of the models, and all faults of the structure at once, each at its place."""

from __future__ import annotations

import types
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import Discriminator, Tag, ValidationError

from briefpress.load.faults import FAULTS_TOLD
from briefpress.model.field import Entry, field_names
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic_core import ErrorDetails

    from briefpress.model.source import FieldPath, Locate

E = TypeVar("E", bound=Entry)

ROUNDS = 10
"""How often values are pruned and validated again; two or three times have always been enough."""

_ERRORS_PLACED = 1000
"""Beyond so many errors only the top-level key is dropped: placing each of 100,000 would take seconds."""


@dataclass(frozen=True, slots=True)
class Reading(Generic[E]):
    """The entry without what could not be read; `broken` are the paths that were left out of it."""

    entry: E
    faults: tuple[Fault, ...] = ()
    broken: frozenset[FieldPath] = frozenset()


def read(
    model: type[E],
    values: dict[str, Any],
    locate: Locate,
    *,
    at: FieldPath = (),
    unread: Iterable[FieldPath] = (),
) -> Reading[E]:
    """The values as an entry of `model`, which always comes out; `values` may be changed.

    `at` is where the values lie in their file and `unread` which paths below it (from the file's root)
    hold nothing of use: they are left out as faulty ones are. Faults and broken paths are told from the
    file's root. Entries of a list keep their position.
    """
    broken = {path for path in unread if path[: len(at)] == at and len(path) > len(at)}
    if broken:
        _prune(model, values, [_Spot(path[len(at) :]) for path in broken])
    faults: list[Fault] = []
    for _ in range(ROUNDS):
        try:
            entry = model.model_validate(values, by_alias=True, by_name=False)
        except ValidationError as error:
            spots = _spots(model, error.errors(include_url=False))
            told = spots[: max(0, FAULTS_TOLD - len(faults))]
            faults += [_fault(spot, locate, at) for spot in told]
            broken.update(at + path for spot in spots for path in spot.lost)
            _prune(model, values, spots)
        else:
            return Reading(entry, tuple(faults), frozenset(broken))
    return Reading(model(), tuple(faults), frozenset(broken | {(*at, key) for key in values}))


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in the values, without the tags of unions that pydantic puts into its locations."""

    path: FieldPath
    annotation: Any = None
    """What is expected there."""
    holder: Any = None
    """The type that holds it: a kind of entry, a list or a mapping."""
    error: ErrorDetails | None = None

    @property
    def limit(self) -> int | None:
        """The number of entries that a list that is too long may have."""
        if self.error is None or self.error["type"] != "too_long":
            return None
        return int(self.error["ctx"]["max_length"])

    @property
    def lost(self) -> Sequence[FieldPath]:
        """The paths that pruning leaves out."""
        if self.limit is None or self.error is None:
            return (self.path,)
        return [(*self.path, index) for index in range(self.limit, len(self.error["input"]))]


def _spots(model: type[Entry], errors: Sequence[ErrorDetails]) -> list[_Spot]:
    spots = [_follow(model, error) for error in errors[:_ERRORS_PLACED]]
    crowded = dict.fromkeys(error["loc"][:1] for error in errors[_ERRORS_PLACED:])
    return [*spots, *(_Spot(path) for path in crowded if path)]


# ── what is expected where ────────────────────────────────────────────────────────────────────────────


def _unwrap(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """The type without `Annotated` and `| None`, and the metadata that stood beside it."""
    metadata: tuple[Any, ...] = ()
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *beside = get_args(annotation)
            metadata += tuple(beside)
        elif origin in (Union, types.UnionType) and not _is_tagged(metadata):
            annotation = next(a for a in get_args(annotation) if a is not type(None))
        else:
            return annotation, metadata


def _is_tagged(metadata: Iterable[Any]) -> bool:
    return any(isinstance(item, Discriminator) for item in metadata)


def _follow(model: type[Entry], error: ErrorDetails) -> _Spot:
    """Where an error stands, without tags, and what is expected there: the whole union, where it is one."""
    path: list[str | int] = []
    here: Any = model
    expected: Any = model
    holder: Any = None
    for part in error["loc"]:
        base, metadata = _unwrap(here)
        if _is_tagged(metadata):
            here = next((b for b in get_args(base) if Tag(str(part)) in _unwrap(b)[1]), Any)
        else:
            path.append(part)
            here = expected = _child(base, part)
            holder = base
    return _Spot(tuple(path), expected, holder, error)


def _child(base: Any, part: str | int) -> Any:
    if isinstance(base, type) and issubclass(base, Entry):
        for name, info in base.model_fields.items():
            if part == (info.alias or name):
                return Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    if get_origin(base) is tuple:
        return get_args(base)[0]
    if get_origin(base) is dict:
        return get_args(base)[1]
    return Any


def _expectation(annotation: Any) -> str:
    """What may stand here, in plain words, such as "a list"."""
    base, metadata = _unwrap(annotation)
    if _is_tagged(metadata):
        return " or ".join(_expectation(branch) for branch in get_args(base))
    if base is str:
        return "text"
    if base is bool:
        return "true or false"
    if base is int:
        return _whole_number(metadata)
    if get_origin(base) is tuple:
        return "a list"
    if get_origin(base) is dict or (isinstance(base, type) and issubclass(base, Entry)):
        return "a set of fields"
    words = _words(base)
    return f'"{words[0]}"' if len(words) == 1 else "one word"


def _whole_number(metadata: Iterable[Any]) -> str:
    flat = [m for item in metadata for m in (getattr(item, "metadata", None) or [item])]
    low = next((m.ge for m in flat if isinstance(m, Ge)), None)
    high = next((m.le for m in flat if isinstance(m, Le)), None)
    if low is not None and high is not None:
        return f"a whole number from {low} to {high}"
    return "a whole number" if low is None else f"a whole number of at least {low}"


def _words(base: Any) -> tuple[str, ...]:
    """The words of an enumeration or a literal; none for any other type."""
    if isinstance(base, type) and issubclass(base, Enum):
        return tuple(str(member.value) for member in base)
    if get_origin(base) is Literal:
        return tuple(str(word) for word in get_args(base) if word)
    return ()


# ── errors in words ───────────────────────────────────────────────────────────────────────────────────


def _fault(spot: _Spot, locate: Locate, at: FieldPath) -> Fault:
    path = at + spot.path
    error = spot.error
    if error is None:
        return Fault(FaultKind.WRONG_TYPE, locate(path), path, "too many faults", "fewer")
    if error["type"] == "extra_forbidden":
        names = tuple(sorted(field_names(spot.holder)))
        key = str(spot.path[-1])
        return Fault(FaultKind.UNKNOWN_FIELD, locate(path, key=True), path, key, candidates=names)
    if spot.limit is not None:
        beyond = locate((*path, spot.limit))
        return Fault(FaultKind.TOO_MANY, beyond, path, str(len(error["input"])), str(spot.limit))
    return _fault_of_value(spot.annotation, error["input"], locate, path)


def _fault_of_value(annotation: Any, value: Any, locate: Locate, path: FieldPath) -> Fault:
    expected = _expectation(annotation)
    at = locate(path)
    if isinstance(value, Plain) and value.raw and "text" in expected.split(" or "):
        return Fault(FaultKind.RETYPED, at, path, value.raw, value.kind.value)
    words = _words(_unwrap(annotation)[0])
    raw = value.raw if isinstance(value, Plain) else value
    if words and isinstance(raw, str) and (raw or isinstance(value, str)):
        return Fault(FaultKind.UNKNOWN_VALUE, at, path, raw, candidates=words)
    return Fault(FaultKind.WRONG_TYPE, at, path, description(value), expected)


def description(value: Any) -> str:
    """What stands there: text, a list, a set of fields, nothing, or an unquoted scalar as it was written."""
    if isinstance(value, Plain):
        return value.raw or "nothing"
    if isinstance(value, str):
        return "text"
    if (
        isinstance(value, list)
        and len(value) == 1
        and isinstance(value[0], str)
        and value[0].startswith("..")
    ):
        return f"[{value[0]}]"  # a date of the form [..2026-11-21] that lacks its quotation marks
    return "a list" if isinstance(value, list) else "a set of fields"


# ── leaving out ───────────────────────────────────────────────────────────────────────────────────────


class _Gone:
    """Marks a list entry for which nothing can stand in."""


def _prune(model: type[Entry], values: dict[str, Any], spots: Iterable[_Spot]) -> None:
    """Take the spots out of the values: keys go, list entries leave something empty, long lists are cut."""
    shortened: dict[int, list[Any]] = {}
    for spot in spots:
        if spot.limit is not None:
            target = _at(values, spot.path)
            if isinstance(target, list):
                del target[spot.limit :]
            continue
        holder, last = _at(values, spot.path[:-1]), spot.path[-1]
        if isinstance(holder, dict):
            holder.pop(last, None)
        elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
            holder[last] = _stand_in(_follow_path(model, spot.path))
            if holder[last] is _Gone:
                shortened[id(holder)] = holder
    for holder in shortened.values():
        holder[:] = [value for value in holder if value is not _Gone]


def _follow_path(model: type[Entry], path: FieldPath) -> Any:
    """The annotation at a path that holds no tags."""
    here: Any = model
    for part in path:
        base, metadata = _unwrap(here)
        branches = get_args(base) if _is_tagged(metadata) else (base,)
        here = next((c for b in branches if (c := _child(_unwrap(b)[0], part)) is not Any), Any)
    return here


def _at(values: Any, path: FieldPath) -> Any:
    for part in path:
        if isinstance(values, dict):
            values = values.get(part)
        elif isinstance(values, list) and isinstance(part, int) and part < len(values):
            values = values[part]
        else:
            return None
    return values


def _stand_in(annotation: Any) -> Any:
    """Something empty that is valid in a list of these: no text, no fields; `_Gone` where nothing is."""
    words = _expectation(annotation).split(" or ")
    return "" if "text" in words else {} if "a set of fields" in words else _Gone
