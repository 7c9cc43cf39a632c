"""The manifest is doubted when it is read, and the difference to the last edition is exact."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefpress.model.artifact import Artifact
from briefpress.plan import Row, diff, digest, parse, text

_rows = st.builds(
    Row,
    digest=st.text("0123456789abcdef", min_size=64, max_size=64),
    size=st.integers(0, 2**40),
    mtime_ns=st.integers(0, 2**62),
    inode=st.integers(0, 2**62),
)
_artifacts = st.dictionaries(st.text("abc/.", min_size=1), st.binary(max_size=20)).map(
    lambda files: [Artifact(path, content) for path, content in files.items()]
)


@given(st.dictionaries(st.text(), _rows))
def test_a_manifest_reads_back_as_it_was_written(manifest: dict[str, Row]) -> None:
    assert parse(text(manifest)) == manifest


@given(st.text() | st.just('{"form": "briefpress-manifest-1", "rows": {"a": [1, 2, 3, 4]}}'))
def test_any_other_text_is_an_empty_manifest(written: str) -> None:
    assert parse(written) == {}


@given(_artifacts, _artifacts)
def test_what_is_the_same_is_kept_and_all_else_is_written(
    before: list[Artifact], after: list[Artifact]
) -> None:
    plan = diff({a.path: digest(a.content) for a in before}, after)
    held = {a.path: a.content for a in before}
    assert sorted(plan.write + plan.keep, key=lambda a: a.path) == sorted(after, key=lambda a: a.path)
    assert all(held.get(a.path) == a.content for a in plan.keep)
    assert not any(held.get(a.path) == a.content for a in plan.write)
