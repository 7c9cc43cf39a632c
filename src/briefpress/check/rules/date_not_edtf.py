"""Dates are written in the site's profile of EDTF, so that machines and readers take them alike."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.dates import Form, dates, meant
from briefpress.check.placed import ByKind
from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, Finding
from briefpress.model.source import written

_ARTICLE = {
    Form.EDTF: "EDTF",
    Form.EDTF_OR_UNKNOWN: "EDTF",
    Form.DAY: "a full day",
    Form.DAY_OR_MOMENT: "a full day, or a moment with its offset",
    Form.MOMENT: "a moment with its offset from UTC",
}
_HELP = {
    Form.EDTF: "Write 2026, 2026-06, 2026-06-21, 2026-06~ (about), 2026-05/2026-06 or 2026-06/..",
    Form.EDTF_OR_UNKNOWN: 'Write 2026-06-21, 2026-06, 2026-06~ (about), "[..2026-06-21]" (by then), unknown',
    Form.DAY: "Write year, month and day, such as 2026-06-21",
    Form.DAY_OR_MOMENT: "Write 2026-06-21, or 2026-06-21T09:00:00Z",
    Form.MOMENT: "Write day, time and offset, such as 2026-06-21T09:00:00Z or 2026-06-21T11:00:00+02:00",
}


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each date that is not of the form that its field asks for."""
    yield from _dates(subject.by_kind)


def across(overview: Overview) -> Iterator[Finding]:
    """The same for registered sources."""
    yield from _dates(overview.by_kind)


def _dates(by_kind: ByKind) -> Iterator[Finding]:
    for one, field, text in dates(by_kind):
        if not field.form.allows(text):
            guess = meant(text, field.form)
            offer = f'; try "{guess}"' if guess else ""
            message = f'{one.name(field.key)} "{text}" is not {_ARTICLE[field.form]}{offer}'
            yield RULE.finding(one, one.at(field.key), message, help=_HELP[field.form])


def unquoted(subject: Subject | Overview, fault: Fault) -> Finding:
    """The finding for a date such as [..2026-11-21] without quotation marks, which YAML takes for a list."""
    message = f"{written(fault.path)} {fault.found} is not EDTF: without quotation marks it is a list"
    return RULE.finding(subject, fault.at, message, help=f'Put it in quotes: "{fault.found}"')


RULE = FileRule(
    id="date-not-edtf",
    weight=Weight.ERROR,
    summary="a date that is not of the site's EDTF profile",
    check=check,
    across=across,
)
