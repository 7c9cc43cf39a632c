"""Pages across briefings: by date, subject, party, people affected, takeaway, question and source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from briefpress.model.artifact import Page
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.render.environment import Environment
from briefpress.render.listings import (
    affected,
    briefings,
    corrections,
    organisations,
    people,
    principles,
    questions,
    search,
    sources,
    takeaways,
    timeline,
    topics,
    watch,
)
from briefpress.render.listings.stock import Stock
from briefpress.render.site import Site

_KINDS = (
    briefings.pages,
    topics.pages,
    principles.pages,
    organisations.pages,
    people.pages,
    affected.pages,
    takeaways.pages,
    timeline.pages,
    questions.pages,
    watch.pages,
    corrections.pages,
    sources.pages,
    search.pages,
)


def pages(
    site: Site, registry: Registry, environment: Environment, settings: Settings, now: datetime
) -> Iterator[Page]:
    """Every page that lists briefings or parts of them; `TemplateFault` when a template is wrong.

    The plain address of each section exists even when there is nothing to list, so that navigation may
    name it; it then says so. Of `now` only the UTC day counts.
    """
    stock = Stock.of(site, registry, environment, settings, now)
    for kind in _KINDS:
        yield from kind(stock)


__all__ = ["pages"]
