"""The rehearsal of publishing: the example workflows as they stand, from a fresh clone to a served site and back."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import pipeline
import workflow
from briefpress.publish.target import Ready
from tests.integration.publishing import ID, Editions

ROOT = Path(__file__).resolve().parents[2]
STEPS = (
    "The host",
    "The site is pushed to main",
    "A change is opened from a fresh clone",
    "It cannot be merged as it is",
    "The quotation is mended",
    "It is merged, and published",
    "The schedule starts",
    "The edition of run 1 is deployed again",
)


@pytest.mark.browser
@pytest.mark.heavy
def test_a_change_is_refused_mended_merged_seen_live_and_rolled_back(tmp_path: Path) -> None:
    """Each step is told, and what the host did can be looked at."""
    kept = tmp_path / "kept"
    ran = subprocess.run(
        [ROOT / "scripts" / "rehearse", "--keep", kept], capture_output=True, text=True, check=False, cwd="/"
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = re.findall(r"^(\d)\. (.*)$", ran.stdout, re.MULTILINE)
    assert [int(number) for number, _ in told] == [*range(1, len(STEPS) + 1)]
    assert all(said.startswith(step) for (_, said), step in zip(told, STEPS, strict=True))
    assert "error file=briefings/2026/briefpress-licence.md,line=" in ran.stdout
    assert "main is protected" in ran.stdout
    compare(kept)


@pytest.mark.heavy
def test_the_same_on_gitlab(tmp_path: Path, full: bool) -> None:
    """The pipeline's own lines: published, then a change that fails; with --full the whole story, and the search."""
    kept, left_out = tmp_path / "kept", () if full else ("--no-search", "--steps", "4")
    words = (ROOT / "scripts" / "rehearse", "--gitlab", *left_out, "--keep", kept)
    ran = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert len(re.findall(r"^\d\. ", ran.stdout, re.MULTILINE)) == (len(STEPS) if full else 4)
    assert "error[quote-not-verbatim]" in ran.stdout
    assert "main is protected" in ran.stdout
    compare(kept)


def compare(kept: Path) -> None:
    """What is served at the end is what was served at first."""
    live, first = kept / "host/pages/live", kept / "host/pages/1"
    assert {p.relative_to(first): p.read_bytes() for p in first.rglob("*") if p.is_file()} == {
        p.relative_to(live): p.read_bytes() for p in live.rglob("*") if p.is_file()
    }


def hosted(
    tmp_path: Path, site: Path | None = None, harm: tuple[str, str, str] = ("", "", "")
) -> workflow.Host:
    """A host whose main holds the example files, and a site if one is given; `harm` is (file, old, new)."""
    host = workflow.Host(tmp_path / "host", "http://127.0.0.1:1/")
    host.prepare()
    clone = tmp_path / "clone"
    clone.mkdir()
    if site is not None:
        shutil.copytree(site, clone, ignore=shutil.ignore_patterns("site", ".briefpress"), dirs_exist_ok=True)
    shutil.copytree(ROOT / "examples/workflows/github", clone / ".github/workflows")
    shutil.copy(ROOT / "examples/workflows/gitlab/.gitlab-ci.yml", clone)
    name, old, new = harm
    if name:
        text = (clone / name).read_text(encoding="utf-8")
        assert old in text
        (clone / name).write_text(text.replace(old, new), encoding="utf-8")
    workflow.git(clone, "init", "--quiet", "--initial-branch=main")
    workflow.git(clone, "add", "--all")
    workflow.git(clone, "-c", "user.name=D", "-c", "user.email=d@d.example", "commit", "--quiet", "-m", "x")
    workflow.git(tmp_path, "clone", "--quiet", "--bare", str(clone), str(host.repository))
    return host


def main_of(host: workflow.Host) -> str:
    """The commit of main."""
    return workflow.git(host.repository, "rev-parse", "main")


def silent(line: str) -> None:
    """What is said stands in the log of the run as well."""


def test_what_it_does_not_know_is_refused(tmp_path: Path) -> None:
    """A step that nobody carries out would make the rehearsal say too much."""
    harm = (".github/workflows/check.yml", "uses: actions/checkout@", "uses: actions/elsewhere@")
    host = hosted(tmp_path, harm=harm)
    event = {"github.event_name": "pull_request", "github.ref": "refs/heads/x"}
    with pytest.raises(workflow.Unknown, match="the action actions/elsewhere"):
        workflow.carry_out(host, "check.yml", main_of(host), event, silent)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  stage: check\n", "  stage: check\n  retry: 2\n"),
        ("    - if: $LINKS ==", "    - changes: [docs]\n    - if: $LINKS =="),
        ('$LINKS == "yes"', "$LINKS =~ /yes/"),
        ("      codequality:", "      junit:"),
    ],
)
def test_what_it_does_not_know_of_a_pipeline_is_refused(tmp_path: Path, old: str, new: str) -> None:
    """Neither keys, nor rules, nor conditions, nor reports."""
    host = hosted(tmp_path, harm=(".gitlab-ci.yml", old, new))
    with pytest.raises(workflow.Unknown):
        pipeline.carry_out(host, main_of(host), "push", "main", silent)


# ── what may not go live by going back ────────────────────────────────────────────────────────────────

RUN = {
    "path": ".github/workflows/publish.yml@refs/heads/main",
    "head_branch": "main",
    "head_repository": {"full_name": workflow.REPOSITORY},
}


def went_back(host: workflow.Host, number: str, told: object, edition: Path | None = None) -> str:
    """What Roll back to run 1 says, which the host tells like this and which built this edition."""
    (host.run(1) / "artifacts/github-pages").mkdir(parents=True)
    (host.run(1) / "run.json").write_text(json.dumps(told), encoding="utf-8")
    if edition is not None:
        packed = host.run(1) / "artifacts/github-pages/artifact.tar"
        subprocess.run(["tar", "--create", "--file", packed, "--directory", edition, "."], check=True)
    event = {"github.event_name": "workflow_dispatch", "github.ref": "refs/heads/main", "inputs.run": number}
    done, passed = workflow.carry_out(host, "rollback.yml", main_of(host), event, silent)
    assert not passed
    return (host.run(done) / workflow.LOG).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "told", "words"),
    [
        ("1; rm -r .", RUN, "has digits alone"),
        ("1", RUN | {"path": ".github/workflows/check.yml"}, "is not one of Publish on main"),
        ("1", RUN | {"head_branch": "notice"}, "is not one of Publish on main"),
        ("1", RUN | {"head_repository": {"full_name": "stranger/site"}}, "is not one of Publish on main"),
    ],
)
def test_only_what_publish_made_from_main_goes_live(
    tmp_path: Path, number: str, told: object, words: str
) -> None:
    """A stranger's pull request has runs and artifacts, too."""
    host = hosted(tmp_path)
    assert words in went_back(host, number, told)
    assert not (host.folder / "pages/live").exists()
    assert not host.is_off


def test_an_edition_with_what_was_taken_down_stays_away(editions: Editions, tmp_path: Path) -> None:
    """On GitHub; main has removed the page since, and nothing is switched off either."""
    host = hosted(tmp_path, editions.changing)
    assert f"taken-down {ID}" in went_back(host, "1", RUN, editions.first.folder)
    assert not (host.folder / "pages/live").exists()
    assert not host.is_off


def test_an_edition_with_what_was_taken_down_stays_away_on_gitlab(editions: Editions, tmp_path: Path) -> None:
    """There the job runs in the commit of the former edition, and asks main what was taken down since."""
    host = hosted(tmp_path, editions.root)
    former = main_of(host)
    clone = tmp_path / "clone"
    shutil.copytree(editions.changing / "briefings", clone / "briefings", dirs_exist_ok=True)
    workflow.git(
        clone, "-c", "user.name=D", "-c", "user.email=d@d.example", "commit", "--all", "--quiet", "-m", "y"
    )
    workflow.git(clone, "push", "--quiet", str(host.repository), "main")
    assert not deployed(host, 1, former, editions.first)
    assert f"taken-down {ID}" in (host.run(1) / workflow.LOG).read_text(encoding="utf-8")
    assert not (host.folder / "pages/live").exists()
    assert deployed(host, 2, former, editions.removed)
    assert (host.folder / "pages/live/index.html").is_file()


def deployed(host: workflow.Host, number: int, commit: str, built: Ready) -> bool:
    """Whether the job "pages" of a pipeline that built this edition deploys it when it runs once more."""
    shutil.copytree(built.folder, host.run(number) / "artifacts/build/site")
    variables = {
        "CI_PIPELINE_SOURCE": "push",
        "CI_COMMIT_BRANCH": "main",
        "CI_DEFAULT_BRANCH": "main",
        "CI_REPOSITORY_URL": str(host.repository),
    }
    told = {"commit": commit, "variables": variables, "results": {"check": "success", "build": "success"}}
    (host.run(number) / "run.json").write_text(json.dumps(told), encoding="utf-8")
    return pipeline.retry(host, number, "pages", silent)
