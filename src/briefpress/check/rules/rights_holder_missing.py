"""People before companies: somebody with rights bears the effect, and is named."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.evidence.flags import is_affected_rights_holder, stakeholder_class
from briefpress.model.briefing import Stakeholder
from briefpress.model.finding import Finding
from briefpress.model.registry import Registry
from briefpress.model.vocabulary import StakeholderClass, StakeholderRole


def check(subject: Subject) -> Iterator[Finding]:
    """A finding when no stakeholder of a briefing is an affected rights-holder."""
    briefing = subject.document.briefing
    if briefing is None or not briefing.stakeholders or _unread(subject):
        return  # an empty list is field-missing
    stakeholders = briefing.stakeholders
    if any(is_affected_rights_holder(s, subject.registry) for s in stakeholders):
        return
    message = f"no affected rights-holder; {_instead(stakeholders, subject.registry)}"
    help = "Ask who bears the effect, and add those people with `role: affected`"
    yield RULE.finding(subject, subject.at("stakeholders", key=True), message, help=help)


def _unread(subject: Subject) -> bool:
    """True when an answer was given that could not be read, or a class is not known: another rule says so."""
    broken = any(path[0] == "stakeholders" for path in subject.placed[0].broken)
    unclassed = (stakeholder_class(s, subject.registry) is None for s in subject.document.entry.stakeholders)
    return broken or any(unclassed)


def _instead(stakeholders: tuple[Stakeholder, ...], registry: Registry) -> str:
    classes = list(dict.fromkeys(stakeholder_class(s, registry) for s in stakeholders))
    if classes == [StakeholderClass.COMPANY]:
        return "stakeholders are all companies"
    if not any(s.role is StakeholderRole.AFFECTED for s in stakeholders):
        return "no stakeholder has `role: affected`"
    affected = [s.name for s in stakeholders if s.role is StakeholderRole.AFFECTED]
    return f"those affected are not people: {', '.join(affected)}"


RULE = FileRule(
    id="rights-holder-missing",
    weight=Weight.PUBLIC_ERROR,
    summary="a briefing without people who bear the effect",
    check=check,
)
