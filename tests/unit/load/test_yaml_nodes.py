"""YAML text -> values and places, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.load.yaml_nodes import DEPTH_LIMIT, Located, Tree, _Composer, compose
from briefpress.model.finding import FaultKind
from briefpress.model.plain import Plain, PlainKind
from briefpress.model.source import FieldPath, Location

ROOT = Location("x.md")


def _tree(text: str, *, tolerant: bool = False) -> Tree:
    return compose(text, ROOT, first_line=2, tolerant=tolerant)


def _faults(text: str) -> list[tuple[str, str, int, int]]:
    return [(f.found, f.expected, f.at.line, f.at.column) for f in _tree(text).faults]


def test_values_are_text_lists_mappings_and_plain() -> None:
    tree = _tree('a: news\nb: [x, "no", 3]\nc:\nd:\n  - e: >-\n      one\n      two\n')
    assert tree.faults == ()
    assert tree.values == {
        "a": "news",
        "b": ["x", "no", Plain("3", PlainKind.INTEGER, 3)],
        "c": Plain("", PlainKind.NOTHING),
        "d": [{"e": "one two"}],
    }


def test_keys_are_text_whatever_they_look_like() -> None:
    assert list(_tree("no: a\n1: b\n~: c\n").values) == ["no", "1", "~"]


@pytest.mark.parametrize(
    ("path", "key", "line", "column"),
    [
        ((), False, 1, 1),
        (("title",), False, 2, 8),
        (("title",), True, 2, 1),
        (("claims",), False, 4, 3),
        (("claims", 0), False, 4, 5),
        (("claims", 0, "text"), False, 5, 11),
        (("claims", 0, "text"), True, 5, 5),
        (("claims", 1, "id"), False, 6, 10),
        (("claims", 1, "id"), True, 6, 6),
        (("topics", 1), False, 7, 13),
        (("empty",), False, 8, 7),
        (("absent",), False, 1, 1),
        (("absent", "deeper"), True, 1, 1),
        (("claims", 0, "quote"), False, 4, 5),
        (("claims", 0, "quote"), True, 4, 5),
        (("claims", 9, "id"), False, 4, 3),
        (("title", "x"), False, 2, 8),
        (("claims", "x"), False, 4, 3),
        (("topics", -1), False, 7, 9),
    ],
)
def test_places(path: FieldPath, key: bool, line: int, column: int) -> None:
    text = "title: é\nclaims:\n  - id: c1\n    text: ‘x’\n  - {id: c2}\ntopics: [ü, b]\nempty:\n"
    tree = _tree(text)
    assert tree.faults == ()
    assert tree.locate(path, key=key) == Location("x.md", line, column)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a: &x 1\n", [("input-anchor", "&x", 2, 4)]),
        ("a: !t 1\n", [("input-tag", "!t", 2, 4)]),
        ("a: !!str 1\n", [("input-tag", "tag:yaml.org,2002:str", 2, 4)]),
        ("a: !t [1]\n", [("input-tag", "!t", 2, 4)]),
        ("a: &x b\nc: *x\n", [("input-anchor", "&x", 2, 4), ("input-alias", "*x", 3, 4)]),
        ("a:\n  <<: {b: c}\n", [("input-merge-key", "<<", 3, 3)]),
        ("a: b\n--- \nc: d\n", [("input-documents", "a second document", 3, 1)]),
        (
            "a: b\nc: d\na: e\n",
            [('repeated key "a"', "one such key; the first is at line 2, column 1", 4, 1)],
        ),
        ("? [a]\n: b\n", [("a key that is a list or a mapping", "text as the key", 2, 3)]),
        ('a: "x\\u202Ey"\n', [("input-character", "U+202E", 2, 4)]),
        ('a: "x\\ry"\n', [("input-line-end", "U+000D", 2, 4)]),
        ('"\\0": a\n', [("input-character", "U+0000", 2, 1)]),
        ("a: b: c\n", [("mapping values are not allowed in this context", "", 2, 5)]),
        ("a: [b\n", [("did not find expected ',' or ']'", "", 3, 1)]),
        ("a: [b", [("did not find expected ',' or ']'", "", 2, 6)]),
        ("a:\n\t- b\n", [("found character that cannot start any token", "", 3, 1)]),
    ],
)
def test_refused(text: str, faults: list[tuple[str, str, int, int]]) -> None:
    assert _faults(text) == faults


def test_depth_is_refused_where_it_passes_the_limit() -> None:
    nested = "[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT
    assert _faults(nested) == []
    deeper = _tree(f"[{nested}]")
    assert [(f.found, f.expected, f.at.column) for f in deeper.faults] == [("input-depth", "21", 21)]
    assert not deeper.complete


def test_fifty_thousand_brackets_end_as_a_fault() -> None:
    assert not _tree("[" * 50_000).complete


def test_several_faults_are_told_at_once_and_what_they_touch_is_unread() -> None:
    tree = _tree("a: !t x\nb: *y\nc: 1\nd: 1\nd: 2\ne:\n  <<: x\n  f: g\n")
    assert tree.complete
    assert [f.at.line for f in tree.faults] == [2, 3, 6, 8]
    assert tree.unread == {("a",), ("b",), ("d",), ("e",)}


def test_no_more_than_a_hundred_faults_are_told() -> None:
    tree = _tree("a: [" + "&x 1," * 1000 + "]")
    assert len(tree.faults) == 100
    assert not tree.complete


def test_a_fault_in_the_whole_makes_the_tree_incomplete() -> None:
    assert not _tree("!t\na: b\n").complete
    assert not _tree("<<: x\na: b\n").complete


def test_mkdocs_may_use_tags_anchors_and_merge_keys() -> None:
    text = "a: !ENV [X, y]\nb: &x {c: !!python/name:d.e }\nf: *x\ng:\n  <<: *x\n  h: i\n"
    tree = _tree(text, tolerant=True)
    nothing: Any = Plain("", PlainKind.NOTHING)
    assert tree.faults == ()
    assert tree.complete
    assert tree.values == {"a": nothing, "b": {"c": nothing}, "f": {"c": nothing}, "g": {"h": "i"}}


def test_an_alias_to_an_open_anchor_is_nothing() -> None:
    tree = _tree("a: &x [*x]\n", tolerant=True)
    assert tree.values == {"a": [Plain("", PlainKind.NOTHING)]}


def test_yaml_faults_are_faults_of_kind_yaml() -> None:
    assert [fault.kind for fault in _tree("a: [").faults] == [FaultKind.YAML]


def test_no_yaml_at_all_is_empty() -> None:
    assert _tree("").is_empty
    assert _tree("# nothing\n").is_empty
    assert not _tree("{}").is_empty


LINES = (
    'a: b§- c§  d: e§  - f: g§x: "\\u202e"§k: &x v§r: *x§t: !!str 1§<<: {a: b}§z: [1, 2, {y: n}]§- - a§---§...§'
    '? a§? [b]§# c§§v: |§    lit§n:§{a: b}§bad: "§\tt: x§u: "\\t"§null§"": e§- ""§"<<": x§e: []§m: {a: 1, a: 2}§'
    "- [[[[[[[[[[[[[[[[[[[[[a"
).split("§")


@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n".join), st.booleans())
def test_the_quick_reading_says_what_the_careful_one_says(text: str, tolerant: bool) -> None:
    careful = _Composer(text, ROOT, 2, tolerant)
    complete = careful.run() and (tolerant or careful.tell_overlooked())
    tree = _tree(text, tolerant=tolerant)
    assert (tree.values, tree.faults) == (careful.value, tuple(careful.faults))
    assert tree.locate == Located(ROOT, 2, careful.place)
    assert tree.complete is (complete and () not in careful.unread)
