"""Small pure filters of the templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin, urlsplit

from briefpress.render import dates
from briefpress.render.wording import CATALOGUE, count, listed, say

_WORD = re.compile(r"\S+")
WIDTH = 72
"""Characters in a line of plain text: mail programs quote them without breaking them again."""


def date_words(edtf: str) -> str:
    """An EDTF date or an RFC 3339 moment in words.

    >>> date_words("2026-11-21")
    '21 November 2026'
    """
    return dates.words(edtf)


def term(value: str, vocabulary: str) -> str:
    """The words for a value of a vocabulary; a value that a site added reads as its own words.

    >>> term("insufficient", "confidence"), term("home-carers", "audience")
    ('Not established', 'home carers')
    """
    words = CATALOGUE.get(f"{vocabulary}.{value}")
    return value.replace("-", " ") if words is None else words


def first_words(text: str, n: int = 6) -> str:
    """The first words of a text, with an ellipsis when there are more.

    >>> first_words("MGM, owned by Amazon, dropped a film connected with OpenAI.")
    'MGM, owned by Amazon, dropped a…'
    """
    found = list(_WORD.finditer(text))
    if len(found) <= n:
        return text.strip().rstrip(".")
    return text[found[0].start() : found[n - 1].end()].rstrip(",;:") + "…"


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends in a mark of its own.

    >>> sentence("Not yet"), sentence("Who decided?")
    ('Not yet.', 'Who decided?')
    """
    stripped = text.rstrip()
    return (
        stripped
        if not stripped or stripped[-1] in ".?!…" or stripped[-2:] in (".”", "?”")
        else f"{stripped}."
    )


def capitalised(text: str) -> str:
    """The text with a capital first letter, the rest untouched.

    >>> capitalised("on an unknown day in May 2026")
    'On an unknown day in May 2026'
    """
    return text[:1].upper() + text[1:]


def underlined(text: str, mark: str) -> str:
    """A heading of plain text above a line of marks, as long as itself or as a line may be.

    >>> print(underlined("The briefings", "-"))
    The briefings
    -------------
    """
    return f"{text}\n{mark * min(len(text), WIDTH)}"


def absolute(href: str, base: str) -> str:
    """An address as seen from anywhere; "" for one that is relative to a page whose own address is not known.

    >>> absolute("#c1", "https://example.org/a/"), absolute("../b/", "https://example.org/a/")
    ('https://example.org/a/#c1', 'https://example.org/b/')
    >>> absolute("../b/", ""), absolute("mailto:desk@example.org", "")
    ('', 'mailto:desk@example.org')
    """
    return urljoin(base, href) if base or urlsplit(href).scheme else ""


@dataclass(frozen=True, slots=True)
class Facets:
    """Attributes that hold the values of facets: which is whose ("kind[data-f0]"), and each with its text."""

    named: str
    texts: tuple[tuple[str, str], ...]


def facet_values(*facets: Mapping[str, Iterable[tuple[str, str]]]) -> Facets:
    """The (id, label) pairs of facets as numbered attributes; repeats count once.

    >>> facet_values({"kind": [("briefing", "Briefing")]}, {"place": [("Kenya", "Kenya")] * 2})
    Facets(named='kind[data-f0], place[data-f1]', texts=(('data-f0', 'briefing Briefing'), ('data-f1', 'Kenya')))
    """
    named: list[str] = []
    texts: list[tuple[str, str]] = []
    for key, pairs in (item for part in facets for item in part.items()):
        for id, label in dict.fromkeys(pairs):
            name = f"data-f{len(texts)}"
            named.append(f"{key}[{name}]")
            texts.append((name, id if id == label else f"{id} {label}"))
    return Facets(", ".join(named), tuple(texts))


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "say": say,
        "count_words": count,
        "listed": listed,
        "date_words": date_words,
        "term": term,
        "first_words": first_words,
        "sentence": sentence,
        "capitalised": capitalised,
        "facet_values": facet_values,
        "absolute": absolute,
        "underlined": underlined,
    }
)
"""Name in templates -> filter."""
