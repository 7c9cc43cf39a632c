"""The pathological inputs of CommonMark's reference implementation, as bodies, through the real command.

One site holds them all: a fortieth of their length by default, a tenth with `--full`. Then, with `--full`, each by
itself at its whole length, or as much of it as a body may have, within 5 s and 512 MB.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.limits import MEGABYTES, SECONDS, ran

LONGEST = 199 * 1024
HEAD = "---\ntitle: T\nevent: E\ntype_of_work: news\n---\n## What happened\n\n"


def _colliding() -> Iterator[str]:
    """Labels whose hashes collide in the table that cmark once had."""
    for number in itertools.count():
        hashed = 0
        for char in f"x{number}":
            hashed = (ord(char) + (hashed << 6) + (hashed << 16) - hashed) & 0xFFFFFFFF
        if hashed % 16 == 0:
            yield f"x{number}"


def pathological(share: int) -> dict[str, str]:
    """The list of test/pathological_tests.py (tests/data/README.md), its repetitions divided by `share`."""

    def times(text: str, often: int) -> str:
        return text * (often // share)

    labels = list(itertools.islice(_colliding(), 25000 // share))
    return {
        "nested strong emph": times("*a **a ", 32500) + "b" + times(" a** a*", 32500),
        "many emph closers with no openers": times("a_ ", 32500),
        "many emph openers with no closers": times("_a ", 32500),
        "many link closers with no openers": times("a]", 32500),
        "many link openers with no closers": times("[a", 32500),
        "mismatched openers and closers": times("*a_ ", 25000),
        "issue #389": times("*a ", 20000) + times("_a*_ ", 20000),
        "openers and closers multiple of 3": "a**b" + times("c* ", 25000),
        "link openers and emph closers": times("[ a_", 25000),
        "pattern [ (]( repeated": times("[ (](", 40000),
        "pattern ![[]() repeated": times("![[]()", 160000),
        "hard link/emph case": "**x [a*b**c*](d)",
        "nested brackets": times("[", 25000) + "a" + times("]", 25000),
        "nested block quotes": times("> ", 25000) + "a",
        "deeply nested lists": "".join("  " * depth + "* a\n" for depth in range(500 // share)),
        "U+0000 in input": "abc\0de\0",
        "backticks": "".join("e" + "`" * number for number in range(1, 2500 // share)),
        "unclosed links A": times("[a](<b", 30000),
        "unclosed links B": times("[a](b", 30000),
        "unclosed <!--": "</" + times("<!--", 300000),
        "empty lines in deeply nested lists": times("- ", 30000) + "x" + times("\n", 30000),
        "empty lines in deeply nested lists in blockquote": "> "
        + times("- ", 30000)
        + "x\n"
        + times(">\n", 30000),
        "emph in deep blockquote": times(">", 100000) + times("a*", 100000),
        "reference collisions": "".join(f"[{label}]: /url\n\n[{labels[0]}]\n\n" for label in labels[1:]),
        "many references": "".join(f"[{n}]: u\n" for n in range(1, 80000 // share)) + times("[0] ", 5000),
        "nested inlines": times("*", 20000) + "a" + times("*", 20000),
    }


def _write(root: Path, number: int, text: str) -> str:
    path = f"briefings/2026/input-{number}.md"
    (root / path).parent.mkdir(exist_ok=True)
    body = text.encode()[:LONGEST].decode("utf-8", "ignore")
    (root / path).write_text(f"{HEAD}{body}\n", encoding="utf-8")
    return path


def test_all_in_one_site(smallest: Path, full: bool) -> None:
    """Each is either rendered or told; no file takes the others down, and all are looked at."""
    inputs = pathological(10 if full else 40)
    paths = [_write(smallest, number, text) for number, text in enumerate(inputs.values())]
    done = ran(smallest, "check")
    assert "Traceback" not in done.err + done.out
    assert done.status == 1
    assert done.megabytes < MEGABYTES
    assert f"{len(inputs)} files checked" in done.err
    for path in paths:
        assert path in done.out


@pytest.mark.parametrize("number", range(26))
def test_each_within_limits(smallest: Path, number: int, full: bool) -> None:
    if not full:
        pytest.skip("with --full")
    inputs = pathological(1)
    assert len(inputs) == 26
    path = _write(smallest, number, list(inputs.values())[number])
    done = ran(smallest, "check")
    assert "Traceback" not in done.err + done.out
    assert done.status in (0, 1)
    assert done.seconds < SECONDS
    assert done.megabytes < MEGABYTES
    lines = (smallest / path).read_text(encoding="utf-8").count("\n") + 1
    places = re.findall(rf"^{path}:(\d+):\d+: ", done.out, re.MULTILINE)
    assert places
    assert all(1 <= int(line) <= lines for line in places)
