"""A corpus of three pages as data: what a build would hand over, without a disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from briefpress.evidence import gather
from briefpress.evidence.card import card
from briefpress.model.document import Document
from briefpress.model.registry import Organisation, Person, Registry, Topic
from briefpress.model.settings import Settings
from briefpress.model.vocabulary import PersonKind, Status
from briefpress.render import Site, data, twins
from tests.unit.render.listing_making import SHARED
from tests.unit.render.making import BODY, FILM, SETTINGS, document, source

PUBLISHED: Mapping[str, Any] = {
    **FILM,
    "key_judgements": [
        {**judgement, "because": "One origin.", "would_change": "A document."}
        for judgement in FILM["key_judgements"]
    ],
}
INLINE = {"id": "studio-note", "title": "=A note", "publisher": "Acme Ltd", "accessed": "2026-11-20"}
MORE: Mapping[str, Any] = {
    **FILM,
    "title": "A second film, in Köln & “elsewhere”",
    "sources": ["seed-a", "german", INLINE],
    "claims": [
        {
            "id": "c1",
            "text": "The crew was paid, and paid well.",
            "assertions": [
                {"source": "german", "quote": "+ sie wurde bezahlt", "translation": "she was paid"},
                {"source": "studio-note", "quote": 'paid "well"', "locator": {"page": "12", "prefix": "was"}},
            ],
        }
    ],
    "key_judgements": [],
    "responses": [],
    "corrections": [
        {
            "id": "x1",
            "date": "2026-11-21",
            "kind": "correction",
            "severity": "minor",
            "affects": ["c1", "summary"],
            "was": "-5 days",
            "now": "5 days",
            "reason": "A slip.",
            "from_version": 1,
            "to_version": 2,
            "reported_by": "reader",
        }
    ],
    "version": 2,
    "changes": [{"version": 2, "date": "2026-11-22", "note": "Days corrected."}],
}
DIGEST: Mapping[str, Any] = {
    "title": "Two films",
    "summary": "Both ended.",
    "status": "published",
    "published": "2026-11-21",
    "version": 1,
    "editor": ["editors"],
    "ai_use": "none",
    "period": "2026",
    "limits": "Two only.",
    "briefings": ["2026-film", "2026-more"],
    "threads": [
        {"id": "t1", "text": "Both.", "kind": "common", "supports": ["2026-film#c1", "2026-more#c1"]}
    ],
}
HIDDEN: Mapping[str, Any] = {
    **FILM,
    "title": "A secret merger",
    "status": "draft",
    "topics": ["secret-topic"],
    "sources": ["secret-source"],
    "stakeholders": [{"name": "secret-company", "class": "company", "role": "actor"}],
    "claims": [
        {
            "id": "c1",
            "text": "Secret.",
            "assertions": [{"source": "secret-source", "quote": "a secret thing"}],
        }
    ],
    "watch": [{"text": "Secret day", "date": "2027-01-01", "sign": "A secret sign"}],
}
REGISTRY: Registry = replace(
    SHARED,
    sources={**SHARED.sources, "secret-source": source("secret-source", publisher="secret-company")},
    organisations={
        **SHARED.organisations,
        "secret-company": Organisation.model_validate(
            {"id": "secret-company", "name": "Secret Co", "kind": "company"}
        ),
        "acme": SHARED.organisations["acme"].model_copy(update={"part_of": "secret-company"}),
    },
    people={
        **SHARED.people,
        "jane": Person(id="jane", name="Jane Roe", role="Editor", public_role=True, kind=PersonKind.PERSON),
    },
    topics={
        "film": Topic(id="film", label="Film", definition="Films.", related=("secret-topic",)),
        "secret-topic": Topic(id="secret-topic", label="Secret", definition="Secrets."),
    },
)


def documents() -> tuple[Document, ...]:
    """Two briefings and a digest that are public, and a draft."""
    return (
        document(PUBLISHED, BODY),
        document(MORE, BODY, slug="more"),
        document(DIGEST, "Read together.", slug="both"),
        document(HIDDEN, BODY, slug="secret"),
    )


class Built:
    """The data files of a site by path, and the twins that they were made from by id."""

    def __init__(self, made: tuple[Document, ...] | None = None, settings: Settings = SETTINGS) -> None:
        cards = {d.id: card(d, gather(d, REGISTRY), REGISTRY) for d in made or documents()}
        public = [c for c in cards.values() if c.status is not Status.DRAFT]
        site = Site.of(public, REGISTRY, settings)
        self.cards = site.cards
        self.twins: dict[str, twins.Twin] = {}
        self.files: dict[str, bytes] = {}
        for one in made or documents():
            twin = twins.twin(one, gather(one, REGISTRY), cards[one.id], REGISTRY, site, settings)
            if twin is not None:
                self.twins[one.id] = twin
                work = data.Work.of(one.entry, cards[one.id], REGISTRY, settings)
                beside = (*twins.written(twin), *data.beside(twin, work))
                self.files |= {a.path: a.content for a in beside}
        self.rows = {
            i: data.rows(t, self.files[f"{t.address}index.json"], REGISTRY.sources)
            for i, t in self.twins.items()
        }
        self.corpus = data.corpus(site.cards, self.rows, REGISTRY, settings)
        self.files |= {a.path: a.content for a in self.corpus.artifacts}

    def json(self, path: str) -> Any:
        """A file as JSON."""
        return json.loads(self.files[path])
