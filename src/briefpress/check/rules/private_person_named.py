"""Nobody without a public role is named against their will."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import CorpusRule, Overview, Weight
from briefpress.model.finding import Finding
from briefpress.model.reference import Target
from briefpress.model.registry import Person
from briefpress.model.source import Location

_KINDS = frozenset({Target.PERSON.value, Target.PARTY.value})
_TOLD = 10
"""Places of use that are named: who mends the entry mends them all."""


def check(overview: Overview) -> Iterator[Finding]:
    """One finding for each person of the registry without public role and consent, with the places that use it."""
    for placed, person in overview.of(Person):
        unread = placed.is_broken("public_role") or placed.is_broken("consent")
        if person.public_role is False and person.consent != "recorded" and not unread:
            message = f'"{person.id}" has no public role and no recorded consent'
            help = "Remove the name and describe the person by role; with consent write `consent: recorded`"
            related = tuple(_uses(overview, person.id))[:_TOLD]
            yield RULE.finding(placed, placed.at("public_role"), message, help=help, related=related)


def _uses(overview: Overview, person: str) -> Iterator[tuple[Location, str]]:
    for card in overview.cards:
        if person in card.people or any(name == person for _, name, _ in card.references):
            for kind, name, field in card.references:
                if kind in _KINDS and name == person:
                    yield overview.locate(card.path, field), "named here"


RULE = CorpusRule(
    id="private-person-named",
    weight=Weight.ERROR,
    summary="a person without a public role who did not agree to be named",
    check=check,
)
