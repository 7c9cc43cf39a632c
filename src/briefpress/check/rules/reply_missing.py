"""Whoever a claim would harm was asked, or we say why not."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.briefing import Claim, Response
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import Stance


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each registered party that an adverse claim is about, and that was not asked about it."""
    adverse = [(placed, claim) for placed, claim in subject.of(Claim) if claim.adverse and claim.about]
    if not adverse or any(path[0] == "responses" for path in subject.placed[0].broken):
        return
    answered = {(response.party, claim) for _, response in subject.of(Response) for claim in response.claims}
    known = subject.registry
    for placed, claim in adverse:
        for index, party in enumerate(claim.about):
            registered = party in known.organisations or party in known.people
            excused = (party, claim.id) in answered or claim.superseded_by or _says_so(party, claim, subject)
            if registered and not excused:
                message = f'{claim.id or placed.name()} is adverse to "{party}"; no response entry'
                help = (
                    "Ask, and record the answer under `responses`; "
                    "until then `status: not-contacted` and `why`"
                )
                yield RULE.finding(subject, placed.at("about", index), message, help=help)


def _says_so(party: str, claim: Claim, subject: Subject) -> bool:
    """True when the party itself published what supports the claim: it is not harmed by its own words."""
    sources = subject.evidence.sources
    supporting = (sources.get(a.source) for a in claim.assertions if a.stance is Stance.SUPPORTS)
    return any(source is not None and source.publisher == party for source in supporting)


RULE = FileRule(
    id="reply-missing",
    weight=Weight.PUBLIC_ERROR,
    summary="a claim that would harm a named party who was not asked about it",
    check=check,
)
