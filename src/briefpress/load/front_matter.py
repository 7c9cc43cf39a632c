"""A file's bytes -> its text, and the text -> the YAML block and the Markdown below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from briefpress.load.characters import refused, without_refused
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.source import Location

if TYPE_CHECKING:
    from briefpress.model.source import Source

FILE_LIMIT = 512 * 1024
"""The most bytes that a file may have."""

BODY_LIMIT = 200 * 1024
"""The most bytes that the Markdown of a file may have."""

FAULTS_TOLD = 100
"""No more faults of one sort are told of one file: nobody mends a thousand by hand."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FENCE = re.compile(r"^(---|\.\.\.)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text with line feeds as line ends; None when the bytes cannot be taken for text."""

    text: str | None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The two halves of a file; lines count from 1 in the file. `fault` says why there are none."""

    yaml: str = ""
    yaml_line: int = 1
    body: str = ""
    body_line: int = 1
    fault: Fault | None = None


def position(text: str, index: int) -> tuple[int, int]:
    """(line, column) of a character, both from 1, in characters.

    >>> position("ab\\ncd", 4)
    (2, 2)
    """
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def refusal(rule: str, at: Location, particular: str) -> Fault:
    """A fault of the kind INPUT: the id of its rule, and what was met."""
    return Fault(FaultKind.INPUT, at, found=rule, expected=particular)


def decode(source: Source) -> Decoded:
    """Strict UTF-8, at most 512 kB, no byte-order mark, LF or CRLF, no character that hides or reorders text.

    Refused characters are told and replaced, so that the rest of the file can still be checked.
    """
    start = Location(source.path)
    if len(source.content) > FILE_LIMIT:
        return Decoded(None, (refusal("input-size", start, kilobytes(len(source.content))),))
    faults: list[Fault] = []
    content = source.content
    if content.startswith(_BYTE_ORDER_MARK):
        faults.append(refusal("input-byte-order-mark", start, "U+FEFF"))
        content = content.removeprefix(_BYTE_ORDER_MARK)
    try:
        text = content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").replace("\r\n", "\n")
        line, column = position(before, len(before))
        particular = f"byte 0x{content[error.start]:02X}"
        return Decoded(None, (*faults, refusal("input-encoding", Location(source.path, line, column), particular)))
    for index, rule, name in islice(refused(text), FAULTS_TOLD):
        faults.append(refusal(rule, Location(source.path, *position(text, index)), name))
    if "\r" in text:  # its lines cannot be told apart with certainty
        return Decoded(None, tuple(faults))
    return Decoded(without_refused(text) if faults else text, tuple(faults))


def split(path: str, text: str) -> FrontMatter:
    """The YAML between the first line `---` and the next, and the Markdown below it."""
    fences = _FENCE.finditer(text)
    first = next(fences, None)
    if first is None or first.start() != 0 or first.group(1) != "---":
        return FrontMatter(fault=_first_line_fault(path, text, first))
    second = next(fences, None)
    if second is None:
        end = Location(path, *position(text, len(text)))
        return FrontMatter(fault=_fault(end, "the front matter has no end", 'a line "---" before the body'))
    body_start = min(second.end() + 1, len(text))
    yaml = text[first.end() + 1 : second.start()]
    at = Location(path, position(text, second.start())[0])
    if second.group(1) == "...":
        return FrontMatter(fault=_fault(at, 'the front matter ends with "..."', 'a line "---"'))
    return FrontMatter(yaml, 2, text[body_start:], position(text, body_start)[0])


def _first_line_fault(path: str, text: str, fence: re.Match[str] | None) -> Fault:
    start = Location(path)
    if fence is not None and fence.group(1) == "---" and text[: fence.start()].strip("\n") != "":
        return _fault(start, 'there is text before the opening "---"', 'a line "---" at the very beginning')
    if fence is not None and fence.group(1) == "---":
        return _fault(start, 'there are empty lines before the opening "---"', 'a line "---" at the very beginning')
    return _fault(start, "there is no front matter", 'a line "---" at the very beginning')


def _fault(at: Location, found: str, expected: str) -> Fault:
    return Fault(FaultKind.YAML, at, found=found, expected=expected)


def kilobytes(size: int) -> str:
    """A size in kB of 1,024 bytes, rounded up, so that a file just over a limit never seems to keep it.

    >>> kilobytes(512 * 1024 + 1)
    '513 kB'
    """
    return f"{-(-size // 1024)} kB"
