"""Pages of the record: timeline, corrections, sources, people, and what organisations were asked."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from briefpress.model.artifact import Page
from briefpress.model.card import Card
from briefpress.model.vocabulary import Confidence
from briefpress.render.listings.entries import ROOT
from tests.unit.render.listing_making import SHARED, card, days, pages
from tests.unit.render.making import SETTINGS, parsed, text_of

SMALL = replace(SETTINGS, per_page=2)


def words(page: Page) -> str:
    return text_of(parsed(page.body))


def in_order(text: str, *parts: str) -> bool:
    places = [text.index(part) for part in parts]
    return places == sorted(places)


def correction(id: str = "x1", **values: Any) -> dict[str, Any]:
    plain = {
        "date": "2026-11-20",
        "kind": "correction",
        "severity": "substantive",
        "affects": ["c1"],
        "was": "Acme ended two films.",
        "now": "Acme ended a film.",
        "reason": "We had misread a table",
        "from_version": 1,
        "to_version": 2,
        "reported_by": "reader",
    }
    return {"id": id, **plain, **values}


# ── timeline ──────────────────────────────────────────────────────────────────────────────────────────


def timeline(*cards: Card) -> str:
    return words(pages(cards)["timeline/"])


def test_the_timeline_is_latest_first_and_writes_uncertain_days_out() -> None:
    text = timeline(
        card("day", event="A day", event_date="2026-05-03"),
        card("month", event="A month", event_date="2026-06"),
        card("about", event="About then", event_date="2025-06~"),
        card("limit", event="A limit", event_date="[..2026-02-01]"),
        card("open", event="Going on", event_date="2024-01/.."),
    )
    assert in_order(text, "June 2026 between 1 June 2026 and 30 June 2026 A month", "3 May 2026 A day")
    assert in_order(
        text, "A day", "At the latest in 2026", "On an unknown day, at the latest 1 February 2026 A limit"
    )
    assert in_order(text, "A limit", "2025 About June 2025 About then", "2024 From January 2024 on Going on")


def test_an_unknown_day_is_at_the_latest_that_on_which_the_earliest_source_was_obtained() -> None:
    assert "On an unknown day, at the latest 21 November 2026" in timeline(card(event_date="unknown"))
    assert "Day not known On an unknown day" in timeline(card(event_date="unknown", sources=[], claims=[]))


def test_the_timelines_own_lines_come_with_how_well_they_are_supported() -> None:
    lines = [{"date": "2026-01-02", "text": "A letter was sent", "claims": ["c1", "c3"]}]
    made = card(event_date="2026-05-03", timeline=lines)
    text = timeline(made)
    assert in_order(
        text, "3 May 2026", "2 January 2026 A letter was sent. Claims behind it: Not established in The"
    )
    assert made.timeline[0].confidence is Confidence.INSUFFICIENT


def test_the_timeline_says_nothing_of_what_is_withdrawn_and_is_paged_from_the_oldest() -> None:
    gone: dict[str, Any] = {"status": "withdrawn", "withdrawn": {"date": "2026-11-21", "reason": "Wrong"}}
    assert "No briefing tells of a dated event yet." in timeline(card(**gone))
    made = pages(days(30), SMALL)  # ten lines a page
    assert [a for a in made if a.startswith("timeline/")] == [
        "timeline/",
        "timeline/page/2/",
        "timeline/page/1/",
    ]
    assert all(h.text == "At the latest in 2026" for h in made["timeline/page/1/"].contents)


# ── corrections ───────────────────────────────────────────────────────────────────────────────────────


def rows(page: Page) -> list[list[str]]:
    """The cells of the page's table."""
    return [[text_of(cell) for cell in row] for row in parsed(page.body).iter("tr")]


def test_every_correction_shows_was_and_now_with_kind_and_weight() -> None:
    made = pages([card(version=2, corrections=[correction()])])
    text = words(made["corrections/"])
    assert (
        "20 November 2026: The film of Acme Correction (the meaning changed). We had misread a table. "
        "It said Acme ended two films. It says Acme ended a film."
    ) in text
    assert 'href="../briefings/2026/film/#correction-x1"' in made["corrections/"].body
    assert rows(made["corrections/"]) == [["Year", "Correction", "All"], ["2026", "1", "1"]]
    assert in_order(text, "How we correct", "a fact was wrong".capitalize(), "To report an error, write to")


def test_corrections_are_chosen_by_kind_and_weight_without_javascript() -> None:
    made = pages(
        [
            card(
                corrections=[
                    correction(),
                    correction("x2", kind="update", severity="minor", date="2025-01-01"),
                ]
            )
        ]
    )
    assert {a for a in made if a.startswith("corrections/")} == {
        "corrections/",
        *("corrections/kind/correction/", "corrections/kind/update/"),
        *("corrections/severity/minor/", "corrections/severity/substantive/"),
    }
    assert "20 November" not in words(made["corrections/kind/update/"])
    assert rows(made["corrections/"])[1:] == [["2026", "1", "0", "1"], ["2025", "0", "1", "1"]]


def test_a_withdrawal_is_a_correction_without_an_entry_of_its_own() -> None:
    gone: dict[str, Any] = {
        "status": "withdrawn",
        "withdrawn": {"date": "2026-11-19", "reason": "It was made up"},
    }
    text = words(pages([card(**gone)])["corrections/"])
    assert (
        "19 November 2026: The film of Acme Withdrawal (beyond repair). No longer relied on. It was made up."
        in text
    )
    both = gone | {"corrections": [correction(kind="withdrawal", severity="withdrawal")]}
    assert words(pages([card(**both)])["corrections/"]).count("Withdrawal (beyond repair).") == 1


def test_corrections_are_paged_from_the_oldest() -> None:
    found = [correction(f"x{n}", date=f"2026-01-{n:02}") for n in range(1, 6)]
    made = pages([card(corrections=found)], SMALL)
    assert "5 January" in words(made["corrections/"])
    assert in_order(words(made["corrections/page/1/"]), "2 January", "1 January")
    assert "How we correct" not in words(made["corrections/page/1/"])


# ── organisations and people ──────────────────────────────────────────────────────────────────────────


def test_an_organisation_shows_whether_it_was_asked_and_links_its_corrections() -> None:
    asked = {
        "party": "acme",
        "claims": ["c1"],
        "status": "received",
        "requested": "2026-11-01",
        "text": "No.",
    }
    page = pages([card(responses=[asked], corrections=[correction()])])["organisations/acme/"]
    text = words(page)
    assert in_order(text, "Replies", "We asked Acme Ltd on 1 November 2026. They answered.", "Briefings")
    assert in_order(text, "Corrections concerning it", "Correction, 20 November 2026 (the meaning changed)")
    assert 'href="../../briefings/2026/film/#reply-1"' in page.body
    assert "ended" not in text  # neither what a correction corrects nor a claim is told here
    assert [h.id for h in page.contents] == ["replies", "briefings", "corrections"]


def test_a_correction_concerns_those_whom_its_claims_are_about() -> None:
    other = {"name": "holding", "class": "company", "role": "actor"}
    one = card(corrections=[correction()], stakeholders=[other])
    assert one.corrections[0].parties == ("acme",)
    assert card(corrections=[correction(affects=["title"])], stakeholders=[other]).corrections[0].parties == (
        "holding",
    )


def test_people_have_pages_only_in_a_public_role_and_from_three_briefings_on() -> None:
    people = [{"name": n, "class": "public-authorities", "role": "authority"} for n in ("jane", "joe")]
    three = [card(slug, stakeholders=people) for slug in ("a", "b", "c")]
    three.append(card("d", stakeholders=people, corrections=[correction(affects=["title"])]))
    made = pages(three)
    assert "Corrections concerning them" in words(made["people/jane/"])
    assert {a for a in made if a.startswith("people/")} == {"people/", "people/jane/"}
    page = made["people/jane/"]
    assert "noindex" in page.head
    assert "noindex" in made["people/"].head
    assert not page.indexed
    assert "Role Minister" in words(page)
    assert 'href="../people/"' in made["organisations/"].body
    fewer = pages(three[:2])
    assert not [a for a in fewer if a.startswith("people/")]
    assert "people/" not in fewer["organisations/"].body + fewer["search/"].body


# ── sources ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_source_lists_every_claim_on_which_it_speaks() -> None:
    body = pages([card()])["sources/seed-b/"]
    text = words(body)
    assert in_order(text, "Publisher unknown", "Author none given", "Date unknown", "Origin Three texts")
    assert 'href="../../briefings/2026/film/#c1"' in body.body
    assert 'href="../../briefings/2026/film/#c2"' in body.body


def test_a_source_tells_no_motive_and_no_weak_claim_that_would_harm_somebody() -> None:
    made = pages([card()])
    text = words(made["sources/seed-b/"])
    assert "Claim 2: Motive" in text
    assert "save money" not in text
    assert "Claim 1: Event Not established" in text  # adverse, not established: read beside the reply only
    assert "Claim 3: The money had run out." in words(made["sources/seed-c/"])


def test_a_source_that_one_briefing_describes_is_listed_with_its_claims() -> None:
    own = {"id": "own", "title": "An <own> text", "publisher": "The Courier", "accessed": "2026-11-21"}
    said = {"source": "own", "quote": "so it is said"}
    claims = [{"id": f"c{n}", "text": "It is.", "assertions": [said]} for n in (1, 2)]
    made = pages([card(sources=[own], claims=claims)])
    assert "The Courier An <own> text Used in The film of Acme: claim 1, claim 2." in words(made["sources/"])
    assert 'id="2026-film-own"' in made["sources/"].body
    assert 'href="../briefings/2026/film/#source-own"' in made["sources/"].body
    assert "sources/own/" not in made


def test_origins_say_why_texts_count_once() -> None:
    text = words(pages([card()])["sources/origins/"])
    assert "Three texts 1 origin, 3 texts, suspected Why we count them once: they bring" in text


def test_many_publishers_are_found_by_their_letter() -> None:
    def own(n: int) -> dict[str, Any]:
        return {
            "id": f"s{n}",
            "title": f"Text {n}",
            "publisher": f"{'ABÉ9'[n % 4]} press",
            "accessed": "2026-11-21",
        }

    made = pages([card(f"b{n}", sources=[own(n)], claims=[]) for n in range(30)], SMALL)
    links = [(text_of(a), a.get("href")) for a in parsed(made["sources/"].body).iter("a")]
    assert ("Others", "../sources/#publisher-1") in links
    assert {text for text, _ in links} >= {"Others", "A", "B", "É"}
    assert len(made["sources/page/3/"].contents) > 0


def test_what_is_withdrawn_lends_its_claims_to_nobody() -> None:
    gone: dict[str, Any] = {"status": "withdrawn", "withdrawn": {"date": "2026-11-21", "reason": "Wrong"}}
    made = pages([card(**gone)])
    assert "The film of Acme Withdrawn" in words(made["sources/seed-a/"])
    assert "#c1" not in made["sources/seed-a/"].body


# ── all of them ───────────────────────────────────────────────────────────────────────────────────────


def test_impact_is_told_as_far_as_it_is_known() -> None:
    impact = {"status": "alleged", "direction": "negative", "claims": ["c1"]}
    made = pages(
        [card(stakeholders=[{"name": "crew", "role": "affected", "stake": "Pay", "impact": impact}])]
    )
    assert "At stake: Pay. Effect: alleged, negative. Not known: how grave" in words(made["affected/crew/"])


def test_a_story_is_told_in_every_list() -> None:
    made = pages([card("a", published="2026-01-01"), card("b", follows="2026-a")])
    text = words(made["topics/film/"])
    assert in_order(
        text, "21 November 2026 · part 2 of 2 of one story", "1 January 2026 · part 1 of 2 of one story"
    )


def test_pages_say_where_they_stand() -> None:
    made = pages(days(9), SMALL)
    crumbs = re.compile(r'<nav class="bp-crumbs".*?</nav>', re.DOTALL)
    trail = crumbs.search(made["topics/film/page/2/"].body)
    assert trail is not None
    assert re.findall(r'href="([^"]+)">([^<]+)<', trail[0]) == [
        ("../../../../topics/", "Topics"),
        ("../../../../topics/film/", "Film"),
    ]
    assert not crumbs.search(made["briefings/"].body)


def test_hostile_text_is_escaped_and_no_mark_is_left() -> None:
    nasty = '<b>&"x"</b>'
    own = {"id": "own", "title": nasty, "publisher": nasty, "accessed": "2026-11-21"}
    one = card(
        event=nasty,
        sources=[own, "seed-a"],
        timeline=[{"date": nasty, "text": nasty, "claims": ["c1"]}],
        corrections=[correction(was=nasty, now=nasty, reason=nasty, date=nasty)],
        responses=[{"party": "acme", "claims": ["c1"], "status": "requested", "requested": nasty}],
    )
    for page in pages([one], registry=replace(SHARED)).values():
        assert "<b>" not in page.body, page.address
        assert ROOT not in page.body
