"""A story that goes on, on the pages of its parts and across the site."""

from __future__ import annotations

import re

from briefpress.model.card import Card
from briefpress.model.document import Document
from briefpress.render import Site
from briefpress.render.view.story import SHOWN
from tests.unit.render.conftest import Expand
from tests.unit.render.making import FILM, REGISTRY, SETTINGS, card_of, document, parsed, text_of


def part(n: int, **changes: object) -> Document:
    """The n-th part, published on the n-th day of the month, which follows the one before."""
    own = {"event": f"Part {n}.", "published": f"2026-05-{n:02}"} | (
        {"follows": f"2026-p{n - 1}"} if n > 1 else {}
    )
    return document({**FILM, **own, **changes}, slug=f"p{n}")


def site(*documents: Document) -> Site:
    cards: list[Card] = [card_of(d) for d in documents]
    return Site.of(cards, REGISTRY, SETTINGS)


def shown(expand: Expand, here: Document, *others: Document) -> str:
    found = parsed(expand(here, *others).body).find(".//nav[@class='bp-story']")
    return "" if found is None else text_of(found)


def test_every_part_of_a_story_names_all_of_them_in_order(expand: Expand) -> None:
    parts = [part(n) for n in (1, 2, 3)]
    assert shown(expand, parts[1], parts[2], parts[0]) == (
        "This story so far Part 1. 1 May 2026 Part 2. 2 May 2026 · this page Part 3. 3 May 2026"
    )
    body = expand(parts[1], parts[2], parts[0]).body
    assert 'href="../../../briefings/2026/p1/"' in body or 'href="../p1/"' in body
    assert body.count("This story so far") == 1


def test_a_briefing_alone_is_no_story(expand: Expand) -> None:
    assert "story" not in expand(part(1)).body
    assert site(part(1), document({**FILM}, slug="other")).stories == {}


def test_hidden_and_removed_parts_leave_no_trace(expand: Expand) -> None:
    draft = part(2, status="draft", published="")
    assert shown(expand, part(1), draft) == ""
    gone = part(2, status="removed", removed={"date": "2026-11-21", "ground": "safety"})
    assert shown(expand, part(1), gone) == ""


def test_a_withdrawn_part_says_so(expand: Expand) -> None:
    gone = part(2, status="withdrawn", withdrawn={"date": "2026-11-21", "reason": "Wrong"})
    assert "Part 2. Withdrawn · 2 May 2026" in shown(expand, part(1), gone)


def test_a_story_may_branch() -> None:
    branch = part(3, follows="2026-p1")
    assert site(part(1), part(2), branch).stories["2026-p1"] == ("2026-p1", "2026-p2", "2026-p3")


def test_a_circle_is_no_story_and_does_no_harm() -> None:
    assert site(part(1, follows="2026-p2"), part(2)).stories == {}
    assert site(part(1, follows="2026-p1")).stories == {}


def test_of_a_long_story_the_first_and_the_nearest_parts_are_shown(expand: Expand) -> None:
    parts = [part(n) for n in range(1, 21)]
    for here in (0, 9, 19):
        others = [p for p in parts if p is not parts[here]]
        nav = parsed(expand(parts[here], *others).body).find(".//nav[@class='bp-story']")
        numbers = [int(li.get("value")) for li in nav.iter("li")]
        assert len(numbers) == SHOWN
        assert {1, here + 1} <= set(numbers)
        assert numbers == sorted(set(numbers))
        assert re.search(rf"and {20 - SHOWN} more parts", text_of(nav))
