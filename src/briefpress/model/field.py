"""How a field is described: one line of meaning, when it is needed, how long it may be.

The descriptions stand on the models themselves, so that checks, JSON Schema, the reference and the
form are drawn from one definition.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Strict, model_validator

from briefpress.model.plain import Plain, PlainKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.model.source import FieldPath


class Need(enum.StrEnum):
    """When a field is needed: see docs/guide/fields.md."""

    MINIMAL = "M"
    PUBLISH = "P"
    OPTIONAL = "O"
    COMPUTED = "C"


@dataclass(frozen=True, slots=True)
class Spec:
    """What a field means and what it may hold; `words` and `chars` are upper limits."""

    meaning: str
    need: Need = Need.OPTIONAL
    words: int | None = None
    chars: int | None = None
    always: bool = False
    """Missing is an error even in a draft."""
    prose: bool = False
    """Our own prose, to which the rules on wording apply."""


def _as_date_text(value: Any) -> Any:
    return value.raw if isinstance(value, Plain) and value.kind is not PlainKind.NOTHING else value


def _as_value(value: Any) -> Any:
    return value.value if isinstance(value, Plain) and value.value is not None else value


Text = Annotated[str, Strict()]
"""Plain text, shown literally; an unquoted number, date or `no` is not text."""

DateText = Annotated[str, BeforeValidator(_as_date_text)]
"""A date as it was written, whatever YAML would make of it."""

YesNo = Annotated[bool, Strict(), BeforeValidator(_as_value)]
"""`true` or `false`."""

Count = Annotated[int, Strict(), BeforeValidator(_as_value)]
"""A whole number."""


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, Plain) and value.kind is PlainKind.NOTHING)


class Entry(BaseModel):
    """The base of everything an editor writes: frozen, no unknown keys, and tolerant of absence.

    Every field may be absent, since a draft may be unfinished; the rules say what is missing.
    A key without a value counts as absent.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_nothing(cls, data: Any) -> Any:
        if isinstance(data, dict) and any(_is_nothing(value) for value in data.values()):
            known = field_names(cls)
            return {k: v for k, v in data.items() if not (k in known and _is_nothing(v))}
        return data


_NAMES: dict[type[Entry], frozenset[str]] = {}


def field_names(entry: type[Entry]) -> frozenset[str]:
    """The keys that an editor may write in this kind of entry."""
    names = _NAMES.get(entry)
    if names is None:
        names = frozenset(info.alias or name for name, info in entry.model_fields.items())
        _NAMES[entry] = names
    return names


_SPECS: dict[type[Entry], tuple[tuple[str, str, Spec], ...]] = {}


def specs(entry: type[Entry]) -> tuple[tuple[str, str, Spec], ...]:
    """(attribute, key, spec) of each field of this kind of entry, in the order of the model."""
    found = _SPECS.get(entry)
    if found is None:
        found = tuple(
            (name, info.alias or name, next(m for m in info.metadata if isinstance(m, Spec)))
            for name, info in entry.model_fields.items()
        )
        _SPECS[entry] = found
    return found


_HOLDERS: dict[type[Entry], tuple[tuple[str, str, frozenset[type]], ...]] = {}


def _holders(entry: type[Entry]) -> tuple[tuple[str, str, frozenset[type]], ...]:
    """(attribute, key, kinds) of the fields that can hold entries; most fields hold text, and need no visit."""
    found = _HOLDERS.get(entry)
    if found is None:
        held = ((n, i.alias or n, frozenset(_entries(i.annotation))) for n, i in entry.model_fields.items())
        found = _HOLDERS[entry] = tuple(row for row in held if row[2])
    return found


def _entries(annotation: Any) -> Iterator[type[Entry]]:
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        yield annotation
    for part in get_args(annotation):
        yield from _entries(part)


def walk(entry: Entry) -> list[tuple[FieldPath, Entry]]:
    """This entry and every entry within it, each with its path, in the order of the model."""
    found: list[tuple[FieldPath, Entry]] = []
    _collect(entry, (), found)
    return found


def _collect(entry: Entry, at: FieldPath, found: list[tuple[FieldPath, Entry]]) -> None:
    found.append((at, entry))
    for name, key, kinds in _holders(type(entry)):
        value = getattr(entry, name)
        if type(value) is tuple:
            for index, item in enumerate(value):
                if type(item) in kinds:
                    _collect(item, (*at, key, index), found)
        elif type(value) in kinds:
            _collect(value, (*at, key), found)


def filled(value: object) -> bool:
    """False for an absent or empty value: nothing, no text, an empty list or mapping."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != () and value != {}
