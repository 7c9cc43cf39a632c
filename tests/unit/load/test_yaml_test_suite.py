"""The error cases of the YAML test suite, and their like in fields of ours: each is told, none is half-read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.model.finding import FaultKind
from briefpress.model.source import Source

CASES = json.loads(Path("tests/data/yaml-test-suite/errors.json").read_text(encoding="utf-8"))
REFUSED = (FaultKind.YAML, FaultKind.INPUT)
PATH = "briefings/2026/meta-leak.md"


def _front(text: str) -> bytes:
    """The text as front matter. A document of the suite may begin with the very line that ours begins with."""
    return f"---\n{text.removeprefix('---' + chr(10)).rstrip(chr(10))}\n---\n## What happened\n".encode()


def test_all_error_cases_are_held() -> None:
    assert len(CASES) == 94


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_as_front_matter(case: dict[str, str]) -> None:
    content = _front(case["yaml"])
    document = load_document(Source(PATH, content))
    told = [fault for fault in document.faults if fault.kind in REFUSED]
    assert told
    assert all(1 <= fault.at.line <= content.count(b"\n") + 1 for fault in told)
    assert not document.readable or document.broken, "nothing of it is taken as if it were whole"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_as_a_registry_file(case: dict[str, str]) -> None:
    found, faults = load_registry([Source("briefings/_registry/topics.yml", case["yaml"].encode())], [])
    assert [fault for fault in faults if fault.kind in (*REFUSED, FaultKind.WRONG_TYPE)]
    assert "topics" in found.unread
    assert not found.topics


LET_PASS = {
    'title: "The leak"# of 2026': (2, 18),
    "title: 'The leak'# of 2026": (2, 18),
    "topics: [a, b]# and more": (2, 15),
    "topics: [a, b,#c\n  d]": (2, 15),
    "topics: [#a\n  b]": (2, 10),
    "ai_use: {stage: drafting}#": (2, 26),
    "summary: >#two\n  words": (2, 11),
    "summary: >\n     \n   # two words": (2, 10),
    'title: "The leak\nof 2026"': (3, 1),
    "topics: [a,\nb]": (3, 1),
    "topics: [a, {b: c,\nd: e}]": (3, 1),
    'title: "The leak\n\tof 2026"': (3, 1),
    "topics: [-]": (2, 10),
    "topics: [a, -]": (2, 13),
}
"""Texts that libyaml reads, less what it takes for a comment, and the place that must change."""


@pytest.mark.parametrize("text", LET_PASS)
def test_what_libyaml_lets_pass_is_told_at_its_place(text: str) -> None:
    document = load_document(Source(PATH, _front(text)))
    assert not document.readable
    assert [(f.kind, f.at.line, f.at.column) for f in document.faults] == [(FaultKind.YAML, *LET_PASS[text])]


NOTHING_AMISS = (
    'title: "The # leak" # of 2026',
    "title: The leak#2 # a comment",
    "topics: [a, b] # a comment",
    "topics: [\n  a, # first\n  b\n]",
    "topics: [\"#a\", '#b']",
    "summary: > # a comment\n  two words\n  # and this is a third",
    "summary: |\n\n  # words\n",
    'title: "The leak\n  of 2026"',
    "topics: [-a, --, a-]",
    "summary: >-\n  x\n\n# a comment\nevent: e",
)


@pytest.mark.parametrize("text", NOTHING_AMISS)
def test_what_is_yaml_is_read(text: str) -> None:
    document = load_document(Source(PATH, _front(text)))
    assert [f for f in document.faults if f.kind is FaultKind.YAML] == []
    assert document.readable
