"""Pages across briefings: what stands where, and what must not."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin

import pytest

from briefpress.model.artifact import Page
from briefpress.model.registry import Registry
from briefpress.model.vocabulary import Flag, StakeholderRole, Status
from briefpress.render.listings.entries import ROOT, affected_in
from tests.unit.render.listing_making import SHARED, card, days, pages
from tests.unit.render.making import SETTINGS, parsed, text_of

ONE = pages([card()])
INDEXES = (
    *("briefings/", "digests/", "topics/", "principles/", "organisations/", "affected/"),
    *("takeaways/", "timeline/", "questions/", "watch/", "corrections/", "sources/"),
)
SMALL = replace(SETTINGS, per_page=3)


def words(page: Page) -> str:
    return text_of(parsed(page.body))


def events(page: Page) -> list[str]:
    return [text_of(h) for h in parsed(page.body).iter("h3")]


def test_pages_of_one_briefing() -> None:
    """Nothing appears that has no content, apart from the sections themselves."""
    assert sorted(ONE) == sorted(
        [
            *INDEXES,
            *("briefings/2026/", "topics/film/", "organisations/acme/", "affected/crew/"),
            *("affected/own-workforce/", "takeaways/for/creators/", "takeaways/kind/lesson/"),
            *("takeaways/kind/caution/", "takeaways/kind/practice/", "search/", "sources/origins/"),
            *("sources/seed-a/", "sources/seed-b/", "sources/seed-c/"),
        ]
    )


@pytest.mark.parametrize("address", INDEXES)
def test_an_empty_site_says_so(address: str) -> None:
    """Navigation may name each section, so each has a page; it says that there is nothing yet."""
    page = pages([])[address]
    assert re.search(r"\b(No|Nothing)\b.*\b(yet|now)\.", words(page))
    assert page.updated == ""


@pytest.mark.parametrize("address", sorted(ONE))
def test_pages_are_valid_and_their_headings_have_no_gap(address: str) -> None:
    levels = [int(e.tag[1]) for e in parsed(ONE[address].body).iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_leads_to_a_page_of_the_site() -> None:
    made = pages([*days(8), card("other", topics=["film", "law"])], SMALL)
    known = set(made) | {f"briefings/2026/day-{n:03}/" for n in range(8)} | {"briefings/2026/other/"}
    for address, page in made.items():
        for link in parsed(page.body).iter("a"):
            where = urljoin(f"https://x/{address}", link.get("href"))
            if where.startswith("https://x/") and not where.endswith((".xml", ".ics")):  # files, no pages
                assert where.removeprefix("https://x/").partition("#")[0] in known, (address, where)


def test_no_address_is_absolute_and_no_mark_is_left() -> None:
    for page in ONE.values():
        assert ROOT not in page.body
        assert 'href="/' not in page.body


def test_an_entry_is_led_by_the_event_then_the_people_then_the_takeaway() -> None:
    text = words(ONE["briefings/"])
    order = [
        "The film of Acme",
        "Who is affected: Film crew.",
        "Takeaway: If so, agree on pay first. Claims behind it: Not established",
        "Source review · 21 November 2026",
        "Evidence: One origin · No primary source",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Writers", "Riders"], "Writers and Riders."),
        (["Writers, actors", "Riders"], "Writers, actors; and Riders."),
        (["A" * 100, "Riders", "B" * 20, "C"], f"{'A' * 100}, Riders and 2 more."),
    ],
)
def test_those_affected_are_joined_as_any_list_is(names: list[str], said: str) -> None:
    one = card().stakeholders[0]
    people = tuple(one._replace(name=name, role=StakeholderRole.AFFECTED) for name in names)
    assert affected_in(replace(card(), stakeholders=people)) == said


def test_the_newest_briefings_stand_at_the_plain_address_and_full_pages_never_change() -> None:
    before, after = pages(days(8), SMALL), pages(days(9), SMALL)
    assert events(before["briefings/"]) == [f"Event {n}" for n in (7, 6, 5, 4, 3)]
    assert events(before["briefings/page/1/"]) == [f"Event {n}" for n in (2, 1, 0)]
    assert events(after["briefings/page/1/"]) == events(before["briefings/page/1/"])
    assert events(after["briefings/"]) == [f"Event {n}" for n in (8, 7, 6)]
    assert events(after["briefings/page/2/"]) == [f"Event {n}" for n in (5, 4, 3)]


def test_one_more_briefing_changes_a_handful_of_pages() -> None:
    before, after = pages(days(40), SMALL), pages(days(41), SMALL)
    changed = [a for a in after if a.startswith("briefings/") and after[a] != before.get(a)]
    assert changed == ["briefings/", "briefings/2026/"]


def test_a_year_says_where_each_month_begins() -> None:
    made = pages(days(60), replace(SETTINGS, per_page=10))
    links = [(text_of(a), a.get("href")) for a in parsed(made["briefings/2026/"].body).iter("a")]
    assert ("February 2026", "../../briefings/2026/#month-2026-02") in links
    assert ("January 2026", "../../briefings/2026/page/3/#month-2026-01") in links
    assert "month-2026-01" in made["briefings/2026/page/3/"].body


def test_pages_name_their_neighbours() -> None:
    body = pages(days(12), SMALL)["briefings/page/2/"].body
    assert re.findall(r'href="([^"]+)"(?: rel="(\w+)")?>(Newest|Newer|Older)<', body) == [
        ("../../../briefings/", "", "Newest"),
        ("../../../briefings/page/3/", "prev", "Newer"),
        ("../../../briefings/page/1/", "next", "Older"),
    ]


def test_a_topic_shows_its_neighbours_that_have_a_page() -> None:
    made = pages([card(), card("two", topics=["law", "film"])])
    text = words(made["topics/film/"])
    assert "Related Law" in text
    assert "Within it Law" in text
    assert "Work" not in text
    assert "Part of Film" in words(made["topics/law/"])
    assert "Why did it end?" in text


def test_a_principle_shows_its_crosswalk() -> None:
    text = words(pages([card(principles=["accountability"])])["principles/accountability/"])
    assert "OECD AI Principles (2019, updated 2024) 1.5" in text
    assert "ACM Code of Ethics (2018) 2.4, 2.5" in text
    assert "UNESCO" not in text


def test_an_organisation_has_facts_and_no_claims() -> None:
    """No claim below moderate, no motive, no score, no place for replies."""
    page = ONE["organisations/acme/"]
    text = words(page)
    assert "What it is Company" in text
    assert "Also called Acme’s" in text
    assert "Part of Holding" in text
    for unsaid in ("ended a film", "save money", "money had run out", "agree on pay", "secret@"):
        assert unsaid not in text
    assert "unreliable" not in text
    assert 'href="javascript' not in page.body


def test_a_group_shows_what_is_at_stake_and_whose_words_we_lack() -> None:
    text = words(ONE["affected/crew/"])
    assert "We hold none of their own words." in text
    assert "At stake: Pay and credit." in text
    assert "Class Own workforce" in text
    assert "Part of Workers" in text


def test_groups_that_were_heard_are_told_from_those_that_were_not() -> None:
    heard = {"name": "crew", "role": "affected", "stake": "Pay", "voice": "own-statement"}
    unheard = {"name": "workers", "role": "affected", "stake": "Time"}
    made = pages([card(stakeholders=[heard, unheard]), card("two", stakeholders=[heard | {"voice": "none"}])])
    text = words(made["affected/"])
    assert "Of the 2 groups that have a page of their own, we hold words of 1; the others are marked." in text
    assert "only named" not in text
    assert "Workers 1 briefing We lack their words." in text
    crew = words(made["affected/crew/"])
    assert "We hold none of their own words in 1 of 2 briefings." in crew
    assert "We hold a statement published by them." in crew


def test_those_without_a_page_are_counted_for_themselves() -> None:
    named = {"class": "own-workforce", "role": "affected"}
    people = [
        {"name": "crew", "role": "affected"},
        {"name": "Night guards", "voice": "spoken-to-us", **named},
        {"name": "Cleaners", **named},
    ]
    text = words(pages([card(stakeholders=people)])["affected/"])
    assert "We lack the words of every group that has a page of its own." in text
    assert "Of 2 others who are only named, we hold words of 1." in text
    nobody = words(pages([card(stakeholders=people[::2])])["affected/"])
    assert "We lack the words of everybody listed here." in nobody


def test_a_person_is_no_group() -> None:
    people = [{"name": "jane", "class": "own-workforce", "role": "affected", "stake": "Pay; see c1"}]
    made = pages([card(stakeholders=people)])
    assert "Single persons: Jane Roe" in words(made["affected/"])
    assert "Also named" not in words(made["affected/"])
    assert "Pay; see claim 1." in words(made["affected/own-workforce/"])


def test_those_without_a_group_are_named_under_their_class() -> None:
    people = [{"name": "Night guards", "class": "own-workforce", "role": "affected", "stake": "Sleep"}]
    made = pages([card(stakeholders=people)])
    assert "Also named: Night guards. All of this class: 1 briefing" in words(made["affected/"])
    assert "Night guards: Sleep." in words(made["affected/own-workforce/"])


def test_a_group_called_as_its_class_has_the_page_of_the_class() -> None:
    people = [{"name": "general-public", "role": "affected", "stake": "Trust"}]
    made = pages([card(stakeholders=people)])
    assert made["affected/general-public/"].title == "General public"


def test_takeaways_are_listed_by_audience_kind_and_principle() -> None:
    taken = [
        {
            "text": "Ask first.",
            "kind": "practice",
            "claims": ["c1"],
            "for": ["creators"],
            "principles": ["accountability"],
        }
    ]
    one = card(takeaways=taken)
    of_the_sites_own = one.takeaways[0]._replace(audiences=("creators", "home-carers"))
    made = pages([replace(one, takeaways=(of_the_sites_own,))])
    for address in ("for/creators/", "for/home-carers/", "kind/practice/", "principle/accountability/"):
        text = words(made[f"takeaways/{address}"])
        assert (
            "Ask first. Claims behind it: Not established Practice. For creators; home carers. The film of Acme"
            in text
        )
    assert 'href="../briefings/2026/film/#takeaway-1"' in made["takeaways/"].body


def test_questions_are_unanswered_first_then_oldest_first() -> None:
    answered = [{"id": "q1", "text": "Answered?", "answered_by": "c1"}]
    made = pages(
        [
            card("new", open_questions=[{"id": "q1", "text": "New?"}]),
            card("old", published="2026-01-05", open_questions=answered),
            card("older", published="2026-01-04", open_questions=[{"id": "q1", "text": "Older?"}]),
        ]
    )
    text = words(made["questions/"])
    assert text.index("Older?") < text.index("New?") < text.index("Answered?")
    assert 'href="../briefings/2026/old/#c1"' in made["questions/"].body
    assert "Answered?" not in words(made["topics/film/"])


@pytest.mark.parametrize("address", ["questions/", "watch/", "corrections/"])
def test_what_falls_on_one_day_stands_in_the_order_of_numbers(address: str) -> None:
    """Hearing 10 comes after hearing 9, as a reader counts."""
    gone: dict[str, Any] = {"status": "withdrawn", "withdrawn": {"date": "2026-11-21", "reason": "Wrong"}}
    state = gone if address == "corrections/" else {}
    held = [card(f"hearing-{n}", event=f"Hearing {n}", **state) for n in (10, 9, 100, 1)]
    told = re.findall("Hearing ([0-9]+)", words(pages(held)[address]))
    assert list(dict.fromkeys(told)) == ["1", "9", "10", "100"]


def test_the_watch_list_is_overdue_then_ahead_then_resolved() -> None:
    watch = [
        {"text": "Ahead", "date": "2026-11-21", "sign": "s"},
        {"text": "Open", "date": "2026-11/..", "sign": "s"},
        {"text": "Late", "date": "2026-11-20", "sign": "s"},
        {"text": "Done", "date": "2026-10", "sign": "s", "outcome": "It came"},
    ]
    text = words(pages([card(watch=watch)])["watch/"])
    order = ["Overdue", "Late", "Still ahead", "Ahead.", "Open", "Resolved", "Done", "Outcome: It came."]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_sources_are_listed_by_publisher_and_unidentified_ones_as_such() -> None:
    text = words(pages([card(sources=["german", "seed-a"])])["sources/"])
    assert text.index("Acme Ltd Title of german") < text.index("Publisher unknown Title of seed-a")
    assert "Origin: Three texts. Used in 1 briefing, for 1 claim." in text


def test_of_what_is_withdrawn_nothing_is_passed_on() -> None:
    gone: dict[str, Any] = {"status": "withdrawn", "withdrawn": {"date": "2026-11-21", "reason": "Wrong"}}
    made = pages([card(**gone)])
    listed = words(made["briefings/"])
    assert "Withdrawn · Source review" in listed
    assert "agree on pay" not in listed
    assert "Pay and credit" not in words(made["affected/crew/"])
    for address in ("takeaways/", "questions/", "watch/"):
        assert "The film of Acme" not in words(made[address])


def test_a_removed_page_is_in_no_list() -> None:
    made = pages([card(status="removed", removed={"date": "2026-11-21", "ground": "safety"})])
    assert not any("film" in page.body.lower() for a, page in made.items() if a != "search/")


def test_drafts_are_marked_in_a_preview() -> None:
    assert "Draft, not published" in words(pages([card(status="draft", published="")])["briefings/"])


def test_text_is_escaped() -> None:
    nasty = '<b>&"x"</b>'
    taken = [{"text": nasty, "kind": "lesson", "claims": ["c1"], "for": ["creators"]}]
    people = [{"name": nasty, "class": "own-workforce", "role": "affected", "stake": nasty}]
    asked = [{"id": "q1", "text": nasty}]
    made = pages([card(event=nasty, takeaways=taken, stakeholders=people, open_questions=asked)])
    for page in made.values():
        assert "<b>" not in page.body, page.address
    assert nasty in words(made["affected/own-workforce/"])


def test_the_search_is_kept_from_search_engines_and_lists_what_there_is() -> None:
    page = ONE["search/"]
    assert page.head == '<meta name="robots" content="noindex">'
    assert not page.indexed
    assert "Topics" in words(page)
    assert "Digests" not in words(page)


def test_pages_of_subjects_can_be_found_and_lists_cannot() -> None:
    """What a list says of a briefing is found on its own page; else each word would be found a dozen times."""
    found = {address for address, page in ONE.items() if page.indexed}
    sources = {"sources/seed-a/", "sources/seed-b/", "sources/seed-c/"}
    subjects = {"topics/film/", "organisations/acme/", "affected/crew/", "affected/own-workforce/"}
    assert found == subjects | sources
    for address in subjects:
        assert '<ul class="bp-entries" data-pagefind-ignore>' in ONE[address].body
    for address in sources:
        assert '<section class="bp-block" data-pagefind-ignore>' in ONE[address].body


def test_a_page_is_as_new_as_what_it_shows() -> None:
    later = replace(card("later"), updated="2026-12-01")
    assert pages([card(), later])["topics/film/"].updated == "2026-12-01"


def test_order_of_the_cards_does_not_matter() -> None:
    cards = [*days(30), card("x", topics=["law"]), replace(card("y"), flags=(Flag.UNDATED,))]
    assert pages(cards, SMALL) == pages(reversed(cards), SMALL)


def test_hidden_entries_of_the_registry_have_no_page_row_or_count() -> None:
    registry: Registry = replace(SHARED)
    body = "".join(p.body for p in pages([card()], registry=registry).values())
    assert "Law" not in body
    assert "topics/work" not in body


def test_embargoed_without_a_day_is_marked() -> None:
    held = replace(card(), status=Status.EMBARGOED, published="")
    assert "Held for later publication" in words(pages([held])["briefings/"])
