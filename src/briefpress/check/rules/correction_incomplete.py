"""A correction says what was wrong, what is right, why, and between which versions that changed."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.placed import Placed
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.briefing import Common, Correction
from briefpress.model.field import filled, specs
from briefpress.model.finding import Finding
from briefpress.model.vocabulary import Status

_HELP = {
    "was": "State what was wrong, in the words that stood there",
    "now": "State what stands there now",
}


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each part that a correction lacks, and one when its versions are out of step."""
    if subject.document.entry.status is Status.REMOVED:
        return
    for placed, correction in subject.of(Correction):
        name = f"correction {correction.id}" if correction.id else placed.name()
        for attribute, key, spec in specs(Correction):
            if not filled(getattr(correction, attribute)) and not placed.is_broken(key):
                message = f'{name} has no "{key}"'
                help = _HELP.get(key, f"Add `{key}: …`: {spec.meaning}")
                yield RULE.finding(subject, placed.at(key, key=True), message, help=help)
        yield from _versions(subject, placed, correction, name)


def _versions(subject: Subject, placed: Placed, correction: Correction, name: str) -> Iterator[Finding]:
    wrong, right, entry = correction.from_version, correction.to_version, subject.document.entry
    if wrong is not None and right is not None and wrong >= right:
        message = f"{name} leads from version {wrong} to version {right}, which is not a later one"
        help = "Give the version that was wrong, then the one that is right"
        yield RULE.finding(subject, placed.at("to_version"), message, help=help)
    elif right is not None and right > entry.version and not subject.document.is_broken(("version",)):
        message = f"{name} leads to version {right}, but version is {entry.version}"
        help = f"Raise `version` to {right}, or correct the number"
        related = ((subject.at("version"), "the version of the file"),)
        yield RULE.finding(subject, placed.at("to_version"), message, help=help, related=related)
    elif right is not None and right > 1 and not _is_listed(subject, entry, right):
        message = f"{name} leads to version {right}, which changes does not list"
        help = f"Add `version: {right}` with date and note to `changes`"
        related = ((subject.at("changes", key=True), "the changes"),)
        yield RULE.finding(subject, placed.at("to_version"), message, help=help, related=related)


def _is_listed(subject: Subject, entry: Common, version: int) -> bool:
    """True as well when there are no changes at all: field-missing says so."""
    unread = any(path[0] == "changes" for path in subject.placed[0].broken)
    return unread or not entry.changes or any(change.version == version for change in entry.changes)


RULE = FileRule(
    id="correction-incomplete",
    weight=Weight.ERROR,
    summary="a correction that lacks a part, or whose versions are out of step",
    check=check,
)
