"""`briefpress release` and `briefpress check --release`, as an editor and continuous integration run them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefpress.model.lock import PATH
from briefpress.publish import keep
from tests.integration.desk import MAIN, made

KEPT = "briefings/_versions/2026/longer-night-shifts"
NOW = "2026-11-21T12:00:00Z"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that has released nothing yet."""
    return made(tmp_path)


def run(site: Path, *words: str, now: str = NOW) -> subprocess.CompletedProcess[str]:
    """The command in the site's folder."""
    program = str(Path(sys.executable).with_name("briefpress"))
    command = [program, *words, "--now", now]
    return subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)


def edit(site: Path, old: str, new: str) -> None:
    """A change in the briefing."""
    file = site / MAIN
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def state(site: Path) -> dict[str, bytes]:
    """The lock and the kept files."""
    files = [p for p in (site / "briefings").rglob("*") if p.is_file() and p.name.startswith("_pub")]
    files += [p for p in (site / "briefings/_versions").rglob("*") if p.is_file()]
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in files}


def test_from_first_publication_to_removal(site: Path) -> None:
    """The life of a page, release by release."""
    stale = run(site, "check", "--release")
    assert (stale.returncode, "Run `briefpress release`" in stale.stdout) == (1, True)
    assert run(site, "check").returncode == 0

    done = run(site, "release")
    assert (done.returncode, done.stdout) == (0, f"wrote {PATH}\nwrote {KEPT}/1.json\n")
    before = state(site)
    again = run(site, "release")
    assert (again.returncode, again.stdout, state(site)) == (0, "", before)
    assert run(site, "check", "--release").returncode == 0

    edit(site, "end an hour later [c1].", "end two hours later [c1].")
    refused = run(site, "release")
    assert (refused.returncode, state(site)) == (1, before)
    assert "error[body-changed-without-version]" in refused.stderr
    assert run(site, "build").returncode == 1

    edit(site, "version: 1", "version: 2\nchanges:\n  - {version: 2, date: 2026-08-01, note: Hours.}")
    assert run(site, "check", "--release").returncode == 1
    assert run(site, "release").stdout == f"wrote {PATH}\nwrote {KEPT}/2.json\n"
    assert state(site)[f"{KEPT}/1.json"] == before[f"{KEPT}/1.json"]

    built = run(site, "build", "--no-search")
    assert built.returncode == 0, built.stderr
    page = site / "site/briefings/2026/longer-night-shifts"
    assert (page / "v/1/index.json").read_bytes() == before[f"{KEPT}/1.json"]
    assert "end an hour later" in (page / "v/1/index.html").read_text(encoding="utf-8")
    assert 'data-to="../../"' in (page / "v/2/index.html").read_text(encoding="utf-8")

    gone = "status: removed\nremoved: {date: 2026-11-20, ground: safety}"
    edit(site, "status: published", gone)
    edit(site, "Cleaners at Example Tower say", "Removed:")
    told = run(site, "release")
    assert told.stdout == f"wrote {PATH}\nremoved {KEPT}/1.json\nremoved {KEPT}/2.json\n", told.stderr
    assert not (site / KEPT).exists()
    assert (site / PATH).read_text(encoding="utf-8").partition("published:\n")[2] == (
        '- {id: "2026-longer-night-shifts", address: "briefings/2026/longer-night-shifts/", state: "removed",'
        ' version: 2, updated: "2026-11-20"}\n'
    )


def test_a_declared_change_raises_the_version(site: Path) -> None:
    """The editor says in `changes` what changed; the release counts. Every other byte stays."""
    assert run(site, "release").returncode == 0
    edit(site, "end an hour later [c1].", "end two hours later [c1].")
    assert run(site, "release").returncode == 1
    noted = "version: 1  # mine\nchanges:\n  - {version: 2, date: 2026-08-01, note: Hours.}"
    edit(site, "version: 1", noted)
    before = (site / MAIN).read_text(encoding="utf-8")
    done = run(site, "release")
    assert done.stdout == f"wrote {MAIN}\nwrote {PATH}\nwrote {KEPT}/2.json\n", done.stderr
    assert (site / MAIN).read_text(encoding="utf-8") == before.replace("version: 1  #", "version: 2  #")
    assert run(site, "release").stdout == ""
    assert run(site, "check", "--release").returncode == 0


def test_a_declared_change_of_a_moved_file_raises_the_version(site: Path) -> None:
    """`redirect_from` says which page it was; what another branch adds to that file is counted all the same."""
    assert run(site, "release").returncode == 0
    to = MAIN.replace("longer-night-shifts", "later-shifts")
    (site / MAIN).rename(site / to)
    text = (site / to).read_text(encoding="utf-8")
    noted = "version: 1\nredirect_from: [/briefings/2026/longer-night-shifts/]\nchanges:\n{changes}"
    first = "  - {version: 2, date: 2026-08-01, note: Renamed.}\n"
    changed = text.replace("version: 1\n", noted.format(changes=first))
    (site / to).write_text(changed.replace("end an hour later [c1].", "end later [c1]."), encoding="utf-8")
    done = run(site, "release")
    assert done.stdout == f"wrote {to}\nwrote {PATH}\nwrote {KEPT}/2.json\n", done.stderr
    assert "version: 2\nredirect_from" in (site / to).read_text(encoding="utf-8")
    assert 'address: "briefings/2026/later-shifts/", state: "published", version: 2' in (
        site / PATH
    ).read_text(encoding="utf-8")
    assert run(site, "release").stdout == ""


def test_copies_of_a_page_whose_lines_are_gone_stay(site: Path) -> None:
    """Nothing is written when the lock was deleted with the page: the copies are all that is left of it."""
    assert run(site, "release").returncode == 0
    before = state(site)
    (site / MAIN).unlink()
    (site / PATH).unlink()
    done = run(site, "release")
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert f"{PATH} knows no page for these kept copies: {KEPT}/1.json; nothing was written" in done.stderr
    del before[PATH]
    assert state(site) == before


def test_a_version_is_not_raised_where_something_is_wrong(site: Path) -> None:
    """Nothing is written then, the briefing included."""
    assert run(site, "release").returncode == 0
    edit(site, "version: 1", "version: 1\nchanges:\n  - {version: 2, date: 2026-08-01, note: Hours.}")
    edit(site, "topics: [working-time]", "topics: [working-tyme]")
    before = (site / MAIN).read_bytes()
    assert run(site, "release").returncode == 1
    assert (site / MAIN).read_bytes() == before


def test_an_embargo_holds_date_address_and_digest(site: Path) -> None:
    """No claim and no title stand in the lock until the hour; then the next release adds what was published."""
    edit(
        site,
        "status: published\npublished: 2026-07-01",
        "status: embargoed\nembargo_until: 2026-12-01T09:00:00Z",
    )
    assert run(site, "release").returncode == 0
    lock = (site / PATH).read_text(encoding="utf-8")
    assert 'state: "embargoed", version: 1, until: "2026-12-01T09:00:00Z", digest: "' in lock
    assert "claim" not in lock
    first = state(site)[f"{KEPT}/1.json"]
    edit(site, "end an hour later [c1].", "end two hours later [c1].")
    assert run(site, "check", "--release").returncode == 1
    assert run(site, "release").returncode == 0
    assert state(site)[f"{KEPT}/1.json"] != first
    later = "2026-12-01T09:00:00Z"
    assert run(site, "check", "--release", now=later).returncode == 0  # nobody merges anything at the hour
    assert run(site, "release", now=later).returncode == 0
    lock = (site / PATH).read_text(encoding="utf-8")
    assert 'state: "published", version: 1, published: "2026-12-01"' in lock
    assert 'version: 1, date: "2026-12-01", twin: "' in lock
    assert 'claim: "c1"' in lock


def test_taking_words_down_takes_their_copies_down(site: Path) -> None:
    """Former versions may hold what was redacted: they answer with a notice, and their copies go."""
    assert run(site, "release").returncode == 0
    edit(
        site,
        "version: 1",
        "version: 2\nredactions:\n  - {affects: summary, date: 2026-08-01, ground: safety}\n"
        "changes:\n  - {version: 2, date: 2026-08-01, note: Words taken down.}",
    )
    edit(site, "About thirty cleaners bear it. ", "")
    told = run(site, "release")
    assert told.stdout == f"wrote {PATH}\nwrote {KEPT}/2.json\nremoved {KEPT}/1.json\n", told.stderr
    assert run(site, "release").stdout == ""
    assert 'version: 1, date: "2026-07-01", twin: ""' in (site / PATH).read_text(encoding="utf-8")
    assert run(site, "check", "--release").returncode == 0
    assert run(site, "build", "--no-search").returncode == 0
    files = [path for path in site.rglob("*") if path.is_file()]
    assert [path for path in files if b"thirty cleaners bear" in path.read_bytes()] == []
    page = site / "site/briefings/2026/longer-night-shifts/v/1"
    assert "cannot be read here" in (page / "index.html").read_text(encoding="utf-8")
    assert not (page / "index.json").exists()


def test_a_full_disk_leaves_the_lock_as_it_was(tmp_path: Path) -> None:
    """The lock comes last, and wholly."""
    (tmp_path / "lock").write_text("old", encoding="utf-8")
    (tmp_path / "in-the-way").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="in-the-way"):
        keep.keep(tmp_path, {"lock": b"new", "in-the-way/1.json": b"{}"}, ["lock2"], "lock")
    assert (tmp_path / "lock").read_text(encoding="utf-8") == "old"
