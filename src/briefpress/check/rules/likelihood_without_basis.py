"""Nobody says how probable a thing is where the evidence supports no judgement."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.briefing import KeyJudgement
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import Confidence


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each judgement that gives a likelihood with confidence insufficient."""
    for placed, judgement in subject.of(KeyJudgement):
        if judgement.confidence is Confidence.INSUFFICIENT and judgement.likelihood is not None:
            name = judgement.id or placed.name()
            message = f'{name} gives likelihood "{judgement.likelihood}" with confidence insufficient'
            help = "Remove `likelihood`: what cannot be judged has no odds"
            yield RULE.finding(subject, placed.at("likelihood"), message, help=help)


RULE = FileRule(
    id="likelihood-without-basis",
    weight=Weight.ERROR,
    summary="a likelihood where confidence is insufficient",
    check=check,
)
