"""How a found quotation is printed."""

from __future__ import annotations

import yaml

from briefpress.evidence.quoting import Quotation, Unlike
from briefpress.evidence.text import Passage
from briefpress.mend.insertion import lines
from briefpress.model.briefing import Assertion, Locator
from briefpress.report.quotation import assertion, told, unlike

FOUND = Quotation("Reports suggest that it may end: soon.", Locator(para=3), ("Reports suggest", "may"))
LINES = lines(
    Assertion,
    {"source": "a", "quote": FOUND.quote, "hedge": list(FOUND.hedges), "locator": {"para": 3}},
)


def test_what_is_printed_can_be_pasted_below_assertions() -> None:
    pasted = yaml.safe_load("    assertions:\n" + assertion(LINES, FOUND))["assertions"]
    assert pasted == [
        {"source": "a", "quote": FOUND.quote, "hedge": ["Reports suggest", "may"], "locator": {"para": 3}}
    ]


def test_softening_words_are_marked_in_colour_only() -> None:
    shown = assertion(LINES, FOUND, colour=True)
    assert '"\x1b[1;4mReports suggest\x1b[0m that it \x1b[1;4mmay\x1b[0m end: soon."' in shown
    assert shown.replace("\x1b[1;4m", "").replace("\x1b[0m", "") == assertion(LINES, FOUND)


def test_what_an_editor_should_know() -> None:
    assert told(FOUND) == []
    part = Quotation("some words of it", Locator(para=1), exact=False, whole=False, times=2)
    assert [line.split()[0] for line in told(part)] == ["Not", "The", "The"]


def test_no_letter_of_a_source_moves_the_cursor() -> None:
    shown = unlike("a\x1b[2J", Unlike(Passage(1, 0, 3, "x\x1b]0;y\x07" * 200)))
    assert shown.isprintable()
    assert len(shown) < 500
