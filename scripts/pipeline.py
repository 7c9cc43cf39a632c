"""Carries out the pipeline of a `.gitlab-ci.yml` on this machine, for scripts/rehearse.

Each job's `script` is run as it stands, by bash, in a fresh clone of the commit, with the artifacts of the jobs that it
needs. What installs something is left out and said: what is installed here is used. Whatever is not known here
raises `Unknown`, so that a rehearsal never passes over a line.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from workflow import LOG, Host, Unknown, git, shell

FILE = ".gitlab-ci.yml"
MAIN = "main"
_TOP = frozenset({"workflow", "stages", "default"})
_DEFAULTS = frozenset({"image", "interruptible", "before_script"})
_KEYS = frozenset(
    {
        "stage",
        "rules",
        "script",
        "artifacts",
        "needs",
        "environment",
        "interruptible",
        "resource_group",
        "timeout",
    }
)
"""Of a job. The last three say what the host does with others at the same time, and when it gives up."""
_COMPARED = re.compile(r'\$(\w+) == (?:\$(\w+)|"([^"]*)")\Z')
_INSTALLS = ("python -m pip install ", "apt-get update ")
_PAGES = "pages"
"""The job whose `public/` GitLab serves."""


@dataclass(frozen=True, slots=True)
class _Run:
    host: Host
    number: int
    commit: str
    variables: Mapping[str, str]
    written: Mapping[str, Any]
    say: Callable[[str], None]

    @property
    def jobs(self) -> dict[str, Mapping[str, Any]]:
        """The jobs that this pipeline has, stage by stage."""
        stages: list[str] = self.written["stages"]
        found = {name: job for name, job in self.written.items() if name not in _TOP}
        for name, job in found.items():
            if set(job) - _KEYS:
                raise Unknown(f"{', '.join(sorted(set(job) - _KEYS))} in the job {name}")
        wanted = {
            name: job for name, job in found.items() if _is_wanted(job.get("rules", []), self.variables)
        }
        return dict(sorted(wanted.items(), key=lambda item: stages.index(item[1]["stage"])))

    def artifacts(self, job: str) -> Path:
        return self.host.run(self.number) / "artifacts" / job


def carry_out(
    host: Host, commit: str, source: str, branch: str, say: Callable[[str], None]
) -> tuple[int, bool]:
    """Runs the pipeline of a commit; gives its number, and whether all went well.

    `source` is what started it, as in CI_PIPELINE_SOURCE. Raises `Unknown`, and CalledProcessError when git fails.
    """
    number = host.next_run()
    host.run(number).mkdir()
    variables = {
        "CI_PIPELINE_SOURCE": source,
        "CI_COMMIT_SHA": commit,
        "CI_DEFAULT_BRANCH": MAIN,
        "CI_PAGES_URL": host.address.rstrip("/"),
        "CI_REPOSITORY_URL": str(host.repository),
        **({} if source == "merge_request_event" else {"CI_COMMIT_BRANCH": branch}),
    }
    begun = {"commit": commit, "variables": variables, "results": {}}
    _write(host, number, begun)
    with _run(host, number, say) as run:
        if not _is_wanted(run.written["workflow"]["rules"], variables):
            raise Unknown("a pipeline that its workflow does not want")
        run.say(f"Pipeline {number} on {commit[:7]} ({source})")
        results: dict[str, str] = {}
        for name, job in run.jobs.items():
            results[name] = _carried_out(run, name, job, results)
        _write(host, number, begun | {"results": results})
    return number, "failed" not in results.values()


def retry(host: Host, number: int, job: str, say: Callable[[str], None]) -> bool:
    """Runs one job of a pipeline once more, with the artifacts of that pipeline; whether it went well."""
    with _run(host, number, say) as run:
        run.say(f"Pipeline {number} on {run.commit[:7]}: {job}, once more")
        told = _read(host, number)
        told["results"][job] = _carried_out(run, job, run.jobs[job], told["results"])
        _write(host, number, told)
    return bool(told["results"][job] == "success")


@contextmanager
def _run(host: Host, number: int, say: Callable[[str], None]) -> Iterator[_Run]:
    told = _read(host, number)
    written = yaml.safe_load(git(host.repository, "show", f"{told['commit']}:{FILE}"))
    if set(written["default"]) - _DEFAULTS:
        raise Unknown(f"the defaults {', '.join(sorted(written['default']))}")
    with (host.run(number) / LOG).open("a", encoding="utf-8") as log:

        def said(line: str) -> None:
            log.write(f"{line}\n")
            say(line)

        yield _Run(host, number, told["commit"], told["variables"], written, said)


def _read(host: Host, number: int) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((host.run(number) / "run.json").read_text(encoding="utf-8"))
    return told


def _write(host: Host, number: int, told: Mapping[str, Any]) -> None:
    ended = "failure" if "failed" in told["results"].values() else "success"
    text = json.dumps({**told, "conclusion": ended})
    (host.run(number) / "run.json").write_text(text, encoding="utf-8")


# ── jobs ──────────────────────────────────────────────────────────────────────────────────────────────


def _carried_out(run: _Run, name: str, job: Mapping[str, Any], results: Mapping[str, str]) -> str:
    """Runs a job, unless one that it waits for did not go well; gives its result."""
    stages: list[str] = run.written["stages"]
    before = [n for n, j in run.jobs.items() if stages.index(j["stage"]) < stages.index(job["stage"])]
    needed: list[str] = job.get("needs", before)
    if any(results.get(n) != "success" for n in needed):
        run.say(f"  {name}: skipped")
        return "skipped"
    folder = _clone(run, name, needed)
    commands, left_out = _commands(run, job)
    for line in left_out:
        run.say(f"    left out  {line.splitlines()[0][:60]}: what is installed here is used")
    done = shell(run.host, folder, "\n".join(commands), run.variables)
    passed = done.returncode == 0
    run.say(f"  {'ok' if passed else 'FAILED':9} {name}")
    for line in done.stdout.splitlines():
        run.say(f"      | {line}")
    _keep(run, name, job.get("artifacts", {}), folder, passed=passed)
    if passed and name == _PAGES:
        with run.host.deploying() as place:
            shutil.copytree(folder / "public", place, dirs_exist_ok=True)
    return "success" if passed else "failed"


def _clone(run: _Run, name: str, needed: Iterable[str]) -> Path:
    """A fresh clone of the commit, with the artifacts that the job gets."""
    top = run.host.run(run.number)
    folder = top / f"{name}-{sum(found.name.startswith(f'{name}-') for found in top.iterdir())}"
    folder.mkdir()
    git(folder, "clone", "--quiet", str(run.host.repository), ".")
    git(folder, "checkout", "--quiet", "--detach", run.commit)
    for other in needed:
        if run.artifacts(other).is_dir():
            shutil.copytree(run.artifacts(other), folder, dirs_exist_ok=True)
    return folder


def _commands(run: _Run, job: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The lines to run, and those that install something."""
    lines: list[str] = [*run.written["default"].get("before_script", []), *job["script"]]
    left_out = [line for line in lines if line.startswith(_INSTALLS)]
    return [line for line in lines if line not in left_out], left_out


def _keep(run: _Run, name: str, told: Mapping[str, Any], folder: Path, *, passed: bool) -> None:
    """The artifacts of a job, and reports that the host reads at once."""
    if set(told) - {"paths", "reports", "when", "expire_in", "expose_as"} or set(told.get("reports", {})) - {
        "codequality"
    }:
        raise Unknown(f"the artifacts of {name}")
    if not passed and told.get("when") != "always":
        return
    for report in told.get("reports", {}).values():
        json.loads((folder / report).read_text(encoding="utf-8"))
    shutil.rmtree(run.artifacts(name), ignore_errors=True)
    for path in told.get("paths", []):
        to = run.artifacts(name) / path
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(folder / path, to) if path.endswith("/") else shutil.copy2(folder / path, to)


def _is_wanted(rules: Iterable[Mapping[str, str]], variables: Mapping[str, str]) -> bool:
    """What the first rule that holds says; without rules always, with none that holds never."""
    rules = list(rules)
    for rule in rules:
        if set(rule) - {"if", "when"} or rule.get("when", "on_success") not in ("on_success", "never"):
            raise Unknown(f"the rule {dict(rule)}")
        if all(_holds(part.strip(), variables) for part in rule.get("if", "").split("&&") if part):
            return rule.get("when") != "never"
    return not rules


def _holds(part: str, variables: Mapping[str, str]) -> bool:
    compared = _COMPARED.match(part)
    if compared is None:
        raise Unknown(f"the condition {part!r}")
    left, right, text = compared.groups()
    return variables.get(left) == (variables.get(right) if right else text)
