"""A document becomes a page: its view is built, its template expanded."""

from __future__ import annotations

from datetime import datetime

from briefpress.evidence import Evidence
from briefpress.model.artifact import Page
from briefpress.model.briefing import Briefing, Digest
from briefpress.model.card import Card
from briefpress.model.document import Document, Kind
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.render.environment import Environment
from briefpress.render.markdown import Place, Rendered
from briefpress.render.site import Site
from briefpress.render.view import about
from briefpress.render.view.context import Context
from briefpress.render.view.page import SECTIONS, View
from briefpress.render.view.page import briefing as view_of_briefing
from briefpress.render.view.page import digest as view_of_digest
from briefpress.render.wording import say

BRIEFINGS = "briefings"
DIGESTS = "digests"


def body(
    document: Document,
    evidence: Evidence,
    card: Card,
    registry: Registry,
    environment: Environment,
    settings: Settings,
    now: datetime,
) -> Rendered:
    """The body as HTML: it depends on the file and the shared files only, and is made in the first stage."""
    return dated_body(Context.of(document, evidence, card, registry, Site(), settings, now), environment)


def dated_body(context: Context, environment: Environment) -> Rendered:
    """The body of the document before us, as HTML; of a former version, at its own address."""
    document = context.document
    headings = SECTIONS if document.kind is Kind.BRIEFING else frozenset()
    place = Place(document.path, context.address)
    return environment.dialect.render(document.body.markdown, place, context.claim_names(), headings)


def entry(
    document: Document,
    evidence: Evidence,
    card: Card,
    text: Rendered,
    registry: Registry,
    site: Site,
    environment: Environment,
    settings: Settings,
    now: datetime,
) -> Page:
    """The page of a briefing or digest, `text` being its body. `TemplateFault` when a template is wrong.

    The document must be public or, in a preview, a draft; `site` must hold public cards only.
    """
    context = Context.of(document, evidence, card, registry, site, settings, now)
    if (notice := about.removal(context)) is not None:
        return removed(context, environment, notice)
    held = document.entry
    if isinstance(held, Briefing):
        return _page(context, environment, "briefing.html", view_of_briefing(context, held, text), held)
    assert isinstance(held, Digest)
    return _page(context, environment, "digest.html", view_of_digest(context, held, text), held)


def _page(
    context: Context, environment: Environment, template: str, view: View, entry: Briefing | Digest
) -> Page:
    return Page(
        address=context.address,
        section=_section(context),
        title=entry.event if isinstance(entry, Briefing) and entry.event else entry.title,
        description=entry.summary,
        body=environment.expand(template, page=view),
        head=environment.expand("partials/head.html"),
        contents=view.contents,
    )


def _section(context: Context) -> str:
    return DIGESTS if context.document.digest is not None else BRIEFINGS


def removed(context: Context, environment: Environment, notice: about.Notice) -> Page:
    """A removed page keeps its address, the day and the ground: nothing else."""
    title = say("status.removed")
    return Page(
        address=context.address,
        section=_section(context),
        title=title,
        description=notice.text,
        body=environment.expand("removed.html", title=title, notice=notice),
        indexed=False,
    )
