"""The specimen site shows every state that a page can be in, and says everywhere that nothing in it is real."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import html5lib
import pytest
import yaml

from tests.conftest import NOW, ROOT
from tests.integration import whole_site

SITE = "https://specimen.example/"
NOTICE = "Specimen: nothing here is real"

TRIAL = "briefings/2025/shift-planning-trial/"
COMPLAINT = "briefings/2026/shift-planning-complaint/"
DECISION = "briefings/2026/shift-planning-decision/"
CAMERAS = "briefings/2026/school-meal-cameras/"
SCORES = "briefings/2026/warehouse-picking-scores/"
WATER = "briefings/2026/water-meter-readings/"
HEARINGS = "briefings/2026/benefit-letter-hearings/"
FERRY = "briefings/2026/ferry-ticket-app/"
FERRY_PRICES = "briefings/2026/ferry-ticket-prices/"
TENANTS = "briefings/2026/tenant-scores/"
INTERPRETER = "briefings/2026/interpreter-line/"
SCANNERS = "briefings/2026/hand-scanner-times/"
LIBRARY = "briefings/2026/library-chat-box/"
CLINIC = "briefings/2026/clinic-waiting-list/"
ROTA = "digests/2026/who-keeps-the-rota/"

STATES = (
    # what a reader can see             where            in these words
    ("confidence: high", TRIAL, "Well established"),
    ("confidence: moderate", TRIAL, "Credible, not settled"),
    ("confidence: low", TRIAL, "Weakly supported"),
    ("confidence: insufficient", CAMERAS, "Not established"),
    ("no confidence, for a view", COMPLAINT, "A view, not graded"),
    ("label: one origin", CAMERAS, "These 3 texts appear to go back to one starting point"),
    ("label: no primary source", CAMERAS, "We hold no document, recording, statement or first-hand account"),
    ("label: nobody named", CAMERAS, "No text names a person or body who knows"),
    ("label: undated", CAMERAS, "No text here carries a date"),
    ("label: unidentified publisher", CAMERAS, "We do not know who published these 3 texts"),
    ("label: shared wording", CAMERAS, "use the same 13 words in a row"),
    ("label: accounts differ", CAMERAS, "The texts disagree, at least in part, on 3 claims"),
    ("label: may be machine-written", CAMERAS, "That is a reason for care, not proof"),
    ("label: voices missing", CAMERAS, "We have no words from"),
    ("nature: primary", WATER, "primary: made by someone with direct knowledge at the time"),
    ("nature: secondary", WATER, "secondary: reports on primary material"),
    ("nature: tertiary", WATER, "tertiary: retells secondary material"),
    ("nature: unknown", WATER, "Nature unknown"),
    *((f"reliability: {grade}", WATER, f"Reliability {grade}: ") for grade in "ABCDEF"),
    ("twenty sources", WATER, "Source T:"),
    ("forty claims", HEARINGS, "40 claims, 12 origins"),
    ("a reply in full", COMPLAINT, "No planner has lost a post."),
    ("a reply received", SCORES, "They answered on 31 May 2026"),
    ("a reply declined", SCORES, "They declined to answer"),
    ("a request without an answer", SCORES, "There was no answer by 1 June 2026"),
    ("a request still open", SCORES, "an answer is awaited by 4 December 2026"),
    ("a party that was not asked", SCORES, "We have not asked Open Ledger Watch"),
    ("an adverse claim with the reply beside it", TENANTS, "; they declined to answer. Text A supports it"),
    ("correction: meaning unchanged", SCANNERS, "Correction (the meaning is unchanged)"),
    ("correction: meaning changed", DECISION, "Correction (the meaning changed)"),
    ("correction: beyond repair", FERRY, "Withdrawal (beyond repair)"),
    ("correction: a clarification", DECISION, "Clarification (the meaning is unchanged)"),
    ("correction: an update", COMPLAINT, "Update (the meaning is unchanged)"),
    ("correction: an editors’ note", TENANTS, "Editors’ note of 15 September 2026"),
    ("a substantive correction above the title", DECISION, "Corrected on 9 October 2026"),
    ("a withdrawn page", FERRY, "Withdrawn on 22 July 2026. This page is kept as a notice"),
    ("what takes its place", FERRY, "Prices of ferry tickets"),
    ("a removed page", CLINIC, "This page was removed on 20 April 2026"),
    (
        "a part taken down",
        TENANTS,
        "Part of this page was taken down on 15 September 2026 (by order of a court)",
    ),
    ("a past version", f"{DECISION}v/1/", "We do not hold the decision itself"),
    ("its banner", f"{DECISION}v/1/", "This is version 1 of this page, of 5 September 2026"),
    ("a claim raised", DECISION, "Confidence raised in version 2"),
    ("a claim lowered", DECISION, "Confidence lowered in version 3"),
    ("a quotation in another language", COMPLAINT, "Nach Angaben der Verkehrsbetriebe lagen in neun Fällen"),
    (
        "its translation",
        COMPLAINT,
        "According to the carrier, in nine cases fewer than eleven hours lay between",
    ),
    ("who translated it", COMPLAINT, "Sample Translator 3"),
    ("right-to-left words", INTERPRETER, "قالت لي الآلة اسم دواء آخر"),
    ("a footnote", INTERPRETER, "A nurse noticed it in time"),
    ("a table in a body", INTERPRETER, "What was heard"),
    ("the smallest briefing", LIBRARY, "A poster says so"),
    ("a chain of briefings", DECISION, "This story so far"),
    ("likelihood, beside confidence", SCORES, "Very likely (80–95 %)"),
    ("a person in a public role", "people/mira-exemplar/", "Head of planning"),
    ("how to reply", "reply/", "Write to desk@specimen.example"),
    ("where a quotation stands", TRIAL, "paragraph 2"),
    ("a hedge in quotation marks", SCORES, "supports it, “may”"),
    ("a source that takes a claim for granted", INTERPRETER, "takes it for granted"),
    ("a source that disputes", INTERPRETER, "disputes it"),
    ("a motive, with whose word it is", COMPLAINT, "According to text A"),
    ("a watch item that is past, without an outcome", DECISION, "No outcome recorded"),
    ("a watch item with its outcome", TRIAL, "the trial goes on for a year"),
    ("an answered question", WATER, "Answered by claim 5"),
    ("use of AI", COMPLAINT, "A first version of the translation of one German sentence"),
    ("no use of AI", TRIAL, "No AI system was used in this work"),
    ("no second reader", CAMERAS, "No second person has read this"),
    ("a warning that was let stand", WATER, "Twenty sources say little each"),
    ("news", TRIAL, "News"),
    ("analysis", SCORES, "Analysis"),
    ("explainer", FERRY_PRICES, "Explainer"),
    ("source review", CAMERAS, "Source review"),
    ("help us report", TENANTS, "Help us report"),
    ("a digest’s thread: in common", ROTA, "In common."),
    ("a digest’s thread: contrast", ROTA, "Contrast."),
    ("a digest’s thread: tension", ROTA, "Tension."),
    ("a digest’s thread: change over time", ROTA, "Change over time."),
)
"""Everything that the pages must show: a state, a page, and words that a reader finds there."""

HIDDEN = (
    "street-lamp-sensors",
    "Lamps that listen",
    "forty metres",
    "harbour-cameras",
    "eight cameras",
    "on the mole",
)
"""Of the draft, and of the briefing whose embargo ends tomorrow."""

DRAFT = "briefings/2026/street-lamp-sensors.md"


@pytest.mark.parametrize(("state", "page", "words"), STATES, ids=[state for state, _, _ in STATES])
def test_a_reader_sees(specimen_site: Path, state: str, page: str, words: str) -> None:
    assert words in text(specimen_site / page / "index.html"), state


@cache
def text(page: Path) -> str:
    """What a reader can read on a page, spaces folded."""
    root = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
    article = next(root.iter("article"), root)  # a page that leads on has none
    return " ".join("".join(article.itertext()).split())


def test_quotations_keep_their_own_language(specimen_site: Path) -> None:
    german = (specimen_site / COMPLAINT / "index.html").read_text(encoding="utf-8")
    arabic = (specimen_site / INTERPRETER / "index.html").read_text(encoding="utf-8")
    assert 'lang="de"' in german
    assert 'lang="ar"' in arabic


def test_a_person_has_a_page_with_every_briefing_and_search_engines_stay_away(specimen_site: Path) -> None:
    page = specimen_site / "people/mira-exemplar/index.html"
    assert all(named in page.read_text(encoding="utf-8") for named in (TRIAL, COMPLAINT, DECISION))
    assert not (specimen_site / "people/tam-sample").exists(), "has no public role"


def test_old_addresses_lead_on(specimen_site: Path) -> None:
    old = (specimen_site / "briefings/2026/tram-rota-decision/index.html").read_text(encoding="utf-8")
    assert "shift-planning-decision/" in old


def test_what_is_not_public_leaves_no_trace(specimen_site: Path) -> None:
    assert whole_site.traces(specimen_site, HIDDEN) == []


def test_when_the_embargo_ends_the_page_is_there(tmp_path: Path) -> None:
    made = briefpress(
        "build", "--site-dir", str(tmp_path / "site"), "--no-search", now="2026-11-22T08:00:00Z", at=tmp_path
    )
    assert made.returncode == 0, made.stderr
    assert "eight cameras" in text(tmp_path / "site/briefings/2026/harbour-cameras/index.html")


WARNED = {
    "briefings/2026/harbour-cameras.md": {
        "embargo-in-public"
    },  # the state shown is an embargo, in a public place
    DRAFT: {"field-missing", "section-missing"},  # the state shown is a draft: it lacks what publishing needs
}
"""File -> the rules that may warn there, each since the state shown is itself the warning."""


def test_nothing_is_found_but_what_is_meant_to_be_seen(tmp_path: Path) -> None:
    made = briefpress("check", "--release", "--format", "json", now=NOW, at=tmp_path)
    assert made.returncode == 0, made.stderr
    warned: dict[str, set[str]] = {}
    for finding in json.loads(made.stdout):
        assert finding["severity"] == "warning"
        warned.setdefault(finding["path"], set()).add(finding["rule"])
    assert warned == WARNED


def test_every_quotation_of_a_published_page_has_its_place(specimen_site: Path) -> None:
    with (specimen_site / "data/claims.csv").open(newline="", encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 100
    assert [(row["briefing"], row["claim"]) for row in rows if not row["locator"]] == []


def test_no_page_names_a_claim_by_its_raw_id(specimen_site: Path) -> None:
    """Readers know claims by number: “claim 2”, never “c2”. Addresses hold ids, and so does the codebook."""
    found = {
        (path, raw)
        for path in whole_site.pages_of(specimen_site)
        if "/schema/" not in path and path != "data/codebook/index.html"
        for raw in re.findall(r"(?<![#\w/.])[ctq][1-9][0-9]?\b", text(specimen_site / path))
    }
    assert found == set()


def briefpress(*arguments: str, now: str, at: Path) -> subprocess.CompletedProcess[str]:
    """The command over the specimen, copied so that nothing is written into the checkout."""
    command = [str(Path(sys.executable).with_name("briefpress")), *arguments, "--now", now]
    root = copied(at)
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def copied(at: Path) -> Path:
    """A copy of the site root."""
    root = at / "root"
    for file in sorted((ROOT / "examples/specimen").rglob("*")):
        if file.is_file() and not {"site", ".briefpress"} & set(file.relative_to(ROOT).parts):
            (root / file.relative_to(ROOT / "examples/specimen")).parent.mkdir(parents=True, exist_ok=True)
            (root / file.relative_to(ROOT / "examples/specimen")).write_bytes(file.read_bytes())
    return root


# ── nothing here is real ──────────────────────────────────────────────────────────────────────────────


def test_every_page_says_that_nothing_is_real_and_asks_not_to_be_listed(specimen_site: Path) -> None:
    pages = {
        path: (specimen_site / path).read_text(encoding="utf-8")
        for path in whole_site.pages_of(specimen_site)
    }
    assert [path for path, html in pages.items() if NOTICE not in html] == []
    assert [path for path, html in pages.items() if "noindex" not in html] == []


def test_search_engines_and_hosts_are_told(specimen_site: Path) -> None:
    assert "Disallow: /" in (specimen_site / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert not (specimen_site / "sitemap.xml").exists()
    assert "  X-Robots-Tag: noindex" in (specimen_site / "_headers").read_text(encoding="utf-8").splitlines()


FOR_MACHINES = ("_headers", "_redirects", ".nojekyll")
"""What hosts read: rules for addresses, no word of a page."""
OF_THE_SITE = ("assets/", "search/")
"""Scripts, styles and the index: the words in it are those of pages."""


@pytest.fixture(scope="module")
def otherwise_named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen under another name: what says there that nothing is real says so of its own accord."""
    at = tmp_path_factory.mktemp("named")
    config = copied(at) / "mkdocs.yml"
    told = config.read_text(encoding="utf-8")
    assert told.count(NOTICE) == 2
    config.write_text(told.replace(NOTICE, "The desk"), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("briefpress")), "build", "--now", NOW]
    made = subprocess.run(command, cwd=config.parent, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return config.with_name("site")


def kept(site: Path) -> dict[str, str]:
    """Every file of text that a reader may keep: path -> text."""
    paths = {file.relative_to(site).as_posix(): file for file in sorted(site.rglob("*")) if file.is_file()}
    return {
        path: file.read_text(encoding="utf-8")
        for path, file in paths.items()
        if path not in FOR_MACHINES and not path.startswith(OF_THE_SITE)
    }


def test_every_file_that_a_reader_may_keep_says_so(otherwise_named: Path) -> None:
    files = kept(otherwise_named)
    endings = {path.rpartition(".")[2] for path in files}
    assert endings == {"json", "md", "xml", "ics", "bib", "eml", "txt", "csv", "html"}
    assert [path for path, text in files.items() if NOTICE.casefold() not in unfolded(text)] == []


def unfolded(text: str) -> str:
    """Without the breaks that iCalendar and quoted-printable put into lines, in small letters."""
    return text.replace("\r\n ", "").replace("=\n", "").replace("=\r\n", "").casefold()


def test_every_event_of_the_calendar_says_so_where_a_calendar_shows_it(otherwise_named: Path) -> None:
    lines = (otherwise_named / "watch.ics").read_bytes().decode().replace("\r\n ", "").split("\r\n")
    shown = [line for line in lines if line.startswith(("SUMMARY:", "NAME:", "X-WR-CALNAME:"))]
    assert len(shown) > 4
    assert [line for line in shown if NOTICE not in line] == []


def test_every_entry_of_every_feed_says_so(otherwise_named: Path) -> None:
    files = kept(otherwise_named)
    atom = [entry for path, text in files.items() if path.endswith(".xml") for entry in entries(text)]
    items = [
        json.dumps(item, ensure_ascii=False)
        for path, text in files.items()
        if path.endswith("feed.json")
        for item in json.loads(text)["items"]
    ]
    assert len(atom) > 20
    assert len(items) > 5
    assert [entry[:300] for entry in (*atom, *items) if NOTICE not in entry] == []


def entries(atom: str) -> list[str]:
    """The entries of a feed, as they are written."""
    return re.findall(r"<entry\b.*?</entry>", atom, re.DOTALL)


def test_every_citation_says_so(otherwise_named: Path) -> None:
    files = {path: text for path, text in kept(otherwise_named).items() if path.endswith("csl.json")}
    assert files
    said = [json.dumps(item, ensure_ascii=False) for text in files.values() for item in json.loads(text)]
    assert [item for item in said if NOTICE not in item] == []


def test_every_row_of_every_table_says_so(specimen_site: Path) -> None:
    tables = sorted((specimen_site / "data").glob("*.csv"))
    assert tables
    for table in tables:
        with table.open(newline="", encoding="utf-8-sig") as lines:
            assert {row["notice"] for row in csv.DictReader(lines)} == {NOTICE}, table


def test_it_is_no_part_of_the_first_edition(built: Path) -> None:
    assert whole_site.traces(built, ('<p class="bp-specimen"', "shift-planning-decision", "Tarnmark")) == []


def test_every_party_is_marked() -> None:
    """A page that is copied by itself still tells that its bodies are invented."""
    registry = (ROOT / "examples/specimen/briefings/_registry/organisations.yml").read_text(encoding="utf-8")
    entries = yaml.safe_load(registry)["organisations"]
    names = [entry["name"] for entry in entries]
    assert len(names) > 10
    assert [name for name in names if not name.endswith("(specimen)")] == []


# ── as every built site ───────────────────────────────────────────────────────────────────────────────


def test_every_link_leads_somewhere(specimen_site: Path) -> None:
    assert whole_site.broken_links(specimen_site, SITE) == []


def test_no_page_has_a_parse_error(specimen_site: Path) -> None:
    assert whole_site.parse_errors(specimen_site, whole_site.pages_of(specimen_site)) == {}
