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
