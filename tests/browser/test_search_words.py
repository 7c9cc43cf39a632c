"""What the search makes of a reader's words, and what a result shows of them, in Chromium."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from briefpress.publish import pagefind_words
from tests.browser import specimen
from tests.browser.conftest import Mount, OpenPage, Server
from tests.browser.specimen import Entry
from tests.browser.test_search import field, open_tab, panel, status, titles, words

__all__ = ["open_tab"]
pytestmark = pytest.mark.browser

_BRIEFING = ("briefing", "Briefing")
_SOURCE = ("source", "Source")
_TOPIC = ("topic", "Topic")
LETTERS = "x" + "".join(letter for letter in pagefind_words.SPELT if letter == letter.lower())
ENTRIES = (
    Entry(
        "briefings/2026/letters/",
        "A contract between two houses",
        "The channel A&E bought the film. The paper speaks of a chat-box in the hall.",
        date="2026-05-01",
        kind=_BRIEFING,
    ),
    Entry(
        "briefings/2026/apart/",
        "Two names that stand apart",
        "The readers of B & F were asked. A chat box in a library gave the answers about opening hours.",
        date="2026-05-02",
        kind=_BRIEFING,
    ),
    Entry(
        "briefings/2026/quoted/",
        "A walrus was seen",
        "Nobody asked where it went, and nothing more was told on that day. " * 8,
        date="2026-05-03",
        event="Walrus at the harbour",
        claims=("The animal was seen.",),
        kind=_BRIEFING,
    ),
    Entry("briefings/2026/number/", "The depot of house 16", "It was told. " * 90, date="2026-05-04"),
    Entry("briefings/2026/numbers/", "Depot 1600", "Depot 1600, depot 1601.", date="2026-05-05"),
    *(
        Entry(
            f"sources/text-{n}/",
            f"Walrus report {n}",
            f"Publisher Harbour News {n}. Author none given.",
            event=f"Harbour News {n}",
            kind=_SOURCE,
        )
        for n in range(1, 9)
    ),
    Entry(
        "topics/flore/",
        "Cafés Flore",
        "A place in a town, told of at length elsewhere. " * 60,
        date="2026-04-30",
        kind=_TOPIC,
    ),
    *(
        Entry(
            f"briefings/2026/cafe-{n}/",
            f"Flore and the café: report {n}",
            "Café Flore. " * 9 + "It rained. " * 30,
            date=f"2026-03-{n:02}",
            kind=_BRIEFING,
        )
        for n in range(1, 13)
    ),
    Entry(
        "briefings/2025/border/",
        "A heading between two parts",
        "The quoll left its den at dusk. " + "It was dry. " * 6,
        date="2025-05-01",
        claims=("One quoll came back before the morning, said the keeper of the house in the hills.",),
        kind=_BRIEFING,
    ),
    Entry(
        "briefings/2024/oresund/",
        "Øresund i tåge",
        f"Færgen til Malmø. Læger og øl. {LETTERS}",
        event="Sejlads",
        lang="da",
        kind=_BRIEFING,
    ),
    Entry(
        "briefings/2024/older/",
        "An old briefing",
        "It tells in its first sentence of the sea. " + "Nothing else was said. " * 30 + "A walrus came.",
        date="2024-05-01",
        kind=_BRIEFING,
    ),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Mount:
    """A site whose pages hold signs, hyphens and sources."""
    return server(specimen.make(tmp_path_factory.mktemp("written"), ENTRIES), specimen.PATH)


def hits(tab: Page) -> Locator:
    """The results shown on /search/."""
    return tab.locator(".bp-find__hits > li")


def seek(tab: Page, query: str, count: str) -> None:
    """Types other words on /search/, and waits until so many results are told."""
    words(tab).fill(query)
    plain = query.strip('"')
    expect(status(tab)).to_have_text(f"{count} for “{plain}”")


# ── which pages ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("A%26E", ["A contract between two houses"]),
        ("a%26e", ["A contract between two houses"]),
        ("channel+A%26E", ["A contract between two houses"]),
        ("A+%26+E", ["A contract between two houses"]),
        ("B+%26+F", ["Two names that stand apart"]),
        ("B%26F", ["Two names that stand apart"]),
        ("library-chat-box", ["Two names that stand apart"]),
        ("chat-box", ["A contract between two houses", "Two names that stand apart"]),
        ("chat+box", ["A contract between two houses", "Two names that stand apart"]),
        ("library%2Fhours", ["Two names that stand apart"]),
        ("(library)+hours%3F", ["Two names that stand apart"]),
    ],
)
def test_signs_within_words_do_not_hide_what_is_there(
    written: Mount, open_tab: OpenPage, query: str, found: list[str]
) -> None:
    tab = open_tab(written, f"search/?q={query}").page
    expect(status(tab)).to_have_text(re.compile(rf"^{len(found)} results? for "))
    assert sorted(titles(tab)) == found
    for hit in hits(tab).all():
        expect(hit.locator("mark").first).to_be_visible()


@pytest.mark.parametrize("query", ["A%26Q", "walrus-zebu", "Q+%26+A", "A%26F"])
def test_signs_do_not_find_what_is_not_there(written: Mount, open_tab: OpenPage, query: str) -> None:
    tab = open_tab(written, f"search/?q={query}").page
    expect(status(tab)).to_have_text(re.compile("^No |none has"))


def test_letters_that_only_begin_alike_are_no_answer(written: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(written, "search/?q=C%26H").page
    expect(status(tab)).to_have_text("No results for “C&H”")
    assert titles(tab) == []


# ── in which order ────────────────────────────────────────────────────────────────────────────────────


def test_sources_stand_after_what_we_say(written: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(written, "search/?q=walrus").page
    expect(status(tab)).to_have_text("10 results for “walrus”")
    assert sorted(titles(tab)[:2]) == ["A walrus was seen", "An old briefing"]
    expect(hits(tab).nth(2).locator(".bp-hit__facts")).to_have_text(re.compile(r"^Source · Harbour News \d$"))


def test_sources_stand_last_in_the_header_too(written: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(written, "briefings/2026/letters/").page
    field(tab).fill("walrus")
    first = panel(tab).locator(".bp-hit__title")
    expect(first.nth(5)).to_be_visible()
    assert sorted(first.all_inner_texts()[:2]) == ["A walrus was seen", "An old briefing"]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("open letter", "Open letter of drivers at Northgate"),
        ("picking score", "Manual of the picking score, release 4"),
    ],
)
def test_titles_with_the_words_side_by_side_stand_first_also_those_of_sources(
    specimen_site: Path, server: Server, open_tab: OpenPage, query: str, title: str
) -> None:
    tab = open_tab(server(specimen_site), f"search/?q={query}").page
    expect(status(tab)).to_contain_text("results")
    has = [query in found.lower() for found in titles(tab)]
    assert title in titles(tab)[: has.count(True)]
    assert has == sorted(has, reverse=True)


def test_a_page_that_has_the_number_stands_before_one_with_a_longer_number(
    written: Mount, open_tab: OpenPage
) -> None:
    tab = open_tab(written, "search/?q=depot+16").page
    expect(status(tab)).to_have_text("2 results for “depot 16”")
    assert titles(tab) == ["The depot of house 16", "Depot 1600"]


def test_a_page_whose_title_is_what_was_sought_comes_first_however_often_others_say_it(
    written: Mount, open_tab: OpenPage
) -> None:
    tab = open_tab(written, "search/").page
    for query in ("cafes flore", "Café Flore", '"cafés flore"'):
        seek(tab, query, "13 results")
        assert titles(tab)[0] == "Cafés Flore"


# ── other languages ───────────────────────────────────────────────────────────────────────────────────


def test_letters_that_a_keyboard_lacks_are_found_by_those_that_it_has(
    written: Mount, open_tab: OpenPage
) -> None:
    tab = open_tab(written, "search/").page
    for query in ("Øresund", "oresund", "FAERGEN", '"til malmo"', "laeger ol", '"oresund i tåge"', "LÆGER"):
        seek(tab, query, "1 result")
        assert titles(tab) == ["Øresund i tåge"]
        marks = hits(tab).locator("mark").all_inner_texts()
        assert marks
        assert set(marks) <= {"Øresund", "i", "tåge", "Færgen", "til", "Malmø", "Læger", "øl"}


def test_a_result_shows_letters_as_the_page_has_them_and_the_event_in_its_language(
    written: Mount, open_tab: OpenPage
) -> None:
    tab = open_tab(written, "search/?q=malmo").page
    expect(hits(tab).locator(".bp-hit__excerpt")).to_contain_text(f"Malmø. Læger og øl. {LETTERS}")
    expect(hits(tab).locator(".bp-hit__facts [lang=da]")).to_have_text("Sejlads")


def test_a_title_in_another_language_says_so(specimen_site: Path, server: Server, open_tab: OpenPage) -> None:
    tab = open_tab(server(specimen_site), "search/").page
    title = "Straßenbahn Quillham: Gewerkschaft beschwert sich über Dienstpläne"
    for query in ("Strassenbahn", "straßenbahn Quillham"):
        seek(tab, query, "2 results")
        foreign = tab.locator(".bp-hit__title [lang]")
        expect(foreign).to_have_text(title)
        expect(foreign).to_have_attribute("lang", "de")
        place = tab.get_by_role("link", name=f"Text C: {title}")
        expect(place.locator("[lang=de] mark").first).to_have_text("Straßenbahn")


def test_a_quotation_in_another_language_says_so_and_nothing_around_it(
    specimen_site: Path, server: Server, open_tab: OpenPage
) -> None:
    tab = open_tab(server(specimen_site), "search/?q=Schichten").page
    for where in (".bp-hit__excerpt", ".bp-hit__within"):
        foreign = tab.locator(f"{where} [lang]").first
        expect(foreign).to_have_attribute("lang", "de")
        expect(foreign).to_have_text(re.compile("zwischen zwei Schichten.?”$"))


def test_what_is_written_from_right_to_left_stands_so(
    specimen_site: Path, server: Server, open_tab: OpenPage
) -> None:
    tab = open_tab(server(specimen_site), "search/?q=المرضى").page
    title = tab.locator(".bp-hit__title [lang=ar]")
    expect(title).to_have_attribute("dir", "auto")
    assert title.evaluate("element => getComputedStyle(element).direction") == "rtl"


# ── what a result shows ───────────────────────────────────────────────────────────────────────────────


def test_an_excerpt_holds_a_word_that_was_sought_or_is_not_there(written: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(written, "search/?q=walrus").page
    expect(hits(tab)).to_have_count(10)
    named = hits(tab).filter(has_text="A walrus was seen")
    expect(named.locator("h3 mark")).to_have_text("walrus")
    expect(named.locator(".bp-hit__facts mark")).to_have_text("Walrus")
    expect(named.locator(".bp-hit__excerpt")).to_have_count(0)
    within = hits(tab).filter(has_text="An old briefing")
    expect(within.locator(".bp-hit__excerpt mark")).to_have_text("walrus")
    expect(hits(tab).last.locator(".bp-hit__excerpt")).to_have_count(0)


def test_a_claim_found_by_other_words_than_its_own_shows_them(
    site: Path, server: Server, open_tab: OpenPage
) -> None:
    tab = open_tab(server(site), "search/?q=boardrooms").page
    place = tab.get_by_role("link", name=re.compile("^Claim 6: AI is bound up with older industries")).first
    expect(place.locator("mark")).to_have_text("boardrooms")
    expect(place).to_have_text(re.compile("handling of information. … “From boardrooms to film sets"))


def test_the_border_of_a_heading_is_seen_in_an_excerpt(written: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(written, "search/?q=quoll").page
    expect(hits(tab).locator(".bp-hit__excerpt")).to_have_text(
        "The quoll left its den at dusk. It was dry. It was dry. It was dry. It was dry. It was dry. It was dry. "
        "· Who says what · One quoll came back before the …"
    )


def test_an_excerpt_does_not_end_with_a_heading(site: Path, server: Server, open_tab: OpenPage) -> None:
    tab = open_tab(server(site), "search/?q=Amazon").page
    expect(hits(tab).first.locator(".bp-hit__excerpt")).to_have_text(
        "… Also called: Amazon.com. Parts of it: Amazon MGM Studios. …"
    )


def test_german_quotation_marks_make_a_phrase_too(written: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(written, "search/?q=„dusk quoll“").page
    expect(status(tab)).to_have_text("No results for “dusk quoll”")


def test_words_that_stand_nowhere_side_by_side_are_offered_apart(written: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(written, "search/?q=%22dusk quoll%22").page
    expect(status(tab)).to_have_text("No results for “dusk quoll”")
    tab.get_by_role("link", name="the words “dusk quoll”, not side by side (1)").click()
    expect(status(tab)).to_have_text("1 result for “dusk quoll”")


def test_without_words_each_briefing_shows_how_it_begins(written: Mount, open_tab: OpenPage) -> None:
    tab = open_tab(written, "search/").page
    expect(hits(tab).nth(2).locator(".bp-hit__excerpt")).to_contain_text("Nobody asked where it went")


# ── the first edition ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("query", ["Amazon-owned MGM Studios", "amazon owned mgm studios"])
def test_another_name_finds_the_organisation_first(
    site: Path, server: Server, open_tab: OpenPage, query: str
) -> None:
    tab = open_tab(server(site), f"search/?q={query}").page
    expect(status(tab)).to_contain_text("results")
    assert titles(tab)[0] == "Amazon MGM Studios"


def test_a_source_shows_its_publisher_and_nothing_that_all_of_them_say(
    site: Path, server: Server, open_tab: OpenPage
) -> None:
    tab = open_tab(server(site), "search/?q=friction").page
    hit = hits(tab).filter(has_text="The Friction Between AI and Hollywood").last
    expect(hit.locator(".bp-hit__facts")).to_have_text("Source · Publisher unknown")
    expect(hit.locator(".bp-hit__excerpt")).to_have_count(0)
