"""The word lists of a language, from the package's data files.

The lists lie in `word_lists/` as text, one word or phrase a line, so that editors can extend them. They are
part of the package as its code is: they are read once, and nothing below the site root is.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from functools import lru_cache

LANGUAGES = ("en",)
"""Primary language subtags that have word lists."""


@dataclass(frozen=True, slots=True)
class Language:
    """What rules on wording need to know of a language: words and phrases in lower case."""

    stop: frozenset[str]
    saying: frozenset[str]
    according: frozenset[str]
    passive: frozenset[str]
    between: frozenset[str]
    pronouns: frozenset[str]
    vague: frozenset[str]


def language(tag: str) -> Language | None:
    """The word lists for a BCP 47 tag, by its primary subtag; None where there are none: rules are silent.

    >>> language("en-GB") is language("en"), language("tlh")
    (True, None)
    """
    primary = tag.partition("-")[0].lower()
    return _read(primary) if primary in LANGUAGES else None


@lru_cache(maxsize=len(LANGUAGES))
def _read(primary: str) -> Language:
    return Language(stop=_lists("stop", primary)[""], **_lists("attribution", primary))


def _lists(name: str, primary: str) -> dict[str, frozenset[str]]:
    """The lists of a file by the name in brackets above them; "" for lines above the first."""
    content = pkgutil.get_data("briefpress.check", f"word_lists/{name}.{primary}.txt")
    assert content is not None, "the package's own files can be read"
    heading, found = "", dict[str, set[str]]()
    for line in content.decode().splitlines():
        entry = line.strip()
        if entry.startswith("["):
            heading = entry.strip("[]")
        elif entry and not entry.startswith("#"):
            found.setdefault(heading, set()).add(entry.lower())
    return {heading: frozenset(words) for heading, words in found.items()}
