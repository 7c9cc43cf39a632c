"""What is our own prose, who is said to say it, and what it restates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.check.language import LANGUAGES, Language, language
from briefpress.check.prose import attributed, content_words, folded, restates, sentences, unquoted

CLAIM = "Creative differences and concern over the licensing of training data led to the cancellation."


def english() -> Language:
    """The English word lists."""
    found = language("en-GB")
    assert found is not None
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "Amazon’s MGM ended a film tied to OpenAI, three texts say, and differ on why",
        "Three unsigned, undated texts say data leaked.",
        "Text A says it failed.",
        "Text B infers a wish to win talent back.",
        "They describe OpenAI’s part differently.",
        "The studio has since also said so.",
        "According to text A, the deal failed.",
        "The leak, said the company, is over.",
        "The leak is over, according to the company.",
        "The film was described by text A as dead.",
        "“We left,” said Jane Roe.",
        "The workers’ union told the court that shifts end later.",
        "All three say the film was dropped.",
    ],
)
def test_attributed(sentence: str) -> None:
    """Somebody is named who says it."""
    assert attributed(sentence, english())


@pytest.mark.parametrize(
    "sentence",
    [
        "The studio dropped the film.",
        "Reports suggest that the film was dropped.",
        "The film, reports suggest, was dropped.",
        "It is said that the studio dropped the film.",
        "The film has been described as dead.",
        "Critics say it failed.",
        "Industry insiders say it failed.",
        "According to observers the deal failed.",
        "The report on the leak exposes much.",
        "The film “was dropped, the studio said” last year.",
        "",
    ],
)
def test_not_attributed(sentence: str) -> None:
    """Nobody is named: passive, vague or no verb of saying outside quotation marks."""
    assert not attributed(sentence, english())


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        (CLAIM, True),
        ("Creative differences and concern over training data led to it", True),
        ("Concerns led them to license other training data, creatively different", True),
        ("Creative differences and training data", False),  # four of eight
        ("The studio dropped the film", False),
        ("They quote “creative differences and concern over the licensing of training data”", False),
    ],
)
def test_restates(sentence: str, held: bool) -> None:
    """Two thirds of the content words, whatever their endings; quotations are not ours."""
    assert restates(sentence, CLAIM, english()) is held


def test_a_claim_of_two_content_words_cannot_be_restated() -> None:
    """At least three words must meet."""
    assert not restates("Data about employees leaked", "Data leaked.", english())


def test_sentences() -> None:
    """Split at the end of a sentence, across line breaks, not within numbers or abbreviated thousands."""
    text = "One text says so.\nAnother, 3.5 pages long, “disagrees.” Who\nis right? We do not know"
    assert sentences(text) == (
        "One text says so.",
        "Another, 3.5 pages long, “disagrees.",
        "Who is right?",
        "We do not know",
    )


def test_a_language_without_lists_has_none() -> None:
    """Rules are silent then."""
    assert language("tlh") is None
    assert language("") is None
    assert language("../../en") is None
    assert {language(tag) is not None for tag in LANGUAGES} == {True}


@given(st.text(max_size=80))
def test_nothing_raises(text: str) -> None:
    """Whatever somebody writes."""
    for sentence in sentences(text):
        attributed(sentence, english())
        restates(sentence, text, english())
    assert folded(text) is not None
    assert content_words(unquoted(text), english()) <= content_words(text, english()) | content_words(
        unquoted(text), english()
    )
