"""No judgement is surer than its evidence (docs/method.md)."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.evidence.standing import lowest
from briefpress.model.briefing import KeyJudgement
from briefpress.model.card import Standing
from briefpress.model.finding import Finding
from briefpress.model.source import Location
from briefpress.model.vocabulary import Confidence


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each judgement above the lowest ceiling among its claims."""
    for placed, judgement in subject.of(KeyJudgement):
        if judgement.confidence in (None, Confidence.INSUFFICIENT):
            continue
        known = {
            c: subject.evidence.standings[c] for c in judgement.claims if c in subject.evidence.standings
        }
        if not all(map(subject.is_weighed, known)):
            continue
        ceiling = lowest(known.values())
        at = placed.at("confidence")
        says = f"{judgement.id or placed.name()} says {judgement.confidence}"
        if ceiling is None and known:
            message = f"{says}; its claims say what is good or ought to be, which takes no confidence"
            yield RULE.finding(
                subject, at, message, help="Write `confidence: insufficient`, or cite other claims"
            )
        elif ceiling is not None and judgement.confidence and judgement.confidence.rank > ceiling.rank:
            name, standing = next((c, s) for c, s in known.items() if s.ceiling is ceiling)
            message = f"{says}; ceiling is {ceiling} ({_reason(name, standing, alone=len(known) == 1)})"
            help = f"Lower it to {ceiling}, or add evidence for {name}"
            yield RULE.finding(subject, at, message, help=help, related=_related(subject, name))


def _reason(name: str, standing: Standing, *, alone: bool) -> str:
    """Why the ceiling is where it is; of several claims, which one sets it."""
    reason = standing.reason.partition(": ")[2]
    return reason if alone else f"{name}: {reason}"


def _related(subject: Subject, name: str) -> tuple[tuple[Location, str], ...]:
    index = next(i for i, claim in enumerate(subject.document.entry.claims) if claim.id == name)
    return ((subject.at("claims", index, "id"), f"{name} sets the ceiling"),)


RULE = FileRule(
    id="confidence-above-ceiling",
    weight=Weight.ERROR,
    summary="a judgement that is surer than its evidence allows",
    check=check,
)
