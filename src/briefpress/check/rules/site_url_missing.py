"""The site knows its address."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.check.rule import CorpusRule, Overview, Weight
from briefpress.model.finding import Finding
from briefpress.model.source import Location


def check(overview: Overview) -> Iterator[Finding]:
    """One finding when mkdocs.yml gives no address."""
    if not overview.settings.site_url and not _unreadable(overview):
        message = "site_url is missing: no sitemap, no feed, no absolute addresses, and publishing is refused"
        help = "Add `site_url: https://your-site.example/` when you know the address"
        yield RULE.finding(overview, Location("mkdocs.yml"), message, help=help)


def _unreadable(overview: Overview) -> bool:
    """True when mkdocs.yml has a fault that may hide the address."""
    faults = (fault for fault in overview.faults if fault.at.path == "mkdocs.yml")
    return any(not fault.path or fault.path == ("site_url",) for fault in faults)


RULE = CorpusRule(
    id="site-url-missing",
    weight=Weight.WARNING,
    summary="a site without an address",
    check=check,
)
