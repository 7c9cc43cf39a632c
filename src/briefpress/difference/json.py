"""The changes as JSON, and the schema of that."""

from __future__ import annotations

import json as written
from collections.abc import Iterable
from typing import Any

from briefpress.difference.change import (
    Block,
    Change,
    Difference,
    EntryChange,
    Field,
    PageChange,
    PageTurn,
    Turn,
)
from briefpress.difference.words import Mark, pieces
from briefpress.model.document import Kind

FORMAT = 1
"""Raised when a change of this form would break who reads it."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"

Values = dict[str, Any]


def json(found: Difference) -> str:
    """All changes; an empty value is left out."""
    values = {
        "format": FORMAT,
        "before": found.before,
        "after": found.after,
        "public": found.public,
        "pages": [_page(page) for page in found.pages],
        "entries": [_entry(entry) for entry in found.entries],
        "withheld": found.withheld,
        "unread": _unread(found.unread),
        "unread_hidden": found.unread_hidden,
        "unsure": found.unsure,
        "beside": list(found.beside),
    }
    return f"{written.dumps(values, indent=1, ensure_ascii=False)}\n"


def _page(page: PageChange) -> Values:
    return _filled(
        turn=page.turn,
        kind=page.kind,
        id=page.id,
        address=page.address,
        was_at=page.was_at,
        title=page.title,
        hidden=page.hidden,
        withheld=page.withheld,
        unread=_unread(page.unread),
        changes=[_change(change) for change in page.changes],
    )


def _entry(entry: EntryChange) -> Values:
    return _filled(
        kind=entry.block,
        turn=entry.turn,
        id=entry.id,
        name=entry.name,
        pages=list(entry.pages),
        changes=[_change(change) for change in entry.changes],
    )


def _change(change: Change) -> Values:
    compared = change.turn is Turn.CHANGED
    return _filled(
        block=change.block,
        turn=change.turn,
        name=change.name,
        field=change.field,
        before=change.before,
        after=change.after,
        words=[{"mark": m, "words": w} for m, w in pieces(change.before, change.after)] if compared else [],
        why=change.why,
        details=_details(change.details),
    )


def _details(details: Iterable[Field]) -> list[Values]:
    return [{"field": detail.name, "value": detail.value} for detail in details]


def _unread(places: Iterable[tuple[str, str]]) -> list[Values]:
    return [{"side": side, "place": place} for side, place in places]


def _filled(**values: Any) -> Values:
    return {key: value for key, value in values.items() if value}


def schema() -> Values:
    """The JSON Schema (2020-12) of this form."""
    change = _object(
        ("block", "turn"),
        block=_one_of(Block, "the part of the page"),
        turn=_one_of(Turn, "what became of it"),
        name=_text("which one: the id of a claim, the heading of a section, a party"),
        field=_text("which field of it; absent for its text"),
        before=_text("what stood there"),
        after=_text("what stands there now"),
        words=_list(
            _object(("mark", "words"), mark=_one_of(Mark, "on which side"), words=_text("words in a row")),
            "both texts, compared by word",
        ),
        why=_text("why the confidence is what it is now"),
        details=_list(
            _object(("field", "value"), field=_text("name"), value=_text("value")),
            "the other fields of what was added or dropped",
        ),
    )
    unread = _list(
        _object(("side", "place"), side=_text("which side"), place=_text("file, line and column")),
        "what could not be read; nothing is guessed there",
    )
    page = _object(
        ("turn", "kind", "id", "address"),
        turn=_one_of(PageTurn, "what became of the page"),
        kind=_one_of(Kind, "what it is"),
        id=_text("its id, frozen at first publication"),
        address=_text("where it stands, or stood last"),
        was_at=_text("where it stood before, if elsewhere"),
        title=_text("its title; absent when it was taken down"),
        hidden=_text("its status while readers cannot see it"),
        withheld={"type": "boolean", "description": "true when parts were taken down: nothing is repeated"},
        unread=unread,
        changes=_list({"$ref": "#/$defs/change"}, "in the order of the page"),
    )
    entry = _object(
        ("kind", "turn", "id"),
        kind=_one_of(Block, "what kind of entry of the registry"),
        turn=_one_of(Turn, "what became of it"),
        id=_text("its id"),
        name=_text("its name"),
        pages=_list(_text("address"), "the pages that use it"),
        changes=_list({"$ref": "#/$defs/change"}, "what readers would see change"),
    )
    number = {"type": "integer", "minimum": 0}
    whole = _object(
        ("format", "before", "after", "public", "pages", "entries", "withheld", "unread", "beside"),
        format={"const": FORMAT, "description": "the version of this form"},
        before=_text("one side, as it was named"),
        after=_text("the other side"),
        public={"type": "boolean", "description": "true when drafts and embargoed briefings are left out"},
        pages=_list({"$ref": "#/$defs/page"}, "briefings and digests"),
        entries=_list({"$ref": "#/$defs/entry"}, "entries of the registry that shown pages use"),
        withheld=number | {"description": "entries of which nothing is told, since a page was taken down"},
        unread=unread,
        unread_hidden=number | {"description": "files that could not be read and may not be named"},
        unsure={
            "type": "boolean",
            "description": "true when nothing that follows from shared files is compared",
        },
        beside=_list(_text("path"), "changed files that are not compared"),
    )
    defs = {"change": change, "page": page, "entry": entry}
    return {"$schema": _DIALECT, "title": "What readers would see change", **whole, "$defs": defs}


def _object(required: Iterable[str], **properties: Values) -> Values:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: Values, description: str) -> Values:
    return {"type": "array", "items": items, "description": description}


def _text(description: str) -> Values:
    return {"type": "string", "description": description}


def _one_of(values: Iterable[str], description: str) -> Values:
    return {"enum": [str(value) for value in values], "description": description}
