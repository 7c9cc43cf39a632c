"""The confidence ceiling (docs/method.md)."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.evidence.origins import level, origin
from briefpress.evidence.standing import counted, lowest, standings
from briefpress.model.briefing import Assertion, Claim
from briefpress.model.card import Standing
from briefpress.model.registry import Accountability, Group, Organisation, Registry, Snapshot, Source
from briefpress.model.vocabulary import (
    Agreement,
    Basis,
    ClaimKind,
    Confidence,
    Coverage,
    Level,
    Modality,
    Nature,
    OrganisationKind,
    Reliability,
    Stance,
    SyntheticSuspicion,
)
from tests.unit.evidence.making import (
    NAMES,
    all_claims,
    all_sources,
    assertions,
    claim,
    registries,
    says,
    source,
    standing,
)

_ORDER: tuple[Confidence | None, ...] = (None, *Confidence)


def _rank(found: Standing) -> int:
    return _ORDER.index(found.ceiling)


# ── the table ─────────────────────────────────────────────────────────────────────────────────────────

DISSENT = {
    Agreement.UNCONTESTED: (),
    Agreement.MIXED: (Stance.QUALIFIES,),
    Agreement.CONTESTED: (Stance.DISPUTES,),
}
TABLE = """
0 none         insufficient insufficient insufficient
1 unidentified insufficient insufficient insufficient
3 unidentified insufficient insufficient insufficient
1 untraceable  low          insufficient insufficient
1 traceable    low          low          insufficient
1 primary      moderate     low          low
2 untraceable  low          low          insufficient
4 untraceable  low          low          insufficient
2 traceable    moderate     low          low
2 primary      high         moderate     low
3 traceable    moderate     moderate     low
5 traceable    moderate     moderate     low
3 primary      high         moderate     moderate
4 primary      high         moderate     moderate
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(
    ("origins", "best", "agreement", "ceiling"),
    [
        (int(row[0]), Level(row[1]), agreement, Confidence(word))
        for row in ROWS
        for agreement, word in zip(Agreement, row[2:], strict=True)
    ],
)
def test_the_table(origins: int, best: Level, agreement: Agreement, ceiling: Confidence) -> None:
    """Every cell of the table, with sources of distinct origins that all reach the best level."""
    held = tuple(source(f"s{i}", best) for i in range(origins))
    dissent = tuple(says("s0", stance=stance) for stance in DISSENT[agreement])
    found = standing(claim(*(says(s.id) for s in held), *dissent), *held)
    expected = 1 if best is Level.UNIDENTIFIED else origins
    assert (found.origins, found.level, found.agreement, found.ceiling) == (
        expected,
        best,
        agreement,
        ceiling,
    )


@pytest.mark.parametrize(
    ("kind", "best", "ceiling"),
    [
        (ClaimKind.EVENT, Level.PRIMARY, Confidence.HIGH),
        (ClaimKind.STATEMENT, Level.PRIMARY, Confidence.HIGH),
        (ClaimKind.CAUSE, Level.PRIMARY, Confidence.MODERATE),
        (ClaimKind.CAUSE, Level.TRACEABLE, Confidence.LOW),
        (ClaimKind.PREDICTION, Level.PRIMARY, Confidence.LOW),
        (ClaimKind.MOTIVE, Level.PRIMARY, Confidence.INSUFFICIENT),
        (ClaimKind.EVALUATION, Level.PRIMARY, None),
        (ClaimKind.NORM, Level.PRIMARY, None),
    ],
)
def test_caps_by_kind(kind: ClaimKind, best: Level, ceiling: Confidence | None) -> None:
    """Causes, predictions and motives are capped; evaluations and norms take no confidence."""
    held = (source("s1", best), source("s2", best))
    assert standing(claim(says("s1"), says("s2"), kind=kind), *held).ceiling is ceiling


@pytest.mark.parametrize(
    ("modalities", "ceiling"),
    [
        ((Modality.CERTAIN, Modality.UNCOMMITTED), Confidence.HIGH),
        ((Modality.PROBABLE, Modality.POSSIBLE), Confidence.MODERATE),
        ((Modality.POSSIBLE, Modality.UNCOMMITTED), Confidence.LOW),
        ((Modality.UNCOMMITTED, Modality.UNCOMMITTED), Confidence.INSUFFICIENT),
    ],
)
def test_caps_by_modality(modalities: tuple[Modality, Modality], ceiling: Confidence) -> None:
    """Across origins the strongest modality counts."""
    held = (source("s1", Level.PRIMARY), source("s2", Level.PRIMARY))
    said = (says(s.id, modality=m) for s, m in zip(held, modalities, strict=True))
    assert standing(claim(*said), *held).ceiling is ceiling


def test_a_copy_that_drops_the_hedge_lends_no_firmness() -> None:
    """Within one origin the softest of the best texts counts; one text's firmest words are its own."""
    held = (source("s1", Level.PRIMARY, origin_group="g"), source("s2", Level.PRIMARY, origin_group="g"))
    soft, firm = says("s1", modality=Modality.POSSIBLE), says("s2")
    assert standing(claim(soft, firm), *held).ceiling is Confidence.LOW
    assert standing(claim(soft, says("s1")), *held).ceiling is Confidence.MODERATE


def test_a_weak_hedged_copy_takes_nothing_away() -> None:
    """A document that we hold says it firmly; that a retelling says "may" does not change that."""
    held = (source("s1", Level.PRIMARY, origin_group="g"), source("s2", Level.TRACEABLE, origin_group="g"))
    found = standing(claim(says("s1"), says("s2", modality=Modality.POSSIBLE)), *held)
    assert found.ceiling is Confidence.MODERATE


def test_the_worked_example() -> None:
    """Editorial.md 3.4: a studio statement lifts c1 to moderate, a second traceable report to high."""
    seeds = tuple(source(f"seed-{x}", Level.UNIDENTIFIED, origin_group="bundle") for x in "abc")
    said = tuple(says(s.id) for s in seeds)
    statement, report = source("statement", Level.PRIMARY), source("report", Level.TRACEABLE)
    assert standing(claim(*said), *seeds).reason == "insufficient: 1 origin, unidentified publisher"
    lifted = standing(claim(*said, says("statement")), *seeds, statement)
    assert lifted.reason == "moderate: 1 origin counted, 1 more not traceable, primary source"
    raised = standing(claim(*said, says("statement"), says("report")), *seeds, statement, report)
    assert raised.reason == "high: 2 origins counted, 1 more not traceable, primary source"


# ── what counts ───────────────────────────────────────────────────────────────────────────────────────


def test_weak_copies_never_add_to_strong_evidence() -> None:
    """Beside one traceable source, untraceable ones are no further origins."""
    held = (source("s1", Level.TRACEABLE), source("s2", Level.UNTRACEABLE), source("s3", Level.UNIDENTIFIED))
    found = standing(claim(*(says(s.id) for s in held)), *held)
    assert (found.origins, found.level) == (1, Level.TRACEABLE)


@pytest.mark.parametrize(
    ("levels", "reason"),
    [
        (
            "primary traceable untraceable unidentified",
            "2 origins counted, 2 more not traceable, primary source",
        ),
        ("untraceable unidentified", "1 origin counted, 1 more unidentified, no traceable source"),
        ("unidentified unidentified", "2 origins counted as one, unidentified publisher"),
    ],
)
def test_the_reason_tells_of_origins_that_do_not_count(levels: str, reason: str) -> None:
    """A reader who counts the texts that speak must find each of them in what we say."""
    held = tuple(
        source(f"s{n}", Level(level), origin_group=f"o{n}") for n, level in enumerate(levels.split())
    )
    found = standing(claim(*(says(s.id) for s in held)), *held)
    assert found.reason.partition(": ")[2] == reason
    assert found.origins + found.uncounted == len(held), "one origin each"


def test_with_a_primary_source_origins_count_at_traceable_or_better() -> None:
    """Design.md 4.4."""
    held = (source("s1", Level.PRIMARY), source("s2", Level.TRACEABLE), source("s3", Level.UNTRACEABLE))
    found = standing(claim(*(says(s.id) for s in held)), *held)
    assert (found.origins, found.level, found.ceiling) == (2, Level.PRIMARY, Confidence.HIGH)


@pytest.mark.parametrize(
    "said", [{"presupposed": True}, {"stance": Stance.MENTIONS}, {"stance": Stance.DISPUTES}]
)
def test_only_plain_support_counts(said: dict[str, object]) -> None:
    """What is taken for granted, mentioned or disputed is no support."""
    found = standing(claim(says("s1", **said)), source("s1", Level.PRIMARY))
    assert (found.origins, found.level) == (0, Level.NONE)
    assert found.ceiling is Confidence.INSUFFICIENT


@pytest.mark.parametrize(
    ("said", "agreement"),
    [
        ((Stance.MENTIONS,), Agreement.UNCONTESTED),
        ((Stance.QUALIFIES,), Agreement.MIXED),
        ((Stance.QUESTIONS,), Agreement.MIXED),
        ((Stance.QUESTIONS, Stance.DISPUTES), Agreement.CONTESTED),
    ],
)
def test_agreement(said: tuple[Stance, ...], agreement: Agreement) -> None:
    """Dissent counts, also within one origin."""
    assert standing(claim(says("s1"), *(says("s1", stance=s) for s in said))).agreement is agreement


def test_rivals_contest_when_they_have_support_whichever_names_the_other() -> None:
    """Rivalry is mutual; a rival without counted support contests nothing; nobody rivals itself."""
    one, rival = claim(says("s1"), rivals=("c1",)), claim(says("s1"), name="c2", rivals=("c1",))
    assert standing(one).agreement is Agreement.UNCONTESTED
    assert standing(one, others=(rival,)).agreement is Agreement.CONTESTED
    assert standing(one, others=(rival,)).reason.endswith("contested by c2")
    silent = rival.model_copy(update={"assertions": (says("s1", presupposed=True),)})
    assert standing(one, others=(silent,)).agreement is Agreement.UNCONTESTED


# ── levels ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("best", "changed", "said", "expected"),
    [
        (Level.PRIMARY, {}, {}, Level.PRIMARY),
        (Level.PRIMARY, {}, {"basis": Basis.OBSERVED}, Level.PRIMARY),
        (Level.PRIMARY, {}, {"basis": Basis.HEARSAY}, Level.UNTRACEABLE),
        (Level.PRIMARY, {"publisher": "unknown"}, {}, Level.UNIDENTIFIED),
        (Level.PRIMARY, {"publisher": " Unknown "}, {}, Level.UNIDENTIFIED),
        (Level.PRIMARY, {"synthetic_suspicion": SyntheticSuspicion.LIKELY}, {}, Level.UNIDENTIFIED),
        (Level.PRIMARY, {"synthetic_suspicion": SyntheticSuspicion.POSSIBLE}, {}, Level.PRIMARY),
        (Level.PRIMARY, {"reliability": Reliability.D}, {}, Level.UNTRACEABLE),
        (Level.PRIMARY, {"nature": Nature.SECONDARY}, {}, Level.UNTRACEABLE),
        (Level.PRIMARY, {"snapshot": None}, {}, Level.UNTRACEABLE),
        (Level.PRIMARY, {"snapshot": Snapshot(coverage=Coverage.HASH_ONLY)}, {}, Level.UNTRACEABLE),
        (Level.PRIMARY, {"snapshot": Snapshot(coverage=Coverage.EXCERPT)}, {}, Level.PRIMARY),
        (Level.TRACEABLE, {}, {}, Level.TRACEABLE),
        (Level.TRACEABLE, {}, {"basis": Basis.ATTRIBUTED_NAMED}, Level.TRACEABLE),
        (Level.TRACEABLE, {}, {"basis": Basis.ATTRIBUTED_UNNAMED}, Level.UNTRACEABLE),
        (Level.TRACEABLE, {"issued": "unknown"}, {}, Level.UNTRACEABLE),
        (Level.TRACEABLE, {"author": "none-given"}, {}, Level.UNTRACEABLE),
        (Level.TRACEABLE, {"author": ("none-given",)}, {}, Level.UNTRACEABLE),
        (Level.TRACEABLE, {"author": ()}, {}, Level.UNTRACEABLE),
        (Level.TRACEABLE, {"reliability": None}, {}, Level.UNTRACEABLE),
        (Level.TRACEABLE, {"reliability": Reliability.E}, {}, Level.UNTRACEABLE),
    ],
)
def test_levels(best: Level, changed: dict[str, object], said: dict[str, object], expected: Level) -> None:
    """Each condition of each level, taken away one by one."""
    assert level(says("s1", **said), source("s1", best, **changed), Registry()) is expected


def test_a_publisher_lends_its_reliability_and_answers_for_its_texts() -> None:
    """Inherited unless the source says otherwise; answerable only with accountability."""
    news = Organisation(
        id="acme", name="Acme", kind=OrganisationKind.NEWS_ORGANISATION, reliability=Reliability.A
    )
    text = source("s1", Level.TRACEABLE, publisher="acme", author="none-given", reliability=None)
    answers = news.model_copy(
        update={"accountability": Accountability(text="editor", url="https://acme.example")}
    )
    for organisation, expected in ((news, Level.UNTRACEABLE), (answers, Level.TRACEABLE)):
        assert level(says("s1"), text, Registry(organisations={"acme": organisation})) is expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, "unidentified"),
        ({"publisher": "unknown", "author": "none-given", "issued": "unknown"}, "unidentified"),
        ({"publisher": "Somebody"}, "s1"),
        ({"author": ("Jane Roe",)}, "s1"),
        ({"issued": "2026"}, "s1"),
        ({"origin_group": "bundle"}, "bundle"),
    ],
)
def test_origins(known: dict[str, object], expected: str) -> None:
    """The group written, else its own id, else the group of all that nobody can tell apart."""
    assert origin(Source.model_validate({"id": "s1", **known})) == expected


# ── reasons ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("best", "said", "kind", "reason"),
    [
        (Level.PRIMARY, {"stance": Stance.MENTIONS}, ClaimKind.EVENT, "insufficient: no source supports it"),
        (Level.PRIMARY, {"presupposed": True}, ClaimKind.EVENT,
         "insufficient: only taken for granted by its sources"),
        (Level.UNTRACEABLE, {}, ClaimKind.EVENT, "low: 1 origin, no traceable source"),
        (Level.PRIMARY, {"modality": Modality.POSSIBLE}, ClaimKind.EVENT,
         "low: 1 origin, primary source, said to be possible at most"),
        (Level.PRIMARY, {}, ClaimKind.MOTIVE, "insufficient: 1 origin, primary source, a motive"),
        (Level.PRIMARY, {}, ClaimKind.NORM, "no confidence: this says what ought to be"),
    ],
)  # fmt: skip
def test_reasons(best: Level, said: dict[str, object], kind: ClaimKind, reason: str) -> None:
    """One sentence that names what decided."""
    assert standing(claim(says("s1", **said), kind=kind), source("s1", best)).reason == reason


def test_text_that_may_be_machine_written_is_not_called_unidentified() -> None:
    """The publisher is known; the suspicion is what counts."""
    found = standing(
        claim(says("s1")), source("s1", Level.TRACEABLE, synthetic_suspicion=SyntheticSuspicion.LIKELY)
    )
    assert found.reason == "insufficient: 1 origin, text that may be machine-written"


@given(all_claims, all_sources, registries)
def test_every_reason_is_one_sentence_that_names_the_ceiling_first(
    claims: tuple[Claim, ...], sources: dict[str, Source], registry: Registry
) -> None:
    """Readers and editors meet the result before its grounds."""
    for found in standings(claims, sources, registry).values():
        first, _, grounds = found.reason.partition(": ")
        assert first == (found.ceiling or "no confidence")
        assert grounds
        assert not re.search(r"[.:\n]", grounds)


def test_the_lowest_ceiling_leaves_out_what_takes_no_confidence() -> None:
    """A judgement is as sure as its weakest claim that can be sure of anything."""
    high = standing(claim(says("s1"), says("s2")), source("s1", Level.PRIMARY), source("s2", Level.PRIMARY))
    low, none = high._replace(ceiling=Confidence.LOW), high._replace(ceiling=None)
    assert lowest([high, low, none, None]) is Confidence.LOW
    assert lowest([none, None]) is None


# ── properties ────────────────────────────────────────────────────────────────────────────────────────

dissenting = st.sampled_from([Stance.DISPUTES, Stance.QUALIFIES, Stance.QUESTIONS])


@given(all_claims, all_sources, registries, assertions, dissenting)
def test_dissent_never_raises_a_ceiling(
    claims: tuple[Claim, ...], sources: dict[str, Source], registry: Registry, said: Assertion, stance: Stance
) -> None:
    """Whoever adds a dispute, a condition or a question cannot lift the claim, nor any other."""
    dissent = said.model_copy(update={"stance": stance})
    more = (_with(claims[0], dissent), *claims[1:])
    _never_raised(standings(claims, sources, registry), standings(more, sources, registry))


@given(all_claims, all_sources, registries, st.sampled_from(["c1", "c2"]), st.sampled_from(["c2", "c3"]))
def test_a_rival_never_raises_a_ceiling(
    claims: tuple[Claim, ...], sources: dict[str, Source], registry: Registry, one: str, rival: str
) -> None:
    """Naming a rival is dissent too."""
    more = tuple(c.model_copy(update={"rivals": (*c.rivals, rival)}) if c.id == one else c for c in claims)
    _never_raised(standings(claims, sources, registry), standings(more, sources, registry))


@given(all_claims, all_sources, registries, assertions, st.data())
def test_a_copy_of_the_same_origin_never_raises_a_ceiling(
    claims: tuple[Claim, ...],
    sources: dict[str, Source],
    registry: Registry,
    words: Assertion,
    data: st.DataObject,
) -> None:
    """A text that retells one which is counted already, no better than it, however firmly it says so."""
    supporting = counted(claims[0])
    if not supporting:
        return
    first = data.draw(st.sampled_from(supporting))
    original = sources[first.source]
    copy = original.model_copy(update={"id": "copy", "origin_group": origin(original)})
    changes = {"source": "copy", "basis": first.basis, "stance": Stance.SUPPORTS, "presupposed": False}
    more = (_with(claims[0], words.model_copy(update=changes)), *claims[1:])
    after = standings(more, sources | {"copy": copy}, registry)
    _never_raised(standings(claims, sources, registry), after)


@given(all_claims, all_sources, st.sampled_from(["acme-news", "beta-news"]))
def test_a_registry_entry_alone_never_raises_a_ceiling(
    claims: tuple[Claim, ...], sources: dict[str, Source], name: str
) -> None:
    """That a publisher is known to the registry says nothing about its texts."""
    entry = Organisation(id=name, name=name, kind=OrganisationKind.NEWS_ORGANISATION)
    registry = Registry(organisations={name: entry}, groups={name: Group(id=name, label=name)})
    assert standings(claims, sources, registry) == standings(claims, sources, Registry())


@given(all_claims, all_sources, registries, st.randoms(use_true_random=False))
def test_order_never_matters(
    claims: tuple[Claim, ...], sources: dict[str, Source], registry: Registry, chance: random.Random
) -> None:
    """Claims, their assertions, their rivals and the sources may come in any order."""
    shuffled = [
        c.model_copy(update={"assertions": tuple(chance.sample(c.assertions, len(c.assertions)))})
        for c in chance.sample(claims, len(claims))
    ]
    names = chance.sample(NAMES, len(NAMES))
    before = standings(claims, sources, registry)
    after = standings(shuffled, {name: sources[name] for name in names}, registry)
    assert {c: s._replace(reason="") for c, s in before.items()} == {
        c: s._replace(reason="") for c, s in after.items()
    }


def _with(one: Claim, more: Assertion) -> Claim:
    return one.model_copy(update={"assertions": (*one.assertions, more)})


def _never_raised(before: dict[str, Standing], after: dict[str, Standing]) -> None:
    for name, found in before.items():
        assert _rank(after[name]) <= _rank(found), name
