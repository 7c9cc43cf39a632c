"""`briefpress check` by what it knows from before: the same findings, whatever was changed in between."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefpress import edition
from briefpress.cache import stamp, store
from briefpress.edition import recall
from briefpress.model.finding import Finding
from tests.integration.desk import BASE, MAIN, made

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
OTHER = "briefings/2026/second-rota.md"
REGISTERED = "briefings/_registry/sources.yml"
SNAPSHOT = next(path for path in BASE if path.startswith("briefings/_snapshots/"))
MARK = "what was held"


@pytest.fixture(scope="module")
def checked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with two briefings, one with a warning, that was checked; changed by no test."""
    root = made(tmp_path_factory.mktemp("cache") / "site")
    (root / OTHER).write_text((root / MAIN).read_text(encoding="utf-8"), encoding="utf-8")
    _edit(OTHER, "before they plan.", "before they plan, which is historic.")(root)
    edition.check(root / "mkdocs.yml", now=NOW)
    return root


@pytest.fixture
def site(checked_once: Path, tmp_path: Path) -> Path:
    """The same, with what is held marked: a message tells whether it was found anew."""
    root = tmp_path / "site"
    shutil.copytree(checked_once, root)
    newest = stamp.of_files([root])[1]
    while not stamp.settled(tmp_path, newest):
        pass  # a few hundredths of a second: what has only just changed is not relied on
    edition.check(root / "mkdocs.yml", now=NOW)  # files were copied: they are others now
    for held in (root / ".briefpress").iterdir():
        value = store.load(held)
        if held.name.startswith("checked-"):
            store.save(held, value | {"findings": tuple(map(_marked, value["findings"]))})
        elif held.name.startswith("files-"):
            files = {p: (*k[:3], tuple(map(_marked, k[3])), *k[4:]) for p, k in value[1].items()}
            store.save(held, (value[0], files))
    return root


def _marked(finding: Finding) -> Finding:
    return replace(finding, message=f"{MARK}: {finding.message}")


def _edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def _append(path: str, text: str) -> Callable[[Path], None]:
    def append(root: Path) -> None:
        (root / path).parent.mkdir(exist_ok=True)
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return append


def _messages(root: Path, *, now: datetime = NOW, cache: bool = True, release: bool = False) -> list[str]:
    found = edition.check(root / "mkdocs.yml", now=now, cache=cache, release=release)
    assert not found.bugs
    return [f"{finding.at} {finding.rule} {finding.message}" for finding in found.findings]


def test_nothing_changed(site: Path) -> None:
    """All is taken as it is held, for the whole corpus and for a path."""
    assert any(MARK in message for message in _messages(site))
    config = site / "mkdocs.yml"
    of_one = edition.check(config, now=NOW, paths=[site / OTHER])
    assert [f.at.path for f in of_one.findings] == [OTHER] * len(of_one.findings)
    assert of_one.findings[0].message.startswith(MARK)
    assert (of_one.total, set(of_one.texts)) == (1, {OTHER})
    assert edition.check(config, now=NOW, paths=[site / MAIN]).findings == ()
    assert not any(MARK in message for message in _messages(site, cache=False))


REUSED: dict[str, Callable[[Path], object]] = {
    "another briefing": _edit(MAIN, "before they plan.", "before they plan their week."),
    "touched only": lambda root: (root / OTHER).touch(),
    "another snapshot": _append("briefings/_snapshots/unused.txt", "Nobody quotes this.\n"),
    "a briefing removed": lambda root: (root / MAIN).unlink(),
}
ANEW: dict[str, Callable[[Path], object]] = {
    "the briefing": _edit(OTHER, "which is historic", "which is truly historic"),
    "its snapshot": _append(SNAPSHOT, "One more line.\n"),
    "its snapshot removed": lambda root: (root / SNAPSHOT).unlink(),
    "the registry": _append(REGISTERED, "# a comment\n"),
    "mkdocs.yml": _append("mkdocs.yml", "site_description: Desk\n"),
    "the Markdown": _append("mkdocs.yml", "markdown_extensions: [tables]\n"),
    "a template": _append("templates/briefing.html", "{# ours #}"),
    "a misplaced file": _append("briefings/notes.md", "a note\n"),
    "no docs": lambda root: shutil.rmtree(root / "docs"),
    "another day": lambda _: None,
}


@pytest.mark.parametrize("change", [*REUSED, *ANEW])
def test_what_may_differ_is_found_anew_and_nothing_else(site: Path, change: str) -> None:
    """Each ingredient in turn: the findings are those of a check that knows nothing from before."""
    later = NOW + timedelta(days=change == "another day")
    (REUSED | ANEW)[change](site)
    held = _messages(site, now=later)
    reused = [message for message in held if MARK in message]
    assert bool(reused) == (change in REUSED)
    assert all(message.startswith(OTHER) for message in reused)
    anew = _messages(site, now=later, cache=False)
    assert [message.replace(f"{MARK}: ", "") for message in held] == anew


def test_a_check_for_release_is_another(site: Path) -> None:
    assert _messages(site, release=True) == _messages(site, release=True, cache=False)


def test_a_release_forgets(site: Path) -> None:
    """Words that were taken down may be held."""
    _messages(site, release=True)
    assert edition.release(site / "mkdocs.yml", now=NOW).done
    assert [path.name for path in (site / ".briefpress").iterdir()] == ["build.lock"]


@pytest.mark.parametrize("name", ["checked-", "files-"])
def test_an_altered_cache_is_passed_over(site: Path, name: str) -> None:
    """Whatever stands in the file."""
    (held,) = (site / ".briefpress").glob(f"{name}*")
    held.write_bytes(held.read_bytes()[:-7])
    (site / MAIN).touch()
    assert sum(MARK in message for message in _messages(site)) == (name == "checked-")
    for content in (b"", b"\0" * 4096):
        held.write_bytes(content)
        assert _messages(site)


def test_an_embargo_is_not_remembered(site: Path) -> None:
    """Its hour may come within the day."""
    hour = NOW + timedelta(hours=1)
    _edit(OTHER, "status: published", f"status: embargoed\nembargo_until: {hour.isoformat()}")(site)
    before, after = _messages(site), _messages(site, now=hour)
    assert before == _messages(site, cache=False)
    assert after == _messages(site, now=hour, cache=False)
    assert before != after


def test_a_configuration_that_reads_more_than_itself_is_asked_for_again(tmp_path: Path) -> None:
    """Hooks may do anything, at any time."""
    root = made(tmp_path)
    _append("mkdocs.yml", "hooks: [hook.py]\n")(root)
    (root / "hook.py").write_text("", encoding="utf-8")
    _messages(root)
    assert not recall.Before.look(root / "mkdocs.yml", release=False).state
    (root / "hook.py").write_text("raise ValueError('mine')", encoding="utf-8")
    assert any("mine" in message for message in _messages(root))
