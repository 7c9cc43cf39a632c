"""What former checks found out and still holds; imports nothing that takes time, as it may be all that is needed.

Two files below .briefpress/: one holds the findings of the last check as a whole, good for as long as no file has
changed; the other what came of each file, good for as long as that file, its snapshots and what all files rest on
stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from briefpress.cache import stamp, store
from briefpress.edition import folders
from briefpress.edition.result import Result
from briefpress.plan import digest
from briefpress.publish import shipped

if TYPE_CHECKING:
    from briefpress.check import Checked
    from briefpress.engine import Dialect
    from briefpress.model.card import Card
    from briefpress.model.corpus import Corpus
    from briefpress.model.finding import Finding, Silence, Suppressed
    from briefpress.plan.ingredients import SnapshotsOf

    Kept = tuple[
        str,
        SnapshotsOf,
        Card,
        tuple[Finding, ...],
        tuple[Suppressed, ...],
        tuple[Silence, ...],
    ]
    """Digest of a file, its snapshots, and what came of it."""


@dataclass(frozen=True, slots=True)
class Before:
    """What is held of former checks of a site; `look` finds it, before anything else is read.

    `code` stands for the program, `files` for all that lies on disk ("" where a change could go unseen), `config` for
    mkdocs.yml.
    """

    root: Path
    name: str
    code: str
    files: str
    config: str
    state: Mapping[str, Any]

    @classmethod
    def look(cls, config_file: Path, *, release: bool) -> Before:
        """What is held for this mkdocs.yml; `release` checks are held apart."""
        root = config_file.absolute().parent
        name = digest(f"{config_file.name} {release}".encode("utf-8", "surrogateescape"))[:16]
        config = digest(config_file.read_bytes())
        held = store.load(root / folders.CACHE / f"checked-{name}")
        state = held if isinstance(held, dict) else {}
        return cls(root, name, stamp.of_code(), _files(config_file), config, state)

    def whole(self, config_file: Path, paths: Sequence[Path], now: datetime) -> Result | None:
        """What the last check found, as far as it concerns `paths`; None when anything may have changed since."""
        state = self.state
        if not self.files or state.get("rests_on") != (self.code, self.files, _day(now)):
            return None
        wanted = folders.wanted(paths, config_file)
        looked_at = sum(not wanted or folders.within(path, wanted) for path in state["entries"])
        found = result(state["findings"], state["suppressed"], state["silent"], wanted, looked_at)
        files = {f.at.path for f in found.findings}.difference(state["refused"])
        return replace(found, texts={path: (self.root / path).read_bytes() for path in sorted(files)})

    def dialect(self) -> tuple[tuple[str, ...], dict[str, Any]] | None:
        """The Markdown extensions and their options that the engine made of mkdocs.yml; None when that may differ."""
        known = self.state.get("dialect")
        if known is None or self.state.get("engine") != (self.code, self.config):
            return None
        return (tuple(known[0]), json.loads(known[1])) if (self.root / "docs").is_dir() else None

    def files_of(self, foundation: str) -> Mapping[str, Kept]:
        """What came of each file when all rested on the same."""
        held = store.load(self._held())
        return cast("Mapping[str, Kept]", held[1]) if _is_pair(held) and held[0] == foundation else {}

    def keep_files(self, foundation: str, kept: Mapping[str, Kept]) -> None:
        """Holds what came of each file."""
        store.save(self._held(), (foundation, dict(kept)))

    def keep(
        self, dialect: Dialect, corpus: Corpus, checked: Checked, now: datetime, *, lasting: bool
    ) -> None:
        """Holds what was found as a whole; unless `lasting`, the dialect only."""
        state: dict[str, Any] = {}
        options = _written(dialect.configs) if dialect.lasting else None
        if options is not None:
            state |= {"engine": (self.code, self.config), "dialect": (dialect.extensions, options)}
        ours = all(f.at.path.startswith("briefings/") for f in checked.findings)
        if self.files and lasting and options is not None and ours and not corpus.elsewhere:
            state |= {
                "rests_on": (self.code, self.files, _day(now)),
                "findings": checked.findings,
                "suppressed": checked.suppressed,
                "silent": checked.silent,
                "entries": tuple(source.path for source in corpus.entries),
                "refused": tuple(fault.at.path for fault in corpus.faults),
            }
        if state:
            store.save(self.root / folders.CACHE / f"checked-{self.name}", state)

    def _held(self) -> Path:
        return self.root / folders.CACHE / f"files-{self.name}"


def result(
    findings: Iterable[Finding],
    suppressed: Iterable[Suppressed],
    silent: Iterable[Silence],
    wanted: Sequence[str],
    looked_at: int,
) -> Result:
    """What was found, as far as it concerns the paths `wanted`; all of it without."""
    return Result(
        tuple(f for f in findings if folders.concerns(f, wanted)),
        total=looked_at,
        suppressed=tuple(s for s in suppressed if folders.concerns(s.finding, wanted)),
        silent=tuple(s for s in silent if not wanted or folders.within(s.path, wanted)),
    )


def forget(root: Path) -> None:
    """Throws away all that is held: words that a file no longer has may stand there."""
    for held in (root / folders.CACHE).glob("*-*"):
        if held.name.startswith(("checked-", "files-")):
            held.unlink(missing_ok=True)


def _files(config_file: Path) -> str:
    """The digest of all files that are read, by what one sees of them."""
    root = config_file.absolute().parent
    cache = root / folders.CACHE
    places = [config_file, *(root / name for name in ("briefings", "templates")), shipped.templates()]
    found, newest = stamp.of_files(places)
    told = cache.is_dir() and (root / "docs").is_dir()  # without docs/ the engine has something to say
    return found if told and stamp.settled(cache, newest) else ""


def _day(now: datetime) -> str:
    return now.astimezone(UTC).date().isoformat()


def _written(options: Mapping[str, Any]) -> str | None:
    """Options as text; None when something of them would come back as something else."""
    try:
        written = json.dumps(options)
    except (TypeError, ValueError):
        return None
    return written if json.loads(written) == options else None


def _is_pair(held: object) -> bool:
    return isinstance(held, tuple) and len(held) == 2 and isinstance(held[1], dict)
