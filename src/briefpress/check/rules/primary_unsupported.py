"""A primary source is one whose words we hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefpress.check.placed import Placed
from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.model.finding import Finding
from briefpress.model.registry import Source
from briefpress.model.vocabulary import Coverage, Nature


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each inline source marked primary without a full or excerpt snapshot."""
    yield from _unsupported(subject.of(Source))


def across(overview: Overview) -> Iterator[Finding]:
    """The same for registered sources."""
    yield from _unsupported(overview.of(Source))


def _unsupported(sources: Iterable[tuple[Placed, Source]]) -> Iterator[Finding]:
    for placed, source in sources:
        if source.nature is not Nature.PRIMARY or placed.is_broken("snapshot"):
            continue
        if source.snapshot is None or source.snapshot.coverage is Coverage.HASH_ONLY:
            held = "no text of it is held" if source.snapshot is None else "only its hash is held"
            message = f'"{source.id}" is marked primary but {held}'
            yield RULE.finding(placed, placed.at("nature"), message, help="Hold the document or lower it")


RULE = FileRule(
    id="primary-unsupported",
    weight=Weight.ERROR,
    summary="a source marked primary whose text we do not hold",
    check=check,
    across=across,
)
