"""Takes a page down for law, safety or a person's rights: `briefpress remove`."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from briefpress.check.near import did_you_mean, near
from briefpress.edition import folders, making
from briefpress.edition.result import Unable
from briefpress.evidence.locking import is_due, is_public
from briefpress.load import document as load_document
from briefpress.load import lock as load_lock
from briefpress.load import registry as load_registry
from briefpress.load import settings as load_settings
from briefpress.model.corpus import Corpus
from briefpress.model.document import Document
from briefpress.model.lock import PATH, Lock, Locked, kept_for
from briefpress.model.registry import KINDS, Registry
from briefpress.model.source import FieldPath, Source
from briefpress.model.vocabulary import Status
from briefpress.plan import release as locking
from briefpress.plan import removal
from briefpress.publish import checkout, commits, keep, read, swap

_SPARED = ("build.lock",)
"""What the cache's folder keeps: this command itself holds it."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What taking a page down changes, or has changed when `done`: paths below the site's root.

    `public` is false for a page that nobody has read: its file goes, and no notice stays. `mentions` are places
    that an editor has to look at, `cached` what the cache held. `commits` touch files that went or changed; None
    when git cannot tell.
    """

    public: bool
    written: tuple[str, ...]
    gone: tuple[str, ...]
    cached: tuple[str, ...]
    by_hand: tuple[str, ...] = ()
    mentions: tuple[removal.Mention, ...] = ()
    commits: int | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class _Checkout:
    """What was read of it."""

    root: Path
    corpus: Corpus
    lock: Lock
    registry: Registry


def remove(
    config_file: Path, name: str, notice: removal.Notice, now: datetime, *, carry_out: bool, aside: Path
) -> Removed:
    """`briefpress.edition.remove`."""
    root = config_file.absolute().parent
    with making.plainly(), swap.alone(root / folders.CACHE / "build.lock"):
        here = _read(config_file)
        found = _planned(here, name, notice, now, aside)
        if carry_out:
            keep.keep(root, found.files, found.said.gone, last=found.last)
            checkout.empty(root / folders.CACHE, _SPARED)
    return replace(found.said, done=carry_out)


def _read(config_file: Path) -> _Checkout:
    if not config_file.is_file():
        raise Unable(f"there is no {config_file}; run briefpress in a site's folder or name one with -f")
    root = config_file.absolute().parent
    settings, _ = load_settings(Source(config_file.name, config_file.read_bytes()))
    corpus = read.corpus(root, settings.snapshots_dir)
    lock, _ = load_lock(corpus.lock, corpus.faults)
    if lock.unread:
        raise Unable(f"{PATH} cannot be read in full; mend it first (`briefpress check` says where)")
    registry, _ = load_registry(corpus.registry, corpus.snapshots, corpus.faults, corpus.elsewhere)
    return _Checkout(root, corpus, lock, registry)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written (only what differs), the file that comes last, and all of it as told."""

    files: Mapping[str, bytes]
    last: str
    said: Removed


def _planned(here: _Checkout, name: str, notice: removal.Notice, now: datetime, aside: Path) -> _Plan:
    entry, path = here.lock.entries.get(name), _file(here, name)
    document = next((load_document(s) for s in here.corpus.entries if s.path == path), None)
    public = _is_public(document, entry, now)
    files, gone, by_hand = _sources(here, document)
    lock = removal.forgotten(here.lock, name)
    if public:
        notice, version = removal.holds(document, notice), removal.version_of(document, entry)
        lock = removal.locked(here.lock, name, path, version, notice.date)
        files[path] = removal.stub(document, version, notice).encode()
    elif document is not None:
        gone.append(path)
    if lock != here.lock:
        files[PATH] = locking.lock_text(lock).encode()
    gone += [at for at in locking.dropped(lock, here.corpus.versions) if (kept_for(at) or ("",))[0] == name]
    files = {at: content for at, content in files.items() if not _is_there(here.root / at, content)}
    gone = sorted(at for at in gone if os.path.lexists(here.root / at))
    told = Removed(
        public,
        tuple(sorted(files)),
        tuple(gone),
        checkout.within(here.root / folders.CACHE, _SPARED),
        by_hand,
        tuple(_mentions(here, document, (name, *_addresses(entry, path)), {*gone, path, PATH}, files, aside)),
        commits.number(here.root, [path, *gone]),
    )
    return _Plan(files, path, told)


def _file(here: _Checkout, name: str) -> str:
    """Where the page's file lies, or lay. Raises `Unable` when nothing is known of such a page."""
    paths = {source.path for source in here.corpus.entries}
    entry = here.lock.entries.get(name)
    found = removal.file_for(name, here.lock, paths)
    if found not in paths and entry is not None:  # moved, and not released since
        moved = _naming(here.corpus, entry.address)
        found = next((d.path for d in moved if f"/{entry.address}" in d.entry.redirect_from), found)
    if not found:
        ids = {*here.lock.entries, *(removal.id_of(path) for path in paths)}
        raise Unable(f'there is no briefing or digest "{name}"{did_you_mean(near(name, sorted(ids)))}')
    return found


def _naming(corpus: Corpus, words: str) -> Iterator[Document]:
    """The files in which these words stand, loaded: loading them all would take far longer."""
    raw = words.encode()
    return (load_document(source) for source in corpus.entries if raw in source.content)


def _is_public(document: Document | None, entry: Locked | None, now: datetime) -> bool:
    """True when readers may have seen the page, so that its notice has to stay."""
    if entry is not None:
        return is_public(entry, now)
    if document is None:
        return False
    status, until = document.entry.status, document.entry.embargo_until
    return status not in (Status.DRAFT, Status.EMBARGOED) or is_due(until, now)


def _addresses(entry: Locked | None, path: str) -> tuple[str, ...]:
    """By what addresses other texts link to the page."""
    known = (entry.address, *entry.former) if entry else ()
    return tuple(dict.fromkeys(at.rstrip("/") for at in (*known, removal.address_of(path))))


# ── the sources that it alone used ────────────────────────────────────────────────────────────────────


def _sources(
    here: _Checkout, document: Document | None
) -> tuple[dict[str, bytes], list[str], tuple[str, ...]]:
    """Registry files without what the page alone used, snapshots that go, and what a person has to take out."""
    if document is None or not document.readable:
        return {}, [], ()
    others = [other for other in _sharing(here, document) if other.path != document.path]
    going = removal.sources(document, others, here.registry)
    files, by_hand = {}, list[str]()
    for path, at in removal.entries_of(going, here.registry).items():
        source = next(s for s in here.corpus.registry if s.path == path)
        text = _shortened(source, at, here.registry, {*going.ids, *going.origin_groups})
        if text is not None:
            files[path] = text
        else:
            by_hand.append(f"{path}: {', '.join((*going.ids, *going.origin_groups))}")
    snapshots = [f"briefings/_snapshots/{name}" for name in going.snapshots]
    outside = [n for n in going.snapshots if not (here.root / "briefings/_snapshots" / n).exists()]
    if here.corpus.elsewhere and outside:  # not in the checkout, perhaps not on this machine
        by_hand.append(f"{here.corpus.elsewhere}: {', '.join(outside)}")
    return files, snapshots, tuple(by_hand)


def _sharing(here: _Checkout, document: Document) -> Iterator[Document]:
    """The files that may use a source or a snapshot of this one."""
    inline = (s.snapshot.file for _, s in document.inline_sources() if s.snapshot)
    wanted = {*removal.used(document), *inline}
    for name in removal.used(document) & here.registry.sources.keys():
        snapshot = here.registry.sources[name].snapshot
        wanted |= {snapshot.file} if snapshot else set()
    names = [name.encode() for name in sorted(wanted) if name]
    for source in here.corpus.entries:
        if any(name in source.content for name in names):
            yield load_document(source)


def _shortened(
    source: Source, gone: Sequence[FieldPath], registry: Registry, ids: Iterable[str]
) -> bytes | None:
    """A registry file without these entries; None when taking their lines out would change anything else."""
    locate = registry.locate[source.path]
    items = [at for path, at in registry.places.values() if path == source.path]
    keys = {(at[0],) for at in items}
    starts = {locate(at).line for at in items} | {locate(key, key=True).line for key in keys}
    text = removal.without(source.content.decode("utf-8"), sorted(starts), [locate(at).line for at in gone])
    after, faults = load_registry((Source(source.path, text.encode()),), ())
    before, earlier = load_registry((source,), ())
    left = set(ids)
    same = all(
        {k: v for k, v in getattr(before, kind).items() if k not in left} == dict(getattr(after, kind))
        for kind in KINDS
    )
    return text.encode() if same and len(faults) <= len(earlier) else None


def _is_there(file: Path, content: bytes) -> bool:
    try:
        return file.read_bytes() == content
    except OSError:
        return False


# ── what still speaks of it ───────────────────────────────────────────────────────────────────────────


def _mentions(
    here: _Checkout,
    document: Document | None,
    names: Sequence[str],
    done: Collection[str],
    files: Mapping[str, bytes],
    aside: Path,
) -> list[removal.Mention]:
    """Where the checkout speaks of the page once everything is done, by place."""
    found = [m for m in removal.references(names[0], _naming(here.corpus, names[0])) if m.at.path not in done]
    told = {mention.at.path for mention in found}
    said = removal.wording(document) if document is not None else frozenset[str]()
    left_out = {here.root / folders.CACHE, aside, *(swap.workplace(aside, n) for n in range(2))}
    for path, text in checkout.texts(here.root, left_out):
        if path in done:
            continue
        now = files[path].decode("utf-8", "replace") if path in files else text
        mention = removal.repeated(path, now, () if path in told else names, said)
        found += [mention] if mention is not None else []
    return sorted(found, key=lambda mention: mention.at)
