"""Who says so is named, or nobody is said to say it."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.language import language, phrases
from briefpress.check.own_prose import word_list
from briefpress.check.prose import attributed
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each vague attribution in our own prose, unless its sentence names who makes it."""
    lang = subject.document.entry.lang
    words, wanted = language(lang), word_list("weasel", lang, subject.settings)
    unnamed = phrases("unnamed", lang)
    if words is None or wanted is None or unnamed is None:
        return
    for use in subject.own.uses(wanted):
        if not unnamed.pattern.search(use.sentence) and not attributed(use.sentence, words):
            help = "Name the source, or say that the text does not name it; else cut it"
            yield RULE.finding(subject, use.at, f'"{use.phrase}": who?', help=help, passage=use.sentence)


RULE = FileRule(
    id="weasel-words",
    weight=Weight.WARNING,
    summary="our own prose lets nobody in particular say something",
    heuristic=True,
    worded=True,
    check=check,
)
