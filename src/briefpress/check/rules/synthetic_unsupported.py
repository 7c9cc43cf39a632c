"""A suspicion of machine writing rests on signs that a reader can check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from briefpress.check.placed import Placed
from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.model.finding import Finding
from briefpress.model.registry import Source
from briefpress.model.vocabulary import SyntheticSuspicion

_NEEDED: Mapping[SyntheticSuspicion, int] = MappingProxyType(
    {SyntheticSuspicion.POSSIBLE: 2, SyntheticSuspicion.LIKELY: 4}
)
"""Signals that a suspicion needs; one that the publisher disclosed needs none."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each inline source whose suspicion lists too few signals."""
    yield from _unsupported(subject.of(Source))


def across(overview: Overview) -> Iterator[Finding]:
    """The same for registered sources."""
    yield from _unsupported(overview.of(Source))


def _unsupported(sources: Iterable[tuple[Placed, Source]]) -> Iterator[Finding]:
    for placed, source in sources:
        needed = _NEEDED.get(source.synthetic_suspicion, 0)
        if not needed or placed.has_unread("synthetic_signals"):
            continue
        listed = len(set(source.synthetic_signals))
        if listed < needed:
            signals = f"{listed} signal{'' if listed == 1 else 's'}"
            message = f'synthetic_suspicion "{source.synthetic_suspicion}" lists {signals}; needs {needed}'
            yield RULE.finding(placed, placed.at("synthetic_suspicion"), message, help=_help(listed))


def _help(listed: int) -> str:
    lower = "`possible`, which needs two" if listed >= _NEEDED[SyntheticSuspicion.POSSIBLE] else "`none`"
    return f"List in `synthetic_signals` what can be checked, or lower it to {lower}"


RULE = FileRule(
    id="synthetic-unsupported",
    weight=Weight.ERROR,
    summary="a suspicion of machine writing without enough signs that can be checked",
    check=check,
    across=across,
)
