"""A softening word in a quotation is taken over into the form, so that no headline loses it."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.language import language
from briefpress.check.near import listed
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.evidence.hedges import hedges
from briefpress.evidence.text import find
from briefpress.model.briefing import Assertion
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import Modality

_MOST = 3
"""Hedges that an assertion may list."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each quotation whose softening words stand neither in `hedge` nor in `attributed_to`."""
    for placed, assertion in subject.of(Assertion):
        dropped = hedges(assertion.quote)
        if dropped and (dropped := _dropped(dropped, assertion)):
            unread = placed.is_broken("hedge") or placed.is_broken("attributed_to")
            if not unread and _is_read(assertion, subject):
                message = f"quote contains {listed(dropped, 'and')} but {_instead(assertion)}"
                quote = placed.at("quote")
                at, related = (
                    (placed.at("hedge", key=True), ((quote, "the quotation"),))
                    if assertion.hedge
                    else (quote, ())
                )
                yield RULE.finding(subject, at, message, help=_help(dropped, assertion), related=related)


def _dropped(found: tuple[str, ...], assertion: Assertion) -> tuple[str, ...]:
    """The hedges of a quotation that no listed words hold, each once."""
    kept = " | ".join((*assertion.hedge, assertion.attributed_to)).casefold()
    each = {" ".join(hedge.casefold().split()): hedge for hedge in found}
    return tuple(hedge for words, hedge in each.items() if not find(words, kept))


def _is_read(assertion: Assertion, subject: Subject) -> bool:
    """True for a quotation in a language whose softening words are known."""
    source = subject.evidence.sources.get(assertion.source)
    return language((source.language if source else "") or subject.document.entry.lang) is not None


def _instead(assertion: Assertion) -> str:
    held = "hedge does not hold it" if assertion.hedge else "hedge is empty"
    return f"{held} and modality is certain" if assertion.modality is Modality.CERTAIN else held


def _help(dropped: tuple[str, ...], assertion: Assertion) -> str:
    words = [*assertion.hedge, *dropped]
    if len(words) > _MOST:
        return f"`hedge` takes {_MOST} entries: list a longer stretch of words, or shorten the quotation"
    quoted = ", ".join(f'"{word}"' for word in words)
    return f"Write `hedge: [{quoted}]`"


RULE = FileRule(
    id="hedge-dropped",
    weight=Weight.WARNING,  # it errs too often to stop publishing: see the rates on its page
    summary="a softening word of a quotation that the form does not take over",
    heuristic=True,
    worded=True,
    check=check,
)
