"""The search bundle is the same for the same pages, whatever order the disk lists them in."""

from __future__ import annotations

import gzip
import json
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


def write(site: Path, name: str, article: str) -> None:
    """A page that is nothing but its article."""
    page = site / name / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(
        f'<html lang="en"><body><article data-pagefind-body>{article}</article></body></html>',
        encoding="utf-8",
    )


def addresses(bundle: Path) -> dict[str, str]:
    """The pages of a bundle: their ids -> their addresses."""
    return {
        path.name.removesuffix(".pf_fragment"): json.loads(gzip.decompress(path.read_bytes())[12:])["url"]
        for path in bundle.glob("fragment/*")
    }


def test_same_pages_same_bytes(tmp_path: Path) -> None:
    numbers = list(range(120))
    first = _bundle(tmp_path / "a", numbers)
    for seed in (1, 2):
        mixed = random.Random(seed).sample(numbers, len(numbers))
        assert _bundle(tmp_path / f"b{seed}", mixed) == first
    assert any(path.endswith(".pf_filter") for path in first)
    assert not any("ui" in path for path in first)


def test_pages_are_numbered_by_date_under_the_name_of_the_bundle(tmp_path: Path) -> None:
    site = tmp_path / "site"
    dates = {"b": "2026-01-02", "a": "2026-01-03", "d": "", "c": "2026-01-01"}
    for name, date in dates.items():
        write(site, name, f'<h1>{name}</h1><div data-date="{date}"></div>')
    pagefind.index(site, tmp_path / "0123456789abcdef", [f"{name}/index.html" for name in dates])
    assert addresses(tmp_path / "0123456789abcdef") == {
        "01234567-en-0": "/d/",
        "01234567-en-1": "/c/",
        "01234567-en-2": "/b/",
        "01234567-en-3": "/a/",
    }


def test_lengths_of_pages_are_rounded(tmp_path: Path) -> None:
    """They are fetched whole before the first search; few different numbers compress."""
    site = tmp_path / "site"
    for words in (109, 201, 97, 98):  # as their addresses are sorted
        write(site, str(words), f"<p>{'word ' * words}</p>")
    pagefind.index(site, tmp_path / "0123456789abcdef", [f"{n}/index.html" for n in (109, 201, 97, 98)])
    (meta,) = (tmp_path / "0123456789abcdef").glob("*.pf_meta")
    _, pages, *_ = json.loads(gzip.decompress(meta.read_bytes()))
    assert pages == [["01234567-en", 0, [96, 192, 96, 96]]]


def test_pages_of_sources_are_told_by_their_names(tmp_path: Path) -> None:
    """So that a reader's browser can put them last without their texts."""
    site = tmp_path / "site"
    for name in ("sources", "sources/x", "topics/x"):
        write(site, name, f"<h1>{name}</h1>")
    pagefind.index(
        site, tmp_path / "0123456789abcdef", [f"{n}/index.html" for n in ("topics/x", "sources/x", "sources")]
    )
    assert addresses(tmp_path / "0123456789abcdef") == {
        "01234567-en-0": "/sources/",
        "01234567-en-s-1": "/sources/x/",
        "01234567-en-2": "/topics/x/",
    }


def test_a_page_of_ours_is_indexed_as_if_whole(tmp_path: Path) -> None:
    """What is taken out of a briefing's page before is what Pagefind would not have read."""
    body = (
        '<header><h1>One “event”</h1><ul data-pagefind-ignore><li>no</li></ul></header><section><h2 id="a">A</h2>'
        '<p>Said <a href="#c1">claim <b>1</b></a>, <em>twice</em>.<span class="x" data-pagefind-ignore>no</span></p>'
        '<table><tr id="c1"><th><span>Somebody said</span> so.</th><td class="s" data-pagefind-ignore>no</td>'
        "<td><details><summary data-pagefind-ignore>no</summary><blockquote><p>“Word <i>by</i> word”</p>"
        "</blockquote></details></td></tr></table><svg><text>no</text></svg></section>"
    )
    made = []
    for name in ("briefings/2026/x/index.html", "elsewhere/x/index.html"):
        page = tmp_path / "site" / name
        page.parent.mkdir(parents=True)
        page.write_text(
            f'<html lang="en"><article data-pagefind-body>{body}</article></html>', encoding="utf-8"
        )
        bundle = tmp_path / name.partition("/")[0]
        pagefind.index(tmp_path / "site", bundle, [name])
        (fragment,) = bundle.glob("fragment/*")
        made.append(json.loads(gzip.decompress(fragment.read_bytes())[12:]) | {"url": ""})
    assert made[0] == made[1]
    assert made[0]["content"] == "One “event” A. Said claim 1, twice. Somebody said so. “Word by word”"


def test_nothing_to_index_is_an_empty_bundle(tmp_path: Path) -> None:
    made = _bundle(tmp_path, [])
    assert "pagefind-worker.js" in made


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    made = _bundle(tmp_path, [1])
    with pytest.raises((ValueError, EOFError, OSError, KeyError)):
        settled(
            {path: b"\x1f\x8b" if path.endswith(".pf_meta") else held for path, held in made.items()},
            "bundle",
        )
