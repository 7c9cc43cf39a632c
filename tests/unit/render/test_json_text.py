"""The layout is that of the standard library, byte by byte."""

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
def test_as_the_library_writes_it(value: Any) -> None:
    assert written(value) == json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
