"""The environment in .venv/: what scripts/build and scripts/test share.

Standard library only: it runs before anything is installed, and goes on only in Python 3.11 or later (any
older one must be able to read this file to be turned away). The environment is made in stages. Each stage
is recorded with a digest of what it was made from in `.venv/stages.json`, so that a second run costs the
reading of a few small files. A stage that began and was not recorded as done was interrupted: then the
environment is made again from nothing, as pip leaves no trace of what it had half copied.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

OLDEST = (3, 11)
if sys.version_info < OLDEST:  # before anything below, which older Pythons could not define
    for newer in ("python3.13", "python3.12", "python3.11", "python3.14"):
        probe = [newer, "-c", ""]  # on PATH may stand a stand-in that only says what is not installed
        if (
            shutil.which(newer)
            and not subprocess.run(probe, check=False, stderr=subprocess.DEVNULL).returncode
        ):
            os.execvp(newer, [newer, *sys.argv])  # noqa: S606 -- replaces this process, no shell is wanted
    print("error: this needs Python 3.11 or later; python3 here is", sys.version.split()[0], file=sys.stderr)
    sys.exit(2)

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAGES = VENV / "stages.json"
USABLE = (PYTHON, VENV / "bin" / "briefpress")


class Stage(NamedTuple):
    """A step of the set-up: its name, what it is made from as a digest, the command that does it."""

    name: str
    digest: str
    command: tuple[str, ...]


def ensure(*, tests: bool = False) -> None:
    """Make the environment or bring it up to date; leave with status 2 and a reason when that fails."""
    wanted = stages(tests=tests)
    if not missing(wanted, recorded()):
        return
    with locked():  # another run may be making it at this moment
        for stage in missing(wanted, recorded()):
            carry_out(stage)


def enter() -> None:
    """Go on in the environment's Python, by starting this script again in it when it runs in another."""
    if os.path.realpath(sys.prefix) != str(VENV):
        os.execve(PYTHON, [str(PYTHON), *sys.argv], clean_environment())  # noqa: S606 -- no shell is wanted


def stages(*, tests: bool) -> tuple[Stage, ...]:
    """All stages in order. A change of an installed stage's lock makes the environment anew."""
    python = base_python()
    place = digest(f"{sys.version}\n{os.path.realpath(python)}\n{VENV}".encode())
    found = [Stage("python", place, (python, "-m", "venv", "--clear", str(VENV)))]
    for name in ("build", "test") if tests else ("build",):
        lock = ROOT / "requirements" / f"{name}.txt"
        # Wheels only: building from source would download build tools that no hash covers.
        # Of what tests need much is never imported: Python compiles the rest when it is.
        lazily = ("--no-compile",) if name == "test" else ()
        command = pip("--only-binary=:all:", "--require-hashes", *lazily, "-r", str(lock))
        found.append(Stage(name, digest(lock.read_bytes()), command))
    project = digest((ROOT / "pyproject.toml").read_bytes())
    command = pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
    found.append(Stage("briefpress", project, command))
    return tuple(found)


def missing(wanted: Sequence[Stage], done: Mapping[str, str]) -> list[Stage]:
    """The stages to carry out: all of them when something installed is no longer wanted as it is."""
    outdated = any(done.get(stage.name, stage.digest) != stage.digest for stage in wanted[:-1])
    if outdated or not done:
        return list(wanted)
    broken = not all(path.exists() for path in USABLE)
    if broken and wanted[-1].name in done:
        return list(wanted)
    return [stage for stage in wanted if done.get(stage.name) != stage.digest]


def recorded() -> dict[str, str]:
    """The digest of each stage that is done; empty when there is no environment or one left half made."""
    try:
        found = json.loads(STAGES.read_text(encoding="utf-8"))
        return {} if "unfinished" in found else {str(name): str(value) for name, value in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def carry_out(stage: Stage) -> None:
    """Run one stage; on record as unfinished before, as done after."""
    say(f"setting up .venv: {stage.name} …")
    if stage.name == "python":
        need_ensurepip()
        done: dict[str, str] = {}
        STAGES.unlink(missing_ok=True)
    else:
        done = {name: value for name, value in recorded().items() if name != stage.name}
        record({**done, "unfinished": stage.name})
    status = subprocess.run(stage.command, cwd=ROOT, env=clean_environment(), check=False).returncode
    if status != 0:
        fail(f"setting up .venv failed at {stage.name!r} (exit {status}); the reason stands above")
    record({**done, stage.name: stage.digest})


def record(done: Mapping[str, str]) -> None:
    """Write the record so that it is whole or absent, whatever interrupts."""
    beside = STAGES.with_suffix(".new")
    beside.write_text(json.dumps(done, indent=2) + "\n", encoding="utf-8")
    beside.replace(STAGES)


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """One set-up at a time in this checkout; the lock is the system's, so no run can leave it behind."""
    handle = os.open(ROOT / "requirements", os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def pip(*arguments: str) -> tuple[str, ...]:
    """The command line of an installation into the environment."""
    quiet = ("-qq", "--no-input", "--disable-pip-version-check", "--root-user-action=ignore")
    return (str(PYTHON), "-I", "-m", "pip", "install", *quiet, *arguments)


def base_python() -> str:
    """This Python, or the one below an active virtual environment: .venv must not stand on itself."""
    if sys.prefix == sys.base_prefix:
        return sys.executable
    return str(Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}")


def clean_environment() -> dict[str, str]:
    """The environment less what would lead Python or pip elsewhere."""
    astray = {"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER"}
    return {name: value for name, value in os.environ.items() if name not in astray}


def need_ensurepip() -> None:
    """Debian and Ubuntu keep the part of Python that puts pip into an environment in a package of its own."""
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        package = f"python{version}-venv"
        reason = install_system_package(package)
        if reason:
            fail(f"this Python ({sys.executable}) has no ensurepip, which makes .venv. {reason}")


def install_system_package(package: str) -> str:
    """Install a package with apt where that is allowed; why not, in words, or "" when done."""
    if shutil.which("apt-get") is None:
        return f"Install the package that your system calls {package!r} or similar, then run this again."
    if os.geteuid() != 0:
        return f"Install it with: sudo apt-get install {package}"
    say(f"installing {package} with apt …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", package)
    for command in (install, ("apt-get", "update", "--quiet"), install):
        status = subprocess.run(command, env=environment, stdout=sys.stderr, check=False).returncode
        if command == install and status == 0:
            importlib.invalidate_caches()
            return ""
    return f"apt-get could not install {package}; its reason stands above."


def digest(content: bytes) -> str:
    """A short name of the content."""
    return hashlib.sha256(content).hexdigest()[:32]


def say(message: str) -> None:
    """Progress goes to standard error: standard output is the tool's."""
    print(message, file=sys.stderr, flush=True)


def fail(message: str) -> NoReturn:
    """End with the status of a broken environment."""
    say(f"error: {message}")
    raise SystemExit(2)
