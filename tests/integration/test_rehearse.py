"""The rehearsal of publishing: the example workflows as they stand, from a fresh clone to a served site and back."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import workflow

ROOT = Path(__file__).resolve().parents[2]
STEPS = (
    "The host",
    "The site is pushed to main",
    "A change is opened from a fresh clone",
    "It cannot be merged as it is",
    "The quotation is mended",
    "It is merged, and published",
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
    live, first = kept / "host/pages/live", kept / "host/pages/1"
    assert {p.relative_to(first): p.read_bytes() for p in first.rglob("*") if p.is_file()} == {
        p.relative_to(live): p.read_bytes() for p in live.rglob("*") if p.is_file()
    }


def test_what_it_does_not_know_is_refused(tmp_path: Path) -> None:
    """A step that nobody carries out would make the rehearsal say too much."""
    host = workflow.Host(tmp_path / "host", "http://127.0.0.1:1/")
    host.prepare()
    clone = tmp_path / "clone"
    shutil.copytree(ROOT / "examples/workflows/github", clone / ".github/workflows")
    file = clone / ".github/workflows/check.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("uses: actions/checkout@", "uses: actions/elsewhere@"), encoding="utf-8")
    workflow.git(clone, "init", "--quiet", "--initial-branch=main")
    workflow.git(clone, "add", "--all")
    workflow.git(clone, "-c", "user.name=D", "-c", "user.email=d@d.example", "commit", "--quiet", "-m", "x")
    workflow.git(tmp_path, "clone", "--quiet", "--bare", str(clone), str(host.repository))
    event = {"github.event_name": "pull_request", "github.ref": "refs/heads/x"}
    with pytest.raises(workflow.Unknown, match="the action actions/elsewhere"):
        workflow.carry_out(
            host, "check.yml", workflow.git(clone, "rev-parse", "main"), event, lambda line: None
        )
