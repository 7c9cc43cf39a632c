"""What Pagefind does not know of words, told in signs that nobody sees and no search counts.

It keeps a page as one row of words, without their languages: so a word of tag characters (Unicode 16.0, 23.9) stands
before and after what is in another language than what is around it. It finds é as e (its NFD form without marks), but
knows no e in æ: so such letters are written as other keyboards write them, with a mark that it leaves out. search.js
takes both back before anything is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefpress.publish.pagefind_tags import end_of, tag_around

_MARK = "\u0345"
"""Greek iota below: a letter in Unicode's eyes, so that Pagefind parts no word at it, and never below a Latin one."""
SPELT = {
    letter: f"{written}{_MARK * marks}"
    for letters, written, marks in (
        ("ßẞ", "ss", 1),
        ("æÆ", "ae", 1),
        ("œŒ", "oe", 1),
        ("øØ", "o", 1),
        ("łŁ", "l", 1),
        ("đĐ", "d", 1),
        ("ðÐ", "d", 2),
        ("þÞ", "th", 1),
        ("ħĦ", "h", 2),
        ("ŧŦ", "t", 1),
        ("ŋŊ", "n", 1),
    )
    for letter, written in zip(letters, (written, written.capitalize()), strict=True)
} | {"ı": f"i{_MARK}"}
"""Letter -> as it is written for Pagefind; the table of templates/assets/search.js is the same."""

_BYTES = {letter.encode(): written.encode() for letter, written in SPELT.items()}
_LEADS = {letter[:1]: len(letter) for letter in _BYTES}
"""First bytes of the letters -> how many they have: most pages hold none of these bytes, and one is found quickest."""
_SEARCHED = (b" data-event", b" data-alias")
"""Attributes that are searched; addresses and names of filters stay as they are."""

_LANG = b' lang="'
_CODE = re.compile(rb"[A-Za-z0-9-]+")
_ATTACHED = re.compile(rb"[^\s<]*(?:</[a-z][a-z0-9]*>)*")
_APART = (b"", b" ", b"\n", b"\t", b">")
_TAGS, _BEGIN, _CANCEL = 0xE0000, "\U000e0001", " \U000e007f ".encode()


def spelt(html: bytes) -> bytes:
    """With the letters of `SPELT` as they are typed elsewhere, in the text and in what is searched beside it."""
    pieces: list[bytes] = []
    done = 0
    for place, letter in sorted(_letters(html)):
        if _is_searched(html, place):
            pieces += (html[done:place], _BYTES[letter])
            done = place + len(letter)
    return b"".join((*pieces, html[done:])) if done else html


def _letters(html: bytes) -> Iterator[tuple[int, bytes]]:
    for lead, size in _LEADS.items():
        at = html.find(lead)
        while at >= 0:
            if (letter := html[at : at + size]) in _BYTES:
                yield at, letter
            at = html.find(lead, at + size)


def _is_searched(html: bytes, place: int) -> bool:
    """Whether a place is one of text, or of a value that is searched."""
    tag = tag_around(html, place)
    return not tag or html.endswith(_SEARCHED, tag.start(), html.rfind(b'="', tag.start(), place))


def spoken(html: bytes, own: str) -> bytes:
    """With a word before and after each element that is in another language than what is around it.

    `own` is the language of the page. Languages are told apart by their first part: en-US is en-GB. An element
    that is not closed is left as it is.
    """
    named = [(place, code) for place, code in _named(html) if code]
    if all(_first(code) == _first(own) for _, code in named):
        return html
    pieces: list[bytes] = []
    done = 0
    for place, mark in sorted(_marks(html, own, named), key=lambda pair: pair[0]):
        pieces += (html[done:place], mark)
        done = place
    return b"".join((*pieces, html[done:]))


def _named(html: bytes) -> Iterator[tuple[int, str]]:
    """Where something says its language, and which, in lower case."""
    at = html.find(_LANG)
    while at >= 0:
        code = _CODE.match(html, at + len(_LANG))
        yield at, code[0].decode().lower() if code else ""
        at = html.find(_LANG, at + len(_LANG))


def _marks(html: bytes, own: str, named: Iterable[tuple[int, str]]) -> Iterator[tuple[int, bytes]]:
    """Places and what is to stand there."""
    around = [(len(html), _first(own))]
    for place, language in named:
        tag = tag_around(html, place)
        end = end_of(html, tag) if tag else 0
        if not tag or not end:
            continue
        while around[-1][0] <= tag.start():
            around.pop()
        if _first(language) != around[-1][1]:
            yield (
                _before(html, tag),
                f" {_BEGIN}{''.join(chr(_TAGS + ord(sign)) for sign in language)} ".encode(),
            )
            yield _after(html, end), _CANCEL
        around.append((end, _first(language)))


def _before(html: bytes, tag: re.Match[bytes]) -> int:
    """The place within an element, before its words, or before what is close to it, such as a quotation mark."""
    start = tag.start()
    while html[start - 1 : start] not in _APART:
        start -= 1
    return start if start < tag.start() else tag.end()


def _after(html: bytes, end: int) -> int:
    """The place after what is close to an element that ends, such as a comma, and after what ends with it.

    Pagefind puts a stop after the last word of a block, which is not to be a sign.
    """
    found = _ATTACHED.match(html, end)
    return found.end() if found else end


def _first(language: str) -> str:
    return language.lower().partition("-")[0]
