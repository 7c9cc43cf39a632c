"""Former versions of a page, each at an address of its own (`…/v/N/`), made from the twin that was kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefpress.evidence.card import card as card_of
from briefpress.evidence.past import Past
from briefpress.model import address
from briefpress.model.artifact import Artifact, Page
from briefpress.model.briefing import Briefing, Digest
from briefpress.model.document import Kind
from briefpress.render import dates
from briefpress.render.environment import Environment
from briefpress.render.expand import BRIEFINGS, DIGESTS, dated_body, removed
from briefpress.render.filters import sentence
from briefpress.render.sitemap import NOINDEX
from briefpress.render.view import about
from briefpress.render.view.context import Context, Link
from briefpress.render.view.page import View
from briefpress.render.view.page import briefing as view_of_briefing
from briefpress.render.view.page import digest as view_of_digest
from briefpress.render.wording import say


def page(past: Past, present: Context, environment: Environment) -> Page:
    """The page of a former version: as it was, under a banner that leads to the present one.

    `TemplateFault` when a template is wrong.
    """
    own = card_of(past.document, past.evidence, past.registry)
    own = replace(own, flags=past.evidence.flags, past=present.card.past)
    at = address.version(present.card.address, past.number)
    context = Context.of(
        past.document,
        past.evidence,
        own,
        past.registry,
        present.site,
        present.settings,
        present.now,
        at,
    )
    view = _view(context, environment)
    view = replace(
        view,
        notices=(*_notices(past, present, at), *view.notices),
        search=None,
        read_on=replace(view.read_on, **dict.fromkeys(about.ReadOn.__slots__, ())),
        cite=replace(view.cite, downloads=(Link(say("cite.json"), "index.json"),)),
    )
    digest = past.document.kind is Kind.DIGEST
    entry = past.document.entry
    named = entry.event if isinstance(entry, Briefing) and entry.event else entry.title
    return Page(
        address=at,
        section=DIGESTS if digest else BRIEFINGS,
        title=say("past.title", n=past.number, title=named),
        description=entry.summary if isinstance(entry, (Briefing, Digest)) else "",
        body=environment.expand("digest.html" if digest else "briefing.html", page=view),
        head=environment.expand("partials/head-version.html", present=context.to(present.address)) + NOINDEX,
        contents=view.contents,
        indexed=False,
    )


def _view(context: Context, environment: Environment) -> View:
    entry = context.document.entry
    text = dated_body(context, environment)
    if isinstance(entry, Briefing):
        return view_of_briefing(context, entry, text)
    assert isinstance(entry, Digest)
    return view_of_digest(context, entry, text)


def _notices(past: Past, present: Context, at: str) -> Iterator[about.Notice]:
    """What became of the page since, and the way to what holds now."""
    now, entry = address.relative(present.address, at), present.document.entry
    if entry.withdrawn is not None:
        text = say("past.withdrawn", date=dates.words(entry.withdrawn.date))
        yield about.Notice("withdrawn", text, sentence(entry.withdrawn.reason))
    key = "past.banner" if past.date else "past.banner-undated"
    text = say(key, n=past.number, date=dates.words(past.date) if past.date else "")
    links = [Link(say("past.present", n=entry.version), now)]
    if any((c.to_version or 0) > past.number for c in entry.corrections):
        links.append(Link(say("past.corrected"), f"{now}#corrections"))
    yield about.Notice("past", text, "", tuple(links))


def twin(past: Past, page_address: str) -> Artifact:
    """The twin of a former version, byte for byte."""
    return Artifact(f"{page_address}index.json", past.twin)


def withheld(number: int, present: Context, environment: Environment) -> Page:
    """What stands at the address of a version that cannot be read; on a removed page, its notice."""
    at = address.version(present.card.address, number)
    if (notice := about.removal(present)) is not None:
        return replace(removed(present, environment, notice), address=at)
    title = say("past.withheld-title", n=number)
    way = Link(say("past.present", n=present.document.entry.version), address.relative(present.address, at))
    notice = about.Notice("past", say("past.withheld", n=number), "", (way,))
    return Page(
        address=at,
        section=DIGESTS if present.document.kind is Kind.DIGEST else BRIEFINGS,
        title=title,
        description=notice.text,
        body=environment.expand("notice.html", title=title, notice=notice),
        head=NOINDEX,
        indexed=False,
    )
