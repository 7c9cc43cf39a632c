"""What the sources of a file amount to: sources, overlaps, flags, and the card that carries them on."""

from __future__ import annotations

from typing import Any

import pytest

from briefpress.evidence import Evidence, gather
from briefpress.evidence.card import card
from briefpress.evidence.gather import held_text, is_excerpt
from briefpress.model.briefing import Briefing, Change, Claim, Stakeholder, Takeaway
from briefpress.model.document import Body, Document, Kind
from briefpress.model.registry import Group, HeldText, Organisation, OriginGroup, Registry, Snapshot, Source
from briefpress.model.source import FieldPath, Location
from briefpress.model.vocabulary import (
    Basis,
    Confidence,
    Coverage,
    Flag,
    Level,
    OrganisationKind,
    Reliability,
    StakeholderClass,
    StakeholderRole,
    Stance,
    Status,
    SyntheticSuspicion,
    Voice,
)
from tests.unit.evidence.making import claim, says, source

RUN = "have begun organizing and pushing back against demanding working conditions"
WORKERS = Stakeholder(name="Workers", class_=StakeholderClass.OWN_WORKFORCE, role=StakeholderRole.AFFECTED)
HEARD = WORKERS.model_copy(update={"voice": Voice.OWN_STATEMENT})
GOOD = (source("s1", Level.PRIMARY, issued="2026"), source("s2", Level.TRACEABLE))


def document(*sources: Source | str, claims: tuple[Claim, ...] = (), **more: Any) -> Document:
    """A briefing with these sources and claims."""

    def locate(path: FieldPath, *, key: bool = False) -> Location:
        return Location("briefings/2026/x.md")

    entry = Briefing(sources=sources, claims=claims, **more)
    at = Location("briefings/2026/x.md")
    return Document(at.path, Kind.BRIEFING, "2026", "x", entry, Body("", at), locate, at)


def gathered(*sources: Source | str, registry: Registry | None = None, **more: Any) -> Evidence:
    """The evidence of such a briefing; each source supports one claim unless claims are given."""
    names = [s if isinstance(s, str) else s.id for s in sources]
    more.setdefault("claims", (claim(*(says(name) for name in names)),))
    return gather(document(*sources, **more), registry or Registry())


def test_sources_are_registered_or_inline() -> None:
    """Inline ones are local to their file; what nobody knows is left out."""
    registered, inline = source("s1", Level.TRACEABLE), source("s2", Level.TRACEABLE)
    found = gathered("s1", inline, "gone", registry=Registry(sources={"s1": registered}))
    assert dict(found.sources) == {"s1": registered, "s2": inline}
    assert dict(found.origins) == {"s1": "s1", "s2": "s2"}


def test_good_evidence_has_no_flags() -> None:
    """Two origins, one of them primary, dated, named, and the people heard."""
    assert gathered(*GOOD, stakeholders=(HEARD,)).flags == ()


@pytest.mark.parametrize(
    ("flag", "sources", "more"),
    [
        (Flag.SINGLE_ORIGIN, tuple(s.model_copy(update={"origin_group": "g"}) for s in GOOD), {}),
        (Flag.SINGLE_ORIGIN, (GOOD[0].model_copy(update={"author": ("Jane Roe",)}),), {}),
        (Flag.NO_PRIMARY_SOURCE, (source("s1", Level.TRACEABLE), source("s2", Level.TRACEABLE)), {}),
        (Flag.UNDATED, (GOOD[0].model_copy(update={"issued": "unknown"}), GOOD[1]), {}),
        (Flag.UNIDENTIFIED_SOURCE, (*GOOD, source("s3", Level.UNIDENTIFIED, issued="2026")), {}),
        (
            Flag.SYNTHETIC_SUSPECTED,
            (*GOOD, source("s3", Level.TRACEABLE, synthetic_suspicion=SyntheticSuspicion.POSSIBLE)),
            {},
        ),
        (Flag.VOICES_MISSING, GOOD, {"stakeholders": (WORKERS,)}),
        (Flag.ACCOUNTS_DIFFER, GOOD, {"claims": (claim(says("s1"), says("s2", stance=Stance.QUALIFIES)),)}),
    ],
)
def test_each_flag_alone(flag: Flag, sources: tuple[Source, ...], more: dict[str, Any]) -> None:
    """One thing taken away from good evidence sets one flag."""
    assert gathered(*sources, **more).flags == (flag,)


def test_nobody_named() -> None:
    """An author or a named or observed basis is enough."""
    unnamed = tuple(s.model_copy(update={"author": "none-given"}) for s in GOOD)
    assert Flag.NO_NAMED_SOURCE in gathered(*unnamed).flags
    named = claim(says("s1"), says("s2", basis=Basis.ATTRIBUTED_NAMED))
    assert Flag.NO_NAMED_SOURCE not in gathered(*unnamed, claims=(named,)).flags


def test_a_group_brings_its_class() -> None:
    """People named by a group's id are rights-holders by the group's class; bodies are not."""
    groups = {
        "crew": Group(id="crew", label="Crew", class_=StakeholderClass.OWN_WORKFORCE),
        "firms": Group(id="firms", label="Firms", class_=StakeholderClass.COMPANY),
    }
    for name, expected in (("crew", (Flag.VOICES_MISSING,)), ("firms", ())):
        someone = Stakeholder(name=name, role=StakeholderRole.AFFECTED)
        assert gathered(*GOOD, registry=Registry(groups=groups), stakeholders=(someone,)).flags == expected


def test_shared_wording_between_any_two_snapshots() -> None:
    """Held texts are compared, excerpts without their numbers; a hash alone holds nothing."""
    texts = {"a.txt": f"Lately workers {RUN}.", "b.txt": f"[4] So they {RUN}, it is said."}
    registry = Registry(snapshots={name: HeldText(name, text, "") for name, text in texts.items()})
    a = source("a", Level.TRACEABLE, snapshot=Snapshot(file="a.txt"))
    b = source("b", Level.TRACEABLE, snapshot=Snapshot(file="b.txt", coverage=Coverage.EXCERPT))
    found = gathered(a, b, registry=registry)
    assert {pair: " ".join(run) for pair, run in found.overlaps.items()} == {("a", "b"): RUN}
    assert Flag.SHARED_WORDING in found.flags
    assert (is_excerpt(a), is_excerpt(b)) == (False, True)
    hashed = b.model_copy(update={"snapshot": Snapshot(file="b.txt", coverage=Coverage.HASH_ONLY)})
    assert held_text(hashed, registry) is None
    assert not gathered(a, hashed, registry=registry).overlaps


def test_an_empty_draft_has_evidence_of_nothing() -> None:
    """No sources, no claims: no flags and no fault."""
    assert gather(document(), Registry()) == Evidence()


def test_the_card() -> None:
    """What other pages need, with the weakest confidence of a takeaway and the parties met."""
    acme = Organisation(id="acme", name="Acme", kind=OrganisationKind.COMPANY)
    registry = Registry(
        organisations={"acme": acme},
        origin_groups={"g": OriginGroup(id="g")},
        groups={"crew": Group(id="crew")},
    )
    held = source("s1", Level.TRACEABLE, publisher="acme", reliability=Reliability.B)
    claims = (claim(says("s1")), claim(says("s1"), name="c2", about=("crew",), adverse=True))
    doc = document(
        held,
        claims=claims,
        takeaways=(Takeaway(text="So.", claims=("c1", "c2")),),
        status=Status.PUBLISHED,
        published="2026-07-01",
        changes=(Change(version=2, date="2026-07-05"), Change(version=3, date="2026-07-03")),
    )
    made = card(doc, gather(doc, registry), registry)
    assert (made.id, made.address, made.updated) == ("2026-x", "briefings/2026/x/", "2026-07-05")
    assert (made.organisations, made.groups) == (("acme",), ("crew",))
    assert [c.adverse for c in made.claims] == [False, True]
    assert made.takeaways[0].confidence is Confidence.LOW
