"""Softening words in quotations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.evidence.hedges import _HEDGE, hedges, modality
from briefpress.model.briefing import Assertion
from briefpress.model.vocabulary import Modality


@pytest.mark.parametrize(
    ("quote", "found", "firmness"),
    [
        ("the film was dropped", (), Modality.CERTAIN),
        ("the film was likely dropped", ("likely",), Modality.PROBABLE),
        ("Reports suggest that it was dropped", ("Reports suggest",), Modality.POSSIBLE),
        ("which suggests that it was", ("suggests",), Modality.PROBABLE),
        ("it likely stems from a wish that could fail", ("likely", "could"), Modality.POSSIBLE),
        ("reasons remain behind closed doors, insiders point to tension",
         ("behind closed doors", "insiders", "point to"), Modality.UNCOMMITTED),
        ("The mayor appeared unlikely to go", (), Modality.CERTAIN),
        ("it closed in May 2026", (), Modality.CERTAIN),
        ("The May outage was long, and the next May was worse", (), Modality.CERTAIN),
        ("Workers May Strike", ("May",), Modality.POSSIBLE),
        ("WORKERS MAY STRIKE", ("MAY",), Modality.POSSIBLE),
        ("On 3 May Workers left", (), Modality.CERTAIN),
        ("On our screens we could not see them", (), Modality.CERTAIN),
        ("Neighbours lent us what they could.", (), Modality.CERTAIN),
        ("It could end", ("could",), Modality.POSSIBLE),
        ("Her name appears on the list", (), Modality.CERTAIN),
        ("It appears that she left", ("appears",), Modality.PROBABLE),
        ("The signal at the crossing failed", (), Modality.CERTAIN),
        ("This signals a shift", ("signals",), Modality.PROBABLE),
    ],
)  # fmt: skip
def test_hedges_and_their_modality(quote: str, found: tuple[str, ...], firmness: Modality) -> None:
    """Hedges as written, in order; of several the weakest counts; the month of May is none."""
    assert hedges(quote) == found
    assert modality(Assertion(source="s", quote=quote)) is firmness


def test_the_editor_decides() -> None:
    """A written modality stands before the words of the quotation."""
    said = Assertion(source="s", quote="it may be", modality=Modality.CERTAIN)
    assert modality(said) is Modality.CERTAIN


def test_hostile_quotations_are_read_in_linear_time() -> None:
    """Many months in a row (minutes if each looked back over all before it)."""
    assert len(hedges("Xy May Zz " * 20_000)) == 20_000


@given(
    st.lists(
        st.sampled_from(["might", "LI", "ſeem", "may", "li\u212aely", "point", "to", "d", " ", "\n"])
    ).map("".join)
)
def test_no_hedge_is_passed_over(quote: str) -> None:
    """All but months and words that say something else are told."""
    found = [match.group() for match in _HEDGE.finditer(quote)]
    assert list(hedges(quote)) == found
