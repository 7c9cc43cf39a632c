"""Every claim reference in the body leads to a claim of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.document import Reference
from briefpress.model.finding import Finding

_NUMBERED = re.compile(r"c(\d{1,6})", re.ASCII)


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each reference to no claim, and for each link that is named as a claim."""
    ids = [claim.id for claim in subject.document.entry.claims if claim.id]
    known = frozenset(ids)
    for reference in subject.document.body.references:
        if reference.linked:
            yield _linked(subject, reference)
        for claim in reference.claims:
            if claim not in known:
                message = f"body cites [{claim}]; {in_words(ids)}"
                yield RULE.finding(
                    subject, reference.at, message, help="Correct the number, or add the claim"
                )


def _linked(subject: Subject, reference: Reference) -> Finding:
    written = f"[{', '.join(reference.claims)}]"
    message = f"{written} in the body is a link of its own, not a claim reference"
    return RULE.finding(subject, reference.at, message, help=f"Write {written} alone, or rename the link")


def in_words(ids: Sequence[str]) -> str:
    """Which claims there are, in few words.

    >>> in_words(["c1", "c2", "c3"]), in_words(["c1", "c4"]), in_words([])
    ('claims are c1–c3', 'claims are c1, c4', 'there are no claims')
    """
    if not ids:
        return "there are no claims"
    numbers = [int(match[1]) for name in ids if (match := _NUMBERED.fullmatch(name))]
    if len(ids) > 2 and len(numbers) == len(ids) and numbers == [*range(numbers[0], numbers[0] + len(ids))]:
        return f"claims are {ids[0]}–{ids[-1]}"
    return f"the claim is {ids[0]}" if len(ids) == 1 else f"claims are {', '.join(ids)}"


RULE = FileRule(
    id="claim-reference-unresolved",
    weight=Weight.ERROR,
    summary="a claim reference in the body without its claim",
    check=check,
)
