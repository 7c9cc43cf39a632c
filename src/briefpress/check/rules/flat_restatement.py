"""What is not at least credible is not told as fact where everybody reads it."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.language import Language, language
from briefpress.check.placed import Placed
from briefpress.check.prose import attributed, content_words, leaves_open, masked, restates, spans
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.briefing import Briefing, Claim, Digest, Takeaway
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import Agreement, Confidence, TakeawayKind

_WEAK = (Confidence.LOW, Confidence.INSUFFICIENT)
_HEADLINE = ("title", "summary")


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each sentence of title, summary or takeaways that tells weak claims as fact."""
    entry = subject.document.entry
    words, standings = language(entry.lang), subject.evidence.standings
    weak = [c for c in entry.claims if c.id in standings and standings[c.id].ceiling in _WEAK]
    if words is None or not weak:
        return
    texts = list(_texts(subject))
    held = content_words("\n".join([text for _, _, text in texts]), words)
    weak = [claim for claim in weak if _may_be_restated(claim.text, held, words)]
    weak = [claim for claim in weak if subject.is_weighed(claim.id)]
    for placed, key, text in texts if weak else ():
        yield from _in_text(subject, placed, key, text, weak, words)


def _texts(subject: Subject) -> Iterator[tuple[Placed, str, str]]:
    root = subject.placed[0]
    if isinstance(root.entry, (Briefing, Digest)):
        yield from ((root, key, text) for key in _HEADLINE if (text := getattr(root.entry, key)))
    for placed, takeaway in subject.of(Takeaway):
        if takeaway.kind is not TakeawayKind.PRACTICE and takeaway.text:
            yield placed, "text", takeaway.text


def _may_be_restated(claim: str, held: frozenset[str], words: Language) -> bool:
    """False when all sentences together do not hold enough of the claim's words: then none does."""
    wanted = content_words(claim, words)
    found = len(wanted & held)
    return found >= 3 and 3 * found >= 2 * len(wanted)


def _in_text(
    subject: Subject, placed: Placed, key: str, text: str, weak: list[Claim], words: Language
) -> Iterator[Finding]:
    shown = masked(text)
    for start, end in spans(shown):
        sentence = shown[start:end]
        found = [
            c
            for c in weak
            if restates(sentence, c.text, words) and not _is_contested_headline(subject, key, c)
        ]
        if (
            found
            and not leaves_open(sentence, subject.document.entry.lang)
            and not attributed(sentence, words)
        ):
            yield _finding(subject, placed, key, " ".join(text[start:end].split()), found)


def _is_contested_headline(subject: Subject, key: str, claim: Claim) -> bool:
    """True where contested-in-headline says so already."""
    return key in _HEADLINE and subject.evidence.standings[claim.id].agreement is Agreement.CONTESTED


def _finding(subject: Subject, placed: Placed, key: str, sentence: str, claims: list[Claim]) -> Finding:
    told = [f"{claim.id} ({subject.evidence.standings[claim.id].ceiling})" for claim in claims]
    names = " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)
    message = f"{placed.name(key)} states {names} as fact"
    help = f"Add who says it, as in “the texts say”; the sentence is “{sentence}”"
    related = subject.claims_at([claim.id for claim in claims])
    return RULE.finding(subject, placed.at(key), message, help=help, related=related, passage=sentence)


RULE = FileRule(
    id="flat-restatement",
    weight=Weight.PUBLIC_ERROR,
    summary="a title, summary or takeaway that tells a weakly supported claim as fact",
    heuristic=True,
    worded=True,
    check=check,
)
