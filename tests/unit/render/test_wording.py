"""The catalogue has words for everything that a page can meet."""

from __future__ import annotations

import enum

import pytest

from briefpress.model import vocabulary as v
from briefpress.model.vocabulary import Flag
from briefpress.render.view.labels import _MEANINGS
from briefpress.render.wording import CATALOGUE, count, known, listed, say

VOCABULARIES: dict[str, type[enum.StrEnum]] = {
    "type": v.TypeOfWork,
    "type-meaning": v.TypeOfWork,
    "likelihood": v.Likelihood,
    "confidence": v.Confidence,
    "confidence-meaning": v.Confidence,
    "reliability": v.Reliability,
    "nature": v.Nature,
    "origin": v.OriginBasis,
    "source": v.Certainty,
    "synthetic": v.SyntheticSuspicion,
    "signal": v.SyntheticSignal,
    "kind": v.ClaimKind,
    "stance": v.Stance,
    "modality": v.Modality,
    "basis": v.Basis,
    "class": v.StakeholderClass,
    "role": v.StakeholderRole,
    "voice": v.Voice,
    "impact.status": v.ImpactStatus,
    "impact.direction": v.ImpactDirection,
    "impact.scale": v.Grade,
    "impact.scope": v.Grade,
    "impact.remediability": v.Remediability,
    "takeaway": v.TakeawayKind,
    "audience": v.Audience,
    "gap": v.GapKind,
    "correction": v.CorrectionKind,
    "severity": v.CorrectionSeverity,
    "reporter": v.ReportedBy,
    "reply": v.ResponseStatus,
    "ground": v.RemovalGround,
    "stage": v.AiStage,
    "thread": v.ThreadKind,
    "coverage": v.Coverage,
    "access": v.Access,
    "flag": v.Flag,
    "level": v.Level,
    "agreement": v.Agreement,
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_value_of_a_vocabulary_has_words(vocabulary: str) -> None:
    missing = [value for value in VOCABULARIES[vocabulary] if not known(f"{vocabulary}.{value}")]
    assert missing == []


def test_every_flag_has_an_explanation() -> None:
    assert set(_MEANINGS) == set(Flag)


def test_no_text_is_empty_or_ends_in_a_space() -> None:
    assert [key for key, text in CATALOGUE.items() if not text.strip() or text.rstrip() != text] == []


def test_not_established_is_never_called_false() -> None:
    assert say("confidence.insufficient") == "Not established"
    assert "not a finding that it is false" in say("confidence-meaning.insufficient")


def test_a_missing_key_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        say("no.such-key")


def test_count_picks_by_number() -> None:
    assert [count("count.Text", n) for n in (0, 1, 2)] == ["0 texts", "1 text", "2 texts"]


def test_listed_of_nothing_and_of_one() -> None:
    assert (listed([]), listed(["crew"])) == ("", "crew")
