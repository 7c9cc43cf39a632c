"""Where findings point: into the file, at something that stands there, as do their related places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefpress import pipeline
from briefpress.load import settings as load_settings
from briefpress.model.finding import Finding
from briefpress.model.source import Location, Source
from tests.test_cases import Case, _in_memory, cases


def found(case: Case) -> tuple[Finding, ...]:
    settings, faults = load_settings(Source("mkdocs.yml", case.files["mkdocs.yml"]))
    settings = replace(settings, markdown_extensions=case.extensions)
    checked = pipeline.check(
        _in_memory(case, settings.snapshots_dir), settings, case.now, faults, release=case.release
    )
    assert checked.bugs == ()
    return checked.findings


def astray(case: Case) -> Iterator[str]:
    """The places that are in no file of the case, behind its last line, behind the end of a line, or on a blank."""
    for finding in found(case):
        for at in (finding.at, *(place for place, _ in finding.related)):
            why = _why(at, case.files.get(at.path))
            if why:
                yield f"{case}: {finding.rule} at {at}: {why}"


def _why(at: Location, content: bytes | None) -> str:
    lines = [] if content is None else content.split(b"\n")
    if at.line > len(lines):
        return "no such line"
    line = lines[at.line - 1].decode("utf-8", "replace")
    if at.column > len(line) + 1:
        return "behind the end of the line"
    return "at a blank" if line[at.column - 1 : at.column] == " " else ""


def test_every_finding_of_the_golden_cases_points_at_something() -> None:
    """All but those of cases that only a disk can show: links, folders and names without a file."""
    in_memory = [case for case in cases() if not case.links and not case.folders]
    assert len(in_memory) > 500
    assert [place for case in in_memory for place in astray(case)] == []
