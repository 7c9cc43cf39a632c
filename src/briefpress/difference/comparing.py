"""Two prepared editions -> what readers would see change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from briefpress.difference.change import Block, Change, Difference, EntryChange, PageChange, PageTurn, Turn
from briefpress.difference.edition import Edition
from briefpress.difference.entries import entries
from briefpress.difference.items import Item, changes
from briefpress.difference.reading import Names, Page, items
from briefpress.model import address
from briefpress.model.vocabulary import Status

_Pair = tuple[Page | None, Page | None]


def compare(before: Edition, after: Edition, *, public: bool) -> Difference:
    """What readers would see change; with `public` nothing of a draft or of what is under embargo.

    A page that was hidden on one side counts as added or gone, as readers would see it.
    """
    names = Names.of(before.registry, after.registry)
    compared = _Compared(before, after, public, names, _taken_down(before, after))
    pages = [found for pair in compared.pairs() if (found := compared.page(*pair)) is not None]
    order = list(PageTurn)
    pages.sort(key=lambda p: (order.index(p.turn), p.address))
    unread, unread_hidden = compared.unread(pages)
    shared = () if compared.unsure else compared.entries()
    entries, withheld = _without_taken_down(shared, pages)
    return Difference(
        before.given.name,
        after.given.name,
        public,
        tuple(pages),
        entries,
        withheld,
        unread,
        unread_hidden,
        compared.unsure,
        tuple(_differing(before.given.beside, after.given.beside)),
    )


def _taken_down(*sides: Edition) -> frozenset[str]:
    """The ids of pages that were taken down on a side: no other page may name them on either."""
    return frozenset(p.document.id for side in sides for p in side.pages.values() if p.removed)


def _without_taken_down(
    found: Iterable[EntryChange], pages: Iterable[PageChange]
) -> tuple[tuple[EntryChange, ...], int]:
    """The entries, and how many are left out: with a page, what the registry held of it is taken down as well."""
    entries = tuple(found)
    if not any(page.withheld or page.turn is PageTurn.REMOVED for page in pages):
        return entries, 0
    kept = tuple(entry for entry in entries if entry.turn is Turn.ADDED)
    return kept, len(entries) - len(kept)


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    return (path for path in sorted({*before, *after}) if before.get(path) != after.get(path))


@dataclass(frozen=True, slots=True)
class _Compared:
    before: Edition
    after: Edition
    public: bool
    names: Names
    taken_down: frozenset[str]

    @property
    def unsure(self) -> bool:
        """True when a side's registry or snapshots could not be read: what follows from them is not compared."""
        return self.before.unsure or self.after.unsure

    # ── which page is which ───────────────────────────────────────────────────────────────────────────

    def pairs(self) -> Iterator[_Pair]:
        """Each page as it was and as it is: by its file, else by its id, its former addresses, its content."""
        old = {path: page for path, page in self.before.pages.items() if path not in self.after.pages}
        by_id = {page.document.id: path for path, page in old.items()}
        by_address = {page.address: path for path, page in old.items()}
        by_content = {content: path for path, page in old.items() if (content := _content(page))}
        for path, new in self.after.pages.items():
            was = self.before.pages.get(path)
            if was is None:
                formerly = (by_address.get(address.plain(a)) for a in new.document.entry.redirect_from)
                found = (by_id.get(new.document.id), *formerly, by_content.get(_content(new)))
                was = next((old.pop(p) for p in found if p in old), None)
            yield was, new
        yield from ((page, None) for page in old.values())

    # ── one page ──────────────────────────────────────────────────────────────────────────────────────

    def page(self, old: Page | None, new: Page | None) -> PageChange | None:
        """What became of a page; None when nothing of it may be told, or nothing changes."""
        if self.public:
            lost = self._unread(old, new, status_only=True)
            old, new = _if_public(old), _if_public(new)
            if lost and (seen := new or old):
                return self._told(PageTurn.UNREAD, seen, unread=lost)
        page = new or old
        if page is None:
            return None
        if broken := self._unread(old, new):
            return self._told(PageTurn.UNREAD, page, unread=broken)
        if page.removed or (old is not None and old.removed):
            return self._of_removed(old, new, page)
        turn = _turn(old, new)
        if turn is PageTurn.GONE:
            return self._told(turn, page)
        if old is not None and new is not None and _was_redacted(old, new):
            return self._told(turn, page, old, withheld=True, found=self._redactions(old, new))
        if old is not None and new is not None and _is_same(old, new):
            return None if turn is PageTurn.CHANGED else self._told(turn, page, old)
        found = changes(self._items(old, self.before), self._items(new, self.after))
        if turn is PageTurn.CHANGED and not found:
            return None
        return self._told(turn, page, old, found=found)

    def _unread(
        self, old: Page | None, new: Page | None, *, status_only: bool = False
    ) -> tuple[tuple[str, str], ...]:
        """(side, place) of what could not be read of a page; with `status_only` where not even its status could."""
        sides = ((self.before.given.name, old), (self.after.given.name, new))
        return tuple(
            (name, page.faults[0])
            for name, page in sides
            if page is not None and page.faults and not (status_only and page.status_known)
        )

    def _items(self, page: Page | None, edition: Edition) -> tuple[Item, ...]:
        if page is None:
            return ()
        titles = {**self.before.shown, **self.after.shown}
        shown = {i: titles[i] for i in edition.shown if i not in self.taken_down}
        found = items(page, edition.registry, self.names, shown)
        return tuple(_without_evidence(found)) if self.unsure else found

    def _told(
        self,
        turn: PageTurn,
        page: Page,
        old: Page | None = None,
        *,
        found: tuple[Change, ...] = (),
        withheld: bool = False,
        unread: tuple[tuple[str, str], ...] = (),
    ) -> PageChange:
        entry = page.document.entry
        moved = old is not None and old.address != page.address
        return PageChange(
            turn,
            page.document.kind,
            page.document.id,
            page.address,
            "" if page.removed else entry.title,
            old.address if old is not None and moved else "",
            page.hidden,
            withheld,
            unread,
            found,
        )

    def _of_removed(self, old: Page | None, new: Page | None, page: Page) -> PageChange | None:
        """A page that was taken down on a side: that side's state, and no word of what it said."""
        if old is not None and new is not None and old.removed and new.removed:
            return None
        turn = PageTurn.GONE if new is None else PageTurn.REMOVED if new.removed else PageTurn.ADDED
        told = self._told(turn, page, withheld=turn is PageTurn.ADDED)
        return replace(told, title="") if turn is not PageTurn.ADDED else told

    def _redactions(self, old: Page, new: Page) -> tuple[Change, ...]:
        """The notices of what was taken down, and nothing that might repeat it."""

        def notices(page: Page, edition: Edition) -> list[Item]:
            found = self._items(page, edition)
            return [item for item in found if item.block is Block.METHOD and item.label == "notice"]

        return changes(notices(old, self.before), notices(new, self.after))

    # ── shared entries ────────────────────────────────────────────────────────────────────────────────

    def entries(self) -> Iterator[EntryChange]:
        """What became of the entries of the registry that shown pages use."""
        old = {(i.block, i.key): i for i in entries(self.before.registry, self.before.used)}
        new = {(i.block, i.key): i for i in entries(self.after.registry, self.after.used)}
        order = list(Block)
        for key in sorted({*old, *new}, key=lambda k: (order.index(k[0]), k[1])):
            was, now = old.get(key), new.get(key)
            found = changes((was,) if was else (), (now,) if now else ())
            if not found:
                continue
            turn = Turn.ADDED if was is None else Turn.DROPPED if now is None else Turn.CHANGED
            pages = (self.after if now else self.before).used.pages.get(key, ())
            item = now or was
            assert item is not None
            yield EntryChange(key[0], turn, key[1], item.text, found, pages)

    # ── what could not be read ────────────────────────────────────────────────────────────────────────

    def unread(self, pages: Iterable[PageChange]) -> tuple[tuple[tuple[str, str], ...], int]:
        """(side, place) of shared files that could not be read, and how many more there are that are not named.

        The name of a file may tell of a page that readers cannot see: with `public` none is named.
        """
        sides = self.before, self.after
        places = tuple((side.given.name, place) for side in sides for place in side.unread)
        if not self.public:
            return places, 0
        told = {place for page in pages for place in page.unread}
        unknown = {
            (side.given.name, page.faults[0])
            for side in sides
            for page in side.pages.values()
            if not page.status_known
        }
        return (), len(places) + len(unknown - told)


def _if_public(page: Page | None) -> Page | None:
    """A page that readers see, and None for any other."""
    return None if page is None or page.hidden else page


def _without_evidence(found: Iterable[Item]) -> Iterator[Item]:
    """The parts of a page less what follows from the registry and the snapshots."""
    for item in found:
        if item.block not in (Block.LABEL, Block.SOURCE):
            yield replace(item, grade=None, graded="", why="") if item.block is not Block.JUDGEMENT else item


def _content(page: Page) -> str:
    """What a page says, to know it again where its file was renamed; "" for what cannot be told."""
    entry, body = page.document.entry, page.document.body.markdown.strip()
    return f"{entry.title}\n{body}" if entry.title and body and not page.removed else ""


def _is_same(old: Page, new: Page) -> bool:
    """True for a briefing that is the same on both sides and from which the same follows."""
    if new.document.digest is not None:
        return False
    same = old.document.entry is new.document.entry and old.flags == new.flags and old.hidden == new.hidden
    return same and old.evidence.standings == new.evidence.standings


def _turn(old: Page | None, new: Page | None) -> PageTurn:
    if old is None:
        return PageTurn.ADDED
    if new is None:
        return PageTurn.GONE
    status = new.document.entry.status
    if old.hidden and not new.hidden:
        return PageTurn.PUBLISHED
    if new.hidden and not old.hidden:
        return PageTurn.HIDDEN
    if status is Status.WITHDRAWN and old.document.entry.status is not Status.WITHDRAWN:
        return PageTurn.WITHDRAWN
    return PageTurn.CHANGED if old.address == new.address else PageTurn.MOVED


def _was_redacted(old: Page, new: Page) -> bool:
    """True when parts were taken down on one side only: the other may hold them anywhere."""
    return old.document.entry.redactions != new.document.entry.redactions
