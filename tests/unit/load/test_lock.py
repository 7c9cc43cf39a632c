"""The lock: read as it was written, doubted when it was not, joined when two branches were merged."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefpress.load import lock as load
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.lock import (
    PATH,
    ClaimState,
    Lock,
    Locked,
    LockedClaim,
    LockedVersion,
    LockState,
)
from briefpress.model.source import Location, Source
from briefpress.model.vocabulary import Confidence
from briefpress.plan.release import lock_text

SLUGS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
DAYS = st.dates().map(str)
HEX = st.integers(0, 2**64 - 1).map(lambda n: f"{n:016x}")
CLAIMS = st.builds(
    LockedClaim,
    st.integers(1, 999999).map(lambda n: f"c{n}"),
    st.sampled_from(ClaimState),
    st.integers(1, 999),
    st.none() | st.sampled_from(Confidence),
    st.just("") | HEX,
)
VERSIONS = st.builds(
    LockedVersion, st.integers(1, 999), st.just("") | DAYS, st.just("") | HEX.map(lambda h: h * 4)
)


@st.composite
def entries(draw: st.DrawFn) -> Locked:
    """An entry as a release writes it."""
    year, slug = draw(st.integers(1000, 9999)), draw(SLUGS)
    kind = draw(st.sampled_from(["briefings", "digests"]))
    claims = {c.id: c for c in draw(st.lists(CLAIMS, max_size=4))}
    versions = {v.number: v for v in draw(st.lists(VERSIONS, max_size=3))}
    return Locked(
        f"{year}-{slug}",
        f"{kind}/{year}/{draw(SLUGS)}/",
        draw(st.sampled_from(LockState)),
        draw(st.integers(1, 999999)),
        draw(st.just("") | DAYS),
        draw(st.just("") | DAYS),
        draw(st.sampled_from(["", "2026-12-01T09:00:00Z", "2026-12-01T09:00:00+01:00"])),
        draw(st.just("") | HEX.map(lambda h: h * 4)),
        tuple(sorted(draw(st.sets(SLUGS.map(lambda s: f"briefings/2026/{s}/"), max_size=2)))),
        tuple(sorted(versions.values())),
        tuple(sorted(claims.values(), key=lambda c: int(c.id[1:]))),
    )


LOCKS = st.lists(entries(), max_size=4).map(
    lambda found: Lock({e.id: e for e in sorted(found, key=lambda e: e.id)})
)


def read(text: str | bytes) -> tuple[Lock, tuple[Fault, ...]]:
    """The lock in a text."""
    return load(Source(PATH, text.encode() if isinstance(text, str) else text))


@given(LOCKS)
def test_a_lock_is_read_as_it_was_written(lock: Lock) -> None:
    """Writing and reading lose nothing, and the text is YAML."""
    text = lock_text(lock)
    found, faults = read(text)
    assert faults == ()
    assert (found.entries, found.tidy, found.unread) == (lock.entries, True, False)
    assert lock_text(found) == text
    yaml.safe_load(text)


@given(LOCKS)
def test_another_layout_says_the_same(lock: Lock) -> None:
    """A file of another layout is read as YAML, in another way, and comes out alike."""
    other = json.dumps(yaml.safe_load(lock_text(lock)), indent=1)  # which is YAML too
    found, faults = read(other)
    assert faults == ()
    assert found.entries == lock.entries
    assert not found.unread


def test_no_lock_is_an_empty_one() -> None:
    """A site that has published nothing yet; one whose lock may not be read is another thing."""
    assert load(None) == (Lock(), ())
    link = Fault(FaultKind.INPUT, Location(PATH), found="input-symlink")
    assert load(None, (link,))[0].unread


ENTRY = '{id: "2026-a", address: "briefings/2026/a/", state: "published", version: 1}'


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xfe",
        "published: [" * 50_000,
        "published: &x [*x]",
        "published: !!python/object:os.system [1]",
        "published: {a: 1}",
        "- 1",
        "publish: []",
        "published:\n- 1\n",
        f"published:\n- {ENTRY}\n- {ENTRY[:-1]}, x: 1}}\n",
        'published:\n- {id: "../../etc", address: "briefings/2026/a/", state: "published", version: 1}\n',
        'published:\n- {id: "2026-a", address: "../../etc/passwd", state: "published", version: 1}\n',
        'published:\n- {id: "2026-a", address: "briefings/2026/a/", state: "public", version: 1}\n',
        'published:\n- {id: "2026-a", address: "briefings/2026/a/", state: "published", version: 0}\n',
        'published:\n- {id: "2026-a", address: "briefings/2026/a/", state: "published", version: 1, former: ["/"]}\n',
        'published:\n- {id: "2026-a", version: 1, date: "2026-11-21", twin: "abc"}\n',
        'published:\n- {id: "2026-a", claim: "c1", state: "published", since: 1, ceiling: "low", text: ""}\n',
        'published:\n- {id: "2026-a"}\n',
        f"published:\n- {ENTRY}\n<<<<<<< ours\n- {ENTRY}\n=======\n>>>>>>> theirs\n",
    ],
    ids=lambda text: f"{str(text)[-70:]!r}",
)
def test_what_is_no_lock_is_told_and_not_used(text: str | bytes) -> None:
    """Each has a fault at a place in the file; rules that compare with the lock are then silent."""
    lock, faults = read(text)
    assert faults
    assert {f.at.path for f in faults} == {PATH}
    assert lock.unread


def test_faults_are_few() -> None:
    """Nobody mends a thousand by hand."""
    lines = "\n".join(f'- {{id: "{n}"}}' for n in range(5000))
    assert len(read(f"published:\n{lines}\n")[1]) < 400


def _entry(version: int, digest: str, state: LockState = LockState.PUBLISHED) -> Locked:
    return Locked(
        "2026-a",
        "briefings/2026/a/",
        state,
        version,
        "2026-11-21",
        "2026-11-21",
        digest=digest * 64,
        versions=(LockedVersion(version, "2026-11-21", digest * 64),),
        claims=(LockedClaim("c1", ClaimState.LIVE, 1, None, digest * 16),),
    )


def test_entries_that_stand_twice_are_joined() -> None:
    """After a merge: the higher version holds, both twins are known, and the next release tidies up."""
    one, other = lock_text(Lock({"2026-a": _entry(1, "a")})), lock_text(Lock({"2026-a": _entry(2, "b")}))
    found, faults = read(one + other.partition("published:\n")[2])
    assert faults == ()
    assert not found.tidy
    entry = found.entries["2026-a"]
    assert (entry.version, entry.digest) == (2, "b" * 64)
    assert [v.number for v in entry.versions] == [1, 2]
    withdrawn = lock_text(Lock({"2026-a": _entry(1, "a", LockState.WITHDRAWN)}))
    assert read(other + withdrawn.partition("published:\n")[2])[0].entries["2026-a"].state == "withdrawn"


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_two_branches_that_release_can_be_merged(tmp_path: Path) -> None:
    """Both add an entry at the same place of the lock; git joins them without a conflict."""
    file = tmp_path / PATH
    file.parent.mkdir()

    def git(*words: str) -> None:
        person = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *person, *words], cwd=tmp_path, check=True, capture_output=True)

    def commit(*names: str) -> None:
        found = {n: replace(_entry(1, n[-1]), id=n, address=f"briefings/2026/{n[5:]}/") for n in names}
        file.write_text(lock_text(Lock(found)), encoding="utf-8")
        git("add", "-A")
        git("commit", "-m", "release")

    git("init")
    (tmp_path / ".gitattributes").write_text(f"{PATH} merge=union\n", encoding="utf-8")
    commit("2026-a")
    git("checkout", "-b", "other")
    commit("2026-a", "2026-c")
    git("checkout", "main")
    commit("2026-a", "2026-b")
    git("merge", "other")
    found, faults = read(file.read_bytes())
    assert faults == ()
    assert sorted(found.entries) == ["2026-a", "2026-b", "2026-c"]
    assert all(len(e.claims) == 1 and len(e.versions) == 1 for e in found.entries.values())
