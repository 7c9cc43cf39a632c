"""Compares two editions by what readers would see: `briefpress diff`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from briefpress.difference.change import Difference
from briefpress.difference.comparing import compare
from briefpress.difference.edition import Given, prepared
from briefpress.edition import making
from briefpress.edition.result import Unable
from briefpress.load import settings as load_settings
from briefpress.model.corpus import Corpus
from briefpress.model.source import Source
from briefpress.publish import read, revision

HERE = "the working tree"
_BESIDE = ("docs", "templates")


def diff(config_file: Path, before: str, after: str, now: datetime, *, public: bool) -> Difference:
    """`briefpress.edition.diff`."""
    if not config_file.is_file():
        raise Unable(f"there is no {config_file}; run briefpress in a site's folder or name one with -f")
    with making.plainly(), ExitStack() as stack:
        try:
            old, new = (_side(config_file, name, stack) for name in (before, after))
        except revision.NotHere as missing:
            raise Unable(str(missing)) from None
        return compare(*prepared(old, new, now, public=public), public=public)


def _side(config_file: Path, name: str, stack: ExitStack) -> Given:
    """One side as it is read; the working tree when it has no name."""
    if not name:
        root = config_file.absolute().parent
        return _given(HERE, config_file.absolute(), read.corpus(root, _elsewhere(config_file)))
    there = stack.enter_context(revision.checked_out(config_file, name))
    folder = _elsewhere(there)
    if folder:
        folder = revision.with_snapshots(config_file, name, there, folder)
    return _given(name, there, read.corpus(there.parent, folder))


def _elsewhere(config_file: Path) -> str:
    """The folder of snapshots elsewhere, as the site's settings name it."""
    if not config_file.is_file() or config_file.is_symlink():
        return ""
    return load_settings(Source(config_file.name, config_file.read_bytes()))[0].snapshots_dir


def _given(name: str, config_file: Path, corpus: Corpus) -> Given:
    return Given(name, corpus, dict(_beside(config_file)))


def _beside(config_file: Path) -> Iterator[tuple[str, str]]:
    """(path, digest) of the files that bear on pages and are not compared: settings, look, hand-written pages."""
    root = config_file.parent
    files = [config_file, *(path for name in _BESIDE for path in sorted((root / name).rglob("*")))]
    for path in files:
        if path.is_file() and not path.is_symlink():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            yield path.relative_to(root).as_posix(), digest
