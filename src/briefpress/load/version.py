"""The kept twin of a former version -> the document that it was made from, as far as the twin tells.

The file is doubted as any other: its size, its depth, its types and its letters. What cannot be read is left
out, since an old twin may hold what a newer form no longer knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from briefpress.evidence import Evidence
from briefpress.evidence.past import Past
from briefpress.load import structure, yaml_nodes
from briefpress.load.body import body
from briefpress.load.characters import without_refused
from briefpress.model.briefing import Briefing, Claim, Digest, Stakeholder, Takeaway
from briefpress.model.card import Standing
from briefpress.model.document import Document, Kind
from briefpress.model.field import Entry, field_names
from briefpress.model.registry import (
    Group,
    Organisation,
    OriginGroup,
    Person,
    Principle,
    Registry,
    Source,
    Topic,
)
from briefpress.model.source import Location
from briefpress.model.source import Source as File
from briefpress.model.vocabulary import Agreement, Confidence, Flag, Level

LIMIT = 4 * 1024 * 1024
"""The most bytes of a kept twin."""
_DEEPEST = 20
_LONGEST_NUMBER = 15
_MOST_WORDS = 10_000

E = TypeVar("E", bound=Entry)
_Named = TypeVar("_Named", Organisation, Person, Group, Topic, Principle)
Values = dict[str, Any]


def version(file: File, number: int, date: str, present: Document, registry: Registry) -> Past | None:
    """The former version that a file holds, or None when it is no twin at all. Never raises for bad input.

    Its page belongs to `present`. Names are those of the twin; of `registry` only what it leaves out is taken.
    """
    twin = _read(file)
    if twin is None:
        return None
    at = Location(file.path)
    said = body(file.path, _markdown(twin), 1)
    model = Digest if present.kind is Kind.DIGEST else Briefing
    document = Document(
        path=file.path,
        kind=present.kind,
        year=present.year,
        slug=present.slug,
        entry=_entry(model, _own(twin, model), at),
        body=said,
        locate=yaml_nodes.Located(at),
        last_line=at,
        frozen=present.id,
    )
    sources = {s.id: s for _, s in document.inline_sources() if s.id}
    evidence = Evidence(sources, _origins(twin), _standings(twin), _overlaps(twin), _flags(twin))
    return Past(number, date, document, evidence, _registry(twin, registry, at), file.content)


# ── JSON, with care ───────────────────────────────────────────────────────────────────────────────────


class _Refused(ValueError):
    """The file is no twin."""


def _read(file: File) -> Values | None:
    if len(file.content) > LIMIT:
        return None
    try:
        held = json.loads(
            file.content.decode("utf-8"),
            object_pairs_hook=_once,
            parse_int=_whole,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
        return _clean(held, 0) if isinstance(held, dict) else None
    except (ValueError, RecursionError):
        return None


def _once(pairs: list[tuple[str, Any]]) -> Values:
    """A set of fields; a key that stands there twice could be read in two ways."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Refused("a repeated key")
    return found


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise _Refused("a number without end")
    return int(digits)


def _no_number(text: str) -> Any:
    raise _Refused(text)


def _clean(value: Any, depth: int) -> Any:
    """The value without letters that hide or reorder text. Raises for one that lies too deep."""
    if depth > _DEEPEST:
        raise _Refused("too deep")
    if isinstance(value, str):
        if any(0xD800 <= ord(letter) <= 0xDFFF for letter in value if letter > "\ud7ff"):
            raise _Refused("half a letter")
        return without_refused(value)
    if isinstance(value, list):
        return [_clean(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_clean(key, depth + 1): _clean(item, depth + 1) for key, item in value.items()}
    return value


def _lists(value: Any) -> list[Values]:
    """The sets of fields in a list; whatever else stands there is passed over."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""


# ── the entry ─────────────────────────────────────────────────────────────────────────────────────────


def _own(twin: Values, model: type[Entry]) -> Values:
    """What the editors wrote, without what briefpress added to it for machines."""
    known = field_names(model)
    own = {key: value for key, value in twin.items() if key in known}
    for key, kind in _WITHIN.items():
        if key in own:
            own[key] = [_known(item, kind) for item in _lists(own[key])]
    return own


def _known(values: Values, kind: type[Entry]) -> Values:
    names = field_names(kind)
    return {key: value for key, value in values.items() if key in names}


def _entry(model: type[E], values: Values, at: Location) -> E:
    return structure.read(model, values, yaml_nodes.Located(at)).entry


_WITHIN: Mapping[str, type[Entry]] = {
    "sources": Source,
    "claims": Claim,
    "stakeholders": Stakeholder,
    "takeaways": Takeaway,
}
"""Fields whose entries carry more in a twin than in the editors' file, and what kind they are."""


def _markdown(twin: Values) -> str:
    return "\n\n".join(part for section in _lists(twin.get("body")) for part in _section(section))


def _section(section: Values) -> Iterator[str]:
    heading = " ".join(_word(section.get("heading")).split())
    if heading:
        yield f"## {heading}"
    yield _word(section.get("markdown"))


# ── what followed from it ─────────────────────────────────────────────────────────────────────────────


def _origins(twin: Values) -> dict[str, str]:
    return {_word(s.get("id")): _word(s.get("origin")) for s in _lists(twin.get("sources"))}


def _standings(twin: Values) -> dict[str, Standing]:
    found = {}
    for claim in _lists(twin.get("claims")):
        standing = claim.get("standing")
        if isinstance(standing, dict) and (made := _standing(standing)):
            found[_word(claim.get("id"))] = made
    return found


def _standing(values: Values) -> Standing | None:
    origins, ceiling = values.get("origins"), values.get("ceiling")
    uncounted = values.get("origins_not_counted")
    try:
        return Standing(
            origins if type(origins) is int else 0,
            Level(_word(values.get("level"))),
            Agreement(_word(values.get("agreement"))),
            Confidence(ceiling) if ceiling is not None else None,
            _word(values.get("reason")),
            uncounted if type(uncounted) is int else 0,
        )
    except ValueError:
        return None


def _overlaps(twin: Values) -> dict[tuple[str, str], tuple[str, ...]]:
    """Pairs of sources with as many empty words as they share: their texts are in no twin."""
    found = {}
    for run in _lists(twin.get("shared_wording")):
        sources, words = run.get("sources"), run.get("words")
        if isinstance(sources, list) and len(sources) == 2 and type(words) is int and 0 < words < _MOST_WORDS:
            found[_word(sources[0]), _word(sources[1])] = ("",) * words
    return found


def _flags(twin: Values) -> tuple[Flag, ...]:
    named = twin.get("flags")
    return tuple(flag for flag in Flag if isinstance(named, list) and flag.value in named)


def _registry(twin: Values, present: Registry, at: Location) -> Registry:
    """The names that the twin holds; of an entry that the registry still has, the rest of it."""
    given = twin.get("names")
    names = given if isinstance(given, dict) else {}
    return Registry(
        origin_groups={g.id: g for g in _groups(twin, at)},
        organisations=_renamed(names.get("organisations"), present.organisations, Organisation, "name"),
        people=_renamed(names.get("people"), present.people, Person, "name"),
        groups=_renamed(names.get("groups"), present.groups, Group, "label"),
        topics=_renamed(names.get("topics"), present.topics, Topic, "label"),
        principles=_renamed(names.get("principles"), present.principles, Principle, "label"),
    )


def _renamed(names: Any, present: Mapping[str, _Named], kind: type[_Named], field: str) -> dict[str, _Named]:
    pairs = names.items() if isinstance(names, dict) else ()
    return {
        key: present.get(key, kind(id=key)).model_copy(update={field: name})
        for key, name in pairs
        if isinstance(name, str)
    }


def _groups(twin: Values, at: Location) -> Iterator[OriginGroup]:
    """The origin groups; a source that stands alone is an origin without a basis, and no group."""
    for origin in _lists(twin.get("origins")):
        values = _known(origin, OriginGroup)
        if len(values) > 1:
            group = _entry(OriginGroup, values, at)
            if group.id:
                yield group
