"""Takes sources in and looks at them again: `briefpress source add` and `briefpress source update`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from briefpress.check.rules.slug_invalid import KEBAB, kebab
from briefpress.edition import making
from briefpress.edition.desk import Desk
from briefpress.edition.desk import desk as at_desk
from briefpress.edition.result import Unable
from briefpress.evidence.gather import held_text
from briefpress.evidence.origins import UNIDENTIFIED, origin
from briefpress.evidence.overlap import longest_run
from briefpress.evidence.text import find, nearest
from briefpress.intake import Extract, Material, Refused, extracted
from briefpress.intake.draft import Answer, Draft, Given, drafted
from briefpress.jobs import ROOM, Crew, JobFailed, Stopped
from briefpress.load import document as load_document
from briefpress.load import settings as load_settings
from briefpress.mend.entries import Field, Impossible, with_entry, with_field, written
from briefpress.model import edtf
from briefpress.model.document import Document
from briefpress.model.registry import Source as Entry
from briefpress.model.source import Location, Source
from briefpress.model.vocabulary import Coverage, OriginBasis
from briefpress.publish import links
from briefpress.publish.create import Taken
from briefpress.publish.rewrite import Moved, Revision, all_or_none

REGISTRY = "briefings/_registry/sources.yml"
LARGEST = 20 * 1024 * 1024
"""Bytes of a file or an answer, before and after decompression."""
_SNAPSHOTS = "briefings/_snapshots"
_NAME_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Terms:
    """How a text is fetched and read: times in seconds, `reading` those of the processor; `room` in bytes of memory."""

    allow_private: bool = False
    timeout: float = 30.0
    reading: float = 60.0
    room: int = ROOM
    join_lines: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a source comes from (a file, an address, or `-` with its bytes in `piped`), and what the editor says."""

    where: str
    id: str = ""
    inline: Path | None = None
    given: Given = field(default_factory=Given)
    hash_only: bool = False
    piped: bytes = b""


@dataclass(frozen=True, slots=True)
class Added:
    """A source that was taken in: its id, its files, the entry as it was written, and what to look at.

    `snapshot` is "" where the hash alone is held.
    """

    id: str
    snapshot: str
    file: str
    entry: tuple[str, ...]
    draft: Draft
    paragraphs: int
    words: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A quotation that the new state of a text does not hold any more, and what stands there instead, if anything."""

    at: Location
    claim: str
    quote: str
    instead: str


@dataclass(frozen=True, slots=True)
class Updated:
    """What came of looking again; `id` is that of the new state, "" when the text is as it was."""

    of: str
    id: str = ""
    snapshot: str = ""
    entry: tuple[str, ...] = ()
    group: str = ""
    broken: tuple[Broken, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    """A text, and how much of it is held: all of it, or its hash alone, where its owner allows no copy."""

    text: str
    coverage: Coverage

    @property
    def sha256(self) -> str:
        """Of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def field(self, snapshot: str) -> Field:
        """The entry's field."""
        file = Path(snapshot).name
        return Field("snapshot", {"file": file, "sha256": self.sha256, "coverage": str(self.coverage)})

    def revisions(self, snapshot: str) -> list[Revision]:
        """What is written of it."""
        whole = self.coverage is Coverage.FULL
        return [Revision(snapshot, None, self.text.encode())] if whole else []


# ── the two commands ──────────────────────────────────────────────────────────────────────────────────


def add(config_file: Path, wanted: Wanted, terms: Terms, now: datetime) -> Added:
    """`briefpress.edition.add_source`."""
    with making.plainly():
        desk = _read(config_file)
        _refuse_options(wanted, desk)
        extract, address = _taken(wanted.where, wanted.piped, terms, desk, now)
        given = replace(wanted.given, url=address or wanted.given.url)
        kept = _Kept(extract.text, Coverage.HASH_ONLY if wanted.hash_only else Coverage.FULL)
        _refuse_known(desk, kept.sha256, given.url)
        own = [source for document in _documents(desk) for _, source in document.inline_sources()]
        draft = drafted(extract, given, desk.registry, now.date().isoformat(), own)
        target = _target(desk, wanted.inline)
        name = wanted.id or _name(draft)
        snapshot = _place(desk, name)
        entry = _entry(name, draft, kept.field(snapshot))
        after = _with_entry(target, "sources", entry)
        _write(desk.root, [*kept.revisions(snapshot), _revision(desk, target, after)])
    counts = (len(extract.text.splitlines()), len(extract.text.split()))
    return Added(name, "" if wanted.hash_only else snapshot, target.path, entry, draft, *counts)


def update(
    config_file: Path, name: str, where: str, terms: Terms, now: datetime, piped: bytes = b""
) -> Updated:
    """`briefpress.edition.update_source`."""
    with making.plainly():
        desk = _read(config_file)
        former = _registered(desk, name)
        if not where and not former.url:
            raise Unable(f"{name} has no address; name the file that holds its new text after the id")
        extract, found_at = _taken(where or former.url, piped, terms, desk, now)
        kept, held = _Kept(extract.text, _coverage(former)), held_text(former, desk.registry)
        known = former.snapshot.sha256.strip().lower() if former.snapshot else ""
        if known == kept.sha256 or (held is not None and held.split() == extract.text.split()):
            return Updated(name)
        day = now.date().isoformat()
        new = f"{name}-{day}"
        _refuse_known(desk, kept.sha256, "")
        snapshot = _place(desk, new)
        group, source = _same_origin(desk, former, extract.text)
        entry = written([*_of_state(former, new, group, day), kept.field(snapshot)])
        after = _with_entry(source, "sources", entry)
        _write(desk.root, [*kept.revisions(snapshot), _revision(desk, source, after)])
        broken = tuple(_broken(desk, name, extract.text))
    moved = (
        ()
        if found_at in ("", former.url)
        else (f"It was found at {found_at}; the entry keeps {former.url}.",)
    )
    begun = group if source.content != _held(desk) else ""
    at = snapshot if kept.coverage is Coverage.FULL else ""
    return Updated(name, new, at, entry, begun, broken, (*extract.notes, *moved))


# ── what comes in ─────────────────────────────────────────────────────────────────────────────────────


def _read(config_file: Path) -> Desk:
    """The site, if all that a new source may clash with is there. Raises `Unable` if not."""
    desk = at_desk(config_file)
    if "sources" in desk.registry.unread:
        raise Unable(f"{REGISTRY} cannot be read whole; mend what `briefpress check` says first")
    if desk.registry.absent:
        raise Unable(
            f"the folder of snapshots, {desk.registry.absent}, is not here; take sources in where it is"
        )
    return desk


def _documents(desk: Desk) -> Iterator[Document]:
    return (load_document(source) for source in desk.corpus.entries)


def _taken(where: str, piped: bytes, terms: Terms, desk: Desk, now: datetime) -> tuple[Extract, str]:
    """The text, and the address that it was found at in the end; "" for a file. Raises `Unable`.

    The process that reads it begins first: it holds nothing that was fetched before, and no thread is under way.
    """
    with Crew(_nothing, size=1, limit=terms.reading, room=terms.room, foreign=True) as crew:
        material, address = _material(where, piped, terms, desk, now)
        try:
            found = crew.each(_extracted, [[material]])[0][0]
        except (JobFailed, OSError) as error:
            last = str(error).strip().splitlines()[-1:] or [""]
            raise Unable(
                f"{where} cannot be read ({_one_line(last[0])[:200]}); save what you read as a text file"
            ) from error
    if isinstance(found, Stopped):
        what = "memory" if found.died else "time"
        raise Unable(
            f"{where} takes more {what} to read than a text should; save what you read as a text file"
        )
    if isinstance(found, str):
        raise Unable(f"{where}: {found}")
    return found, address


def _nothing() -> None:
    return None


def _extracted(_: None, material: Material) -> Extract | str:
    """In a process of its own: the extract, or in words why there is none."""
    try:
        return extracted(material)
    except Refused as refused:
        return str(refused)


def _material(where: str, piped: bytes, terms: Terms, desk: Desk, now: datetime) -> tuple[Material, str]:
    if is_address(where):
        page = _fetched(where, terms, desk, now)
        return Material(page.content, page.content_type, terms.join_lines), urldefrag(page.address).url
    content = piped if where == "-" else _file(Path(where))
    if len(content) > LARGEST:
        raise Unable(
            f"{where} is larger than {LARGEST // 1024:,} kB; add the part that matters as a text file"
        )
    return Material(content, "", terms.join_lines), ""


def is_address(where: str) -> bool:
    """True for an address of the web; everything else is a file."""
    return urlsplit(where).scheme.lower() in ("http", "https") if "://" in where else False


def _file(path: Path) -> bytes:
    if not path.is_file():
        raise Unable(f"there is no file {path}")
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _fetched(address: str, terms: Terms, desk: Desk, now: datetime) -> links.Page:
    settings, _ = load_settings(Source(desk.config_file.name, desk.config_file.read_bytes()))
    about = [f"+{settings.site_url}" if settings.site_url else "", settings.contact]
    agent = f"briefpress/{version('briefpress')} ({'; '.join(['source', *filter(None, about)])})"
    manners = links.Manners(agent, timeout=terms.timeout, retries=0, most=LARGEST)
    allowed = _any if terms.allow_private else links.is_public
    try:
        return links.fetch(address, manners, now=now, allowed=allowed)
    except links.Unfetched as error:
        raise Unable(f"{address}: {error}") from error


def _any(_: str) -> bool:
    return True


# ── what is refused ───────────────────────────────────────────────────────────────────────────────────


def _refuse_options(wanted: Wanted, desk: Desk) -> None:
    """Raises `Unable` for what the editor says and the form would not take."""
    given = wanted.given
    if wanted.id and not (KEBAB.fullmatch(wanted.id) and len(wanted.id) <= 60):
        raise Unable(f"--id {wanted.id} is no name: up to 60 lower-case letters, digits and single hyphens")
    if given.issued and given.issued != edtf.UNKNOWN and not edtf.is_date(given.issued):
        raise Unable(f"--issued {given.issued} is no date; write it like 2026-06-25, 2026-06~ or unknown")
    group = given.origin_group
    if group and group != UNIDENTIFIED and group not in desk.registry.origin_groups:
        raise Unable(f"there is no origin group {group}; add it below origin_groups: in {REGISTRY} first")
    if is_address(wanted.where):
        _refuse_known(desk, "", urldefrag(wanted.where).url)


def _refuse_known(desk: Desk, digest: str, address: str) -> None:
    """Raises `Unable` for a text that is held, or an address that is registered."""
    for file, held in desk.registry.snapshots.items():
        if held.sha256 == digest:
            raise Unable(f"this very text is held already, as {file}; nothing was written")
    for source in desk.registry.sources.values():
        if source.snapshot and source.snapshot.sha256.strip().lower() == digest:
            raise Unable(f"this very text is registered already, as {source.id}; nothing was written")
        if address and source.url == address:
            raise Unable(
                f"{address} is registered as {source.id}; `briefpress source update {source.id}` looks again"
            )


def _registered(desk: Desk, name: str) -> Entry:
    source = desk.registry.sources.get(name)
    if source is None:
        inline = any(s.id == name for document in _documents(desk) for _, s in document.inline_sources())
        hint = "; it is described in a briefing: `briefpress promote` moves it there first" if inline else ""
        raise Unable(f"there is no source {name} in {REGISTRY}{hint}")
    return source


def _name(draft: Draft) -> str:
    """A name made of the title, cut at a word. Raises `Unable` when nothing is left of it."""
    title = str(draft.value("title")).removeprefix("[Untitled] ")
    whole = kebab(title)
    name = whole if len(whole) <= _NAME_LENGTH else whole[: _NAME_LENGTH + 1].rpartition("-")[0]
    if len(name) < 3:
        raise Unable("no name can be made of the title; give one with --id")
    return name


def _place(desk: Desk, name: str) -> str:
    """Where the snapshot of a source goes. Raises `Unable` for a name that is taken."""
    registry = desk.registry
    inline = {s.id for document in _documents(desk) for _, s in document.inline_sources()}
    if name in registry.sources or name in registry.origin_groups or name in inline or name == "unknown":
        raise Unable(f"the name {name} is taken; give another one with --id, or take that entry away first")
    file = f"{name}.txt"
    if file in registry.snapshots:
        raise Unable(
            f"there is a snapshot {file} already, of a source of another name; give a name with --id"
        )
    return f"{desk.corpus.elsewhere or _SNAPSHOTS}/{file}"


# ── what is written ───────────────────────────────────────────────────────────────────────────────────


def _target(desk: Desk, inline: Path | None) -> Source:
    """The file that takes the entry: the registry's, or a briefing. Raises `Unable`."""
    return Source(REGISTRY, _held(desk)) if inline is None else desk.entry(inline)


def _held(desk: Desk) -> bytes:
    return next((source.content for source in desk.corpus.registry if source.path == REGISTRY), b"")


def _revision(desk: Desk, target: Source, after: bytes) -> Revision:
    """The file as it lies on the disk, and as it shall be; `target` may hold a step in between."""
    known = {s.path: s.content for s in (*desk.corpus.registry, *desk.corpus.entries)}
    return Revision(target.path, known.get(target.path), after)


def _entry(name: str, draft: Draft, snapshot: Field) -> tuple[str, ...]:
    fields = [Field("id", name), *(_field(answer) for answer in draft.answers), snapshot]
    return written(fields, [f"Perhaps {_one_line(said)}" for said in draft.proposals])


def _field(answer: Answer) -> Field:
    value = answer.value if isinstance(answer.value, str) else tuple(map(_one_line, answer.value))
    value = _one_line(value) if isinstance(value, str) else value
    return Field(answer.key, value, date=answer.key in ("accessed", "issued"))


def _one_line(text: str) -> str:
    """As it may stand in one line of a file: no control characters."""
    return "".join(c if c.isprintable() else " " for c in text)


def _with_entry(target: Source, key: str, entry: Sequence[str]) -> bytes:
    try:
        return with_entry(target, key, entry)
    except Impossible as error:
        raise Unable(f"{target.path} cannot take the entry: {error}") from error


def _write(root: Path, revisions: Sequence[Revision]) -> None:
    try:
        all_or_none(root, revisions)
    except (Moved, Taken) as moved:
        raise Unable(f"{moved}; nothing was written") from moved


# ── a later state ─────────────────────────────────────────────────────────────────────────────────────


def _same_origin(desk: Desk, former: Entry, text: str) -> tuple[str, Source]:
    """The group of both states, and the registry with what that needs: two states of a text are one origin."""
    source = Source(REGISTRY, _held(desk))
    if former.origin_group and former.origin_group != former.id:
        return former.origin_group, source
    if former.origin_group:
        raise Unable(f"{former.id} names itself as its origin_group; take that out first")
    if origin(former) == UNIDENTIFIED:
        return "", source
    group = f"{former.id}-states"
    if group in desk.registry.origin_groups or group in desk.registry.sources:
        raise Unable(f"the name {group} is taken; give {former.id} an origin_group by hand first")
    held = held_text(former, desk.registry)
    basis = OriginBasis.SHARED_WORDING if held and longest_run(held, text) else OriginBasis.SAME_OWNER
    fields = [
        Field("id", group),
        Field("label", f"States of {former.id}"[:60]),
        Field("basis", (str(basis),)),
        Field("certainty", "confirmed"),
        Field("root_source", former.id),
        Field("note", "One text at one address, obtained on more than one day."),
    ]
    _, at = desk.registry.places["sources", former.id]
    try:
        content = with_field(source, at, "origin_group", group)
        return group, Source(
            REGISTRY, with_entry(Source(REGISTRY, content), "origin_groups", written(fields))
        )
    except Impossible as error:
        raise Unable(f"{REGISTRY} cannot take the origin group: {error}") from error


def _coverage(former: Entry) -> Coverage:
    """A text of which no copy may be held is not copied when it has changed."""
    held = former.snapshot.coverage if former.snapshot else Coverage.FULL
    return Coverage.FULL if held is Coverage.FULL else Coverage.HASH_ONLY


def _of_state(former: Entry, new: str, group: str, day: str) -> list[Field]:
    """The entry of a later state: what was judged of the text before, and that it is one."""
    author = former.author if isinstance(former.author, str) else tuple(former.author)
    plain = {
        "title": former.title,
        "publisher": former.publisher,
        "accessed": day,
        "url": former.url,
        "type": former.type if former.type != "webpage" else "",
        "author": author,
        "issued": former.issued,
        "origin_group": group,
        "access": str(former.access) if former.access != "open" else "",
        "language": former.language,
        "note": f"A later state of {former.id}, obtained on {day}; kept so that both can be quoted.",
    }
    fields = [Field("id", new)]
    fields += [Field(key, value, date=key in ("accessed", "issued")) for key, value in plain.items() if value]
    return fields


def _broken(desk: Desk, name: str, text: str) -> Iterator[Broken]:
    """Every quotation from the source, in the whole corpus, that the text does not hold."""
    for document in _documents(desk):
        if any(source.id == name for _, source in document.inline_sources()):
            continue  # it means a source of its own
        for number, claim in enumerate(document.entry.claims):
            for index, assertion in enumerate(claim.assertions):
                if assertion.source == name and assertion.quote.strip() and not find(assertion.quote, text):
                    near = nearest(assertion.quote, text)
                    at = document.locate(("claims", number, "assertions", index, "quote"))
                    yield Broken(at, claim.id, assertion.quote, near.text if near else "")
