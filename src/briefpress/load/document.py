"""One file below briefings/ -> a Document."""

from __future__ import annotations

from pathlib import PurePosixPath

from briefpress.load import front_matter, structure, yaml_nodes
from briefpress.load.body import body
from briefpress.load.faults import in_order, refusal
from briefpress.model.briefing import Briefing, Common, Digest
from briefpress.model.document import Body, Document, Kind
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.source import Location, Source

_DIGESTS = "_digests"


def document(source: Source) -> Document:
    """A briefing (`briefings/2026/x.md`) or digest (`briefings/_digests/2026/x.md`) from its bytes.

    Never raises for bad input: what is wrong stands in the document's faults, sorted by place.
    """
    decoded = front_matter.decode(source)
    if decoded.text is None:
        return _unreadable(source.path, "", decoded.faults)
    halves = front_matter.split(source.path, decoded.text)
    if halves.fault is not None:
        return _unreadable(source.path, decoded.text, (*decoded.faults, halves.fault))
    root = Location(source.path)
    tree = yaml_nodes.compose(halves.yaml, root, first_line=halves.yaml_line)
    faults = [*decoded.faults, *tree.faults]
    values = {} if tree.is_empty else tree.values
    if tree.complete and not isinstance(values, dict):
        faults.append(
            Fault(FaultKind.YAML, root, (), "front matter without fields", 'lines such as "key: text"')
        )
    if not tree.complete or not isinstance(values, dict):
        return _unreadable(source.path, decoded.text, tuple(faults))
    size = len(halves.body.encode())
    too_long = size > front_matter.BODY_LIMIT
    text = body(source.path, "" if too_long else halves.body, halves.body_line)
    if too_long:
        faults.append(refusal("input-body-size", text.at, front_matter.kilobytes(size)))
    reading = structure.read(_model(source.path), values, tree.locate, unread=tree.unread)
    return Document(
        path=source.path,
        kind=_kind(source.path),
        year=_year(source.path),
        slug=_slug(source.path),
        entry=reading.entry,
        body=text,
        locate=tree.locate,
        last_line=_last_line(source.path, decoded.text),
        faults=in_order((*faults, *reading.faults)),
        broken=reading.broken | {("body",)} if too_long else reading.broken,
        status_readable=("status",) not in reading.broken,
    )


def _unreadable(path: str, text: str, faults: tuple[Fault, ...]) -> Document:
    start = Location(path)
    return Document(
        path=path,
        kind=_kind(path),
        year=_year(path),
        slug=_slug(path),
        entry=_model(path)(),
        body=Body("", start),
        locate=yaml_nodes.Located(start),
        last_line=_last_line(path, text),
        faults=in_order(faults),
        readable=False,
        status_readable=False,
    )


def _kind(path: str) -> Kind:
    return Kind.DIGEST if _DIGESTS in PurePosixPath(path).parts else Kind.BRIEFING


def _model(path: str) -> type[Common]:
    return Digest if _kind(path) is Kind.DIGEST else Briefing


def _year(path: str) -> str:
    return PurePosixPath(path).parent.name


def _slug(path: str) -> str:
    return PurePosixPath(path).stem


def _last_line(path: str, text: str) -> Location:
    return Location(path, max(1, text.count("\n") + (not text.endswith("\n"))))
