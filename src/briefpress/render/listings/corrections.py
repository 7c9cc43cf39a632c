"""Every correction on the site: newest first, and by kind and weight; the policy, and counts by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefpress.model.artifact import Heading, Page
from briefpress.model.vocabulary import CorrectionKind, CorrectionSeverity
from briefpress.render import dates, feed_links
from briefpress.render.filters import capitalised, sentence, term
from briefpress.render.listings import choices
from briefpress.render.listings.choices import Choice, grouped
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.index import Corrected
from briefpress.render.listings.stock import Stock
from briefpress.render.view.context import Link, contact
from briefpress.render.wording import say

AT = "corrections/"


@dataclass(frozen=True, slots=True)
class Change:
    """A correction in the list; without `was` and `now` when a whole page was withdrawn."""

    date: str
    kind: str
    link: Link
    was: str
    now: str
    reason: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many corrections of each kind there were in each year, the newest first; the last number is their sum."""

    kinds: tuple[str, ...]
    years: tuple[tuple[str, tuple[int, ...]], ...]

    def __bool__(self) -> bool:
        return bool(self.years)


def pages(stock: Stock) -> Iterator[Page]:
    """All corrections, and those of each kind and weight."""
    found = stock.index.corrections
    ways = {"by-kind": tuple(_kinds(found)), "by-severity": tuple(_severities(found))}
    return choices.pages(
        stock,
        choices.Kind("corrections", lambda corrected: corrected.card, _shown, stock.size, _headings(found)),
        found,
        ways,
        policy=tuple((term(k, "correction"), say(f"correction-meaning.{k}")) for k in CorrectionKind),
        counts=counts(found),
        contact=contact(stock.settings.contact),
        feeds=feed_links.of_corrections(),
    )


def _headings(found: Sequence[Corrected]) -> list[Heading]:
    some = [Heading(name, say(f"corrections.{name}")) for name in ("newest", "counts")] if found else []
    return [*some, Heading("policy", say("corrections.policy"))]


def _shown(some: Sequence[Corrected]) -> Mapping[str, Any]:
    return {"changes": tuple(change(c) for c in some)}


def change(corrected: Corrected) -> Change:
    """A correction as lists show it."""
    card, correction = corrected.card, corrected.correction
    anchor = f"#correction-{correction.id}" if correction.id else ""
    weight = f" ({term(correction.severity, 'severity')})" if correction.severity else ""
    return Change(
        dates.words(correction.date),
        f"{term(correction.kind or 'correction', 'correction')}{weight}",
        Link(card.event or card.title, f"{ROOT}{card.address}{anchor}"),
        correction.was,
        correction.now,
        sentence(correction.reason),
    )


def counts(found: Sequence[Corrected]) -> Counts:
    """The corrections counted by year and kind; kinds that never occurred are left out."""
    met = {c.correction.kind for c in found}
    kinds = [str(k) for k in CorrectionKind if k in met]
    by_year = grouped((c.correction.date[:4], c.correction.kind) for c in found)
    rows = []
    for year, kinds_then in by_year.items():
        number = Counter(kinds_then)
        rows.append((year, (*(number[k] for k in kinds), len(kinds_then))))
    return Counts(tuple(term(k, "correction") for k in kinds), tuple(rows))


def _kinds(found: Sequence[Corrected]) -> Iterator[Choice[Corrected]]:
    by_kind = grouped((c.correction.kind, c) for c in found)
    for kind in CorrectionKind:
        if kind in by_kind:
            name = term(kind, "correction")
            yield Choice(f"{AT}kind/{kind}/", name, say("corrections.of", name=name), by_kind[kind])


def _severities(found: Sequence[Corrected]) -> Iterator[Choice[Corrected]]:
    by_weight = grouped((c.correction.severity, c) for c in found)
    for severity in CorrectionSeverity:
        if severity in by_weight:
            name = capitalised(term(severity, "severity"))
            title = say("corrections.of", name=name)
            yield Choice(f"{AT}severity/{severity}/", name, title, by_weight[severity])
