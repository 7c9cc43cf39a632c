"""Softening words in a quotation, and how firm a statement they leave."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from briefpress.model.vocabulary import Modality

if TYPE_CHECKING:
    from briefpress.model.briefing import Assertion

_WORDS = {
    Modality.PROBABLE: (
        "likely", "probably", "appear", "appears", "seem", "seems",
        "signal", "signals", "suggest", "suggests",
    ),
    Modality.POSSIBLE: ("may", "might", "could", "reportedly", "reports suggest", "insiders", "point to"),
    Modality.UNCOMMITTED: ("behind closed doors",),
}  # fmt: skip
_MODALITY = {phrase: modality for modality, phrases in _WORDS.items() for phrase in phrases}
_HEDGE = re.compile(
    r"\b(?:" + "|".join(sorted((p.replace(" ", r"\s+") for p in _MODALITY), key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)
_FIRST_WORDS = frozenset(phrase.split()[0] for phrase in _MODALITY)
_HINTS = tuple(w for w in sorted(_FIRST_WORDS) if not any(o in w for o in _FIRST_WORDS - {w}))
"""Without one of these there is no hedge; "appears" holds "appear"."""
_MONTH_BEFORE = re.compile(r"(?:\d|\b(?:in|of|since|until|by|late|early|mid))[\s-]*$", re.IGNORECASE)
_MONTH_AFTER = re.compile(r"\s*,?\s*\d")
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][^\s.!?]*\s+$")
_CAPITAL_AFTER = re.compile(r"\s+[A-Z]")
_NEAR = 24
_OTHERWISE_AFTER = {
    "could": re.compile(r"\s+not\b|\s*(?:[.,;:!?)\]]|$)"),  # what was impossible; "all they could"
    "appear": re.compile(r"\s+(?:in|on|at|before|under|below|above|twice|once)\b", re.IGNORECASE),
    "signal": re.compile(r"\s*[.,;:!?)\]]|\s*$|\s+(?:is|are|was|were|has|had|from|at|in|of|on|and|or)\b"),
}
_OTHERWISE_BEFORE = {
    "signal": re.compile(
        r"\b(?:an?|the|these|those|each|every|no|any|of|by|for|all|its|their|traffic|radio)\s+$",
        re.IGNORECASE,
    ),
}
"""Word without its ending -> what stands after or before it where it softens nothing."""


@lru_cache(maxsize=4096)
def hedges(quote: str) -> tuple[str, ...]:
    """The hedges that stand in a quotation, as written there, in order.

    >>> hedges("Reports suggest that it may end in May 2026")
    ('Reports suggest', 'may')
    """
    lowered = quote.lower()
    if lowered.isascii() and not any(hint in lowered for hint in _HINTS):
        return ()  # as most quotations; other alphabets have letters that count as one of these
    found = (m for m in _HEDGE.finditer(quote) if not _is_month(quote, m))
    return tuple(m.group() for m in found if not _is_other(quote, m))


def _is_month(quote: str, match: re.Match[str]) -> bool:
    """True for May with a capital, unless it is a verb in a heading, as in "Workers May Strike"."""
    if match.group() != "May":
        return False
    before, after = quote[max(match.start() - _NEAR, 0) : match.start()], quote[match.end() :][:_NEAR]
    heading = _CAPITAL_BEFORE.search(before) and _CAPITAL_AFTER.match(after)
    return not heading or bool(_MONTH_BEFORE.search(before) or _MONTH_AFTER.match(after))


def _is_other(quote: str, match: re.Match[str]) -> bool:
    """True for a word that says something else here: "could not", "appears in a list", "the signal"."""
    word = match.group().lower().removesuffix("s")
    before, after = _OTHERWISE_BEFORE.get(word), _OTHERWISE_AFTER.get(word)
    if before and before.search(quote[max(match.start() - _NEAR, 0) : match.start()]):
        return True
    return after is not None and after.match(quote, match.end()) is not None


def modality(assertion: Assertion) -> Modality:
    """How firmly the source says it: the editor's word, else the quotation's weakest hedge, else certain."""
    if assertion.modality is not None:
        return assertion.modality
    found = (_MODALITY[" ".join(h.lower().split())] for h in hedges(assertion.quote))
    return min(found, key=lambda m: m.rank, default=Modality.CERTAIN)
