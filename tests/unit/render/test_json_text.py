"""JSON that the library reads back, in lines that tell a change apart."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefpress.render.json_text import written

SCALARS = st.one_of(st.text(), st.booleans(), st.integers(), st.none())
VALUES = st.recursive(
    SCALARS, lambda v: st.lists(v, max_size=4) | st.dictionaries(st.text(), v, max_size=4), max_leaves=20
)


@given(VALUES)
def test_it_is_what_the_library_reads_with_sorted_keys(value: Any) -> None:
    assert json.dumps(json.loads(written(value))) == json.dumps(value, sort_keys=True)


def test_each_entry_has_a_line_of_its_own() -> None:
    before, after = ({"claims": [{"id": "c1"}, {"id": "c2", "text": text}]} for text in ("Old.", "New."))
    changed = list(zip(written(before).split("\n"), written(after).split("\n"), strict=True))
    assert [new for old, new in changed if old != new] == ['  {"id": "c2", "text": "New."}']
