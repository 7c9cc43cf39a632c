"""The threat table of SECURITY.md names tests that exist, for each of those who may try something."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if "`tests/" in line
]
ROWS = [row for row in ROWS if len(row) == 4]
WHO = {"Contributor", "Fork", "Source page", "Dependency", "Host"}


def functions(path: Path) -> set[str]:
    """Names of the functions of a module."""
    return {node.name for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.FunctionDef)}


def test_each_who_has_rows() -> None:
    assert {row[0] for row in ROWS} == WHO
    assert len(ROWS) == len(
        [line for line in TEXT.splitlines() if line.startswith(tuple(f"| {w}" for w in WHO))]
    )


@pytest.mark.parametrize("named", [row[3] for row in ROWS])
def test_the_test_named_exists(named: str) -> None:
    path, _, name = named.strip("`").partition("::")
    assert name in functions(ROOT / path)


def test_its_links_lead_somewhere() -> None:
    for target, anchor in re.findall(r"\]\((docs/[\w/.-]+)(?:#([\w-]+))?\)", TEXT):
        page = (ROOT / target).read_text(encoding="utf-8")
        headings = {
            re.sub(r"[^a-z0-9]+", "-", h.lower()).strip("-")
            for h in re.findall(r"^#+ (.+)$", page, re.MULTILINE)
        }
        assert not anchor or anchor in headings
