"""How pages name their feeds: in the head for feed readers, and in the page for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from briefpress.model import address
from briefpress.render.wording import say

SECTIONS = frozenset({"topics", "organisations", "affected"})
"""The sections in which each subject has a feed of its own."""

_HEAD = Markup('<link rel="alternate feed" type="application/atom+xml" title="{}" href="{}">')
"""With the one word "alternate" the theme's script would ask for a sitemap.xml beside the feed."""


class FeedLink(NamedTuple):
    """A feed: its path from the site's root, what holds it, and the words of the link to it."""

    path: str
    title: str
    text: str


def of_subject(section: str, at: str, name: str) -> tuple[FeedLink, ...]:
    """The feed of a subject with its page at an address; none where subjects have none."""
    if section not in SECTIONS:
        return ()
    return (FeedLink(f"{at}feed.xml", say("feed.link", name=name), say("feed.subscribe")),)


def of_corrections() -> tuple[FeedLink, ...]:
    """The feeds of corrections and of changes to claims."""
    return (
        FeedLink("corrections/feed.xml", say("feed.link-corrections"), say("feed.subscribe-corrections")),
        FeedLink("corrections/claims.xml", say("feed.link-claims"), say("feed.subscribe-claims")),
    )


def head(feeds: Iterable[FeedLink], page: str) -> str:
    """What stands in the head of the page at an address."""
    return "".join(_HEAD.format(feed.title, address.relative(feed.path, page)) for feed in feeds)
