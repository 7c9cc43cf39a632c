"""What axe finds on a page, by the success criteria of WCAG 2.2, levels A and AA."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
RUN = "options => axe.run(document, options).then((found) => found.violations)"
"""Only violations leave the browser: to hand over all that passed takes as long again on a small page."""


def violations(page: Page, tags: Sequence[str] = TAGS) -> list[str]:
    """One line for each element that fails a criterion: the rule, the element, and why."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    options = {"runOnly": list(tags), "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = page.evaluate(RUN, options)
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


@cache
def _script() -> str:
    return str(Axe().axe_script)
