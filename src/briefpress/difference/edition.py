"""One side of a comparison: an edition prepared as the build prepares it, as far as it is compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from briefpress.difference.change import Block
from briefpress.difference.entries import Used
from briefpress.difference.reading import Page
from briefpress.evidence import gather
from briefpress.evidence.card import card as card_of
from briefpress.evidence.locking import is_due, named
from briefpress.load import document as load_document
from briefpress.load import lock as load_lock
from briefpress.load import registry as load_registry
from briefpress.model.briefing import Briefing, Common, Digest
from briefpress.model.card import Card
from briefpress.model.corpus import Corpus
from briefpress.model.document import Document
from briefpress.model.lock import Lock
from briefpress.model.registry import Registry
from briefpress.model.source import Source
from briefpress.model.vocabulary import Flag, Status


@dataclass(frozen=True, slots=True)
class Given:
    """What a side is made from: its name, its files, and the names and digests of files that are not compared."""

    name: str
    corpus: Corpus
    beside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edition:
    """A side: the pages that are compared, by path; those that a page may name, by id; the entries that are used.

    `unread` are files that bear on all pages and could not be read; `unsure` is true when the registry or a snapshot is
    among them.
    """

    given: Given
    registry: Registry
    pages: Mapping[str, Page]
    shown: Mapping[str, str]
    used: Used
    unread: tuple[str, ...] = ()
    unsure: bool = False


def prepared(before: Given, after: Given, now: datetime, *, public: bool) -> tuple[Edition, Edition]:
    """Both sides, loaded as far as they can differ.

    Briefings that are the same on both sides are left aside while the shared files are: then nothing on their pages
    differs. With `public`, what readers cannot see at `now` is named on neither side.
    """
    old, new = _Files.of(before.corpus), _Files.of(after.corpus)
    alike = old.shared == new.shared
    same = {p for p, content in old.entries.items() if _stays(p) and alike and new.entries.get(p) == content}
    loaded = {s: load_document(s) for s in _in_both(old, new)} if not alike else {}
    return (
        _edition(before, old, same, now, loaded, public=public, whole=not alike),
        _edition(after, new, same, now, loaded, public=public, whole=not alike),
    )


def _stays(path: str) -> bool:
    """False for a digest, on whose page others bear."""
    return not path.startswith("briefings/_digests/")


@dataclass(frozen=True, slots=True)
class _Files:
    """The briefings of a side by path, and the files that bear on every page."""

    entries: Mapping[str, bytes]
    shared: Mapping[str, bytes]

    @classmethod
    def of(cls, corpus: Corpus) -> _Files:
        shared = (*corpus.registry, *corpus.snapshots)
        return cls({s.path: s.content for s in corpus.entries}, {s.path: s.content for s in shared})


def _in_both(old: _Files, new: _Files) -> Iterator[Source]:
    """Files that are the same on both sides: they are loaded once."""
    return (Source(p, content) for p, content in old.entries.items() if new.entries.get(p) == content)


# ── a side ────────────────────────────────────────────────────────────────────────────────────────────


def _edition(
    given: Given,
    files: _Files,
    same: Collection[str],
    now: datetime,
    loaded: Mapping[Source, Document],
    *,
    public: bool,
    whole: bool,
) -> Edition:
    corpus = given.corpus
    registry, of_registry = load_registry(corpus.registry, corpus.snapshots, corpus.faults, corpus.elsewhere)
    lock, of_lock = load_lock(corpus.lock, corpus.faults)
    maker = _Maker(registry, lock, now, loaded)
    made = {s.path: maker.page(s) for s in corpus.entries if s.path not in same}
    cards = {page.document.id: own for page, own in made.values()}
    pages = {path: page for path, (page, _) in made.items()}
    others = dict(_named_beside(pages.values(), cards, files, maker))
    seen = {i: own for i, own in (cards | others).items() if not (public and _hidden(own, now))}
    pages = {path: replace(page, flags=_flags(page, seen)) for path, page in pages.items()}
    used = Used({}) if not whole else _used(pages.values(), seen, public=public)
    places = dict.fromkeys(f.at.path for f in (*corpus.faults, *of_registry, *of_lock))
    return Edition(
        given,
        registry,
        pages,
        {i: own.event or own.title for i, own in seen.items() if not own.removed},
        used,
        tuple(places),
        any(path.startswith(_SHARED) or path.startswith(f"{corpus.elsewhere}/") for path in places),
    )


_SHARED = ("briefings/_registry", "briefings/_snapshots")


@dataclass(frozen=True, slots=True)
class _Maker:
    registry: Registry
    lock: Lock
    now: datetime
    loaded: Mapping[Source, Document]

    def page(self, source: Source) -> tuple[Page, Card]:
        """One file with all that follows from it, and its card."""
        document = named(self.loaded.get(source) or load_document(source), self.lock)
        evidence = gather(document, self.registry)
        own = card_of(document, evidence, self.registry)
        faults = () if own.complete and own.status_known else tuple(map(str, _places(document)))
        page = Page(
            document, evidence, own.address, own.flags, _hidden(own, self.now), faults, own.status_known
        )
        return page, own


def _places(document: Document) -> list[object]:
    """Where something could not be read; the file itself when nothing says where."""
    return [fault.at for fault in document.faults[:1]] or [document.path]


def _hidden(own: Card, now: datetime) -> str:
    """The status of what readers cannot see at this moment, "" for what they can."""
    waits = own.status is Status.EMBARGOED and not is_due(own.embargo_until, now)
    return str(own.status) if waits or own.is_draft or not own.status_known else ""


def _named_beside(
    pages: Iterable[Page], cards: Mapping[str, Card], files: _Files, maker: _Maker
) -> Iterator[tuple[str, Card]]:
    """The cards of files that the compared pages name and that are not compared themselves."""
    wanted = {i for page in pages for i in _names(page.document.entry)} - set(cards)
    for name in sorted(wanted):
        entry = maker.lock.entries.get(name)
        at = f"{name[:4]}/{name[5:]}"
        address = entry.address.partition("/")[2].rstrip("/") if entry else at
        paths = (f"briefings/{address}.md", f"briefings/_digests/{address}.md", f"briefings/{at}.md")
        path = next((p for p in paths if p in files.entries), None)
        if path is not None:
            _, own = maker.page(Source(path, files.entries[path]))
            yield own.id, own


def _names(entry: Common) -> Iterator[str]:
    """The ids of other pages that an entry names."""
    yield from entry.related
    if entry.withdrawn is not None:
        yield entry.withdrawn.replaced_by
    if isinstance(entry, Briefing):
        yield entry.follows
    if isinstance(entry, Digest):
        yield from entry.briefings
        yield from (s.partition("#")[0] for thread in entry.threads for s in thread.supports)


def _flags(page: Page, cards: Mapping[str, Card]) -> tuple[Flag, ...]:
    """A digest's flags are those of its briefings, as on its page."""
    if page.document.digest is None:
        return page.flags
    parts = [cards[i] for i in page.document.digest.briefings if i in cards]
    held = {flag for part in parts for flag in part.flags}
    return tuple(flag for flag in Flag if flag in held) if parts else page.flags


def _used(pages: Iterable[Page], seen: Mapping[str, Card], *, public: bool) -> Used:
    """The entries of the registry that pages use which may be named, each with these pages."""
    found: dict[tuple[Block, str], set[str]] = defaultdict(set)
    for page in pages:
        own = seen.get(page.document.id)
        if own is None or own.removed or (public and page.hidden):
            continue
        entry = page.document.entry
        second = () if isinstance(entry.reviewer, str) else entry.reviewer
        kinds = {
            Block.SOURCE: own.sources,
            Block.ORGANISATION: own.organisations,
            Block.PERSON: (*own.people, *entry.editor, *second),
            Block.TOPIC: own.topics,
            Block.PRINCIPLE: own.principles,
            Block.GROUP: own.groups,
        }
        for block, names in kinds.items():
            for name in names:
                found[block, name].add(page.address)
    return Used({key: tuple(sorted(addresses)) for key, addresses in sorted(found.items())})
