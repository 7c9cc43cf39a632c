"""What scripts/build and scripts/test decide before they act, and the locks that they install from."""

import runpy
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import _env

LOCKS = [_env.ROOT / "requirements" / name for name in ("build.txt", "test.txt")]


def _stages(**changed: str) -> list[_env.Stage]:
    return [
        _env.Stage(name, changed.get(name, "same"), ()) for name in ("python", "build", "test", "briefpress")
    ]


DONE = {stage.name: stage.digest for stage in _stages()}


@pytest.mark.parametrize(
    ("done", "changed", "expected"),
    [
        pytest.param(DONE, {}, [], id="all-done"),
        pytest.param({}, {}, ["python", "build", "test", "briefpress"], id="nothing-done"),
        pytest.param({"python": "same"}, {}, ["build", "test", "briefpress"], id="stopped-between-stages"),
        pytest.param({**DONE, "test": ""}, {}, ["python", "build", "test", "briefpress"], id="other-lock"),
        pytest.param(DONE, {"python": "3.12"}, ["python", "build", "test", "briefpress"], id="other-python"),
        pytest.param(DONE, {"briefpress": "new"}, ["briefpress"], id="other-pyproject"),
    ],
)
def test_only_what_is_missing_is_done(
    done: dict[str, str], changed: dict[str, str], expected: list[str]
) -> None:
    assert [stage.name for stage in _env.missing(_stages(**changed), done)] == expected


def test_tests_are_added_to_an_environment_for_building() -> None:
    done = {name: value for name, value in DONE.items() if name != "test"}
    assert [stage.name for stage in _env.missing(_stages(), done)] == ["test"]


def test_building_leaves_an_environment_for_tests_alone() -> None:
    wanted = [stage for stage in _stages() if stage.name != "test"]
    assert _env.missing(wanted, {**DONE, "test": "whatever"}) == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "site"),
        (["--drafts"], "site"),
        (["--site-dir", "a"], "a"),
        (["--site-dir=b", "--drafts"], "b"),
    ],
)
def test_the_build_says_where_the_site_is(arguments: list[str], expected: str) -> None:
    assert runpy.run_path(str(_env.ROOT / "scripts" / "build"))["site_dir"](arguments) == expected


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_versions_and_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    for name, entry in _entries(lock).items():
        assert "--hash=sha256:" in entry, name


def test_the_lock_satisfies_the_project() -> None:
    project = tomllib.loads((_env.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = {name: entry.split()[0].partition("==")[2] for name, entry in _entries(LOCKS[0]).items()}
    for text in [*project["project"]["dependencies"], *project["build-system"]["requires"]]:
        needed = Requirement(text)
        assert needed.specifier.contains(locked[canonicalize_name(needed.name)]), text


def test_both_locks_agree() -> None:
    build, test = (_entries(lock) for lock in LOCKS)
    for name in build.keys() & test.keys():
        assert build[name].split()[0] == test[name].split()[0]


def _entries(lock: Path) -> dict[str, str]:
    """Each locked package with its version and hashes."""
    lines = [
        line for line in lock.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")
    ]
    entries = "\n".join(lines).replace("\\\n", " ").splitlines()
    return {entry.partition("==")[0].lower(): entry for entry in entries if entry.strip()}
