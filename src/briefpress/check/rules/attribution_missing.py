"""What a source has from somebody else is told with that somebody."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.briefing import Assertion
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import Basis

_ATTRIBUTED = frozenset({Basis.ATTRIBUTED_NAMED, Basis.ATTRIBUTED_UNNAMED})
_EXAMPLE = {
    Basis.ATTRIBUTED_NAMED: "the name as printed, as in `attributed_to: Jane Roe, a union officer`",
    Basis.ATTRIBUTED_UNNAMED: "the source's own words for them, as in `attributed_to: industry insiders`",
}


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each attributed assertion that does not say to whom."""
    for placed, assertion in subject.of(Assertion):
        if assertion.basis in _ATTRIBUTED and not assertion.attributed_to.strip():
            if placed.is_broken("attributed_to"):
                continue
            message = f"basis {assertion.basis} needs attributed_to"
            help = f"Copy {_EXAMPLE[assertion.basis]}"
            yield RULE.finding(subject, placed.at("basis"), message, help=help)


RULE = FileRule(
    id="attribution-missing",
    weight=Weight.PUBLIC_ERROR,
    summary="an attributed statement that does not say to whom",
    check=check,
)
