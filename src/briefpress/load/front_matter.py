"""A file's bytes -> its text, and the text -> the YAML block and the Markdown below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from briefpress.load.characters import refused, without_refused
from briefpress.load.faults import FAULTS_TOLD, refusal
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.source import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.model.source import Source

FILE_LIMIT = 512 * 1024
"""The most bytes that a file may have."""

SHARED_LIMIT = 64 * 1024 * 1024
"""The most bytes of a registry file or a snapshot: the registry grows with the corpus."""

BODY_LIMIT = 200 * 1024
"""The most bytes that the Markdown of a file may have."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FENCE = re.compile(r"^(---|\.\.\.)[ \t]*$", re.MULTILINE)

_FIELD = re.compile(r"\s*(- )?[a-z_]+:(\s|$)", re.MULTILINE)
"""A field, or the first of an entry of a list, as no Markdown of ours begins."""


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


def decode_verbatim(source: Source, limit: int = FILE_LIMIT) -> Decoded:
    """Strict UTF-8, at most `limit` bytes; every character is kept, line ends become line feeds."""
    content = source.content
    if len(content) > limit:
        return Decoded(None, (refusal("input-size", Location(source.path), kilobytes(len(content))),))
    try:
        return Decoded(content.decode("utf-8").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").replace("\r\n", "\n")
        at = Location(source.path, *position(before, len(before)))
        return Decoded(None, (refusal("input-encoding", at, f"byte 0x{content[error.start]:02X}"),))


def decode(source: Source, limit: int = FILE_LIMIT) -> Decoded:
    """Strict UTF-8, at most `limit` bytes, no byte-order mark, LF or CRLF, no character that hides or reorders text.

    Refused characters are told and replaced, so that the rest of the file can still be checked, unless there
    are a hundred of them or more.
    """
    faults: list[Fault] = []
    if source.content.startswith(_BYTE_ORDER_MARK):
        faults.append(refusal("input-byte-order-mark", Location(source.path), "U+FEFF"))
        source = replace(source, content=source.content.removeprefix(_BYTE_ORDER_MARK))
    verbatim = decode_verbatim(source, limit)
    text = verbatim.text
    if text is None:
        return Decoded(None, (*faults, *verbatim.faults))
    for index, rule, name in islice(_told(text), FAULTS_TOLD):
        faults.append(refusal(rule, Location(source.path, *position(text, index)), name))
    if "\r" in text or len(faults) >= FAULTS_TOLD:  # no lines to be sure of, or no end to what is refused
        return Decoded(None, tuple(faults))
    return Decoded(without_refused(text) if faults else text, tuple(faults))


def _told(text: str) -> Iterator[tuple[int, str, str]]:
    """The refused characters; lone carriage returns once, with their number, as a program ended all lines so."""
    returns, first = text.count("\r"), text.find("\r")
    for index, rule, name in refused(text):
        if text[index] != "\r":
            yield index, rule, name
        elif index == first:
            yield index, rule, name if returns == 1 else f"{name} ({returns} times)"


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
    if _FIELD.match(text, body_start) and next(fences, None) is not None:
        found = 'this line "---" ends the front matter, and more fields follow'
        return FrontMatter(fault=_fault(at, found, 'no line "---" among the fields'))
    return FrontMatter(yaml, 2, text[body_start:], position(text, body_start)[0])


def _first_line_fault(path: str, text: str, fence: re.Match[str] | None) -> Fault:
    found = "there is no front matter"
    if fence is not None and fence.group(1) == "---":
        above = "text" if text[: fence.start()].strip() else "an empty line"
        found = f'there is {above} above the opening "---"'
    return _fault(Location(path), found, 'a first line "---"')


def _fault(at: Location, found: str, expected: str) -> Fault:
    return Fault(FaultKind.YAML, at, found=found, expected=expected)


def kilobytes(size: int) -> str:
    """A size in kB of 1,024 bytes, rounded up, so that a file just over a limit never seems to keep it.

    >>> kilobytes(512 * 1024 + 1)
    '513 kB'
    """
    return f"{-(-size // 1024)} kB"
