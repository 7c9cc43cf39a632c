"""A file as mending sees it: its YAML between what stands above and below, and what loading makes of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from briefpress.load import document, front_matter, registry, yaml_nodes
from briefpress.load.registry import FILES
from briefpress.mend.edits import Edit, spliced
from briefpress.mend.order import Kind, of_entry, of_registry
from briefpress.model.briefing import Briefing, Digest
from briefpress.model.document import Document
from briefpress.model.document import Kind as DocumentKind
from briefpress.model.field import Entry
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.plain import Plain, PlainKind
from briefpress.model.registry import KINDS
from briefpress.model.source import FieldPath, Location, Source

Meaning: TypeAlias = tuple[Any, ...]
"""What loading makes of a file, places apart: equal for two texts that say the same."""

_REFUSED = (FaultKind.YAML, FaultKind.INPUT)


@dataclass(frozen=True, slots=True)
class File:
    """A briefing, digest or registry file that could be read whole.

    `text` has line feeds only; the YAML is `text[start:end]`, and begins on `line`. `values` is what YAML makes
    of it, `entries` each entry of the registry, or the briefing or digest, with its path.
    """

    source: Source
    text: str
    start: int
    end: int
    line: int
    kind: Kind
    values: Any
    locate: yaml_nodes.Located
    faults: tuple[Fault, ...]
    entries: tuple[tuple[FieldPath, Entry], ...]
    document: Document | None = None

    @property
    def yaml(self) -> str:
        """The YAML, without the lines `---` around it."""
        return self.text[self.start : self.end]

    @property
    def ends_lines_with(self) -> str:
        """How the file's first line ends."""
        line = self.source.content.partition(b"\n")[0]
        return "\r\n" if line.endswith(b"\r") else "\n"

    def with_yaml(self, yaml: str) -> str:
        """The text with another YAML in it."""
        return f"{self.text[: self.start]}{yaml}{self.text[self.end :]}"

    def spliced(self, edits: Sequence[Edit]) -> bytes:
        """The file's bytes with edits made in its YAML; its lines may end in two characters."""
        text = self.source.content.decode()
        ends = [at for at, char in enumerate(text) if char == "\n" and text[at - 1 : at] == "\r"]
        marks = [
            at - number for number, at in enumerate(ends, 1)
        ]  # where these line ends stand in `self.text`

        def original(index: int) -> int:
            return self.start + index + bisect_left(marks, self.start + index)

        ending = self.ends_lines_with
        moved = [Edit(original(e.start), original(e.end), e.text.replace("\n", ending)) for e in edits]
        return spliced(text, moved).encode()


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that loading refuses, with the faults that are its reasons."""

    faults: tuple[Fault, ...]


def is_registry(path: str) -> bool:
    """True for the path of a registry file.

    >>> is_registry("briefings/_registry/topics.yml"), is_registry("briefings/2026/a.md")
    (True, False)
    """
    return PurePosixPath(path).parent.name == "_registry"


def opened(source: Source) -> File | Refused:
    """A file as mending sees it; what loading cannot read whole is refused, and so never mended."""
    if is_registry(source.path):
        return _registry(source)
    found = document(source)
    refused = tuple(fault for fault in found.faults if fault.kind in _REFUSED)
    if refused or not found.readable:
        return Refused(refused or found.faults)
    text = front_matter.decode(source).text or ""
    halves = front_matter.split(source.path, text)
    start = text.index("\n") + 1 if "\n" in text else len(text)
    tree = yaml_nodes.compose(halves.yaml, Location(source.path), first_line=halves.yaml_line)
    model = Digest if found.kind is DocumentKind.DIGEST else Briefing
    return File(
        source,
        text,
        start,
        start + len(halves.yaml),
        halves.yaml_line,
        of_entry(model),
        tree.values,
        tree.locate,
        found.faults,
        (((), found.entry),),
        found,
    )


def _registry(source: Source) -> File | Refused:
    name = PurePosixPath(source.path).stem
    read, faults = registry((source,), ())
    refused = tuple(fault for fault in faults if fault.kind in _REFUSED)
    if refused or name not in FILES:
        return Refused(refused or faults)
    text = front_matter.decode(source, front_matter.SHARED_LIMIT).text or ""
    tree = yaml_nodes.compose(text, Location(source.path))
    entries = tuple(
        (path, getattr(read, kind)[id])
        for kind in KINDS
        for id in getattr(read, kind)
        if (kind, id) in read.places
        for _, path in [read.places[kind, id]]
    )
    return File(source, text, 0, len(text), 1, of_registry(name), tree.values, tree.locate, faults, entries)


def meaning(file: File) -> Meaning:
    """What a file says: its entries, its faults, its body, and each value that stands in it."""
    found = file.document
    faults = sorted((f.kind, f.path, f.found, f.candidates) for f in file.faults)
    body = (found.body.markdown.strip(), found.broken) if found else ()
    return (file.entries, faults, body, worth(file.values))


def worth(value: Any) -> Any:
    """A value as it compares: the order of keys, quotation marks and the way to write nothing do not count."""
    if isinstance(value, dict):
        return {key: worth(one) for key, one in value.items()}
    if isinstance(value, list):
        return [worth(one) for one in value]
    if isinstance(value, Plain):
        return None if value.kind is PlainKind.NOTHING else value.raw
    return value
