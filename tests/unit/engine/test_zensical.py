"""Zensical draws docs/ and the frames as MkDocs does; what is wrong with a site comes back as findings."""

from __future__ import annotations

import errno
import pickle
import re
from pathlib import Path

import pytest

from briefpress import engine
from briefpress.engine.zensical_messages import Telling, besides, refused
from briefpress.frame import stamp
from briefpress.model.artifact import Heading, Page
from briefpress.model.limit import TooLong
from briefpress.model.settings import Engine

CONFIG = """\
site_name: Tiny
theme: material
plugins:
  - briefpress:
      engine: zensical
"""
URL = "site_url: https://example.org/some/repo\n"
FOOTER = "templates/frame/partials/footer.html"
ZENSICAL = engine.of(Engine.ZENSICAL)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The smallest site root."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "briefings").mkdir()
    write(tmp_path, "mkdocs.yml", CONFIG)
    write(tmp_path, "docs/index.md", "# Home\n\n<!-- briefpress:latest -->\n\n## Part\n")
    return tmp_path


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def drawn(root: Path, by: Engine = Engine.ZENSICAL) -> engine.Drawn:
    return engine.of(by).draw(root / "mkdocs.yml", root / f"drawn-{by}", step=lambda: None)


def told(found: engine.Drawn | engine.Dialect) -> list[str]:
    assert all(f.help[:1].isupper() for f in found.findings), found.findings
    return [f"{f.at}: {f.severity}[{f.rule}]: {f.message}" for f in found.findings]


def html(root: Path, path: str = "index.html", by: Engine = Engine.ZENSICAL) -> str:
    return (root / f"drawn-{by}" / path).read_text(encoding="utf-8")


def stamped(found: engine.Drawn, address: str = "briefings/2026/x/", section: str = "briefings") -> str:
    page = Page(
        address=address,
        section=section,
        title="Title",
        description="Described",
        body="<h1>Title</h1>",
        contents=(Heading("a", "Part A"),),
    )
    return stamp(found.frames.of(page), page).decode()


def visible(page: str) -> list[str]:
    """The words and addresses of a page in their order, less what names the engine."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page[page.index("<header") :], flags=re.DOTALL)
    body = re.sub(r'href="(\./)+', 'href="', body)
    body = re.sub(r"Made with briefpress and .*", "", body)
    return re.findall(r'(?<=href=")[^"]*(?=")|(?<=>)\s*[^<>\s][^<>]*', body)


# ── what is drawn ─────────────────────────────────────────────────────────────────────────────────────


def test_both_engines_draw_the_same_words_and_links(site: Path) -> None:
    write(site, "mkdocs.yml", CONFIG + URL + "markdown_extensions: [tables]\nexclude_docs: |\n  out.md\n")
    write(site, "docs/out.md", "# Out\n")
    write(
        site, "docs/about-us.md", "---\ntitle: About\n---\n# Us\n\n[home](index.md), [part](index.md#part)\n"
    )
    write(site, "docs/guide/index.md", "# Guide\n\nSee [words](words.md) and [all](../briefings/).\n")
    link, cells = "[search](../../search/?q=a) ![p](p.png)", "| a | b |\n|---|--:|\n| 1 | 2 |\n"
    write(site, "docs/guide/words.md", f"# Words\n\n{link} <a href='../../feed.xml'>feed</a>\n\n{cells}")
    write(site, "docs/guide/p.png", "")
    found = {by: drawn(site, by) for by in Engine}
    assert found[Engine.MKDOCS].pages == found[Engine.ZENSICAL].pages
    for path in found[Engine.MKDOCS].pages.values():
        ours, theirs = (visible(html(site, path, by)) for by in Engine)
        assert [w.replace("/.", "/") if w == "/some/repo/." else w for w in ours] == theirs, path
    for address in ("briefings/", "briefings/2026/x/v/1/", "watch/"):
        first, second = (stamped(found[by], address, address.split("/")[0]) for by in Engine)
        assert visible(first) == visible(second)
        assert re.findall('aria-current="[a-z]+"', first) == re.findall('aria-current="[a-z]+"', second)


def test_a_stamped_page_has_what_every_page_needs(site: Path) -> None:
    write(site, "mkdocs.yml", CONFIG + URL + "extra_css: [own.css]\n")
    write(site, "docs/own.css", "body {}\n")
    found = pickle.loads(pickle.dumps(drawn(site)))  # it comes from another process
    page = stamped(found)
    assert told(found) == []
    assert '<html lang="en-GB"' in page
    assert "<title>Title – Tiny</title>" in page
    assert '<link rel="canonical" href="https://example.org/some/repo/briefings/2026/x/">' in page
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]*)"', page)
    assert re.fullmatch(r"\.\./\.\./\.\./assets/briefpress/theme\.[0-9a-f]{8}\.css", sheets[0])
    assert sheets[-1] == "../../../own.css"
    assert page.count('class="md-skip"') == page.count('href="#bp-content"') == 1
    assert "Part A" in page
    assert not re.search(r"bpslot|autocomplete=\"off\">| style=|\son[a-z]+=|(?:src|href|action)=\"/", page)
    assert not re.search(r'<(?:script|link|img)[^>]*src="https?:|fonts\.g|assets/javascripts/', page)
    assert "Zensical" in page
    assert "Material" not in page


def test_nothing_is_left_of_frames_of_its_search_and_of_its_place(site: Path) -> None:
    write(site, "mkdocs.yml", CONFIG + URL)
    found = drawn(site)
    left = {
        path.relative_to(site / "drawn-zensical").as_posix() for path in (site / "drawn-zensical").rglob("*")
    }
    wrong = r".*(bpframe|briefings|search\.json|sitemap|workers|classic|modern|mkdocs\.yml|tmp|cache).*"
    assert not [name for name in left if re.fullmatch(wrong, name)]
    assert {*found.pages.values(), *found.files} == {
        n for n in left if (site / "drawn-zensical" / n).is_file()
    }
    assert sorted(path.name for path in site.iterdir()) == [
        "briefings",
        "docs",
        "drawn-zensical",
        "mkdocs.yml",
    ]


def test_drawing_again_gives_the_same_bytes(site: Path) -> None:
    first = drawn(site)
    before = {p: p.read_bytes() for p in (site / "drawn-zensical").rglob("*") if p.is_file()}
    assert drawn(site) == first
    assert before == {p: p.read_bytes() for p in (site / "drawn-zensical").rglob("*") if p.is_file()}


def test_the_404_page_works_at_any_depth_and_is_found_by_no_search(site: Path) -> None:
    write(site, "mkdocs.yml", CONFIG + URL)
    drawn(site)
    page = html(site, "404.html")
    addresses = re.findall(r'(?:href|src|action)="([^"#]+)"', page)
    assert all(a.startswith(("/some/repo/", "https://zensical")) for a in addresses), addresses
    assert "<title>Page not found – Tiny</title>" in page
    assert "data-pagefind-body" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_each_page_has_its_policy_and_hosts_theirs(site: Path) -> None:
    found = drawn(site)
    pages = (html(site), html(site, "404.html"), stamped(found), stamped(found, "briefings/"))
    hashes = {h for page in pages for h in re.findall(r"sha256-[^']*", page)}
    assert all('<meta http-equiv="Content-Security-Policy"' in page for page in pages)
    assert len(hashes) > 4, "one for each depth"
    assert hashes <= set(re.findall(r"sha256-[^']*", html(site, "_headers")))


def test_options_of_the_site_reach_the_frame(site: Path) -> None:
    theme = "{name: material, custom_dir: mine, features: [navigation.instant, content.code.copy]}"
    options = "      specimen: true\n      image: us.png\nextra: {since: 2026-11-21}\n"
    write(site, "mkdocs.yml", CONFIG.replace("material", theme) + options + URL)
    write(site, "docs/us.png", "")
    write(site, "mine/partials/footer.html", "<footer>Mine</footer>")
    write(site, FOOTER, "<footer>Ours</footer>")
    page = stamped(drawn(site))
    assert "<footer>Mine</footer>" in page
    assert 'content="https://example.org/some/repo/us.png"' in page
    assert 'class="bp-specimen"' in page
    assert '"features":["navigation.tabs","content.code.copy"]' in html(site)


# ── what is told ──────────────────────────────────────────────────────────────────────────────────────


def test_broken_links_are_told_at_their_place(site: Path) -> None:
    write(
        site, "docs/about.md", "---\ntitle: A\n---\n\nSee [this](nowhere.md) and [that](index.md#nowhere).\n"
    )
    assert told(drawn(site)) == [
        "docs/about.md:5:12: warning[docs-page]: page does not exist: nowhere.md",
        "docs/about.md:5:44: warning[docs-page]: anchor does not exist: nowhere",
    ]
    write(site, "mkdocs.yml", CONFIG + "strict: true\n")
    assert [found.is_error for found in drawn(site).findings] == [True, True]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (FOOTER, "<footer>\n{% if %}\n", f"{FOOTER}:2:1: error[frame-template]: syntax error"),
        (FOOTER, "<footer>\n\n{{ 1 + 'a' }}\n", f"{FOOTER}:3:1: error[frame-template]: invalid operation"),
        (
            "docs/a.md",
            "---\ntitle: [a\n---\n",
            "docs/a.md:3:1: error[docs-page]: the front matter cannot be read",
        ),
        (
            "docs/briefings/index.md",
            "# A\n",
            "docs/briefings/index.md:1:1: error[docs-page]: briefpress writes",
        ),
        ("mkdocs.yml", CONFIG + "a: [\n", "mkdocs.yml:7:1: error[mkdocs-config]: "),
        ("mkdocs.yml", CONFIG + "nav: 3\n", "mkdocs.yml:1:1: error[mkdocs-config]: "),
        (
            "mkdocs.yml",
            CONFIG + "docs_dir: gone\n",
            "mkdocs.yml:6:1: error[mkdocs-config]: there is no folder gone",
        ),
        (
            "mkdocs.yml",
            CONFIG + "use_directory_urls: false\n",
            "mkdocs.yml:6:1: error[mkdocs-config]: `use_dir",
        ),
        (
            "mkdocs.yml",
            CONFIG + "nav: [index.md, gone.md]\n",
            "mkdocs.yml:6:17: error[mkdocs-config]: `nav` leads to gone.md",
        ),
        (
            "mkdocs.yml",
            CONFIG.replace("material", "readthedocs"),
            "mkdocs.yml:2:1: error[mkdocs-config]: theme is 'readthedocs'",
        ),
        (
            "templates/frame/main.html",
            '{% extends "base.html" %}',
            "templates/frame/main.html:1:1: error[frame-without-slot]",
        ),
    ],
)
def test_a_fault_is_told_in_its_file_and_line(site: Path, path: str, text: str, expected: str) -> None:
    write(site, path, text)
    [line] = told(drawn(site))
    assert line.startswith(expected)
    assert str(site) not in line


def test_a_page_that_is_no_text_and_a_link_out_of_the_site_are_refused(site: Path) -> None:
    (site / "docs" / "a.md").write_bytes(b"\xff\xfe")
    assert told(drawn(site)) == ["docs/a.md:1:1: error[docs-page]: the page is not UTF-8"]
    (site / "docs" / "a.md").unlink()
    (site / "docs" / "b.md").symlink_to("/etc/passwd")
    [line] = told(drawn(site))
    assert line.startswith("docs/b.md:1:1: error[docs-page]: this is a link that leads out of the site")


def test_a_site_without_a_home_page_is_refused(site: Path) -> None:
    (site / "docs" / "index.md").unlink()
    assert "docs/index.md:1:1: error[docs-page]: the site has no home page" in told(drawn(site))


# ── the dialect ───────────────────────────────────────────────────────────────────────────────────────


def test_the_dialect_is_what_zensical_makes_of_it(site: Path) -> None:
    found = ZENSICAL.dialect(site / "mkdocs.yml")
    assert found.extensions == ("toc", "tables", "pymdownx.superfences")
    assert told(found) == []
    functions = "{name: x, class: y, format: !!python/name:pymdownx.superfences.fence_div_format ''}"
    extensions = (
        f"markdown_extensions:\n- pymdownx.superfences: {{custom_fences: [{functions}]}}\n- footnotes\n"
    )
    write(site, "mkdocs.yml", CONFIG + extensions)
    found = pickle.loads(pickle.dumps(ZENSICAL.dialect(site / "mkdocs.yml")))
    assert found.extensions == ("toc", "tables", "pymdownx.superfences", "footnotes")
    assert callable(found.configs["pymdownx.superfences"]["custom_fences"][0]["format"])
    write(site, "docs/index.md", "# Home\n\n``` x\nhere\n```\n")
    assert told(drawn(site)) == []
    assert '<div class="y"' in html(site)


def test_what_zensical_does_not_do_is_said(site: Path) -> None:
    extensions = "markdown_extensions: [nowhere]\n"
    write(site, "mkdocs.yml", CONFIG + "  - search\n  - privacy\nhooks: [a.py]\n" + extensions)
    assert told(ZENSICAL.dialect(site / "mkdocs.yml")) == [
        "mkdocs.yml:9:23: error[mkdocs-config]: `markdown_extensions`: No module named 'nowhere'",
        "mkdocs.yml:7:5: warning[mkdocs-config]: the plugin privacy is not run: the site is drawn by Zensical",
        "mkdocs.yml:8:1: warning[mkdocs-config]: `hooks` are not run: the site is drawn by Zensical",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CONFIG, Engine.ZENSICAL),
        (CONFIG.replace("zensical", "mkdocs"), Engine.MKDOCS),
        ("site_name: zensical\nplugins: [briefpress]\n", Engine.MKDOCS),
        ("site_name: [zensical\n", Engine.MKDOCS),
    ],
)
def test_the_engine_is_the_one_that_the_option_names(site: Path, text: str, expected: Engine) -> None:
    write(site, "mkdocs.yml", text)
    assert engine.chosen(site / "mkdocs.yml") is expected
    assert engine.chosen(site / "none.yml") is Engine.MKDOCS


def test_what_takes_too_long_is_told_at_the_page_where_that_is_known() -> None:
    telling = Telling(Path("mkdocs.yml"))
    late = TooLong(10)
    assert str(telling.failure(late, "a.md").at) == "docs/a.md:1:1"
    assert telling.failure(late).message == (
        "Zensical does not come to an end: this takes longer than 10 s, and was stopped"
    )


def test_what_an_extension_prints_is_no_message_of_zensical() -> None:
    printed = "Build started\nhello\n\x1b[33mWarning:\x1b[0m odd\nNo issues found\nBuild finished in 0.02s\n"
    assert list(besides(printed)) == ["hello"]
    assert [found.message for found in Telling(Path("mkdocs.yml")).heard(printed)] == ["odd"]


def test_a_full_disk_is_no_fault_of_the_site() -> None:
    assert refused(RuntimeError("No space left on device (os error 28)")) == errno.ENOSPC
    assert refused(RuntimeError("something else")) == 0
