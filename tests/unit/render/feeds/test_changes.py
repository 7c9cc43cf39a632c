"""The feeds of corrections and of changes to claims."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from briefpress.model.card import ClaimEvent
from tests.unit.render.feeds.reading import BASE, atom, made
from tests.unit.render.listing_making import card

WRONG: dict[str, Any] = {
    "id": "x1",
    "date": "2026-11-23",
    "kind": "correction",
    "severity": "substantive",
    "affects": ["c1", "summary"],
    "was": "Acme ended two films.",
    "now": "Acme ended a film.",
    "reason": "We counted one film twice",
}
UNCLEAR: dict[str, Any] = {
    "id": "x2",
    "date": "2026-11-24",
    "kind": "clarification",
    "now": "It was <b>in</b> May.",
}


def corrections(*found: dict[str, Any], **changes: Any) -> Any:
    return atom(made([card(corrections=list(found), **changes)])["corrections/feed.xml"])


def test_every_correction_the_latest_first() -> None:
    found = corrections(WRONG, UNCLEAR)
    assert found.feed.title == "The Desk: corrections"
    assert found.feed.link == f"{BASE}corrections/"
    assert found.feed.updated == "2026-11-24T00:00:00Z"
    assert [(e.title, e.link, e.updated) for e in found.entries] == [
        (
            "Clarification: The film of Acme",
            f"{BASE}briefings/2026/film/#correction-x2",
            "2026-11-24T00:00:00Z",
        ),
        ("Correction: The film of Acme", f"{BASE}briefings/2026/film/#correction-x1", "2026-11-23T00:00:00Z"),
    ]


def test_a_correction_says_was_now_and_why() -> None:
    (entry,) = corrections(WRONG).entries
    assert entry.summary == "Acme ended a film."
    assert entry.content[0].value == (
        "<p><strong>It said:</strong> Acme ended two films.</p>\n"
        "<p><strong>It says:</strong> Acme ended a film.</p>\n"
        "<p>We counted one film twice. The meaning changed. "
        f'<a href="{BASE}briefings/2026/film/#correction-x1">The film of Acme</a></p>'
    )
    assert [t.term for t in entry.tags] == ["correction", "substantive"]


def test_text_of_editors_is_no_html() -> None:
    (entry,) = corrections(UNCLEAR).entries
    assert "It was &lt;b&gt;in&lt;/b&gt; May." in entry.content[0].value


def test_a_withdrawal_is_told_too() -> None:
    (entry,) = corrections(
        status="withdrawn", withdrawn={"date": "2026-11-25", "reason": "The source was forged"}
    ).entries
    assert entry.title == "Withdrawal: The film of Acme"
    assert entry.updated == "2026-11-25T00:00:00Z"
    assert "The source was forged." in entry.content[0].value


def test_ids_of_corrections_stay_when_the_page_moves() -> None:
    made_card = card(corrections=[WRONG])
    moved = replace(made_card, address="briefings/2027/other/")
    (one,) = atom(made([made_card])["corrections/feed.xml"]).entries
    (two,) = atom(made([moved])["corrections/feed.xml"]).entries
    assert one.id == two.id == "urn:uuid:f3e771d0-4215-5a38-91ce-f7b8d0d947cf"
    assert one.link != two.link


def test_what_has_no_date_is_left_out() -> None:
    assert corrections({**WRONG, "date": "soon"}).entries == []


def test_a_correction_of_a_claim_is_a_change_to_it() -> None:
    files = made([card(corrections=[WRONG, UNCLEAR])])
    found = atom(files["corrections/claims.xml"])
    assert found.feed.title == "The Desk: changes to claims"
    (entry,) = found.entries
    assert entry.title == "Claim corrected: The film of Acme, claim 1"
    assert entry.link == f"{BASE}briefings/2026/film/#c1"
    assert entry.content[0].value.startswith("<p>Acme ended a film.</p>")
    assert [t.term for t in entry.tags] == ["corrected"]
    assert entry.id != atom(files["corrections/feed.xml"]).entries[1].id


def test_many_corrections_have_an_archive() -> None:
    many = [{**WRONG, "id": f"x{n}", "date": f"2025-{n // 28 + 1:02}-{n % 28 + 1:02}"} for n in range(60)]
    files = made([card(corrections=many)])
    assert len(atom(files["corrections/feed.xml"]).entries) == 50
    assert len(atom(files["corrections/feed/2025/1.xml"]).entries) == 50
    assert "corrections/claims/2025/1.xml" in files


def told(*events: ClaimEvent) -> list[tuple[str, str, str]]:
    """Title, day and text of each change, of a claim with this history."""
    made_card = card()
    first, *others = made_card.claims
    changed = replace(made_card, version=5, claims=(first._replace(history=events), *others))
    found = atom(made([changed])["corrections/claims.xml"])
    return [(e.title, e.updated[:10], e.content[0].value) for e in found.entries]


def test_what_became_of_a_claim_from_version_to_version() -> None:
    found = told(
        ClaimEvent(1, "2026-11-21", "added", "", "", ""),
        ClaimEvent(2, "2026-11-22", "corrected", "Acme ended two films.", "Acme ended a film.", "Miscounted"),
        ClaimEvent(3, "2026-11-23", "raised", "insufficient", "moderate", "A new source"),
        ClaimEvent(4, "2026-11-24", "lowered", "moderate", "low", ""),
        ClaimEvent(5, "2026-11-25", "superseded", "", "", ""),
    )
    assert [(title, day) for title, day, _ in found] == [
        ("Claim superseded: The film of Acme, claim 1", "2026-11-25"),
        ("Less well supported than before: The film of Acme, claim 1", "2026-11-24"),
        ("Better supported than before: The film of Acme, claim 1", "2026-11-23"),
        ("Claim corrected: The film of Acme, claim 1", "2026-11-22"),
    ]
    assert "<strong>It said:</strong> Not established</p>" in found[2][2]
    assert "<strong>It says:</strong> Credible, not settled</p>" in found[2][2]
    assert "A new source. " in found[2][2]


def test_a_claim_added_to_a_published_page_is_a_change() -> None:
    assert told(ClaimEvent(2, "2026-11-22", "added", "", "", "More came out"))[0][:2] == (
        "New claim: The film of Acme, claim 1",
        "2026-11-22",
    )


def test_a_correction_that_the_history_tells_already_is_told_once() -> None:
    made_card = card(corrections=[WRONG])
    event = ClaimEvent(2, "2026-11-23", "corrected", "Acme ended two films.", "Acme ended a film.", "")
    first, *others = made_card.claims
    changed = replace(made_card, claims=(first._replace(history=(event,)), *others))
    assert len(atom(made([changed])["corrections/claims.xml"]).entries) == 1


def test_drafts_in_a_preview_have_no_changes() -> None:
    assert atom(made([card(status="draft", corrections=[WRONG])])["corrections/claims.xml"]).entries == []
