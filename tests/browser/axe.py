"""What axe finds on a page, by the success criteria of WCAG 2.2, levels A and AA."""

from __future__ import annotations

from functools import cache

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


def violations(page: Page) -> list[str]:
    """One line for each element that fails a criterion: the rule, the element, and why."""
    found = _axe().run(page, options={"runOnly": list(TAGS), "resultTypes": ["violations"]})
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


@cache
def _axe() -> Axe:
    return Axe()
