"""Carries out a workflow of GitHub on this machine, for scripts/rehearse.

Each `run` is run as it stands, by bash, in a fresh clone of the commit; what an action (`uses`) does for the host
is done here, in the host's folder. Whatever is not known here raises `Unknown`, so that a rehearsal never passes
over a step. Two commands of the host are stand-ins: `gh` answers from the runs that there were, and `sleep` does
not wait, since nothing here is cached.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = "desk/site"
LOG = "log.txt"
"""What was said in a run, in its folder."""
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_COMPARED = re.compile(r"(\S+) (==|!=) (\S+)\Z")
_LONGEST = 600
"""Seconds for a step."""
_INSTALLS = "python -m pip install "
_GH = """#!/bin/sh
case "$*" in
  "api repos/{repository}/actions/runs/"*) exec cat '{folder}/runs/'"${{2##*/}}"/run.json ;;
  "api --method PUT repos/{repository}/actions/workflows/publish.yml/disable") exec touch '{folder}/off' ;;
  "api repos/{repository}/actions/workflows/publish.yml/runs?status=pending --jq "*)
    if test -e '{folder}/waiting'; then exec cat '{folder}/waiting'; fi; exit 0 ;;
  "api repos/{repository}/actions/workflows/publish.yml/runs?status="*) exit 0 ;;
  "api --method POST repos/{repository}/actions/runs/"*/cancel) exec rm '{folder}/waiting' ;;
esac
echo "gh: the rehearsal has no answer to: $*" >&2
exit 1
"""


class Unknown(Exception):
    """A workflow holds something that this module does not carry out."""


@dataclass(frozen=True, slots=True)
class Host:
    """A folder that plays the host: `site.git`, `runs/` with logs and artifacts, `pages/live`, which is served."""

    folder: Path
    address: str

    @property
    def repository(self) -> Path:
        """The bare repository."""
        return self.folder / "site.git"

    @property
    def is_off(self) -> bool:
        """Whether Publish has been switched off, as Roll back does."""
        return (self.folder / "off").exists()

    def run(self, number: int) -> Path:
        """The folder of a run."""
        return self.folder / "runs" / str(number)

    @contextmanager
    def deploying(self) -> Iterator[Path]:
        """An empty folder, which becomes what is served, in one step, once it is filled."""
        number = sum(not found.is_symlink() for found in (self.folder / "pages").iterdir())
        place, link = self.folder / "pages" / str(number + 1), self.folder / "pages" / "new"
        place.mkdir()
        yield place
        link.symlink_to(place.name)
        link.replace(self.folder / "pages" / "live")

    def next_run(self) -> int:
        """The number of the next run."""
        return 1 + max((int(found.name) for found in (self.folder / "runs").iterdir()), default=0)

    def prepare(self) -> None:
        """Makes the folders and stand-ins."""
        for name in ("bin", "runs", "pages"):
            (self.folder / name).mkdir(parents=True)
        told = {"gh": _GH.format(folder=self.folder, repository=REPOSITORY), "sleep": "#!/bin/sh\n"}
        for name, text in told.items():
            (self.folder / "bin" / name).write_text(text, encoding="utf-8")
            (self.folder / "bin" / name).chmod(0o755)


@dataclass(slots=True)
class _Run:
    host: Host
    number: int
    commit: str
    context: dict[str, str]
    say: Callable[[str], None]

    @property
    def folder(self) -> Path:
        return self.host.run(self.number)

    def artifact(self, name: str, number: int | str | None = None) -> Path:
        return self.host.run(int(number or self.number)) / "artifacts" / name


@dataclass(slots=True)
class _Job:
    run: _Run
    folder: Path
    outputs: dict[str, str] = field(default_factory=dict)
    failed: bool = False


def carry_out(
    host: Host, name: str, commit: str, event: Mapping[str, str], say: Callable[[str], None]
) -> tuple[int, bool]:
    """Runs the workflow `name` as it stands in a commit; gives the run's number, and whether all went well.

    `event` holds `github.event_name`, `github.ref` and inputs. Raises `Unknown`, and CalledProcessError when git fails.
    """
    written = git(host.repository, "show", f"{commit}:.github/workflows/{name}")
    workflow = yaml.safe_load(written)
    number = host.next_run()
    own = {"github.repository": REPOSITORY, "github.token": "none", "github.workflow": workflow["name"]}
    own["github.event.pull_request.head.repo.full_name"] = REPOSITORY
    host.run(number).mkdir()
    with (host.run(number) / LOG).open("w", encoding="utf-8") as log:

        def said(line: str) -> None:
            log.write(f"{line}\n")
            say(line)

        said(f"{workflow['name']}: run {number} on {commit[:7]} ({event['github.event_name']})")
        run = _Run(host, number, commit, {**own, **event}, said)
        results = {key: _job(run, key, job) for key, job in workflow["jobs"].items()}
    passed = "failure" not in results.values()
    told = {
        "path": f".github/workflows/{name}",
        "head_branch": event["github.ref"].removeprefix("refs/heads/"),
        "head_repository": {"full_name": REPOSITORY},
        "head_sha": commit,
        "conclusion": "success" if passed else "failure",
    }
    (host.run(number) / "run.json").write_text(json.dumps(told), encoding="utf-8")
    return number, passed


def git(folder: Path, *words: str) -> str:
    """What git prints. Raises CalledProcessError when it fails; its reason goes to standard error."""
    done = subprocess.run(
        ["git", *words], cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip()


def shell(
    host: Host, folder: Path, commands: str, own: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Runs commands as hosts do: by bash, in a folder, until one fails; what they print is one text."""
    path = f"{host.folder / 'bin'}:{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", commands],
        cwd=folder,
        env={**environment(), **own, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_LONGEST,
        check=False,
    )


def environment() -> dict[str, str]:
    """The environment less what a hook inherits from git and what would give away this machine's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


# ── jobs and steps ────────────────────────────────────────────────────────────────────────────────────


def _job(run: _Run, key: str, job: Mapping[str, Any]) -> str:
    """Carries out a job, unless its condition or a job that it needs forbids it; gives its result."""
    needs = job.get("needs", [])
    needed = [run.context[f"needs.{n}.result"] for n in ([needs] if isinstance(needs, str) else needs)]
    if not _holds(job.get("if", ""), run.context, failed=any(result != "success" for result in needed)):
        result = "skipped"
        run.say(f"  {job['name']}: not wanted")
    else:
        made = _Job(run, run.folder / key)
        made.folder.mkdir()
        run.say(f"  {job['name']}")
        for step in job["steps"]:
            _step(made, step)
        result = "failure" if made.failed else "success"
        told = job.get("outputs", {})
        run.context |= {f"needs.{key}.outputs.{n}": _filled(made, text) for n, text in told.items()}
    run.context[f"needs.{key}.result"] = result
    return result


def _step(job: _Job, step: Mapping[str, Any]) -> None:
    name = step.get("name") or step.get("uses", "").partition("@")[0] or step["run"].splitlines()[0]
    if not _holds(step.get("if", ""), job.run.context | job.outputs, failed=job.failed):
        return
    if step.get("run", "").startswith(_INSTALLS):
        job.run.say(f"    left out  {name}: what is installed here is used")
        return
    begun, told = len(job.outputs), ""
    if "uses" in step:
        given = {key: _filled(job, str(value)) for key, value in step.get("with", {}).items()}
        found = _action(step["uses"])(job, given)
    else:
        found, told = _ran(job, step, f"{len(list(job.run.folder.iterdir()))}-{begun}")
    if told:
        job.failed = True
    job.run.say(f"    {'FAILED' if told else 'ok':9} {name}")
    for line in told.splitlines():
        job.run.say(f"      | {line}")
    if "id" in step:
        job.outputs |= {f"steps.{step['id']}.outputs.{key}": value for key, value in found.items()}


def _ran(job: _Job, step: Mapping[str, Any], mark: str) -> tuple[dict[str, str], str]:
    """Runs a step's commands; gives its outputs, and what it printed when it failed."""
    files = {name: job.run.folder / f"{name}-{mark}" for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.touch()
    own = {key: _filled(job, str(value)) for key, value in step.get("env", {}).items()}
    if "${{" in step["run"]:
        raise Unknown(f"an expression within a command: {step['run']}")
    given = {name: str(file) for name, file in files.items()}
    done = shell(job.run.host, job.folder, step["run"], {**given, **own})
    outputs = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
    found = {key: value for key, _, value in (line.partition("=") for line in outputs)}
    return found, (done.stdout.strip() or f"exit status {done.returncode}") if done.returncode else ""


def _holds(condition: str, context: Mapping[str, str], *, failed: bool) -> bool:
    """Whether a job or step runs; like the host, not after a failure unless its condition says `always()`."""
    parts = [part.strip() for part in condition.split("&&")] if condition else []
    return (not failed or "always()" in parts) and all(
        _is_true(part, context) for part in parts if part != "always()"
    )


def _is_true(part: str, context: Mapping[str, str]) -> bool:
    compared = _COMPARED.match(part)
    if compared is None:
        raise Unknown(f"the condition {part!r}")
    same = _value(compared[1], context) == _value(compared[3], context)
    return same is (compared[2] == "==")


def _filled(job: _Job, text: str) -> str:
    """A text with the values of its expressions."""
    return _EXPRESSION.sub(lambda found: _value(found[1], job.run.context | job.outputs), text)


def _value(name: str, context: Mapping[str, str]) -> str:
    if name.startswith("'"):
        return name.strip("'")
    if name not in context and not name.startswith(("steps.", "needs.")):
        raise Unknown(f"the expression {name!r}")
    return context.get(name, "")


# ── what the host's actions do ────────────────────────────────────────────────────────────────────────

_Given = Mapping[str, str]


def _action(uses: str) -> Callable[[_Job, _Given], dict[str, str]]:
    name = uses.partition("@")[0]
    if name not in _ACTIONS:
        raise Unknown(f"the action {name}")
    return _ACTIONS[name]


def _check_out(job: _Job, given: _Given) -> dict[str, str]:
    """The commit; of a pull request what a merge into main would make of it, as the host has it."""
    del given  # the whole history is there, whatever the depth
    git(job.folder, "clone", "--quiet", str(job.run.host.repository), ".")
    if job.run.context["github.event_name"] == "pull_request":
        git(job.folder, "checkout", "--quiet", "--detach", "origin/main")
        who = ("-c", "user.name=Host", "-c", "user.email=host@host.example", "-c", "commit.gpgSign=false")
        git(job.folder, *who, "merge", "--quiet", "--no-ff", "-m", "As it would be merged", job.run.commit)
    else:
        git(job.folder, "checkout", "--quiet", "--detach", job.run.commit)
    return {}


def _nothing(job: _Job, given: _Given) -> dict[str, str]:
    del job, given
    return {}


def _keep(job: _Job, given: _Given) -> dict[str, str]:
    """A file or the content of a folder, as an artifact of the run."""
    source, to = job.folder / given["path"], job.run.artifact(given["name"])
    if source.is_dir():
        shutil.copytree(source, to)
    else:
        to.mkdir(parents=True)
        shutil.copy2(source, to)
    return {"artifact-url": to.as_uri()}


def _keep_pages(job: _Job, given: _Given) -> dict[str, str]:
    to = job.run.artifact("github-pages")
    to.mkdir(parents=True)
    site = str(job.folder / given["path"])
    words = ["tar", "--create", "--file", str(to / "artifact.tar"), "--directory", site, "."]
    subprocess.run(words, check=True)
    return {}


def _fetch(job: _Job, given: _Given) -> dict[str, str]:
    shutil.copytree(job.run.artifact(given["name"], given.get("run-id")), job.folder, dirs_exist_ok=True)
    return {}


def _deploy(job: _Job, given: _Given) -> dict[str, str]:
    """The artifact becomes what is served, in one step."""
    del given
    host = job.run.host
    with host.deploying() as place:
        tar = job.run.artifact("github-pages") / "artifact.tar"
        subprocess.run(["tar", "--extract", "--file", tar, "--directory", place], check=True)
    return {"page_url": host.address}


def _scanned(job: _Job, given: _Given) -> dict[str, str]:
    """Code scanning takes the findings, if they are such."""
    json.loads((job.folder / given["sarif_file"]).read_text(encoding="utf-8"))["runs"]
    return {}


_ACTIONS: Mapping[str, Callable[[_Job, _Given], dict[str, str]]] = {
    "actions/checkout": _check_out,
    "actions/setup-python": _nothing,
    "actions/upload-artifact": _keep,
    "actions/upload-pages-artifact": _keep_pages,
    "actions/download-artifact": _fetch,
    "actions/deploy-pages": _deploy,
    "github/codeql-action/upload-sarif": _scanned,
}
