"""A field with a fixed vocabulary holds one of its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from briefpress.check.near import did_you_mean, near
from briefpress.check.placed import Placed
from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.model.finding import Fault, FaultKind, Finding
from briefpress.model.registry import Source
from briefpress.model.source import Location, written

CSL_TYPES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic "
    "collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing "
    "interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper- "
    "conference patent performance periodical personal_communication post post-weblog regulation report "
    "review review-book software song speech standard thesis treaty webpage"
).split()
"""Types of item of the Citation Style Language 1.0.2, appendix III."""
_FEW = 20


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each inline source of a type that CSL does not know."""
    yield from _types(subject.of(Source))


def across(overview: Overview) -> Iterator[Finding]:
    """The same for registered sources."""
    yield from _types(overview.of(Source))


def _types(sources: Iterable[tuple[Placed, Source]]) -> Iterator[Finding]:
    for placed, source in sources:
        if source.type not in CSL_TYPES:
            yield _finding(placed, placed.at("type"), placed.name("type"), source.type, CSL_TYPES)


def words(subject: Subject | Overview, fault: Fault) -> Iterator[Finding]:
    """One finding for each word that its vocabulary does not hold."""
    yield _finding(subject, fault.at, written(fault.path), fault.found, fault.candidates)


def _finding(
    subject: Subject | Overview | Placed, at: Location, name: str, found: str, allowed: Collection[str]
) -> Finding:
    offers = near(found, allowed)
    help = f"Use one of: {', '.join(allowed)}" if len(allowed) <= _FEW else "Use a listed value"
    return RULE.finding(subject, at, f'{name} "{found}" is unknown{did_you_mean(offers)}', help=help)


RULE = FileRule(
    id="enum-unknown",
    weight=Weight.ERROR,
    summary="a word that the field's vocabulary does not hold",
    check=check,
    across=across,
    kinds=(FaultKind.UNKNOWN_VALUE,),
    words=words,
)
