"""What sources contest is not told as fact where everybody reads it."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.language import Language, language
from briefpress.check.prose import attributed, leaves_open, restates, sentences, unquoted
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.briefing import Claim
from briefpress.model.field import specs
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import Agreement

_WHERE = ("title", "summary")


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each sentence of title or summary that restates contested claims as fact."""
    words = language(subject.document.entry.lang)
    contested = [claim for claim in subject.document.entry.claims if _is_contested(claim, subject)]
    if words is None or not contested:
        return
    entry = subject.document.entry
    for name, key, _ in specs(type(entry)):
        if key in _WHERE:
            for sentence in sentences(getattr(entry, name)):
                yield from _restated(subject, key, sentence, contested, words)


def _is_contested(claim: Claim, subject: Subject) -> bool:
    standing = subject.evidence.standings.get(claim.id)
    return standing is not None and standing.agreement is Agreement.CONTESTED


def _restated(
    subject: Subject, key: str, sentence: str, contested: list[Claim], words: Language
) -> Iterator[Finding]:
    found = [claim.id for claim in contested if restates(sentence, claim.text, words)]
    if (
        found
        and not leaves_open(unquoted(sentence), subject.document.entry.lang)
        and not attributed(sentence, words)
    ):
        names = " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)
        message = f"{key} restates contested {names} without saying who says so"
        help = f"Start with who says it, as in “Text A says …”; the sentence is “{sentence}”"
        related = subject.claims_at(found)
        yield RULE.finding(subject, subject.at(key), message, help=help, related=related, passage=sentence)


RULE = FileRule(
    id="contested-in-headline",
    weight=Weight.PUBLIC_ERROR,
    summary="a title or summary that tells a contested claim as fact",
    heuristic=True,
    worded=True,
    check=check,
)
