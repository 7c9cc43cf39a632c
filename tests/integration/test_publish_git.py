"""Publishing to a branch of a real bare repository."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from briefpress.plan import published
from briefpress.publish import git_target
from briefpress.publish.target import Branch, Outcome, Refused
from tests.integration.desk import MAIN
from tests.integration.publishing import ID, NOW, Editions, run, terms, tree


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A bare repository with a branch of sources."""
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    bare = tmp_path / "remote.git"
    blob = git(bare, "hash-object", "-w", "--stdin", given="sources")
    made = git(bare, "mktree", given=f"100644 blob {blob}\tREADME\n")
    who = ("-c", "user.name=Ed", "-c", "user.email=ed@desk.example")
    git(bare, "update-ref", "refs/heads/main", git(bare, *who, "commit-tree", made, "-m", "Sources"))
    return bare


def git(folder: Path, *words: str, given: str = "") -> str:
    """What git prints."""
    done = subprocess.run(
        ["git", *words], cwd=folder, input=given, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def checked_out(bare: Path, to: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    """The files of a branch, as a host would serve them."""
    to.mkdir()
    subprocess.run(f"git archive {branch} | tar -x -C {to}", shell=True, cwd=bare, check=True)
    return tree(to)


def less_former(found: dict[str, bytes]) -> dict[str, bytes]:
    """Less what stays of the former edition."""
    stays = published.parse(found[published.FORMER]).files if published.FORMER in found else {}
    return {p: content for p, content in found.items() if p not in {published.FORMER, *stays}}


def test_a_branch_is_begun_goes_on_and_goes_back(editions: Editions, remote: Path, tmp_path: Path) -> None:
    """Each publish is one commit on top of the last; nothing else of the remote moves."""
    to = Branch(str(remote))
    main = git(remote, "rev-parse", "main")
    first = git_target.publish(to, editions.first, terms())
    assert checked_out(remote, tmp_path / "1") == tree(editions.first.folder)
    assert (tmp_path / "1/.nojekyll").exists()
    again = git_target.publish(to, editions.first, terms())
    assert (again.changed, again.release) == (False, first.release)
    said: list[str] = []
    git_target.publish(to, editions.second, terms(dry=True, said=said))
    assert "change index.html" in said
    assert git(remote, "rev-list", "--count", "gh-pages") == "1"
    git_target.publish(to, editions.second, terms())
    found = checked_out(remote, tmp_path / "2")
    assert less_former(found) == tree(editions.second.folder)
    assert {p for p in tree(editions.first.folder) if p.endswith(".css")} <= found.keys()
    git_target.rollback(to, terms())
    assert checked_out(remote, tmp_path / "3") == tree(editions.first.folder)
    assert git(remote, "rev-list", "--count", "gh-pages") == "3"
    with pytest.raises(Refused, match="no release before"):
        git_target.rollback(to, terms())
    git_target.publish(to, editions.second, terms())
    git_target.rollback(to, terms())
    assert checked_out(remote, tmp_path / "4") == tree(editions.first.folder)
    assert git(remote, "rev-parse", "main") == main
    assert git(remote, "for-each-ref", "--format=%(refname)").split() == [
        "refs/heads/gh-pages",
        "refs/heads/main",
    ]


def test_what_was_removed_does_not_come_back(editions: Editions, remote: Path) -> None:
    """No commit can take it out of the history: that is said."""
    to = Branch(str(remote), "pages")
    git_target.publish(to, editions.removed, terms())
    git_target.publish(to, editions.first, terms())
    done = git_target.publish(to, editions.removed, terms(taken=editions.taken))
    assert f"history still holds {ID}" in done.note
    said: list[str] = []
    done = git_target.rollback(to, terms(taken=editions.taken, said=said))
    assert done.release == git(remote, "rev-list", "--max-parents=0", "pages")[:12]
    assert any(line.endswith(f"it holds what was taken down ({ID})") for line in said)


def test_a_push_meanwhile_is_not_overwritten(editions: Editions, remote: Path) -> None:
    """Somebody else's push arrives while ours does: by the remote's own hook."""
    to = Branch(str(remote))
    git_target.publish(to, editions.first, terms())
    old = git(remote, "rev-parse", "gh-pages")
    git_target.publish(to, editions.second, terms())
    theirs = git(remote, "rev-parse", "gh-pages")
    git(remote, "update-ref", "refs/heads/gh-pages", old)
    hook = remote / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        "#!/bin/sh\nunset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\n"
        f"git update-ref refs/heads/gh-pages {theirs}\n",
        encoding="utf-8",
    )
    hook.chmod(0o755)
    with pytest.raises(Refused, match=r"somebody else has published to .*gh-pages meanwhile"):
        git_target.publish(to, editions.removed, terms())
    assert git(remote, "rev-parse", "gh-pages") == theirs


def test_two_at_once_end_with_one_whole_line(editions: Editions, remote: Path, tmp_path: Path) -> None:
    """Each either stands on top of the other or is told that it came too late."""
    to = Branch(str(remote))
    git_target.publish(to, editions.removed, terms())
    ends: list[Outcome | Refused] = []

    def publish(ready: object) -> None:
        try:
            ends.append(git_target.publish(to, ready, terms()))  # type: ignore[arg-type]  # an edition
        except Refused as refused:
            ends.append(refused)

    both = [threading.Thread(target=publish, args=[e]) for e in (editions.first, editions.second)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    done = [end for end in ends if isinstance(end, Outcome)]
    late = [str(end) for end in ends if isinstance(end, Refused)]
    assert len(done) + len(late) == 2
    assert done
    assert all("meanwhile" in words for words in late)
    assert git(remote, "rev-list", "--count", "--first-parent", "gh-pages") == str(1 + len(done))
    live = less_former(checked_out(remote, tmp_path / "live"))
    assert live in (tree(editions.first.folder), tree(editions.second.folder))


ENDLESS = """
import sys
from pathlib import Path
from briefpress.plan import published
from briefpress.publish import git_target
from briefpress.publish.target import Branch, Ready
from tests.integration.publishing import terms
ready = [Ready(f, published.parse((f / published.MANIFEST).read_bytes()), (f / published.MANIFEST).read_bytes())
         for f in map(Path, sys.argv[2:])]
print("ready", flush=True)
for number in range(1000):
    git_target.publish(Branch(sys.argv[1]), ready[number % 2], terms())
"""


def test_killed_at_any_moment_the_branch_is_old_or_new(
    editions: Editions, remote: Path, tmp_path: Path, full: bool
) -> None:
    """With everything that it has started; the next publish succeeds."""
    chance = random.Random(20261122)
    both = (editions.first, editions.second)
    words = [sys.executable, "-c", ENDLESS, str(remote), *(str(one.folder) for one in both)]
    git_target.publish(Branch(str(remote)), editions.first, terms())
    for number in range(60 if full else 2):
        with subprocess.Popen(
            words,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            start_new_session=True,
            env={**os.environ, "TMPDIR": str(tmp_path)},
        ) as publishing:
            assert publishing.stdout is not None
            publishing.stdout.readline()
            time.sleep(chance.uniform(0, 0.8))
            os.killpg(publishing.pid, signal.SIGKILL)
        live = less_former(checked_out(remote, tmp_path / f"live-{number}"))
        assert live in (tree(editions.first.folder), tree(editions.second.folder))
    git_target.publish(Branch(str(remote)), editions.first, terms())
    git_target.publish(Branch(str(remote)), editions.second, terms())
    assert less_former(checked_out(remote, tmp_path / "end")) == tree(editions.second.folder)
    git(remote, "fsck", "--no-dangling")


def test_a_branch_with_something_else_is_left_alone(editions: Editions, remote: Path) -> None:
    """The sources of the site, for one."""
    before = git(remote, "rev-parse", "main")
    with pytest.raises(Refused, match="holds something that briefpress did not publish"):
        git_target.publish(Branch(str(remote), "main"), editions.first, terms())
    assert git(remote, "rev-parse", "main") == before


def test_the_users_hooks_and_settings_do_not_count(
    editions: Editions, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor do variables of a hook in which the command may run."""
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("pre-push", "reference-transaction", "post-index-change", "pre-commit", "post-commit"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 1\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    settings = tmp_path / "gitconfig"
    settings.write_text(
        f"[core]\n hooksPath = {hooks}\n autocrlf = true\n[commit]\n gpgSign = true\n[push]\n gpgSign = true\n"
        f"[init]\n templateDir = {hooks}\n[gpg]\n program = false\n",
        encoding="utf-8",
    )
    git(
        remote, "config", "core.hooksPath", str(remote / "hooks")
    )  # it is on the same machine, the user's too
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    git_target.publish(Branch(str(remote)), editions.first, terms())
    git_target.publish(Branch(str(remote)), editions.second, terms())
    git_target.rollback(Branch(str(remote)), terms())
    monkeypatch.undo()
    assert not (tmp_path / "ran").exists()
    assert checked_out(remote, tmp_path / "out") == tree(editions.first.folder)


def test_a_password_is_never_shown(editions: Editions, remote: Path) -> None:
    """Nor does it stand in a command line: git reads the address from its environment."""
    done = run(editions.root, "publish", "https://me:s3cret@127.0.0.1:9/x.git", "--now", NOW)
    assert done.returncode == 2
    assert "git ls-remote: " in done.stderr
    assert "s3cret" not in done.stdout + done.stderr
    assert "s3cret" not in repr(Branch("https://me:s3cret@127.0.0.1/x.git"))


def test_by_the_command(editions: Editions, remote: Path, tmp_path: Path) -> None:
    """In a checkout that has nothing to do with the remote, whose own state stays."""
    done = run(editions.root, "publish", f"{remote}#live", "--now", NOW)
    assert done.returncode == 0, done.stderr
    assert f"{remote}#live: published as " in done.stderr
    assert checked_out(remote, tmp_path / "out", "live") == tree(editions.root / "site")
    assert not (editions.root / ".git").exists()
    assert (editions.root / MAIN).is_file()
