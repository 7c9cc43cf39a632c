"""MkDocs draws docs/ and the frames; what is wrong with a site comes back as findings."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from briefpress import engine
from briefpress.frame import stamp
from briefpress.model.artifact import Heading, Page

SMALLEST = "site_name: Tiny\ntheme: material\nplugins: [briefpress]\n"
FOOTER = "templates/frame/partials/footer.html"
URL = "site_url: https://example.org/some/repo/\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The smallest site root."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "briefings").mkdir()
    write(tmp_path, "mkdocs.yml", SMALLEST)
    write(tmp_path, "docs/index.md", "# Home\n\n<!-- briefpress:latest -->\n\n## Part\n")
    return tmp_path


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def drawn(root: Path) -> engine.Drawn:
    return engine.draw(root / "mkdocs.yml", root / "drawn")


def told(found: engine.Drawn) -> list[str]:
    assert all(f.help[:1].isupper() for f in found.findings), found.findings
    return [f"{f.at}: {f.severity}[{f.rule}]: {f.message}" for f in found.findings]


def html(root: Path, path: str = "index.html") -> str:
    return (root / "drawn" / path).read_text(encoding="utf-8")


def stamped(found: engine.Drawn, **changes: object) -> str:
    values: dict[str, object] = {
        "address": "briefings/2026/x/",
        "section": "briefings",
        "title": "Title",
        "description": "Described",
        "body": "<h1>Title</h1>",
    }
    page = Page(**(values | changes))  # type: ignore[arg-type] # any field may be given
    return stamp(found.frames.of(page), page).decode()


def test_the_smallest_site_is_drawn(site: Path) -> None:
    found = pickle.loads(pickle.dumps(drawn(site)))  # it comes from another process
    assert told(found) == []
    assert found.pages == {"": "index.html", "404.html": "404.html"}
    assert "<!-- briefpress:latest -->" in html(site)
    assert 'href="briefings/"' in html(site)


def test_frames_are_taken_out_of_the_folder(site: Path) -> None:
    drawn(site)
    assert not [p for p in (site / "drawn").rglob("*") if "bpframe" in p.name or p.name == "briefings"]


def test_nothing_with_a_date_of_the_build_or_of_a_search_is_left(site: Path) -> None:
    write(site, "mkdocs.yml", SMALLEST.replace("[briefpress]", "[search, briefpress]") + URL)
    names = drawn(site).files
    assert not [name for name in names if re.search(r"sitemap|search_index|lunr|workers|\.map$", name)]


def test_drawing_again_gives_the_same_bytes(site: Path) -> None:
    first = drawn(site)
    before = {p: p.read_bytes() for p in (site / "drawn").rglob("*") if p.is_file()}
    assert drawn(site) == first
    assert before == {p: p.read_bytes() for p in (site / "drawn").rglob("*") if p.is_file()}


def test_a_stamped_page_has_what_every_page_needs(site: Path) -> None:
    write(site, "mkdocs.yml", SMALLEST + URL)
    page = stamped(drawn(site), contents=(Heading("a", "Part A"),))
    assert '<html lang="en-GB"' in page
    assert "<title>Title – Tiny</title>" in page
    address = "https://example.org/some/repo/briefings/2026/x/"
    assert f'<link rel="canonical" href="{address}">' in page
    assert '<meta name="description" content="Described">' in page
    shared = {"title": "Title", "description": "Described", "type": "article", "url": address}
    for name, content in shared.items():
        assert f'<meta property="og:{name}" content="{content}">' in page
    assert re.search(r'href="\.\./\.\./\.\./assets/briefpress/frame\.[0-9a-f]{8}\.css"', page)
    assert '<a class="md-skip" href="#bp-content">' in page
    assert 'action="../../../search/"' in page
    assert "Part A" in page
    assert "bpslot" not in page


def test_a_stamped_page_asks_nobody_and_holds_no_absolute_path(site: Path) -> None:
    page = stamped(drawn(site))
    assert not re.search(r'(?:src|href|action)="/', page)
    assert not re.search(r'<(?:script|link|img)[^>]*(?:src|href)="https?:', page)
    assert " style=" not in page
    assert not re.search(r"\son[a-z]+=", page)
    assert "autocomplete" not in page.replace('autocomplete="off" spellcheck', "")


def test_what_surrounds_the_text_stays_small(site: Path) -> None:
    contents = tuple(Heading(f"part-{n}", "A heading of usual length") for n in range(15))
    page = stamped(drawn(site), contents=contents)
    assert len(page.encode()) < 14_000


def test_the_tab_of_the_section_is_marked_on_every_depth(site: Path) -> None:
    found = drawn(site)
    for address in ("briefings/", "briefings/2026/", "briefings/2026/x/v/1/"):
        page = stamped(found, address=address)
        assert re.findall(r'md-tabs__item--active"><a[^>]*>([^<]*)<', page) == ["Briefings"]
    assert "md-tabs__item--active" not in stamped(found, section="watch", address="watch/")


def test_without_an_address_pages_have_no_canonical(site: Path) -> None:
    assert "canonical" not in stamped(drawn(site))
    assert "canonical" not in html(site)


@pytest.mark.parametrize(("config", "prefix"), [(SMALLEST + URL, "/some/repo/"), (SMALLEST, "/")])
def test_the_404_page_works_at_any_depth(site: Path, config: str, prefix: str) -> None:
    write(site, "mkdocs.yml", config)
    drawn(site)
    page = html(site, "404.html")
    addresses = re.findall(r'(?:href|src|action)="([^"#]+)"', page)
    assert addresses
    assert all(a.startswith((prefix, "https://squidfunk")) for a in addresses), addresses
    assert "data-pagefind-body" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_third_party_fonts_and_instant_loading_are_switched_off(site: Path) -> None:
    theme = "theme: {name: material, font: {text: Roboto}, features: [navigation.instant, content.code.copy]}"
    write(site, "mkdocs.yml", SMALLEST.replace("theme: material", theme))
    drawn(site)
    assert "fonts.g" not in html(site)
    assert '"features": ["navigation.tabs", "content.code.copy"]' in html(site)


def test_a_site_overrides_a_partial_by_name(site: Path) -> None:
    write(site, FOOTER, "<footer>Ours</footer>")
    found = drawn(site)
    assert "<footer>Ours</footer>" in html(site)
    assert "<footer>Ours</footer>" in stamped(found)


def test_a_site_adds_a_style_sheet(site: Path) -> None:
    write(site, "templates/assets/site.css", "body {}")
    found = drawn(site)
    assert re.search(r"assets/briefpress/site\.[0-9a-f]{8}\.css", stamped(found))
    assert any(name.startswith("assets/briefpress/site.") for name in found.files)


def test_a_broken_link_is_told_in_its_page(site: Path) -> None:
    write(site, "docs/about.md", "# About\n\nSee [this](nowhere.md).\n")
    [line] = told(drawn(site))
    assert line.startswith("docs/about.md:3:12: warning[docs-page]: Doc file 'about.md' contains a link")


def test_strict_makes_it_an_error(site: Path) -> None:
    write(site, "mkdocs.yml", SMALLEST + "strict: true\n")
    write(site, "docs/about.md", "# About\n\nSee [this](nowhere.md).\n")
    assert [f.is_error for f in drawn(site).findings] == [True]


def test_a_syntax_error_in_an_override_is_told_in_its_file_and_line(site: Path) -> None:
    write(site, FOOTER, "<footer>\n{% if %}\n</footer>\n")
    [line] = told(drawn(site))
    assert line.startswith(f"{FOOTER}:2:1: error[frame-template]: Expected an expression")


def test_an_override_that_fails_is_told_in_its_file_and_line(site: Path) -> None:
    write(site, FOOTER, "<footer>\n\n{{ 1 / 0 }}\n</footer>\n")
    [line] = told(drawn(site))
    assert line.startswith(f"{FOOTER}:3:1: error[frame-template]: division by zero")


def test_an_override_without_a_slot_is_refused(site: Path) -> None:
    write(site, "templates/frame/main.html", '{% extends "base.html" %}')
    [line] = told(drawn(site))
    assert "error[frame-without-slot]" in line
    assert "title, description, head, indexed, body" in line


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("site_name: [\n", "mkdocs.yml:2:1: error[mkdocs-config]"),
        (SMALLEST + "nav: 3\n", "mkdocs.yml:4:1: error[mkdocs-config]: Config value 'nav'"),
        (SMALLEST + "markdown_extensions: [nowhere]\n", "mkdocs.yml:4:1: error[mkdocs-config]"),
        (
            SMALLEST.replace("material", "readthedocs"),
            "mkdocs.yml:2:8: error[mkdocs-config]: theme is 'readthedocs'",
        ),
        (
            SMALLEST + "use_directory_urls: false\n",
            "mkdocs.yml:4:1: error[mkdocs-config]: `use_directory_urls",
        ),
        ("site_name: A\ntheme: material\n", "mkdocs.yml:1:1: error[plugin-missing]"),
        (SMALLEST + "nav: [index.md, gone.md]\n", "mkdocs.yml:4:17: error[mkdocs-config]"),
    ],
)
def test_a_broken_configuration_is_told_in_its_line(site: Path, config: str, expected: str) -> None:
    write(site, "mkdocs.yml", config)
    lines = told(drawn(site))
    assert any(line.startswith(expected) for line in lines), lines


@pytest.mark.parametrize(
    ("name", "text", "told_as"),
    [
        (
            "raises.py",
            "import os\nraise ValueError('not today')\n",
            "2:1: error[mkdocs-config]: this hook failed: not",
        ),
        (
            "files.py",
            "def on_files(files, config):\n\n    return 1 / 0\n",
            "3:1: error[mkdocs-config]: this hook",
        ),
        (
            "page.py",
            "def on_page_markdown(markdown, **_):\n    return 1 / 0\n",
            "2:1: error[mkdocs-config]: this",
        ),
        ("syntax.py", "def on_files(\n", "1:1: error[mkdocs-config]: this hook failed: "),
    ],
)
def test_a_hook_that_fails_is_told_in_its_own_line(site: Path, name: str, text: str, told_as: str) -> None:
    write(site, "mkdocs.yml", SMALLEST + f"hooks: [{name}]\n")
    write(site, name, text)
    assert [line.startswith(f"{name}:{told_as}") for line in told(drawn(site))] == [True], told(drawn(site))


def test_a_hook_that_cannot_be_imported_is_told_with_the_dialect(site: Path) -> None:
    write(site, "mkdocs.yml", SMALLEST + "hooks: [dialect.py]\n")
    write(site, "dialect.py", "import os\nraise ValueError('not today')\n")
    assert [str(f.at) for f in engine.dialect(site / "mkdocs.yml").findings] == ["dialect.py:2:1"]


def test_an_override_that_would_fill_the_memory_is_told_in_its_line(site: Path) -> None:
    write(site, FOOTER, "<footer>\n{{ range(10 ** 12) | list }}\n</footer>\n")
    [line] = told(drawn(site))
    assert line.startswith(f"{FOOTER}:2:1: error[frame-template]: Range too big")


def test_a_site_without_a_home_page_is_refused(site: Path) -> None:
    (site / "docs" / "index.md").unlink()
    assert "docs/index.md:1:1: error[docs-page]: the site has no home page" in told(drawn(site))


def test_messages_hold_no_path_of_this_machine(site: Path) -> None:
    write(site, "mkdocs.yml", SMALLEST + "docs_dir: gone\n")
    lines = told(drawn(site))
    assert any("'gone'" in line for line in lines), lines
    (site / "docs" / "about.md").symlink_to(site / "nowhere.md")
    write(site, "mkdocs.yml", SMALLEST)
    lines += told(drawn(site))
    assert len(lines) > 1
    assert not any(str(site) in line for line in lines), lines


@pytest.mark.parametrize(
    ("config", "help_"),
    [
        ("site_name: [\n", "Look at indents, colons and quotation marks here"),
        (SMALLEST + "nav: [index.md, gone.md]\n", "Add the page to docs/, or take it out of `nav`"),
        (SMALLEST + "nva: [index.md]\n", "Correct the spelling of the option, or remove it"),
        (SMALLEST.replace("[", "[nowhere, "), "Install the plugin, or take it out of `plugins`"),
        (SMALLEST + "nav: 3\n", "Correct the option; https://www.mkdocs.org/user-guide/configuration/"),
    ],
)
def test_a_way_out_is_told(site: Path, config: str, help_: str) -> None:
    write(site, "mkdocs.yml", config)
    helps = [f.help for f in drawn(site).findings]
    assert any(h.startswith(help_) for h in helps), drawn(site).findings


def test_a_page_at_the_address_of_a_section_is_refused(site: Path) -> None:
    write(site, "docs/briefings/index.md", "# Mine\n")
    [line] = told(drawn(site))
    assert line.startswith(
        "docs/briefings/index.md:1:1: error[docs-page]: docs/briefings/index.md: briefpress writes"
    )


def test_a_page_that_is_no_text_is_told(site: Path) -> None:
    (site / "docs" / "about.md").write_bytes(b"\xff\xfe")
    assert any(line.startswith("docs/about.md:1:1: error[docs-page]") for line in told(drawn(site)))


def test_the_dialect_is_what_mkdocs_makes_of_it(site: Path) -> None:
    write(site, "mkdocs.yml", SMALLEST + "markdown_extensions:\n  - footnotes\n  - toc: {toc_depth: 3}\n")
    found = engine.dialect(site / "mkdocs.yml")
    assert found.extensions == ("toc", "tables", "fenced_code", "footnotes")
    assert found.configs == {"toc": {"toc_depth": 3}}
    assert found.findings == ()


def test_options_of_the_plugin_are_no_matter_of_mkdocs(site: Path) -> None:
    write(site, "mkdocs.yml", SMALLEST.replace("[briefpress]", "[{briefpress: {contact: desk@example.org}}]"))
    assert told(drawn(site)) == []


def test_docs_pages_name_their_file_when_the_site_names_a_repository(site: Path) -> None:
    write(
        site, "mkdocs.yml", SMALLEST + "repo_url: https://github.com/desk/site\nedit_uri: edit/main/docs/\n"
    )
    found = drawn(site)
    for verb in ("edit", "commits"):
        assert f'href="https://github.com/desk/site/{verb}/main/docs/index.md"' in html(site)
    assert 'href="https://github.com/desk/site/issues/new"' in html(site)
    assert "github.com" not in stamped(found)
    assert 'data-md-component="source"' not in html(site)


def test_each_page_has_its_policy_and_hosts_theirs(site: Path) -> None:
    write(site, "docs/index.md", "# Home\n\n<script>let here = 1</script>\n")
    found = drawn(site)
    policies = [
        re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', p)
        for p in (html(site), html(site, "404.html"), stamped(found), stamped(found, address="briefings/"))
    ]
    hashes = {h for policy in policies if policy for h in re.findall(r"sha256-[^']*", policy[1])}
    assert all(policies)
    assert "_headers" in found.files
    assert hashes <= set(re.findall(r"sha256-[^']*", html(site, "_headers")))
    assert len(hashes) > 4, "the home page's own, and one for each depth"
    longest = max(html(site, "_headers").splitlines(), key=len)
    assert len(longest) <= 2000, "Cloudflare Pages leaves out a longer line"


def test_a_file_for_hosts_of_the_site_itself_is_left_alone(site: Path) -> None:
    write(site, "docs/_headers", "/*\n  X-Own: yes\n")
    assert "_headers" in drawn(site).files
    assert html(site, "_headers") == "/*\n  X-Own: yes\n"


def test_stamped_pages_do_without_the_script_of_the_theme(site: Path) -> None:
    page = stamped(drawn(site))
    assert "assets/javascripts/" not in page
    assert "__config" not in page
    assert re.search(r"assets/briefpress/frame\.[0-9a-f]{8}\.js", page)
    assert "assets/javascripts/bundle" in html(site)


def test_columns_of_a_table_are_aligned_without_a_style(site: Path) -> None:
    write(site, "docs/index.md", "# Home\n\n| Name | Number |\n|---|--:|\n| a | 1 |\n")
    drawn(site)
    assert '<td class="bp-right">1</td>' in html(site)
    assert " style=" not in html(site)
