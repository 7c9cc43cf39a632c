"""Golden cases of `briefpress diff`: files before and after, and what readers would see change (tests/cases/diff/).

A case file is a list of cases. Each has a `name`, and:

- `base`: the name of a file in tests/cases/_base/, a set of files that both sides start from
- `before`, `after`: what is changed on one side: `edits`, a list of {in: path, replace: text, by: text} (without `in`
  in the base's briefing on longer night shifts), `files`, path -> text, where null takes a file away, and `moves`,
  path -> path
- `public`: true when drafts and embargoed briefings are left out
- `now`: the moment at which readers look
- `told`: what is told, as in a terminal without colour

`pytest --update-cases` rewrites what is told; the difference is then reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefpress.difference.change import Difference
from briefpress.difference.comparing import compare
from briefpress.difference.edition import Given, prepared
from briefpress.difference.text import text
from briefpress.model.corpus import Corpus
from briefpress.model.lock import PATH as LOCK
from briefpress.model.source import Source
from tests.test_cases import CASES, MAIN, NOW, _base

FOLDER = CASES / "diff"


@dataclass(frozen=True)
class Case:
    """One case: the files of both sides, and what is told."""

    file: Path
    number: int
    name: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    now: datetime
    public: bool
    told: str

    def __str__(self) -> str:
        return f"{self.file.name}: {self.name}"


def cases() -> Iterator[Case]:
    """All cases of all files, in order."""
    for path in sorted(FOLDER.glob("*.yml")):
        for number, raw in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            base = _base(raw.pop("base", "publishable"))
            before, after = (_side(base, raw.pop(name, {})) for name in ("before", "after"))
            now = datetime.fromisoformat(raw.pop("now", NOW))
            yield Case(path, number, raw.pop("name"), before, after, now, raw.pop("public", False), **raw)


def _side(base: Mapping[str, str], changed: dict[str, Any]) -> dict[str, str]:
    files = dict(base)
    for edit in changed.get("edits", ()):
        name = edit.get("in", MAIN)
        assert edit["replace"] in files[name], f"{edit['replace']!r} does not stand in {name}"
        files[name] = files[name].replace(edit["replace"], edit["by"])
    for name, content in changed.get("files", {}).items():
        files.pop(name, None)
        files |= {} if content is None else {name: content}
    for old, new in changed.get("moves", {}).items():
        files[new] = files.pop(old)
    return files


def corpus(files: Mapping[str, str]) -> Corpus:
    """The files of a side as they would be read."""
    sources = [Source(path, files[path].encode()) for path in sorted(files)]
    return Corpus(
        entries=tuple(s for s in sources if s.path.endswith(".md")),
        registry=tuple(s for s in sources if s.path.startswith("briefings/_registry/")),
        snapshots=tuple(s for s in sources if s.path.startswith("briefings/_snapshots/")),
        lock=next((s for s in sources if s.path == LOCK), None),
    )


def compared(
    before: Mapping[str, str], after: Mapping[str, str], now: datetime, *, public: bool
) -> Difference:
    """What readers would see change between two sets of files."""
    old, new = Given("before", corpus(before)), Given("after", corpus(after))
    return compare(*prepared(old, new, now, public=public), public=public)


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_case(case: Case, pytestconfig: pytest.Config) -> None:
    """What is told is what the case says."""
    told = text(compared(case.before, case.after, case.now, public=case.public))
    if pytestconfig.getoption("--update-cases") and told != case.told:
        _update(case, told)
    else:
        assert told == case.told


def test_the_guide_shows_what_is_told() -> None:
    """Its example is that of a case."""
    guide = (CASES.parents[1] / "docs" / "guide" / "diff.md").read_text(encoding="utf-8")
    example = guide.partition("<!-- example: diff begin -->\n\n```text\n")[2].partition("```")[0]
    assert example
    assert any(example in case.told for case in cases())


def _update(case: Case, told: str) -> None:
    """Put what is told into the case's file and leave every other line of it alone."""
    lines = case.file.read_text(encoding="utf-8").splitlines(keepends=True)
    root = yaml.compose("".join(lines))
    assert isinstance(root, yaml.SequenceNode)
    node = next(v for k, v in root.value[case.number].value if k.value == "told")
    first, last = node.start_mark.line, node.end_mark.line
    if node.style != "|":
        last = first + 1
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    body = "".join(f"    {line}" if line.strip() else line for line in told.splitlines(keepends=True))
    lines[first:last] = [f"  told: |\n{body}"]
    case.file.write_text("".join(lines), encoding="utf-8")
