"""The Markdown of a site, as an engine's own configuration gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from briefpress.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Dialect:
    """The Markdown of the site: names of extensions and their options, as Python-Markdown takes them."""

    extensions: tuple[str, ...] = ()
    configs: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
