"""Finds words in the text that is held of a source, and puts them into a claim: `briefpress quote`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefpress.check import Subject
from briefpress.check.near import did_you_mean, near
from briefpress.check.rules import hedge_dropped, hedge_not_in_quote, quote_not_verbatim, quote_too_long
from briefpress.edition.desk import Desk
from briefpress.edition.result import Unable
from briefpress.evidence.gather import gather, held_text, is_excerpt
from briefpress.evidence.quoting import Quotation, Unlike, quotation
from briefpress.load import document as load_document
from briefpress.load.characters import refused
from briefpress.mend import insertion
from briefpress.model.briefing import Assertion, Briefing
from briefpress.model.document import Document
from briefpress.model.finding import Finding
from briefpress.model.registry import Source as Entry
from briefpress.model.settings import Settings
from briefpress.model.source import Source
from briefpress.report.visible import visible

_RULES = (quote_not_verbatim.RULE, hedge_not_in_quote.RULE, hedge_dropped.RULE, quote_too_long.RULE)
_ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
"""None of these rules asks for the day."""
MOST_LETTERS = 1000
"""Letters that are looked for at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of looking: the quotation, or the passage nearest to the words.

    `lines` is the quotation as an assertion in YAML, without an indent. `inserted` is the path of the file that it was
    put into; `held` is true when the claim held it already, so that nothing was written.
    """

    source: str
    result: Quotation | Unlike
    lines: tuple[str, ...] = ()
    inserted: str = ""
    held: bool = False
    listed: bool = False
    """True when the source was put into the file's `sources` as well."""
    foreign: str = ""
    """The language of the source, if it is not that of the briefing: the assertion then needs a translation."""
    warnings: tuple[str, ...] = ()
    """What the rules on quotations say of the file since it holds this one."""


def find(
    desk: Desk, source: str, words: str, *, file: Path | None = None, claim: str = "", para: int | None = None
) -> Found:
    """Looks for words in a source of the registry, or of `file`; with `claim` puts what it finds into that claim.

    Raises `Unable` when there is no such source, file or claim, no text is held, or the file cannot be changed.
    """
    if len(words) > MOST_LETTERS or not words.strip():
        raise Unable(f"name some of its words: 1 to {MOST_LETTERS} letters")
    document = desk.document(file) if file is not None else None
    entry = _source(desk, source, document)
    text = held_text(entry, desk.registry)
    if text is None:
        raise Unable(
            f'no text is held of "{source}" here, so nothing can be quoted from it; it needs a `snapshot`'
        )
    result = quotation(words, text, excerpt=is_excerpt(entry), para=para)
    if isinstance(result, Quotation):
        at = result.locator
        hidden = next(refused(f"{result.quote}\n{at.prefix}\n{at.suffix}"), None)
        if hidden is not None:
            why = f"the passage holds {hidden[2]}, which no briefing may hold"
            return Found(source, Unlike(None, why))
    if isinstance(result, Unlike):
        return Found(source, result)
    values = assertion(source, result)
    lines = tuple(insertion.lines(Assertion, values))
    found = Found(source, result, lines, foreign=_foreign(entry, document))
    return _put_in(desk, document, claim, found, values) if document and claim else found


def assertion(source: str, found: Quotation) -> dict[str, Any]:
    """The fields of an assertion that holds a quotation."""
    at = found.locator
    locator: dict[str, Any] = {"para": at.para}
    locator |= {key: said for key, said in (("prefix", at.prefix), ("suffix", at.suffix)) if said}
    hedge = {"hedge": list(found.hedges)} if found.hedges else {}
    return {"source": source, "quote": found.quote, **hedge, "locator": locator}


def _foreign(entry: Entry, document: Document | None) -> str:
    own = document.entry.lang if document else Briefing().lang
    same = entry.language.partition("-")[0].casefold() == own.partition("-")[0].casefold()
    return "" if same else entry.language


def _source(desk: Desk, name: str, document: Document | None) -> Entry:
    inline = {s.id: s for _, s in document.inline_sources()} if document else {}
    entry = desk.registry.sources.get(name) or inline.get(name)
    if entry is None:
        offers = near(name, [*desk.registry.sources, *inline])
        where = "a source written in a briefing is found with --in FILE" if document is None else ""
        told = did_you_mean(offers) or (f"; {where}" if where else "")
        raise Unable(visible(f'there is no source "{name[:80]}"{told}'))
    return entry


def _put_in(desk: Desk, document: Document, claim: str, found: Found, values: dict[str, Any]) -> Found:
    path = document.path
    held = next((c for c in document.entry.claims if c.id == claim), None)
    quote = str(values["quote"])
    if held and any(a.source == found.source and a.quote == quote for a in held.assertions):
        return replace(found, inserted=path, held=True)
    listing = found.source not in document.source_ids()
    before = desk.read(path)
    try:
        content = insertion.with_assertion(before, claim, values, list_source=listing)
    except insertion.Impossible as impossible:
        raise Unable(visible(f"{path} stays as it is: {impossible}")) from impossible
    after = Source(path, content)
    told = [f for f in _on_quotations(desk, after) if f.message not in _messages(desk, before)]
    refused_for = next((f for f in told if f.is_error), None)
    if refused_for is not None:
        raise Unable(f"{path} stays as it is: {refused_for.message}")
    desk.rewrite(before, content)
    warnings = tuple(f"{f.at}: {f.message}" for f in told)
    return replace(found, inserted=path, listed=listing, warnings=warnings)


def _messages(desk: Desk, file: Source) -> frozenset[str]:
    return frozenset(finding.message for finding in _on_quotations(desk, file))


def _on_quotations(desk: Desk, file: Source) -> list[Finding]:
    """What the rules on quotations find in a file."""
    document = load_document(file)
    evidence = gather(document, desk.registry)
    subject = Subject(document, desk.registry, evidence, Settings(""), _ANY_MOMENT)
    return [finding for rule in _RULES for finding in rule.check(subject)]
