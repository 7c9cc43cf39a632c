"""Citations of pages, claims and sources."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string
from jsonschema import Draft7Validator

from briefpress.render.data import citations
from briefpress.render.data.citations import Work
from tests.unit.render.data.making import Built

DATA = Path(__file__).parents[3] / "data"
BUILT = Built()
WORK = Work(
    id="2026-film",
    title="Who paid 50 % of {it} & why_not?",
    summary="Two texts say so.",
    editors=("The desk", "Jane Roe"),
    site="The Desk",
    updated="2026-11-22",
    version=2,
    address="https://example.org/briefings/2026/film/",
    lang="en-GB",
)


def test_a_page_in_words() -> None:
    assert citations.plain(WORK) == (
        "The desk and Jane Roe. “Who paid 50 % of {it} & why_not?”. The Desk, 22 November 2026, version 2. "
        "https://example.org/briefings/2026/film/v/2/"
    )
    assert "November" not in citations.plain(replace(WORK, updated=""))


def test_a_claim_is_cited_with_the_address_of_its_version() -> None:
    said = citations.plain_claim(WORK, "3", "c3", "According to text B: it was to save money.")
    assert said == (
        "The desk and Jane Roe. “Who paid 50 % of {it} & why_not?”, claim 3: “According to text B: it was to "
        "save money”. The Desk, 22 November 2026, version 2. https://example.org/briefings/2026/film/v/2/#c3"
    )


def test_bibtex_is_read_back() -> None:
    library = parse_string(citations.bibtex(WORK))
    assert library.failed_blocks == []
    (entry,) = library.entries
    fields = {f.key: f.value for f in entry.fields}
    assert (entry.key, entry.entry_type) == ("briefing-2026-film", "misc")
    assert fields["author"] == "{The desk} and {Jane Roe}"
    assert fields["title"] == r"{Who paid 50 \% of \{it\} \& why\_not?}"
    assert (fields["year"], fields["month"], fields["day"]) == ("2026", "nov", "22")
    assert fields["url"] == f"{WORK.address}v/2/"
    assert fields["note"] == "Version 2"


@pytest.mark.parametrize("title", ["}", "{", "\\", "a\nb", "@misc{x,", '"', "100%", "“ü” – 漢"])
def test_no_title_breaks_out_of_its_entry(title: str) -> None:
    library = parse_string(citations.bibtex(replace(WORK, title=title)))
    assert (library.failed_blocks, len(library.entries)) == ([], 1)


def test_csl_follows_its_schema() -> None:
    schema = json.loads((DATA / "csl-1.0.2" / "csl-data.json").read_text())
    checked = [p for p in BUILT.files if p.endswith(".csl.json")]
    assert len(checked) == 6
    for path in checked:
        assert [e.message for e in Draft7Validator(schema).iter_errors(BUILT.json(path))] == [], path
    assert set(schema["items"]["properties"]["type"]["enum"]) == citations.CSL_TYPES


def test_what_is_unknown_of_a_source_is_left_out() -> None:
    sources = {s["id"]: s for s in BUILT.json("briefings/2026/more/sources.csl.json")}
    assert sources["seed-a"] == {
        "id": "seed-a",
        "type": "webpage",
        "title": "Title of seed-a",
        "accessed": {"date-parts": [[2026, 11, 21]]},
    }
    assert sources["german"]["issued"] == {"date-parts": [[2026, 5, 1]]}
    assert sources["german"]["author"] == [{"literal": "J. Roe"}]
    assert sources["german"]["publisher"] == "Acme Ltd"


def test_a_source_of_a_type_that_csl_lacks_is_a_document() -> None:
    assert citations.csl_source({"id": "x", "type": "hologram"}, "")["type"] == "document"


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("2026", [[2026]]),
        ("2026?", [[2026]]),
        ("2026-XX-XX", [[2026]]),
        ("2026-21", None),
        ("202X", None),
        ("2026-06/..", None),
        ("2026-11-21T09:00:00Z", [[2026, 11, 21]]),
        ("mid-2026", None),
        ("", None),
    ],
)
def test_dates_are_never_guessed(written: str, parts: list[list[int]] | None) -> None:
    assert citations.csl_date(written).get("date-parts") == parts
