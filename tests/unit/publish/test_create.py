"""Making a file that was not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpress.publish.create import Taken, create


def names(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*"))


def test_a_new_file_and_the_folders_on_the_way(tmp_path: Path) -> None:
    create(tmp_path, "a/b/c.md", b"text")
    assert (tmp_path / "a/b/c.md").read_bytes() == b"text"
    assert names(tmp_path) == ["a", "a/b", "a/b/c.md"]


def test_what_is_there_stays(tmp_path: Path) -> None:
    create(tmp_path, "a.md", b"first")
    with pytest.raises(Taken, match="is there already"):
        create(tmp_path, "a.md", b"second")
    assert (tmp_path / "a.md").read_bytes() == b"first"
    assert names(tmp_path) == ["a.md"]


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    root, aside = tmp_path / "site", tmp_path / "aside"
    root.mkdir()
    aside.mkdir()
    (root / "briefings").symlink_to(aside)
    with pytest.raises(Taken, match="symbolic link"):
        create(root, "briefings/2026/a.md", b"text")
    (root / "b.md").symlink_to(aside / "nothing.md")
    with pytest.raises(Taken, match="is there already"):
        create(root, "b.md", b"text")
    assert names(aside) == []


@pytest.mark.parametrize("path", ["../a.md", "a/../../b.md", "/a.md"])
def test_no_name_leads_out_of_the_site(tmp_path: Path, path: str) -> None:
    with pytest.raises(Taken, match="leads out"):
        create(tmp_path, path, b"text")
    assert names(tmp_path) == []


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    create(tmp_path, "a", b"text")
    with pytest.raises(Taken, match="no folder"):
        create(tmp_path, "a/b.md", b"text")
