"""Every script payload in every kind of field, drawn past the rules: a text in each format, and nothing runs.

Each field holds another payload; with `--full` the payloads move on from field to field in eight sites.
"""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from datetime import datetime
from pathlib import Path

import icalendar
import pytest
from bibtexparser.entrypoint import parse_string
from playwright.sync_api import Dialog

from tests.browser import hostile
from tests.browser.conftest import NOW, OpenPage, Server
from tests.browser.payloads import payloads
from tests.browser.test_hostile_text import ONE, PAGES, harm, parsed

ALL = payloads()
STEP = 23


def words(turn: int) -> hostile.Words:
    """A field's words: its mark, and the payload whose turn it is."""

    def of(mark: str) -> str:
        number = int(mark.removeprefix("mark").removesuffix("x"))
        return f"The text says: {mark} {ALL[(number + turn * STEP) % len(ALL)]}"

    return of


@pytest.fixture(scope="module", params=range(8))
def drawn(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, full: bool) -> Path:
    """A site; all but the first with `--full`."""
    turn: int = request.param
    if turn and not full:
        pytest.skip("with --full")
    folder = tmp_path_factory.mktemp("payloads")
    body = f"{hostile.WORSE_BODY}\n\n" + "\n\n".join(ALL[turn::8])
    root = hostile.root(folder / "root", words(turn), body, hostile.BAD_ADDRESSES[turn % 5])
    return hostile.drawn_unchecked(root, folder / "site", datetime.fromisoformat(NOW))


def test_there_are_enough() -> None:
    assert len(ALL) >= 150


def test_no_page_holds_what_runs(drawn: Path) -> None:
    found = {}
    for file in sorted(drawn.rglob("*.html")):
        root, errors = parsed(file.read_text(encoding="utf-8"))
        faults = [*errors, *harm(root)]
        faults += [
            f"<{e.tag}>" for e in root.iter() if e.tag in ("iframe", "object", "embed", "base", "frameset")
        ]
        faults += [f"<{e.tag} srcdoc>" for e in root.iter() if "srcdoc" in e.attrib]
        if faults:
            found[file.relative_to(drawn).as_posix()] = faults
    assert found == {}


def test_every_json_is_json_and_holds_them_as_they_were_written(drawn: Path) -> None:
    files = sorted([*drawn.rglob("*.json"), *drawn.rglob("*.jsonl")])
    assert len(files) > 10
    texts: set[str] = set()
    for file in files:
        for line in (
            file.read_text(encoding="utf-8").splitlines() if file.suffix == ".jsonl" else [file.read_text()]
        ):
            texts.update(hostile.texts(json.loads(line)))
    held = [payload for payload in ALL if any(text.endswith(payload) for text in texts)]
    assert len(held) > 100


def test_every_feed_is_xml_whose_html_holds_nothing_that_runs(drawn: Path) -> None:
    feeds = sorted(drawn.rglob("*.xml"))
    assert len(feeds) > 5
    for file in feeds:
        for element in ET.fromstring(file.read_bytes()).iter():
            if element.get("type") == "html":
                assert harm(parsed(f"<!doctype html><title>x</title>{element.text}")[0]) == [], file


def test_every_table_has_a_cell_a_column_and_none_that_computes(drawn: Path) -> None:
    tables = sorted(drawn.rglob("*.csv"))
    assert len(tables) > 4
    for file in tables:
        head, *rows = csv.reader(io.StringIO(file.read_bytes().decode("utf-8"), newline=""), strict=True)
        assert {len(row) for row in rows} <= {len(head)}, file
        assert [cell for row in rows for cell in row if cell.lstrip()[:1] in tuple("=+-@")] == [], file


def test_every_citation_is_one_entry(drawn: Path) -> None:
    files = sorted(drawn.rglob("*.bib"))
    assert files
    for file in files:
        library = parse_string(file.read_text(encoding="utf-8"))
        assert library.failed_blocks == []
        assert len(library.entries) == len(library.blocks) == 1


def test_the_calendar_holds_events_and_nothing_else(drawn: Path) -> None:
    calendar = icalendar.Calendar.from_ical((drawn / "watch.ics").read_bytes())
    kinds = {component.name for component in calendar.walk()}
    assert {"VCALENDAR", "VEVENT"} <= kinds <= {"VCALENDAR", "VEVENT", "VTIMEZONE"}


def test_no_template_was_evaluated(drawn: Path) -> None:
    for file in sorted(drawn.rglob("*")):
        if file.suffix in (".html", ".json", ".md", ".xml", ".csv", ".bib", ".ics"):
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"mark\d+x\s+(?:49|&lt;class|<class|<Config)", text), file


@pytest.mark.browser
def test_nothing_runs(drawn: Path, server: Server, page: OpenPage) -> None:
    tab = page(server(drawn))
    dialogs: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    tab.page.on("dialog", dismissed)
    mails = [file.relative_to(drawn).as_posix() for file in sorted((drawn / ONE).rglob("mail*.html"))]
    for address in (*PAGES, "data/", "corrections/", "timeline/", "people/desk/", *mails):
        if not (drawn / address / "index.html").exists() and not (drawn / address).is_file():
            continue
        tab.go(address)
        tab.page.wait_for_load_state("load")
        tab.page.evaluate(
            "document.querySelectorAll('details').forEach(one => { one.open = true });"
            "document.querySelectorAll('article a, article [tabindex]').forEach(one => one.focus())"
        )
        assert tab.page.evaluate("window.__hit") is None, address
    assert dialogs == []
