"""The map of relations: what is on it, where, and what it says was left out."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from briefpress.render.picture.relations import MOST, Story, picture
from briefpress.render.view.context import Link
from tests.unit.render.picture.reading import faults, parsed, styles, words

ORGANISATIONS = {"acme": Link("Acme Ltd", "../acme/"), "union": Link("Union of Crews", "../union/")}
TOPICS = {"law": Link("Law", "../law/")}


def story(number: int, organisations: Sequence[str] = (), topics: Sequence[str] = ()) -> Story:
    """A briefing on the map."""
    return Story(Link(f"Event {number}", f"../e{number}/"), organisations, topics)


def test_briefings_stand_between_what_they_name() -> None:
    made = picture("r", [story(1, ["acme", "union"], ["law"]), story(2, ["union"])], 2, ORGANISATIONS, TOPICS)
    assert words(made) == [
        *("Organisations", "Acme Ltd", "Union of", "Crews"),
        *("Other topics", "Law"),
        *("Briefings", "1", "2"),
    ]
    assert styles(made).count("bp-tie") == 4
    assert styles(made).count("bp-disc") == 2
    assert faults(made) == []


def test_the_table_says_the_same_with_links() -> None:
    made = parsed(picture("r", [story(1, ["acme"], ["law"]), story(2, ["union"])], 2, ORGANISATIONS, TOPICS))
    rows = [tuple("".join(cell.itertext()) for cell in row) for row in made.iter("tr")]
    assert rows == [
        ("Briefing", "Organisations", "Other topics"),
        ("1. Event 1", "Acme Ltd", "Law"),
        ("2. Event 2", "Union of Crews", "none shown"),
    ]
    assert [a.get("href") for a in made.iter("a")] == ["../e1/", "../acme/", "../law/", "../e2/", "../union/"]


def test_it_says_what_was_left_out() -> None:
    many = {f"o{n}": Link(f"Organisation {n}") for n in range(50)}
    made = picture("r", [story(n, list(many)) for n in range(20)], 1000, many, {})
    assert styles(made).count("bp-disc") == MOST
    assert parsed(made).findtext("figure/figcaption") == (
        "Shown: the newest 7 of 1000 briefings, 7 of 50 organisations and no other topics. "
        "A line says that a briefing names the two together, and nothing more."
    )


def test_what_is_alone_is_told_as_one() -> None:
    made = picture(
        "r", [story(1, ["acme"], ["law"]), story(2, ["union"])], 2, ORGANISATIONS, {"law": Link("Law")}
    )
    assert (parsed(made).findtext("figure/figcaption") or "").startswith(
        "Shown: all 2 briefings, all 2 organisations and the one other topic. "
    )


def test_names_are_near_the_briefings_that_name_them() -> None:
    late, early = {"z": Link("Zulu")}, {"a": Link("Alpha")}
    made = picture("r", [story(1, ["z"]), story(2, ["a"])], 2, early | late, {})
    assert words(made).index("Zulu") < words(made).index("Alpha")


def test_where_nothing_is_related_there_is_no_map() -> None:
    assert picture("r", [], 0, {}, {}) == ""
    assert picture("r", [story(1, ["acme"])], 1, ORGANISATIONS, TOPICS) == ""
    assert picture("r", [story(1), story(2, ["unregistered"])], 2, ORGANISATIONS, TOPICS) == ""


def test_words_are_text_whatever_they_are() -> None:
    nasty = {"n": Link('<img src=x onerror="alert(1)">', '"><script>alert(1)</script>')}
    made = picture("r", [story(1, ["n"]), story(2, ["n"])], 2, nasty, {})
    assert "<img" not in made
    assert "<script" not in made
    assert faults(made) == []


names = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=60)
ids = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=6)


@given(st.lists(st.builds(Story, st.builds(Link, names), ids, ids), max_size=12), st.dictionaries(
    st.sampled_from(["a", "b", "c"]), st.builds(Link, names)
))  # fmt: skip
def test_any_relations_give_a_sound_map(stories: list[Story], links: dict[str, Link]) -> None:
    made = picture("r", stories, len(stories), links, links)
    assert faults(made) == []
    assert made == picture("r", stories, len(stories), dict(reversed(links.items())), links)
