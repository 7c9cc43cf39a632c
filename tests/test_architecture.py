"""The parts of a rule belong together, and the map of the house shows what is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from briefpress.check import rules
from briefpress.check.registry import RULES
from briefpress.check.rule import Rule, Weight

ROOT = Path(__file__).resolve().parent.parent
IDS = [rule.id for rule in RULES]
WEIGHTS = {
    Weight.ERROR: "Error, in drafts too.",
    Weight.PUBLIC_ERROR: "A warning in a draft; an error once the briefing is embargoed or published.",
    Weight.WARNING: "Warning.",
}
CASES = ROOT / "tests" / "cases" / "rules"
PAGES = ROOT / "docs" / "rules"


# ── rules ─────────────────────────────────────────────────────────────────────────────────────────────


def test_registry_is_sorted() -> None:
    """The order of the registry is that of the ids, each once."""
    assert sorted(set(IDS)) == IDS


def test_each_rule_has_a_module() -> None:
    """Every module in rules/ is registered, and nothing else is."""
    assert rules.__file__ is not None
    modules = {path.stem for path in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}
    assert modules == {name.replace("-", "_") for name in IDS}


def test_each_rule_has_cases() -> None:
    """Every rule has a file of golden cases, and no file is left over."""
    assert {path.stem for path in CASES.glob("*.yml")} == set(IDS)


def test_each_rule_has_a_page() -> None:
    """Every rule has a page, and no page is left over."""
    assert {path.stem for path in PAGES.glob("*.md")} - {"index"} == set(IDS)


@pytest.mark.parametrize("rule", IDS)
def test_cases_show_hit_near_miss_and_clean(rule: str) -> None:
    """Hits name the rule; near misses and clean inputs do not."""
    cases = yaml.safe_load((CASES / f"{rule}.yml").read_text(encoding="utf-8"))
    seen = set()
    for case in cases:
        kind = re.split(r"[: ]", case["name"].replace("near miss", "near-miss"))[0]
        seen.add(kind)
        assert (f"[{rule}]" in case["findings"]) == (kind == "hit"), case["name"]
    assert seen == {"hit", "near-miss", "clean"}


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_page_says_what_the_rule_is(rule: Rule) -> None:
    """The page bears the rule's name, its weight, and all its parts."""
    text = (PAGES / f"{rule.id}.md").read_text(encoding="utf-8")
    assert f"\n# {rule.id}\n\n{WEIGHTS[rule.weight]}" in text
    headings = re.findall(r"^## (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    assert headings[:4] == ["What it checks", "Why", "Example", "Instead"]
    assert "FILL IN" not in text


@pytest.mark.parametrize("rule", IDS)
def test_examples_of_a_page_are_valid_yaml(rule: str) -> None:
    """What is shown as YAML can be read; what cannot is shown as text."""
    text = (PAGES / f"{rule}.md").read_text(encoding="utf-8")
    for example in re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        assert yaml.safe_load(example) is not None


def test_new_rule_is_registered_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """scripts/new_rule.py writes three files that fit together, and registers the rule."""
    import new_rule

    for folder in (new_rule.RULES, Path("tests/cases/rules"), Path("docs/rules")):
        (tmp_path / folder).mkdir(parents=True)
    registry = (ROOT / new_rule.REGISTRY).read_text(encoding="utf-8")
    (tmp_path / new_rule.REGISTRY).write_text(registry, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["new_rule.py", "words-to-spare", "too many", "--root", str(tmp_path)])
    assert new_rule.main() == 0
    written = (tmp_path / new_rule.REGISTRY).read_text(encoding="utf-8")
    names = re.findall(r"^    (\w+)\.RULE,$", written, re.MULTILINE)
    assert names == sorted([*(name.replace("-", "_") for name in IDS), "words_to_spare"])
    assert written.count("words_to_spare") == 2
    compile((tmp_path / new_rule.RULES / "words_to_spare.py").read_text(encoding="utf-8"), "rule", "exec")
    assert new_rule.main() == 2


# ── what is imported when ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("module", "later"),
    [
        (
            "briefpress.cli",
            {"pydantic", "jinja2", "yaml", "markdown", "mkdocs", "lxml", "pdfminer", "briefpress.pipeline"},
        ),
        ("briefpress.edition", {"pydantic", "jinja2", "yaml", "markdown", "mkdocs", "briefpress.pipeline"}),
        ("briefpress.engine.mkdocs", {"pydantic", "briefpress.pipeline", "briefpress.render.twins"}),
    ],
)
def test_what_is_heavy_is_imported_later(module: str, later: set[str]) -> None:
    """The engine's process begins before its parent imports the rest, and imports nothing that it does not need."""
    code = f"import sys, {module}; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not later & set(said.stdout.split())


# ── ARCHITECTURE.md ───────────────────────────────────────────────────────────────────────────────────


def test_paths_named_in_architecture_exist() -> None:
    """Every path in ARCHITECTURE.md is there; a file's name alone belongs to the folder of its row."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for line in re.sub(r"```.*?```", "", text, flags=re.DOTALL).splitlines():
        named = [name for name in re.findall(r"`([^`]+)`", line) if _is_path(name)]
        folders = [ROOT, *(ROOT / name for name in named)]
        for name in named:
            assert any((folder / name).exists() for folder in folders), name


def test_packages_are_on_the_map() -> None:
    """Every package and module of briefpress that does something is named in ARCHITECTURE.md."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "briefpress"
    names = {path.name for path in package.iterdir() if not path.name.startswith(("_", "py."))}
    missing = sorted(name for name in names if f"src/briefpress/{name}" not in text)
    assert not missing


def _is_path(name: str) -> bool:
    return "/" in name or name.endswith((".py", ".md", ".yml", ".toml")) or name == "templates"
