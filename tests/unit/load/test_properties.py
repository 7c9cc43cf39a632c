"""What holds for any input: loading never raises, every fault lies in its file, every place is true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.load import settings as load_settings
from briefpress.load.yaml_nodes import compose
from briefpress.model.briefing import Briefing, Claim, Stakeholder
from briefpress.model.field import Entry, field_names, specs
from briefpress.model.registry import KINDS
from briefpress.model.source import FieldPath, Location, Source

PATH = "briefings/2026/x.md"


def _lie_within(places: Iterable[Location], content: bytes) -> None:
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    lines = text.replace("\r\n", "\n").split("\n")
    for place in places:
        assert 1 <= place.line <= len(lines), place
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, place


def _load_all(content: bytes) -> None:
    loaded = load_document(Source(PATH, content))
    body = loaded.body
    parts = [body.at, loaded.last_line, *(s.at for s in body.sections), *(r.at for r in body.references)]
    _, of_registry = load_registry([Source("briefings/_registry/topics.yml", content)], [])
    _, of_settings = load_settings(Source("mkdocs.yml", content))
    _lie_within([*parts, *(f.at for f in (*loaded.faults, *of_registry, *of_settings))], content)


# ── anything at all ───────────────────────────────────────────────────────────────────────────────────

SCRAPS = [
    *(
        "---\n",
        "...\n",
        "\n",
        "\r\n",
        "\r",
        " ",
        "  ",
        "\t",
        "- ",
        "? ",
        ": ",
        ":\n",
        ", ",
        "#",
        "|\n",
        ">-\n",
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!t ",
        "!!str ",
        "<<: ",
        "%TAG ! x\n",
        '"',
        "'",
        "\\u202E",
        "\\0",
        "@",
        "`",
    ),
    *(
        "title",
        "status: draft\n",
        "claims:\n  - id: c1\n",
        "sources: [",
        "no",
        "1e3",
        "~",
        "## A\n",
        "[c1]",
        "```\n",
    ),
    *("\u202e", "\u200d", "\ufeff", "\u2028", "\x00", "\x85", "é", "\N{WOMAN}", "\U000e0041", "x" * 80),
]
scraps = st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join)


@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    _load_all(content)
    _load_all(b"---\n" + content)


@given(scraps, scraps)
def test_any_scraps_of_yaml_and_markdown(front: str, below: str) -> None:
    _load_all(front.encode())
    _load_all(f"---\n{front}\n---\n{below}".encode())


@given(st.text(max_size=200))
def test_any_text_as_a_quoted_value(text: str) -> None:
    _load_all(f"---\ntitle: {yaml.dump(text, Dumper=yaml.CSafeDumper)}---\n{text}".encode("utf-8", "replace"))


# ── any structure under the fields' own names ─────────────────────────────────────────────────────────


def _names() -> Iterator[str]:
    entries: tuple[type[Entry], ...] = (Briefing, Claim, Stakeholder, *KINDS.values())
    for entry in entries:
        yield from field_names(entry)
    yield from (
        "assertions",
        "quote",
        "locator",
        "para",
        "impact",
        "stage",
        "<entry>",
        "<list>",
        "<map>",
        "foo",
    )


words = st.sampled_from(
    ["a", "no", "1", "1.5", "2026-11-21", "~", "draft", "none", "event", "c1", "company", "é"]
)
structures = st.recursive(
    words,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(sorted(set(_names()))), inner, max_size=4)
    ),
    max_leaves=25,
)
fields = st.dictionaries(st.sampled_from(sorted(set(_names()))), structures, max_size=8)


def _flow(value: Any) -> str:
    """The structure as YAML in flow style, its words unquoted."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {_flow(item)}' for key, item in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]" if isinstance(value, list) else str(value)


@given(fields)
def test_any_structure_of_known_fields(values: dict[str, Any]) -> None:
    content = f"---\n{_flow(values)}\n---\n".encode()
    loaded = load_document(Source(PATH, content))
    assert loaded.readable
    _lie_within((fault.at for fault in loaded.faults), content)
    assert bool(loaded.broken) == bool(loaded.faults)
    # A field that was given, and is not broken, is in the entry: nothing valid is lost beside a fault.
    for name, key, _ in specs(Briefing):
        given_value = values.get(key)
        if isinstance(given_value, str) and given_value != "~" and not loaded.is_broken((key,)):
            assert str(getattr(loaded.entry, name)) == given_value


@given(st.lists(st.tuples(st.sampled_from(sorted(KINDS)), structures), max_size=6))
def test_any_structure_in_the_registry(entries: list[tuple[str, Any]]) -> None:
    for kind, value in entries:
        name = "sources" if kind == "origin_groups" else kind
        content = _flow({kind: [value, value]}).encode()
        found, faults = load_registry([Source(f"briefings/_registry/{name}.yml", content)], [])
        _lie_within((fault.at for fault in faults), content)
        assert all(path in found.locate for path, _ in found.places.values())


# ── places ────────────────────────────────────────────────────────────────────────────────────────────

layouts: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    default_flow_style=st.sampled_from([True, False, None]),
    indent=st.sampled_from([2, 4, 8]),
    width=st.sampled_from([20, 80, 500]),
    allow_unicode=st.just(True),
    sort_keys=st.just(False),
)
shapes = st.recursive(
    st.sampled_from(["w", "é ", "“q”: ", "- ", "#", "no ", "a b c d e f g h i j k l m n o p ", "\N{WOMAN}"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.integers(0, 9), inner, max_size=4),
    max_leaves=20,
)


def _numbered(shape: Any, number: Iterator[int]) -> Any:
    """The shape with keys and texts that begin like no other."""
    if isinstance(shape, dict):
        return {f"k{next(number)}ü": _numbered(inner, number) for inner in shape.values()}
    if isinstance(shape, list):
        return [_numbered(inner, number) for inner in shape]
    return f"v{next(number)}{shape}x"


def _leaves(value: Any, at: FieldPath = ()) -> Iterator[tuple[FieldPath, bool, str]]:
    """(path, whether it is a key, text that stands there) of all keys and texts."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*at, key), True, key
            yield from _leaves(inner, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*at, index))
    else:
        yield at, False, value


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inner), default=0)


@given(shapes, layouts)
def test_places_of_a_dumped_structure(shape: Any, layout: dict[str, Any]) -> None:
    values = _numbered({0: shape, 1: shape}, count())
    assume(_depth(values) < 20)
    text = yaml.dump(values, **layout)
    tree = compose(text, Location(PATH), first_line=1)
    assert tree.faults == ()
    assert tree.values == values
    lines = text.split("\n")
    for path, key, expected in _leaves(values):
        at = tree.locate(path, key=key)
        found = lines[at.line - 1][at.column - 1 :]
        assert found.lstrip("\"'").startswith(expected[:3]), (path, found)
        parent = tree.locate(path[:-1])
        assert (parent.line, parent.column) <= (at.line, at.column)
