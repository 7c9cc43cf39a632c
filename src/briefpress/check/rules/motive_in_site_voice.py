"""What somebody wanted is never ours to say: they say it themselves, or somebody infers it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefpress.check.language import Language, language, phrases
from briefpress.check.own_prose import Use, word_list
from briefpress.check.prose import attributed
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.finding import Finding

_NEXT_WORD = re.compile(r"\s+([^\W_]+)")
_WORD = re.compile(r"[^\W\d_]+")


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each motive in our own prose that its sentence attributes to nobody."""
    lang = subject.document.entry.lang
    words, wanted = language(lang), word_list("motive", lang, subject.settings)
    if words is None or wanted is None:
        return
    for use in subject.own.uses(wanted):
        excused = use.passage.states_motive or _is_asked(use) or _is_ours(use, lang, words)
        if not excused and not attributed(use.sentence, words):
            yield _finding(subject, use)


def _is_asked(use: Use) -> bool:
    return use.sentence.rstrip(" ”’\"')").endswith("?")


def _is_ours(use: Use, lang: str, words: Language) -> bool:
    """True when the words just before say that it is we, or the reader, who wanted it."""
    before = [word.lower() for word in _WORD.findall(use.sentence[: use.within])]
    while before and before[-1] in words.between - words.pronouns:
        before.pop()
    ourselves = phrases("ourselves", lang)
    return bool(before and ourselves and ourselves.pattern.fullmatch(before[-1]))


def _finding(subject: Subject, use: Use) -> Finding:
    after = (
        _NEXT_WORD.match(use.sentence, use.within + len(use.phrase)) if use.phrase.endswith(" to") else None
    )
    told = f"{use.phrase} {after[1]}" if after else use.phrase
    message = f'"{told}" states a motive in the site\'s voice'
    help = "Write “X said its reason was …”, or say whose inference it is, as in “Text B infers …”"
    return RULE.finding(subject, use.at, message, help=help, passage=use.sentence)


RULE = FileRule(
    id="motive-in-site-voice",
    weight=Weight.PUBLIC_ERROR,
    summary="a motive that our own prose states without saying who says so",
    heuristic=True,
    worded=True,
    check=check,
)
