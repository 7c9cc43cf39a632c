"""The page of a digest: threads, the claims on which they rest, and limits under the summary."""

from __future__ import annotations

import re
from typing import Any

from briefpress.model.document import Document
from tests.unit.render.conftest import Expand
from tests.unit.render.making import BODY, FILM, document, parsed, text_of

DIGEST: dict[str, Any] = {
    "title": "Two films",
    "summary": "What two films have in common.",
    "limits": "Every thread rests on one origin.",
    "period": "2026-10/2026-11",
    "status": "published",
    "published": "2026-11-21",
    "version": 1,
    "editor": ["editors"],
    "briefings": ["2026-film", "2026-other", "2026-hidden"],
    "threads": [
        {
            "id": "t1",
            "text": "Both ended.",
            "kind": "common",
            "supports": ["2026-film#c2", "2026-other#c1", "#c1"],
        }
    ],
    "sources": ["seed-c"],
    "claims": [
        {
            "id": "c1",
            "text": "A pattern.",
            "kind": "evaluation",
            "assertions": [{"source": "seed-c", "quote": "a"}],
        }
    ],
}
FILMS = (document(FILM, BODY), document({**FILM, "event": "The other film"}, BODY, slug="other"))


def digest(body: str = "", **changes: Any) -> Document:
    return document({**DIGEST, **changes}, body, slug="films")


def test_limits_stand_directly_under_the_summary(expand: Expand) -> None:
    short = text_of(parsed(expand(digest(), *FILMS).body).find(".//section"))
    assert "have in common. How far it goes Every thread rests on one origin." in short


def test_threads_show_their_claims_with_confidence_and_attribution(expand: Expand) -> None:
    thread = text_of(parsed(expand(digest(), *FILMS).body).find(".//ol[@class='bp-threads']"))
    assert thread.startswith("1 In common. Both ended.")
    assert (
        "The film of Acme, claim 2: According to text B: Acme meant to save money. Not established" in thread
    )
    assert (
        "The other film, claim 1: Acme ended a film. Not established Replies, or that nobody was asked"
        in thread
    )
    assert "Claim 1: A pattern. A view, not graded" in thread


def test_only_public_briefings_are_named(expand: Expand) -> None:
    page = expand(digest(), FILMS[0])
    assert "other" not in page.body.lower().replace("others", "").replace("another", "")
    assert "hidden" not in re.sub("<(div|span) hidden|aria-hidden", "", page.body)


def test_its_flags_are_those_of_its_briefings(expand: Expand) -> None:
    tree = parsed(expand(digest(), *FILMS).body)
    labels = [text_of(a) for a in tree.find(".//p[@class='bp-labels']").findall("a")]
    assert "Accounts differ" in labels
    assert "This holds for The film of Acme and The other film." in text_of(tree)
    assert "Everything here rests on one text" not in text_of(tree)  # true of its one claim only


def test_its_own_text_cites_its_own_claims(expand: Expand) -> None:
    page = expand(digest("## A heading\n\nSo it is [c1]."), *FILMS)
    assert '<h3 id="text-a-heading">A heading</h3>' in page.body
    assert 'href="#ref-c1-1"' in page.body
    assert "Read together" in [entry.text for entry in page.contents]
    assert (page.section, page.address) == ("digests", "digests/2026/films/")


def test_a_briefing_leads_to_the_digest_that_holds_it(expand: Expand) -> None:
    page = expand(FILMS[0], FILMS[1], digest())
    assert '<a href="../../../digests/2026/films/">Two films</a>' in page.body
