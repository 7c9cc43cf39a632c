"""How much confidence the evidence for a claim allows, and why (docs/method.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefpress.evidence.hedges import modality
from briefpress.evidence.origins import level, origin, publisher_known
from briefpress.model.briefing import Assertion, Claim
from briefpress.model.card import Standing
from briefpress.model.registry import Registry, Source
from briefpress.model.vocabulary import Agreement, ClaimKind, Confidence, Level, Modality, Stance

_I, _L, _M, _H = Confidence.INSUFFICIENT, Confidence.LOW, Confidence.MODERATE, Confidence.HIGH

_TABLE: Mapping[tuple[int, Level], tuple[Confidence, Confidence, Confidence]] = {
    (1, Level.UNTRACEABLE): (_L, _I, _I),
    (1, Level.TRACEABLE): (_L, _L, _I),
    (1, Level.PRIMARY): (_M, _L, _L),
    (2, Level.UNTRACEABLE): (_L, _L, _I),
    (2, Level.TRACEABLE): (_M, _L, _L),
    (2, Level.PRIMARY): (_H, _M, _L),
    (3, Level.UNTRACEABLE): (_L, _L, _I),
    (3, Level.TRACEABLE): (_M, _M, _L),
    (3, Level.PRIMARY): (_H, _M, _M),
}
"""(origins up to 3, best level) -> ceiling when uncontested, mixed, contested."""

_COLUMN = {Agreement.UNCONTESTED: 0, Agreement.MIXED: 1, Agreement.CONTESTED: 2}
_MODALITY_CAP = {
    Modality.PROBABLE: (_M, "said to be probable at most"),
    Modality.POSSIBLE: (_L, "said to be possible at most"),
    Modality.UNCOMMITTED: (_I, "no source commits itself to it"),
}
_NO_CONFIDENCE = frozenset({ClaimKind.EVALUATION, ClaimKind.NORM})
_LEVELS = {
    Level.NONE: "no source supports it",
    Level.UNIDENTIFIED: "unidentified publisher",
    Level.UNTRACEABLE: "no traceable source",
    Level.TRACEABLE: "traceable source",
    Level.PRIMARY: "primary source",
}
_STRENGTH = {Level.NONE: 0, Level.UNIDENTIFIED: 1, Level.UNTRACEABLE: 2, Level.TRACEABLE: 3, Level.PRIMARY: 4}


@dataclass(frozen=True, slots=True)
class _Support:
    """The counted support of a claim: how many origins, the best level and strongest modality among them.

    `why` says the level in words; `uncounted` is how many further origins support it and do not count.
    """

    origins: int
    level: Level
    modality: Modality
    why: str
    uncounted: int = 0


def counted(claim: Claim) -> tuple[Assertion, ...]:
    """The assertions that count as support: they support the claim and do not merely take it for granted."""
    return tuple(a for a in claim.assertions if a.stance is Stance.SUPPORTS and not a.presupposed)


def mutual_rivals(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """Rivals of each claim, made mutual, in the order of the claims."""
    claims = tuple(claims)
    pairs = {(c.id, r) for c in claims for r in c.rivals if r != c.id}
    pairs |= {(b, a) for a, b in pairs}
    return {c.id: tuple(d.id for d in claims if (c.id, d.id) in pairs) for c in claims}


def standings(
    claims: Iterable[Claim], sources: Mapping[str, Source], registry: Registry
) -> dict[str, Standing]:
    """The standing of each claim, by its id."""
    claims = tuple(claims)
    rivals = mutual_rivals(claims)
    supported = {c.id for c in claims if counted(c)}
    return {
        c.id: _standing(c, tuple(r for r in rivals[c.id] if r in supported), sources, registry)
        for c in claims
    }


def lowest(found: Iterable[Standing | None]) -> Confidence | None:
    """The lowest ceiling among several claims; None when none of them takes a confidence."""
    ceilings = [s.ceiling for s in found if s is not None and s.ceiling is not None]
    return min(ceilings, key=lambda c: c.rank, default=None)


def _standing(
    claim: Claim, rivals: tuple[str, ...], sources: Mapping[str, Source], registry: Registry
) -> Standing:
    support = _support(claim, sources, registry)
    agreement = _agreement(claim, rivals)
    if claim.kind in _NO_CONFIDENCE:
        reason = f"no confidence: {_KIND_REASONS[claim.kind]}"
        return Standing(support.origins, support.level, agreement, None, reason, support.uncounted)
    table = _looked_up(support, agreement)
    caps = tuple(_caps(claim.kind, support))
    ceiling = min((table, *(cap for cap, _ in caps)), key=lambda c: c.rank)
    reasons = [_origins_in_words(support), *_agreement_in_words(claim, agreement, rivals)]
    reasons += [why for cap, why in caps if cap.rank < table.rank or claim.kind is ClaimKind.MOTIVE]
    reason = f"{ceiling}: {', '.join(reasons)}"
    return Standing(support.origins, support.level, agreement, ceiling, reason, support.uncounted)


_KIND_REASONS = {
    ClaimKind.EVALUATION: "this says whether something is good, bad or significant",
    ClaimKind.NORM: "this says what ought to be",
}


def _support(claim: Claim, sources: Mapping[str, Source], registry: Registry) -> _Support:
    graded = [(a, level(a, sources.get(a.source), registry)) for a in counted(claim)]
    if not graded:
        return _Support(0, Level.NONE, Modality.CERTAIN, _no_support(claim))
    best = max((found for _, found in graded), key=_STRENGTH.__getitem__)
    speaking = {origin(sources[a.source]) if a.source in sources else a.source for a, _ in graded}
    if best is Level.UNIDENTIFIED:
        named = all(a.source in sources and publisher_known(sources[a.source]) for a, _ in graded)
        why = "text that may be machine-written" if named else _LEVELS[best]
        firmest = max((modality(a) for a, _ in graded), key=_rank)
        return _Support(1, best, firmest, why, len(speaking) - 1)
    floor = min(_STRENGTH[best], _STRENGTH[Level.TRACEABLE])
    by_origin: dict[str, list[tuple[Assertion, Level]]] = {}
    for assertion, found in graded:
        if _STRENGTH[found] >= floor:
            by_origin.setdefault(origin(sources[assertion.source]), []).append((assertion, found))
    firmest = max((_firmness(said) for said in by_origin.values()), key=lambda m: m.rank)
    return _Support(len(by_origin), best, firmest, _LEVELS[best], len(speaking) - len(by_origin))


def _no_support(claim: Claim) -> str:
    presupposed = any(a.stance is Stance.SUPPORTS and a.presupposed for a in claim.assertions)
    return "only taken for granted by its sources" if presupposed else _LEVELS[Level.NONE]


def _firmness(said: list[tuple[Assertion, Level]]) -> Modality:
    """How firmly one origin says it: as its softest text among the best, so that no copy drops a hedge.

    A text that says it more than once speaks as firmly as it does anywhere.
    """
    best = max((found for _, found in said), key=_STRENGTH.__getitem__)
    texts: dict[str, Modality] = {}
    for assertion, found in said:
        if found is best:
            firmest = max(texts.get(assertion.source, Modality.UNCOMMITTED), modality(assertion), key=_rank)
            texts[assertion.source] = firmest
    return min(texts.values(), key=_rank)


def _rank(modality: Modality) -> int:
    return modality.rank


def _agreement(claim: Claim, supported_rivals: tuple[str, ...]) -> Agreement:
    if supported_rivals or any(a.stance is Stance.DISPUTES and not a.presupposed for a in claim.assertions):
        return Agreement.CONTESTED
    doubtful = (Stance.QUALIFIES, Stance.QUESTIONS)
    return Agreement.MIXED if any(a.stance in doubtful for a in claim.assertions) else Agreement.UNCONTESTED


def _looked_up(support: _Support, agreement: Agreement) -> Confidence:
    row = _TABLE.get((min(support.origins, 3), support.level))
    return row[_COLUMN[agreement]] if row else _I


def _caps(kind: ClaimKind, support: _Support) -> Iterator[tuple[Confidence, str]]:
    if support.origins and support.modality in _MODALITY_CAP:
        yield _MODALITY_CAP[support.modality]
    if kind is ClaimKind.CAUSE:
        primary = support.level is Level.PRIMARY
        yield _M if primary else _L, "a cause" if primary else "a cause without a primary source"
    elif kind is ClaimKind.PREDICTION:
        yield _L, "a prediction"
    elif kind is ClaimKind.MOTIVE:
        yield _I, "a motive"


def _origins_in_words(support: _Support) -> str:
    """ "4 origins counted, 2 more not traceable, primary source"."""
    if not support.origins:
        return support.why
    counted = f"{support.origins} origin{'' if support.origins == 1 else 's'}"
    if not support.uncounted:
        return f"{counted}, {support.why}"
    if support.level is Level.UNIDENTIFIED:
        return f"{support.uncounted + 1} origins counted as one, {support.why}"
    weaker = "unidentified" if support.level is Level.UNTRACEABLE else "not traceable"
    return f"{counted} counted, {support.uncounted} more {weaker}, {support.why}"


def _agreement_in_words(claim: Claim, agreement: Agreement, rivals: tuple[str, ...]) -> list[str]:
    if agreement is Agreement.UNCONTESTED:
        return []
    if agreement is Agreement.MIXED:
        return ["qualified or questioned by a source"]
    disputed = any(a.stance is Stance.DISPUTES and not a.presupposed for a in claim.assertions)
    return (["disputed by a source"] if disputed else []) + (
        [f"contested by {', '.join(rivals)}"] if rivals else []
    )
