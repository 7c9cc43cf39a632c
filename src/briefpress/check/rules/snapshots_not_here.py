"""What rests on snapshots that are kept elsewhere is compared with them where they are."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import CorpusRule, Overview, Weight
from briefpress.evidence.unread import unread
from briefpress.model.finding import Finding
from briefpress.model.source import Location

_HELP = "Run `briefpress check` where the folder is; `briefpress release` works only there"


def check(overview: Overview) -> Iterator[Finding]:
    """One finding for all of them, with how much could not be looked at."""
    found = unread(overview.registry, overview.cards)
    if found.snapshots:
        message = (
            f"{overview.registry.absent} is not here, or is empty (snapshots not read: {found.snapshots}, "
            f"claims whose quotations were not compared with them: {found.claims})"
        )
        yield RULE.finding(overview, Location("mkdocs.yml"), message, help=_HELP)


RULE = CorpusRule(
    id="snapshots-not-here",
    weight=Weight.WARNING,
    summary="snapshots elsewhere that are not on this machine",
    check=check,
)
