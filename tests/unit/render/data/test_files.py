"""Every data file, by the parsers and schemas that its users have."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import icalendar
import pytest
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
from referencing import Registry as Schemas
from referencing import Resource

from briefpress.model.settings import Settings
from briefpress.render import data
from briefpress.render.data import dump
from briefpress.render.data_words import TABLES
from briefpress.render.environment import make
from tests.unit.render.data.making import MORE, REGISTRY, Built
from tests.unit.render.making import FILM, SETTINGS, TEMPLATES, document

DATA = Path(__file__).parents[3] / "data"
BUILT = Built()
SPECIMEN = replace(SETTINGS, specimen=True)


def schemas(built: Built) -> Schemas[Any]:
    held = [built.json(p) for p in built.files if p.startswith("data/schema/")]
    return Schemas().with_resources((s["$id"], Resource.from_contents(s)) for s in held)


def faults(value: Any, built: Built) -> list[str]:
    """What the schema that a file names has to say against it."""
    validator = Draft202012Validator(
        {"$ref": value["$schema"]}, registry=schemas(built), format_checker=FormatChecker()
    )
    return [f"{e.json_path}: {e.message}" for e in validator.iter_errors(value)]


def table(name: str, built: Built = BUILT) -> list[dict[str, str]]:
    text = built.files[f"data/{name}.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("settings", [SETTINGS, SPECIMEN], ids=["site", "specimen"])
def test_every_file_that_names_a_schema_follows_it(settings: Settings) -> None:
    built = Built(settings=settings)
    named = [p for p in built.files if p.endswith("index.json") and not p.startswith("data/schema/")]
    assert len(named) == 4
    for path in (*named, "data/briefings.json"):
        assert faults(built.json(path), built) == [], path


def test_every_schema_is_one() -> None:
    for path in BUILT.files:
        if path.startswith("data/schema/"):
            Draft202012Validator.check_schema(BUILT.json(path))


def test_a_schema_refuses_what_does_not_follow_it() -> None:
    twin = BUILT.json("briefings/2026/film/index.json")
    assert faults({**twin, "flags": ["made-up"]}, BUILT) != []
    assert faults({k: v for k, v in twin.items() if k != "claims"}, BUILT) != []
    assert faults({**twin, "unheard": 1}, BUILT) != []


def test_claims_have_a_row_for_each_source_on_each_claim() -> None:
    rows = table("claims")
    assert [(r["briefing"], r["claim"], r["source"]) for r in rows] == [
        ("2026-film", "c1", "seed-a"),
        ("2026-film", "c1", "seed-b"),
        ("2026-film", "c2", "seed-b"),
        ("2026-film", "c3", "seed-c"),
        ("2026-more", "c1", "german"),
        ("2026-more", "c1", "studio-note"),
    ]
    first = rows[0]
    assert (
        first
        | {
            "text": "Acme ended a film.",
            "kind": "event",
            "origins": "1",
            "level": "unidentified",
            "agreement": "uncontested",
            "ceiling": "insufficient",
            "stance": "supports",
            "hedge": "reports suggest",
            "modality": "possible",
            "basis": "hearsay",
            "locator": "paragraph 3",
            "presupposed": "false",
            "adverse": "true",
            "address": "https://example.org/site/briefings/2026/film/#c1",
        }
        == first
    )
    assert rows[1]["presupposed"] == "true"
    assert rows[2]["adverse"] == ""


def test_tables_are_rfc_4180_with_the_columns_of_the_codebook() -> None:
    for name, columns in TABLES.items():
        content = BUILT.files[f"data/{name}.csv"]
        assert content.count(b"\n") == content.count(b"\r\n") == len(table(name)) + 1
        header = next(csv.reader(io.StringIO(content.decode(), newline="")))
        assert header == [c.name for c in columns]
        assert all(None not in row and None not in row.values() for row in table(name))


def test_no_cell_can_be_taken_for_a_formula() -> None:
    assert table("claims")[4]["quote"] == "'+ sie wurde bezahlt"
    assert table("claims")[5]["quote"] == 'paid "well"'
    assert table("corrections")[0]["was"] == "'-5 days"
    assert [r["title"] for r in table("sources") if r["source"] == "studio-note"] == ["'=A note"]
    for name in TABLES:
        assert not any(v.startswith(tuple("=+-@\t\r")) for row in table(name) for v in row.values())


def test_a_shared_source_has_one_row_and_is_counted() -> None:
    rows = {r["source"]: r for r in table("sources")}
    assert len(rows) == len(table("sources"))
    assert (rows["seed-a"]["pages"], rows["seed-a"]["claims"], rows["seed-a"]["briefing"]) == ("2", "1", "")
    assert rows["studio-note"]["briefing"] == "2026-more"
    assert rows["studio-note"]["publisher_name"] == "Acme Ltd", "named in free text"
    assert (rows["german"]["publisher_name"], rows["german"]["reliability"]) == ("Acme Ltd", "E")


def test_stakeholders_say_that_no_source_mentions_them() -> None:
    crew = next(r for r in table("stakeholders") if r["name"] == "crew")
    assert (crew["label"], crew["class"], crew["named_in_none"]) == ("Film crew", "own-workforce", "true")
    assert (crew["impact_status"], crew["impact_claims"], crew["voice"]) == ("alleged", "c1", "none")


def test_of_a_withdrawn_page_only_sources_and_corrections_are_passed_on() -> None:
    withdrawn = {**MORE, "status": "withdrawn", "withdrawn": {"date": "2026-11-22", "reason": "Wrong."}}
    built = Built((document(withdrawn, slug="more"),))
    assert {name: len(table(name, built)) for name in TABLES} == {
        "claims": 0,
        "sources": 3,
        "stakeholders": 0,
        "takeaways": 0,
        "questions": 0,
        "corrections": 1,
    }
    assert built.json("data/briefings.json")["briefings"][0]["status"] == "withdrawn"
    assert "watch.ics" not in built.files
    assert faults(built.json("data/briefings.json"), built) == []


def test_the_corpus_holds_the_twins_as_they_are() -> None:
    whole = BUILT.json("data/briefings.json")
    assert [b["id"] for b in whole["briefings"]] == ["2026-film", "2026-more"]
    assert whole["briefings"][0] == BUILT.json("briefings/2026/film/index.json")
    assert whole["digests"] == [BUILT.json("digests/2026/both/index.json")]
    assert whole["generated"] == "2026-11-22T00:00:00Z"
    assert [s["id"] for s in whole["sources"]] == ["german", "seed-a", "seed-b", "seed-c"]


def test_hidden_briefings_and_what_only_they_use_leave_no_trace() -> None:
    for path, content in BUILT.files.items():
        assert b"ecret" not in content.replace(b"secret@", b""), path
        assert b"secret@acme.example" not in content, path


def test_a_large_corpus_is_split_by_year() -> None:
    of_pages = {name: rows[dump.LINE] for name, rows in BUILT.rows.items()}
    files = {a.path: a.content for a in dump.artifacts(BUILT.cards, of_pages, REGISTRY, SETTINGS, most=100)}
    assert sorted(files) == ["data/briefings-2026.jsonl", "data/shared.json"]
    lines = [json.loads(line) for line in files["data/briefings-2026.jsonl"].decode().splitlines()]
    assert [line["id"] for line in lines] == ["2026-both", "2026-film", "2026-more"]
    assert faults(json.loads(files["data/shared.json"]), BUILT) == []


def test_an_empty_site_has_its_files_too() -> None:
    built = Built(())
    built.files.clear()
    made = data.corpus((), {}, REGISTRY, SETTINGS)
    built.files |= {a.path: a.content for a in made.artifacts}
    assert built.json("data/briefings.json")["generated"] is None
    assert faults(built.json("data/briefings.json"), built) == []
    assert faults(built.json("data/index.json"), built) == []
    assert table("claims", built) == []


def test_the_index_tells_size_and_digest_of_every_file() -> None:
    index = BUILT.json("data/index.json")
    listed = {f["path"]: f for f in index["files"]}
    held = {p for p in BUILT.files if p.startswith("data/") or p == "watch.ics"} - {"data/index.json"}
    assert {p.removeprefix("data/") for p in held - {"watch.ics"}} | {"../watch.ics"} == listed.keys()
    for path, told in listed.items():
        content = BUILT.files["watch.ics" if path == "../watch.ics" else f"data/{path}"]
        assert (told["bytes"], told["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert index["counts"] == {"briefings": 2, "digests": 1}
    assert index["changelog"][0]["version"] == index["version"]


@pytest.mark.parametrize("settings", [SETTINGS, SPECIMEN, replace(SETTINGS, site_url="")])
def test_the_tables_are_a_data_package(settings: Settings) -> None:
    built = Built(settings=settings)
    package = built.json("data/datapackage.json")
    profile = json.loads((DATA / "datapackage-2.0" / "datapackage.json").read_text())
    found = Draft7Validator(profile, format_checker=FormatChecker()).iter_errors(package)
    assert [f"{e.json_path}: {e.message}" for e in found] == []
    for resource in package["resources"]:
        content = built.files[f"data/{resource['path']}"]
        header = next(csv.reader(io.StringIO(content.decode(), newline="")))
        assert header == [f["name"] for f in resource["schema"]["fields"]]
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_pages_about_data_lead_to_where_it_is_made() -> None:
    open_to_all = replace(SETTINGS, repo_url="https://github.com/desk/site")
    for settings, expected in ((open_to_all, 2), (SETTINGS, 0)):
        for page in data.pages_about(BUILT.corpus, make(TEMPLATES, SETTINGS), settings):
            assert page.body.count('href="https://github.com/desk/site/') == expected
    overview, _ = data.pages_about(BUILT.corpus, make(TEMPLATES, SETTINGS), open_to_all)
    assert '/commits/master/briefings"' in overview.body
    assert "/issues/new?title=Error%20in%20data%2F" in overview.body


def test_the_codebook_explains_every_field_and_word() -> None:
    book = BUILT.json("data/codebook.json")
    entries = {e["name"]: e for e in book["entries"]}
    assert all(f.get("meaning") for e in book["entries"] for f in e["fields"])
    assert {f["name"] for f in entries["Briefing"]["fields"]} >= BUILT.json(
        "briefings/2026/film/index.json"
    ).keys()
    named = {f["vocabulary"] for e in book["entries"] for f in e["fields"] if "vocabulary" in f}
    assert named <= {v["name"] for v in book["vocabularies"]}
    assert {f["entry"] for e in book["entries"] for f in e["fields"] if "entry" in f} <= entries.keys()
    assert "reply_contact" not in {f["name"] for f in entries["Organisation"]["fields"]}


def test_a_specimen_says_so_in_every_file() -> None:
    built = Built(settings=SPECIMEN)
    for path, content in built.files.items():
        if content != b"[]\n":
            assert b"nothing here is real" in content.replace(b"\r\n ", b""), path


# ── the calendar ──────────────────────────────────────────────────────────────────────────────────────


def events(built: Built = BUILT) -> list[Any]:
    return list(icalendar.Calendar.from_ical(built.files["watch.ics"]).walk("VEVENT"))


def test_the_watch_list_is_a_calendar_of_whole_days() -> None:
    content = BUILT.files["watch.ics"]
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    found = events()
    assert all(e.errors == [] for e in found)
    told = [(str(e["SUMMARY"]), str(e["DTSTART"].dt), str(e["DTEND"].dt)) for e in found[:2]]
    assert told == [
        ("A statement", "2026-11-01", "2026-11-02"),
        ("A premiere", "2027-12-31", "2028-01-01"),
    ]
    assert "What to look for" in str(found[0]["DESCRIPTION"]) or "gives a reason" in str(
        found[0]["DESCRIPTION"]
    )
    assert str(found[0]["URL"]) == "https://example.org/site/briefings/2026/film/#watch-list"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-12-04", "2026-12-04"),
        ("2027-02", "2027-02-28"),
        ("2026-10/2027-03", "2027-03-31"),
        ("2027", "2027-12-31"),
        ("../2027-05", "2027-05-31"),
        ("2026-11/..", "2026-11-21"),  # published on the 21st: nothing could be looked for before
        ("2027-06/..", "2027-06-01"),
    ],
)
def test_a_point_stands_on_the_day_that_it_is_due(written: str, day: str) -> None:
    (event,) = events(Built((document({**FILM, "watch": [{"text": "X", "date": written, "sign": "Y"}]}),)))
    assert event.errors == []
    assert str(event["DTSTART"].dt) == day
    assert (event["DTEND"].dt - event["DTSTART"].dt).days == 1


def test_an_event_keeps_its_id_when_its_date_or_outcome_changes() -> None:
    before = {str(e["SUMMARY"]): str(e["UID"]) for e in events(Built((document(FILM),)))}
    moved = [{**w, "date": "2028", "outcome": "It came."} for w in reversed(FILM["watch"])]
    after = {str(e["SUMMARY"]): str(e["UID"]) for e in events(Built((document({**FILM, "watch": moved}),)))}
    assert before == after
    assert len(set(before.values())) == 2


def test_hostile_words_stay_within_their_line() -> None:
    hostile = [{"text": "Ü" * 60 + ";\nEND:VCALENDAR\r\nX,\\n", "date": "2027-05-05", "sign": "a;b,c\\"}]
    (event,) = events(Built((document({**FILM, "watch": hostile}),)))
    assert str(event["SUMMARY"]) == "Ü" * 60 + ";\nEND:VCALENDAR\nX,\\n"
