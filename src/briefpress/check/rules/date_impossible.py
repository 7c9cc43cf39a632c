"""No date lies in the future where only the past makes sense, and no two dates contradict each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from briefpress.check.dates import DateField, dates, first_day, last_day
from briefpress.check.placed import ByKind, Placed
from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.model.briefing import Common, TimelineItem
from briefpress.model.finding import Finding
from briefpress.model.registry import Source
from briefpress.model.vocabulary import ClaimKind, Status


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each date after today, for published after updated and issued after accessed."""
    claims = subject.document.entry.claims
    predictions = frozenset(claim.id for claim in claims if claim.kind is ClaimKind.PREDICTION)
    yield from _dates(subject.by_kind, subject.today, predictions)


def across(overview: Overview) -> Iterator[Finding]:
    """The same for registered sources."""
    yield from _dates(overview.by_kind, overview.today, frozenset())


def _dates(by_kind: ByKind, today: date, predictions: Collection[str]) -> Iterator[Finding]:
    for one, field, text in dates(by_kind):
        earliest = first_day(text)
        if earliest is not None and earliest > today and not _may_be_ahead(one, field, predictions):
            message = f"{one.name(field.key)} {text} is after today, {today}"
            yield RULE.finding(one, one.at(field.key), message, help=_help(field.key))
        yield from _contradiction(one, field.key, text, earliest)


def _may_be_ahead(one: Placed, field: DateField, predictions: Collection[str]) -> bool:
    if isinstance(one.entry, TimelineItem):
        return any(claim in predictions for claim in one.entry.claims)
    held = isinstance(one.entry, Common) and one.entry.status is Status.EMBARGOED
    return field.future or (field.key == "published" and held)


def _help(key: str) -> str:
    if key == "published":
        return "Use `embargo_until`, or correct the date"
    return "Correct the date; what is still to come belongs under `watch`"


def _contradiction(one: Placed, key: str, text: str, earliest: date | None) -> Iterator[Finding]:
    """A first date that cannot lie before the second, each taken as kindly as it allows."""
    entry = one.entry
    if isinstance(entry, Common) and key == "published":
        later, name = entry.updated, "updated"
    elif isinstance(entry, Source) and key == "issued":
        later, name = entry.accessed, "accessed"
    else:
        return
    latest = last_day(later.strip()) if later else None
    if earliest is not None and latest is not None and earliest > latest:
        message = f"{one.name(key)} {text} is after {name} {later.strip()}"
        related = ((one.at(name), name),)
        yield RULE.finding(one, one.at(key), message, help="Correct one of the two dates", related=related)


RULE = FileRule(
    id="date-impossible",
    weight=Weight.ERROR,
    summary="a date after today, or two dates that contradict each other",
    check=check,
    across=across,
)
