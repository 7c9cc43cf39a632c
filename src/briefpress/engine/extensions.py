"""The Markdown of a site, as an engine's own configuration gives it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefpress.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Dialect:
    """The Markdown of the site: names of extensions and their options, as Python-Markdown takes them."""

    extensions: tuple[str, ...] = ()
    configs: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    lasting: bool = False
    """True when it stays as it is for as long as mkdocs.yml and the programs do."""


_FROM_ELSEWHERE = (b"!ENV", b"!relative", b"INHERIT", b"hooks", b"watch", b"_dir", b"snippets")
"""What stands in a mkdocs.yml that reads more than itself, or more than the folders of every site."""
_PACKAGES = ("markdown.extensions.", "pymdownx.")
_OURS = frozenset({"briefpress", "search", "material/search"})


def is_lasting(
    config: bytes, plugins: Collection[str], extensions: Collection[str], installed: Collection[str]
) -> bool:
    """True when nothing but this mkdocs.yml and what is installed decides about the Markdown of the site.

    `plugins` and `extensions` are those in use, `installed` the extensions that come with installed packages.
    """
    known = all(name.startswith(_PACKAGES) or name in installed for name in extensions)
    return known and set(plugins) <= _OURS and not any(mark in config for mark in _FROM_ELSEWHERE)
