"""Publishes to a branch of a git remote, as GitHub and GitLab Pages serve it. The branch is never forced.

Only git's plumbing is used, in a repository of our own that is thrown away. Of the user's configuration counts what
says how to reach the remote (credentials, proxies, ssh); hooks, signing and templates do not. The address stands in
the environment of the programs, never on their command line, and no message shows a password.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from briefpress.plan import digest, published
from briefpress.plan.published import FORMER, MANIFEST, Edition
from briefpress.publish import releases
from briefpress.publish.releases import Release
from briefpress.publish.target import Branch, Outcome, Ready, Refused, Terms, without_user

_REMOTE = "briefpress-target"
_LIMIT = 900
"""Seconds that one step may take, the transfer included."""
_WITHOUT = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "push.gpgSign=false",
    "push.followTags=false",
    "push.recurseSubmodules=no",
    "submodule.recurse=false",
    "protocol.ext.allow=never",
    "gc.auto=0",
    "maintenance.auto=false",
    "core.quotePath=false",
    "advice.pushNonFastForward=false",
)
_OF_TRANSPORT = re.compile(r"GIT_(?:SSH|ASKPASS|SSL_|PROXY|HTTP_|CONFIG_|EXEC_PATH\Z)")
"""Variables that say how a remote is reached; all others of git's would lead it to another repository or index."""
_OVERTAKEN = (
    *("[rejected]", "fetch first", "non-fast-forward"),
    *("cannot lock ref", "failed to update ref", "failed to lock"),
    *("incorrect old value provided", "reference already exists"),
)
"""How git says that the branch is not where it was a moment ago."""
_BACK = "Goes-Back-To: "
_WHO = "briefpress <briefpress@briefpress.invalid>"
_DEEP = 50
"""Commits that are looked at for a release to go back to."""


def publish(target: Branch, ready: Ready, terms: Terms) -> Outcome:
    """Puts the edition on top of the branch, which begins with it when there is none.

    Raises `Refused` when the remote cannot be reached, holds something else there, or was published to meanwhile.
    """
    with _repository(target) as git:
        tip = git.fetch(target.name, deep=1)
        former = git.edition(tip) if tip else Edition({})
        if former is None:
            raise Refused(
                f"{target} holds something that briefpress did not publish, and its files would go; name another"
                " branch, or delete this one first"
            )
        old = git.tree(tip) if tip else {}
        new = releases.of(ready, _there(former, old), _there(git.edition(tip, FORMER), old), terms.taken)
        commit = git.commit(new, ready, old, tip, terms)
        told = published.difference(old, git.tree(commit))
        left = _left(tip, terms, git)
        if tip and told.is_none:
            return Outcome(tip[:12], same=len(told.same), note=left, changed=False)
        releases.told(told, terms)
        if not terms.dry:
            git.push(commit, target)
        sent, gone = len(told.added) + len(told.changed), len(told.gone)
        return Outcome(commit[:12], sent, len(told.same), gone, note=left)


def _there(edition: Edition | None, tree: Mapping[str, str]) -> Edition:
    """An edition less the lasting files that are not plain files in the tree any more."""
    if edition is None:
        return Edition({})
    lasting = published.is_named_by_content
    files = {p: f for p, f in edition.files.items() if not lasting(p) or " " not in tree.get(p, " ")}
    return Edition(files, edition.pages)


def rollback(target: Branch, terms: Terms) -> Outcome:
    """Puts the files of the release before once more on top of the branch; its history stays.

    Raises `Refused` when there is none that may be gone back to, and as `publish` does.
    """
    with _repository(target) as git:
        tip = git.fetch(target.name, deep=_DEEP)
        if not tip:
            raise Refused(f"{target} holds no release")
        back = git.parent(git.meant(tip))
        while back and not releases.may_return(back[:12], git.edition(back), terms):
            back = git.parent(git.meant(back))
        if not back:
            raise Refused(f"{target} holds no release before this one that may be gone back to")
        back = git.meant(back)
        releases.told(published.difference(git.tree(tip), git.tree(back)), terms)
        terms.say(f"go back from {tip[:12]} to {back[:12]}")
        if not terms.dry:
            message = f"Go back to {back[:12]}\n\n{_BACK}{back}\n"
            git.push(git.again(back, tip, message, terms), target)
    return Outcome(back[:12])


def _left(tip: str, terms: Terms, git: _Git) -> str:
    """What no commit can undo: the history of the branch holds what was taken down since."""
    held = (
        sorted({name for one in git.line(tip) for name in published.holds(one, terms.taken)}) if tip else []
    )
    return f"the branch's history still holds {', '.join(held)}; see the guide, Publishing" if held else ""


# ── git ───────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _repository(target: Branch) -> Iterator[_Git]:
    """An empty repository that knows the target; thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="briefpress-") as folder:
        git = _Git(Path(folder), _environment(target))
        git.run("init", "--quiet", "--bare", "--template=", ".")
        yield git


def _environment(target: Branch) -> dict[str, str]:
    """The user's, less what leads git elsewhere; with the address of the target."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or _OF_TRANSPORT.match(k)}
    given = int(kept.get("GIT_CONFIG_COUNT") or 0) if (kept.get("GIT_CONFIG_COUNT") or "0").isdigit() else 0
    return kept | {
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_COUNT": str(given + 1),
        f"GIT_CONFIG_KEY_{given}": f"remote.{_REMOTE}.url",
        f"GIT_CONFIG_VALUE_{given}": target.url,
    }


class _Git:
    """The plumbing that is needed, in one repository."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._folder = folder
        self._environment = environment

    def run(self, *words: str, given: IO[bytes] | None = None, who: Mapping[str, str] | None = None) -> bytes:
        """What a command of git prints. Raises `Refused` with its last words when it fails."""
        done = self._ended(words, who or {}, given)
        if done.returncode != 0:
            raise Refused(f"git {words[0]}: {_last_words(done.stderr)}")
        return done.stdout

    def _ended(
        self, words: Iterable[str], who: Mapping[str, str], given: IO[bytes] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        settings = (word for setting in _WITHOUT for word in ("-c", setting))
        try:
            return subprocess.run(
                ["git", *settings, *words],  # noqa: S607 - git is where the user has it
                cwd=self._folder,
                env={**self._environment, **who},
                stdin=given or subprocess.DEVNULL,
                capture_output=True,
                timeout=_LIMIT,
                check=False,
            )
        except FileNotFoundError:
            raise Refused("publishing to a branch needs git; install it") from None
        except subprocess.TimeoutExpired:
            raise Refused(f"git did not finish within {_LIMIT} s; the branch is as it was") from None

    def fetch(self, branch: str, *, deep: int) -> str:
        """Brings the last commits of the remote's branch here, and gives the last; "" when there is no branch."""
        said = self.run("ls-remote", _REMOTE, f"refs/heads/{branch}").decode()
        if not any(line.endswith(f"\trefs/heads/{branch}") for line in said.splitlines()):
            return ""
        quiet = ("--quiet", "--no-tags", "--no-recurse-submodules", f"--depth={deep}")
        self.run("fetch", *quiet, _REMOTE, f"+refs/heads/{branch}:refs/heads/live")
        return self.run("rev-parse", "--verify", "refs/heads/live").decode().strip()

    def edition(self, commit: str, path: str = MANIFEST) -> Edition | None:
        """What the manifest in a commit says; None when there is none that can be read."""
        done = self._ended(("cat-file", "blob", f"{commit}:{path}"), {})
        try:
            return published.parse(done.stdout) if done.returncode == 0 else None
        except published.NotAManifest:
            return None

    def tree(self, commit: str) -> dict[str, str]:
        """Path -> object of every file of a commit; what is no plain file has a mode before it."""
        rows = self.run("ls-tree", "-r", "-z", "--full-tree", commit).decode("utf-8", "surrogateescape")
        split = (row.split("\t", 1) for row in rows.split("\0") if row)
        return {path: told.removeprefix("100644 blob ") for told, path in split}

    def _message(self, commit: str) -> str:
        """The message of a commit, with its headers before it."""
        return self.run("cat-file", "commit", commit).decode("utf-8", "replace")

    def parent(self, commit: str) -> str:
        """The commit before; "" for the first one, or where nothing more was fetched."""
        found = re.search(r"^parent ([0-9a-f]+)$", self._message(commit).partition("\n\n")[0], re.MULTILINE)
        is_here = found and self._ended(("cat-file", "-e", found[1]), {}).returncode == 0
        return found[1] if found and is_here else ""

    def meant(self, commit: str) -> str:
        """The commit whose files this one has: another one when somebody went back."""
        found = re.search(rf"^{_BACK}([0-9a-f]{{40,64}})$", self._message(commit), re.MULTILINE)
        is_here = found and self._ended(("cat-file", "-e", found[1]), {}).returncode == 0
        return found[1] if found and is_here else commit

    def line(self, commit: str) -> Iterator[Edition]:
        """What the fetched commits tell of themselves, from this one back."""
        while commit:
            found = self.edition(commit)
            if found is not None:
                yield found
            commit = self.parent(commit)

    def commit(self, new: Release, ready: Ready, old: Mapping[str, str], tip: str, terms: Terms) -> str:
        """A commit of the release on top of `tip`. Files that stay are taken from `old` as they are there."""
        name = digest(ready.manifest)[:12]
        with (self._folder / "stream").open("w+b") as stream:
            for part in _stream(new, ready, old, tip, f"Publish edition {name}\n", terms):
                stream.write(part)
            stream.seek(0)
            self.run("fast-import", "--quiet", "--done", "--date-format=raw", given=stream)
        return self.run("rev-parse", "--verify", "refs/heads/new").decode().strip()

    def again(self, commit: str, tip: str, message: str, terms: Terms) -> str:
        """A commit on top of `tip` with the files of another."""
        name, _, mail = _WHO.removesuffix(">").partition(" <")
        roles = ("AUTHOR", "COMMITTER")
        who = {f"GIT_{role}_{key}": v for role in roles for key, v in (("NAME", name), ("EMAIL", mail))}
        who |= {f"GIT_{role}_DATE": _moment(terms) for role in roles}
        words = ("commit-tree", f"{commit}^{{tree}}", "-p", tip, "-m", message)
        return self.run(*words, who=who).decode().strip()

    def push(self, commit: str, target: Branch) -> None:
        """Moves the remote's branch on to a commit. Raises `Refused` when it has moved itself, or may not move."""
        words = ("push", "--quiet", "--no-verify", _REMOTE, f"{commit}:refs/heads/{target.name}")
        done = self._ended(words, {})
        said = done.stderr.decode("utf-8", "replace")
        if done.returncode != 0 and any(sign in said for sign in _OVERTAKEN):
            raise Refused(
                f"somebody else has published to {target} meanwhile; nothing was published. Try again"
            )
        if done.returncode != 0:
            raise Refused(f"git push: {_last_words(done.stderr)}")


def _stream(
    new: Release, ready: Ready, old: Mapping[str, str], tip: str, message: str, terms: Terms
) -> Iterator[bytes]:
    """The release in git-fast-import's own form."""
    yield b"feature done\ncommit refs/heads/new\n"
    yield f"committer {_WHO} {_moment(terms)}\n".encode()
    yield _data(message.encode())
    if tip:
        yield f"from {tip}\n".encode()
    yield b"deleteall\n"
    for path, told in sorted(new.files.items()):
        if path in new.stays:
            yield f"M 100644 {old[path]} {_quoted(path)}\n".encode()
            continue
        content = new.own.get(path)
        yield f"M 100644 inline {_quoted(path)}\n".encode()
        yield _data(releases.content(ready.folder, path, told) if content is None else content)
    yield b"done\n"


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


def _quoted(path: str) -> str:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _moment(terms: Terms) -> str:
    return f"{int(terms.now.timestamp())} +0000"


def _last_words(said: bytes) -> str:
    """What git says last, on one line and without passwords."""
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    plain = without_user(" ".join(lines[-3:]))
    return "".join(c if c.isprintable() else "?" for c in plain)[:400] or "it failed and said nothing"
