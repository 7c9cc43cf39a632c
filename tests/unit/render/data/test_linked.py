"""Linked data in a page's head."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from briefpress.render.data import linked
from tests.unit.render.data.making import MORE, REGISTRY, Built
from tests.unit.render.making import FILM, SETTINGS, document

BUILT = Built()


def graph(built: Built, name: str) -> list[dict[str, Any]]:
    head = linked.script(built.twins[name].values, REGISTRY, SETTINGS, {"https://example.org/x/": "X"})
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head, re.DOTALL)
    made: list[dict[str, Any]] = json.loads(found)["@graph"]
    return made


def test_the_article() -> None:
    article = graph(BUILT, "2026-more")[0]
    assert (
        article
        | {
            "@type": "AnalysisNewsArticle",
            "@id": "https://example.org/site/briefings/2026/more/",
            "headline": MORE["title"],
            "version": 2,
            "temporalCoverage": "[..2026-11-21]",
            "dateModified": "2026-11-22",
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "editor": [{"@type": "Organization", "name": "The desk"}],
            "about": [{"@type": "Thing", "name": "Film"}],
        }
        == article
    )
    assert article["correction"][0]["text"] == "“-5 days” now reads “5 days”. A slip."
    assert "ClaimReview" not in json.dumps(article)


def test_a_correction_of_a_sentence_has_one_stop() -> None:
    corrected = {**MORE["corrections"][0], "was": "It paid.", "now": "It did not pay."}
    values = {**BUILT.twins["2026-more"].values, "corrections": [corrected]}
    head = linked.script(values, REGISTRY, SETTINGS, {})
    assert "“It paid.” now reads “It did not pay.” A slip." in head


def test_a_claim_that_could_harm_and_a_motive_are_left_out() -> None:
    assert [c["@id"].rpartition("#")[2] for c in graph(BUILT, "2026-film")[1:]] == ["c3"]


@pytest.mark.parametrize(
    ("changes", "stands"),
    [
        ({}, True),
        ({"adverse": True}, False),
        ({"adverse": True, "standing": {"ceiling": "moderate"}}, True),
        ({"adverse": True, "standing": {"ceiling": None}}, False),
        ({"about": ["acme"]}, False),
        ({"about": ["acme"], "adverse": False}, True),
        ({"kind": "motive", "standing": {"ceiling": "high"}}, False),
        ({"superseded_by": "c2"}, False),
    ],
)
def test_which_claims_may_stand_alone(changes: dict[str, Any], stands: bool) -> None:
    claim = {"id": "c1", "kind": "event", "standing": {"ceiling": "insufficient"}, **changes}
    assert linked.may_stand_alone(claim) is stands


def test_where_a_claim_appears() -> None:
    claim = graph(BUILT, "2026-more")[1]
    at = "https://example.org/site/briefings/2026/more/"
    assert claim["appearance"] == [{"@id": f"{at}#source-german"}, {"@id": f"{at}#source-studio-note"}]
    assert {s["@id"] for s in graph(BUILT, "2026-more")[0]["citation"]} >= {
        s["@id"] for s in claim["appearance"]
    }


def test_a_withdrawn_page_says_so_and_passes_on_no_claim() -> None:
    gone = {**MORE, "status": "withdrawn", "withdrawn": {"date": "2026-11-22", "reason": "Wrong."}}
    (article,) = graph(Built((document(gone, slug="more"),)), "2026-more")
    assert article["creativeWorkStatus"] == "Withdrawn"


def test_a_digest_names_its_parts() -> None:
    assert graph(BUILT, "2026-both")[0]["hasPart"] == [
        {"@type": "NewsArticle", "@id": "https://example.org/x/", "headline": "X"}
    ]


def test_no_word_ends_the_element() -> None:
    hostile = {**FILM, "title": "</script><script>alert(1)</script><!-- & \u2028 ]]>"}
    built = Built((document(hostile),))
    head = str(linked.script(built.twins["2026-film"].values, REGISTRY, SETTINGS))
    assert head.count("<") == 2  # the element and its end
    assert "<!--" not in head
    assert graph(built, "2026-film")[0]["headline"] == hostile["title"]


def test_the_permanent_address_is_named() -> None:
    head = linked.cite_as(BUILT.twins["2026-film"].values)
    assert '<link rel="cite-as" href="https://example.org/site/briefings/2026/film/">' in head
