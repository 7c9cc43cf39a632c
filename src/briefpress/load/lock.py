"""The bytes of `briefings/_published.lock.yml` -> the Lock.

What `briefpress release` writes is read with one pattern a line, in a tenth of the time that YAML takes. A
file of any other form is read as YAML, with the care that all YAML gets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefpress.load import front_matter, structure, yaml_nodes
from briefpress.load.faults import FAULTS_TOLD, in_order
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.lock import (
    PATH,
    ClaimState,
    Lock,
    Locked,
    LockedClaim,
    LockedVersion,
    LockLine,
    LockState,
)
from briefpress.model.plain import Plain, PlainKind
from briefpress.model.source import Location, Source
from briefpress.model.vocabulary import Confidence

KEY = "published"
"""The one top-level key of the file."""

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_NUMBER = r"[1-9][0-9]{0,5}"
_NONE = "none"
_FORMS: Mapping[str, tuple[str, str]] = {
    "id": (rf"[0-9]{{4}}-{_SLUG}", "an id such as 2026-a-film"),
    "address": (rf"(?:briefings|digests)/[0-9]{{4}}/{_SLUG}/", "an address such as briefings/2026/a-film/"),
    "state": ("|".join(LockState), " or ".join(LockState)),
    "version": (_NUMBER, "a number from 1"),
    "published": (_DAY, "a day such as 2026-11-21"),
    "updated": (_DAY, "a day such as 2026-11-21"),
    "until": (
        rf"{_DAY}[T ][0-9:.]{{5,15}}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})",
        "a moment such as 2026-11-21T09:00:00Z",
    ),
    "digest": ("[0-9a-f]{64}", "64 hexadecimal digits"),
    "date": (rf"(?:{_DAY})?", "a day such as 2026-11-21"),
    "twin": ("(?:[0-9a-f]{64})?", "64 hexadecimal digits, or nothing"),
    "claim": (f"c{_NUMBER}", "c and a number"),
    "since": (_NUMBER, "a number from 1"),
    "ceiling": ("|".join((*Confidence, _NONE)), " or ".join((*Confidence, _NONE))),
    "text": ("(?:[0-9a-f]{16})?", "16 hexadecimal digits, or nothing"),
}
"""Field of a line -> what its text must be, as a pattern and in words."""
_NUMBERS = ("version", "since")
_PATTERNS = {key: re.compile(pattern, re.ASCII) for key, (pattern, _) in _FORMS.items()}
_ADDRESS = _FORMS["address"][0]

Line = dict[str, str]
"""The fields of a line as texts; `former` holds its addresses with a blank between."""


def _line(*keys: str) -> re.Pattern[str]:
    """The pattern of a line with these fields; those that end in a question mark may be absent."""
    pairs = "".join(_pair(key) for key in keys).removeprefix(", ")
    return re.compile(rf"- \{{{pairs}\}}", re.ASCII)


def _pair(key: str) -> str:
    name = key.removesuffix("?")
    value = rf"(?P<{name}>{_FORMS[name][0]})"
    written = f", {name}: {value}" if name in _NUMBERS else f', {name}: "{value}"'
    return f"(?:{written})?" if key.endswith("?") else written


_FORMER = rf', former: \[(?P<former>"{_ADDRESS}"(?:, "{_ADDRESS}")*)\]'
_HEAD = _line(
    "id", "address", "state", "version", "published?", "updated?", "until?", "digest?"
).pattern.removesuffix(r"\}")
_CLAIM = _line("id", "claim", "state", "since", "ceiling", "text").pattern
_LINES = (
    re.compile(_CLAIM.replace("|".join(LockState), "|".join(ClaimState)), re.ASCII),
    _line("id", "version", "date", "twin"),
    re.compile(rf"{_HEAD}(?:{_FORMER})?\}}", re.ASCII),
)
"""The three kinds of lines, the most frequent first."""


@dataclass(slots=True)
class _Shelf:
    """What has been read so far, by id."""

    heads: dict[str, Locked] = field(default_factory=dict)
    versions: dict[str, set[LockedVersion]] = field(default_factory=dict)
    claims: dict[str, dict[str, LockedClaim]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    doubled: bool = False


def lock(source: Source | None, refused: Iterable[Fault] = ()) -> tuple[Lock, tuple[Fault, ...]]:
    """The lock, and what is wrong with it, sorted by place. Never raises for bad input.

    An absent file is an empty lock. Entries that stand there twice, as after a merge of two branches, are
    joined: the higher version holds, and what either of them knew is kept. `refused` is what reading refused.
    """
    if source is None:
        return Lock(unread=any(fault.at.path == PATH for fault in refused)), ()
    decoded = front_matter.decode(source, front_matter.SHARED_LIMIT)
    if decoded.text is None:
        return Lock(unread=True), decoded.faults
    shelf = _Shelf()
    tidy = not decoded.faults and _plainly(decoded.text, shelf)
    if tidy:
        return _joined(shelf, tidy=True), ()
    shelf = _Shelf()
    faults = [*decoded.faults, *_as_yaml(decoded.text, source.path, shelf)]
    return replace(_joined(shelf, tidy=False), unread=bool(faults)), in_order(faults)


def _plainly(text: str, shelf: _Shelf) -> bool:
    """Fills the shelf; False for a text that is not what `briefpress release` writes."""
    head, key, rest = text.partition(f"\n{KEY}:")
    if not key or any(line[:1] != "#" for line in head.split("\n")):
        return False
    claim, version, page = (pattern.fullmatch for pattern in _LINES)
    first = head.count("\n") + 3
    lines = rest.removeprefix("\n").removesuffix("\n")
    for number, line in enumerate(lines.split("\n") if lines else (), start=first):
        found = claim(line) or version(line) or page(line)
        if found is None:
            return False
        values = {k: v for k, v in found.groupdict().items() if v is not None}
        if "former" in values:
            values["former"] = values["former"].replace('"', "").replace(",", "")
        _add(values, number, shelf)
    return True


def _as_yaml(text: str, path: str, shelf: _Shelf) -> Iterator[Fault]:
    root = Location(path)
    tree = yaml_nodes.compose(text, root)
    yield from tree.faults
    if not tree.complete or tree.is_empty:
        return
    values = tree.values
    if not isinstance(values, dict):
        yield Fault(
            FaultKind.WRONG_TYPE,
            root,
            (),
            structure.description(values),
            f'the key "{KEY}" and a list below it',
        )
        return
    for key in values:
        if key != KEY:
            yield Fault(
                FaultKind.UNKNOWN_FIELD, tree.locate((key,), key=True), (key,), key, candidates=(KEY,)
            )
    items = values.get(KEY)
    if isinstance(items, list):
        yield from _read_lines(items, tree, shelf)
    elif items is not None and not (isinstance(items, Plain) and items.kind is PlainKind.NOTHING):
        yield Fault(FaultKind.WRONG_TYPE, tree.locate((KEY,)), (KEY,), structure.description(items), "a list")


def _read_lines(items: list[object], tree: yaml_nodes.Tree, shelf: _Shelf) -> Iterator[Fault]:
    told = 0
    for index, item in enumerate(items):
        at = (KEY, index)
        if not isinstance(item, dict):
            found = structure.description(item)
            faults = [Fault(FaultKind.WRONG_TYPE, tree.locate(at), at, found, "a set of fields")]
        else:
            reading = structure.read(LockLine, item, tree.locate, at=at, unread=tree.unread)
            values = _texts(reading.entry)
            faults = [*reading.faults, *_malformed(values, at, tree.locate)]
            if not faults and not reading.broken:
                _add(values, tree.locate(at).line, shelf)
        yield from faults
        told += len(faults)
        if told >= FAULTS_TOLD:
            return


def _texts(line: LockLine) -> Line:
    """The fields of a line that was read as YAML, those left out or empty by default left out."""
    written = line.model_dump(exclude_unset=True, exclude_none=True)
    former = " ".join(written.pop("former", ()))
    return {k: str(v) for k, v in written.items()} | ({"former": former} if former else {})


_NEEDED = (
    ("claim", ("state", "since", "ceiling", "text")),
    ("twin", ("version", "date")),
    ("id", ("address", "state", "version")),
)
"""A field that tells what kind of line it is, and what such a line needs; the first that is there counts."""


def _malformed(values: Line, at: tuple[str, int], locate: yaml_nodes.Located) -> Iterator[Fault]:
    """What a line holds that cannot stand there: such a line is not read."""
    needed = ("id", *next((keys for key, keys in _NEEDED if key in values), ()))
    for key in needed:
        if key not in values:
            yield Fault(FaultKind.WRONG_TYPE, locate(at), (*at, key), "nothing", _FORMS[key][1])
    for key, text in values.items():
        wrong = (
            [a for a in text.split() if not re.fullmatch(_ADDRESS, a)]
            if key == "former"
            else [text] * (not _fits(key, text, values))
        )
        if wrong:
            expected = _FORMS["address" if key == "former" else key][1]
            yield Fault(FaultKind.WRONG_TYPE, locate((*at, key)), (*at, key), f'"{wrong[0][:60]}"', expected)


def _fits(key: str, text: str, values: Line) -> bool:
    if key == "state":
        return text in (tuple(ClaimState) if "claim" in values else tuple(LockState))
    return _PATTERNS[key].fullmatch(text) is not None


# ── lines to entries ──────────────────────────────────────────────────────────────────────────────────


def _add(values: Line, number: int, shelf: _Shelf) -> None:
    """Puts a well-formed line on the shelf, joined with what is known of the same thing."""
    name = values["id"]
    if "claim" in values:
        _add_claim(values, shelf.claims.setdefault(name, {}), shelf)
    elif "twin" in values:
        known = shelf.versions.setdefault(name, set())
        version = LockedVersion(int(values["version"]), values["date"], values["twin"])
        shelf.doubled |= any(v.number == version.number for v in known)
        known.add(version)
    else:
        shelf.lines.setdefault(name, number)
        entry = _head(values)
        if name in shelf.heads:
            shelf.doubled = True
            entry = _one_of(shelf.heads[name], entry)
        shelf.heads[name] = entry


def _head(values: Line) -> Locked:
    return Locked(
        id=values["id"],
        address=values["address"],
        state=LockState(values["state"]),
        version=int(values["version"]),
        published=values.get("published", ""),
        updated=values.get("updated", ""),
        until=values.get("until", ""),
        digest=values.get("digest", ""),
        former=tuple(values.get("former", "").split()),
    )


_GRAVITY = tuple(LockState)


def _one_of(one: Locked, other: Locked) -> Locked:
    """The entry that holds when branches disagree: the graver state, then the higher version."""
    low, high = sorted((one, other), key=lambda e: (_GRAVITY.index(e.state), e.version, e.updated, e.digest))
    former = {*low.former, *high.former, *({low.address} - {high.address})}
    return replace(high, former=tuple(sorted(former)))


def _add_claim(values: Line, known: dict[str, LockedClaim], shelf: _Shelf) -> None:
    ceiling = Confidence(values["ceiling"]) if values["ceiling"] != _NONE else None
    claim = LockedClaim(
        values["claim"], ClaimState(values["state"]), int(values["since"]), ceiling, values["text"]
    )
    if claim.id in known:
        shelf.doubled = True
        claim = max(claim, known[claim.id], key=lambda c: (tuple(ClaimState).index(c.state), c.text))
    known[claim.id] = claim


def _joined(shelf: _Shelf, *, tidy: bool) -> Lock:
    """The entries, each with its versions and claims; lines whose entry is missing say nothing."""
    nothing: dict[str, LockedClaim] = {}
    entries = {
        name: replace(
            head,
            versions=tuple(sorted(shelf.versions.get(name, ()))),
            claims=tuple(sorted(shelf.claims.get(name, nothing).values(), key=lambda c: int(c.id[1:]))),
        )
        for name, head in sorted(shelf.heads.items())
    }
    stray = any(name not in entries for part in (shelf.versions, shelf.claims) for name in part)
    return Lock(entries, shelf.lines, tidy=tidy and not shelf.doubled and not stray)
