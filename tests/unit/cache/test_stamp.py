"""Whatever happens to a file, one sees it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefpress.cache import stamp


def _write(text: str) -> Callable[[Path], object]:
    return lambda root: (root / "a" / "one.md").write_text(text, encoding="utf-8")


def _same_size_and_time(root: Path) -> None:
    """A change that sets the time of the content back, as some programs do."""
    path = root / "a" / "one.md"
    before = path.stat()
    path.write_text("eno", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _link(root: Path) -> None:
    (root / "a" / "one.md").unlink()
    (root / "a" / "one.md").symlink_to("b")


CHANGES: dict[str, Callable[[Path], object]] = {
    "longer": _write("one and more"),
    "same length": _write("eno"),
    "same length and time": _same_size_and_time,
    "added": lambda root: (root / "a" / "two.md").write_text("two", encoding="utf-8"),
    "added deeper": lambda root: (root / "a" / "b" / "three.md").write_text("three", encoding="utf-8"),
    "removed": lambda root: (root / "a" / "one.md").unlink(),
    "renamed": lambda root: (root / "a" / "one.md").rename(root / "a" / "1.md"),
    "a link": _link,
    "mode": lambda root: (root / "a" / "one.md").chmod(0),
    "gone": lambda root: (root / "alone").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(tmp_path: Path, change: str) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    _write("one")(tmp_path)
    (tmp_path / "alone").write_text("alone", encoding="utf-8")
    places = [tmp_path / "a", tmp_path / "alone", tmp_path / "never there"]
    before, newest = stamp.of_files(places)
    assert stamp.of_files(places) == (before, newest)
    while not stamp.settled(tmp_path, newest):
        pass  # a few hundredths of a second, until the file system's clock has moved on
    CHANGES[change](tmp_path)
    assert stamp.of_files(places)[0] != before


def test_what_has_only_just_changed_is_not_settled(tmp_path: Path) -> None:
    """It may change again without another time."""
    (tmp_path / "now").write_text("", encoding="utf-8")
    assert not stamp.settled(tmp_path, stamp.of_files([tmp_path])[1] + 10**9)
    assert not stamp.settled(tmp_path / "no folder", 0)


def test_the_code_is_the_same_twice() -> None:
    assert stamp.of_code() == stamp.of_code()
