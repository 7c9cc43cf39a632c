"""The body of a briefing has only its four headings, each once, so that every page reads alike."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.near import did_you_mean, listed, near
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.document import Section
from briefpress.model.finding import Finding

HEADINGS = ("What happened", "Why it matters", "Where accounts differ", "How we worked")
_ALIASES = {
    "What happened": ("event", "the event", "summary", "background"),
    "Why it matters": ("why this matters", "significance", "impact", "analysis"),
    "Where accounts differ": (
        "disagreements",
        "where the texts part",
        "where sources differ",
        "accounts differ",
    ),
    "How we worked": ("method", "methods", "methodology", "how we work", "about this briefing"),
}


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each other heading of second rank, and for each repeated one."""
    if subject.document.briefing is None:
        return
    seen: dict[str, Section] = {}
    for section in subject.document.body.sections:
        if section.heading in seen:
            yield _repeated(subject, section, seen[section.heading])
        elif section.heading and section.heading not in HEADINGS:
            yield _unknown(subject, section)
        seen.setdefault(section.heading, section)


def meant(heading: str) -> tuple[str, ...]:
    """The headings that somebody may have had in mind."""
    return near(heading, HEADINGS, _ALIASES)


def _unknown(subject: Subject, section: Section) -> Finding:
    offers = meant(section.heading)
    message = f'unknown section "## {section.heading}"{did_you_mean(offers)}'
    help = f"Use one of {listed(HEADINGS)}, or ### for a heading within a section"
    return RULE.finding(subject, section.at, message, help=help)


def _repeated(subject: Subject, section: Section, first: Section) -> Finding:
    message = f'section "## {section.heading}" stands here a second time'
    related = ((first.at, "the first one"),)
    return RULE.finding(subject, section.at, message, help="Join the two", related=related)


RULE = FileRule(
    id="section-unknown",
    weight=Weight.PUBLIC_ERROR,
    summary="a heading that is none of the four, or stands twice",
    check=check,
)
