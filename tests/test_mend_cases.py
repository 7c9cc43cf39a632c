"""Golden cases of mending: a file before and after, and what was said (tests/cases/mend/).

A case file is a list of cases. Each has a `name`, and:

- `before`, `after`: the text of the file; `after: unchanged` for one that stays byte for byte as it is
- `file`: where it lies; `briefings/2026/lamp.md` by default
- `command`: `fmt`, `fix`, or `fix --yes`, which agrees to every name that is put right
- `beside`: path -> text of other files
- `said`: what is told, line by line

"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefpress import edition
from briefpress.edition.mending import Mending
from briefpress.report import mending, text

CASES = Path(__file__).parent / "cases" / "mend"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """One case."""

    of: str
    name: str
    command: str
    before: str
    after: str
    said: str = ""
    file: str = "briefings/2026/lamp.md"
    beside: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.of}: {self.name}"


def cases() -> Iterator[Case]:
    """All cases of all files, in order."""
    for path in sorted(CASES.glob("*.yml")):
        for raw in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield Case(path.name, **raw)


def carried_out(case: Case, root: Path) -> Mending:
    """The case's files below `root`, and what the command makes of them."""
    files = {"mkdocs.yml": "site_name: Cases\nplugins: [briefpress]\n", **case.beside, case.file: case.before}
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8", newline="")
    paths = (root / case.file,)
    if case.command == "fmt":
        return edition.lay_out(root / "mkdocs.yml", now=NOW, paths=paths)
    agreed = case.command == "fix --yes"
    return edition.fix(root / "mkdocs.yml", confirm=lambda _: agreed, show=lambda _: None, paths=paths)


def told(found: Mending) -> str:
    """What a command says about the files, apart from the difference."""
    lines = [text.findings(found.findings)]
    for file in found.files:
        lines.append(mending.mended(file.done, ((one.at, one.said) for one in file.left)))
        lines.append(mending.kept(file.path, file.why_not) if file.why_not else "")
    return "".join(lines)


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_case(case: Case, tmp_path: Path) -> None:
    """The file comes out as the case says, and so do the words."""
    found = carried_out(case, tmp_path)
    after = (tmp_path / case.file).read_bytes().decode()
    assert after == (case.before if case.after == "unchanged" else case.after)
    assert told(found) == case.said


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_a_second_run_changes_nothing(case: Case, tmp_path: Path) -> None:
    """What has been mended is mended."""
    carried_out(case, tmp_path)
    again: dict[str, Any] = {"before": (tmp_path / case.file).read_bytes().decode()}
    found = carried_out(Case(**{**_fields(case), **again}), tmp_path)
    assert not any(file.is_changed for file in found.files)


def _fields(case: Case) -> dict[str, Any]:
    return {name: getattr(case, name) for name in case.__dataclass_fields__}
