"""The search bundle is the same for the same pages, whatever order the disk lists them in."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from briefpress.publish import pagefind
from briefpress.publish.pagefind_files import settled

PAGE = """<html lang="en"><head><title>{n}</title></head><body><article data-pagefind-body>
<h1>Page {n}</h1><p>word{n} shared, letter {letter}</p>
<span data-pagefind-filter="topic:t{topic}"></span><span data-pagefind-filter="year:{year}"></span>
<span data-pagefind-sort="date:20{year}-01-01"></span></article></body></html>"""


def _bundle(folder: Path, order: list[int]) -> dict[str, bytes]:
    site = folder / "site"
    for n in order:
        page = site / f"page-{n}" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            PAGE.format(n=n, letter=chr(97 + n % 26), topic=n % 7, year=10 + n % 9), encoding="utf-8"
        )
    pagefind.index(site, folder / "bundle", [f"page-{n}/index.html" for n in order])
    made = folder / "bundle"
    return {p.relative_to(made).as_posix(): p.read_bytes() for p in made.rglob("*") if p.is_file()}


def test_same_pages_same_bytes(tmp_path: Path) -> None:
    numbers = list(range(120))
    first = _bundle(tmp_path / "a", numbers)
    for seed in (1, 2):
        mixed = random.Random(seed).sample(numbers, len(numbers))
        assert _bundle(tmp_path / f"b{seed}", mixed) == first
    assert any(path.endswith(".pf_filter") for path in first)
    assert not any("ui" in path for path in first)


def test_nothing_to_index_is_an_empty_bundle(tmp_path: Path) -> None:
    made = _bundle(tmp_path, [])
    assert "pagefind-worker.js" in made


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    made = _bundle(tmp_path, [1])
    with pytest.raises((ValueError, EOFError, OSError, KeyError)):
        settled({path: b"\x1f\x8b" if path.endswith(".pf_meta") else held for path, held in made.items()}, "bundle")
