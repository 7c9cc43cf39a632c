"""In which order fields are written, and what kind of entry each value is.

The order is that of the models, as docs/guide/fields.md lists them; what has fields of its own comes last, so
that a claim's own words stand together above what sources say. Briefings and digests begin with what readers
see first, and a takeaway with its kind.
"""

from __future__ import annotations

import enum
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from briefpress.load.registry import BESIDE
from briefpress.model import briefing, registry
from briefpress.model.field import DateText, Entry

_HEAD = (
    "status embargo_until published updated version changes corrections withdrawn removed redactions".split()
)
_FOOT = "stakeholders takeaways open_questions gaps watch responses".split()
_ASIDE = "related redirect_from lang licence suppress".split()
_READING: Mapping[type[Entry], tuple[str, ...]] = {
    briefing.Briefing: (
        *("title", "event", "summary", "event_date", "event_date_note", "type_of_work"),
        *_HEAD,
        *("topics", "principles", "places", "follows", "same_as"),
        *_ASIDE,
        *("editor", "reviewer", "ai_use", "sources", "key_judgements", "timeline", "claims"),
        *_FOOT,
    ),
    briefing.Digest: (
        *("title", "summary", "period"),
        *_HEAD,
        *("briefings",),
        *_ASIDE,
        *("editor", "reviewer", "ai_use", "limits", "threads", "sources", "claims"),
        *_FOOT,
    ),
    briefing.Takeaway: ("kind", "text", "claims", "for", "principles"),
}
"""The kinds of entry that are not written in the order of their model."""

_FIGURES: Mapping[type[Entry], frozenset[str]] = {briefing.Locator: frozenset({"page", "time"})}
_VERBATIM: Mapping[type[Entry], frozenset[str]] = {
    briefing.Assertion: frozenset({"quote", "hedge", "attributed_to"}),
    briefing.Locator: frozenset({"prefix", "suffix"}),
    briefing.Response: frozenset({"text"}),
    briefing.Suppression: frozenset({"at"}),
    registry.Source: frozenset({"title", "date_clues"}),
}


class Form(enum.Enum):
    """What sort of text a field holds, as far as that decides how it is written."""

    ANY = enum.auto()
    DATE = enum.auto()
    FIGURE = enum.auto()
    """What looks like a number or a time and is text, such as a page."""
    VERBATIM = enum.auto()
    """The words of others."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is expected at a place: the fields in their order, and what each of them is expected to hold.

    `entry` is None where fields have no fixed names. `item` is what a list here holds.
    """

    entry: type[Entry] | None = None
    fields: Mapping[str, Kind] = field(default_factory=dict)
    item: Kind | None = None
    form: Form = Form.ANY


ANYTHING = Kind()
"""What is expected where nothing is known."""


@cache
def of_entry(entry: type[Entry]) -> Kind:
    """What is expected of a kind of entry.

    >>> list(of_entry(briefing.Takeaway).fields)
    ['kind', 'text', 'claims', 'for', 'principles']
    """
    by_key = {info.alias or name: info for name, info in entry.model_fields.items()}
    kinds = {key: _of(info.annotation, _form(entry, key, info.metadata)) for key, info in by_key.items()}
    plain_first = sorted(by_key, key=lambda key: _holds_entries(kinds[key]))
    return Kind(entry, {key: kinds[key] for key in _READING.get(entry, plain_first)})


@cache
def of_registry(name: str) -> Kind:
    """What is expected of the registry file of this name, such as "sources"."""
    keys = (name, *BESIDE.get(name, ()))
    return Kind(fields={key: Kind(item=of_entry(registry.KINDS[key])) for key in keys})


def _holds_entries(kind: Kind) -> bool:
    return kind.entry is not None or (kind.item is not None and kind.item.entry is not None)


def _form(entry: type[Entry], key: str, metadata: Iterable[Any]) -> Form:
    if key in _VERBATIM.get(entry, ()):
        return Form.VERBATIM
    if key in _FIGURES.get(entry, ()):
        return Form.FIGURE
    return Form.DATE if any(one in get_args(DateText) for one in metadata) else Form.ANY


def _of(annotation: Any, form: Form) -> Kind:
    kind = Kind(form=form)
    for branch in _branches(annotation):
        if isinstance(branch, type) and issubclass(branch, Entry):
            kind = Kind(branch, of_entry(branch).fields, kind.item, form)
        elif get_origin(branch) is tuple:
            kind = Kind(kind.entry, kind.fields, _of(get_args(branch)[0], form), form)
    return kind


def _branches(annotation: Any) -> list[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _branches(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return [branch for part in get_args(annotation) for branch in _branches(part)]
    return [annotation]
