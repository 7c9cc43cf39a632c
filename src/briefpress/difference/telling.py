"""A change in words: what all forms say alike. Words of ours are kept apart from anybody's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from briefpress.difference.words import Piece, pieces

_NOUNS = {
    Block.PAGE: ("", ""),
    Block.SUMMARY: ("Summary", "Summary"),
    Block.LABEL: ("Label", "Labels"),
    Block.TEXT: ("Text under", "Paragraphs"),
    Block.PEOPLE: ("Person or body", "People affected and others"),
    Block.TAKEAWAY: ("Takeaway", "Takeaways"),
    Block.QUESTION: ("Open question", "Open questions"),
    Block.GAP: ("Gap", "Gaps"),
    Block.WATCH: ("Watch list", "Watch list"),
    Block.JUDGEMENT: ("Judgement", "Judgements"),
    Block.THREAD: ("Thread", "Threads"),
    Block.CLAIM: ("Claim", "Claims"),
    Block.QUOTATION: ("Quotation of", "Quotations"),
    Block.TIMELINE: ("Timeline", "Timeline"),
    Block.SOURCE: ("Source", "Sources"),
    Block.REPLY: ("Reply of", "Replies"),
    Block.METHOD: ("", "How we worked"),
    Block.CORRECTION: ("Correction", "Corrections"),
    Block.VERSION: ("Record of", "Versions"),
    Block.ORIGIN: ("Origin", "Origins"),
    Block.ORGANISATION: ("Organisation", "Organisations"),
    Block.PERSON: ("Person", "People"),
    Block.TOPIC: ("Topic", "Topics"),
    Block.PRINCIPLE: ("Principle", "Principles"),
    Block.GROUP: ("Group", "Groups"),
}
"""One, and several."""

PAGE_TURNS = {
    PageTurn.ADDED: "Added",
    PageTurn.PUBLISHED: "Published",
    PageTurn.MOVED: "Moved",
    PageTurn.WITHDRAWN: "Withdrawn",
    PageTurn.REMOVED: "Taken down",
    PageTurn.HIDDEN: "No longer shown",
    PageTurn.GONE: "Gone",
    PageTurn.CHANGED: "Changed",
    PageTurn.UNREAD: "Not compared",
}
_EXPLAINED = {
    PageTurn.REMOVED: "A notice answers at its address. What it said is not repeated here.",
    PageTurn.GONE: "Nothing answers at its address any more.",
    PageTurn.HIDDEN: "Readers saw it before.",
    PageTurn.UNREAD: "A side could not be read in full; “briefpress check” says why. Nothing is guessed.",
}
_TURNS = {
    Turn.ADDED: "added",
    Turn.DROPPED: "dropped",
    Turn.CHANGED: "changed",
    Turn.RAISED: "raised",
    Turn.LOWERED: "lowered",
    Turn.SUPERSEDED: "superseded by",
    Turn.REORDERED: "in another order",
}
_NAMED = (
    Block.SOURCE,
    Block.ORIGIN,
    Block.ORGANISATION,
    Block.PERSON,
    Block.TOPIC,
    Block.PRINCIPLE,
    Block.GROUP,
)
"""What has a name or title for a text."""
_FEW = 6
"""Words up to which two values are told as one in place of the other."""

_MOST_NAMED = 12
_MOST_PAGES = 6

NOTHING = "Readers would see no change."
PUBLIC = "Drafts and embargoed briefings are left out."
UNSURE = "Shared files could not be read: labels, confidence, sources and the registry are not compared."
WITHHELD = "Something was taken down: what the page said on the other side is not repeated here."


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words. `subject` and `verb` are ours, `name` is anybody's.

    Of `pieces`, `arrow` and `text` one at most is given: words compared, one value in place of another, and what was
    added or dropped.
    """

    subject: str
    name: str
    verb: str
    text: str = ""
    arrow: tuple[str, str] | None = None
    pieces: tuple[Piece, ...] = ()
    why: str = ""
    details: tuple[Field, ...] = ()


def told(change: Change, *, new: bool = False) -> Told:
    """A change in words; on a `new` page it goes without saying that a part was added: `verb` is empty."""
    one, several = _NOUNS[change.block]
    if change.turn is Turn.REORDERED:
        return Told(several, "", _TURNS[change.turn])
    if not one:
        subject, field = change.field[:1].upper() + change.field[1:], ""
    else:
        subject, field = one, change.field
    verb = _TURNS[change.turn]
    if change.turn is Turn.CHANGED and not field and one:
        verb = "renamed" if change.block in _NAMED else "reworded"
    verb = f"{field} {verb}" if field else verb
    if change.turn is Turn.SUPERSEDED:
        return Told(subject, change.name, verb, text=change.after)
    if change.turn in (Turn.ADDED, Turn.DROPPED):
        text = change.after or change.before
        verb = "" if new and change.turn is Turn.ADDED else verb
        text = "" if text == change.name else text
        return Told(subject, change.name, verb, text, why=change.why, details=change.details)
    arrow = (change.before or "nothing", change.after or "nothing")
    is_short = all(len(side.split()) <= _FEW for side in arrow)
    is_new = not (change.before and change.after)
    if change.turn in (Turn.RAISED, Turn.LOWERED) or is_new or (is_short and (field or not one)):
        return Told(subject, change.name, verb, arrow=arrow, why=change.why)
    return Told(subject, change.name, verb, pieces=pieces(change.before, change.after), why=change.why)


def notes(page: PageChange) -> Iterator[str]:
    """What must be known of a page beside its changes, in words of ours."""
    if page.turn in _EXPLAINED:
        yield _EXPLAINED[page.turn]
    if page.hidden and page.turn is not PageTurn.UNREAD:
        yield f"Readers do not see it: it is {'a draft' if page.hidden == 'draft' else 'under embargo'}."
    if page.withheld:
        yield WITHHELD


def overview(found: Difference) -> tuple[str, ...]:
    """How much changes, in a few lines: pages, claims and quotations, then entries of the registry."""
    pages = Counter(page.turn for page in found.pages)
    lines = [f"{_count(pages[turn], 'page')} {_WHAT[turn]}" for turn in PageTurn if pages[turn]]
    parts = Counter((c.block, c.turn) for page in found.pages for c in page.changes if _counts(c))
    for block, noun in (
        (Block.CLAIM, "claim"),
        (Block.QUOTATION, "quotation"),
        (Block.CORRECTION, "correction"),
    ):
        lines += [f"{_count(parts[block, turn], noun)} {_PART[turn]}" for turn in Turn if parts[block, turn]]
    if found.entries:
        lines.append(f"{_count(len(found.entries), 'entry')} of the registry changed")
    return tuple(lines)


def _counts(change: Change) -> bool:
    """True for what became of a whole part or its text."""
    return change.turn is not Turn.CHANGED or not change.field


_WHAT = {turn: words.lower() for turn, words in PAGE_TURNS.items()}
_PART = {turn: words.removesuffix(" by") for turn, words in _TURNS.items()} | {Turn.CHANGED: "reworded"}


def rest(found: Difference) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What was not compared or may not be told: a sentence of ours, and the names that belong to it."""
    if found.withheld:
        lead = "entry of the registry is" if found.withheld == 1 else "entries of the registry are"
        yield f"{found.withheld} changed {lead} not told: a page was taken down with them.", ()
    if found.unread:
        yield "Could not be read:", tuple(f"{side}: {place}" for side, place in found.unread)
    if found.unsure:
        yield UNSURE, ()
    if found.unread_hidden:
        yield f"{_count(found.unread_hidden, 'file')} could not be read, and may not be named here.", ()
    if found.beside:
        yield "Changed too, and not compared here:", _few(found.beside)


def _few(paths: Sequence[str]) -> tuple[str, ...]:
    """Some paths; of many, how many there are in each folder."""
    if len(paths) <= _MOST_NAMED:
        return tuple(paths)
    folders = Counter(path.partition("/")[0] for path in paths)
    return tuple(f"{name} ({_count(n, 'file')})" if n > 1 else name for name, n in folders.items())


def _count(number: int, noun: str) -> str:
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else many}"


def heading(entry: EntryChange) -> str:
    """What kind of entry it is."""
    return _NOUNS[entry.block][0]


def where(entry: EntryChange) -> tuple[tuple[str, ...], str]:
    """Some of the pages that use an entry, and how many more there are, in words or ""."""
    more = len(entry.pages) - _MOST_PAGES
    return entry.pages[:_MOST_PAGES], f" and {more} more" if more > 0 else ""


def turned(turn: Turn) -> str:
    """What became of an entry of the registry."""
    return _TURNS[turn]
