"""Whether a claim would harm a named party is decided, not forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.briefing import Claim
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import ClaimKind

_KINDS = frozenset(
    {ClaimKind.EVENT, ClaimKind.CAUSE, ClaimKind.MOTIVE, ClaimKind.EVALUATION, ClaimKind.QUANTITY}
)


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each claim about a registered party that leaves `adverse` out."""
    for placed, claim in subject.of(Claim):
        if claim.kind not in _KINDS or claim.adverse is not None:
            continue
        known = subject.registry
        parties = [name for name in claim.about if name in known.organisations or name in known.people]
        if parties and not placed.is_broken("adverse") and not placed.is_broken("kind"):
            named = " and ".join(f'"{name}"' for name in parties)
            message = f"{claim.id or placed.name()} is about {named} and does not say whether it is adverse"
            help = "Write `adverse: true` if it would harm them were it untrue, else `adverse: false`"
            yield RULE.finding(subject, placed.at("about"), message, help=help)


RULE = FileRule(
    id="adverse-undecided",
    weight=Weight.WARNING,
    summary="a claim about a named party that does not say whether it is adverse",
    check=check,
)
