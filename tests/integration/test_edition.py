"""One edition from a folder on disk to a site on disk, by the command that editors use."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest

import briefpress
from briefpress.publish import swap

NOW = "2026-11-21T12:00:00Z"
COMMAND = [str(Path(sys.executable).with_name("briefpress"))]
BRIEFING = "briefings/2026/meta-employee-data.md"


def run(
    root: Path, *arguments: str, now: str = NOW, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The command in a site root."""
    command = [*COMMAND, *arguments, "--now", now]
    env = {**os.environ, **(environ or {})}
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)


def tree(folder: Path) -> dict[str, str]:
    """Path -> digest of every file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def times(folder: Path) -> dict[str, int]:
    """Path -> modification time of every file."""
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


def change(root: Path, path: str, before: str, after: str) -> None:
    """Replaces a text that must stand in a file."""
    text = (root / path).read_text(encoding="utf-8")
    assert before in text
    (root / path).write_text(text.replace(before, after, 1), encoding="utf-8")


def test_the_smallest_site_builds_with_a_warning_for_its_missing_address(smallest: Path) -> None:
    ran = run(smallest, "build")
    assert ran.returncode == 0, ran.stderr
    assert "warning[site-url-missing]" in ran.stderr
    assert (smallest / "site" / "index.html").is_file()
    assert not (smallest / "site" / "sitemap.xml").exists()


def test_an_unchanged_site_is_built_again_without_writing_a_file(first_edition: Path) -> None:
    assert run(first_edition, "build").returncode == 0
    before = times(first_edition / "site")
    again = run(first_edition, "build")
    assert again.returncode == 0
    assert " 0 written" in again.stderr
    assert times(first_edition / "site") == before


def test_a_changed_briefing_changes_its_pages_and_keeps_the_rest(first_edition: Path) -> None:
    run(first_edition, "build", "--no-search")
    before = times(first_edition / "site")
    change(first_edition, BRIEFING, "## How we worked\n", "## How we worked\n\nOne sentence more.\n")
    assert run(first_edition, "build", "--no-search").returncode == 0
    after = times(first_edition / "site")
    changed = {path for path in after if after[path] != before.get(path)}
    page = "briefings/2026/meta-employee-data/"
    assert f"{page}index.html" in changed
    data = (f"data/{name}.json" for name in ("briefings", "index", "datapackage", "manifest"))
    whole_text = ("feed.xml", "feed.json", *data)
    assert all(path.startswith(page) or path in whole_text for path in changed), changed


def test_no_cache_gives_the_same_bytes(built_edition: Path) -> None:
    before = tree(built_edition / "site")
    assert run(built_edition, "build", "--no-cache").returncode == 0
    assert tree(built_edition / "site") == before


@pytest.mark.parametrize(
    ("jobs", "environ"),
    [
        ("1", {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"}),
        ("3", {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"}),
    ],
)
def test_same_input_and_moment_give_the_same_bytes(
    built_edition: Path, tmp_path: Path, jobs: str, environ: dict[str, str]
) -> None:
    elsewhere = tmp_path / "another place"
    shutil.copytree(built_edition, elsewhere, ignore=shutil.ignore_patterns("site", ".briefpress"))
    ran = run(elsewhere, "build", "--jobs", jobs, environ=environ)
    assert ran.returncode == 0, ran.stderr
    assert tree(elsewhere / "site") == tree(built_edition / "site")


def test_mkdocs_build_gives_the_same_pages(built_edition: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", "by-mkdocs"]
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795262400"}  # 2026-11-21T12:00:00Z
    ran = subprocess.run(command, cwd=built_edition, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert tree(built_edition / "by-mkdocs") == tree(built_edition / "site")


def test_mkdocs_build_waits_for_another_build(first_edition: Path) -> None:
    """They work in the same folder beside the site: one would publish what the other has half written."""
    (first_edition / ".briefpress").mkdir(exist_ok=True)
    with swap.alone(first_edition / ".briefpress" / "build.lock"):
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        waiting = subprocess.Popen(command, cwd=first_edition)
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(10)
        assert not swap.workplace(first_edition / "site").exists()
    assert waiting.wait(60) == 0
    assert (first_edition / "site" / "index.html").exists()
    assert not swap.workplace(first_edition / "site").exists()


def _unknown_field(root: Path) -> str:
    change(root, BRIEFING, "\nsummary:", "\nsumary: x\nsummary:")
    return 'error[field-unknown]: unknown field "sumary"; did you mean "summary"?'


def _missing_field(root: Path) -> str:
    change(root, BRIEFING, "\nevent: ", "\nevent: \n# ")
    return 'error[field-missing]: required field "event" is missing'


def _malformed_yaml(root: Path) -> str:
    change(root, BRIEFING, "\nevent: ", "\nevent: [")
    return "error[front-matter-invalid]"


def _wrong_type(root: Path) -> str:
    change(root, BRIEFING, "\ntopics:", "\ntopics: work\nplaces:")
    return 'error[field-type]: "topics" must be a list, found text'


def _unresolved(root: Path) -> str:
    change(root, BRIEFING, "source: seed-c", "source: seed-d")
    return 'error[reference-unresolved]: source "seed-d" not found; did you mean'


def _misquoted(root: Path) -> str:
    change(root, "briefings/_snapshots/seed-c.txt", "recent breach exposing", "recent breach showing")
    return "error[snapshot-changed]"


def _not_utf8(root: Path) -> str:
    (root / BRIEFING).write_bytes((root / BRIEFING).read_bytes() + b"\xff")
    return "error[input-encoding]"


def _no_registry(root: Path) -> str:
    shutil.rmtree(root / "briefings/_registry")
    return 'error[reference-unresolved]: source "seed-a" not found'


def _template_fault(root: Path) -> str:
    change(root, "templates/briefing.html", "{%", "{% if %}\n{%")
    return "templates/briefing.html:"


def _frame_fault(root: Path) -> str:
    change(root, "templates/frame/main.html", "{% block site_meta %}", "{% block site_meta %}{% if %}")
    return "templates/frame/main.html:"


def _broken_settings(root: Path) -> str:
    change(root, "mkdocs.yml", "\nplugins:", "\nplugins: [")
    return "mkdocs.yml:"


@pytest.mark.parametrize(
    "harm",
    [
        _unknown_field,
        _missing_field,
        _malformed_yaml,
        _wrong_type,
        _unresolved,
        _misquoted,
        _not_utf8,
        _no_registry,
        _template_fault,
        _frame_fault,
        _broken_settings,
    ],
)
def test_bad_input_is_located_and_changes_nothing(built_edition: Path, harm: Callable[[Path], str]) -> None:
    before = (tree(built_edition / "site"), times(built_edition / "site"))
    message = harm(built_edition)
    ran = run(built_edition, "build", "--no-search")
    assert message in ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.returncode == 1
    assert (tree(built_edition / "site"), times(built_edition / "site")) == before
    assert sorted(p.name for p in built_edition.iterdir()) == sorted(
        [".briefpress", "briefings", "docs", "mkdocs.yml", "site", "templates"]
    )


def test_a_draft_with_errors_is_left_out_without_a_trace(first_edition: Path) -> None:
    draft = first_edition / "briefings/2026/canary-of-a-draft.md"
    draft.write_text("---\ntitle: Canary title\nevent: Canary event\nnonsense: x\n---\n", encoding="utf-8")
    ran = run(first_edition, "build", "--no-search")
    assert "canary-of-a-draft.md" in ran.stderr
    assert ran.returncode == 0
    for path in (first_edition / "site").rglob("*"):
        assert "canary" not in path.name
        assert path.is_dir() or b"anary" not in path.read_bytes()
    assert run(first_edition, "build", "--no-search", "--drafts").returncode == 1
    assert run(first_edition, "check").returncode == 1


def test_a_draft_is_shown_when_asked_for(first_edition: Path) -> None:
    draft = first_edition / "briefings/2026/canary-of-a-draft.md"
    text = (first_edition / BRIEFING).read_text(encoding="utf-8")
    draft.write_text(text.replace("status: published\n", "status: draft\n"), encoding="utf-8")
    ran = run(first_edition, "build", "--no-search", "--drafts")
    assert ran.returncode == 0, ran.stderr
    page = first_edition / "site/briefings/2026/canary-of-a-draft/index.html"
    noindex = '<meta name="robots" content="noindex">'
    assert noindex in page.read_text(encoding="utf-8")
    assert "canary" not in (first_edition / "site/sitemap.xml").read_text(encoding="utf-8")
    published = page.parent.with_name("meta-employee-data") / "index.html"
    assert noindex not in published.read_text(encoding="utf-8")
    run(first_edition, "build", "--no-search")
    assert not (first_edition / "site/briefings/2026/canary-of-a-draft").exists()


def test_a_folder_that_is_no_site_is_never_replaced(first_edition: Path) -> None:
    for folder in (".", "docs", "briefings/2026", ".."):
        ran = run(first_edition, "build", "--site-dir", folder)
        assert ran.returncode == 2
        assert "--site-dir" in ran.stderr
    (first_edition / "mine").mkdir()
    (first_edition / "mine/letter.txt").write_text("dear", encoding="utf-8")
    assert run(first_edition, "build", "--site-dir", "mine").returncode == 2
    assert (first_edition / "mine/letter.txt").is_file()


def test_mkdocs_build_keeps_the_former_site_when_a_template_fails(built_edition: Path) -> None:
    before = tree(built_edition / "site")
    (built_edition / "templates/briefing.html").write_text("{{ nope }}", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build"]
    ran = subprocess.run(command, cwd=built_edition, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "templates/briefing.html:1" in ran.stderr
    assert tree(built_edition / "site") == before
    assert not [path for path in built_edition.iterdir() if path.name.startswith(".site")]


def test_a_git_checkout_is_never_replaced(first_edition: Path) -> None:
    (first_edition / "site/.git").mkdir(parents=True)
    (first_edition / "site/index.html").write_text("worktree", encoding="utf-8")
    assert run(first_edition, "build").returncode == 2
    assert (first_edition / "site/.git").is_dir()


def test_wrong_use_is_told_in_one_line_with_status_2(tmp_path: Path) -> None:
    ran = run(tmp_path, "build")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert (
        ran.stderr
        == "briefpress: there is no mkdocs.yml; run briefpress in a site's folder or name one with -f\n"
    )
    assert run(tmp_path, "check", now="yesterday").returncode == 2
    assert run(tmp_path, "check", now="9999-12-31T23:59:59-12:00").returncode == 2


def test_a_path_that_is_not_there_is_wrong_use(first_edition: Path) -> None:
    ran = run(first_edition, "check", "briefings/2026/no-such-file.md")
    assert (ran.returncode, ran.stderr) == (
        2,
        "briefpress: there is nothing at briefings/2026/no-such-file.md\n",
    )


def test_check_tells_findings_as_json_on_standard_output_alone(first_edition: Path) -> None:
    _unresolved(first_edition)
    ran = run(first_edition, "check", "--format", "json")
    found = json.loads(ran.stdout)
    assert ran.returncode == 1
    wanted = next(f for f in found if f["rule"] == "reference-unresolved")
    assert {"path", "line", "column", "rule", "severity", "message", "help"} <= wanted.keys()
    assert wanted["path"] == BRIEFING
    line = (first_edition / BRIEFING).read_text(encoding="utf-8").splitlines()[wanted["line"] - 1]
    assert line[wanted["column"] - 1 :].startswith("seed-d")


def test_check_of_one_path_tells_what_concerns_it(first_edition: Path) -> None:
    _unresolved(first_edition)
    assert run(first_edition, "check", BRIEFING).returncode == 1
    assert run(first_edition, "check", "briefings/2026/data-centre-workers.md").returncode == 0


def test_the_python_interface_does_what_the_command_does(first_edition: Path) -> None:
    moment = datetime.fromisoformat(NOW)
    assert briefpress.load(first_edition, now=moment)[0].id == "2026-amazon-mgm-openai-film"
    config = first_edition / "mkdocs.yml"
    assert not any(f.is_error for f in briefpress.check(config, now=moment).findings)
    assert briefpress.build(config, now=moment, search=False).published
