"""The one list of what a result from before may depend on: when nothing of it differs, the result still holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from briefpress.model.corpus import Corpus
from briefpress.model.registry import HeldText
from briefpress.plan.digest import digest

SnapshotsOf = tuple[tuple[str, str], ...]
"""(name of a snapshot, SHA-256 of its text) of all snapshots that one file leads to."""


def of_every_file(
    corpus: Corpus,
    config: bytes,
    extensions: tuple[str, ...],
    configs: Mapping[str, Any],
    code: str,
    now: datetime,
) -> str:
    """The digest of what the check of every file depends on: all but the file itself and its snapshots.

    `config` is mkdocs.yml, `extensions` and `configs` the Markdown dialect that the engine takes from it, `code`
    stands for the program. Of `now` the UTC day counts: files whose result turns within a day are not kept.
    """
    sources = (*corpus.registry, *((corpus.lock,) if corpus.lock else ()), *corpus.versions.values())
    parts = (
        code,
        now.astimezone(UTC).date().isoformat(),
        digest(config),
        repr((extensions, sorted(configs.items()))),
        *(f"{source.path} {digest(source.content)}" for source in sources),
        *(
            f"{name} {digest(text.encode('utf-8', 'replace'))}"
            for name, text in sorted(corpus.templates.items())
        ),
        corpus.elsewhere,
        str(any(source.path.startswith(f"{corpus.elsewhere}/") for source in corpus.snapshots)),
        *map(repr, corpus.faults),
    )
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def snapshots_of(names: Iterable[str], held: Mapping[str, HeldText]) -> SnapshotsOf | None:
    """The snapshots of these names with what they hold; None when one is not there, as it may then have a near name."""
    wanted = sorted(set(names))
    return (
        tuple((name, held[name].sha256) for name in wanted) if all(name in held for name in wanted) else None
    )
