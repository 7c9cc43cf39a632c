"""A site as it is at a revision of its git repository, in a folder that is thrown away. Nothing is fetched or changed.

Files are taken out of git's store as they lie there: no filter, hook or setting of the repository has a part in it. A
symbolic link becomes one that leads nowhere: reading refuses it, as it refuses links in a checkout.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_LIMIT = 300.0
"""Seconds that one command of git may take."""
_LARGEST = 64 * 1024 * 1024
"""Bytes; a larger file is over every limit on input, and stands there as one that is too large."""
_FOLDERS = ("briefings", "docs", "templates")
_LED_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")
"""Variables that hooks of git are given; here they would lead to another repository."""
_NOWHERE = "a-link-of-that-revision"
_HASH = re.compile(r"[0-9a-f]{7,64}\Z")


class NotHere(Exception):
    """A revision is not in this clone, or there is no repository; told in one line."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a revision: its mode in octal digits, the hash of its content, and its path from the top."""

    mode: str
    blob: str
    path: str


@contextmanager
def checked_out(config_file: Path, revision: str) -> Iterator[Path]:
    """The mkdocs.yml of the site as it is at the revision, below a folder that is gone afterwards.

    The file is not there when the revision has none. What lies beside the site in the repository comes along as
    far as it holds snapshots. Raises `NotHere`.
    """
    root = config_file.absolute().parent
    commit, prefix = _commit(root, revision), _prefix(root)
    with tempfile.TemporaryDirectory(prefix="briefpress-") as folder:
        site = Path(folder) / prefix
        site.mkdir(parents=True, exist_ok=True)
        wanted = [f"{prefix}{name}" for name in (config_file.name, *_FOLDERS)]
        _written(root, Path(folder), _listed(root, commit, wanted), revision)
        yield site / config_file.name


def with_snapshots(config_file: Path, revision: str, there: Path, folder: str) -> str:
    """Puts the folder of snapshots that lies outside of `briefings/` beside the site in `there`.

    Gives the folder as it is to be read from there: one that is not in the repository is read where it lies.
    """
    root = config_file.absolute().parent
    prefix = _prefix(root)
    top = Path(os.path.normpath(root / ("../" * prefix.count("/"))))
    place = Path(os.path.normpath(root / folder))
    if not place.is_relative_to(top):
        return str(place)
    path = place.relative_to(top).as_posix()
    if not path.startswith(tuple(f"{prefix}{name}/" for name in _FOLDERS)):
        above = there.parents[prefix.count("/")]
        _written(root, above, _listed(root, _commit(root, revision), [path]), revision)
    return folder


def _commit(root: Path, revision: str) -> str:
    """The hash of the commit that a revision names."""
    if not revision or "\0" in revision:
        raise NotHere("a revision without a name")
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode == 0:
        return found.stdout.decode().strip()
    if _git(root, "rev-parse", "--git-dir").returncode:
        raise NotHere(f"{root} is in no git repository")
    raise NotHere(f"there is no {revision!r} in this clone; {_way(root, revision)}")


def _way(root: Path, revision: str) -> str:
    """How to get a revision."""
    remotes = _git(root, "remote").stdout.decode().split()
    remote = "origin" if "origin" in remotes or not remotes else remotes[0]
    shallow = _git(root, "rev-parse", "--is-shallow-repository").stdout.decode().strip() == "true"
    if re.search(r"[~^@:]", revision):
        if shallow:
            return f"the clone is shallow: git fetch --deepen=50 {remote}"
        return "its history does not go back so far"
    owner, slash, name = revision.partition("/")
    if slash and owner in remotes:
        to = shlex.quote(f"{name}:refs/remotes/{revision}")
        return f"get it with: git fetch --depth=1 {remote} {to}"
    what = shlex.quote(revision)
    after = "" if _HASH.match(revision) else ", and name FETCH_HEAD in its place"
    return f"get it with: git fetch --depth=1 {remote} {what}{after}"


def _prefix(root: Path) -> str:
    """The way from the top of the repository to the site: "" or one that ends in a slash."""
    found = _git(root, "rev-parse", "--show-prefix")
    if found.returncode:
        raise NotHere(f"{root} is in no git repository")
    return os.fsdecode(found.stdout).removesuffix("\n")


def _listed(root: Path, commit: str, paths: Sequence[str]) -> tuple[_File, ...]:
    """The files below these paths. Names that lead out of the folder, which git itself never makes, are left out."""
    done = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)
    if done.returncode:
        raise NotHere(f"git ls-tree: {_last_words(done.stderr)}")
    found = []
    for line in os.fsdecode(done.stdout).split("\0"):
        about, tab, path = line.partition("\t")
        if tab and not {"", ".", ".."} & set(path.split("/")):
            mode, _, blob = about.split(" ")[:3]
            found.append(_File(mode, blob, path))
    return tuple(found)


def _written(root: Path, folder: Path, files: Sequence[_File], revision: str) -> None:
    """Writes the files below the folder, links last: nothing is written through one."""
    plain = [file for file in files if file.mode.startswith("100")]
    sizes = _sizes(root, plain, revision)
    small = [file for file in plain if sizes[file.blob] <= _LARGEST]
    with tempfile.TemporaryFile() as store:
        asked = "".join(f"{file.blob}\n" for file in small).encode()
        if _git(root, "cat-file", "--batch", given=asked, into=store.fileno()).returncode:
            raise NotHere(_partial(revision))
        store.seek(0)
        for file in small:
            store.readline()
            (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / file.path).write_bytes(store.read(sizes[file.blob]))
            store.read(1)
    for file in plain:
        if sizes[file.blob] > _LARGEST:
            (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
            with (folder / file.path).open("wb") as large:
                large.truncate(sizes[file.blob])
    for file in files:
        if file.mode == "120000" and not os.path.lexists(folder / file.path):
            (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / file.path).symlink_to(_NOWHERE)


def _sizes(root: Path, files: Sequence[_File], revision: str) -> dict[str, int]:
    asked = "".join(f"{file.blob}\n" for file in files).encode()
    done = _git(root, "cat-file", "--batch-check=%(objectname) %(objectsize)", given=asked)
    pairs = [line.split(" ") for line in done.stdout.decode().splitlines()]
    if done.returncode or any(not pair[1].isdigit() for pair in pairs):
        raise NotHere(_partial(revision))
    return {blob: int(size) for blob, size in pairs}


def _partial(revision: str) -> str:
    return f"the files of {revision!r} are not all in this clone; get them with: git fetch --refetch --filter=tree:0"


def _git(
    root: Path, *words: str, given: bytes = b"", into: int | None = None
) -> subprocess.CompletedProcess[bytes]:
    """A command of git that reads. Nothing is fetched in passing, whatever kind of clone it is."""
    environment = {k: v for k, v in os.environ.items() if k not in _LED_ELSEWHERE}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        return subprocess.run(
            ["git", "--no-pager", "-c", "protocol.allow=never", *words],  # noqa: S607 - git is where the user has it
            cwd=root,
            env=environment,
            input=given,
            stdout=subprocess.PIPE if into is None else into,
            stderr=subprocess.PIPE,
            timeout=_LIMIT,
            check=False,
        )
    except FileNotFoundError:
        raise NotHere("comparing revisions needs git; install it") from None
    except subprocess.TimeoutExpired:
        raise NotHere(f"git did not finish within {_LIMIT:g} s") from None


def _last_words(said: bytes) -> str:
    lines = said.decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "failed")
