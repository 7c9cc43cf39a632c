"""What scripts/audit makes of a report of pip-audit, and the bill of materials."""

import json
import runpy
from pathlib import Path

import pytest

import _env

SCRIPT = runpy.run_path(str(_env.ROOT / "scripts" / "audit"))
PINNED, WRONG = SCRIPT["pinned"], SCRIPT["wrong"]
CLEAN = {"name": "click", "version": "8.5.1", "vulns": []}


def test_names_and_versions_are_read_from_a_lock() -> None:
    lock = [
        "click==8.5.1 \\",
        "    --hash=sha256:00",
        "# via nobody==1",
        "ruamel.yaml[x]==0.18.6 ; python_version > '3'",
    ]
    assert PINNED(lock) == {"click": "8.5.1", "ruamel-yaml": "0.18.6"}


def test_the_locks_of_this_repository_are_read_whole() -> None:
    for name in SCRIPT["LOCKS"]:
        text = (_env.ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        assert len(PINNED(text.splitlines())) == sum(line[:1].isalnum() for line in text.splitlines())


def test_nothing_known_is_no_fault() -> None:
    assert WRONG({"click": "8.5.1"}, {"dependencies": [CLEAN]}) == []


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ([{"name": "click", "skip_reason": "not found"}], "not found"),
        ([], "the report does not name it"),
        ([{**CLEAN, "version": "8.0"}], "but 8.0"),
    ],
    ids=["skipped", "missing", "other-version"],
)
def test_a_package_that_was_not_looked_up_is_a_fault(told: list[object], reason: str) -> None:
    [fault] = WRONG({"click": "8.5.1"}, {"dependencies": told})
    assert fault.startswith("click 8.5.1 was not looked up")
    assert fault.endswith(reason)


def test_a_vulnerability_is_a_fault() -> None:
    known = {**CLEAN, "vulns": [{"id": "PYSEC-1", "fix_versions": ["8.6"], "aliases": []}]}
    assert WRONG({"click": "8.5.1"}, {"dependencies": [known]}) == ["click 8.5.1: PYSEC-1, mended in 8.6"]


def test_a_bill_of_materials_names_every_locked_package(tmp_path: Path) -> None:
    bill = tmp_path / "bill.json"
    assert runpy.run_path(str(_env.ROOT / "scripts" / "bill-of-materials"))["written"](bill)
    told = json.loads(bill.read_text(encoding="utf-8"))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["component"]["name"] == "briefpress"
    lock = (_env.ROOT / "requirements" / "build.txt").read_text(encoding="utf-8")
    locked = PINNED(lock.splitlines())
    found = {one["name"].replace(".", "-").lower(): one["version"] for one in told["components"]}
    assert found == locked
