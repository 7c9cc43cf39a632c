"""What is not public yet is named nowhere in what is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from briefpress.check.placed import in_document
from briefpress.check.rule import CorpusRule, Overview, Weight
from briefpress.evidence.locking import is_due
from briefpress.model.briefing import Assertion, Response, Suppression
from briefpress.model.card import Card
from briefpress.model.document import Document
from briefpress.model.field import walk
from briefpress.model.finding import Finding
from briefpress.model.reference import Target, references
from briefpress.model.registry import Source
from briefpress.model.source import FieldPath, Location
from briefpress.model.vocabulary import Status

_NAMING = (Target.BRIEFING, Target.SUPPORT)
_TITLE = 3
"""A title of fewer words is no more than words that anybody uses."""
_OTHERS = (Assertion, Source, Response, Suppression)
"""Entries whose words are somebody else's, or about the check itself."""
_HELP = "Remove it, or wait until both are public"


def check(overview: Overview) -> Iterator[Finding]:
    """One finding for each place where a public file names a hidden one: by id, link or title."""
    hidden = {card.id: card for card in overview.cards if _is_hidden(card, overview)}
    if not hidden:
        return
    known = {_plain(card.title) for card in overview.cards if card.id not in hidden}
    secrets = [(card, _needles(card, known)) for card in hidden.values()]
    for card in overview.cards:
        if card.id not in hidden and card.status is not Status.REMOVED:
            yield from _in_fields(overview, card, hidden)
            text = b" ".join(overview.texts.get(card.path, b"").split())
            met = [secret for secret, needles in secrets if any(needle in text for needle in needles)]
            if met:
                yield from _in_text(overview, overview.open(card.path), met, known)


def _is_hidden(card: Card, overview: Overview) -> bool:
    """True for drafts and for what an embargo still holds; a status that cannot be read is told elsewhere."""
    if card.status is Status.EMBARGOED:
        return not is_due(card.embargo_until, overview.now)
    return card.status is Status.DRAFT and card.status_known


def _in_fields(overview: Overview, card: Card, hidden: dict[str, Card]) -> Iterator[Finding]:
    """What the file names in fields made for it, such as `related`."""
    for kind, name, field in card.references:
        secret = hidden.get(name.partition("#")[0]) if kind in _NAMING else None
        if secret is not None:
            at = overview.locate(card.path, field)
            yield _finding(overview, at, secret, f'{_what(secret)} "{secret.id}" is named in {field[0]}')


# ── in text ───────────────────────────────────────────────────────────────────────────────────────────


def _plain(title: str) -> str:
    return " ".join(title.split())


def _is_secret(title: str, known: Collection[str]) -> bool:
    """True for a title that says something, and that no public page bears itself."""
    return len(title.split()) >= _TITLE and _plain(title) not in known


def _needles(card: Card, known: Collection[str]) -> tuple[bytes, ...]:
    """Without one of these no text names the file."""
    title = (_plain(card.title).encode("utf-8", "replace"),) if _is_secret(card.title, known) else ()
    return card.slug.encode("utf-8", "replace"), *title


def _in_text(
    overview: Overview, document: Document, secrets: list[Card], known: Collection[str]
) -> Iterator[Finding]:
    """What a file says of hidden ones in its fields and its body, each once."""
    for secret in secrets:
        name, title = _name(secret), _title(secret, known)
        for at, where, text in _texts(document):
            if name.search(text):
                message = f'{_what(secret)} "{secret.id}" is named in {where}'
            elif title and title.search(text):
                message = f'the title of {_what(secret)} "{secret.id}" stands in {where}'
            else:
                continue
            yield _finding(overview, at, secret, message)
        markdown = document.body.markdown
        if found := name.search(markdown) or (title.search(markdown) if title else None):
            at = document.body.place(found.start())
            message = f'{_what(secret)} "{secret.id}" is named in the body'
            if found.re is title:
                message = f'the title of {_what(secret)} "{secret.id}" stands in the body'
            yield _finding(overview, at, secret, message)


def _texts(document: Document) -> Iterator[tuple[Location, str, str]]:
    """(place, name of the field, text) of all that the file says in fields of its own words."""
    named = frozenset(_naming_fields(document))
    for placed in in_document(document):
        if not isinstance(placed.entry, _OTHERS):
            for path, text in placed.texts():
                full = (*placed.path, *path)
                if full not in named:
                    yield placed.at(*path), placed.name(*path), text


def _naming_fields(document: Document) -> Iterator[FieldPath]:
    """Fields that `_in_fields` has looked at."""
    for path, entry in walk(document.entry):
        yield from ((*path, *below) for below, named, _ in references(entry) if named.target in _NAMING)


def _name(card: Card) -> re.Pattern[str]:
    """The id, the address or the file of a briefing or digest."""
    year, slug = re.escape(card.year), re.escape(card.slug)
    own = re.escape(card.id)
    return re.compile(rf"(?<![\w-])(?:{own}|{year}/{slug}|{slug}\.md)(?![\w-])")


def _title(card: Card, known: Collection[str]) -> re.Pattern[str] | None:
    words = map(re.escape, card.title.split())
    return re.compile(r"\s+".join(words)) if _is_secret(card.title, known) else None


def _what(card: Card) -> str:
    return "embargoed" if card.status is Status.EMBARGOED else "draft"


def _finding(overview: Overview, at: Location, secret: Card, message: str) -> Finding:
    related = ((overview.locate(secret.path, ("status",)), "is not public yet"),)
    return RULE.finding(overview, at, message, help=_HELP, related=related)


RULE = CorpusRule(
    id="embargo-leak",
    weight=Weight.ERROR,
    summary="a public text that names a draft, or what is under embargo",
    check=check,
)
