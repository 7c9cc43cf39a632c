"""Mending of the files that there are, of files made to do harm, and of what the guide shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefpress import mend
from briefpress.evidence.content import content_digest
from briefpress.load import document
from briefpress.mend.file import File, Refused, is_registry, opened
from briefpress.mend.order import of_entry
from briefpress.model.briefing import Briefing, Claim, Digest, Takeaway
from briefpress.model.field import Entry, field_names
from briefpress.model.registry import KINDS
from briefpress.model.source import Source

ROOT = Path(__file__).resolve().parents[3]
SITES = [ROOT, ROOT / "examples" / "specimen", ROOT / "tests" / "data" / "shortest"]
FILES = sorted(
    path
    for site in SITES
    for pattern in ("2*/*.md", "_digests/2*/*.md", "_registry/*.yml")
    for path in (site / "briefings").glob(pattern)
)
GUIDE = (ROOT / "docs" / "guide" / "mending.md").read_text(encoding="utf-8")


def source(path: Path) -> Source:
    return Source(path.as_posix()[path.as_posix().rindex("briefings/") :], path.read_bytes())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_layout_of_what_there_is_says_the_same(path: Path) -> None:
    """A released page can be laid out without a new version: its digest stays."""
    before = source(path)
    after = mend.lay_out(before)
    assert isinstance(after, bytes)
    laid_out = Source(before.path, after)
    assert mend.lay_out(laid_out) == after
    if not is_registry(before.path):
        old, new = document(before), document(laid_out)
        assert old.entry == new.entry
        assert content_digest(old.entry, old.body.markdown) == content_digest(new.entry, new.body.markdown)


def test_the_shortest_briefing_of_the_guide_is_laid_out() -> None:
    path = ROOT / "tests/data/shortest/briefings/2026/briefpress-licence.md"
    assert mend.lay_out(source(path)) == path.read_bytes()


@pytest.mark.parametrize(
    "entry", [Briefing, Digest, Claim, Takeaway, *KINDS.values()], ids=lambda e: e.__name__
)
def test_the_order_names_every_field_once(entry: type[Entry]) -> None:
    keys = list(of_entry(entry).fields)
    assert sorted(keys) == sorted(field_names(entry))


def example(name: str) -> str:
    match = re.search(rf"<!-- example: {name} begin -->\s*```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert match is not None, name
    return f"---\n{match[1]}---\n"


def test_the_guide_shows_what_is_done() -> None:
    found = Source("briefings/2026/lamp.md", example("before").encode())
    for _ in range(2):
        proposed = mend.proposed(found, mend.Facts())
        assert isinstance(proposed, mend.Proposed)
        content, not_made = mend.made(found, proposed.changes)
        assert not_made == ()
        found = Source(found.path, content)
    assert mend.put_in_order(found)[0].decode() == example("after")


@pytest.mark.parametrize(
    "yaml",
    [
        "a: " + "[" * 5000 + "]" * 5000,
        "a: " + "{a: " * 5000 + "}" * 5000,
        "- " * 5000 + "a",
        "a: &a [x]\nb: *a",
        "a: !!python/object:os.system x",
        "<<: {a: b}",
        "a: b\na: c",
        "a: b\n---\nc: d\n...",
        "\ufeffa: b",
        "a: \u202eb",
        'a: "\\u202e"',
        "? [a]\n: b",
    ],
    ids=lambda yaml: yaml[:12],
)
def test_what_loading_refuses_is_not_touched(yaml: str) -> None:
    found = Source("briefings/2026/lamp.md", f"---\n{yaml}\n---\n".encode())
    refused = mend.lay_out(found)
    assert isinstance(refused, Refused)
    assert set(refused.faults) <= set(document(found).faults)
    assert mend.proposed(found, mend.Facts()) == refused
    assert mend.put_in_order(found) == (found.content, (), ())


@pytest.mark.parametrize(
    "yaml",
    [
        "a: [" + "[]," * 10_000 + "]",
        "a: [" + "a:b, " * 5_000 + "]",
        "a: [" + "b, # x\n " * 5_000 + "]",
        "".join(f"k{n}: # x\n" for n in range(900)),
        "# x\n" * 20_000 + "a: b",
        "a: b\n" + "\n" * 100_000,
        "a: >-\n" + "  x\n\n" * 20_000,
        "a: " + "x " * 60_000,
        'a: "' + "\\n" * 60_000 + '"',
        "? " + "k" * 2_000 + "\n: v",
    ],
    ids=lambda yaml: yaml[:12].replace("\n", " "),
)
def test_large_and_odd_files_come_through(yaml: str) -> None:
    found = Source("briefings/2026/lamp.md", f"---\n{yaml}\n---\n".encode())
    after = mend.lay_out(found)
    if isinstance(after, bytes):
        assert isinstance(opened(Source(found.path, after)), File)
        assert mend.lay_out(Source(found.path, after)) == after
    else:
        assert isinstance(after, mend.Cannot)
    mend.put_in_order(found)


def test_a_file_too_large_to_be_taken_apart_stays() -> None:
    entries = "".join(f"  - id: topic-{n}\n    label: {'x' * 2000}\n" for n in range(1100))
    found = mend.lay_out(Source("briefings/_registry/topics.yml", f"topics:\n{entries}".encode()))
    assert found == mend.Cannot("it is longer than 2,097,152 characters")
    many = Source("briefings/2026/lamp.md", f"---\nodd: [{'[],' * 100_001}]\n---\n".encode())
    assert mend.lay_out(many) == mend.Cannot("it holds more than 100,000 values")
