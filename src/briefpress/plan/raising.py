"""Raises a page's version where its editor has said in `changes` what the next one changes."""

from __future__ import annotations

import re

from briefpress.model.document import Document
from briefpress.model.lock import Locked
from briefpress.model.source import Source

_VERSION = re.compile(rb"^version[ \t]*:[ \t]*(?P<number>[0-9]{1,6})\b", re.MULTILINE)


def may_declare(source: Source, entry: Locked) -> bool:
    """True when a file may announce the version after the last one; cheap, so that few files are loaded for it."""
    found = _VERSION.search(source.content)
    following = rb"version[ \t\"']*:[ \t]*%d\b" % (entry.version + 1)
    return (
        found is not None
        and int(found["number"]) == entry.version
        and re.search(following, source.content) is not None
    )


def is_declared(document: Document, entry: Locked) -> bool:
    """True when `changes` tells what the next version changes, and `version` is still that of the last one."""
    told = {change.version for change in document.entry.changes}
    return document.entry.version == entry.version and entry.version + 1 in told


def raised(source: Source, number: int) -> Source:
    """The file with another number behind `version`, and every other byte as it is."""
    found = _VERSION.search(source.content)
    assert found is not None  # `may_declare` has seen it
    start, end = found.span("number")
    return Source(source.path, source.content[:start] + b"%d" % number + source.content[end:])
