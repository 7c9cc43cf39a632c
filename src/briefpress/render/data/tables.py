"""The tables of the whole corpus as CSV (RFC 4180): rows of one page, made from its twin, and whole files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from briefpress.evidence.origins import origin
from briefpress.model.card import Card
from briefpress.model.registry import Registry
from briefpress.render import twins
from briefpress.render.data_words import NOTICE, TABLES, Column
from briefpress.render.wording import say

Values = Mapping[str, Any]
Row = Sequence[str]

BETWEEN = " | "
"""Between the items of a list in one cell."""


def rows(values: Values, registered: Collection[str]) -> dict[str, bytes]:
    """The rows of one page by table, as bytes, from the plain values of its twin; tables without rows left out.

    `registered` are the ids of the shared sources, which have a row of their own. Of a withdrawn page only
    corrections and sources are passed on.
    """
    found: dict[str, bytes] = {}
    notice = (values["notice"],) if "notice" in values else ()
    for table, made in _MAKERS.items():
        if table in _PASSED_ON and values.get("status") == "withdrawn":
            continue
        lines = _sources_of(values, registered) if table == "sources" else made(values)
        text = _csv((*line, *notice) for line in lines)
        if text:
            found[table] = text.encode()
    return found


_PASSED_ON = frozenset({"claims", "stakeholders", "takeaways", "questions"})


def table(name: str, parts: Iterable[bytes], *, specimen: bool) -> bytes:
    """A whole file: the header, then the rows in the order given."""
    return b"".join([_csv([[c.name for c in columns(name, specimen=specimen)]]).encode(), *parts])


def columns(name: str, *, specimen: bool) -> tuple[Column, ...]:
    """The columns of a table; on a site of specimens each row says that it is one."""
    return (*TABLES[name], NOTICE) if specimen else TABLES[name]


def shared_sources(cards: Iterable[Card], registry: Registry, *, specimen: bool) -> bytes:
    """The rows of the sources that the registry holds and a public page uses, by id."""
    pages: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    for card in cards:
        pages.update(set(card.sources))
        claims.update(s for claim in card.claims for s in claim.sources)
    notice = (say("specimen.short"),) if specimen else ()
    found = ((i, registry.sources[i]) for i in sorted(pages) if i in registry.sources)
    made = ((i, twins.source_values(source, origin(source), registry)) for i, source in found)
    return _csv((*_source(source, "", pages[i], claims[i]), *notice) for i, source in made).encode()


def _csv(lines: Iterable[Row]) -> str:
    r"""Lines of a table, every cell in quotation marks.

    A cell that a program could take for a formula gets an apostrophe before it; within a cell a quotation mark
    is doubled. Both are rare, so they are looked for in all lines at once.

    >>> _csv([["c1", "one, two"], ["=1", 'so "it" is']])
    '"c1","one, two"\r\n"\'=1","so ""it"" is"\r\n'
    """
    rows = list(lines)
    if not rows:
        return ""
    text = _joined(rows)
    marks, ends = 2 * len(rows) * len(rows[0]), len(rows)
    if (
        text.count('"') == marks
        and text.count("\r") == ends
        and not any(m in text and f'"{m}' in text for m in _MARKS)
    ):
        return text
    return _joined([_safe(cell) for cell in row] for row in rows)


def _joined(rows: Iterable[Row]) -> str:
    return "".join([f'"{_COMMA.join(row)}"\r\n' for row in rows])


_COMMA = '","'
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARKS = _FORMULA[:-1]
"""What begins a formula; a carriage return also ends lines, and is counted. Looked for alone first: it is rare."""


def _safe(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f"'{doubled}" if cell.startswith(_FORMULA) else doubled


def _yes_no(value: bool | None) -> str:
    return "" if value is None else "true" if value else "false"


# ── rows of one page ──────────────────────────────────────────────────────────────────────────────────


def _at(values: Values) -> str:
    return f"{values.get('url') or values['address']}#"


def _claims(values: Values) -> Iterator[Row]:
    page, at, version = values["id"], _at(values), str(values.get("version", 0))
    for claim in values.get("claims", ()):
        get, standing = claim.get, claim.get("standing", _NOTHING)
        name = get("id", "")
        before = (
            page,
            name,
            get("text", ""),
            get("kind", ""),
            str(standing.get("origins", "")),
            standing.get("level", ""),
            standing.get("agreement", ""),
            standing.get("ceiling") or "",
        )
        after = (
            _yes_no(get("adverse")),
            get("superseded_by", ""),
            version,
            f"{at}{name}",
            str(standing.get("origins_not_counted", 0)),
        )
        for said in claim.get("assertions", ()):
            get = said.get
            yield (
                *before,
                get("source", ""),
                get("stance", ""),
                BETWEEN.join(get("hedge", ())),
                get("modality", ""),
                get("basis", ""),
                get("quote", ""),
                locator(get("locator", _NOTHING)),
                _yes_no(get("presupposed")),
                get("attributed_to", ""),
                get("translation", ""),
                *after,
            )


_NOTHING: Values = {}


def locator(place: Values) -> str:
    """Where a quotation stands, in words.

    >>> locator({"para": 3, "prefix": "it said"})
    'paragraph 3, after “it said”'
    """
    if not place:
        return ""
    words = [say(f"locator.{key}", n=place[key]) for key in ("para", "page", "time") if key in place]
    words += [f"after “{place['prefix']}”"] if "prefix" in place else []
    words += [f"before “{place['suffix']}”"] if "suffix" in place else []
    return ", ".join(words)


def _sources_of(values: Values, registered: Collection[str]) -> Iterator[Row]:
    """The sources that the page describes for itself."""
    own = [source for source in values.get("sources", ()) if source.get("id", "") not in registered]
    if own:
        claims = Counter(
            s
            for c in values.get("claims", ())
            for s in {a.get("source", "") for a in c.get("assertions", ())}
        )
        yield from (_source(source, values["id"], 1, claims[source.get("id", "")]) for source in own)


def _source(source: Values, briefing: str, pages: int, claims: int) -> Row:
    snapshot, author = source.get("snapshot", _NOTHING), source.get("author", "")
    known = {
        **source,
        "source": source.get("id", ""),
        "briefing": briefing,
        "author": author if isinstance(author, str) else BETWEEN.join(author),
        "synthetic_signals": BETWEEN.join(source.get("synthetic_signals", ())),
        "via": BETWEEN.join(source.get("via", ())),
        "coverage": snapshot.get("coverage", ""),
        "sha256": snapshot.get("sha256", ""),
        "pages": str(pages),
        "claims": str(claims),
    }
    return [known.get(name, "") for name in _SOURCE_COLUMNS]


_SOURCE_COLUMNS = tuple(column.name for column in TABLES["sources"])


def _stakeholders(values: Values) -> Iterator[Row]:
    page, at, version = values["id"], f"{_at(values)}people-affected", str(values.get("version", 0))
    for person in values.get("stakeholders", ()):
        get, impact, named_in = person.get, person.get("impact", _NOTHING).get, person.get("named_in")
        yield (
            page,
            get("name", ""),
            get("label", ""),
            get("class", ""),
            get("role", ""),
            _yes_no(get("rights_holder")),
            get("stake", ""),
            impact("status", ""),
            impact("direction", ""),
            impact("scale", ""),
            impact("scope", ""),
            impact("remediability", ""),
            impact("likelihood", ""),
            BETWEEN.join(impact("claims", ())),
            BETWEEN.join(named_in or ()),
            _yes_no(named_in == []),
            get("voice", ""),
            get("sought", ""),
            version,
            at,
        )


def _takeaways(values: Values) -> Iterator[Row]:
    page, at, version = values["id"], f"{_at(values)}takeaway-", str(values.get("version", 0))
    for number, takeaway in enumerate(values.get("takeaways", ()), start=1):
        get = takeaway.get
        yield (
            page,
            str(number),
            get("kind", ""),
            get("text", ""),
            BETWEEN.join(get("claims", ())),
            get("confidence") or "",
            BETWEEN.join(get("for", ())),
            BETWEEN.join(get("principles", ())),
            version,
            f"{at}{number}",
        )


def _questions(values: Values) -> Iterator[Row]:
    page, at, version = values["id"], f"{_at(values)}question-", str(values.get("version", 0))
    for number, question in enumerate(values.get("open_questions", ()), start=1):
        get = question.get
        yield (
            page,
            get("id", ""),
            get("text", ""),
            BETWEEN.join(get("claims", ())),
            get("answered_by", ""),
            version,
            f"{at}{number}",
        )


def _corrections(values: Values) -> Iterator[Row]:
    page, at = values["id"], f"{_at(values)}correction-"
    for correction in values.get("corrections", ()):
        get = correction.get
        yield (
            page,
            get("id", ""),
            get("date", ""),
            get("kind", ""),
            get("severity", ""),
            BETWEEN.join(get("affects", ())),
            get("was", ""),
            get("now", ""),
            get("reason", ""),
            str(get("from_version", "")),
            str(get("to_version", "")),
            get("reported_by", ""),
            f"{at}{get('id', '')}",
        )


_MAKERS: Mapping[str, Callable[[Values], Iterator[Row]]] = {
    "claims": _claims,
    "sources": lambda _: iter(()),
    "stakeholders": _stakeholders,
    "takeaways": _takeaways,
    "questions": _questions,
    "corrections": _corrections,
}
