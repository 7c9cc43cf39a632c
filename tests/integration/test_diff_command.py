"""`briefpress diff` in real repositories: revisions, shallow clones, links, what it says when something is missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from briefpress.cli import cli
from briefpress.edition import Unable
from tests.test_cases import MAIN, SITE, _base

BRIEFPRESS = Path(sys.executable).with_name("briefpress")
NOW = "2026-11-21T12:00:00Z"
SECRET = "briefings/2026/secret-plan.md"


def git(folder: Path, *words: str) -> str:
    """What git prints; nothing of the user's configuration has a part in it."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    who = ("-c", "user.name=Desk", "-c", "user.email=desk@newsroom.example", "-c", "init.defaultBranch=main")
    command = ["git", *who, "-c", "protocol.file.allow=always", *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


class Said(NamedTuple):
    """What came of the command."""

    returncode: int
    stdout: str
    stderr: str


def diff(root: Path, *words: str) -> Said:
    """The command on a site, in this process: starting one takes most of its time."""
    ran = CliRunner().invoke(cli, ["diff", "--config-file", str(root / "mkdocs.yml"), "--now", NOW, *words])
    if isinstance(ran.exception, Unable):  # main() tells it in one line, as a test below sees
        return Said(2, ran.stdout, str(ran.exception))
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
    return Said(ran.exit_code, ran.stdout, ran.stderr)


def commit(root: Path, files: dict[str, str | None], said: str) -> str:
    """Writes files, commits everything, and gives the hash."""
    for name, content in files.items():
        path = root / name
        if content is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", said)
    return git(root, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the site in a folder of its own: three commits, the last with an embargoed briefing."""
    top = tmp_path_factory.mktemp("repository")
    git(top, "init", "--quiet")
    git(top, "remote", "add", "origin", "https://host.invalid/repository.git")
    site, base = top / "site é", _base("publishable")
    commit(site, {"mkdocs.yml": SITE, **base}, "one")
    reworded = base[MAIN].replace("end an hour later.", "end one hour later.")
    commit(site, {MAIN: reworded}, "two")
    hidden = base[MAIN].replace(
        "status: published", 'status: embargoed\nembargo_until: "2027-01-01T00:00:00Z"'
    )
    commit(site, {SECRET: hidden.replace("Longer night shifts", "CANARY shifts")}, "three")
    return site


def test_revisions_and_the_working_tree(repository: Path) -> None:
    told = diff(repository, "HEAD~2")
    assert (told.returncode, told.stderr) == (0, "")
    assert "Night shifts at Example Tower end [-an-] {+one+} hour later." in told.stdout
    assert "CANARY" in told.stdout
    assert diff(repository, "HEAD").stdout.endswith("Readers would see no change.\n")
    two_dots, two_words = diff(repository, "HEAD~2..HEAD~1"), diff(repository, "HEAD~2", "HEAD~1")
    assert "Claim c1: reworded" in two_dots.stdout
    assert two_dots.stdout == two_words.stdout
    assert "CANARY" not in two_dots.stdout


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_readers_are_told_nothing_of_an_embargo(repository: Path, form: str) -> None:
    told = diff(repository, "HEAD~2", "--public", "--format", form)
    assert told.returncode == 0
    assert "hour later" in told.stdout
    assert "CANARY" not in told.stdout
    assert "secret-plan" not in told.stdout


def test_the_schema_is_printed() -> None:
    printed = CliRunner().invoke(cli, ["schema", "diff"])
    assert json.loads(printed.stdout)["title"] == "What readers would see change"


def test_a_shallow_clone(repository: Path, tmp_path: Path) -> None:
    """What continuous integration checks out: two commits deep, the second parent of nothing."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{repository.parent}", str(clone))
    site = clone / repository.name
    assert "CANARY" in diff(site, "HEAD^").stdout
    deeper = diff(site, "HEAD~2")
    assert (deeper.returncode, deeper.stdout) == (2, "")
    assert "git fetch --deepen=50 origin" in deeper.stderr
    git(clone, "fetch", "--quiet", "--deepen=50", "origin")
    assert "Claim c1: reworded" in diff(site, "HEAD~2").stdout


def test_a_partial_clone_fetches_nothing_by_itself(repository: Path, tmp_path: Path) -> None:
    git(repository.parent, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", f"file://{repository.parent}", str(clone))
    told = diff(clone / repository.name, "HEAD~2")
    assert (told.returncode, told.stdout) == (2, "")
    assert "not all in this clone" in told.stderr
    assert "git fetch --refetch" in told.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("origin/main",), "git fetch --depth=1 origin main:refs/remotes/origin/main"),
        (("no-such",), "git fetch --depth=1 origin no-such, and name FETCH_HEAD"),
        (("0123456789abcdef",), "git fetch --depth=1 origin 0123456789abcdef"),
        (("HEAD~99",), "its history does not go back so far"),
        (("a; rm -rf ~",), "there is no"),
        (("--", "--all"), "there is no '--all'"),
        (("HEAD...HEAD~1",), "two dots"),
        (("HEAD..HEAD~1", "HEAD"), "names both sides already"),
        (("..HEAD",), "name a revision"),
        (("HEAD", "--format", "pdf"), "Invalid value"),
    ],
)
def test_wrong_use_is_told(repository: Path, words: tuple[str, ...], said: str) -> None:
    told = diff(repository, *words)
    assert (told.returncode, told.stdout) == (2, "")
    assert said in told.stderr
    assert "Traceback" not in told.stderr


def test_no_traceback_reaches_an_editor(repository: Path) -> None:
    told = subprocess.run(
        [BRIEFPRESS, "diff", "no-such"], cwd=repository, capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("briefpress: there is no 'no-such' in this clone; get it with: git fetch")
    assert told.stderr.count("\n") == 1


def test_without_a_repository(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    told = diff(tmp_path, "HEAD")
    assert told.returncode == 2
    assert "is in no git repository" in told.stderr


def test_links_and_large_files_of_a_revision_are_refused_as_in_a_checkout(tmp_path: Path) -> None:
    """Nothing is read through a link, and nothing is written through one."""
    git(tmp_path, "init", "--quiet")
    base = dict(_base("publishable"))
    for name, content in {"mkdocs.yml": SITE, **base}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    outside = tmp_path / "outside.md"
    outside.write_text(base[MAIN].replace("hour later", "CANARY later"), encoding="utf-8")
    (tmp_path / "briefings/2026/linked.md").symlink_to(outside)
    (tmp_path / "briefings/2026/large.md").write_text("x" * 600_000, encoding="utf-8")
    commit(tmp_path, {}, "one")
    (tmp_path / "briefings/2026/linked.md").unlink()
    (tmp_path / "briefings/2026/large.md").unlink()
    told = diff(tmp_path, "HEAD", "--format", "json")
    values = json.loads(told.stdout)
    assert values["pages"] == []
    assert sorted(one["place"] for one in values["unread"]) == [
        "briefings/2026/large.md",
        "briefings/2026/linked.md",
    ]
    assert "CANARY" not in told.stdout


def test_a_revision_without_the_site(tmp_path: Path) -> None:
    """Before the first briefing, every page counts as added."""
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, {"README": "nothing yet"}, "one")
    commit(tmp_path, {"mkdocs.yml": SITE, **_base("publishable")}, "two")
    assert "1 page added" in diff(tmp_path, "HEAD~1").stdout


def test_snapshots_beside_the_site(tmp_path: Path) -> None:
    """A folder elsewhere in the repository is read as it was at the revision."""
    git(tmp_path, "init", "--quiet")
    site, base = tmp_path / "site", dict(_base("publishable"))
    held = base.pop("briefings/_snapshots/cleaners-statement.txt")
    settings = SITE.replace("[briefpress]", "[{briefpress: {snapshots_dir: ../held}}]")
    commit(site, {"mkdocs.yml": settings, "../held/cleaners-statement.txt": held, **base}, "one")
    assert diff(site, "HEAD").stdout.endswith("Readers would see no change.\n")
    (tmp_path / "held/cleaners-statement.txt").write_bytes(b"\xff")
    told = json.loads(diff(site, "HEAD", "--format", "json").stdout)
    assert [one["side"] for one in told["unread"]] == ["the working tree"]
