"""Mends files in the checkout: `briefpress fmt` and `briefpress check --fix`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefpress import mend
from briefpress.check import Checked, Overview, Subject, word
from briefpress.edition import folders, making
from briefpress.edition.result import Unable
from briefpress.evidence import gather
from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.load import settings as load_settings
from briefpress.mend import Change, Facts, Left
from briefpress.model.corpus import Corpus
from briefpress.model.finding import Bug, Fault, Finding
from briefpress.model.settings import Settings
from briefpress.model.source import FieldPath, Location, Source
from briefpress.publish import read
from briefpress.publish.rewrite import Moved, rewrite

_ROUNDS = 5
"""How often a file is looked at again: a name that has been put right can bring another mend to light."""

Confirm = Callable[[Change], bool]
"""Asks an editor whether a change is meant."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of one file: its bytes before and after, what was done, and what was left and why."""

    path: str
    before: bytes
    after: bytes
    done: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()
    why_not: str = ""
    """Why it was left as it is although it could be read."""

    @property
    def is_changed(self) -> bool:
        """True when the file is to be written."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Mending:
    """What came of all files. `findings` are the reasons for which files were not touched at all."""

    files: tuple[Mended, ...] = ()
    findings: tuple[Finding, ...] = ()
    bugs: tuple[Bug, ...] = ()


def lay_out(config_file: Path, paths: Sequence[Path], now: datetime, *, write: bool) -> Mending:
    """`briefpress.edition.lay_out`."""
    root, corpus, wanted = _read(config_file, paths)
    files: list[Mended] = []
    refused: list[tuple[Source, tuple[Fault, ...]]] = []
    for source in _mendable(corpus, wanted):
        found = mend.lay_out(source)
        if isinstance(found, mend.Refused):
            refused.append((source, found.faults))
        elif isinstance(found, mend.Cannot):
            files.append(Mended(source.path, source.content, source.content, why_not=found.reason))
        else:
            files.append(Mended(source.path, source.content, found))
    if write:
        files = [_written(root, file) for file in files]
    settings, _ = load_settings(Source(config_file.name, config_file.read_bytes()))
    checked = _worded(refused, corpus, wanted, settings, now)
    return Mending(tuple(files), checked.findings, checked.bugs)


def fix(
    config_file: Path, paths: Sequence[Path], confirm: Confirm, show: Callable[[Mended], None]
) -> Mending:
    """`briefpress.edition.fix`."""
    root, corpus, wanted = _read(config_file, paths)
    registry, _ = load_registry(corpus.registry, corpus.snapshots, corpus.faults, corpus.elsewhere)
    ids = frozenset(load_document(s).id for s in corpus.entries if "_digests" not in Path(s.path).parts)
    facts = Facts(registry, ids)
    files: list[Mended] = []
    for source in _mendable(corpus, wanted):
        file = _mended(source, facts, confirm)
        if file.is_changed:
            show(file)
        files.append(_written(root, file))
    return Mending(tuple(files))


# ── one file ──────────────────────────────────────────────────────────────────────────────────────────


def _mended(source: Source, facts: Facts, confirm: Confirm) -> Mended:
    """All mends that are agreed to, then the order of keys. What cannot be read is left to `check`."""
    before = source.content
    done: list[str] = []
    passed: dict[tuple[FieldPath, str], Left] = {}
    left: tuple[Left, ...] = ()
    for _ in range(_ROUNDS):
        found = mend.proposed(source, facts)
        if isinstance(found, mend.Refused):
            return Mended(source.path, before, source.content, tuple(done))
        if isinstance(found, mend.Cannot):
            return Mended(source.path, before, source.content, tuple(done), why_not=found.reason)
        left = found.left
        agreed = []
        for change in found.changes:
            if (change.path, change.said) in passed:
                continue
            if change.asks and not confirm(change):
                passed[change.path, change.said] = Left(change.at, f"{change.said}: not agreed to")
            else:
                agreed.append(change)
        if not agreed:
            break
        content, not_made = mend.made(source, agreed)
        for change in not_made:
            said = f"{change.said}: something else would change as well; do it by hand"
            passed[change.path, change.said] = Left(change.at, said)
        done += [f"{change.at}: {change.said}" for change in agreed if change not in not_made]
        source = Source(source.path, content)
    content, places, disordered = mend.put_in_order(source)
    done += [f"{at}: fields in the order of the form" for at in places]
    told = sorted((*left, *passed.values(), *disordered), key=lambda one: one.at)
    return Mended(source.path, before, content, tuple(done), tuple(told))


def _written(root: Path, file: Mended) -> Mended:
    if not file.is_changed:
        return file
    try:
        rewrite(root, file.path, file.before, file.after)
    except Moved as moved:
        return Mended(file.path, file.before, file.before, why_not=str(moved))
    except OSError as error:
        why_not = f"it cannot be written ({error.strerror or error})"
        return Mended(file.path, file.before, file.before, why_not=why_not)
    return file


# ── what there is ─────────────────────────────────────────────────────────────────────────────────────


def _read(config_file: Path, paths: Sequence[Path]) -> tuple[Path, Corpus, tuple[str, ...]]:
    """The site's root and files. Raises `Unable` where there is no site, or nothing that can be mended at a path."""
    if not config_file.is_file():
        raise Unable(f"there is no {config_file}; run briefpress in a site's folder or name one with -f")
    root = config_file.absolute().parent
    wanted = folders.wanted(paths, config_file)
    settings, _ = load_settings(Source(config_file.name, config_file.read_bytes()))
    with making.plainly():
        corpus = read.corpus(root, settings.snapshots_dir)
    known = [s.path for s in (*corpus.entries, *corpus.registry)] + [f.at.path for f in corpus.faults]
    for path in wanted:
        if not any(folders.within(one, (path,)) for one in known):
            raise Unable(f"{path} is no briefing, digest or registry file of this site")
    return root, corpus, wanted


def _mendable(corpus: Corpus, wanted: Sequence[str]) -> Iterator[Source]:
    for source in (*corpus.entries, *corpus.registry):
        if not wanted or folders.within(source.path, wanted):
            yield source


def _worded(
    refused: Sequence[tuple[Source, tuple[Fault, ...]]],
    corpus: Corpus,
    wanted: Sequence[str],
    settings: Settings,
    now: datetime,
) -> Checked:
    """Findings for what reading and loading refused, in the words of `check`."""
    registry, _ = load_registry((), ())
    shared: list[Fault] = list(corpus.faults)
    parts: list[Checked] = []
    for source, faults in refused:
        if source in corpus.registry:
            shared += faults
            continue
        document = load_document(source)
        subject = Subject(document, registry, gather(document, registry), settings, now)
        parts.append(word(subject, faults))
    overview = Overview((), registry, settings, now, lambda path, _: Location(path), tuple(shared))
    found = Checked.of((*parts, word(overview, shared)))
    return Checked(tuple(f for f in found.findings if folders.concerns(f, wanted)), found.bugs)
