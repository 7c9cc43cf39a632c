"""Every claim reference in the body leads to a claim of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.code import code, fenced, within
from briefpress.model.document import Reference
from briefpress.model.finding import Finding

_NUMBERED = re.compile(r"c(\d{1,6})", re.ASCII)
_JOINT = r"\s*+(?:,\s*+and|[,;&/+–—-]|and|to)\s*+"
_CLAIM = r"c[ .]?[0-9]{1,6}"
_NEAR = re.compile(
    rf"\[\s*+(?P<claims>(?:claims?\s++)?{_CLAIM}(?:{_JOINT}(?:{_CLAIM}|[0-9]{{1,6}})|\s++{_CLAIM})*+)\s*+\](?!\()",
    re.IGNORECASE,
)
_EXACT = re.compile(r"c[0-9]+(?:\s*,\s*c[0-9]+)*")
_PART = re.compile(r"(?P<joint>[^0-9.\s]*?)\s*(?:c[ .]?)?(?P<number>[0-9]+)", re.IGNORECASE)
_RANGES = frozenset({"-", "–", "—", "to"})
_LONGEST_RANGE = 30
_TOLD = 100
"""Places in a body that are looked at: nobody mends a thousand by hand."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each reference to no claim, and for each link that is named as a claim."""
    ids = [claim.id for claim in subject.document.entry.claims if claim.id]
    known = frozenset(ids)
    for reference in subject.document.body.references:
        if reference.linked:
            yield _linked(subject, reference)
        for claim in () if reference.linked else reference.claims:
            if claim not in known:
                message = f"body cites [{claim}]; {in_words(ids)}"
                yield RULE.finding(
                    subject, reference.at, message, help="Correct the number, or add the claim"
                )
    for index, text, claims in near_references(subject.document.body.markdown):
        message = f'"{text}" in the body is no claim reference, and would be shown as it stands'
        help = f"Write [{', '.join(claims)}]"
        yield RULE.finding(subject, subject.document.body.place(index), message, help=help)


def near_references(markdown: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """(index, text, claims) of what is meant for a claim reference and is none, outside code.

    >>> [(text, claims) for _, text, claims in near_references("So [c1-c3], so [C1], so [c1; c2], so [c1].")]
    [('[c1-c3]', ('c1', 'c2', 'c3')), ('[C1]', ('c1',)), ('[c1; c2]', ('c1', 'c2'))]
    """
    found = [match for match in islice(_NEAR.finditer(markdown), _TOLD) if _is_near(match, markdown)]
    in_code = code(markdown, fenced(markdown)) if found else []
    for match in found:
        if not within(match.start(), in_code):
            yield (
                match.start(),
                " ".join(match.group().split()),
                tuple(dict.fromkeys(_meant(match["claims"]))),
            )


def _is_near(match: re.Match[str], markdown: str) -> bool:
    """True unless it is a reference, or a link or its name."""
    if _EXACT.fullmatch(match["claims"]) or markdown[match.start() - 1 : match.start()] in ("]", "\\"):
        return False
    name = re.escape(match.group())
    return re.search(rf"^ {{0,3}}{name}:", markdown, re.MULTILINE | re.IGNORECASE) is None


def _meant(text: str) -> Iterator[str]:
    """The claims that are meant, ranges written out."""
    last = 0
    for match in _PART.finditer(text):
        number = int(match["number"])
        is_range = match["joint"].casefold() in _RANGES and last < number <= last + _LONGEST_RANGE
        yield from (f"c{between}" for between in range(last + 1 if is_range else number, number + 1))
        last = number


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
