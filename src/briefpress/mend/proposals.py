"""What can be mended without a second thought, and what is left to an editor, with the reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from rapidfuzz.distance import Levenshtein

from briefpress.check.dates import date_fields, meant
from briefpress.load.faults import FAULTS_TOLD
from briefpress.load.scalars import plain
from briefpress.mend.edits import Change, added, appended, filled, replaced
from briefpress.mend.file import File
from briefpress.mend.plain_dates import certain
from briefpress.mend.scalar import is_word, quoted
from briefpress.mend.tree import Item, Scalar, Tree, at
from briefpress.model.briefing import Claim
from briefpress.model.field import Entry, walk
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.reference import Named, Target, references
from briefpress.model.registry import Registry, Snapshot, Source
from briefpress.model.source import FieldPath, Location, written
from briefpress.model.vocabulary import Coverage

_NUMBERED = re.compile(r"[a-z][0-9]+")
_MOST_RIVALS = 8
_ABOVE_RIVALS = ("id", "text", "kind", "about")
_PARTIES = ("organisations", "people", "groups")
_SHARED = frozenset(
    {
        *(Target.SOURCE, Target.ORIGIN_GROUP, Target.ORGANISATION, Target.PERSON, Target.TOPIC),
        *(Target.PRINCIPLE, Target.GROUP, Target.PARTY),
    }
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What mending one file needs to know of the others: the registry with its snapshots, and the briefings' ids."""

    registry: Registry = field(default_factory=Registry)
    briefings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Left:
    """What stays as it is, where, and why."""

    at: Location
    said: str


Found: TypeAlias = "Iterator[Change | Left]"


def proposals(file: File, tree: Tree, facts: Facts) -> Found:
    """Every mend of values that can be made in a file, and what is left; the order of keys is looked at apart."""
    for look in (_quoting, _dates, _hashes, _rivals, _misspelt, _misnamed):
        yield from look(file, tree, facts)


def _entries(file: File) -> Iterator[tuple[FieldPath, Entry]]:
    for at_root, entry in file.entries:
        yield from (((*at_root, *path), one) for path, one in walk(entry))


def _as_before(item: Item, text: str) -> tuple[str, Any]:
    """A new value in the quotation marks of the old one, and what YAML makes of it."""
    style = item.value.style if isinstance(item.value, Scalar) else ""
    if style == "'":
        return f"'{text}'", text
    if style or not (is_word(text) or plain(text) != text):
        return quoted(text), text
    return text, plain(text)


# ── quotation marks ───────────────────────────────────────────────────────────────────────────────────


def _quoting(file: File, tree: Tree, _: Facts) -> Found:
    """Text that YAML takes for something else, and dates that it takes for a list."""
    for fault in file.faults:
        is_list = fault.kind is FaultKind.WRONG_TYPE and fault.found.startswith("[..")
        if fault.kind is not FaultKind.RETYPED and not is_list:
            continue
        item = at(tree.root, fault.path)
        if item is None or any(item.value.start < index < item.value.end for index, _ in tree.comments):
            yield Left(fault.at, f"{written(fault.path)} {fault.found}: put it in quotation marks by hand")
            continue
        said = f"{written(fault.path)}: quotation marks around {fault.found}, so that it stays text"
        yield Change(fault.at, said, replaced(item, quoted(fault.found)), fault.path, fault.found)


# ── dates ─────────────────────────────────────────────────────────────────────────────────────────────


def _dates(file: File, tree: Tree, _: Facts) -> Found:
    for path, entry in _entries(file):
        for one in date_fields(type(entry)):
            text = getattr(entry, one.key).strip()
            if not text or one.form.allows(text):
                continue
            whole = (*path, one.key)
            date, place, name = certain(text), file.locate(whole), written(whole)
            item = at(tree.root, whole)
            if date and one.form.allows(date) and item is not None:
                new, value = _as_before(item, date)
                yield Change(place, f'{name}: "{text}" is {date}', replaced(item, new), whole, value)
            else:
                guess = meant(text, one.form)
                offer = f'; "{guess}" may be meant' if guess else ""
                yield Left(place, f'{name} "{text}": which day that is cannot be told for certain{offer}')


# ── hashes ────────────────────────────────────────────────────────────────────────────────────────────


def _hashes(file: File, tree: Tree, facts: Facts) -> Found:
    for path, entry in _entries(file):
        if not isinstance(entry, Snapshot) or not entry.file:
            continue
        whole = (*path, "sha256")
        place = file.locate(whole)
        held = facts.registry.snapshots.get(entry.file)
        if entry.sha256.strip():
            if entry.coverage is Coverage.FULL and held and held.sha256 != entry.sha256.strip().lower():
                yield Left(place, _HASH_DIFFERS.format(file=entry.file))
        elif entry.coverage is not Coverage.FULL:
            yield Left(place, f"{written(whole)} is that of the full text, which is not held")
        elif held is None:
            yield Left(
                place, f"{written(whole)}: there is no briefings/_snapshots/{entry.file} to work it out from"
            )
        else:
            yield from _hashed(file, tree, path, held.sha256)


_HASH_DIFFERS = (
    "snapshot {file} does not match its sha256, which stays: the text may have been changed by mistake"
)


def _hashed(file: File, tree: Tree, path: FieldPath, sha256: str) -> Found:
    whole = (*path, "sha256")
    item, above = at(tree.root, whole), at(tree.root, (*path, "file"))
    if above is None:
        return
    new = sha256 if is_word(sha256) else quoted(sha256)
    if item is None:
        edits = added(tree, above, "sha256", new)
    elif item.value.end > item.value.start:
        edits = replaced(item, new)
    else:
        edits = filled(tree, item, new)
    yield Change(file.locate(whole), f"{written(whole)}: worked out from the snapshot", edits, whole, sha256)


# ── rivals ────────────────────────────────────────────────────────────────────────────────────────────


def _rivals(file: File, tree: Tree, _: Facts) -> Found:
    """Claims that compete name each other."""
    if file.document is None:
        return
    claims = file.document.entry.claims
    place = {claim.id: index for index, claim in enumerate(claims) if claim.id}
    if len(place) != len([claim for claim in claims if claim.id]):
        return  # an id that stands twice names no claim for certain
    for name, index in place.items():
        claim = claims[index]
        missing = [c.id for c in claims if c.id != name and name in c.rivals and c.id not in claim.rivals]
        path: FieldPath = ("claims", index, "rivals")
        if missing and not file.document.is_broken(path):
            yield from _made_mutual(file, tree, claim, path, missing)


def _made_mutual(file: File, tree: Tree, claim: Claim, path: FieldPath, missing: list[str]) -> Found:
    place, wanted = file.locate(path), [*claim.rivals, *missing]
    names = ", ".join(missing)
    if len(wanted) > _MOST_RIVALS:
        yield Left(
            place, f"{written(path)}: {names} compete with {claim.id}, but it would have more than 8 rivals"
        )
        return
    item = at(tree.root, path)
    above = [found for key in _ABOVE_RIVALS if (found := at(tree.root, (*path[:-1], key))) is not None]
    if item is not None:
        edits = appended(tree, item, missing)
    else:
        edits = added(tree, above[-1], "rivals", f"[{names}]") if above else ()
    yield Change(place, f"{written(path)}: {names} added, as rivals name each other", edits, path, wanted)


# ── did you mean ──────────────────────────────────────────────────────────────────────────────────────


def _misspelt(file: File, tree: Tree, _: Facts) -> Found:
    """Names of fields and words of vocabularies."""
    for fault in file.faults:
        if fault.kind is FaultKind.UNKNOWN_FIELD:
            yield from _renamed(tree, fault)
        elif fault.kind is FaultKind.UNKNOWN_VALUE:
            yield from _respelt(tree, fault.at, fault.path, fault.found, fault.candidates)


def _renamed(tree: Tree, fault: Fault) -> Found:
    item, name = at(tree.root, fault.path), only_one(fault.found, fault.candidates)
    if item is None or item.key is None or not name:
        yield Left(fault.at, f'unknown field "{fault.found}": no single name is one letter away')
    elif any(other.key is not None and other.key.value == name for other in item.holder.items):
        yield Left(fault.at, f'unknown field "{fault.found}": there is a "{name}" already')
    else:
        edit = replaced(Item(item.start, 0, None, item.key, item.holder, None), name)
        yield Change(
            fault.at, f'field "{fault.found}" is "{name}"', edit, fault.path, renamed=name, asks=True
        )


def _respelt(tree: Tree, place: Location, path: FieldPath, found: str, names: Iterable[str]) -> Found:
    item, name = at(tree.root, path), only_one(found, names)
    if item is None or not isinstance(item.value, Scalar) or not name:
        yield Left(place, f'{written(path)} "{found}": no single name is one letter away')
        return
    new, value = _as_before(item, name)
    yield Change(
        place, f'{written(path)}: "{found}" is "{name}"', replaced(item, new), path, value, asks=True
    )


def only_one(word: str, names: Iterable[str]) -> str:
    """The one name at most a letter away from the word; "" when there is none, or more than one.

    >>> only_one("summry", ["summary", "sources"]), only_one("seed-d", ["seed-a", "seed-b"])
    ('summary', '')
    """
    wanted = word.casefold()
    near = [
        n for n in dict.fromkeys(names) if Levenshtein.distance(wanted, n.casefold(), score_cutoff=1) <= 1
    ]
    return near[0] if len(near) == 1 and len(word) > 2 and not _NUMBERED.fullmatch(word) else ""


def _misnamed(file: File, tree: Tree, facts: Facts) -> Found:
    """Ids of sources, topics, people and so on. Ids made of a letter and a number are never guessed."""
    listed = file.document.source_ids() if file.document else ()
    told = 0
    for path, entry in _entries(file):
        for below, named, name in references(entry):
            if told < FAULTS_TOLD and not _is_known(entry, named, name, facts, listed):
                told += 1
                whole = (*path, *below)
                if names := _names(entry, named, facts, listed):
                    yield from _respelt(tree, file.locate(whole), whole, name, names)


def _is_known(entry: Entry, named: Named, name: str, facts: Facts, listed: Collection[str]) -> bool:
    """True for what is there, and for what may be there or may be plain text."""
    kinds = _kinds(named.target)
    if named.free or not facts.registry.unread.isdisjoint(kinds):
        return True
    if named.target is Target.ORIGIN_GROUP and name in _own(entry):
        return True
    if kinds:
        return any(name in getattr(facts.registry, kind) for kind in kinds)
    if named.target is Target.LISTED_SOURCE:
        return name in listed
    return named.target is not Target.BRIEFING or name in facts.briefings


def _kinds(target: Target) -> tuple[str, ...]:
    """The kinds of registry entries that a field may name."""
    if target is Target.PARTY:
        return _PARTIES
    return (str(target.value),) if target in _SHARED else ()


def _own(entry: Entry) -> tuple[str, ...]:
    """The origin groups that a source may name without an entry."""
    return (entry.id, "unidentified") if isinstance(entry, Source) else ()


def _names(entry: Entry, named: Named, facts: Facts, listed: Collection[str]) -> Collection[str]:
    """What a field may name."""
    kinds = _kinds(named.target)
    if not kinds:
        return listed if named.target is Target.LISTED_SOURCE else facts.briefings
    own = _own(entry) if named.target is Target.ORIGIN_GROUP else ()
    return {*own, *(name for kind in kinds for name in getattr(facts.registry, kind))}
