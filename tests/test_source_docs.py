"""What docs/guide/sources.md shows is what the commands say: each is run, in order, on the first edition.

`pytest --update-cases` rewrites what they print; the difference is then reviewed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.test_desk_cases import NOW, errors, ran
from tests.test_desk_docs import COMMAND, ROOT, site

__all__ = ["site"]

PAGE = ROOT / "docs" / "guide" / "sources.md"
FILE = re.compile(r"<!-- file: (\S+) -->\n\n```text\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"(<!-- source -->\n\n```console\n)(.*?)(```)", re.DOTALL)
SHOWN = re.compile(r"(<!-- entry -->\n\n```yaml\n)(.*?)(```)", re.DOTALL)
REGISTRY = "briefings/_registry/sources.yml"


def test_the_page_shows_what_the_commands_print(site: Path, pytestconfig: pytest.Config) -> None:
    """The commands, what they print, and the entry that they write."""
    entries: list[str] = []

    def told(match: re.Match[str]) -> str:
        return match[1] + "".join(shown(command[0]) for command in COMMAND.finditer(match[2])) + match[3]

    def shown(command: str) -> str:
        words = command.removeprefix("$ briefpress ").replace("\\\n", " ")
        _, out, err = ran(f"{words} --now {NOW}", site)
        held = (site / REGISTRY).read_text(encoding="utf-8")
        entries.append(held[held.index("  - id: open-letter") : held.index("origin_groups:")])
        return f"{command}{out}{err}"

    page = PAGE.read_text(encoding="utf-8")
    for name, content in FILE.findall(page):
        (site / name).write_text(content, encoding="utf-8")
    fresh = CONSOLE.sub(told, page)
    fresh = SHOWN.sub(lambda match: match[1] + entries[0] + match[3], fresh)
    if pytestconfig.getoption("--update-cases"):
        PAGE.write_text(fresh, encoding="utf-8")
    else:
        assert fresh == page
    assert len(entries) == 2
    assert errors(site, {REGISTRY: ""}) == []
