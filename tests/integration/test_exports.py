"""Every export of the built sites, read by the parsers that its users have; what is cited can be opened."""

from __future__ import annotations

import email.policy
import json
from collections import Counter
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import html5lib
import icalendar
import pytest
from bibtexparser.entrypoint import parse_string
from jsonschema import Draft7Validator

CSL = json.loads((Path(__file__).parents[1] / "data/csl-1.0.2/csl-data.json").read_text(encoding="utf-8"))


@pytest.fixture(params=["built", "specimen_site"])
def edition(request: pytest.FixtureRequest) -> Path:
    """The folder of the first edition, and that of the specimen."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def cited(edition: Path, address: str) -> Path:
    """The file that answers at an absolute address of the site."""
    return edition / urlsplit(address).path.lstrip("/") / "index.html"


def test_csl_follows_its_schema_and_names_an_address_that_answers(edition: Path) -> None:
    files = sorted(edition.rglob("*.csl.json"))
    assert len(files) > 5
    for file in files:
        items = json.loads(file.read_text(encoding="utf-8"))
        assert [fault.message for fault in Draft7Validator(CSL).iter_errors(items)] == [], file
        if file.name == "cite.csl.json":
            (item,) = items
            assert item["URL"].endswith(f"/v/{item['version']}/")
            assert cited(edition, item["URL"]).is_file()


def test_bibtex_is_read_and_its_keys_are_told_apart(edition: Path) -> None:
    keys: Counter[str] = Counter()
    for file in sorted(edition.rglob("cite.bib")):
        library = parse_string(file.read_text(encoding="utf-8"))
        assert library.failed_blocks == []
        (entry,) = library.entries
        fields = {field.key: field.value for field in entry.fields}
        assert cited(edition, fields["url"]).is_file()
        assert f"/v/{fields['note'].partition('.')[0].removeprefix('Version ')}/" in fields["url"]
        keys[entry.key] += 1
    assert keys
    assert set(keys.values()) == {1}


def test_the_citation_on_a_page_names_the_same_address(edition: Path) -> None:
    for file in sorted(edition.rglob("cite.csl.json")):
        (item,) = json.loads(file.read_text(encoding="utf-8"))
        root = html5lib.parse(file.with_name("index.html").read_bytes(), namespaceHTMLElements=False)
        (said,) = [e for e in root.iter() if e.get("id") == "citation"]
        assert " ".join("".join(said.itertext()).split()).endswith(item["URL"]), file


def points(edition: Path) -> list[Any]:
    """The entries of the watch list; their values are of a type for each property."""
    return list(icalendar.Calendar.from_ical((edition / "watch.ics").read_bytes()).walk("VEVENT"))


def test_the_calendar_is_read_without_a_fault(edition: Path) -> None:
    events = points(edition)
    assert events
    assert [event.errors for event in events if event.errors] == []
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event in events:
        assert (event["DTEND"].dt - event["DTSTART"].dt).days == 1, "the day that it is due"
        assert cited(edition, str(event["URL"])).is_file()


def test_no_point_is_due_before_it_was_told(built: Path) -> None:
    """The first edition was published on 21 November 2026, and asks what comes “from November 2026 on”."""
    assert {str(event["DTSTART"].dt) for event in points(built)} == {"2026-11-21"}


def test_the_message_has_both_forms_and_nothing_from_elsewhere(edition: Path) -> None:
    files = sorted(edition.rglob("mail.eml"))
    assert files
    for file in files:
        message = BytesParser(policy=email.policy.default).parsebytes(file.read_bytes())
        assert isinstance(message, EmailMessage)
        assert not message.defects
        assert message["Subject"]
        parts = {part.get_content_type(): part for part in message.iter_parts()}
        assert list(parts) == ["text/plain", "text/html"]
        assert not any(part.defects for part in parts.values())
        root = html5lib.parse(parts["text/html"].get_content(), namespaceHTMLElements=False)
        assert not [e for e in root.iter() if e.tag in ("img", "link", "script", "iframe") or e.get("src")]
        assert "url(" not in " ".join(e.get("style") or "" for e in root.iter())
        assert (next(root.iter("h1")).text or "nothing") in " ".join(
            parts["text/plain"].get_content().split()
        )
