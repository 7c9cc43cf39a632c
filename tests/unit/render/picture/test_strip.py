"""Evidence strips: small, made of shapes that the key holds, and named in words."""

from __future__ import annotations

from itertools import product

import pytest

from briefpress.model.card import Standing
from briefpress.model.vocabulary import Agreement, Confidence, Level
from briefpress.render.picture.strip import key, strip
from tests.unit.render.picture.reading import faults, parsed

ALL = [
    Standing(origins, level, agreement, ceiling, "")
    for origins, level, agreement, ceiling in product(
        (0, 1, 2, 3, 4, 5, 10**9), Level, Agreement, (*Confidence, None)
    )
]


def test_every_strip_is_small() -> None:
    assert max(len(strip(standing).encode()) for standing in ALL) < 250


def test_every_strip_uses_shapes_that_the_key_holds() -> None:
    shapes = {f"#{group.get('id')}" for group in parsed(key()).iter("g")}
    used = {use.get("href") for standing in ALL for use in parsed(strip(standing)).iter("use")}
    assert used == shapes


def test_strips_and_key_are_sound() -> None:
    assert [fault for standing in ALL for fault in faults(strip(standing))] == []
    assert faults(key()) == []


@pytest.mark.parametrize(
    ("standing", "name"),
    [
        (
            Standing(3, Level.TRACEABLE, Agreement.MIXED, Confidence.MODERATE, ""),
            "3 origins, a report we can trace, partly questioned: Credible, not settled",
        ),
        (
            Standing(0, Level.NONE, Agreement.UNCONTESTED, Confidence.INSUFFICIENT, ""),
            "no source supports it, undisputed: Not established",
        ),
        (
            Standing(1, Level.PRIMARY, Agreement.CONTESTED, None, ""),
            "1 origin, document or first-hand account, accounts differ: A view, not graded",
        ),
        (
            Standing(4, Level.TRACEABLE, Agreement.UNCONTESTED, Confidence.HIGH, "", 2),
            "4 origins counted (2 more are not traceable), a report we can trace, undisputed: Well established",
        ),
        (
            Standing(1, Level.UNIDENTIFIED, Agreement.UNCONTESTED, Confidence.INSUFFICIENT, "", uncounted=1),
            "2 origins counted as one, publisher unknown, undisputed: Not established",
        ),
    ],
)
def test_a_strip_says_in_words_what_it_shows(standing: Standing, name: str) -> None:
    assert parsed(strip(standing)).findtext("svg/title") == name


def test_what_differs_looks_different() -> None:
    """Beyond four origins nothing more is counted."""
    looks = {tuple(use.get("href") for use in parsed(strip(s)).iter("use")) for s in ALL if s.origins > 0}
    assert len(looks) == 5 * len(Level) * len(Agreement) * 5
