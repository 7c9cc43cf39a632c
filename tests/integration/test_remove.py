"""`briefpress remove`: after it, and a build, no byte of the checkout or of the site holds what was taken down."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from briefpress import edition
from briefpress.edition.removing import Removed
from briefpress.model.lock import PATH
from briefpress.model.vocabulary import RemovalGround
from tests.integration.desk import BASE, MAIN, SITE, made

OTHER = "briefings/2026/other.md"
SOURCES = "briefings/_registry/sources.yml"
SNAPSHOT = "briefings/_snapshots/cleaners-statement.txt"
KEPT = "briefings/_versions/2026/longer-night-shifts/1.json"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
CANARY = "Quokkaflute"
HELD = "Nobody asked us before the rota changed.\n"
SECOND = f"""\
    # what the second briefing rests on
    - id: rota-notice
      title: Notice on the rota
      publisher: Example Notices
      author: none-given
      issued: 2026-06-30
      accessed: 2026-07-01
      url: https://notices.example/rota
      nature: primary
      snapshot: {{file: rota-notice.txt, sha256: {hashlib.sha256(HELD.encode()).hexdigest()}}}
"""
"""A registry entry below the first, indented as it is."""


def planted(text: str) -> str:
    """A text with the canary in every sentence of it."""
    for words in (
        "Cleaners at Example",
        "Longer night",
        "A statement",
        "Night cleaners",
        "If shifts",
        "Working h",
    ):
        text = text.replace(words, f"{CANARY} {words}")
    text = text.replace("text: Night shifts", f"text: {CANARY} night shifts")
    return text.replace("our night shifts end", f"our {CANARY} night shifts end")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with two published pages; all that the first says, and its source, holds the canary."""
    held = planted(BASE[SNAPSHOT])
    sources = "\n".join(line.rstrip() for line in BASE[SOURCES].splitlines())
    sources = sources.replace("title: Statement", f"title: {CANARY} statement")
    old = hashlib.sha256(BASE[SNAPSHOT].encode()).hexdigest()
    sources = sources.replace(old, hashlib.sha256(held.encode()).hexdigest())
    sources = sources.replace("  - id: cleaners", f"  # {CANARY} about them\n  - id: cleaners")
    files = {
        MAIN: planted(BASE[MAIN]),
        OTHER: other(BASE[MAIN]),
        SNAPSHOT: held,
        "briefings/_snapshots/rota-notice.txt": HELD,
        SOURCES: sources + "\n" + "\n".join(line[2:] for line in SECOND.splitlines()) + "\n",
    }
    return made(tmp_path, BASE | SITE | files)


def other(text: str) -> str:
    """A second briefing, of words of its own."""
    for old, new in {
        "cleaners-statement": "rota-notice",
        "our night shifts end an hour later": "Nobody asked us before the rota changed",
        "Night shifts at Example Tower end an hour later.": "The rota at Sample Court changed unasked.",
        "Cleaners at Example Tower say their night shifts end an hour later": "Porters at Sample Court: a new rota",
        "Sleep, pay and the way home; see c1.": "Rest; see c1.",
        "Longer night shifts at Example Tower": "A new rota at Sample Court",
        "If shifts move, the people who work them should know the new hours before they plan.": "Ask before a rota.",
        "Working hours decide over sleep, pay and the last train home.": "A rota orders a life.",
        "Night cleaners at Example Tower": "Porters at Sample Court",
    }.items():
        text = text.replace(old, new)
    start, end = text.index("summary:"), text.index("event_date:")
    text = text[:start] + "summary: A notice at Sample Court says the rota changed unasked.\n" + text[end:]
    return text.replace("night shifts end an hour later [c1]", "the rota changed [c1]")


def run(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command in the site's folder."""
    program = str(Path(sys.executable).with_name("briefpress"))
    command = [program, *words, "--now", NOW.isoformat()]
    return subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)


def remove(site: Path, name: str = "2026-longer-night-shifts", *, carry_out: bool = True) -> Removed:
    """Without a process of its own."""
    ground = RemovalGround.SAFETY
    return edition.remove(site / "mkdocs.yml", name, ground, now=NOW, carry_out=carry_out)


def holding(folder: Path, word: str) -> list[str]:
    """The files below a folder in which a word stands, in their names or in any byte, packed or not."""
    found = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        if content.startswith(b"\x1f\x8b"):
            content += gzip.decompress(content)
        below = file.relative_to(folder).as_posix()
        if (
            not below.startswith(".git/")
            and word.casefold() in f"{below} {content.decode('latin-1')}".casefold()
        ):
            found.append(below)
    return found


def state(site: Path) -> dict[str, bytes]:
    """Every file, the lock of the build apart."""
    files = [path for path in site.rglob("*") if path.is_file() and path.name != "build.lock"]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def test_no_byte_of_it_is_left(site: Path) -> None:
    """Published, built and corrected; then taken down, and built again."""
    assert run(site, "release").returncode == 0
    assert run(site, "build").returncode == 0
    assert len(holding(site / "site", CANARY)) > 20
    main = (site / MAIN).read_text(encoding="utf-8")
    noted = "version: 2\nchanges:\n  - {version: 2, date: 2026-08-01, note: Hours.}"
    (site / MAIN).write_text(main.replace("version: 1", noted), encoding="utf-8")
    assert run(site, "release").returncode == 0

    planned = run(site, "remove", "2026-longer-night-shifts", "--ground", "safety")
    assert "would remove briefings/_versions/2026/longer-night-shifts/1.json" in planned.stdout
    assert CANARY in (site / MAIN).read_text(encoding="utf-8")

    done = run(site, "remove", "2026-longer-night-shifts", "--ground", "safety", "--yes")
    assert done.returncode == 0, done.stderr
    assert CANARY not in done.stdout + done.stderr
    assert run(site, "check", "--release").returncode == 0
    built = run(site, "build")
    assert built.returncode == 0, built.stderr
    assert holding(site, CANARY) == []
    page = (site / "site/briefings/2026/longer-night-shifts/index.html").read_text(encoding="utf-8")
    assert "This page was removed on 21 November 2026." in page
    assert "at:deleted-entry" in (site / "site/feed.xml").read_text(encoding="utf-8")
    assert "Sample Court" in (site / "site/briefings/2026/other/index.html").read_text(encoding="utf-8")


def test_what_others_use_stays(site: Path) -> None:
    """The other page's source stays as it stands, with its comment; the lock of the other page too."""
    assert edition.release(site / "mkdocs.yml", now=NOW).done
    before = state(site)
    remove(site)
    after = state(site)
    lines = after[SOURCES].decode().splitlines(keepends=True)
    assert "".join(lines) == "sources:\n" + "".join(line[2:] for line in SECOND.splitlines(keepends=True))
    kept = [line for line in before[PATH].decode().splitlines() if "2026-other" in line]
    assert kept == [line for line in after[PATH].decode().splitlines() if "2026-other" in line]
    assert before[OTHER] == after[OTHER]
    assert SNAPSHOT not in after
    assert "briefings/_snapshots/rota-notice.txt" in after


def test_a_shared_source_stays_and_is_told(site: Path) -> None:
    """Another briefing rests on it: an editor has to decide."""
    text = (site / OTHER).read_text(encoding="utf-8")
    (site / OTHER).write_text(text.replace("sources: [", "sources: [cleaners-statement, "), encoding="utf-8")
    told = remove(site)
    assert (site / SNAPSHOT).exists()
    assert SOURCES not in told.written
    assert SNAPSHOT in [mention.at.path for mention in told.mentions]


def test_twice_changes_nothing_more(site: Path) -> None:
    """Nor with another ground: the notice that stands there holds."""
    edition.release(site / "mkdocs.yml", now=NOW)
    first = remove(site)
    assert first.done
    before = state(site)
    ground = RemovalGround.COURT_ORDER
    again = edition.remove(site / "mkdocs.yml", "2026-longer-night-shifts", ground, now=NOW, carry_out=True)
    assert (again.written, again.gone, state(site)) == ((), (), before)


def test_planning_touches_nothing(site: Path) -> None:
    """Without --yes."""
    edition.release(site / "mkdocs.yml", now=NOW)
    before = state(site)
    planned = remove(site, carry_out=False)
    assert (planned.done, state(site)) == (False, before)
    assert planned.written == (MAIN, PATH, SOURCES)
    assert planned.gone == (SNAPSHOT, KEPT)


def test_an_interrupted_removal_is_finished_by_the_next(site: Path) -> None:
    """The page's own file comes last: until then it can still be told what it alone used."""
    edition.release(site / "mkdocs.yml", now=NOW)
    lock, main = (site / PATH).read_bytes(), (site / MAIN).read_bytes()
    remove(site)
    done = state(site)
    (site / PATH).write_bytes(lock)
    (site / MAIN).write_bytes(main)
    remove(site)
    assert state(site) == done


def test_a_page_that_was_moved(site: Path) -> None:
    """By the id of its first publication; both addresses lead to the notice."""
    edition.release(site / "mkdocs.yml", now=NOW)
    moved = site / "briefings/2026/later-shifts.md"
    note = "version: 2\nchanges:\n  - {version: 2, date: 2026-08-01, note: Moved.}"
    text = (site / MAIN).read_text(encoding="utf-8").replace("version: 1", note)
    (site / MAIN).unlink()
    moved.write_text(
        text.replace("topics:", "redirect_from: [/briefings/2026/longer-night-shifts/]\ntopics:"),
        encoding="utf-8",
    )
    remove(site)
    assert holding(site, CANARY) == []
    assert moved.read_text(encoding="utf-8") == (
        "---\nstatus: removed\nremoved: {date: 2026-11-21, ground: safety}\nversion: 2\n"
        'redirect_from: ["/briefings/2026/longer-night-shifts/"]\n---\n'
    )
    assert "error" not in {str(f.severity) for f in edition.check(site / "mkdocs.yml", now=NOW).findings}
    forgotten = (".briefpress/checked-", ".briefpress/files-")
    before = {path: held for path, held in state(site).items() if not path.startswith(forgotten)}
    assert edition.release(site / "mkdocs.yml", now=NOW).written == ()
    assert state(site) == before  # what the check had held is forgotten


def test_a_page_that_was_never_released(site: Path) -> None:
    """The lock learns of it, so that the next check passes."""
    remove(site)
    found = edition.check(site / "mkdocs.yml", now=NOW, release=True, paths=[site / MAIN]).findings
    assert found == ()


def test_a_page_whose_file_was_deleted(site: Path) -> None:
    """Somebody was too quick: the notice is made all the same, and the copies go."""
    edition.release(site / "mkdocs.yml", now=NOW)
    (site / MAIN).unlink()
    assert remove(site).written == (MAIN, PATH)
    assert not (site / KEPT).exists()
    found = edition.check(site / "mkdocs.yml", now=NOW, release=True, paths=[site / MAIN]).findings
    assert found == ()


def test_a_page_that_nobody_has_read_leaves_no_notice(site: Path) -> None:
    """A draft has no address that must answer."""
    text = (site / MAIN).read_text(encoding="utf-8")
    (site / MAIN).write_text(text.replace("status: published\n", ""), encoding="utf-8")
    told = remove(site)
    assert not told.public
    assert holding(site, CANARY) == []
    assert not (site / MAIN).exists()


def test_mentions_elsewhere_are_told_and_left(site: Path) -> None:
    """A list of related pages, a page of docs/ and an editor's own notes: nobody but an editor can tell."""
    text = (site / OTHER).read_text(encoding="utf-8")
    (site / OTHER).write_text(
        text.replace("version: 1", "version: 1\nrelated: [2026-longer-night-shifts]"), encoding="utf-8"
    )
    (site / "docs/about.md").write_text(
        "# About\n\nSee [the tower](briefings/2026/longer-night-shifts/).\n", encoding="utf-8"
    )
    (site / "notes.txt").write_text(
        "Call:\nThey said: our Quokkaflute night shifts end an hour later\n", encoding="utf-8"
    )
    before = state(site)
    told = remove(site)
    assert [(str(m.at), m.how) for m in told.mentions] == [
        ("briefings/2026/other.md:10:11", "related[0] names it"),
        ("docs/about.md:3:17", "names it"),
        ("notes.txt:2:12", "repeats words of the page"),
    ]
    after = state(site)
    assert all(before[path] == after[path] for path in (OTHER, "docs/about.md", "notes.txt"))


def test_a_list_in_brackets_is_left_to_an_editor(site: Path) -> None:
    """It cannot be taken apart line by line."""
    entries = yaml.safe_load((site / SOURCES).read_text(encoding="utf-8"))
    flow = yaml.safe_dump(entries, default_flow_style=True, width=10_000, allow_unicode=True)
    (site / SOURCES).write_text(flow, encoding="utf-8")
    told = remove(site)
    assert told.by_hand == (f"{SOURCES}: cleaners-statement",)
    assert (site / SOURCES).read_text(encoding="utf-8") == flow


def test_an_unknown_page_is_told_with_a_near_name(site: Path) -> None:
    """Nothing is guessed."""
    with pytest.raises(edition.Unable, match='did you mean "2026-other"'):
        remove(site, "2026-othr")
