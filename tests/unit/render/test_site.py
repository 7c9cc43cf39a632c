"""What the pages of a site know of each other."""

from __future__ import annotations

from briefpress.model.card import Card
from briefpress.render import Site
from tests.unit.render.making import FILM, REGISTRY, SETTINGS, card_of, document


def card(slug: str, **changes: object) -> Card:
    return card_of(document({**FILM, **changes}, slug=slug))


def site(*cards: Card) -> Site:
    return Site.of(cards, REGISTRY, SETTINGS)


def test_newest_first_then_by_id() -> None:
    made = site(card("b"), card("a"), card("old", published="2026-01-02"))
    assert [c.slug for c in made.cards] == ["a", "b", "old"]


def test_order_does_not_matter() -> None:
    cards = [card("a"), card("b", topics=[]), card("c", published="2026-01-02")]
    assert site(*cards) == site(*reversed(cards))


def test_neighbours_within_a_year() -> None:
    made = site(card("new"), card("mid", published="2026-05-05"), card("old", published="2026-01-02"))
    assert made.older == {"2026-new": "2026-mid", "2026-mid": "2026-old"}
    assert made.newer == {"2026-mid": "2026-new", "2026-old": "2026-mid"}


def test_related_share_the_rarest_subjects_and_the_editors_choice_comes_first() -> None:
    bare: dict[str, object] = {"stakeholders": [], "sources": [], "claims": [], "responses": []}
    made = site(
        card("a", **bare, related=["2026-d"]),
        card("b", **bare),
        card("c", **(bare | {"topics": []})),
        card("d", **(bare | {"topics": []})),
    )
    assert made.kinship.related("2026-a") == ("2026-d", "2026-b")
    assert made.kinship.related("2026-c") == ()


def test_a_person_has_a_page_only_with_a_public_role_and_three_briefings() -> None:
    people = [
        {"name": n, "class": "public-authorities", "role": "authority"} for n in ("jane", "joe", "editors")
    ]
    three = [card(slug, stakeholders=people) for slug in ("a", "b", "c")]
    assert [p for p in site(*three).pages if p.startswith("people/")] == ["people/jane/"]
    assert not [p for p in site(*three[:2]).pages if p.startswith("people/")]


def test_pages_of_those_affected_exist_by_group_and_class() -> None:
    pages = site(card("a")).pages
    assert {"affected/crew/", "affected/own-workforce/", "topics/film/", "organisations/acme/"} <= pages
    assert "affected/company/" not in pages


def test_a_removed_page_is_in_no_list() -> None:
    gone = card("gone", status="removed", removed={"date": "2026-11-21", "ground": "safety"})
    made = site(card("a"), gone)
    assert [c.slug for c in made.cards] == ["a"]
    assert "2026-gone" in made.by_id


def test_a_story_that_goes_on() -> None:
    made = site(card("a"), card("b", follows="2026-a"))
    assert made.continued == {"2026-a": ("2026-b",)}
