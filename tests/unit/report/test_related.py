"""Related places in the forms for machines."""

from __future__ import annotations

import json

from briefpress import report
from briefpress.model.finding import Finding, Severity
from briefpress.model.source import Location

FOUND = Finding(
    Location("briefings/2026/b.md", 4, 9),
    "id-duplicate",
    Severity.ERROR,
    'claim id "c1" is used twice',
    "Rename it",
    ((Location("briefings/2026/a.md", 2, 3), "the first one"),),
)


def test_json_names_them_beside_the_keys_of_the_contract() -> None:
    (told,) = json.loads(report.json.findings([FOUND]))
    assert told.pop("related") == [
        {"path": "briefings/2026/a.md", "line": 2, "column": 3, "message": "the first one"}
    ]
    assert told == {
        "path": "briefings/2026/b.md",
        "line": 4,
        "column": 9,
        "rule": "id-duplicate",
        "severity": "error",
        "message": 'claim id "c1" is used twice',
        "help": "Rename it",
    }


def test_a_workflow_command_names_them_in_its_text() -> None:
    assert report.github.findings([FOUND]) == (
        "::error file=briefings/2026/b.md,line=4,col=9,title=id-duplicate::"
        'claim id "c1" is used twice%0Anote: briefings/2026/a.md:2:3: the first one%0Ahelp: Rename it\n'
    )
