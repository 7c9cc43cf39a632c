"""A corpus of cards and the pages that list them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefpress import render
from briefpress.evidence import gather
from briefpress.evidence.card import card as card_of
from briefpress.model.artifact import Page
from briefpress.model.card import Card
from briefpress.model.registry import Group, Organisation, Principle, Registry, Topic
from briefpress.model.settings import Settings
from briefpress.render import Environment, Site
from tests.unit.render.making import FILM, NOW, REGISTRY, SETTINGS, TEMPLATES, document

SHARED: Registry = replace(
    REGISTRY,
    topics={
        "film": Topic(id="film", label="Film", definition="Films.", related=("law", "work")),
        "law": Topic(id="law", label="Law", definition="Laws.", broader="film"),
        "work": Topic(id="work", label="Work", definition="Work."),
    },
    organisations={
        "acme": Organisation.model_validate(
            {
                "id": "acme",
                "name": "Acme Ltd",
                "kind": "company",
                "aliases": ["Acme’s"],
                "part_of": "holding",
                "reply_contact": "secret@acme.example",
                "reliability": "E",
                "same_as": ["https://www.wikidata.org/wiki/Q1", "javascript:alert(1)"],
            }
        ),
        "holding": Organisation.model_validate({"id": "holding", "name": "Holding", "kind": "company"}),
    },
    principles={
        "accountability": Principle.model_validate(
            {
                "id": "accountability",
                "label": "Accountability",
                "definition": "Somebody answers.",
                "crosswalk": {"oecd": ["1.5"], "acm": ["2.4", "2.5"]},
            }
        ),
    },
    groups={
        "crew": Group.model_validate(
            {"id": "crew", "label": "Film crew", "class": "own-workforce", "broader": "workers"}
        ),
        "workers": Group.model_validate({"id": "workers", "label": "Workers", "class": "own-workforce"}),
        "general-public": Group.model_validate(
            {"id": "general-public", "label": "The public", "class": "general-public"}
        ),
    },
)
FEED = (Path(__file__).parents[3] / "templates" / "feed.xml").read_text()
WORKSHOP: Environment = render.make({**TEMPLATES, "feed.xml": FEED}, SETTINGS)


def card(slug: str = "film", **changes: Any) -> Card:
    """A card of the film's briefing, or of a digest when there are threads."""
    made = document({**FILM, **changes}, slug=slug)
    return card_of(made, gather(made, SHARED), SHARED)


def days(number: int) -> list[Card]:
    """Cards of as many days, the oldest first."""
    made = card()
    return [_on_day(made, day) for day in range(number)]


def _on_day(made: Card, day: int) -> Card:
    date = f"2026-{day // 28 + 1:02}-{day % 28 + 1:02}"
    slug = f"day-{day:03}"
    return replace(
        made,
        id=f"2026-{slug}",
        slug=slug,
        address=f"briefings/2026/{slug}/",
        event=f"Event {day}",
        published=date,
        updated=date,
    )


def pages(
    cards: Iterable[Card], settings: Settings = SETTINGS, registry: Registry = SHARED
) -> Mapping[str, Page]:
    """All listing pages of a site, by address."""
    site = Site.of(cards, registry, settings)
    return {p.address: p for p in render.listings.pages(site, registry, WORKSHOP, settings, NOW)}
