"""The feed of the site: Atom (RFC 4287), the latest briefings and digests in full."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, UUID, uuid5

import nh3
from markupsafe import Markup

from briefpress.model import edtf
from briefpress.model.artifact import Artifact, Page
from briefpress.model.card import Card
from briefpress.model.settings import Settings
from briefpress.model.vocabulary import Status
from briefpress.render.environment import Environment
from briefpress.render.site import Site
from briefpress.render.wording import say

PATH = "feed.xml"
LATEST = 50
"""Entries in the feed."""
NAMESPACE = UUID("ab4421d9-731c-4ac4-9aef-978c24d62164")
"""Of the ids of briefings and digests in every feed, whatever the site. It must never change."""

_NEVER = "1970-01-01T00:00:00Z"
"""What a feed without entries says of its last change: the format demands an answer."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of the feed; `updated` and `published` are RFC 3339, `content` is HTML or ""."""

    id: str
    title: str
    address: str
    updated: str
    published: str
    summary: str
    content: str
    categories: tuple[str, ...]


def latest(site: Site) -> tuple[str, ...]:
    """The ids of what the feed holds, latest change first: the pages whose full text it needs.

    Sorts all cards: to be called once an edition, not for each page.
    """
    return tuple(c.id for c in _latest(site))


def text(page: Page, settings: Settings) -> str:
    """A page as the feed carries it: its HTML without title line, navigation and whatever could do harm.

    Addresses become absolute; `settings` must have a `site_url`. The title stands in the entry itself. In
    place of the table of claims and sources stands a link to it: it would be most of the feed, and few
    readers of feeds can lay it out.
    """
    base = f"{settings.site_url}{page.address}"
    cleaner = nh3.Cleaner(
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED),
        attributes={name: set(allowed) for name, allowed in _ATTRIBUTES.items()},
        attribute_filter=lambda _, name, value: urljoin(base, value) if name in ("href", "src") else value,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    link = Markup('<p><a href="#who-says-what">{}</a></p>').format(say("feed.matrix"))
    return _BLANK.sub("\n", cleaner.clean(_MATRIX.sub(link, page.body))).strip()


_TAGS = frozenset(
    "a abbr blockquote br caption cite code dd del details div dl dt em h2 h3 h4 h5 h6 hr img ins kbd li "
    "mark ol p pre q s section small span strong sub summary sup table tbody td tfoot th thead tr ul".split()
)
_DROPPED = frozenset({"header", "nav", "script", "style", "form", "template", "svg"})
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "*": frozenset({"lang", "dir"}),
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
}
_MATRIX = re.compile(r'<table class="bp-matrix.*?</table>', re.DOTALL)
_BLANK = re.compile(r"\s*\n\s*")


def artifacts(
    texts: Mapping[str, str], site: Site, environment: Environment, settings: Settings
) -> tuple[Artifact, ...]:
    """`feed.xml`, or nothing without a `site_url`: a feed needs absolute addresses.

    `texts` are the pages named by `latest` as made by `text`, by id; an entry without one has its summary
    only.
    """
    if not settings.site_url:
        return ()
    entries = [_entry(card, texts.get(card.id, "")) for card in _latest(site)]
    feed = environment.expand(
        PATH,
        id=uuid5(NAMESPACE_URL, f"{settings.site_url}{PATH}").urn,
        title=settings.site_name,
        subtitle=settings.site_description,
        lang=settings.lang,
        base=settings.site_url,
        own=f"{settings.site_url}{PATH}",
        author=say("feed.editors", site=settings.site_name),
        updated=max((e.updated for e in entries), key=_moment, default=_NEVER),
        entries=entries,
    )
    return (Artifact(PATH, f"{_NOT_XML.sub('', feed).strip()}\n".encode()),)


def _latest(site: Site) -> list[Card]:
    """The cards of the feed, latest change first; those of one moment by id."""
    dated = sorted((c for c in site.cards if c.updated), key=lambda c: c.id)
    return sorted(dated, key=lambda c: _moment(moment(c.updated)), reverse=True)[:LATEST]


def entry_id(card: Card) -> str:
    """The id of a briefing or digest in every feed: it survives a change of address."""
    return uuid5(NAMESPACE, card.id).urn


def _entry(card: Card, content: str) -> FeedEntry:
    withdrawn = card.status is Status.WITHDRAWN
    return FeedEntry(
        id=entry_id(card),
        title=say("feed.withdrawn", title=card.title) if withdrawn else card.title,
        address=card.address,
        updated=moment(card.updated),
        published=moment(card.published),
        summary=card.summary,
        content=content,
        categories=card.topics,
    )


def moment(written: str) -> str:
    """A date as written, as RFC 3339: a day begins at midnight UTC; "" for what is neither day nor moment.

    >>> moment("2026-11-21"), moment("2026-11-21T09:00:00+01:00"), moment("soon")
    ('2026-11-21T00:00:00Z', '2026-11-21T09:00:00+01:00', '')
    """
    if edtf.day(written):
        return f"{written}T00:00:00Z"
    return written if edtf.moment(written) else ""


def _moment(rfc_3339: str) -> float:
    found = edtf.moment(rfc_3339)
    return found.timestamp() if found else 0.0
