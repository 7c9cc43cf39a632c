"""Golden cases: input files above, expected findings below (tests/cases/).

A case file is a list of cases. Each has a `name` and `findings`, and shows only what matters:

- `base`: the name of a file in tests/cases/_base/, a set of files to start from
- `edits`: a list of {in: path, replace: text, by: text}, made in those files; the text must stand there;
  without `in` it is the base's briefing on longer night shifts
- `files`: path -> text, added or put in place of those; null takes a file away
- `fill`: path -> a number; the file is filled up with lines of x until it has so many bytes
- `bytes`: path -> text whose characters are the bytes of the file
- `links`, `folders`: path -> target, and a list of paths, for cases that only a disk can show
- `stopped`: a list of paths whose process was stopped for taking too long
- `extensions`: the Markdown extensions of the site
- `now`: the moment of the build
- `release`: true for what is checked in the change that publishes

`pytest --update-cases` rewrites the findings; the difference is then reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefpress import pipeline
from briefpress.load import settings as load_settings
from briefpress.model.corpus import Corpus
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.lock import PATH as LOCK
from briefpress.model.lock import version_of
from briefpress.model.source import Location, Source
from briefpress.publish import read
from briefpress.report import text

CASES = Path(__file__).parent / "cases"
MAIN = "briefings/2026/longer-night-shifts.md"
NOW = "2026-11-21T12:00:00Z"
SITE = "site_name: Cases\nsite_url: https://cases.example/\nplugins: [briefpress]\n"


@dataclass(frozen=True)
class Case:
    """One case: the files of a site root, when it is built, and what is to be found."""

    file: Path
    number: int
    name: str
    findings: str
    files: Mapping[str, bytes]
    now: datetime
    links: Mapping[str, str] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()
    release: bool = False
    extensions: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.file.relative_to(CASES)}: {self.name}"


def cases() -> Iterator[Case]:
    """All cases of all files, in order."""
    for path in sorted(CASES.rglob("*.yml")):
        if path.parent.name not in ("_base", "desk", "diff", "mend"):  # modules of their own run the others
            for number, raw in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
                yield _case(path, number, raw)


def _case(path: Path, number: int, raw: dict[str, Any]) -> Case:
    files = {name: text.encode() for name, text in _base(raw.pop("base", "")).items()}
    for edit in raw.pop("edits", ()):
        name, target = edit.get("in", MAIN), edit["replace"]
        before = files[name].decode()
        assert target in before, f"{path}: case {number}: {target!r} does not stand in {name}"
        files[name] = before.replace(target, edit["by"]).encode()
    for name, content in raw.pop("files", {}).items():
        files.pop(name, None)
        files |= {} if content is None else {name: content.encode()}
    files |= {name: content.encode("latin-1") for name, content in raw.pop("bytes", {}).items()}
    for name, size in raw.pop("fill", {}).items():
        line = b"x" * 99 + b"\n"
        files[name] += (line * (size // 100 + 1))[: size - len(files[name])]
    files.setdefault("mkdocs.yml", SITE.encode())
    case = Case(
        path,
        number,
        raw.pop("name"),
        raw.pop("findings"),
        files,
        datetime.fromisoformat(raw.pop("now", NOW)),
        raw.pop("links", {}),
        tuple(raw.pop("folders", ())),
        tuple(raw.pop("stopped", ())),
        raw.pop("release", False),
        tuple(raw.pop("extensions", ())),
    )
    assert not raw, f"{path}: case {number}: unknown keys {sorted(raw)}"
    return case


@cache
def _base(name: str) -> dict[str, str]:
    if not name:
        return {}
    files: dict[str, str] = yaml.safe_load((CASES / "_base" / f"{name}.yml").read_text(encoding="utf-8"))
    return _base(files.pop("extends", "")) | files


# ── running ───────────────────────────────────────────────────────────────────────────────────────────


def found(case: Case, folder: Path) -> str:
    """The findings of a case as text."""
    settings, faults = load_settings(Source("mkdocs.yml", case.files["mkdocs.yml"]))
    elsewhere = settings.snapshots_dir
    corpus = _on_disk(case, folder, elsewhere) if case.links or case.folders else _in_memory(case, elsewhere)
    settings = replace(settings, markdown_extensions=case.extensions)
    slow = (Fault(FaultKind.INPUT, Location(p), found="input-too-slow", expected="4 s") for p in case.stopped)
    checked = pipeline.check(corpus, settings, case.now, (*faults, *slow), release=case.release)
    assert not checked.bugs, text.bugs(checked.bugs)
    return text.findings(checked.findings)


def _in_memory(case: Case, elsewhere: str) -> Corpus:
    sources = [Source(path, case.files[path]) for path in sorted(case.files)]
    shared = ("briefings/_registry/", "briefings/_snapshots/")
    return Corpus(
        entries=tuple(s for s in sources if s.path.endswith(".md") and not s.path.startswith(shared)),
        registry=tuple(s for s in sources if s.path.startswith(shared[0])),
        snapshots=tuple(s for s in sources if s.path.startswith((shared[1], f"{elsewhere or shared[1]}/"))),
        lock=next((s for s in sources if s.path == LOCK), None),
        versions={s.path: s for s in sources if version_of(s.path) is not None},
        elsewhere=elsewhere,
    )


def _on_disk(case: Case, folder: Path, elsewhere: str) -> Corpus:
    for name in case.folders:
        (folder / name).mkdir(parents=True)
    for name, content in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for name, target in case.links.items():
        (folder / name).symlink_to(target)
    return read.corpus(folder, elsewhere)


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_case(case: Case, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """What is found is what the case says."""
    told = found(case, tmp_path)
    if pytestconfig.getoption("--update-cases") and told != case.findings:
        _update(case, told)
    else:
        assert told == case.findings


# ── rewriting ─────────────────────────────────────────────────────────────────────────────────────────


def _update(case: Case, told: str) -> None:
    """Put the findings into the case's file and leave every other line of it alone."""
    lines = case.file.read_text(encoding="utf-8").splitlines(keepends=True)
    root = yaml.compose("".join(lines))
    assert isinstance(root, yaml.SequenceNode)
    node = next(v for k, v in root.value[case.number].value if k.value == "findings")
    first, last = node.start_mark.line, node.end_mark.line
    if node.style != "|":
        last = first + 1
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    body = "".join(f"    {line}" for line in told.splitlines(keepends=True))
    lines[first:last] = [f"  findings: |\n{body}" if told else '  findings: ""\n']
    case.file.write_text("".join(lines), encoding="utf-8")
