"""The body shows no images yet: one that is written there would be left out without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.code import code, fenced, within
from briefpress.model.finding import Finding

_LABEL = r"(?:[^\[\]]|\[[^\[\]]*\])*"
_IMAGE = re.compile(
    rf"(?<!\\)(?:\\\\)*!\[(?P<text>{_LABEL})\](?:(?P<address>\()|[ \n]?\[(?P<name>[^\[\]]*)\])?"
)
_DEFINITION = re.compile(r"^ {0,3}\[(?P<name>[^\[\]]+)\]:", re.MULTILINE)
_TOLD = 100
"""Places in a body that are looked at: nobody mends a thousand by hand."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each image in the body outside code, its address beside it or in a definition."""
    body = subject.document.body
    if "![" not in body.markdown:
        return
    defined = {_folded(match["name"]) for match in _DEFINITION.finditer(body.markdown)}
    images = (match for match in _IMAGE.finditer(body.markdown) if _is_image(match, defined))
    in_code = code(body.markdown, fenced(body.markdown))
    for match in islice(images, _TOLD):
        start = match.start("text") - len("![")
        if not within(start, in_code):
            named = f' "{_short(match["text"])}"' if match["text"].strip() else ""
            message = f"image{named} in body: images cannot be shown yet"
            help = "Remove it, and say in words what it shows; a link to it may stay: `[words](address)`"
            yield RULE.finding(subject, body.place(start), message, help=help)


def _is_image(match: re.Match[str], defined: set[str]) -> bool:
    """True for an address in round brackets, and for the name of one that is defined in the body."""
    return match["address"] is not None or _folded(match["name"] or match["text"]) in defined


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}…"


RULE = FileRule(
    id="image-unsupported",
    weight=Weight.ERROR,
    summary="an image in the body, which cannot be shown yet",
    check=check,
)
