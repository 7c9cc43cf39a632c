"""Evidence flags: computed from the sources, never typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefpress.evidence.origins import author_named, dated, level, publisher_known
from briefpress.model.briefing import Common, Stakeholder
from briefpress.model.card import Standing
from briefpress.model.registry import Registry, Source
from briefpress.model.vocabulary import (
    Agreement,
    Basis,
    Flag,
    Level,
    StakeholderClass,
    StakeholderRole,
    SyntheticSuspicion,
    Voice,
)

_NAMED = frozenset({Basis.OBSERVED, Basis.ATTRIBUTED_NAMED})


def stakeholder_class(stakeholder: Stakeholder, registry: Registry) -> StakeholderClass | None:
    """The class written on the stakeholder, else the one that its group brings."""
    if stakeholder.class_ is not None:
        return stakeholder.class_
    group = registry.groups.get(stakeholder.name)
    return group.class_ if group else None


def is_affected_rights_holder(stakeholder: Stakeholder, registry: Registry) -> bool:
    """True for people who bear the effect (UNGP, GRI): people, not bodies, unless the editor says so."""
    if stakeholder.role is not StakeholderRole.AFFECTED:
        return False
    if stakeholder.rights_holder is not None:
        return stakeholder.rights_holder
    found = stakeholder_class(stakeholder, registry)
    return found is not None and found.is_people


def flags(
    entry: Common,
    sources: Mapping[str, Source],
    registry: Registry,
    standings: Mapping[str, Standing],
    origins: Mapping[str, str],
    overlaps: Mapping[tuple[str, str], tuple[str, ...]],
) -> tuple[Flag, ...]:
    """The flags that hold for a briefing or digest, in the order of the vocabulary."""
    held = set(_source_flags(sources))
    held.update(_assertion_flags(entry, sources, registry, origins))
    if overlaps:
        held.add(Flag.SHARED_WORDING)
    if any(s.agreement is not Agreement.UNCONTESTED for s in standings.values()):
        held.add(Flag.ACCOUNTS_DIFFER)
    if any(s.voice is Voice.NONE and is_affected_rights_holder(s, registry) for s in entry.stakeholders):
        held.add(Flag.VOICES_MISSING)
    return tuple(flag for flag in Flag if flag in held)


def _source_flags(sources: Mapping[str, Source]) -> Iterator[Flag]:
    if any(not dated(s) for s in sources.values()):
        yield Flag.UNDATED
    if any(not publisher_known(s) for s in sources.values()):
        yield Flag.UNIDENTIFIED_SOURCE
    if any(s.synthetic_suspicion is not SyntheticSuspicion.NONE for s in sources.values()):
        yield Flag.SYNTHETIC_SUSPECTED


def _assertion_flags(
    entry: Common, sources: Mapping[str, Source], registry: Registry, origins: Mapping[str, str]
) -> Iterator[Flag]:
    assertions = [a for claim in entry.claims for a in claim.assertions]
    if not assertions:
        return
    if len({origins.get(a.source, a.source) for a in assertions}) == 1:
        yield Flag.SINGLE_ORIGIN
    if all(level(a, sources.get(a.source), registry) is not Level.PRIMARY for a in assertions):
        yield Flag.NO_PRIMARY_SOURCE
    named = any(a.basis in _NAMED for a in assertions) or any(author_named(s) for s in sources.values())
    if not named:
        yield Flag.NO_NAMED_SOURCE
