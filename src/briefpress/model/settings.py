"""The options of a site, from its mkdocs.yml."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from briefpress.model.source import Location


class Repository(enum.StrEnum):
    """Whether anybody can read the repository now."""

    PUBLIC = "public"
    PRIVATE = "private"


class Engine(enum.StrEnum):
    """What draws docs/ and the frame of every page."""

    MKDOCS = "mkdocs"
    ZENSICAL = "zensical"


@dataclass(frozen=True, slots=True)
class Settings:
    """What mkdocs.yml says of the site.

    `site_url` ends in a slash, or is empty when the site has no address yet. `contact` is an e-mail or web
    address for replies and error reports. `repo_url` and `edit_uri` are MkDocs' own: where the sources lie.
    `markdown_extensions` and `markdown_configs` are passed to Python-Markdown as they are, so that briefings
    and docs/ share one dialect.
    """

    site_name: str
    site_url: str = ""
    site_description: str = ""
    repo_url: str = ""
    edit_uri: str = ""
    contact: str = ""
    licence: str = "CC-BY-4.0"
    lang: str = "en-GB"
    repository: Repository = Repository.PUBLIC
    per_page: int = 20
    engine: Engine = Engine.MKDOCS
    severities: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    severities_at: Mapping[str, Location] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )
    """Where each rule of `severities` is named."""
    word_lists: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Words and phrases that the site adds to the lists of the rules on wording, in its language."""
    audiences: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Names for ISO 3166 codes, of parts of a country above all, beside those of the countries."""
    image: str = ""
    """A picture below docs/ that other sites show beside a link to a page, "" for the one that we ship."""
    snapshots_dir: str = ""
    """The folder of snapshots that are not in briefings/_snapshots/, as counted from mkdocs.yml; "" for none."""
    specimen: bool = False
    """True for a site of invented briefings: every page and export says so, and search engines stay away."""
    markdown_extensions: tuple[str, ...] = ()
    markdown_configs: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
