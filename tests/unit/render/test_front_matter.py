"""What is written as front matter is read back as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from briefpress.render.front_matter import written

TEXT = st.text(st.characters(codec="utf-8"))
KEYS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=50), st.sampled_from(["no", "y", "null", "for"])
)
SCALARS = st.one_of(TEXT, st.booleans(), st.integers(), st.none())
VALUES = st.recursive(
    SCALARS, lambda v: st.lists(v, max_size=4) | st.dictionaries(KEYS, v, max_size=4), max_leaves=20
)


@given(st.dictionaries(KEYS, VALUES, max_size=5))
@example({"a": "x\u2028y\x85z\x7f\ufeff", "no": "1e3", "b": [[], [["- "]], {}], "c": "🙂 “—” \t"})
@example({"": {"": [{"": ["", {"x": None}]}]}})
def test_read_back(values: Mapping[str, Any]) -> None:
    text = written(values)
    assert yaml.safe_load(text or "{}") == values
    assert yaml.load(text or "{}", yaml.CSafeLoader) == values


def test_layout() -> None:
    values: Mapping[str, Any] = {
        "title": "A: b",
        "for": ["x"],
        "claims": [{"id": "c1", "assertions": [{"quote": "“q”"}]}],
        "no": [],
    }
    assert written(values) == (
        'title: "A: b"\n'
        "for:\n"
        '  - "x"\n'
        "claims:\n"
        '  - id: "c1"\n'
        "    assertions:\n"
        '      - quote: "“q”"\n'
        '"no": []\n'
    )
