"""Only fields of the form are written, so that a misspelt one is not silently lost."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.near import did_you_mean, near
from briefpress.check.rule import FaultRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding

_COMPUTED = frozenset(
    {"id", "slug", "flags", "organisations", "people", "ceiling", "origins", "agreement", "url"}
)
_FEW = 12


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each key that is no field here."""
    offers = near(fault.found, fault.candidates)
    message = f'unknown field "{fault.found}"{did_you_mean(offers)}'
    yield RULE.finding(subject, fault.at, message, help=_help(fault, offers))


def _help(fault: Fault, offers: tuple[str, ...]) -> str:
    if not offers and len(fault.path) == 1 and fault.found in _COMPUTED:
        return "Remove it: briefpress works it out"
    if not offers and 0 < len(fault.candidates) <= _FEW:
        return f"Rename or remove it; the fields here are {', '.join(fault.candidates)}"
    return "Rename or remove it"


RULE = FaultRule(
    id="field-unknown",
    weight=Weight.ERROR,
    summary="a key that is no field of the form",
    kinds=(FaultKind.UNKNOWN_FIELD,),
    words=words,
)
