"""Snapshots that are kept outside the repository: compared where they are, counted where they are not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.integration.desk import BASE, SITE, made
from tests.integration.publishing import ID, NOW, edit, run, tree

FILE = "cleaners-statement.txt"
WORDS = b"Since the first of June"
"""Of the text, and of nothing that is quoted."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site whose only snapshot lies beside it, in `../snapshots`."""
    files = {path: text for path, text in (BASE | SITE).items() if "_snapshots" not in path}
    root = made(tmp_path / "site", files)
    edit(root, "[briefpress]", "[{briefpress: {snapshots_dir: ../snapshots}}]", "mkdocs.yml")
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / FILE).write_text(BASE[f"briefings/_snapshots/{FILE}"], encoding="utf-8")
    return root


@pytest.fixture
def fork(root: Path) -> Path:
    """The same where the folder is missing, as on a machine that checks a stranger's change."""
    return Path(shutil.copytree(root, root.parent / "elsewhere" / "site"))


def test_where_the_folder_is_everything_is_compared(root: Path) -> None:
    """As if it lay in the repository; its text is nowhere in what is built."""
    checked = run(root, "check", "--strict", "--now", NOW)
    assert checked.returncode == 0, checked.stderr + checked.stdout
    assert run(root, "release", "--now", NOW).returncode == 0
    assert run(root, "build", "--now", NOW).returncode == 0
    holding = [path for path, content in tree(root / "site").items() if WORDS in content]
    assert [path for path in holding if not path.startswith("data/schema/")] == []  # their examples have it
    edit(root, "our night shifts end an hour later", "our night shifts end two hours later")
    checked = run(root, "check", "--now", NOW)
    assert checked.returncode == 1
    assert "../snapshots/cleaners-statement.txt:1:1: para 1" in checked.stdout + checked.stderr


def test_a_changed_text_is_told(root: Path) -> None:
    """Whoever keeps it is no more trusted than a file of the repository."""
    (root.parent / "snapshots" / FILE).write_text("Our night shifts end an hour later.\n", encoding="utf-8")
    checked = run(root, "check", "--now", NOW)
    assert checked.returncode == 1
    assert "error[snapshot-changed]" in checked.stdout + checked.stderr


@pytest.mark.parametrize("empty", [False, True])
def test_where_it_is_not_the_check_says_so_once(root: Path, fork: Path, empty: bool) -> None:
    """An empty folder is what stays of a submodule or a share that was not fetched."""
    if empty:
        (fork.parent / "snapshots").mkdir()
    checked = run(fork, "check", "--now", NOW)
    told = checked.stdout + checked.stderr
    assert checked.returncode == 0, told
    assert told.count("warning[") == told.count("warning[snapshots-not-here]") == 1
    assert "(snapshots not read: 1, claims whose quotations were not compared with them: 1)" in told
    assert "error[" not in told


def test_it_is_built_but_not_released_there(root: Path, fork: Path) -> None:
    """The same bytes, and a lock that is demanded as ever; only where the texts are does anything get into it."""
    refused = run(fork, "release", "--now", NOW)
    assert refused.returncode == 2
    assert "release where they are" in refused.stderr
    assert not (fork / "briefings/_published.lock.yml").exists()
    assert run(root, "release", "--now", NOW).returncode == 0
    shutil.rmtree(fork)
    shutil.copytree(root, fork)
    assert run(fork, "check", "--release", "--now", NOW).returncode == 0
    for site in (root, fork):
        assert run(site, "build", "--now", NOW).returncode == 0
    assert tree(root / "site") == tree(fork / "site")


def test_a_removal_names_what_lies_outside(root: Path) -> None:
    """No command takes away a file that is not the checkout's."""
    assert run(root, "release", "--now", NOW).returncode == 0
    plan = run(root, "remove", ID, "--ground", "safety", "--now", NOW)
    assert f"../snapshots: {FILE}" in plan.stdout + plan.stderr, plan.stdout + plan.stderr
    assert (root.parent / "snapshots" / FILE).exists()
