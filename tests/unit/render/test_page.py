"""The page of a briefing: order, wording, the matrix, and what must never be printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from briefpress.model.artifact import Page
from tests.unit.render.conftest import Expand
from tests.unit.render.making import BODY, FILM, document, parsed, text_of

STANDARD = "No text here carries a date; ours is a limit, not a report"
"""What the label Undated brings with it, as an editor may write it."""
PAYLOAD = '<script>alert("x")</script>{{ 7 * 7 }}{% raw %}'


def film(body: str = BODY, **changes: Any) -> Any:
    return document({**FILM, **changes}, body)


def headings(page: Page) -> list[str]:
    return [text_of(h) for h in parsed(page.body).iter("h2")]


def row(page: Page, claim: str) -> Any:
    return next(r for r in parsed(page.body).iter("tr") if r.get("id") == claim)


def section(page: Page, name: str) -> str:
    tree = parsed(page.body)
    return next(text_of(s) for s in tree.iter("section") if any(h.get("id") == name for h in s.iter("h2")))


def test_blocks_stand_in_reading_order(expand: Expand) -> None:
    assert headings(expand(film())) == [
        "In short",
        "What happened",
        "People affected",
        "Takeaways",
        "Why it matters",
        "What we do not know",
        "Watch list",
        "What we can say",
        "Who says what",
        "Sources",
        "Replies",
        "How we worked",
        "Versions",
        "Cite this",
        "Read on",
    ]


def test_contents_lead_to_the_headings(expand: Expand) -> None:
    page = expand(film())
    ids = {h.get("id"): text_of(h) for h in parsed(page.body).iter("h2")}
    assert all(ids[entry.id] == entry.text for entry in page.contents)


def test_the_line_under_the_title(expand: Expand) -> None:
    line = parsed(expand(film()).body).find(".//ul[@class='bp-line']")
    assert [text_of(part) for part in line] == [
        "Source review",
        "Event date: on an unknown day, at the latest 21 November 2026",
        "Published 21 November 2026",
        "Version 1",
    ]


def test_an_unknown_date_is_at_the_latest_the_day_of_the_earliest_source(expand: Expand) -> None:
    page = expand(film(event_date="unknown"))
    assert "on an unknown day, at the latest 21 November 2026" in page.body


def test_in_short_says_what_happened_to_whom_and_what_to_take_away(expand: Expand) -> None:
    short = section(expand(film()), "in-short")
    assert "What happened Two texts say that Acme ended a film." in short
    assert "Who is affected Film crew. We lack their own words." in short
    assert "If so, agree on pay first. Claims behind it: Not established" in short
    assert "A third one." not in short
    assert short.endswith("Accounts differ Voices missing")


def test_labels_lead_to_their_explanations(expand: Expand) -> None:
    tree = parsed(expand(film()).body)
    ids = {e.get("id"): e for e in tree.iter() if e.get("id")}
    links = tree.find(".//p[@class='bp-labels']").findall("a")
    explained = {text_of(a): text_of(ids[a.get("href")[1:]]) for a in links}
    assert explained["No primary source"].startswith("No primary source We hold no document, recording,")
    assert (
        "bring the same unrelated items together and at least two of them share eight or more"
        in explained["One origin"]
    )
    assert explained["Voices missing"] == "Voices missing We have no words from these: Film crew. Not yet."
    assert "No day is given. Would settle it: A dated statement." in explained["Undated"]


def test_a_gap_in_the_standard_words_is_told_once(expand: Expand) -> None:
    """Editors may write them too; what they tried stays."""
    undated = film(gaps=[{"kind": "no-date", "text": STANDARD, "tried": "Its archive"}])
    told = section(expand(undated), "what-we-do-not-know")
    assert told.count("ours is a limit") == 1
    assert "Its archive" in told


def test_every_link_within_the_page_arrives_and_every_id_is_unique(expand: Expand) -> None:
    tree = parsed(expand(film()).body)
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert {a.get("href")[1:] for a in tree.iter("a") if a.get("href", "").startswith("#")} <= set(ids)


def test_people_affected_come_before_those_who_acted(expand: Expand) -> None:
    people = section(expand(film()), "people-affected")
    assert people.index("Film crew") < people.index("Who acted, and who can act") < people.index("Acme Ltd")
    assert "People affected whose own words we lack: Film crew." in people
    assert "No source mentions: Film crew." in people
    assert (
        "Effect: alleged, negative. Not known: how grave, how many people, whether it can be put right."
        in people
    )
    assert "We hold none of their own words. What we did to hear them: Not yet." in people


def test_takeaways_carry_audience_claims_and_the_weakest_confidence(expand: Expand) -> None:
    takeaways = section(expand(film()), "takeaways")
    assert "Lesson. For creators. Rests on claim 1, claim 3: Not established" in takeaways


def test_a_passed_watch_date_says_that_no_outcome_is_recorded(expand: Expand) -> None:
    watch = section(expand(film()), "watch-list")
    assert "1 November 2026 A statement. What would count as movement: It gives a reason. No outcome" in watch
    assert watch.count("No outcome recorded.") == 1


def test_columns_are_sources_under_their_origin(expand: Expand) -> None:
    table = parsed(expand(film()).body).find(".//table")
    group, sources = table.find("thead").findall("tr")
    origin = group.findall("th")[1]
    assert (origin.get("scope"), origin.get("colspan")) == ("colgroup", "3")
    assert text_of(origin) == "Three texts 1 origin, 3 texts"
    assert [(th.get("scope"), text_of(th)) for th in sources] == [
        ("col", "Text A"),
        ("col", "Text B"),
        ("col", "Text C"),
    ]


def test_a_row_says_who_says_what(expand: Expand) -> None:
    first = row(expand(film()), "c1")
    head, *cells = first
    assert (head.tag, head.get("scope")) == ("th", "row")
    assert "Acme ended a film." in text_of(head)
    said = text_of(cells[0])
    assert "supports it, “reports suggest”" in said
    assert "“reports suggest that it ended” paragraph 3, hearsay, as possible." in said
    assert "takes it for granted" in text_of(cells[1])
    assert text_of(cells[2]) == "Text C does not say"


def test_a_row_leads_back_to_the_sentences_that_cite_it(expand: Expand) -> None:
    page = expand(film())
    links = {text_of(a): a.get("href") for a in row(page, "c2").find("th").iter("a")}
    assert links["What happened"] == "#ref-c2-1"
    assert links["Where accounts differ"] == "#ref-c2-2"
    assert links["takeaway 2"] == "#takeaway-2"
    assert 'id="ref-c2-2"' in page.body


def test_a_motive_is_always_somebodys_account(expand: Expand) -> None:
    page = expand(film())
    assert "According to text B: Acme meant to save money." in text_of(row(page, "c2"))
    names = {a.get("aria-label") for a in parsed(page.body).iter("a") if a.get("href") == "#c2"}
    assert "claim 2: According to text B: Acme meant…" in names


def test_who_was_not_asked_stands_beside_an_adverse_claim(expand: Expand) -> None:
    page = expand(film())
    assert "We have not asked Acme Ltd." in text_of(row(page, "c1"))
    assert "We have not asked" not in text_of(row(page, "c2"))
    assert "We have not asked Acme Ltd. A request is due." in section(page, "replies")


def test_when_we_asked_is_said_once_and_not_beside_every_claim(expand: Expand) -> None:
    reply = {"party": "acme", "claims": ["c1"], "requested": "2026-11-01", "deadline": "2026-11-08"}
    short = {
        "published-in-full": "Reply of Acme Ltd: below",
        "received": "We asked Acme Ltd; they answered.",
        "no-response": "We asked Acme Ltd; there was no answer.",
        "declined": "We asked Acme Ltd; they declined to answer.",
        "requested": "We asked Acme Ltd; an answer is awaited.",
    }
    for status, words in short.items():
        page = expand(film(responses=[{**reply, "status": status, "text": "It is on hold."}]))
        beside = [a for a in row(page, "c1").iter("a") if a.get("href") == "#reply-1"]
        assert [text_of(a) for a in beside] == [words]
        assert "on 1 November 2026" in section(page, "replies")
        assert "1 November 2026" not in section(page, "who-says-what")


def test_without_an_entry_nobody_is_presumed_to_have_been_asked(expand: Expand) -> None:
    assert "We have not asked Acme Ltd." in text_of(row(expand(film(responses=[])), "c1"))


def test_a_reply_stands_in_full(expand: Expand) -> None:
    reply = {
        "party": "acme",
        "claims": ["c1"],
        "status": "published-in-full",
        "requested": "2026-11-01T09:00:00Z",
    }
    page = expand(film(responses=[{**reply, "received": "2026-11-02", "text": "It is on hold."}]))
    replies = section(page, "replies")
    assert "We asked Acme Ltd on 1 November 2026, 09:00 UTC. They answered on 2 November 2026" in replies
    assert "their reply stands in full below." in replies
    assert "“It is on hold.”" in replies


def test_above_six_sources_columns_are_origins_and_a_row_lists_who_speaks(expand: Expand) -> None:
    sources = [
        {"id": f"s{n}", "title": f"T{n}", "publisher": f"P{n}", "issued": "2026", "accessed": "2026-11-21"}
        for n in range(8)
    ]
    claims = [{"id": "c1", "text": "So.", "assertions": [{"source": "s3", "quote": "it is so"}]}]
    page = expand(document({**FILM, "sources": sources, "claims": claims, "responses": []}))
    table = parsed(page.body).find(".//table")
    assert "bp-matrix--listed" in table.get("class")
    assert text_of(row(page, "c1")).endswith("7 others do not say")
    assert text_of(row(page, "c1")).count("Text D") == 1, "the name stands once"
    letters = next(e for e in parsed(page.body).iter("details") if e.get("class") == "bp-letters")
    assert "Text A T0, P0 Text B T1, P1" in text_of(letters)
    assert [a.get("href") for a in letters.iter("a")][3] == "#source-s3"
    assert "origin" not in text_of(letters), "each counts for itself"


def origins_said(page: Page, claim: str) -> list[tuple[str, str | None]]:
    """What a row says of origins where the table's header cannot be seen, and whether a screen reader is spared it."""
    found = [e for e in row(page, claim).iter("span") if e.get("class") == "bp-once"]
    return [(text_of(e), e.get("aria-hidden")) for e in found]


def test_sources_of_one_origin_are_told_beside_what_they_say(expand: Expand) -> None:
    given = {"publisher": "P", "issued": "2026", "accessed": "2026-11-21"}
    sources: list[Any] = [{"id": f"s{n}", "title": f"T{n}", **given} for n in range(6)]
    said = [{"source": s, "quote": "it is so"} for s in ("s1", "seed-a", "seed-c")]
    claims = [
        {"id": "c1", "text": "So.", "assertions": said},
        {"id": "c2", "text": "Not so.", "assertions": said[:1]},
    ]
    entry = {**FILM, "sources": [*sources, "seed-a", "seed-c"], "claims": claims, "responses": []}
    page = expand(document(entry))
    assert origins_said(page, "c1") == [("Three texts: text G and text H count as one origin", "true")]
    assert origins_said(page, "c2") == []
    letters = [text_of(e) for e in parsed(page.body).iter("li") if "counts as" in text_of(e)]
    assert [(words[:6], words.partition(" · ")[2]) for words in letters] == [
        ("Text G", "counts as one origin with text H"),
        ("Text H", "counts as one origin with text G"),
    ]


def test_with_a_column_for_each_source_an_origin_is_told_where_several_of_its_texts_speak(
    expand: Expand,
) -> None:
    said = [{"source": s, "quote": "it is so"} for s in ("german", "seed-a", "seed-c")]
    claims = [
        {"id": "c1", "text": "So.", "assertions": said},
        {"id": "c2", "text": "Not so.", "assertions": said[:2]},
    ]
    entry = {**FILM, "sources": ["german", "seed-a", "seed-c"], "claims": claims, "responses": []}
    page = expand(document(entry))
    assert origins_said(page, "c1") == [("Three texts: text B and text C count as one origin", "true")]
    assert origins_said(page, "c2") == []
    assert origins_said(expand(film()), "c1") == [], "all is one origin: the caption says so"


def test_each_claim_has_the_address_of_this_version(expand: Expand) -> None:
    page = expand(film(version=2, changes=[{"version": 2, "date": "2026-11-21", "note": "More."}]))
    links = {text_of(a): a.get("href") for a in row(page, "c2").find("th").iter("a")}
    assert links["Cite"] == "v/2/#c2"
    draft = row(expand(film(status="draft", version=0)), "c2")
    assert "Cite" not in [text_of(a) for a in draft.iter("a")]


def test_a_claim_named_in_a_plain_field_is_named_in_words(expand: Expand) -> None:
    people = [
        {"name": "Crew", "class": "own-workforce", "role": "affected", "stake": "Pay; see c1 and c2, not c9"}
    ]
    said = section(expand(film(stakeholders=people)), "people-affected")
    assert "Pay; see claim 1 and claim 2, not c9." in said


def test_a_quotation_keeps_its_language_and_has_its_translation(expand: Expand) -> None:
    said = {"source": "german", "quote": "so ist es", "translation": "so it is", "translated_by": "editors"}
    claims = [{"id": "c1", "text": "So.", "assertions": [said]}]
    page = expand(document({**FILM, "sources": ["german"], "claims": claims, "responses": []}))
    quote = row(page, "c1").find(".//blockquote")
    assert quote.get("lang") == "de"
    assert "Translation by The desk: “so it is”" in text_of(row(page, "c1"))
    attributed = {"basis": "attributed-named", "attributed_to": "Angaben <der> Bahn", "hedge": ["angeblich"]}
    claims[0]["assertions"] = [{**said, **attributed}]
    page = expand(document({**FILM, "sources": ["german"], "claims": claims, "responses": []}))
    german = [text_of(e) for e in row(page, "c1").iter("span") if e.get("lang") == "de"]
    assert german == ["angeblich", "Angaben <der> Bahn"]
    assert "Acme Ltd" in text_of(parsed(page.body).find(".//table/thead"))


def test_likelihood_and_confidence_never_share_a_sentence(expand: Expand) -> None:
    judged = {"id": "j1", "text": "So.", "claims": ["c1"], "confidence": "low", "likelihood": "likely"}
    said = section(expand(film(key_judgements=[judged])), "what-we-can-say")
    assert "Confidence Weakly supported Likelihood Likely (55–80 %)" in said


def test_no_likelihood_without_a_basis(expand: Expand) -> None:
    judged = {
        "id": "j1",
        "text": "So.",
        "claims": ["c1"],
        "confidence": "insufficient",
        "likelihood": "likely",
    }
    assert "Likelihood" not in section(expand(film(key_judgements=[judged])), "what-we-can-say")


def test_origins_that_do_not_count_are_told_beside_those_that_do(expand: Expand) -> None:
    """In the picture and in the words beside it: who counts the texts below must find them all."""
    said = [{"source": name, "quote": "Acme ended a film"} for name in ("german", "seed-a")]
    claims = [{"id": "c1", "text": "It ended.", "assertions": said}]
    page = expand(film(sources=["german", "seed-a"], claims=claims))
    told = "1 origin counted (1 more is of unknown publisher), nothing we can trace"
    assert text_of(row(page, "c1")).count(told) == 2


def test_sources_name_what_they_draw_on(expand: Expand) -> None:
    """One of this page by its letter, one with a page of its own by title, one of hidden pages only by its id."""
    entries = [
        {"id": f"own-{n}", "title": "T", "publisher": "unknown", "accessed": "2026-11-21", "via": via}
        for n, via in enumerate((["own-1"], ["german"], ["seed-c"], ["german", "a wire"]))
    ]
    other = document({**FILM, "sources": ["german"]}, BODY, slug="other")
    said = [{"source": "own-0", "quote": "Acme ended a film"}]
    page = expand(
        film(sources=entries, claims=[{"id": "c1", "text": "It ended.", "assertions": said}]), other
    )
    told = [text_of(e) for e in parsed(page.body).iter("div") if text_of(e).startswith("Says it relies on")]
    assert [words.removeprefix("Says it relies on ") for words in told] == [
        "text B",
        "“Title of german”",
        "seed-c",
        "“Title of german” and a wire",
    ]
    assert '<a href="../../../sources/german/" rel="noopener">“<span lang="de">Title of german' in page.body


def test_sources_say_what_is_unknown(expand: Expand) -> None:
    sources = section(expand(film()), "sources")
    assert "Text A: Title of seed-a Publisher unknown Author none given Date unknown" in sources
    assert "Reliability F: cannot be judged" in sources
    assert "Speaks to 1 of 3 claims" in sources


def test_how_we_worked_is_disclosed(expand: Expand) -> None:
    worked = section(expand(film(suppress={"flat-restatement": "It names the text"})), "how-we-worked")
    assert "No second person has read this." in worked
    assert "No AI system was used in this work." in worked
    assert "flat-restatement: It names the text." in worked


def test_a_substantive_correction_stands_above_the_title(expand: Expand) -> None:
    wrong = {
        "id": "x1",
        "date": "2026-11-21",
        "kind": "correction",
        "was": "Three.",
        "now": "Two.",
        "reason": "Misread",
    }
    page = expand(film(corrections=[{**wrong, "severity": "substantive", "affects": ["c1"]}]))
    assert page.body.index("Corrected on 21 November 2026: Two.") < page.body.index("<h1>")
    corrections = section(page, "corrections")
    assert "It said Three. It says Two. Misread. Concerns claim 1." in corrections
    minor = expand(film(corrections=[{**wrong, "severity": "minor"}]))
    assert "Corrected on" not in minor.body


def test_a_withdrawn_page_says_so_first(expand: Expand) -> None:
    other = document({**FILM, "event": "The other film"}, slug="other")
    withdrawn = {"date": "2026-11-22", "reason": "The texts were invented", "replaced_by": "2026-other"}
    page = expand(film(status="withdrawn", withdrawn=withdrawn), other)
    notice = text_of(parsed(page.body).find(".//div[@role='note']"))
    assert notice.startswith("Withdrawn on 22 November 2026.")
    assert notice.endswith("The texts were invented. It is replaced by: The other film")


def test_a_withdrawn_page_says_when_it_was_published_and_that_it_is_withdrawn_once(expand: Expand) -> None:
    entry = {"id": "x1", "date": "2026-11-22", "kind": "withdrawal", "severity": "withdrawal"}
    words = {"was": "It ended.", "now": "Nothing is known.", "reason": "Forged", "affects": ["c1"]}
    withdrawn = {"date": "2026-11-22", "reason": "The texts were invented"}
    changes = film(status="withdrawn", withdrawn=withdrawn, corrections=[entry | words])
    page = parsed(expand(changes).body)
    assert len(page.findall(".//div[@role='note']")) == 1
    line = text_of(next(e for e in page.iter("ul") if e.get("class") == "bp-line"))
    assert "Published 21 November 2026 Withdrawn" in line


def test_the_same_event_elsewhere_is_linked(expand: Expand) -> None:
    page = expand(film(same_as=["aiid:123"]))
    assert "AI Incident Database, 123" in section(page, "what-happened")
    assert 'href="https://incidentdatabase.ai/cite/123/"' in page.body


def test_places_are_printed_by_their_names(expand: Expand) -> None:
    assert "Where New Zealand and Scotland" in section(expand(film(places=["NZ", "GB-SCT"])), "what-happened")


def test_the_search_knows_places_by_code_and_name(expand: Expand) -> None:
    body = expand(film(places=["NZ", "GB-SCT", "the high seas"])).body
    for value in ("NZ New Zealand", "GB-SCT Scotland", "the-high-seas the high seas"):
        assert f'="{value}"' in body


def test_a_removed_page_keeps_the_day_and_the_ground_only(expand: Expand) -> None:
    removed = {"date": "2026-11-22", "ground": "court-order"}
    page = expand(film(status="removed", removed=removed))
    assert (
        text_of(parsed(page.body))
        == "Removed This page was removed on 22 November 2026. By order of a court."
    )
    everything = f"{page.title}{page.description}{page.head}{page.body}"
    assert not [word for word in ("Acme", "film", "crew", "index.json") if word in everything]
    assert not page.indexed


def test_a_draft_of_one_line_is_a_page(expand: Expand) -> None:
    page = expand(document({"title": "A title"}))
    assert headings(page) == ["How we worked", "Cite this"]
    assert "This is a draft." in page.body
    assert "data-pagefind-filter" not in page.body


def test_nothing_is_printed_where_there_is_nothing(expand: Expand) -> None:
    page = expand(film("## What happened\n\nSo.", watch=[], key_judgements=[], responses=[], principles=[]))
    assert not {"Why it matters", "Watch list", "What we can say", "Timeline", "Replies"} & set(
        headings(page)
    )


def test_links_lead_only_to_pages_that_exist(expand: Expand) -> None:
    page = expand(film())
    assert 'href="../../../topics/film/"' in page.body
    assert 'href="../../../organisations/acme/"' in page.body
    assert 'href="../../../affected/crew/"' in page.body
    assert "people/" not in page.body


def test_no_address_begins_at_the_root(expand: Expand) -> None:
    tree = parsed(expand(film()).body)
    assert not [a for a in tree.iter() if (a.get("href") or a.get("src") or "").startswith("/")]


def test_cite_and_contact(expand: Expand) -> None:
    cite = section(expand(film()), "cite-this")
    assert cite.startswith(
        "Cite this The desk. “Acme ended a film, two texts say”. The Desk, 21 November 2026, version 1. "
        "https://example.org/site/briefings/2026/film/"
    )
    assert "desk@example.org" in cite


def poisoned(value: Any) -> Iterator[Any]:
    """The values with each text in turn replaced by something that must stay text."""
    if isinstance(value, str):
        yield PAYLOAD
    elif isinstance(value, dict):
        for key, held in value.items():
            yield from ({**value, key: other} for other in poisoned(held))
    elif isinstance(value, list):
        for index, held in enumerate(value):
            yield from ([*value[:index], other, *value[index + 1 :]] for other in poisoned(held))


CLOSED = "kind class role status type_of_work severity confidence modality basis stance direction for".split()


def open_fields(values: dict[str, Any]) -> dict[str, Any]:
    """The values without those of a closed vocabulary, which no text can enter."""

    def pruned(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                k: pruned(v) for k, v in value.items() if k not in {*CLOSED, "reviewer", "ai_use", "impact"}
            }
        return [pruned(v) for v in value] if isinstance(value, list) else value

    found: dict[str, Any] = pruned(values)
    return found


FULL = {
    **FILM,
    "changes": [{"version": 2, "date": "2026-11-21", "note": "n"}],
    "corrections": [
        {"id": "x1", "date": "2026-11-21", "was": "w", "now": "n", "reason": "r", "affects": ["c1"]}
    ],
    "timeline": [{"date": "2026-11-01", "text": "t", "claims": ["c1"]}],
    "places": ["GB"],
    "same_as": ["aiid:1"],
    "suppress": {"rule": "why"},
    "sources": ["seed-a", {"id": "own", "title": "t", "publisher": "p", "url": "https://e.org", "note": "n"}],
}


@pytest.mark.parametrize("values", list(poisoned(open_fields(FULL))))
def test_no_field_passes_unescaped_or_is_evaluated(values: dict[str, Any], expand: Expand) -> None:
    page = expand(document(values, BODY))
    for element in parsed(page.body + page.head).iter():
        assert element.tag not in {"script", "style"}
        assert "style" not in element.attrib
        assert not [name for name in element.attrib if name.startswith("on")]
        assert not (element.get("href") or "").startswith("javascript")
    assert "49" not in page.body


def test_an_address_that_is_none_of_the_web_is_no_link(expand: Expand) -> None:
    inline = {"id": "own", "title": "t", "publisher": "p", "url": "javascript:alert(1)"}
    page = expand(film(sources=[inline]))
    assert "javascript:alert(1)" in page.body
    assert 'href="javascript' not in page.body
