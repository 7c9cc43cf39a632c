"""Claims, sources and registries made for tests: by hand, and by hypothesis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from briefpress.evidence.standing import standings
from briefpress.model.briefing import Assertion, Claim
from briefpress.model.card import Standing
from briefpress.model.registry import Accountability, Organisation, Registry, Snapshot, Source
from briefpress.model.vocabulary import (
    Basis,
    ClaimKind,
    Coverage,
    Level,
    Modality,
    Nature,
    OrganisationKind,
    Reliability,
    Stance,
    SyntheticSuspicion,
)

LEVELS: Mapping[Level, dict[str, Any]] = {
    Level.UNIDENTIFIED: {"publisher": "unknown"},
    Level.UNTRACEABLE: {"publisher": "Somebody"},
    Level.TRACEABLE: {
        "publisher": "The Courier",
        "issued": "2026-06-01",
        "author": ("Jane Roe",),
        "reliability": Reliability.B,
    },
    Level.PRIMARY: {
        "publisher": "The Studio",
        "nature": Nature.PRIMARY,
        "snapshot": Snapshot(file="x.txt", sha256="0" * 64),
    },
}
"""What makes a source reach each level with a plain assertion."""


def source(name: str, level: Level, **more: Any) -> Source:
    """A source that reaches a level."""
    return Source(id=name, **(LEVELS[level] | more))


def says(name: str, **more: Any) -> Assertion:
    """A source's assertion, plain support unless said otherwise."""
    return Assertion(source=name, quote="it is so and so", **more)


def claim(*assertions: Assertion, name: str = "c1", **more: Any) -> Claim:
    """A claim of kind event with these assertions, unless said otherwise."""
    return Claim(id=name, text="It is so.", assertions=assertions, **more)


def standing(
    one: Claim, *sources: Source, registry: Registry | None = None, others: tuple[Claim, ...] = ()
) -> Standing:
    """How the first claim stands beside others."""
    known = {s.id: s for s in sources}
    return standings((one, *others), known, registry or Registry())[one.id]


# ── by hypothesis ─────────────────────────────────────────────────────────────────────────────────────

NAMES = ("s1", "s2", "s3", "s4")
GROUPS = ("", "g1", "g2")
PUBLISHERS = ("unknown", "Somebody", "Somebody", "acme-news", "beta-news")

_HELD = Snapshot(file="x.txt")
_GOOD = (SyntheticSuspicion.NONE,) * 9
"""What is good occurs often: among sources that are all weak nothing can rise, and a property holds by itself."""

snapshots = st.sampled_from(
    [None, _HELD, _HELD, _HELD, *(Snapshot(file="x.txt", coverage=c) for c in Coverage)]
)


def sources_named(name: str) -> st.SearchStrategy[Source]:
    """Sources of every quality, all with this id."""
    return st.builds(
        Source,
        id=st.just(name),
        publisher=st.sampled_from(PUBLISHERS),
        author=st.sampled_from([(), "none-given", ("Jane Roe",), ("Jane Roe",)]),
        issued=st.sampled_from(["unknown", "2026-06-01", "2026-06-01", "2026-06-01"]),
        nature=st.sampled_from([*Nature, Nature.PRIMARY, Nature.PRIMARY]),
        reliability=st.sampled_from([None, *Reliability, *(Reliability.B,) * 4]),
        origin_group=st.sampled_from(GROUPS),
        synthetic_suspicion=st.sampled_from([*SyntheticSuspicion, *_GOOD]),
        snapshot=snapshots,
    )


all_sources = st.tuples(*(sources_named(name) for name in NAMES)).map(lambda found: {s.id: s for s in found})
assertions = st.builds(
    Assertion,
    source=st.sampled_from(NAMES),
    quote=st.sampled_from(["it is so", "it may be so", "it is likely so", "kept behind closed doors"]),
    stance=st.sampled_from([*Stance, Stance.SUPPORTS, Stance.SUPPORTS, Stance.SUPPORTS]),
    modality=st.sampled_from([None, None, *Modality]),
    basis=st.sampled_from([*Basis, *(Basis.OWN,) * 9]),
    presupposed=st.sampled_from([False, False, False, False, False, True]),
)


def claims_named(name: str) -> st.SearchStrategy[Claim]:
    """Claims of every kind, all with this id, that may rival c1 to c3."""
    return st.builds(
        Claim,
        id=st.just(name),
        kind=st.sampled_from([*ClaimKind, *(ClaimKind.EVENT,) * 20]),
        assertions=st.lists(assertions, max_size=5).map(tuple),
        rivals=st.lists(st.sampled_from(["c1", "c2", "c3"]), max_size=1).map(tuple),
    )


all_claims = st.tuples(*(claims_named(name) for name in ("c1", "c2", "c3")))
organisations = st.builds(
    Organisation,
    id=st.sampled_from(["acme-news", "beta-news"]),
    name=st.just("Acme"),
    kind=st.sampled_from(OrganisationKind),
    reliability=st.none() | st.sampled_from(Reliability),
    accountability=st.none() | st.just(Accountability(text="editor", url="https://acme.example/")),
)
registries = st.lists(organisations, max_size=2).map(
    lambda found: Registry(organisations={o.id: o for o in found})
)
