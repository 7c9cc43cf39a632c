"""Long lists as pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefpress.render.listings.paging import in_order, newest_first

ITEMS = st.integers(0, 300)
SIZES = st.integers(1, 30)


@given(ITEMS, SIZES)
def test_every_item_stands_once_and_pages_are_bounded(number: int, size: int) -> None:
    items = list(range(number, 0, -1))
    for leaves in (newest_first(items, size), in_order(items, size)):
        assert [i for leaf in leaves for i in leaf.items] == items
        assert all(len(leaf.items) < 2 * size for leaf in leaves)
        assert [leaf.number for leaf in leaves if leaf.number == 0] == [0]


@given(ITEMS, SIZES)
def test_neighbours_lead_from_the_plain_address_to_the_end_and_back(number: int, size: int) -> None:
    items = list(range(number))
    for leaves in (newest_first(items, size), in_order(items, size)):
        by_number = {leaf.number: leaf for leaf in leaves}
        way = [0]
        while (after := by_number[way[-1]].after) is not None:
            assert by_number[after].before == way[-1]
            way.append(after)
        assert way == [leaf.number for leaf in leaves]


@given(ITEMS, SIZES)
def test_one_more_item_never_changes_a_full_page(number: int, size: int) -> None:
    before = {leaf.number: leaf.items for leaf in newest_first(range(number, 0, -1), size) if leaf.number}
    after = {leaf.number: leaf.items for leaf in newest_first(range(number + 1, 0, -1), size) if leaf.number}
    assert before.items() <= after.items()
