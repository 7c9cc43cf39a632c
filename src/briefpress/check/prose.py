"""Our own prose, sentence by sentence: who is said to say it, and which claim it restates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefpress.check.language import Language, phrases

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


_OPENS = {"“": "”", '"': '"', "‘": "’"}
_MARK = re.compile(r"\n[ \t]*\n|[“”\"‘’]")
_LINE = re.compile(
    r"^[ \t]*(?:(?P<quoted>>.*)|(?P<marker>#{1,6}(?=[ \t])|[-*+](?=[ \t])|[0-9]+[.)](?=[ \t]))(?P<rest>.*))$",
    re.MULTILINE,
)


def masked(text: str) -> str:
    """The text, character for character, with what stands in quotation marks or block quotations left out.

    An ellipsis stands for a quotation, and what ended it ends the sentence still. Marks of lists become line
    ends, so that each item is a sentence of its own; headings are left out, as the form sets them. A mark that
    nothing closes within its paragraph quotes nothing. Takes linear time.

    >>> masked("They call it “a clear pattern.” Who?")
    'They call it …                . Who?'
    """
    shown: list[str] = []
    done = 0
    for start, end in _quotations(text):
        ending = text[end - 2] if text[end - 2] in ".!?" and end - start > 2 else " "
        shown += [text[done:start], "…", " " * (end - start - 2), ending]
        done = end
    shown.append(text[done:])
    return _LINE.sub(_line, "".join(shown))


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where quotations begin and end, marks included."""
    opened, start = "", 0
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        within_word = at > 0 and text[at - 1].isalnum()
        if mark[0] == "\n":
            opened = ""
        elif not opened:
            opened, start = (mark, at) if mark in _OPENS and not (mark == "‘" and within_word) else ("", 0)
        elif mark == _OPENS[opened] and not (mark == "’" and text[at + 1 : at + 2].isalnum()):
            yield start, at + 1
            opened = ""


def _line(match: re.Match[str]) -> str:
    whole = match.group()
    if match["quoted"] is not None:
        return "\n" * len(whole)
    if match["marker"].startswith("#"):
        return "\n" * len(whole)
    return "\n" * (len(whole) - len(match["rest"])) + match["rest"]


def spans(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a masked text begins and ends."""
    ends = [(match.start(), match.end()) for match in _SENTENCE.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    return list(zip(starts, [*(start for start, _ in ends), len(text)], strict=True))


# ── who says it ───────────────────────────────────────────────────────────────────────────────────────


def attributed(sentence: str, language: Language) -> bool:
    """True when the sentence names who says it, with a verb of saying or "according to".

    "Reports suggest", "it is said" and "critics say" name nobody.
    """
    tokens = _TOKEN.findall(_QUOTED.sub(" … ", sentence))
    words = [token.lower() for token in tokens]
    return any(_says(i, tokens, words, language) for i in range(len(tokens)))


def leaves_open(sentence: str, tag: str) -> bool:
    """True for a question, a condition, and what is said not to be known; `tag` is the language's (BCP 47).

    >>> leaves_open("We do not know whether it leaked.", "en"), leaves_open("It leaked.", "en")
    (True, False)
    """
    asked = sentence.rstrip(" …”’\"')").endswith("?")
    doubt = phrases("open", tag)
    return asked or (doubt is not None and doubt.pattern.search(sentence) is not None)


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
    stop = language.stop
    tokens = _TOKEN.findall(text)
    # As `_is_content` has it; this is the loop that the rules on restating spend their time in.
    return frozenset(
        folded(word)
        for token in tokens
        if ((word := token.lower()) not in stop and token[0].isalnum()) or _is_content(token, language)
    )


@lru_cache(maxsize=8192)
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
