"""Files that are made to fill the memory or the time: told at their place, within 5 s and 512 MB."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.limits import MEGABYTES, SECONDS, ran

MB = 1024 * 1024
REGISTRY = "briefings/_registry/topics.yml"
BRIEFING = "briefings/2026/meta-leak.md"


def draft(fields: str) -> str:
    """A draft with these fields."""
    return f"---\ntitle: T\nevent: E\ntype_of_work: news\n{fields}\n---\n## What happened\n\nx\n"


def laughs() -> str:
    """Nine times nine times nine …"""
    lists = (f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12))
    return "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(lists)


Text = Callable[[], str]
FEW: dict[str, tuple[str, Text, str]] = {
    "laughs": (REGISTRY, laughs, "input-anchor"),
    "items that are no entries": (REGISTRY, lambda: "topics:\n" + "- a\n" * (4 * MB), "input-size"),
    "brackets": (REGISTRY, lambda: "topics: " + "[" * (31 * MB), "input-depth"),
    "one word": (REGISTRY, lambda: f"topics: [{{id: a, label: A, definition: {'x' * (31 * MB)}}}]\n", ""),
    "10,000 sources and claims": (
        BRIEFING,
        lambda: draft(
            f"sources: [{', '.join(f's{n}' for n in range(10_000))}]\nclaims:\n"
            + "".join(f"  - {{id: c{n}}}\n" for n in range(10_000))
        ),
        "field-type",
    ),
    "a date of many digits": (BRIEFING, lambda: draft(f"event_date: {'9' * 400_000}"), "date-not-edtf"),
}
MORE: dict[str, tuple[str, Text, str]] = {
    "laughs in a briefing": (BRIEFING, lambda: f"---\n{laughs()}---\n", "input-anchor"),
    "too many bytes": (REGISTRY, lambda: "x" * (33 * MB), "input-size"),
    "keys": (REGISTRY, lambda: "".join(f"k{n}: 1\n" for n in range(2 * MB)), "front-matter-invalid"),
    "keys in a list": (
        REGISTRY,
        lambda: "topics:\n- {" + ",".join(f"k{n}" for n in range(2 * MB)) + "}\n",
        "front-matter-invalid",
    ),
    "entries with a wrong field": (REGISTRY, lambda: "topics:\n" + "- {q: 1}\n" * (3 * MB), "input-size"),
    "entries that nobody uses": (
        REGISTRY,
        lambda: "topics:\n" + "".join(f"- {{id: t-{n}, label: L{n}, definition: D}}\n" for n in range(5000)),
        "",
    ),
    "characters that hide": (REGISTRY, lambda: "topics: " + "\u202e" * (10 * MB), "input-character"),
    "assertions": (
        BRIEFING,
        lambda: draft(
            "claims:\n  - id: c1\n    text: T\n    assertions:\n"
            + "      - {source: s1, quote: a b c}\n" * 10_000
        ),
        "field-type",
    ),
    "rivals": (
        BRIEFING,
        lambda: draft(
            "claims:\n"
            + "".join(
                f"  - {{id: c{n}, text: t, rivals: [{', '.join(f'c{m}' for m in range(40))}]}}\n"
                for n in range(1500)
            )
        ),
        "field-type",
    ),
    "deep": (BRIEFING, lambda: draft("topics: " + "[" * 200_000), "input-depth"),
    "deep in blocks": (
        BRIEFING,
        lambda: draft("topics:\n" + "\n".join(" " * n + "-" for n in range(1, 900))),
        "input-depth",
    ),
    "a version of many digits": (BRIEFING, lambda: draft(f"version: {'9' * 400_000}"), "field-type"),
    "a year of many digits": (
        BRIEFING,
        lambda: draft(f'event_date: "{"9" * 400_000}-01-01"'),
        "date-not-edtf",
    ),
    "many dates in one": (
        BRIEFING,
        lambda: draft(f'event_date: "[{"2026-01-01," * 30_000}]"'),
        "date-not-edtf",
    ),
    "a moment of many digits": (
        BRIEFING,
        lambda: draft(f'embargo_until: "2026-01-01T{"2" * 400_000}Z"'),
        "date-not-edtf",
    ),
}


def _told_within_limits(root: Path, path: str, text: str, rule: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    done = ran(root, "check")
    assert "Traceback" not in done.err + done.out
    assert done.status == (1 if rule else 0), done.err
    assert re.search(rf"^{path}:\d+:\d+: error\[{rule}\]", done.out, re.MULTILINE) or not rule
    assert len(done.out) < 2 * MB, "nobody reads more"
    assert done.seconds < SECONDS
    assert done.megabytes < MEGABYTES


@pytest.mark.parametrize("name", FEW)
def test_is_told_within_limits(smallest: Path, name: str) -> None:
    path, text, rule = FEW[name]
    _told_within_limits(smallest, path, text(), rule)


@pytest.mark.parametrize("name", MORE)
def test_more_is_told_within_limits(smallest: Path, name: str, full: bool) -> None:
    if not full:
        pytest.skip("with --full")
    path, text, rule = MORE[name]
    _told_within_limits(smallest, path, text(), rule)
