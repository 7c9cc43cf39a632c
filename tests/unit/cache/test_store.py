"""A cache that is doubted: what is not as it was saved is as if it were not there."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.cache import store
from briefpress.model.finding import Finding, Severity
from briefpress.model.source import Location

VALUE = {"found": (Finding(Location("briefings/2026/a.md", 3, 1), "rule", Severity.ERROR, "what"),), "n": 3}


class _Calls:
    """What a stranger would put into a pickle: it runs a program when it is read."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, (f"touch {self.mark}",)


def _sealed(body: bytes) -> bytes:
    """A body with the head that `save` gives it."""
    return b"briefpress cache 1\n" + hashlib.blake2b(body).digest() + body


def test_what_was_saved_is_there_again(tmp_path: Path) -> None:
    store.save(tmp_path / "folder" / "held", VALUE)
    assert store.load(tmp_path / "folder" / "held") == VALUE
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["held"]


def test_nothing_there_is_nothing(tmp_path: Path) -> None:
    assert store.load(tmp_path / "held") is None
    assert store.load(tmp_path) is None


@given(st.data())
def test_an_altered_or_shortened_file_is_nothing(data: st.DataObject) -> None:
    """Whatever byte differs, and wherever the file ends."""
    whole = _sealed(pickle.dumps(VALUE))
    at = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    altered = whole[:at] if cut else whole[:at] + bytes([whole[at] ^ 0x5A]) + whole[at + 1 :]
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(altered)
        assert store.load(Path(file.name)) is None


@pytest.mark.parametrize(
    "body",
    [
        b"cos\nsystem\n(S'true'\ntR.",
        b"cbriefpress.cache.store\nos\n.",
        b"cbriefpress.model.finding\nenum.auto\n.",
        b"cbriefpress.model.finding\ndataclass\n.",
        b"cbriefpress.model.edtf\nre\n.",
        b"cbuiltins\neval\n(S'1'\ntR.",
        b"nonsense",
        b"",
    ],
)
def test_what_a_stranger_wrote_makes_nothing(tmp_path: Path, body: bytes) -> None:
    """Properly sealed, as anybody can; only values of the model are made."""
    (tmp_path / "held").write_bytes(_sealed(body))
    assert store.load(tmp_path / "held") is None


def test_a_program_in_the_file_does_not_run(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    (tmp_path / "held").write_bytes(_sealed(pickle.dumps(_Calls(mark))))
    assert store.load(tmp_path / "held") is None
    assert not mark.exists()


def test_without_room_nothing_happens(tmp_path: Path) -> None:
    """A cache saves time: no run fails for want of one."""
    (tmp_path / "folder").write_text("a file stands where the folder would be", encoding="utf-8")
    store.save(tmp_path / "folder" / "held", VALUE)
    assert store.load(tmp_path / "folder" / "held") is None
