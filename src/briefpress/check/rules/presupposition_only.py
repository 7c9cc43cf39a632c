"""What sources only take for granted is a question, not a report."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.evidence.standing import counted
from briefpress.model.briefing import Claim
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import Stance


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each claim that no source reports, some presuppose, and no open question asks about."""
    for placed, claim in subject.of(Claim):
        presupposed = any(a.presupposed and a.stance is Stance.SUPPORTS for a in claim.assertions)
        if not presupposed or counted(claim) or claim.superseded_by or _is_asked(subject, claim.id):
            continue
        if not placed.has_unread("assertions") and not subject.placed[0].has_unread("open_questions"):
            name = claim.id or placed.name()
            message = f"{name} is only presupposed by its sources"
            help = f"Keep it as an open question that names {name}, or quote a source that reports it"
            yield RULE.finding(subject, placed.at("assertions", key=True), message, help=help)


def _is_asked(subject: Subject, claim: str) -> bool:
    return any(claim in question.claims for question in subject.document.entry.open_questions)


RULE = FileRule(
    id="presupposition-only",
    weight=Weight.WARNING,
    summary="a claim that its sources only take for granted, and no open question asks about",
    check=check,
)
