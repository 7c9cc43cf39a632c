"""Where we lack the words of those affected, we say what was done to hear them."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.briefing import Stakeholder
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import StakeholderRole, Voice


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each affected stakeholder with `voice: none` that does not say what was tried."""
    for placed, entry in subject.of(Stakeholder):
        if entry.role is not StakeholderRole.AFFECTED:
            continue
        unread = placed.is_broken("voice") or placed.is_broken("sought")
        if entry.voice is Voice.NONE and not entry.sought.strip() and not unread:
            message = f'"{entry.name}": voice none, sought is empty'
            help = "Say what was tried, as in `sought: Asked two unions on 12 November; no answer.`"
            yield RULE.finding(subject, placed.at("sought"), message, help=help)


RULE = FileRule(
    id="voice-unsought",
    weight=Weight.PUBLIC_ERROR,
    summary="people affected whose words we lack, without saying what was tried",
    check=check,
)
