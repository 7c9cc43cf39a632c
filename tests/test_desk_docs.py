"""What docs/guide/desk.md shows is what the commands say: each is run, in order, on the first edition.

`pytest --update-cases` rewrites what they print; the difference is then reviewed.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.test_desk_cases import errors, ran

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "guide" / "desk.md"
CONSOLE = re.compile(r"(<!-- desk -->\n\n```console\n)(.*?)(```)", re.DOTALL)
SHOWN = re.compile(r"(<!-- draft -->\n\n```text\n)(.*?)(```)", re.DOTALL)
COMMAND = re.compile(r"^\$ briefpress (?:.*\\\n)*.*\n", re.MULTILINE)
DRAFT = "briefings/2026/data-centre-unions.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The sources, registry and schemas of the first edition."""
    for folder in ("briefings/_registry", "briefings/_snapshots", "schema"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "mkdocs.yml").write_text("site_name: Docs\nplugins: [briefpress]\n", encoding="utf-8")
    return tmp_path


def test_the_page_shows_what_the_commands_print(site: Path, pytestconfig: pytest.Config) -> None:
    def told(match: re.Match[str]) -> str:
        return match[1] + "".join(shown(command[0]) for command in COMMAND.finditer(match[2])) + match[3]

    def shown(command: str) -> str:
        _, out, err = ran(command.removeprefix("$ briefpress ").replace("\\\n", " "), site)
        if (site / DRAFT).is_file():
            drafts.append((site / DRAFT).read_text(encoding="utf-8"))
        return f"{command}{out}{err}"

    drafts: list[str] = []
    page = PAGE.read_text(encoding="utf-8")
    fresh = CONSOLE.sub(told, page)
    fresh = SHOWN.sub(lambda match: match[1] + drafts[0] + match[3], fresh)
    if pytestconfig.getoption("--update-cases"):
        PAGE.write_text(fresh, encoding="utf-8")
    else:
        assert fresh == page
    assert errors(site, {DRAFT: ""}) == []
