"""The word lists of a language, from the package's data files.

The lists lie in `word_lists/` as text, one word or phrase a line, so that editors can extend them. They are
part of the package as its code is: they are read once, and nothing below the site root is.
"""

from __future__ import annotations

import pkgutil
import re
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
    others: frozenset[str]
    """Words of names that are no person's and no organisation's."""


def language(tag: str) -> Language | None:
    """The word lists for a BCP 47 tag, by its primary subtag; None where there are none: rules are silent.

    >>> language("en-GB") is language("en"), language("tlh")
    (True, None)
    """
    primary = tag.partition("-")[0].lower()
    return _read(primary) if primary in LANGUAGES else None


@lru_cache(maxsize=len(LANGUAGES))
def _read(primary: str) -> Language:
    return Language(
        stop=_lists("stop", primary)[""],
        others=_lists("names", primary)["other"],
        **_lists("attribution", primary),
    )


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words and phrases to look for, whatever their case and wherever a line breaks.

    `hints` are pieces of which a text that holds one of them holds at least one, as a word of `plain_words`.
    """

    pattern: re.Pattern[str]
    hints: frozenset[bytes]


EXTENDED = ("motive", "weasel", "booster", "loaded")
"""The lists that a site can add to."""
SOUGHT = (*EXTENDED, "confidence")
"""The lists of which some phrase is looked for in all our own prose."""


def phrases(name: str, tag: str, more: tuple[str, ...] = ()) -> Phrases | None:
    """The phrases of a list in the language of a BCP 47 tag, and some more; None where there is no list."""
    primary = tag.partition("-")[0].lower()
    return _phrases(name, primary, more) if primary in LANGUAGES else None


@lru_cache(maxsize=64)
def _phrases(name: str, primary: str, more: tuple[str, ...]) -> Phrases:
    added = {" ".join(phrase.split()).lower() for phrase in more if _pieces(phrase)}
    # Longest first, so that of two that begin alike the longer is told.
    every = sorted(_lists("wording", primary)[name] | added, key=lambda phrase: (-len(phrase), phrase))
    joined = "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in every)
    hints = frozenset(max(_pieces(phrase), key=len) for phrase in every)
    return Phrases(re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE), hints)


def _pieces(phrase: str) -> list[bytes]:
    return plain_words(phrase.encode("utf-8", "replace"))


_PLAIN = bytes(byte if chr(byte).isascii() and chr(byte).isalnum() else 32 for byte in range(256)).lower()


def plain_words(text: bytes) -> list[bytes]:
    """The words of a text in UTF-8 in lower case, split at all but letters and digits of ASCII: quick, and rough.

    >>> plain_words("Game-changing, “they” say".encode())
    [b'game', b'changing', b'they', b'say']
    """
    return text.translate(_PLAIN).split()


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
