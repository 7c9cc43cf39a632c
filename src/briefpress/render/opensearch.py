"""`opensearch.xml`: how browsers and other programs search this site (OpenSearch 1.1, draft 6)."""

from __future__ import annotations

from briefpress.model.artifact import Artifact
from briefpress.model.settings import Settings
from briefpress.render.environment import Environment
from briefpress.render.feeds.entry import xml_safe
from briefpress.render.wording import marked, say

PATH = "opensearch.xml"
SHORT, LONG, DESCRIPTION = 16, 48, 1024
"""Characters that the format allows for the two names and the description."""


def artifacts(environment: Environment, settings: Settings) -> tuple[Artifact, ...]:
    """The description of the search; nothing without a `site_url`, since its addresses are absolute."""
    if not settings.site_url:
        return ()
    about = say("opensearch.description", site=settings.site_name)
    text = environment.expand(
        PATH,
        short=shortened(settings.site_name, SHORT),
        long=shortened(settings.site_name, LONG),
        description=shortened(marked(about, specimen=settings.specimen), DESCRIPTION),
        base=settings.site_url,
        lang=settings.lang,
    )
    return (Artifact(PATH, f"{text.strip()}\n".encode()),)


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, cut after a whole word where that leaves one.

    >>> shortened("Tech-ethics briefings", 16), shortened("Donaudampfschifffahrt", 16)
    ('Tech-ethics', 'Donaudampfschiff')
    """
    words = " ".join(xml_safe(text).split())
    if len(words) <= most:
        return words
    return (words[: most + 1].rpartition(" ")[0] or words[:most]).rstrip(":;,")
