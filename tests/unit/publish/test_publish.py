"""Reading a site root, writing an edition, and switching it in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefpress.model.artifact import Artifact, Plan
from briefpress.plan import diff
from briefpress.publish import read, swap, write


def _tree(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def _faults(root: Path) -> list[tuple[str, str]]:
    return [(fault.at.path, fault.found) for fault in read.corpus(root).faults]


def test_files_are_read_by_their_place(tmp_path: Path) -> None:
    root = _tree(
        tmp_path,
        {
            "briefings/2026/b.md": "b",
            "briefings/2026/a.md": "a",
            "briefings/_digests/2026/d.md": "d",
            "briefings/_registry/topics.yml": "topics: []",
            "briefings/_snapshots/a.txt": "text",
            "briefings/_published.lock.yml": "",
        },
    )
    corpus = read.corpus(root)
    assert [s.path for s in corpus.entries] == [
        "briefings/2026/a.md",
        "briefings/2026/b.md",
        "briefings/_digests/2026/d.md",
    ]
    assert [s.path for s in corpus.registry] == ["briefings/_registry/topics.yml"]
    assert [s.path for s in corpus.snapshots] == ["briefings/_snapshots/a.txt"]
    assert corpus.lock is not None
    assert corpus.faults == ()


def test_a_root_without_briefings_is_an_empty_corpus(tmp_path: Path) -> None:
    assert read.corpus(tmp_path).entries == ()


def test_nothing_that_lies_in_the_wrong_place_is_passed_over_in_silence(tmp_path: Path) -> None:
    root = _tree(tmp_path, {"briefings/a.md": "", "briefings/26/b.md": "", "briefings/2026/x/c.md": ""})
    assert _faults(root) == [
        ("briefings/2026/x/c.md", "input-misplaced"),
        ("briefings/26/b.md", "input-misplaced"),
        ("briefings/a.md", "input-misplaced"),
    ]


def test_links_pipes_and_folders_named_like_briefings_are_refused(tmp_path: Path) -> None:
    root = _tree(tmp_path, {"briefings/2026/real.md": "", "elsewhere.md": "secret"})
    (root / "briefings/2026/link.md").symlink_to(root / "elsewhere.md")
    (root / "briefings/2026/inside.md").symlink_to("real.md")
    (root / "briefings/2025").symlink_to("2026")
    (root / "briefings/2026/folder.md").mkdir()
    os.mkfifo(root / "briefings/2026/pipe.md")
    assert _faults(root) == [
        ("briefings/2025", "input-symlink"),
        ("briefings/2026/folder.md", "input-not-a-file"),
        ("briefings/2026/inside.md", "input-symlink"),
        ("briefings/2026/link.md", "input-symlink"),
        ("briefings/2026/pipe.md", "input-not-a-file"),
    ]
    assert [s.path for s in read.corpus(root).entries] == ["briefings/2026/real.md"]


def test_a_file_over_the_limit_is_not_read_at_all(tmp_path: Path) -> None:
    root = _tree(
        tmp_path,
        {"briefings/2026/big.md": "x" * (512 * 1024 + 1), "briefings/2026/full.md": "x" * 512 * 1024},
    )
    assert _faults(root) == [("briefings/2026/big.md", "input-size")]
    assert [len(s.content) for s in read.corpus(root).entries] == [512 * 1024]


def test_a_sites_own_templates_override_by_name(tmp_path: Path) -> None:
    root = _tree(
        tmp_path, {"templates/briefing.html": "mine", "templates/frame/main.html": "not a page template"}
    )
    found = read.templates(root)
    assert found["briefing.html"] == "mine"
    assert "frame/main.html" not in found


def test_files_of_no_known_kind_are_not_passed_over_either(tmp_path: Path) -> None:
    paths = [
        "2026/a.MD",
        "2026/b.markdown",
        "2026/c.txt",
        "_registry/topics.yaml",
        "_published.lock.yaml",
        "x",
    ]
    root = _tree(tmp_path, {f"briefings/{path}": "" for path in paths})
    assert sorted(_faults(root)) == sorted((f"briefings/{path}", "input-misplaced") for path in paths)


def test_a_hidden_briefing_and_a_folder_in_the_place_of_a_template_are_told(tmp_path: Path) -> None:
    root = _tree(
        tmp_path,
        {"briefings/2026/.x.md": "", "templates/topic.html/x": "", "briefings/_registry/people.yml/x": ""},
    )
    assert sorted(_faults(root)) == [
        ("briefings/2026/.x.md", "input-misplaced"),
        ("briefings/_registry/people.yml", "input-not-a-file"),
        ("briefings/_registry/people.yml/x", "input-misplaced"),
        ("templates/topic.html", "input-not-a-file"),
    ]


def test_hidden_files_backups_and_notes_are_let_be(tmp_path: Path) -> None:
    names = [".x.md.swp", "x.md~", "#x.md#", ".DS_Store", "x.md.orig", "README.md", "._x.md"]
    folders = ("briefings/2026", "templates", "templates/assets")
    root = _tree(tmp_path, {f"{folder}/{name}": "{%" for folder in folders for name in names})
    (root / "briefings/2026/.#x.md").symlink_to("somebody@host.1234")
    corpus = read.corpus(root)
    assert (corpus.entries, corpus.faults) == ((), ())
    assert not {*names} & {*corpus.templates, *read.assets(root)}


@pytest.mark.parametrize("folder", ["templates", "templates/partials", "templates/assets", "templates/frame"])
def test_templates_and_assets_are_regular_files(tmp_path: Path, folder: str) -> None:
    root = _tree(tmp_path, {"elsewhere.html": "secret", f"{folder}/fine.html": "fine"})
    os.mkfifo(root / folder / "pipe.html")
    (root / folder / "link.html").symlink_to(root / "elsewhere.html")
    (root / folder / "folder").symlink_to(root)
    assert _faults(root) == [
        (f"{folder}/folder", "input-symlink"),
        (f"{folder}/link.html", "input-symlink"),
        (f"{folder}/pipe.html", "input-not-a-file"),
    ]
    names = {*read.templates(root), *read.assets(root)}
    assert not any(name.endswith(("link.html", "pipe.html", "elsewhere.html")) for name in names)


def test_templates_are_whole_and_utf_8(tmp_path: Path) -> None:
    root = _tree(tmp_path, {"templates/big.html": "x" * (1024 * 1024 + 1), "templates/bom.html": "\ufeffx"})
    (root / "templates/briefing.html").write_bytes("a\nCafé".encode("latin-1"))
    faults = read.corpus(root).faults
    assert [(str(fault.at), fault.found) for fault in faults] == [
        ("templates/big.html:1:1", "input-size"),
        ("templates/bom.html:1:1", "input-byte-order-mark"),
        ("templates/briefing.html:2:4", "input-encoding"),
    ]


def test_assets_may_be_binary_but_not_endless(tmp_path: Path) -> None:
    root = _tree(tmp_path, {"templates/assets/big.woff2": "x" * (16 * 1024 * 1024 + 1)})
    (root / "templates/assets/small.woff2").write_bytes(b"\xff")
    assert _faults(root) == [("templates/assets/big.woff2", "input-size")]
    assert read.assets(root)["small.woff2"] == b"\xff"
    assert "frame.css" in read.assets(root)


def test_what_did_not_change_is_linked_and_keeps_its_time(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    first = [Artifact("a/x.html", b"one"), Artifact("b.html", b"two")]
    rows = write.carry_out(Plan(tuple(first)), old, tmp_path / "none")
    write.save(rows, tmp_path / "manifest.json")
    held = read.intact(old, tmp_path / "manifest.json")
    plan = diff({path: row.digest for path, row in held.items()}, [first[0], Artifact("b.html", b"three")])
    again = write.carry_out(plan, new, old)
    assert again["a/x.html"] == rows["a/x.html"]
    assert (new / "b.html").read_bytes() == b"three"
    assert (old / "b.html").read_bytes() == b"two"


@pytest.mark.parametrize("harm", ["change", "remove", "replace"])
def test_a_file_that_was_touched_is_not_trusted(tmp_path: Path, harm: str) -> None:
    old = tmp_path / "old"
    rows = write.carry_out(Plan((Artifact("x.html", b"one"),)), old, tmp_path / "none")
    write.save(rows, tmp_path / "manifest.json")
    file = old / "x.html"
    if harm == "change":
        file.write_bytes(b"two!")
    else:
        file.unlink()
        if harm == "replace":
            file.symlink_to("/etc/hostname")
    assert read.intact(old, tmp_path / "manifest.json") == {}


def test_an_edition_is_switched_in_by_one_step(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for text in ("first", "second"):
        with swap.workplaces(site, 1) as (new,):
            (new / "index.html").write_text(text, encoding="utf-8")
            swap.switch_in(new, site)
        assert (site / "index.html").read_text(encoding="utf-8") == text
        assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_has_left_goes_at_the_next(tmp_path: Path) -> None:
    with swap.workplaces(tmp_path / "site", 1) as (left,):
        pass
    left.mkdir()
    (left / "half.html").write_text("ha", encoding="utf-8")
    with swap.workplaces(tmp_path / "site", 1) as (new,):
        assert (new, list(new.iterdir())) == (left, [])
