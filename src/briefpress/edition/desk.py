"""What an editor's command works on: the files of a site and its registry, read once, and the ways to change them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from briefpress.check.rules.reference_unresolved import id_of
from briefpress.edition import folders
from briefpress.edition.result import Unable
from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.load import settings as load_settings
from briefpress.model.corpus import Corpus
from briefpress.model.document import Document
from briefpress.model.registry import Registry
from briefpress.model.source import Source
from briefpress.publish import read
from briefpress.publish.create import Taken, create
from briefpress.publish.rewrite import Moved, rewrite


@dataclass(frozen=True, slots=True)
class Desk:
    """A site's files as they were read. `config_file` is its mkdocs.yml."""

    config_file: Path
    corpus: Corpus
    registry: Registry

    @property
    def root(self) -> Path:
        """The folder of the site."""
        return self.config_file.absolute().parent

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all briefings, by their paths."""
        return tuple(id_of(s.path) for s in self.corpus.entries if "/_digests/" not in s.path)

    def entry(self, file: Path) -> Source:
        """The briefing or digest at a path. Raises `Unable` when it is none of this site."""
        (path,) = folders.wanted([file], self.config_file)
        found = next((source for source in self.corpus.entries if source.path == path), None)
        if found is None:
            raise Unable(f"{path} is neither a briefing nor a digest of this site")
        return found

    def read(self, path: str) -> Source:
        """The bytes of a briefing or digest that `entry` or `document` has found."""
        return next(source for source in self.corpus.entries if source.path == path)

    def document(self, file: Path) -> Document:
        """The briefing or digest at a path, loaded. Raises `Unable` when it cannot be read."""
        found = load_document(self.entry(file))
        if not found.readable:
            raise Unable(f"{found.path} cannot be read; `briefpress check {found.path}` tells why")
        return found

    def registry_file(self, kind: str) -> tuple[str, Source | None]:
        """The path of a registry file, and the file as it was read; None when there is none.

        Raises `Unable` when something is there that could not be read.
        """
        path = f"briefings/_registry/{kind}.yml"
        found = next((source for source in self.corpus.registry if source.path == path), None)
        if found is None and os.path.lexists(self.root / path):
            raise Unable(f"{path} cannot be read; `briefpress check {path}` tells why")
        return path, found

    def create(self, path: str, content: bytes) -> None:
        """Makes a new file. Raises `Unable` when there is something already, or when the disk refuses."""
        try:
            create(self.root, path, content)
        except Taken as taken:
            raise Unable(str(taken)) from taken
        except OSError as error:
            raise Unable(f"{path} cannot be written ({error.strerror or error})") from error

    def rewrite(self, source: Source, content: bytes) -> None:
        """Puts other bytes into a file. Raises `Unable` when it has changed since, or when the disk refuses."""
        try:
            rewrite(self.root, source.path, source.content, content)
        except Moved as moved:
            raise Unable(str(moved)) from moved
        except OSError as error:
            raise Unable(f"{source.path} cannot be written ({error.strerror or error})") from error


def desk(config_file: Path) -> Desk:
    """Reads a site for an editor's command. Raises `Unable` when there is none."""
    if not config_file.is_file():
        raise Unable(f"there is no {config_file}; run briefpress in a site's folder or name one with -f")
    settings, _ = load_settings(Source(config_file.name, config_file.read_bytes()))
    try:
        corpus = read.corpus(config_file.absolute().parent, settings.snapshots_dir)
    except OSError as error:
        raise Unable(f"the site cannot be read: {error}") from error
    registry, _ = load_registry(corpus.registry, corpus.snapshots, corpus.faults, corpus.elsewhere)
    return Desk(config_file, corpus, registry)
