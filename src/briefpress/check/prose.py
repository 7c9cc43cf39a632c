"""Our own prose, sentence by sentence: who is said to say it, and which claim it restates."""

from __future__ import annotations

import re
from functools import lru_cache

from briefpress.check.language import Language

_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]”’]*\s+(?=[\"'(\[“‘]*[A-Z0-9])|\n\s*\n")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)‘[^’]*’(?!\w)")
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:.!?()—–…]")
_SPEAKER = 4
"""A speaker's name has at most this many words that are looked at."""
_ENDINGS = ("ingly", "edly", "ing", "ied", "ies", "ed", "es", "ly", "s", "y")
_STEM = 3
"""Letters that stay when an ending is folded."""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each on one line."""
    split = (" ".join(part.split()) for part in _SENTENCE.split(text))
    return tuple(part for part in split if part)


def unquoted(text: str) -> str:
    """The text without what stands in quotation marks, which is somebody else's.

    >>> unquoted("They call it “a clear pattern”, all three.")
    'They call it  , all three.'
    """
    return _QUOTED.sub(" ", text)


# ── who says it ───────────────────────────────────────────────────────────────────────────────────────


def attributed(sentence: str, language: Language) -> bool:
    """True when the sentence names who says it, with a verb of saying or "according to".

    "Reports suggest", "it is said" and "critics say" name nobody.
    """
    tokens = _TOKEN.findall(_QUOTED.sub(" … ", sentence))
    words = [token.lower() for token in tokens]
    return any(_says(i, tokens, words, language) for i in range(len(tokens)))


def _says(i: int, tokens: list[str], words: list[str], language: Language) -> bool:
    """True when a named speaker belongs to the word at this place."""
    if f"{words[i]} {words[i + 1]}" in language.according if i + 1 < len(words) else False:
        return _names(_following(i + 2, tokens, language), language)
    if words[i] not in language.saying:
        return False
    before = i - 1
    while before >= 0 and words[before] in language.between and words[before] not in language.pronouns:
        before -= 1
    if before >= 0 and words[before] in language.passive:
        after = next((j for j in range(i + 1, min(i + 4, len(words))) if words[j] == "by"), None)
        return after is not None and _names(_following(after + 1, tokens, language), language)
    if before < 0 or not tokens[before][0].isalnum():
        return before >= 0 and _names(_following(i + 1, tokens, language), language)
    return words[before] in language.pronouns or _names([tokens[before]], language)


def _following(start: int, tokens: list[str], language: Language) -> list[str]:
    """The name that begins at a place: its words up to a mark or a small word, articles left out."""
    name: list[str] = []
    for token in tokens[start:]:
        if _is_content(token, language) and len(name) < _SPEAKER:
            name.append(token)
        elif name or not token[0].isalnum():
            break
    return name


def _names(speaker: list[str], language: Language) -> bool:
    """True when the last word of a speaker's name is a word of its own, and not a vague one."""
    if not speaker or not _is_content(speaker[-1], language):
        return False
    return speaker[-1].lower() not in language.vague | language.saying


def _is_content(word: str, language: Language) -> bool:
    """True for words that carry content; a single capital is a name, as in "text A"."""
    single = len(word) == 1 and word.isupper() and word != "I"
    return single or (word[0].isalnum() and word.lower() not in language.stop)


# ── which claim it restates ───────────────────────────────────────────────────────────────────────────


def restates(sentence: str, claim: str, language: Language) -> bool:
    """True when the sentence holds at least two thirds, and at least three, of the claim's content words."""
    wanted = content_words(claim, language)
    held = len(wanted & content_words(unquoted(sentence), language))
    return held >= 3 and 3 * held >= 2 * len(wanted)


@lru_cache(maxsize=2048)
def content_words(text: str, language: Language) -> frozenset[str]:
    """The words of a text that carry content, their endings folded."""
    words = (token.lower() for token in _TOKEN.findall(text) if _is_content(token, language))
    return frozenset(folded(word) for word in words)


def folded(word: str) -> str:
    """A word without its ending, so that forms of one word meet.

    >>> folded("dropped"), folded("drops"), folded("studio’s"), folded("licensing"), folded("license")
    ('drop', 'drop', 'studio', 'licens', 'licens')
    """
    word = word.removesuffix("'s").removesuffix("’s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            word = word.removesuffix(ending)
            break
    word = word.removesuffix("e") if len(word) > _STEM else word
    doubled = len(word) > _STEM and word[-1] == word[-2] and word[-1] not in "aeiou"
    return word[:-1] if doubled else word
