"""A takeaway rests on what somebody said."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.briefing import Takeaway
from briefpress.model.finding import Finding

_HELP = "Add `claims:` or delete it"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each takeaway that cites no claim, or none that still stands."""
    superseded = {c.id: c.superseded_by for c in subject.document.entry.claims if c.superseded_by}
    for placed, takeaway in subject.of(Takeaway):
        if placed.is_broken("claims"):
            continue
        if not takeaway.claims:
            yield RULE.finding(subject, placed.at("claims"), f"{placed.name()} cites no claim", help=_HELP)
        elif all(claim in superseded for claim in takeaway.claims):
            told = ", ".join(f"{claim} (superseded by {superseded[claim]})" for claim in takeaway.claims)
            message = f"{placed.name()} cites no claim that still stands: {told}"
            help = "Cite the claim that took its place, or delete it"
            yield RULE.finding(subject, placed.at("claims"), message, help=help)


RULE = FileRule(
    id="takeaway-unsupported",
    weight=Weight.PUBLIC_ERROR,
    summary="a takeaway without a claim to rest on",
    check=check,
)
