"""How probable something is, and how well founded that is, stand in two sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefpress.check.language import phrases
from briefpress.check.own_prose import Passage
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.briefing import KeyJudgement
from briefpress.model.finding import Finding
from briefpress.model.source import Location

_HELP = "Use two sentences: one for how probable it is, one for how sure the evidence lets us be"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each sentence of our own that holds a likelihood and a grade of confidence."""
    lang = subject.document.entry.lang
    grades, likely = phrases("confidence", lang), phrases("likelihood", lang)
    if grades is None or likely is None:
        return
    told: set[Location] = set()
    for use in subject.own.uses(grades):
        odds = likely.pattern.search(use.sentence)
        if odds is not None:
            at = use.passage.at(use.start - use.within + odds.start())
            if at not in told:
                told.add(at)
                message = f'{_name(use.passage)} mixes {_quoted(odds)} and "{use.phrase}" in a sentence'
                yield RULE.finding(subject, at, message, help=_HELP)


def _name(passage: Passage) -> str:
    entry = passage.placed.entry
    return entry.id if isinstance(entry, KeyJudgement) and entry.id else passage.name


def _quoted(found: re.Match[str]) -> str:
    return f'"{" ".join(found.group().split())}"'


RULE = FileRule(
    id="likelihood-confidence-mixed",
    weight=Weight.WARNING,
    summary="a likelihood and a confidence in one sentence",
    worded=True,
    check=check,
)
