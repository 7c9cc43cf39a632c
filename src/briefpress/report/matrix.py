"""Who says what, as text: the claims of a file by the origins of its sources."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefpress.evidence import Evidence
from briefpress.model.briefing import Assertion, Claim, Locator
from briefpress.model.document import Document
from briefpress.model.registry import Registry
from briefpress.model.vocabulary import Stance
from briefpress.report.visible import cells, visible

Words = Mapping[str, str]
"""What readers are told, by key, such as "stance.supports"."""

_NARROWEST = 16
"""Columns of a terminal that a column of the table takes at least; where there is no room for all, a list is drawn."""
_CLAIM = 1.4
"""How much wider than another the column of the claims is."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says on a claim: its stance, and that in words; its softening words, and where.

    `presupposed` is true when it takes the claim for granted.
    """

    source: str
    stance: str
    presupposed: bool
    words: str
    hedges: tuple[str, ...]
    quote: str
    at: str


@dataclass(frozen=True, slots=True)
class Row:
    """A claim: how well it is supported, why, and what each origin says (nothing is silence)."""

    id: str
    text: str
    kind: str
    ceiling: str
    reason: str
    said: Mapping[str, tuple[Said, ...]]


@dataclass(frozen=True, slots=True)
class Origin:
    """A starting point: its id, what it is called, and the sources that count for it."""

    id: str
    label: str
    sources: tuple[str, ...]

    @property
    def is_alone(self) -> bool:
        """True for a source that is its own origin."""
        return self.sources == (self.id,)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The claims of a file by the origins of its sources."""

    path: str
    origins: tuple[Origin, ...]
    rows: tuple[Row, ...]
    silent: str


def matrix(document: Document, evidence: Evidence, registry: Registry, words: Words) -> Matrix:
    """Who says what in a briefing or digest. A source that nothing is known of stands under its own id."""
    named = dict.fromkeys(a.source for claim in document.entry.claims for a in claim.assertions if a.source)
    by_origin: dict[str, list[str]] = {}
    for source in dict.fromkeys((*evidence.sources, *named)):
        by_origin.setdefault(evidence.origins.get(source, source), []).append(source)
    origins = tuple(
        Origin(name, _label(name, registry), tuple(sources)) for name, sources in by_origin.items()
    )
    rows = tuple(_row(claim, evidence, words) for claim in document.entry.claims)
    return Matrix(document.path, origins, rows, words["stance.silent"])


def _label(origin: str, registry: Registry) -> str:
    group = registry.origin_groups.get(origin)
    return group.label if group else ""


def _row(claim: Claim, evidence: Evidence, words: Words) -> Row:
    standing = evidence.standings.get(claim.id)
    said: dict[str, list[Said]] = {}
    for assertion in claim.assertions:
        origin = evidence.origins.get(assertion.source, assertion.source)
        said.setdefault(origin, []).append(_said(assertion, words))
    ceiling = str(standing.ceiling) if standing and standing.ceiling else "none"
    reason = (standing.reason if standing else "").partition(": ")[2]
    held = {origin: tuple(each) for origin, each in said.items()}
    return Row(claim.id, claim.text, str(claim.kind), ceiling, reason, held)


def _said(assertion: Assertion, words: Words) -> Said:
    stance = words[f"stance.{assertion.stance}"]
    if assertion.presupposed:
        alone = assertion.stance in (Stance.SUPPORTS, Stance.MENTIONS)
        stance = words["stance.presupposed"] + ("" if alone else f", {stance}")
    at = _place(assertion.locator, words)
    return Said(
        assertion.source,
        str(assertion.stance),
        assertion.presupposed,
        stance,
        assertion.hedge,
        assertion.quote,
        at,
    )


def _place(at: Locator | None, words: Words) -> str:
    if at is None:
        return ""
    places = (("para", at.para), ("page", at.page), ("time", at.time))
    return ", ".join(words[f"locator.{kind}"].format(n=n) for kind, n in places if n)


# ── as text ───────────────────────────────────────────────────────────────────────────────────────────


def text(found: Matrix, *, width: int | None = None) -> str:
    """The matrix for people: a table where `width` (columns of a terminal) has room for it, else a list.

    Without a width, as in a file, it is a list whose lines are not broken.
    """
    if not found.rows:
        return visible(f"{found.path} makes no claims.") + "\n"
    columns = len(found.origins) + 2
    if width is not None and width >= columns * _NARROWEST + 3 * (columns - 1) and found.origins:
        return _table(found, width)
    return _list(found, width)


def _list(found: Matrix, width: int | None) -> str:
    blocks = []
    for row in found.rows:
        lines = [*_wrapped(f"{row.id}: {row.text}", width, "", "    ")]
        lines += _wrapped(f"{row.kind}; {_standing(row)}", width, "  ", "  ")
        for origin in found.origins:
            lines += _of_origin(origin, row.said.get(origin.id, ()), found.silent, width)
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _of_origin(origin: Origin, said: Sequence[Said], silent: str, width: int | None) -> Iterator[str]:
    """What an origin says; of a source that stands alone on one line, of several below their name."""
    if origin.is_alone:
        for line in [_line(one) for one in said] or [f"{origin.sources[0]} {silent}"]:
            yield from _wrapped(line, width, "  ", "    ")
        return
    yield from _wrapped(_heading(origin), width, "  ", "    ")
    for line in [_line(one) for one in said] or [silent]:
        yield from _wrapped(line, width, "    ", "      ")


def _table(found: Matrix, width: int) -> str:
    """Columns parted by ` | `, rows by a line; the first line names the origins."""
    heads = ["Claim", *map(_heading, found.origins), "Ceiling"]
    room = width - 3 * (len(heads) - 1)
    share = int(room / (len(heads) - 1 + _CLAIM))
    widths = [room - share * (len(heads) - 1), *[share] * (len(heads) - 1)]
    rule = "-+-".join("-" * one for one in widths)
    lines = [*_beside([[head] for head in heads], widths), rule]
    for number, row in enumerate(found.rows):
        said = [_cell(origin, row.said.get(origin.id, ())) or [found.silent] for origin in found.origins]
        columns = [[f"{row.id}: {row.text}", f"({row.kind})"], *said, [row.ceiling, row.reason]]
        lines += [rule] * bool(number) + list(_beside(columns, widths))
    return "\n".join(lines) + "\n"


def _cell(origin: Origin, said: Sequence[Said]) -> list[str]:
    """What an origin says, in a column that is headed by its name."""
    return [_line(one).removeprefix(f"{one.source} ") if origin.is_alone else _line(one) for one in said]


def _beside(columns: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """The lines of a row whose columns hold these texts, one below the other."""
    broken = [
        [line for one in texts for line in _wrapped(one, width, "", "")]
        for texts, width in zip(columns, widths, strict=True)
    ]
    for number in range(max(map(len, broken))):
        pieces = [lines[number] if number < len(lines) else "" for lines in broken]
        padded = (piece + " " * (width - cells(piece)) for piece, width in zip(pieces, widths, strict=True))
        yield " | ".join(padded).rstrip()


def _wrapped(text: str, width: int | None, first: str, rest: str) -> list[str]:
    """A text in lines of at most this many columns of a terminal; a word that is longer is broken."""
    shown = visible(" ".join(text.split()))
    if width is None:
        return [first + shown]
    lines, line = [], first
    empty = True
    for word in _pieces(shown.split(" "), max(width - max(len(first), len(rest)), 2)):
        if not empty and cells(line) + 1 + cells(word) > width:
            lines.append(line)
            line, empty = rest, True
        line, empty = (line + word if empty else f"{line} {word}"), False
    return [*lines, line]


def _pieces(words: Sequence[str], room: int) -> Iterator[str]:
    for word in words:
        piece, taken = "", 0
        for letter in word:
            wide = cells(letter)
            if taken + wide > room:
                yield piece
                piece, taken = "", 0
            piece, taken = piece + letter, taken + wide
        yield piece


def _heading(origin: Origin) -> str:
    """An origin and its sources: `bundle: three texts (1 origin, 2 sources: a, b)`, or the one source."""
    if origin.is_alone:
        return origin.id
    called = f"{origin.id}: {origin.label}" if origin.label else origin.id
    count = len(origin.sources)
    return f"{called} (1 origin, {count} source{'' if count == 1 else 's'}: {', '.join(origin.sources)})"


def _line(said: Said) -> str:
    """`seed-a supports it, “may” (paragraph 3)`."""
    hedges = "".join(f", “{hedge}”" for hedge in said.hedges)
    return f"{said.source} {said.words}{hedges}{f' ({said.at})' if said.at else ''}"


def _standing(row: Row) -> str:
    return f"ceiling {row.ceiling}{f': {row.reason}' if row.reason else ''}"


# ── for machines ──────────────────────────────────────────────────────────────────────────────────────


def as_json(found: Matrix) -> str:
    """The matrix as JSON: origins with their sources, and each claim with what is said on it."""
    whole = {
        "path": found.path,
        "origins": [{"id": o.id, "label": o.label, "sources": list(o.sources)} for o in found.origins],
        "claims": [
            {
                "id": row.id,
                "text": row.text,
                "kind": row.kind,
                "ceiling": row.ceiling,
                "reason": row.reason,
                "said": [
                    {
                        "origin": origin,
                        "source": one.source,
                        "stance": one.stance,
                        "presupposed": one.presupposed,
                        "words": one.words,
                        "hedges": list(one.hedges),
                        "quote": one.quote,
                        "at": one.at,
                    }
                    for origin, each in row.said.items()
                    for one in each
                ],
            }
            for row in found.rows
        ],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
