"""How probable something is, and how well founded that is, stand in two sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefpress.check.language import Phrases, phrases
from briefpress.check.own_prose import Passage
from briefpress.check.prose import spans
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.briefing import KeyJudgement
from briefpress.model.finding import Finding

_HELP = "Use two sentences: one for how probable it is, one for how sure the evidence lets us be"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each sentence of our own that holds a likelihood and a grade of confidence."""
    lang = subject.document.entry.lang
    grades = phrases("confidence", lang)
    if grades is None or not _may_hold(grades, subject.own.text):
        return
    likely = phrases("likelihood", lang)
    assert likely is not None, "a language has all lists"
    for passage in subject.own.passages:
        if grades.pattern.search(passage.text):
            yield from _mixed(subject, passage, likely, grades)


def _may_hold(wanted: Phrases, text: str) -> bool:
    """False when none of the phrases can stand in a text: found out without looking for each."""
    folded = text.lower()
    return any(piece in folded for piece in _pieces(wanted))


@lru_cache(maxsize=8)
def _pieces(wanted: Phrases) -> tuple[str, ...]:
    return tuple(sorted(hint.decode() for hint in wanted.hints))


def _mixed(subject: Subject, passage: Passage, likely: Phrases, grades: Phrases) -> Iterator[Finding]:
    text = passage.shown()
    for start, end in spans(text):
        odds, grade = (wanted.pattern.search(text, start, end) for wanted in (likely, grades))
        if odds and grade:
            entry = passage.placed.entry
            name = entry.id if isinstance(entry, KeyJudgement) and entry.id else passage.name
            message = f"{name} mixes {_quoted(odds)} and {_quoted(grade)} in a sentence"
            yield RULE.finding(subject, passage.at(odds.start()), message, help=_HELP)


def _quoted(found: re.Match[str]) -> str:
    return f'"{" ".join(found.group().split())}"'


RULE = FileRule(
    id="likelihood-confidence-mixed",
    weight=Weight.WARNING,
    summary="a likelihood and a confidence in one sentence",
    check=check,
)
