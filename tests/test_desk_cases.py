"""Golden cases of the commands at an editor's desk: `new`, `quote`, `claims`, `source`, `promote` (tests/cases/desk/).

A case file is a list of cases. Each has a `name`, and:

- `files`: path -> text, beside those of tests/cases/_base/publishable.yml or in their place; null takes one away
- `run`: the command as it is typed, without a terminal, at noon of 21 November 2026
- `exit`: its exit status; 0 by default
- `out`, `err`: what it prints on standard output and standard error
- `after`: path -> the text of each file that has changed

`pytest --update-cases` rewrites what is expected; the difference is then reviewed.
"""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from briefpress import edition
from briefpress.check import Subject, check_file
from briefpress.cli import cli
from briefpress.evidence import gather
from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.model.settings import Settings
from briefpress.publish import read
from tests.integration.desk import BASE, SITE

CASES = Path(__file__).parent / "cases" / "desk"
NOW = "2026-11-21T12:00:00Z"
MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)
TIMED = ("briefing", "digest")
QUOTING = ("quote-not-verbatim", "hedge-not-in-quote", "hedge-dropped")


@dataclass(frozen=True)
class Case:
    """One case."""

    of: Path
    number: int
    name: str
    run: str
    files: Mapping[str, str | None] = field(default_factory=dict)
    exit: int = 0
    out: str = ""
    err: str = ""
    after: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.of.name}: {self.name}"


def cases() -> Iterator[Case]:
    """All cases of all files, in order."""
    for path in sorted(CASES.glob("*.yml")):
        for number, raw in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            yield Case(path, number, **raw)


def laid(case: Case, root: Path) -> dict[str, bytes]:
    """The files of a case below `root`; their bytes by path."""
    files = {path: text for path, text in (BASE | SITE | dict(case.files)).items() if text is not None}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")
    return held(root)


def held(root: Path) -> dict[str, bytes]:
    """All files below a folder, by path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def ran(words: str, root: Path) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command in a folder."""
    arguments = shlex.split(words)
    if arguments[0] == "new" and len(arguments) > 1 and arguments[1] in TIMED:
        arguments += ["--now", NOW]
    with contextlib.chdir(root):
        result = CliRunner().invoke(cli, arguments, prog_name="briefpress")
    if isinstance(result.exception, edition.Unable):  # told as `main` tells it
        return 2, result.stdout, f"{result.stderr}briefpress: {result.exception}\n"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_case(case: Case, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """The command says and writes what the case says, and what it writes passes the check of a draft."""
    before = laid(case, tmp_path)
    status, out, err = ran(case.run, tmp_path)
    changed = {p: c.decode() for p, c in held(tmp_path).items() if before.get(p) != c}
    found: dict[str, Any] = {"exit": status, "out": out, "err": err, "after": changed}
    if pytestconfig.getoption("--update-cases"):
        _update(case, {key: value for key, value in found.items() if value})
        return
    assert found == {"exit": case.exit, "out": case.out, "err": case.err, "after": dict(case.after)}
    assert not before.keys() - held(tmp_path).keys()
    if changed:
        assert not errors(tmp_path, changed)


def errors(root: Path, paths: Mapping[str, object]) -> list[str]:
    """What reading refuses, the errors in these briefings, and all that is said of their quotations."""
    corpus = read.corpus(root)
    registry, faults = load_registry(corpus.registry, corpus.snapshots)
    told = [f"{fault.at}: {fault.kind}" for fault in (*corpus.faults, *faults)]
    for source in corpus.entries:
        document = load_document(source)
        subject = Subject(document, registry, gather(document, registry), Settings("Desk"), MOMENT)
        if source.path in paths:
            told += [f"{fault.at}: {fault.kind}" for fault in document.faults]
            found = check_file(subject).findings
            told += [f"{f.at}: {f.message}" for f in found if f.is_error or f.rule in QUOTING]
    return told


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _update(case: Case, found: Mapping[str, Any]) -> None:
    written = case.of.read_text(encoding="utf-8")
    head = "".join(line for line in written.splitlines(keepends=True) if line.startswith("#"))
    raw = yaml.safe_load(written)
    kept = {key: value for key, value in raw[case.number].items() if key in ("name", "files", "run")}
    raw[case.number] = kept | dict(found)
    text = yaml.dump(raw, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)
    case.of.write_text(head + text, encoding="utf-8")
