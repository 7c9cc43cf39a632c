"""The changes as one HTML page: before beside after, no script, nothing from elsewhere.

The page is built as a tree and written by the standard library, so that no value can become markup.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree as Tree

from briefpress.difference import telling
from briefpress.difference.change import Change, Difference, EntryChange, PageChange, Turn
from briefpress.difference.words import Mark, Piece, pieces
from briefpress.report.visible import visible

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --line: #767680; --quiet: #55555e;
  --out: #8a1515; --out-paper: #fdeaea; --in: #0b5a2a; --in-paper: #e6f6ec; --link: #1a4fb0; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --paper: #17171b; --line: #8c8c97; --quiet: #b9b9c4;
  --out: #ffb3b3; --out-paper: #3a1919; --in: #a5e8bd; --in-paper: #12301d; --link: #a8c7ff; } }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 70rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.25rem; line-height: 1.3; margin-top: 2.5rem;
  border-top: 1px solid var(--line); padding-top: 1rem; } h3 { font-size: 1rem; margin: 1.25rem 0 0.25rem; }
a { color: var(--link); } p, ul, dl { margin: 0.25rem 0; }
.quiet, .side, dt { color: var(--quiet); font-size: 0.875rem; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 0.75rem; }
.sides > div { border: 1px solid var(--line); border-radius: 0.25rem; padding: 0.5rem 0.75rem; }
del { color: var(--out); background: var(--out-paper); text-decoration: line-through; }
ins { color: var(--in); background: var(--in-paper); text-decoration: underline; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 0.75rem; } dd { margin: 0; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } }
@media print { h2 { break-after: avoid; } h3 { break-after: avoid; } }
"""
_POLICY = (
    "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; object-src 'none'"
)


def html(found: Difference) -> str:
    """All changes as a page that needs nothing else."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    root = Tree.Element("html", lang="en-GB")
    head = _in(root, "head")
    _in(head, "meta", charset="utf-8")
    policy = _in(head, "meta", content=_POLICY.format(hash=digest))
    policy.set("http-equiv", "Content-Security-Policy")
    _in(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    _in(head, "meta", name="robots", content="noindex")
    _in(head, "title", "What readers would see change")
    _in(head, "style").text = _STYLE
    main = _in(_in(root, "body"), "main")
    _in(main, "h1", "What readers would see change")
    public = f" {telling.PUBLIC}" if found.public else ""
    _in(main, "p", f"From {found.before} to {found.after}.{public}")
    if found.is_empty:
        _in(main, "p", telling.NOTHING)
    else:
        _changes(main, found)
    return f"<!doctype html>\n{Tree.tostring(root, encoding='unicode', method='html')}\n"


def _in(parent: Tree.Element, tag: str, text: str = "", **attributes: str) -> Tree.Element:
    """A new element at the end of another; every text has its invisible characters written out."""
    made = Tree.SubElement(parent, tag, {k.rstrip("_"): visible(v) for k, v in attributes.items()})
    made.text = visible(text)
    return made


def _changes(main: Tree.Element, found: Difference) -> None:
    _listed(main, telling.overview(found))
    titles = [f"{telling.PAGE_TURNS[p.turn]}: {p.title or p.address}" for p in found.pages]
    if len(titles) > 1:
        way = _in(_in(main, "nav", **{"aria-label": "Pages"}), "ul")
        for number, title in enumerate(titles, 1):
            _in(_in(way, "li"), "a", title, href=f"#page-{number}")
    for number, (page, title) in enumerate(zip(found.pages, titles, strict=True), 1):
        _page(_in(main, "section", id=f"page-{number}"), page, title)
    for entry in found.entries:
        _entry(_in(main, "section"), entry)
    for said, names in telling.rest(found):
        section = _in(main, "section")
        _in(section, "h2", said)
        _listed(section, names)


def _listed(parent: Tree.Element, lines: Iterable[str]) -> None:
    lines = tuple(lines)
    if lines:
        ul = _in(parent, "ul")
        for line in lines:
            _in(ul, "li", line)


def _page(section: Tree.Element, page: PageChange, title: str) -> None:
    _in(section, "h2", title)
    way = f"{page.was_at} → " if page.was_at else ""
    _in(section, "p", f"{way}{page.address}", class_="quiet")
    for note in telling.notes(page):
        _in(section, "p", note)
    _listed(section, (f"{side}: {place}" for side, place in page.unread))
    for change in page.changes:
        _change(section, change)


def _entry(section: Tree.Element, entry: EntryChange) -> None:
    _in(section, "h2", f"{telling.heading(entry)} {telling.turned(entry.turn)}: {entry.name or entry.id}")
    pages, more = telling.where(entry)
    if pages:
        _in(section, "p", f"on {', '.join(pages)}{more}", class_="quiet")
    for change in entry.changes:
        _change(section, change)


def _change(section: Tree.Element, change: Change) -> None:
    told = telling.told(change)
    _in(section, "h3", f"{' '.join(filter(None, (told.subject, told.name)))}: {told.verb}")
    if change.turn in (Turn.SUPERSEDED, Turn.REORDERED):
        _in(section, "p", told.text)
    else:
        sides = _in(section, "div", class_="sides")
        found = _compared(change)
        _side(sides, "Before", found, Mark.OUT)
        _side(sides, "After", found, Mark.IN)
    rows = [("why", told.why)] * bool(told.why) + [(d.name, d.value) for d in told.details]
    if rows:
        listed = _in(section, "dl")
        for name, value in rows:
            _in(listed, "dt", name)
            _in(listed, "dd", value)


def _compared(change: Change) -> tuple[Piece, ...]:
    if change.turn in (Turn.RAISED, Turn.LOWERED):
        return Piece(Mark.OUT, change.before), Piece(Mark.IN, change.after)
    return pieces(change.before, change.after)


def _side(sides: Tree.Element, name: str, found: Sequence[Piece], own: Mark) -> None:
    side = _in(sides, "div")
    _in(side, "p", name, class_="side")
    kept = [piece for piece in found if piece.mark in (Mark.SAME, own)]
    if not kept:
        _in(side, "p", "nothing", class_="quiet")
        return
    line = _in(side, "p")
    for element in _marked(line, kept):
        element.tail = " "


def _marked(line: Tree.Element, found: Sequence[Piece]) -> Iterator[Tree.Element]:
    tags = {Mark.SAME: "span", Mark.OUT: "del", Mark.IN: "ins"}
    for piece in found:
        yield _in(line, tags[piece.mark], piece.words)
