"""Where accounts compete, the text tells all of them or none."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.near import joined
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.evidence.standing import mutual_rivals
from briefpress.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each set of rivals that the body leaves out while it cites the claim they compete with."""
    claims = subject.document.entry.claims
    if not any(claim.rivals for claim in claims) or subject.document.is_broken(("body",)):
        return
    cited = {name: ref.at for ref in reversed(subject.document.body.references) for name in ref.claims}
    alive = {claim.id for claim in claims if not claim.superseded_by}
    told: set[tuple[str, ...]] = set()
    for name, rivals in mutual_rivals(claims).items():
        left_out = tuple(rival for rival in rivals if rival in alive and rival not in cited)
        if name in cited and name in alive and left_out and left_out not in told:
            told.add(left_out)
            plural = "" if len(left_out) == 1 else "s"
            message = f"body cites {name} but not its rival{plural} {', '.join(left_out)}"
            help = f"Give {joined(left_out)} a sentence with the same care, with its reference; or cite none of them"
            related = subject.claims_at(left_out)
            yield RULE.finding(subject, cited[name], message, help=help, related=related)


RULE = FileRule(
    id="rivals-one-sided",
    weight=Weight.PUBLIC_ERROR,
    summary="a body that tells one of several competing accounts",
    heuristic=True,
    check=check,
)
