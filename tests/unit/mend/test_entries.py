"""Entries that come into a file whole, or move from one to another: nothing else changes, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress import mend
from briefpress.load import registry as load_registry
from briefpress.mend.entries import Field, Impossible, moved, with_entry, with_field, written
from briefpress.model.registry import Source as Entry
from briefpress.model.source import Source

PATH = "briefings/_registry/sources.yml"
HELD = (
    "# ours\nsources:\n  - id: one  # first\n    title: One\n    # kept\n  # below\n# between\n"
    "origin_groups:\n  - {id: both, label: Both, certainty: confirmed}\n# the end\n"
)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"]), min_size=1
)


def read(content: bytes) -> dict[str, Entry]:
    """The sources of a registry file, of which nothing may be amiss."""
    found, faults = load_registry([Source(PATH, content)], ())
    assert faults == ()
    return dict(found.sources)


@given(title=WORDS.map(str.strip).filter(bool), names=st.lists(WORDS, min_size=1, max_size=3), note=WORDS)
def test_what_is_written_is_what_is_read(title: str, names: list[str], note: str) -> None:
    """Whatever the words; it stands in the layout of `fmt`, and every other byte stays."""
    fields = [
        Field("id", "two"),
        Field("title", title),
        Field("accessed", "2026-11-21", date=True),
        Field("author", tuple(names)),
        Field("note", note),
        Field("snapshot", {"file": "two.txt", "sha256": "0" * 64}),
    ]
    content = with_entry(Source(PATH, HELD.encode()), "sources", written(fields, ["Perhaps more"]))
    two = read(content)["two"]
    assert (two.title, two.author, two.note) == (title, tuple(names), note)
    assert two.snapshot is not None
    head, _, foot = HELD.partition("# between\n")
    assert content.decode().startswith(head)
    assert content.decode().endswith(f"# between\n{foot}")


def test_an_entry_is_written_as_fmt_writes_it() -> None:
    """So that `fmt --check` has nothing to say about it."""
    long = " ".join(["A note that goes on and on."] * 8)
    names = (
        "Ada Example",
        "Benedikt Example-Example of the Example Institute",
        "A third one with a long name",
    )
    fields = [
        *(Field("id", "two"), Field("title", "No"), Field("publisher", "unknown")),
        *(
            Field("accessed", "2026-11-21", date=True),
            Field("author", names),
            Field("issued", "2026-06~", date=True),
        ),
        *(
            Field("note", long),
            Field("snapshot", {"file": "two.txt", "sha256": "0" * 64, "coverage": "full"}),
        ),
    ]
    content = with_entry(Source(PATH, b""), "sources", written(fields, ["Perhaps more"]))
    assert mend.lay_out(Source(PATH, content)) == content


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "sources:\n  - id: two\n"),
        ("# ours\n", "# ours\nsources:\n  - id: two\n"),
        ("# no line end", "# no line end\nsources:\n  - id: two\n"),
        ("sources: []  # none\n", "sources: \n  - id: two  # none\n"),
        ("sources:\n", "sources:\n  - id: two\n"),
        ("sources:\n- id: one", "sources:\n- id: one\n- id: two"),
        ("sources:\r\n  - id: one\r\n", "sources:\r\n  - id: one\r\n  - id: two\r\n"),
        ("origin_groups: []\n", "origin_groups: []\nsources:\n  - id: two\n"),
        (
            "sources:\n  - id: one\n    note: |\n      of two\n      lines\n\norigin_groups: []\n",
            "sources:\n  - id: one\n    note: |\n      of two\n      lines\n  - id: two\n\norigin_groups: []\n",
        ),
    ],
)
def test_places(before: str, after: str) -> None:
    """Behind the last entry, or where the list begins."""
    assert with_entry(Source(PATH, before.encode()), "sources", ["- id: two"]).decode() == after


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ("sources: [{id: one}]\n", "stands in brackets"),
        ("{sources: []}\n", "one field a line"),
        ("- a\n", "one field a line"),
        ("sources: none\n", "is no list"),
        ("sources: *a\n", "cannot be read"),
    ],
)
def test_what_is_not_taken_apart(before: str, reason: str) -> None:
    with pytest.raises(Impossible, match=reason):
        with_entry(Source(PATH, before.encode()), "sources", ["- id: two"])


def test_a_field_below_those_that_come_before_it() -> None:
    before = "sources:\n  - id: one\n    issued: 2026  # about\n    access: offline\n"
    after = with_field(Source(PATH, before.encode()), ("sources", 0), "origin_group", "both").decode()
    assert after == before.replace("# about\n", "# about\n    origin_group: both\n")


# ── moved ─────────────────────────────────────────────────────────────────────────────────────────────

BRIEFING = "briefings/2026/lamp.md"


def both(sources: str, registry: str = HELD) -> tuple[str, str]:
    """A briefing with these sources and the registry, once its source `two` has moved."""
    briefing = f"---\ntitle: A lamp\n{sources}claims: []\n---\nText [c1].\n"
    own, shared = moved(Source(BRIEFING, briefing.encode()), Source(PATH, registry.encode()), "two")
    return own.decode(), shared.decode()


@pytest.mark.parametrize(
    ("sources", "own", "shared"),
    [
        (
            "sources:\n- id: two\n  title: T\n- one\n",
            "sources:\n- two\n- one\n",
            "  - id: two\n    title: T\n",
        ),
        (
            "sources:\n  # above\n  -   id: two # a\n      note: |\n        b\n\n         c\n      # d\n  # e\n",
            "sources:\n  # above\n  - two\n",
            "  - id: two # a\n    note: |\n      b\n\n       c\n    # d\n  # e\n",
        ),
        (
            "sources: [one, {id: two, title: T,\n  note: N}]\n",
            "sources: [one, two]\n",
            "  - {id: two, title: T,\n      note: N}\n",
        ),
        ("sources:\n  - {id: two, title: T}  # a\n", "sources:\n  - two\n", "  - {id: two, title: T}  # a\n"),
    ],
)
def test_moved(sources: str, own: str, shared: str) -> None:
    """The entry's own lines, comments included; the rest of both files byte for byte."""
    briefing, registry = both(sources)
    assert briefing == f"---\ntitle: A lamp\n{own}claims: []\n---\nText [c1].\n"
    assert registry == HELD.replace("# between\n", f"{shared}# between\n")


@pytest.mark.parametrize(
    ("sources", "reason"),
    [
        ("sources: [two]\n", "describes no source two itself"),
        ("sources: none\n", "describes no source two itself"),
        ("sources:\n  - id: two\n    id: two\n", "cannot be read"),
    ],
)
def test_what_is_not_moved(sources: str, reason: str) -> None:
    with pytest.raises(Impossible, match=reason):
        both(sources)


@given(
    fields=st.dictionaries(
        st.sampled_from(["title", "publisher", "note", "interests"]), WORDS.map(str.strip).filter(bool)
    ),
    indent=st.integers(0, 4),
)
def test_moving_loses_nothing(fields: dict[str, str], indent: int) -> None:
    """Whatever the words and the indent: the registry says of the source what the briefing said."""
    lines = written([Field("id", "two"), *(Field(key, value) for key, value in fields.items())])
    below = "".join(f"{' ' * indent}{line}\n" for line in lines)
    _, shared = both(f"sources:\n{below}")
    held = read(shared.encode())["two"]
    assert {key: getattr(held, key) for key in fields} == fields
