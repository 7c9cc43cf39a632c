"""What search knows of a page beside its words (templates/partials/search-data.html)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefpress.model.document import Kind
from briefpress.model.vocabulary import StakeholderRole
from briefpress.render.filters import term
from briefpress.render.places import place
from briefpress.render.view.context import Context
from briefpress.render.wording import say

Pair = tuple[str, str]
"""(id, label): the id stands in the address of a search, the label is what readers see."""


@dataclass(frozen=True, slots=True)
class Search:
    """The facets of a briefing or digest; nothing here that the page itself does not show."""

    kind: Pair
    date: str
    event: str
    type: Pair | None
    year: str
    topics: tuple[Pair, ...]
    organisations: tuple[Pair, ...]
    affected: tuple[Pair, ...]
    classes: tuple[Pair, ...]
    audiences: tuple[Pair, ...]
    principles: tuple[Pair, ...]
    places: tuple[Pair, ...]
    flags: tuple[Pair, ...]
    confidence: tuple[Pair, ...]
    aliases: str
    """Other names of the organisations and groups named, each with the name that the page uses."""


def search(context: Context) -> Search | None:
    """The facets of a document; None for one that is not public, which no search may find."""
    card, registry = context.card, context.registry
    if card.id not in context.site.by_id:
        return None
    affected = [s for s in card.stakeholders if s.role is StakeholderRole.AFFECTED]
    ceilings = {c.standing.ceiling for c in card.claims}
    kind = "digest" if card.kind is Kind.DIGEST else "briefing"
    return Search(
        kind=(kind, say(f"search.{kind}")),
        date=max(card.published, card.updated)[:10],
        event=card.event if card.kind is Kind.BRIEFING else "",
        type=(card.type_of_work, term(card.type_of_work, "type")) if card.type_of_work else None,
        year=card.published[:4] or card.year,
        topics=tuple((t, registry.topics[t].label) for t in card.topics if t in registry.topics),
        organisations=tuple((o, registry.organisations[o].name) for o in card.organisations),
        affected=tuple((s.ref, s.name) for s in affected if s.registry == "groups"),
        classes=_terms((s.class_ for s in affected if s.class_), "class"),
        audiences=_terms((a for t in card.takeaways for a in t.audiences), "audience"),
        principles=tuple((p, context.principle(p).text) for p in card.principles),
        places=tuple((p.replace(" ", "-"), place(p, context.settings.places)) for p in card.places),
        flags=_terms(card.flags, "flag"),
        confidence=_terms(sorted(c.value for c in ceilings if c), "confidence"),
        aliases="; ".join(_aliases(context)),
    )


def _aliases(context: Context) -> Iterator[str]:
    """ "MGM Studios, Metro-Goldwyn-Mayer (Amazon MGM Studios)", so that a result can say why it was found."""
    card, registry = context.card, context.registry
    for name in card.organisations:
        organisation = registry.organisations.get(name)
        if organisation and organisation.aliases:
            yield other_names(organisation.aliases, organisation.name)
    for name in card.groups:
        group = registry.groups.get(name)
        if group and group.aliases:
            yield other_names(group.aliases, group.label)


def other_names(names: Iterable[str], name: str) -> str:
    """Other names of what bears a name, as a result shows them; "" without any.

    >>> other_names(["MGM Studios", "Metro-Goldwyn-Mayer"], "Amazon MGM Studios")
    'MGM Studios, Metro-Goldwyn-Mayer (Amazon MGM Studios)'
    """
    return f"{held} ({name})" if (held := ", ".join(names)) else ""


def _terms(values: Iterable[str], vocabulary: str) -> tuple[Pair, ...]:
    return tuple((str(v), term(v, vocabulary)) for v in dict.fromkeys(values))
