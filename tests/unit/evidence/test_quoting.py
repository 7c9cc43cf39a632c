"""What `quotation` cuts out of a text is what the rules on quotations ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.evidence.hedges import hedges
from briefpress.evidence.quoting import FEWEST, MOST, Quotation, Unlike, quotation
from briefpress.evidence.text import find, paragraphs, parts, stands_after, stands_before, words_of

TEXT = (
    "The studio’s decision—taken “quickly”, insiders say—came  late. Dr. J. Roe of the U.S. union disagreed!\n"
    "\n"
    "Workers may leave [1], and workers may stay.\n"
    "No.\n"
    "Workers may leave, some say; workers may leave, others say."
)
anything = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("ab  -—’“”«\u00a0\n[]….‑´\u0301")), max_size=80
)
pieces = st.sampled_from(
    [*"a b may The Workers end. stop! (so) [1] [sic] […] “it’s” cloud—so -- likely Mr. J. é e\u0301".split()]
)
texts = st.lists(st.lists(pieces, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=4).map(
    "\n".join
)


def quoted(words: str, text: str = TEXT, *, excerpt: bool = False, para: int | None = None) -> Quotation:
    found = quotation(words, text, excerpt=excerpt, para=para)
    assert isinstance(found, Quotation)
    return found


def holds(found: Quotation, text: str, *, excerpt: bool = False) -> None:
    """What quote-not-verbatim, hedge-not-in-quote, hedge-dropped and quote-too-long ask for."""
    places = find(found.quote, text, excerpt=excerpt)
    held = {p.number: p.text for p in paragraphs(text, excerpt=excerpt)}
    at = found.locator
    meant = [
        p
        for p in places
        if p.para == at.para
        and (not at.prefix or stands_before(at.prefix, held[p.para], p.start))
        and (not at.suffix or stands_after(at.suffix, held[p.para], p.end))
    ]
    assert len(meant) == 1
    assert FEWEST <= len(" ".join(parts(found.quote)).split()) <= MOST
    assert len(found.hedges) <= 3
    said = " ".join(parts(found.quote)).casefold()
    assert all(find(hedge.casefold(), said) for hedge in found.hedges)
    kept = " | ".join(found.hedges).casefold()
    assert all(find(hedge.casefold(), kept) for hedge in hedges(found.quote))


@given(texts, st.data())
def test_words_of_the_text_come_back_as_a_quotation_that_the_rules_find(
    text: str, data: st.DataObject
) -> None:
    words = text.replace("\n", " ").split()
    start = data.draw(st.integers(0, len(words) - 1))
    found = quotation(" ".join(words[start : start + data.draw(st.integers(1, 8))]), text)
    if isinstance(found, Quotation):
        holds(found, text)


@given(anything, anything, st.booleans())
def test_hostile_texts_are_quoted_soundly_or_not_at_all(words: str, text: str, excerpt: bool) -> None:
    found = quotation(words, text, excerpt=excerpt)
    if isinstance(found, Quotation):
        holds(found, text, excerpt=excerpt)


@given(st.lists(st.sampled_from("alpha beta gamma delta epsilon zeta eta".split()), min_size=3, max_size=70))
def test_plain_words_are_always_found(words: list[str]) -> None:
    text = " ".join(words).capitalize() + "."
    holds(quoted(" ".join(words[1:4]) if len(words) > 3 else " ".join(words[1:]), text), text)


@pytest.mark.parametrize(
    ("words", "quote", "exact"),
    [
        ("taken quickly", "The studio’s decision—taken “quickly”, insiders say—came late.", False),
        ("insiders say", "The studio’s decision—taken “quickly”, insiders say—came late.", True),
        ("J. Roe", "Dr. J. Roe of the U.S. union disagreed!", True),
        ("workers may stay", "Workers may leave […], and workers may stay.", True),
        ("others say", "Workers may leave, some say; workers may leave, others say.", True),
    ],
)
def test_whole_sentences_as_the_source_writes_them(words: str, quote: str, exact: bool) -> None:
    found = quoted(words)
    assert (found.quote, found.exact, found.whole) == (quote, exact, True)


def test_a_paragraph_of_two_words_cannot_be_quoted() -> None:
    found = quotation("No", TEXT)
    assert isinstance(found, Unlike)
    assert "3 words" in found.why


def test_a_place_among_several_in_a_paragraph_is_told_by_the_words_beside_it() -> None:
    text = "a long run of words " * 40
    found = quoted("long run of", text.strip() + ".")
    assert not found.whole
    holds(found, text.strip() + ".")
    assert found.locator.prefix or found.locator.suffix


def test_a_paragraph_can_be_asked_for() -> None:
    assert quoted("Workers may leave").locator.para == 2
    assert quoted("Workers may leave", para=4).locator.para == 4
    assert isinstance(quotation("Workers may leave", TEXT, para=1), Unlike)


def test_mistakes_are_forgiven_up_to_a_point() -> None:
    assert quoted("wokers may leave, some says").exact is False
    far = quotation("Workers may never leave for the moon by themselves", TEXT)
    assert isinstance(far, Unlike)
    assert quotation("nothing like it at all", TEXT) == Unlike(None)


def test_a_passage_of_an_excerpt_does_not_reach_over_its_cuts() -> None:
    text = "[3] The first passage stands here. And more\n[3] later words of it.\n[7] Another one."
    found = quoted("first passage", text, excerpt=True)
    assert (found.quote, found.locator.para) == ("The first passage stands here.", 3)
    holds(found, text, excerpt=True)


def test_words_of_a_paragraph_are_counted_as_the_rule_counts_paragraphs() -> None:
    for paragraph in paragraphs(TEXT):
        assert words_of(TEXT, paragraph.number)
    assert words_of(TEXT, 9) == ()
