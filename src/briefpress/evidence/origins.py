"""Which sources go back to one starting point, and how good a source's word is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.model.vocabulary import Basis, Coverage, Level, Nature, Reliability, SyntheticSuspicion

if TYPE_CHECKING:
    from briefpress.model.briefing import Assertion
    from briefpress.model.registry import Registry, Source

UNIDENTIFIED = "unidentified"
"""The origin that all sources without publisher, author and date share."""

_TRUSTED = frozenset({Reliability.A, Reliability.B, Reliability.C})
_DOUBTED = frozenset({Reliability.D, Reliability.E})
_NO_ANSWER = frozenset({"", "unknown", "none-given"})
_DIRECT = frozenset({Basis.OBSERVED, Basis.OWN})


def publisher_known(source: Source) -> bool:
    """True when the source says who published it."""
    return _is_given(source.publisher)


def author_named(source: Source) -> bool:
    """True when the source names an author."""
    names = (source.author,) if isinstance(source.author, str) else source.author
    return any(_is_given(name) for name in names)


def dated(source: Source) -> bool:
    """True when the source says when it was published."""
    return _is_given(source.issued)


def _is_given(answer: str) -> bool:
    """False for the words that say that there is no answer, however they are written."""
    return answer.strip().lower() not in _NO_ANSWER


def origin(source: Source) -> str:
    """The id of the starting point that a source counts for."""
    if source.origin_group:
        return source.origin_group
    known = publisher_known(source) or author_named(source) or dated(source)
    return source.id if known else UNIDENTIFIED


def reliability(source: Source, registry: Registry) -> Reliability:
    """The source's own grade, else its publisher's, else F (cannot be judged)."""
    if source.reliability is not None:
        return source.reliability
    publisher = registry.organisations.get(source.publisher)
    return publisher.reliability if publisher and publisher.reliability else Reliability.F


def level(assertion: Assertion, source: Source | None, registry: Registry) -> Level:
    """How good this source's word is, tested in the order unidentified, primary, traceable, untraceable."""
    if (
        source is None
        or not publisher_known(source)
        or source.synthetic_suspicion is SyntheticSuspicion.LIKELY
    ):
        return Level.UNIDENTIFIED
    grade = reliability(source, registry)
    if _is_primary(assertion, source, grade):
        return Level.PRIMARY
    if _is_traceable(assertion, source, grade, registry):
        return Level.TRACEABLE
    return Level.UNTRACEABLE


def _is_primary(assertion: Assertion, source: Source, grade: Reliability) -> bool:
    held = source.snapshot is not None and source.snapshot.coverage is not Coverage.HASH_ONLY
    return source.nature is Nature.PRIMARY and held and grade not in _DOUBTED and assertion.basis in _DIRECT


def _is_traceable(assertion: Assertion, source: Source, grade: Reliability, registry: Registry) -> bool:
    publisher = registry.organisations.get(source.publisher)
    answerable = author_named(source) or (publisher is not None and publisher.accountability is not None)
    based = assertion.basis in _DIRECT or assertion.basis is Basis.ATTRIBUTED_NAMED
    return dated(source) and answerable and grade in _TRUSTED and based
