"""The twins of a page."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefpress.evidence import gather
from briefpress.load import document as load
from briefpress.model.document import Document, Section
from briefpress.model.source import Location, Source
from briefpress.render import Site, twins
from tests.unit.render.listing_making import SHARED, WORKSHOP
from tests.unit.render.making import BODY, FILM, SETTINGS, card_of, document

DIGEST = {
    "title": "Two films",
    "summary": "Both ended.",
    "status": "published",
    "published": "2026-11-21",
    "version": 1,
    "editor": ["editors"],
    "period": "2026",
    "limits": "Two only.",
    "briefings": ["2026-film", "2026-hidden"],
    "related": ["2026-hidden"],
    "threads": [
        {"id": "t1", "text": "Both.", "kind": "common", "supports": ["2026-film#c1", "2026-hidden#c1", "#c1"]}
    ],
}
FIRST_EDITION = Path(__file__).parents[3] / "briefings"


def made(
    values: dict[str, Any], *others: Document, slug: str = "film", site_url: str = SETTINGS.site_url
) -> tuple[dict[str, Any], str]:
    one = document(values, BODY, slug=slug)
    site = Site.of([card_of(d) for d in (one, *others)], SHARED, SETTINGS)
    settings = replace(SETTINGS, site_url=site_url)
    data, text = twins.artifacts(one, gather(one, SHARED), card_of(one), SHARED, site, WORKSHOP, settings)
    assert (data.path, text.path) == (f"{card_of(one).address}index.json", f"{card_of(one).address}index.md")
    return json.loads(data.content), text.content.decode()


def test_fields_stand_under_the_editors_own_keys() -> None:
    data, _ = made(dict(FILM))
    for key in ("title", "event", "summary", "event_date", "topics", "editor", "reviewer", "ai_use", "gaps"):
        assert data[key] == FILM[key]
    assert data["takeaways"][0]["for"] == ["creators"]
    assert data["stakeholders"][1]["named_in"] == []
    assert "named_in" not in data["stakeholders"][0]


def test_computed_values() -> None:
    data, _ = made(dict(FILM))
    assert data["id"] == "2026-film"
    assert data["url"] == "https://example.org/site/briefings/2026/film/"
    assert data["claims"][0]["standing"] == {
        "origins": 1,
        "origin_ids": ["bundle"],
        "level": "unidentified",
        "agreement": "uncontested",
        "ceiling": "insufficient",
        "reason": data["claims"][0]["standing"]["reason"],
    }
    assert data["takeaways"][0]["confidence"] == "insufficient"
    said = [{"source": name, "quote": "Acme ended a film"} for name in ("german", "seed-a")]
    weak, _ = made({**FILM, "claims": [{"id": "c1", "text": "It ended.", "assertions": said}]})
    assert weak["claims"][0]["standing"]["origins"] == 1
    assert weak["claims"][0]["standing"]["origins_not_counted"] == 1
    assert (
        data["stakeholders"][1] | {"class": "own-workforce", "label": "Film crew"} == data["stakeholders"][1]
    )
    assert data["names"]["organisations"] == {"acme": "Acme Ltd"}
    assert "single-origin" in data["flags"]


def test_sources_are_resolved_with_their_origins() -> None:
    data, _ = made({**FILM, "sources": ["seed-a", "seed-b", "seed-c", "german"]})
    assert [s["id"] for s in data["sources"]] == ["seed-a", "seed-b", "seed-c", "german"]
    assert [s["origin"] for s in data["sources"]] == ["bundle", "bundle", "bundle", "german"]
    assert data["sources"][3]["publisher_name"] == "Acme Ltd"
    assert "publisher_name" not in data["sources"][0], "its publisher is unknown"
    assert data["origins"][0]["basis"] == ["same-topic-bundle", "shared-wording"]
    assert data["origins"][0]["sources"] == ["seed-a", "seed-b", "seed-c"]


def test_where_to_ask_for_a_reply_is_never_told() -> None:
    data, text = made({**FILM, "sources": ["german"]})
    assert "secret@acme.example" not in json.dumps(data) + text


def test_body_is_given_by_section() -> None:
    one = document(dict(FILM), BODY)
    at = Location(one.path)
    one = replace(one, body=replace(one.body, sections=(Section("What happened", "\nIt *ended*.\n", at),)))
    site = Site.of([card_of(one)], SHARED, SETTINGS)
    data, _ = twins.artifacts(one, gather(one, SHARED), card_of(one), SHARED, site, WORKSHOP, SETTINGS)
    assert json.loads(data.content)["body"] == [{"heading": "What happened", "markdown": "It *ended*."}]


def test_the_schema_is_named_absolutely_or_as_seen_from_the_file() -> None:
    assert made(dict(FILM))[0]["$schema"] == "https://example.org/site/data/schema/briefing.json"
    data, _ = made(dict(FILM), site_url="")
    assert data["$schema"] == "../../../data/schema/briefing.json"
    assert "url" not in data


def test_ids_of_hidden_briefings_leave_no_trace() -> None:
    data, text = made(dict(DIGEST), document(FILM), slug="both")
    assert data["briefings"] == ["2026-film"]
    assert data["threads"][0]["supports"] == ["2026-film#c1", "#c1"]
    assert "hidden" not in json.dumps(data) + text


def test_a_removed_page_has_no_twins() -> None:
    gone = document({**FILM, "status": "removed", "removed": {"date": "2026-11-21", "ground": "safety"}})
    site = Site.of([card_of(gone)], SHARED, SETTINGS)
    assert twins.artifacts(gone, gather(gone, SHARED), card_of(gone), SHARED, site, WORKSHOP, SETTINGS) == ()


def test_json_is_sorted_readable_and_ends_in_a_line_end() -> None:
    one = document(dict(FILM), BODY)
    site = Site.of([card_of(one)], SHARED, SETTINGS)
    content = twins.artifacts(one, gather(one, SHARED), card_of(one), SHARED, site, WORKSHOP, SETTINGS)[
        0
    ].content.decode()
    assert content.endswith("}\n")
    assert list(json.loads(content)) == sorted(json.loads(content))
    assert "\\u" not in content


def test_a_specimen_says_so_first_and_can_still_be_loaded() -> None:
    one = document({"title": "T"}, BODY)
    site = Site.of([card_of(one)], SHARED, SETTINGS)
    settings = replace(SETTINGS, specimen=True)
    data, text = twins.artifacts(one, gather(one, SHARED), card_of(one), SHARED, site, WORKSHOP, settings)
    assert json.loads(data.content)["notice"] == "Specimen: nothing here is real"
    assert text.content.decode().splitlines()[:2] == ["---", "# Specimen: nothing here is real"]
    assert load(Source(one.path, text.content)).entry == one.entry


@pytest.mark.parametrize("path", sorted(FIRST_EDITION.glob("**/20??/*.md")), ids=lambda p: p.stem)
def test_the_text_twin_can_be_loaded_as_the_original(path: Path) -> None:
    name = f"briefings/{path.relative_to(FIRST_EDITION).as_posix()}"
    one = load(Source(name, path.read_bytes()))
    site = Site.of([card_of(one)], SHARED, SETTINGS)
    site = replace(site, by_id={**site.by_id} | {b: card_of(one) for b in _named(one)})
    _, text = twins.artifacts(one, gather(one, SHARED), card_of(one), SHARED, site, WORKSHOP, SETTINGS)
    again = load(Source(name, text.content))
    assert again.faults == ()
    assert again.entry == one.entry
    assert again.body.markdown.strip() == one.body.markdown.strip()


def _named(one: Document) -> tuple[str, ...]:
    return one.digest.briefings if one.digest else ()
