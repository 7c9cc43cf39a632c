"""Characters that hide or reorder text."""

from __future__ import annotations

import pytest

from briefpress.load.characters import STAND_IN, refused, without_refused


@pytest.mark.parametrize(
    "char",
    "\x00\x07\x0b\x1b\x7f\x9f\u200b\u2060\ufeff\u202a\u202e\u2066\u2069\ufffe"
    "\U000e0001\U000e007f\u200d\u200c\u200e\u200f\u061c",
)
def test_refused_in_ordinary_text(char: str) -> None:
    assert list(refused(f"ab{char}cd")) == [(2, "input-character", f"U+{ord(char):04X}")]
    assert without_refused(f"ab{char}cd") == f"ab{STAND_IN}cd"


@pytest.mark.parametrize(
    "text",
    [
        "plain text\twith a tab\nand a line",
        "“quotes”, an em dash — and a no-break space\u00a0here",
        "\N{WOMAN}\u200d\N{PERSONAL COMPUTER}",  # one emoji of two
        "\N{RAINBOW}\ufe0f\u200d\N{WHITE FLAG}",
        "می\u200cخواهم",  # Persian: the joiners decide which letters touch
        "क्\u200dष",
        "שלום (\u200eHTML\u200e)",  # a left-to-right name in a Hebrew sentence
        "\ufffd",
    ],
)
def test_passes(text: str) -> None:
    assert list(refused(text)) == []
    assert without_refused(text) == text


def test_a_direction_mark_needs_right_to_left_letters_on_its_own_line() -> None:
    assert [index for index, _, _ in refused("שלום\nab\u200e")] == [7]


def test_a_joiner_at_the_very_beginning_joins_nothing() -> None:
    assert [index for index, _, _ in refused("\u200dab")] == [0]
