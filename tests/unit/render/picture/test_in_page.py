"""Where pictures stand in a briefing's page: beside words that say the same."""

from __future__ import annotations

from tests.unit.render.conftest import Expand
from tests.unit.render.making import BODY, FILM, document, parsed, text_of


def test_each_claim_has_a_strip_and_the_page_one_key(expand: Expand) -> None:
    tree = parsed(expand(document(FILM, BODY)).body)
    strips = [
        e for e in tree.findall(".//tbody/tr/th") if any("bp-strip" in c.get("class", "") for c in e.iter())
    ]
    assert len(strips) == len(FILM["claims"])
    assert len(tree.findall(".//details[@class='bp-key']")) == 1
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))


def test_a_page_without_claims_has_no_key(expand: Expand) -> None:
    page = expand(document({**FILM, "claims": [], "takeaways": [], "key_judgements": []}, BODY))
    assert "bp-key" not in page.body
    assert "bp-strip" not in page.body


def test_the_timeline_is_drawn_above_its_list(expand: Expand) -> None:
    moments = [
        {"date": "2026-06-XX", "text": "It ended", "claims": ["c1"]},
        {"date": "[..2026-02-01]", "text": "It began", "claims": ["c1"]},
        {"date": "unknown", "text": "It was announced", "claims": []},
    ]
    tree = parsed(expand(document({**FILM, "timeline": moments}, BODY)).body)
    block = tree.find(".//section[@class='bp-block bp-block--timeline']")
    assert [child.tag for child in block] == ["h2", "figure", "ol"]
    drawn = [text_of(e) for e in block.find("figure").iter() if e.tag.endswith("text")]
    assert drawn[-3:] == ["It began", "It ended", "It was announced"]
    assert text_of(block.find("ol")).startswith("On an unknown day, at the latest 1 February 2026 It began.")


def test_a_timeline_with_one_date_has_no_picture(expand: Expand) -> None:
    moments = [{"date": "2026-06-XX", "text": "It ended", "claims": ["c1"]}]
    assert "picture-timeline" not in expand(document({**FILM, "timeline": moments}, BODY)).body
