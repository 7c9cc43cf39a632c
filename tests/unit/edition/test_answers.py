"""Which answers `briefpress new` takes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpress.check.rules.slug_invalid import KEBAB
from briefpress.edition import answers
from briefpress.edition.answers import Unsuitable
from briefpress.load.characters import refused
from briefpress.model.briefing import Briefing
from briefpress.model.registry import Topic

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("check", "value", "why"),
    [
        (answers.text(Briefing, "title"), "x" * 91, "has 91 characters; the limit is 90"),
        (answers.text(Briefing, "title"), "x" * 10_000_000, "has 10000000 characters"),
        (answers.text(Briefing, "title"), " \n ", "is empty"),
        (answers.text(Briefing, "title"), "a\u202eb", r"holds U\+202E"),
        (answers.text(Briefing, "title"), "a\x1b[31mb", r"holds U\+001B"),
        (answers.text(Briefing, "title"), "a\udcffb", "is no text in UTF-8"),
        (answers.text(Topic, "definition"), "w " * 41, "has 41 words; the limit is 40"),
        (answers.sentence, " . ", "is empty"),
        (answers.sentence, "w " * 61, "has 61 words"),
        (answers.when(TODAY, unknown=True), "mid-2026", "no date of the form"),
        (answers.when(TODAY, unknown=False), "unknown", "no date of the form"),
        (answers.when(TODAY, unknown=True), "2026-12", "is after today"),
        (answers.one_of(["yes", "no"]), "perhaps", 'says "perhaps"; there are yes, no'),
        (answers.known(["a-b"], {}, most=2), "a-c", 'did you mean "a-b"'),
        (answers.known(["a-b"], {}, most=2), "x" * 1_000_000, "is not registered"),
        (answers.known(["other-thing"], {}, most=2, makeable=True), "A_B: c", "no id"),
        (answers.known(["one", "two"], {}, most=1), "one, two", "names 2; at most 1"),
        (answers.slug, "../x", "no name for a page"),
        (answers.slug, "page", "no name for a page"),
    ],
)
def test_an_answer_that_cannot_stand_is_told_why(check: answers.Check, value: str, why: str) -> None:
    with pytest.raises(Unsuitable, match=why) as raised:
        check(value)
    assert len(str(raised.value)) < 300


@pytest.mark.parametrize(
    ("check", "value", "written"),
    [
        (answers.text(Briefing, "title"), "  two\twords\r\n", "two words"),
        (answers.when(TODAY, unknown=True), "[..2026-11-21]", "[..2026-11-21]"),
        (answers.when(TODAY, unknown=True), "2026-11", "2026-11"),
        (answers.one_of(["yes", "no"]), "YES", "yes"),
        (answers.known(["one", "two"], {}, most=2), "[one, two, one]", "one, two"),
        (answers.known(["one"], {}, most=2, makeable=True), "new-topic", "new-topic"),
        (answers.known(["one"], {}, most=2), "", ""),
    ],
)
def test_an_answer_is_written_plainly(check: answers.Check, value: str, written: str) -> None:
    assert check(value) == written


@settings(max_examples=50)
@given(st.text(max_size=120))
def test_a_name_made_of_a_title_is_a_name_for_a_page(title: str) -> None:
    made = answers.slug_of(title)
    assert made == "" or answers.slug(made) == made


@settings(max_examples=50)
@given(st.text(max_size=90))
def test_whatever_is_taken_may_stand_in_a_file(value: str) -> None:
    try:
        said = answers.text(Briefing, "title")(value)
    except Unsuitable:
        return
    assert said == " ".join(said.split()) != ""
    assert not list(refused(said))


def test_ids_are_made_with_the_rules_of_the_site() -> None:
    assert KEBAB.fullmatch(answers.slug_of("Über alles: ein Text"))
