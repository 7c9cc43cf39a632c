"""What nobody showed us is said: each flag has its gap or its question."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.evidence.standing import mutual_rivals
from briefpress.model.briefing import Briefing, Gap, OpenQuestion
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import Agreement, Confidence, Flag, GapKind

_GAPS = MappingProxyType(
    {
        Flag.NO_PRIMARY_SOURCE: GapKind.NO_PRIMARY_SOURCE,
        Flag.NO_NAMED_SOURCE: GapKind.NO_NAMED_SOURCE,
        Flag.UNDATED: GapKind.NO_DATE,
        Flag.UNIDENTIFIED_SOURCE: GapKind.IDENTITY_UNCLEAR,
        Flag.VOICES_MISSING: GapKind.VOICE_MISSING,
    }
)
_READ = ("gaps", "open_questions", "claims", "sources", "stakeholders")
"""Fields that flags and their answers come from."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each flag without its gap, and for each kind of doubt that no open question asks about."""
    briefing = subject.document.briefing
    if briefing is None or _unread(subject):
        return  # a digest's flags are those of its briefings, which declare them
    yield from _gaps(subject)
    if briefing.open_questions:  # else field-missing asks for one
        yield from _insufficient(subject, briefing)
    yield from _contested(subject, briefing)


def _unread(subject: Subject) -> bool:
    if subject.registry.unread & {"sources", "origin_groups", "organisations", "groups"}:
        return True
    return any(path[0] in _READ for path in subject.placed[0].broken)


def _gaps(subject: Subject) -> Iterator[Finding]:
    wanted = [flag for flag in subject.evidence.flags if flag in _GAPS]
    told = {gap.kind for _, gap in subject.of(Gap)} if wanted else set()
    for flag in wanted:
        if _GAPS[flag] not in told:
            message = f"flag {flag} is set but gaps does not mention it"
            help = f"Add a gap with `kind: {_GAPS[flag]}`: what was tried, and what would settle it"
            yield RULE.finding(subject, subject.at("gaps", key=True), message, help=help)


def _insufficient(subject: Subject, briefing: Briefing) -> Iterator[Finding]:
    standings = subject.evidence.standings
    open_ones = [
        c for c in briefing.claims
        if c.id in standings and standings[c.id].ceiling is Confidence.INSUFFICIENT and not c.superseded_by
    ]  # fmt: skip
    asked = _asked(subject) if open_ones else frozenset()
    missing = [c.id for c in open_ones if c.id not in asked and subject.is_weighed(c.id)]
    rivals = mutual_rivals(briefing.claims) if missing else {}
    missing = [name for name in missing if asked.isdisjoint(rivals[name])]
    if missing:
        names = _listed(missing)
        message = f"{names} cannot be judged, and no open question asks about {'it' if len(missing) == 1 else 'them'}"
        help = f"Name {names} under `claims` of an open question, or ask one more"
        yield RULE.finding(subject, subject.at("open_questions", key=True), message, help=help)


def _contested(subject: Subject, briefing: Briefing) -> Iterator[Finding]:
    if Flag.ACCOUNTS_DIFFER not in subject.evidence.flags:
        return
    standings = subject.evidence.standings
    differ = [name for name, s in standings.items() if s.agreement is not Agreement.UNCONTESTED]
    if _asked(subject).isdisjoint(differ) and (briefing.open_questions or not _asks_for_one(subject)):
        message = f"flag {Flag.ACCOUNTS_DIFFER} is set but open_questions does not ask about {_listed(differ, 'or')}"
        help = "Add an open question that names one of these claims"
        yield RULE.finding(subject, subject.at("open_questions", key=True), message, help=help)


def _asks_for_one(subject: Subject) -> bool:
    """True when field-missing asks for an open question already."""
    ceilings = (s.ceiling for s in subject.evidence.standings.values())
    return Confidence.INSUFFICIENT in ceilings


def _asked(subject: Subject) -> frozenset[str]:
    return frozenset(claim for _, question in subject.of(OpenQuestion) for claim in question.claims)


def _listed(names: list[str], joint: str = "and") -> str:
    return f" {joint} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


RULE = FileRule(
    id="gap-undeclared",
    weight=Weight.WARNING,
    summary="something that the evidence lacks, and neither gaps nor questions say so",
    check=check,
)
