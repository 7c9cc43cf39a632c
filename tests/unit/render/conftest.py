"""A page expanded from a document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefpress import render
from briefpress.evidence import gather
from briefpress.model.artifact import Page
from briefpress.model.document import Document
from briefpress.model.settings import Settings
from briefpress.model.vocabulary import Status
from tests.unit.render.making import NOW, REGISTRY, SETTINGS, TEMPLATES, card_of

Expand = Callable[..., Page]


@pytest.fixture(scope="session")
def environment() -> render.Environment:
    return render.make(TEMPLATES, SETTINGS)


@pytest.fixture
def expand(environment: render.Environment) -> Expand:
    """Expands a document on a site that holds it and the `others`."""

    def expanded(made: Document, *others: Document, settings: Settings = SETTINGS) -> Page:
        evidence = gather(made, REGISTRY)
        public = [d for d in (made, *others) if d.entry.status is not Status.DRAFT]
        site = render.Site.of([card_of(d) for d in public], REGISTRY, settings)
        text = render.body(made, evidence, card_of(made), REGISTRY, environment, settings, NOW)
        return render.entry(made, evidence, card_of(made), text, REGISTRY, site, environment, settings, NOW)

    return expanded
