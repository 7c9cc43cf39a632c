"""What libyaml lets pass although it is not YAML: other programs read it otherwise, or not at all.

Found by the error cases of the YAML test suite (tests/data/yaml-test-suite). A comment without a blank before
it is the worst of them: to an editor it is text, and libyaml drops it.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import yaml
from yaml.tokens import (
    FlowEntryToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    ScalarToken,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Overlooked = tuple[int, int, str, str]
"""(line, column) from 0, what was found and what was expected."""

_STARTS = (FlowSequenceStartToken, FlowMappingStartToken)
_ENDS = (FlowSequenceEndToken, FlowMappingEndToken)
_COMMENT = ('a comment without a blank before the "#"', 'a blank, or quotation marks around the "#"')
_INDENT = ("a line that goes on with a value, and is not indented", "two blanks before it")
_TAB = ("a tab at the beginning of a line", "blanks")
_DASH = ('a lone "-" in a list', 'text, or "-" in quotation marks')
_EMPTY = ('a text after "|" or ">" of which only a comment is left', "its lines indented alike")
_INDENTED = frozenset({"", " ", "\t", "]", "}", "#"})
"""How lines may begin; a closing bracket below its key hides nothing."""
_BEFORE_HASH = frozenset("\"',[]{}|>+-")
_DIRECTIVE = re.compile(r"%[^#\n]*[^\s#]#")
_LOOK_BACK = 200
"""Characters before a comment in which its header must stand; if all are blank it is looked at closely."""
_HEADER = re.compile(r"[|>][0-9+-]*(?P<hash>#)?[^\n]*\n(?P<blank>(?:[ \t]*\n)*)(?P<comment>[ \t]+#)?")


def may_hold_any(text: str) -> bool:
    """False for texts that hold nothing of the kind, as far as characters tell: quick.

    Lines that are not indented are left to `not_indented`.
    """
    at = text.find("#")
    while at >= 0:
        if text[at - 1 : at] in _BEFORE_HASH or _follows_header(text, at):
            return True
        at = text.find("#", at + 1)
    return text[:1] == "%" or "\n\t" in text or "[-" in text or ",-" in text or ", -" in text


def _follows_header(text: str, at: int) -> bool:
    """True for a comment on a line of its own, with nothing but blanks between it and a "|" or ">"."""
    start = text.rfind("\n", 0, at) + 1
    if text[start:at].strip():
        return False
    before = text[max(start - _LOOK_BACK, 0) : start]
    return "\n" in before and before.rstrip()[-1:] in {"", *"|>+-123456789"}


def not_indented(lines: Sequence[str], first: int, last: int) -> int | None:
    """The first line after the first, of a value in quotation marks or brackets, that has no indentation."""
    following = enumerate(lines[first + 1 : last + 1], start=first + 1)
    return next((n for n, line in following if line[:1] not in _INDENTED), None)


def overlooked(text: str) -> Iterator[Overlooked]:
    """All of it, in order. The text must be one that libyaml reads to its end."""
    lines = text.split("\n")
    for number, line in enumerate(takewhile(_is_directive, lines)):
        if hidden := _DIRECTIVE.match(line):
            yield number, hidden.end() - 1, *_COMMENT
    opened: list[int] = []
    for token in _tokens(text):
        kind, start, end = type(token), token.start_mark, token.end_mark
        if kind in _STARTS:
            opened.append(start.line)
        spans_from = opened.pop() if kind in _ENDS and opened else start.line
        outermost = not opened and (kind in _ENDS or (kind is ScalarToken and token.style in ("'", '"')))
        if kind is ScalarToken and token.style in ("|", ">"):
            yield from _of_block(text, start, token.value)
        elif kind in (*_STARTS, *_ENDS, FlowEntryToken) or (kind is ScalarToken and token.style):
            if text[end.index : end.index + 1] == "#":
                yield end.line, end.column, *_COMMENT
        elif kind is ScalarToken and token.value == "-":
            yield start.line, start.column, *_DASH
        outside = not_indented(lines, spans_from, end.line) if outermost else None
        if outside is not None:
            yield outside, 0, *_INDENT
    yield from ((n, 0, *_TAB) for n, line in enumerate(lines) if line[:1] == "\t" and _says(line))


def _of_block(text: str, start: Any, value: str) -> Iterator[Overlooked]:
    header = _HEADER.match(text, start.index)
    if header is None:
        return
    if header["hash"]:
        yield start.line, start.column + header.start("hash") - start.index, *_COMMENT
    elif header["comment"] and not value.strip():
        yield start.line, start.column, *_EMPTY


def _is_directive(line: str) -> bool:
    return line[:1] == "%"


def _says(line: str) -> bool:
    """False for blank lines and comments."""
    words = line.strip()
    return bool(words) and words[0] != "#"


def _tokens(text: str) -> Iterator[Any]:
    take: Callable[[], Any] = yaml.CSafeLoader(text).get_token
    return iter(take, None)
