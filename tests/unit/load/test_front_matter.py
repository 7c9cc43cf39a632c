"""Bytes -> text -> YAML and body."""

from __future__ import annotations

import pytest

from briefpress.load.front_matter import FILE_LIMIT, decode, decode_verbatim, split
from briefpress.model.finding import FaultKind
from briefpress.model.source import Location, Source

PATH = "briefings/2026/x.md"


def _decoded(content: bytes) -> tuple[str | None, list[tuple[str, str, int, int]]]:
    result = decode(Source(PATH, content))
    assert all(fault.kind is FaultKind.INPUT for fault in result.faults)
    return result.text, [(f.found, f.expected, f.at.line, f.at.column) for f in result.faults]


def test_lf_and_crlf_give_the_same_text() -> None:
    assert _decoded(b"---\r\na: b\r\n") == _decoded(b"---\na: b\n") == ("---\na: b\n", [])


def test_a_lone_carriage_return_is_refused_where_it_stands() -> None:
    assert _decoded(b"---\na\rb\n") == (None, [("input-line-end", "U+000D", 2, 2)])


def test_a_line_separator_is_told_and_replaced() -> None:
    assert _decoded("a\u2028b\x85c".encode()) == (
        "a\ufffdb\ufffdc",
        [("input-line-end", "U+2028", 1, 2), ("input-line-end", "U+0085", 1, 4)],
    )


def test_a_byte_order_mark_is_told_and_left_out() -> None:
    assert _decoded(b"\xef\xbb\xbf---\n") == ("---\n", [("input-byte-order-mark", "U+FEFF", 1, 1)])


def test_invalid_utf_8_is_told_by_its_first_byte() -> None:
    assert _decoded("---\nt: é".encode("latin-1")) == (None, [("input-encoding", "byte 0xE9", 2, 4)])


def test_the_column_counts_characters_not_bytes() -> None:
    assert _decoded("éé\u202e".encode()) == ("éé\ufffd", [("input-character", "U+202E", 1, 3)])


def test_a_file_just_over_the_limit_is_refused() -> None:
    assert _decoded(b"a" * FILE_LIMIT)[1] == []
    assert _decoded(b"a" * (FILE_LIMIT + 1)) == (None, [("input-size", "513 kB", 1, 1)])


def test_no_more_than_a_hundred_characters_are_told_and_the_file_is_not_read_on() -> None:
    text, faults = _decoded(b"\x01" * 99)
    assert (text, len(faults)) == ("\ufffd" * 99, 99)
    text, faults = _decoded(b"\x01" * 1000)
    assert (text, len(faults)) == (None, 100)


def test_a_snapshot_keeps_every_character() -> None:
    verbatim = decode_verbatim(Source("briefings/_snapshots/a.txt", "a\u200bb\r\nc".encode()))
    assert verbatim.text == "a\u200bb\nc"
    assert verbatim.faults == ()


def test_yaml_and_body_keep_their_lines() -> None:
    halves = split(PATH, "---\na: b\n---\n\n## X\n")
    assert (halves.yaml, halves.yaml_line) == ("a: b\n", 2)
    assert (halves.body, halves.body_line) == ("\n## X\n", 4)


def test_front_matter_may_be_empty_and_the_body_missing() -> None:
    halves = split(PATH, "---\n---")
    assert (halves.yaml, halves.body, halves.body_line, halves.fault) == ("", "", 2, None)


def test_the_markers_may_be_followed_by_spaces() -> None:
    assert split(PATH, "--- \na: b\n---\t\nbody").body == "body"


@pytest.mark.parametrize(
    ("text", "found", "line"),
    [
        ("", "there is no front matter", 1),
        ("title: x\n", "there is no front matter", 1),
        ("\n---\na: b\n---\n", 'there is an empty line above the opening "---"', 1),
        ("x\n---\na: b\n---\n", 'there is text above the opening "---"', 1),
        (" ---\na: b\n---\n", 'there is text above the opening "---"', 1),
        ("---\na: b\n...\nbody\n---\n", 'the front matter ends with "..."', 3),
        ("---\na: b\nbody", "the front matter has no end", 3),
    ],
)
def test_a_file_without_proper_front_matter_says_why(text: str, found: str, line: int) -> None:
    fault = split(PATH, text).fault
    assert fault is not None
    assert (fault.kind, fault.found, fault.at.line) == (FaultKind.YAML, found, line)


def test_a_missing_end_is_placed_at_the_end_of_the_file() -> None:
    fault = split(PATH, "---\na: b\n").fault
    assert fault is not None
    assert fault.at == Location(PATH, 3, 1)
