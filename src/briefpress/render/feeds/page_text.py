"""A page as a feed carries it: its text, without what is not of the text and without what could do harm."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urljoin

import nh3
from markupsafe import Markup

from briefpress.model.artifact import Page
from briefpress.model.settings import Settings
from briefpress.render.wording import say


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
    notice = f"<p>{say('specimen.short')}.</p>\n" if settings.specimen else ""
    return notice + _BLANK.sub("\n", cleaner.clean(_MATRIX.sub(link, page.body))).strip()


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
