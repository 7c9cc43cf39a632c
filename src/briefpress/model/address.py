"""Where things are published: addresses are relative to the site's root, without a leading slash."""

from __future__ import annotations

BRIEFINGS = "briefings/"
DIGESTS = "digests/"


def briefing(year: str, slug: str) -> str:
    """Address of a briefing's page."""
    return f"{BRIEFINGS}{year}/{slug}/"


def digest(year: str, slug: str) -> str:
    """Address of a digest's page."""
    return f"{DIGESTS}{year}/{slug}/"


def year(year: str) -> str:
    """Address of the listing of one year's briefings."""
    return f"{BRIEFINGS}{year}/"


def topic(topic_id: str) -> str:
    """Address of a topic's page."""
    return f"topics/{topic_id}/"


def principle(principle_id: str) -> str:
    """Address of a principle's page."""
    return f"principles/{principle_id}/"


def organisation(organisation_id: str) -> str:
    """Address of an organisation's page."""
    return f"organisations/{organisation_id}/"


def person(person_id: str) -> str:
    """Address of a person's page."""
    return f"people/{person_id}/"


def affected(class_or_group: str) -> str:
    """Address of the page of a class of people affected, or of a group."""
    return f"affected/{class_or_group}/"


NO_SOURCE = frozenset({"origins", "page"})
"""Ids that a source may have, but whose address something else takes: such a source stands in the list alone."""


def source(source_id: str) -> str:
    """Address of the page of a source that the registry holds."""
    return f"sources/{source_id}/"


_OWN = frozenset({"assets", "data", "images", "search"})
"""Folders that hold no pages of editors'."""


def version(page: str, number: int) -> str:
    """Address of a version of the page at `page`.

    >>> version("briefings/2026/a-film/", 2)
    'briefings/2026/a-film/v/2/'
    """
    return f"{page}v/{number}/"


def plain(path: str) -> str:
    """A path as an editor writes it, as an address; a name without an ending is a folder.

    >>> plain("/briefings/2026/old"), plain("old.html"), plain("/old/index.html")
    ('briefings/2026/old/', 'old.html', 'old/')
    """
    bare = path.removeprefix("/")
    folder, _, name = bare.rpartition("/")
    if name == "index.html":
        return f"{folder}/" if folder else ""
    return bare if not name or "." in name else f"{bare}/"


def is_entry(found: str) -> bool:
    """True for an address that a briefing or digest can have."""
    parts = found.split("/")
    return len(parts) == 4 and f"{parts[0]}/" in (BRIEFINGS, DIGESTS) and parts[1].isdigit() and not parts[3]


def is_own(found: str) -> bool:
    """True for an address that belongs to the site itself: its root, its files, and folders without pages.

    >>> is_own("feed.xml"), is_own("assets/x/"), is_own("old/page.html")
    (True, True, False)
    """
    first, slash, _ = found.partition("/")
    return not found or first in _OWN or not (slash or first.endswith(".html")) or found == "404.html"


def relative(target: str, page: str) -> str:
    """The way from `page` to `target`, both addresses from the site's root, so that the site works anywhere.

    >>> relative("topics/film/", "briefings/2026/x/")
    '../../../topics/film/'
    >>> relative("", "topics/")
    '../'
    >>> relative("briefings/2026/x/#c1", "briefings/2026/x/")
    '#c1'
    """
    bare, hash_sign, fragment = target.partition("#")
    folder = page.rpartition("/")[0]
    if bare == page and hash_sign:
        return f"#{fragment}"
    here = folder.split("/") if folder else []
    there = bare.split("/")
    common = 0
    while common < len(here) and common < len(there) - 1 and here[common] == there[common]:
        common += 1
    way = "../" * (len(here) - common) + "/".join(there[common:])
    return (way or "./") + hash_sign + fragment
