"""A date that is not quite certain comes with the way it was reached."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.edtf import is_qualified
from briefpress.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for a qualified `event_date` without a note; `unknown` needs none."""
    briefing = subject.document.briefing
    if briefing is None or briefing.event_date_note.strip():
        return
    date = briefing.event_date.strip()
    if is_qualified(date) and not subject.placed[0].is_broken("event_date_note"):
        message = f'event_date "{date}" is qualified but event_date_note is empty'
        help = "Say how you know: add `event_date_note:` with the words or days that the date was drawn from"
        yield RULE.finding(subject, subject.at("event_date"), message, help=help)


RULE = FileRule(
    id="date-unexplained",
    weight=Weight.PUBLIC_ERROR,
    summary="an approximate or open date of the event without a note on how it was reached",
    check=check,
)
