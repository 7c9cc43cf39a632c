"""A mended file takes the place of the one that was read, or nothing happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpress.publish.create import Taken
from briefpress.publish.rewrite import Moved, Revision, all_or_none, rewrite


def test_it_takes_the_place_and_keeps_the_permissions(tmp_path: Path) -> None:
    file = tmp_path / "briefings" / "a.md"
    file.parent.mkdir()
    file.write_bytes(b"before")
    file.chmod(0o604)
    rewrite(tmp_path, "briefings/a.md", b"before", b"after")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"after", 0o604)
    assert [path.name for path in file.parent.iterdir()] == ["a.md"]


def test_a_file_that_has_changed_meanwhile_stays(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"changed")
    with pytest.raises(Moved, match="has changed since it was read"):
        rewrite(tmp_path, "a.md", b"before", b"after")
    assert (tmp_path / "a.md").read_bytes() == b"changed"


def test_a_link_to_a_file_or_folder_is_not_followed(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (outside / "a.md").write_bytes(b"before")
    (root / "a.md").symlink_to(outside / "a.md")
    (root / "folder").symlink_to(outside)
    for path in ("a.md", "folder/a.md"):
        with pytest.raises(Moved):
            rewrite(root, path, b"before", b"after")
    assert (outside / "a.md").read_bytes() == b"before"
    assert sorted(path.name for path in outside.iterdir()) == ["a.md"]


def test_all_files_or_none(tmp_path: Path) -> None:
    """A new file and a changed one: both stand there; when the second has changed since, neither does."""
    (tmp_path / "old.yml").write_bytes(b"a: 1\n")
    both = [Revision("new/text.txt", None, b"text"), Revision("old.yml", b"a: 1\n", b"a: 2\n")]
    (tmp_path / "old.yml").write_bytes(b"a: 7\n")
    with pytest.raises(Moved, match="changed since it was read"):
        all_or_none(tmp_path, both)
    assert (tmp_path / "old.yml").read_bytes() == b"a: 7\n"
    assert not (tmp_path / "new/text.txt").exists()
    (tmp_path / "old.yml").write_bytes(b"a: 1\n")
    all_or_none(tmp_path, both)
    assert (tmp_path / "new/text.txt").read_bytes() == b"text"
    with pytest.raises(Taken, match="there already"):
        all_or_none(tmp_path, [Revision("old.yml", b"a: 2\n", b"a: 3\n"), both[0]])
    assert (tmp_path / "old.yml").read_bytes() == b"a: 2\n"
