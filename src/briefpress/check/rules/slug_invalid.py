"""Names that become part of addresses are short, lower-case and free of surprises."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.model.finding import Finding
from briefpress.model.source import Location
from briefpress.model.vocabulary import StakeholderClass

KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
SHORTEST, LONGEST = 3, 60
RESERVED = frozenset({"page", "feed", "v"})
"""Words that the site's own addresses use."""
_ANSWERS = {"sources": ("unknown",), "organisations": ("unknown",), "people": ("none",), "origin_groups": ()}
"""Words that stand for "no entry" where an id of this registry is expected."""
_WITH_PAGES = frozenset({"topics", "organisations", "people", "groups", "principles"})
_NOUNS = {"people": "person", "origin_groups": "origin group"}


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each id of an inline source that is no good name."""
    for index, source in subject.document.inline_sources():
        if source.id and not KEBAB.fullmatch(source.id):
            at = subject.at("sources", index, "id")
            yield _id_finding(subject, at, f'source id "{source.id}" must be kebab-case', kebab(source.id))


def across(overview: Overview) -> Iterator[Finding]:
    """One finding for each file name and registry id that is no good address, or means something else."""
    for card in overview.cards:  # here, so that a file that cannot be read is told of its name as well
        yield from _slug(overview, Location(card.path), card.slug)
    for (kind, name), (path, at) in overview.registry.places.items():
        yield from _registered(overview, overview.registry.locate[path]((*at, "id")), kind, name)


def _slug(overview: Overview, at: Location, slug: str) -> Iterator[Finding]:
    if slug in RESERVED:
        yield _finding(overview, at, f'slug "{slug}" is reserved for the site itself', "")
    elif not KEBAB.fullmatch(slug):
        yield _finding(overview, at, f'slug "{slug}" must be kebab-case', kebab(slug))
    elif not SHORTEST <= len(slug) <= LONGEST:
        message = f'slug "{slug}" has {len(slug)} characters; it needs {SHORTEST} to {LONGEST}'
        yield _finding(overview, at, message, "")


def _registered(overview: Overview, at: Location, kind: str, name: str) -> Iterator[Finding]:
    noun = _NOUNS.get(kind, kind.removesuffix("s"))
    if not KEBAB.fullmatch(name):
        yield _id_finding(overview, at, f'{noun} id "{name}" must be kebab-case', kebab(name))
    elif is_reserved(kind, name):
        yield _id_finding(overview, at, f'{noun} id "{name}" is reserved', "")
    elif kind == "groups" and name in list(StakeholderClass):
        message = f'{noun} id "{name}" is the name of a class, which has a page of its own'
        yield _id_finding(overview, at, message, "")


def is_reserved(kind: str, name: str) -> bool:
    """True for a word that no entry of this registry may have as its id."""
    return name in _ANSWERS.get(kind, ()) or (kind in _WITH_PAGES and name in RESERVED)


def kebab(name: str) -> str:
    """The name as kebab-case, or "" when nothing is left of it.

    >>> kebab("MGM_film"), kebab("Café & Co")
    ('mgm-film', 'cafe-co')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")


def _finding(overview: Overview, at: Location, message: str, offer: str) -> Finding:
    good = bool(offer) and len(offer) >= SHORTEST and offer not in RESERVED
    help = (
        f"Rename to `{offer}.md`"
        if good
        else "Rename the file: lower-case letters, digits and single hyphens"
    )
    return RULE.finding(overview, at, message, help=help)


def _id_finding(subject: Subject | Overview, at: Location, message: str, offer: str) -> Finding:
    return RULE.finding(subject, at, message, help=f"Rename it to `{offer}`" if offer else "Rename it")


RULE = FileRule(
    id="slug-invalid",
    weight=Weight.ERROR,
    summary="a file name or id that is no good address",
    check=check,
    across=across,
)
