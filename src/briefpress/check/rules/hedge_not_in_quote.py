"""A hedge is the source's own word, copied from the quotation."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.evidence.text import find, parts
from briefpress.model.briefing import Assertion
from briefpress.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each hedge that does not stand, as whole words in any case, in its quotation."""
    for placed, entry in subject.of(Assertion):
        if entry.hedge and entry.quote:
            for index, hedge in enumerate(entry.hedge):
                if hedge.strip() and not _holds(entry.quote, hedge):
                    message = f'hedge "{hedge}" is not in the quote'
                    at = placed.at("hedge", index)
                    yield RULE.finding(subject, at, message, help="Copy the source's own word")


def _holds(quote: str, hedge: str) -> bool:
    said = " ".join(parts(quote)).casefold()
    return bool(find(hedge.casefold(), said))


RULE = FileRule(
    id="hedge-not-in-quote",
    weight=Weight.ERROR,
    summary="a hedge that does not stand in its quotation",
    check=check,
)
