"""What taking a page down changes in the checkout: files in, edits out. `briefpress remove` carries it out.

Of the page its notice stays, with id, day and ground. What other files say about it is told, not guessed at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefpress.model import address
from briefpress.model.document import Document
from briefpress.model.lock import Lock, Locked, LockState, file_of
from briefpress.model.registry import Registry, Source
from briefpress.model.source import FieldPath, Location, written
from briefpress.model.vocabulary import RemovalGround, Status

RUN = 6
"""Words in a row that are the same in two texts only when one has them from the other."""
_SPACED = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Notice:
    """What readers are told in the place of the page."""

    date: str
    ground: RemovalGround
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """What goes with a page: ids of registry sources and origin groups, and names of snapshots, that it alone used."""

    ids: tuple[str, ...] = ()
    origin_groups: tuple[str, ...] = ()
    snapshots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that still speaks of the page, and how."""

    at: Location
    how: str


# ── the page and the lock ─────────────────────────────────────────────────────────────────────────────


def holds(document: Document | None, notice: Notice) -> Notice:
    """The notice that holds: a page that was taken down before keeps the one that it has."""
    there = document.entry if document is not None else None
    if there is not None and there.status is Status.REMOVED and there.removed and there.removed.ground:
        return Notice(there.removed.date, there.removed.ground, there.removed.note)
    return notice


def version_of(document: Document | None, entry: Locked | None) -> int:
    """The last version that anybody may have read."""
    return max(document.entry.version if document else 0, entry.version if entry else 0, 1)


def stub(document: Document | None, version: int, notice: Notice) -> str:
    """The file that stays: the notice, the version, and the addresses that lead to it."""
    there = document.entry if document is not None else None
    said = f", note: {_quoted(notice.note)}" if notice.note else ""
    lines = [
        "---",
        "status: removed",
        f"removed: {{date: {notice.date}, ground: {notice.ground}{said}}}",
        f"version: {version}",
    ]
    if there is not None and there.redirect_from:
        lines.append(f"redirect_from: [{', '.join(_quoted(path) for path in there.redirect_from)}]")
    if there is not None and there.lang != type(there).model_fields["lang"].default:
        lines.append(f"lang: {_quoted(there.lang)}")
    return "\n".join([*lines, "---", ""])


def _quoted(text: str) -> str:
    """A text as a double-quoted YAML scalar, which JSON's strings are."""
    return json.dumps(text, ensure_ascii=False)


def locked(lock: Lock, name: str, path: str, version: int, day: str) -> Lock:
    """The lock with nothing but id, address, version and day of one page, whose file lies at `path`."""
    old = lock.entries.get(name)
    at = address_of(path)
    former = tuple(sorted({*old.former, old.address} - {at})) if old else ()
    bare = Locked(name, at, LockState.REMOVED, version, updated=day, former=former)
    return replace(lock, entries={**lock.entries, name: bare})


def address_of(path: str) -> str:
    """The address of the page that a file makes.

    >>> address_of("briefings/_digests/2026/three-texts.md")
    'digests/2026/three-texts/'
    """
    made = address.digest if "/_digests/" in path else address.briefing
    return made(*path.removesuffix(".md").split("/")[-2:])


def forgotten(lock: Lock, name: str) -> Lock:
    """The lock without a page that nobody has read."""
    return replace(lock, entries={key: entry for key, entry in lock.entries.items() if key != name})


def file_for(name: str, lock: Lock, paths: Collection[str]) -> str:
    """The file of a page: where it lies, or lay when it is gone; "" when nothing is known of such a page."""
    year, slug = name[:4], name[5:]
    entry = lock.entries.get(name)
    known = [file_of(entry.address)] if entry else []
    tried = [*known, f"briefings/{year}/{slug}.md", f"briefings/_digests/{year}/{slug}.md"]
    return next((path for path in tried if path in paths), known[0] if known else "")


def id_of(path: str) -> str:
    """The id that a file has by its place.

    >>> id_of("briefings/_digests/2026/three-texts.md")
    '2026-three-texts'
    """
    return "-".join(path.removesuffix(".md").split("/")[-2:])


# ── what it alone used ────────────────────────────────────────────────────────────────────────────────


def used(document: Document) -> frozenset[str]:
    """The ids of all sources that a file names."""
    quoted = (a.source for claim in document.entry.claims for a in claim.assertions)
    return frozenset({*document.source_ids(), *quoted})


def sources(document: Document, others: Iterable[Document], registry: Registry) -> Sources:
    """The sources, origin groups and snapshots that no other file and no other source uses."""
    elsewhere, held = set[str](), set[str]()
    for other in others:
        own = {s.id for _, s in other.inline_sources()}
        elsewhere |= used(other) - own
        held |= {s.snapshot.file for _, s in other.inline_sources() if s.snapshot}
    named = set(used(document) - elsewhere - {s.id for _, s in document.inline_sources()})
    named = {name for name in named if ("sources", name) in registry.places}
    while leaned_on := named & _leaned_on(named, registry):
        named -= leaned_on
    gone = [registry.sources[name] for name in sorted(named)]
    stay = [source for name, source in registry.sources.items() if name not in named]
    files = {s.snapshot.file for s in (*gone, *(s for _, s in document.inline_sources())) if s.snapshot}
    held |= {s.snapshot.file for s in stay if s.snapshot}
    return Sources(tuple(sorted(named)), _groups(gone, stay, registry), tuple(sorted(files - held - {""})))


def _leaned_on(named: Collection[str], registry: Registry) -> set[str]:
    """Sources that a source or an origin group which stays goes back to."""
    stay = (source for name, source in registry.sources.items() if name not in named)
    members = {s.origin_group for name, s in registry.sources.items() if name not in named}
    roots = (group.root_source for name, group in registry.origin_groups.items() if name in members)
    return {*(name for source in stay for name in source.via), *roots}


def _groups(gone: Iterable[Source], stay: Iterable[Source], registry: Registry) -> tuple[str, ...]:
    left = {s.origin_group for s in stay}
    found = {s.origin_group for s in gone} - left
    return tuple(sorted(name for name in found if ("origin_groups", name) in registry.places))


def entries_of(going: Sources, registry: Registry) -> Mapping[str, tuple[FieldPath, ...]]:
    """Where the entries that go stand: registry file -> their field paths."""
    keys = [("sources", name) for name in going.ids]
    keys += [("origin_groups", name) for name in going.origin_groups]
    found: dict[str, list[FieldPath]] = {}
    for key in keys:
        path, at = registry.places[key]
        found.setdefault(path, []).append(at)
    return {path: tuple(sorted(at, key=str)) for path, at in sorted(found.items())}


def without(text: str, starts: Sequence[int], gone: Collection[int]) -> str:
    """A YAML text without the list items that begin on the lines `gone`; `starts` are those of all items and keys.

    A comment right above an item goes with it. Lines count from 1. What comes out must be read again and compared:
    a list in brackets is not taken apart by lines.
    """
    lines = text.splitlines(keepends=True)
    first = {start: _with_comments(lines, start) for start in starts}
    ends = dict(zip(sorted(starts), [*sorted(starts)[1:], len(lines) + 1], strict=True))
    going = {
        number
        for start in gone
        for number in range(first[start], first[ends[start]] if ends[start] in first else ends[start])
    }
    return "".join(line for number, line in enumerate(lines, start=1) if number not in going)


def _with_comments(lines: Sequence[str], start: int) -> int:
    """The first line of the comment right above a line; comments that stand further in belong to what is above."""
    indent = _indent(lines[start - 1])
    while start > 1 and lines[start - 2].lstrip().startswith("#") and _indent(lines[start - 2]) <= indent:
        start -= 1
    return start


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


# ── what still speaks of it ───────────────────────────────────────────────────────────────────────────


def references(name: str, others: Iterable[Document]) -> Iterator[Mention]:
    """Where other files name the page by its id."""
    for other in others:
        for path, value in _texts(other.entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)):
            if value.partition("#")[0] == name:
                claim = value.partition("#")[2]
                how = f"{written(path)} names {f'claim {claim} of it' if claim else 'it'}"
                yield Mention(other.locate(path), how)


def _texts(value: object, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _texts(one, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            yield from _texts(one, (*path, index))


def wording(document: Document) -> frozenset[str]:
    """What the page's own words are known by: each run of six words, and its title and event."""
    texts = [text for _, text in _texts(document.entry.model_dump(mode="json", exclude_defaults=True))]
    below = [text for section in document.body.sections for text in section.markdown.split("\n\n")]
    runs = {run for text in (*texts, *below) for _, run in _runs(text)}
    event = document.briefing.event if document.briefing else ""
    return frozenset(
        runs | {_folded(t) for t in (document.entry.title, event) if len(_folded(t).split()) > 2}
    )


def repeated(path: str, text: str, names: Collection[str], said: frozenset[str]) -> Mention | None:
    """The first place of a file that repeats words of the page, or names it by one of these; None without any."""
    found = next((at for at, run in _runs(text) if run in said), None)
    if found is not None:
        return Mention(_place(path, text, found), "repeats words of the page")
    short = [phrase for phrase in said if len(phrase.split()) < RUN]
    folded = f" {_folded(text)} " if short else ""
    if any(f" {phrase} " in folded for phrase in short):
        return Mention(Location(path), "repeats its title or the name of its event")
    pattern = "|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in names)
    if pattern and (named := re.search(pattern, text)) is not None:
        return Mention(_place(path, text, named.start()), "names it")
    return None


def _runs(text: str) -> Iterator[tuple[int, str]]:
    words = [(found.start(), found.group().casefold()) for found in _SPACED.finditer(text)]
    for index in range(len(words) - RUN + 1):
        yield words[index][0], " ".join(word for _, word in words[index : index + RUN])


def _folded(text: str) -> str:
    return " ".join(_SPACED.findall(text.casefold()))


def _place(path: str, text: str, index: int) -> Location:
    return Location(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
