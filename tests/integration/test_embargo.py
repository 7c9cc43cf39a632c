"""What is held back, or not yet written, leaves no trace in any byte; at its hour it is published, whole."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from briefpress.model.lock import PATH
from tests.integration.desk import BASE, MAIN, SITE, made

SOURCE = "cleaners-statement"
HELD, DRAFT = "quokkaflute", "wombatharp"
"""Words that stand in everything of the briefing under embargo, and of the draft: in what they use alone as well."""
UNTIL = "2026-12-01T00:30:00+02:00"
BEFORE, AT, LATE = "2026-11-30T22:29:59Z", "2026-11-30T22:30:00Z", "2026-12-01T06:00:00Z"


def hidden(word: str, status: str) -> dict[str, str]:
    """A briefing with a word in its name, its sentences, and its own source, topic, desk, group and organisation."""
    text = BASE[MAIN]
    for old in (
        "Cleaners at Example",
        "Longer night",
        "A statement",
        "Sleep, pay",
        "If shifts",
        "Working hours",
    ):
        text = text.replace(old, f"{word} {old}")
    text = text.replace("text: Night shifts", f"text: {word} night shifts")
    text = text.replace("Night cleaners at Example Tower", f"{word}-group").replace(
        "[desk]", f"[{word}-desk]"
    )
    text = text.replace("[working-time]", f"[{word}-topic]").replace(SOURCE, f"{word}-source")
    text = text.replace(f"text: {word} night", f"about: [{word}-organisation]\n    text: {word} night")
    return {f"briefings/2026/{word}.md": text.replace("status: published\npublished: 2026-07-01", status)}


def registry(words: tuple[str, ...]) -> dict[str, str]:
    """What the hidden briefings alone use, beside what the public one does."""
    found = {name: BASE[f"briefings/_registry/{name}.yml"] for name in ("people", "topics", "sources")}
    found |= {"organisations": "organisations:\n", "groups": "groups:\n"}
    source = found["sources"].partition("\n")[2]
    for word in words:
        found["people"] += (
            f"  - {{id: {word}-desk, name: {word}, role: Editors, kind: desk, public_role: true}}\n"
        )
        found["topics"] += f"  - {{id: {word}-topic, label: {word} hours, definition: About {word}.}}\n"
        found["sources"] += source.replace(SOURCE, f"{word}-source", 1).replace(
            "Statement", f"{word} statement"
        )
        found["organisations"] += f"  - {{id: {word}-organisation, name: {word} Ltd, kind: company}}\n"
        found["groups"] += f"  - {{id: {word}-group, label: {word} crew, class: own-workforce}}\n"
    return {f"briefings/_registry/{name}.yml": text for name, text in found.items()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a public briefing, one under embargo, one in draft, each of the two with a registry of its own."""
    files = BASE | registry((HELD, DRAFT)) | hidden(DRAFT, "status: draft")
    files |= hidden(HELD, f"status: embargoed\nembargo_until: {UNTIL}")
    files |= {
        "mkdocs.yml": "site_name: Desk\nsite_url: https://desk.example/\ntheme: material\n"
        "plugins:\n  - briefpress: {repository: private}\n",
    }
    return made(tmp_path, SITE | files)


def run(site: Path, *words: str, now: str, zone: str = "UTC") -> subprocess.CompletedProcess[str]:
    """The command in the site's folder, on a machine in a time zone."""
    command = [str(Path(sys.executable).with_name("briefpress")), *words, "--now", now]
    return subprocess.run(
        command,
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "TZ": zone},
    )


def traces(folder: Path, word: str) -> list[str]:
    """The files in which a word stands, in their names or in any byte, packed or not."""
    found = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        if content.startswith(b"\x1f\x8b"):
            content += gzip.decompress(content)
        below = file.relative_to(folder).as_posix()
        if word in f"{below} {content.decode('latin-1')}".casefold():
            found.append(below)
    return found


def test_no_trace_until_the_hour_and_all_of_it_then(site: Path) -> None:
    """Site, search, feeds, exports, file names and the cache that is left; a preview with drafts made before."""
    assert run(site, "release", now=BEFORE).returncode == 0
    lock = (site / PATH).read_text(encoding="utf-8")
    assert [line.count(HELD) for line in lock.splitlines() if HELD in line] == [
        2,
        1,
    ]  # id and address; its copy
    assert DRAFT not in lock

    preview = run(site, "build", "--drafts", now=BEFORE)
    assert preview.returncode == 0, preview.stderr
    for word in (HELD, DRAFT):
        assert len(traces(site / "site", word)) > 10
    built = run(site, "build", now=BEFORE, zone="Pacific/Kiritimati")  # 14 hours ahead of UTC
    assert built.returncode == 0, built.stderr
    assert run(site, "check", now=BEFORE).returncode == 0  # which holds what it finds out
    assert len([*(site / ".briefpress").glob("files-*")]) == 1
    for word in (HELD, DRAFT):
        assert traces(site / "site", word) == []
        assert traces(site / ".briefpress", word) == []

    built = run(site, "build", now=AT, zone="America/Adak")  # 10 behind
    assert built.returncode == 0, built.stderr
    public = traces(site / "site", HELD)
    page = site / f"site/briefings/2026/{HELD}/index.html"
    assert {"feed.xml", "sitemap.xml", "data/claims.csv", f"briefings/2026/{HELD}/index.json"} <= set(public)
    assert "Published 1 December 2026, 00:30 UTC+02:00" in page.read_text(encoding="utf-8")
    assert "<lastmod>2026-11-30</lastmod>" in (site / "site/sitemap.xml").read_text(encoding="utf-8")
    assert traces(site / "site", DRAFT) == []


def test_a_run_that_comes_late_publishes_it_and_later_ones_keep_it(site: Path) -> None:
    """Hosts' schedules may be late: what is published does not depend on by how much, nor on a release since."""
    assert run(site, "release", now=BEFORE).returncode == 0
    assert run(site, "check", "--release", now=LATE).returncode == 0
    published = run(site, "publish", str(site.parent / "www"), now=LATE)
    assert published.returncode == 0, published.stderr
    assert (site.parent / f"www/current/briefings/2026/{HELD}/index.html").exists()
    released = run(site, "release", now=LATE)
    assert released.returncode == 0, released.stderr
    assert f'"briefings/2026/{HELD}/", state: "published", version: 1, published: "2026-11-30"' in (
        site / PATH
    ).read_text(encoding="utf-8")
    built = run(site, "build", "--no-search", now=LATE)
    assert built.returncode == 0, built.stderr
    assert (site / f"site/briefings/2026/{HELD}/index.html").exists()


def test_what_was_public_is_not_held_back_again(site: Path) -> None:
    """After its hour a page may have been read: a later hour would make it vanish."""
    assert run(site, "release", now=BEFORE).returncode == 0
    file = site / f"briefings/2026/{HELD}.md"
    file.write_text(file.read_text(encoding="utf-8").replace(UNTIL, "2027-01-01T00:00:00Z"), encoding="utf-8")
    assert run(site, "check", now=BEFORE).returncode == 0
    refused = run(site, "build", "--no-search", now=LATE)
    assert refused.returncode == 1
    assert "error[published-file-deleted]" in refused.stderr
