"""Makes one edition: reads, has the frame drawn, checks, expands, writes, indexes, switches in.

Calls the rim and the pipeline in their order; holds no rule and no HTML.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from briefpress import engine, pipeline
from briefpress.check import Checked
from briefpress.frame import Frames
from briefpress.jobs import Crew, JobFailed, Stopped
from briefpress.load import document as load_document
from briefpress.load import settings as load_settings
from briefpress.model.artifact import Artifact
from briefpress.model.card import Card
from briefpress.model.document import Document
from briefpress.model.finding import Bug, Fault, FaultKind, Finding
from briefpress.model.settings import Settings
from briefpress.model.source import Location, Source
from briefpress.model.vocabulary import Status
from briefpress.plan import Row, diff
from briefpress.publish import pagefind, read, swap, write
from briefpress.render import Site

Findings = Sequence[Finding]
Bugs = Sequence[Bug]

ITEM_LIMIT = 4.0
"""Seconds that one file may take to be loaded and rendered, or one page to be expanded."""
ENGINE_LIMIT = 300.0
"""Seconds that the engine may take for docs/ and the frame."""
_CACHE = ".briefpress"

_Answer = TypeVar("_Answer", engine.Dialect, engine.Drawn)


class Unable(Exception):
    """The environment does not allow the work: told in one line, exit status 2."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a run. `total` counts files: those checked, or those of the edition."""

    findings: tuple[Finding, ...] = ()
    bugs: tuple[Bug, ...] = ()
    published: bool = False
    site: Path = Path("site")
    total: int = 0
    written: int = 0
    kept: int = 0


@dataclass(slots=True)
class _Share:
    """What a worker process keeps: its prepared files, and from the second stage on what pages need."""

    given: pipeline.Inputs
    prepared: dict[int, pipeline.Prepared] = field(default_factory=dict)
    studio: pipeline.Studio | None = None
    output: _Output | None = None


@dataclass(frozen=True, slots=True)
class _Output:
    """Where an edition is written: the new folder, the last edition, and what of that lies there unaltered."""

    new: Path
    old: Path
    previous: Mapping[str, str]

    def write(self, artifacts: Iterable[Artifact]) -> _Written:
        plan = diff(self.previous, artifacts)
        rows = write.carry_out(plan, self.new, self.old)
        return _Written(rows, len(plan.write), len(plan.keep))


@dataclass(frozen=True, slots=True)
class _Written:
    """What has been written: rows of the manifest, how many files anew and how many kept; and texts for the feed."""

    rows: dict[str, Row] = field(default_factory=dict)
    written: int = 0
    kept: int = 0
    findings: tuple[Finding, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)


def _together(parts: Iterable[_Written]) -> _Written:
    rows: dict[str, Row] = {}
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    written = kept = 0
    for part in parts:
        rows |= part.rows
        texts |= part.texts
        findings += part.findings
        written, kept = written + part.written, kept + part.kept
    return _Written(rows, written, kept, tuple(findings), texts)


@dataclass(frozen=True, slots=True)
class _Terms:
    """On what terms an edition is made and may be published."""

    now: datetime
    drafts: bool = False
    strict: bool = False
    jobs: int | None = None

    def stop(self, checked: Checked, cards: Sequence[Card]) -> bool:
        """True when this must not be published; errors in a draft that is left out do not count."""
        drafts = (c for c in cards if c.status is Status.DRAFT and c.status_known)
        left_out = set() if self.drafts or self.strict else {c.path for c in drafts}
        stopping = (f.is_error or self.strict for f in checked.findings if f.at.path not in left_out)
        return bool(checked.bugs) or any(stopping)


# ── the public steps ──────────────────────────────────────────────────────────────────────────────────


def check(config_file: Path, *, now: datetime, jobs: int | None = None, paths: Sequence[Path] = ()) -> Result:
    """All findings of a site; with `paths`, those whose place or related place lies in them.

    Raises `Unable` when there is no site to check, or nothing at one of the paths.
    """
    wanted = _wanted(paths, config_file)
    with _plainly(), _draughtsman() as draughtsman:
        given = _inputs(config_file, now, draughtsman)
        with _crew(given, jobs) as crew:
            checked, _ = _checked(given, crew)
    findings = tuple(f for f in checked.findings if _concerns(f, wanted))
    looked_at = [s for s in given.corpus.entries if not wanted or _within(s.path, wanted)]
    return Result(findings, checked.bugs, total=len(looked_at))


def build(
    config_file: Path,
    *,
    now: datetime,
    site_dir: Path | None = None,
    drafts: bool = False,
    jobs: int | None = None,
    search: bool = True,
    cache: bool = True,
    strict: bool = False,
) -> Result:
    """Builds a site and switches it in; with an error nothing is published and the former site stays.

    Raises `Unable` when the environment does not allow it.
    """
    root = config_file.absolute().parent
    site = (site_dir or root / "site").absolute()
    refuse_unsafe(site, root)
    with _plainly(), swap.alone(root / _CACHE / "build.lock"), swap.workplaces(site, 2) as (new, drawing):
        manifest = _manifest_file(root, site)
        held = read.intact(site, manifest) if cache else {}
        output = _Output(new, site, {path: row.digest for path, row in held.items()})
        terms = _Terms(now, drafts, strict, jobs)
        checked, done = _made(config_file, drawing, output, terms)
        if done is None:
            return Result(checked.findings, checked.bugs, site=site)
        if search:
            done = _together((done, _indexed(output, done.rows)))
        swap.switch_in(new, site)
        write.save(done.rows, manifest)
    return Result(checked.findings, checked.bugs, True, site, len(done.rows), done.written, done.kept)


def _made(
    config_file: Path, drawing: Path, output: _Output, terms: _Terms
) -> tuple[Checked, _Written | None]:
    """Everything but the search index, in the new folder; no files when something stops it.

    The engine draws while this process reads and the workers load and check.
    """
    with _draughtsman() as draughtsman:
        given = _inputs(config_file, terms.now, draughtsman, drawing)
        with _crew(given, terms.jobs) as crew:
            checked, cards = _checked(given, crew)
            if terms.stop(checked, cards):
                return checked, None
            drawn = _of_engine(draughtsman.finish(), engine.Drawn)
            checked += Checked(drawn.findings)
            if terms.stop(checked, cards):
                return checked, None
            done = _publish(given, crew, cards, drawn, drawing, output, drafts=terms.drafts)
    checked += Checked(done.findings)
    return checked, None if terms.stop(checked, cards) else done


def check_before(config_file: Path, now: datetime) -> Result:
    """For the plugin: all findings that bear on this edition, before MkDocs empties the site's folder."""
    with _plainly(), _draughtsman() as draughtsman:
        given = _inputs(config_file, now, draughtsman)
        with _crew(given, None) as crew:
            checked, cards = _checked(given, crew)
    return Result(checked.findings, checked.bugs, published=not _Terms(now).stop(checked, cards))


def place_beside(config_file: Path, site: Path) -> Path:
    """For the plugin: the folder in which MkDocs shall build, so that the site stays until the end.

    Raises `Unable` for a folder that must not be replaced.
    """
    refuse_unsafe(site, config_file.absolute().parent)
    return swap.workplace(site)


def switch_in(new: Path, site: Path) -> None:
    """For the plugin: puts the finished folder in the place of the site."""
    with _plainly():
        swap.switch_in(new, site)


def finish(config_file: Path, site: Path, now: datetime) -> Findings:
    """For the plugin: stamps and writes all pages into the folder that MkDocs has just built."""
    with _plainly(), _draughtsman() as draughtsman:
        given = _inputs(config_file, now, draughtsman)
        with _crew(given, None) as crew:
            _, cards = _checked(given, crew)
            drawn = engine.collect(site)
            output = _Output(site, site, {})
            done = _publish(given, crew, cards, drawn, site, output, drafts=False)
        if not any(f.is_error for f in done.findings):
            _indexed(output, done.rows)
    return (*drawn.findings, *done.findings)


def load(root: Path, *, now: datetime) -> tuple[Document, ...]:
    """Every briefing and digest of a site, sorted by path; faults stand in the documents.

    `root` is the folder of its mkdocs.yml. Raises `Unable` when there is no site.
    """
    with _plainly(), _draughtsman() as draughtsman:
        given = _inputs(root / "mkdocs.yml", now, draughtsman)
    return tuple(load_document(source) for source in given.corpus.entries)


# ── reading and checking ──────────────────────────────────────────────────────────────────────────────


def _inputs(
    config_file: Path, now: datetime, draughtsman: Crew[None], drawing: Path | None = None
) -> pipeline.Inputs:
    """Everything that is read. The engine's process reads its own configuration meanwhile.

    With `drawing`, it then begins to draw into that folder.
    """
    if not config_file.is_file():
        raise Unable(f"there is no {config_file}; run briefpress in a site's folder or name one with -f")
    settings, faults = load_settings(Source(config_file.name, config_file.read_bytes()))
    readable = not any(f.kind is FaultKind.YAML for f in faults)
    if readable:
        draughtsman.begin(_dialect, [[config_file]])
    corpus = read.corpus(config_file.absolute().parent)
    dialect = _of_engine(draughtsman.finish(), engine.Dialect) if readable else engine.Dialect()
    if drawing is not None and readable:
        draughtsman.begin(_draw, [[(config_file, drawing)]])
    return pipeline.inputs(corpus, _with_dialect(settings, dialect), now, faults, dialect.findings)


def _with_dialect(settings: Settings, dialect: engine.Dialect) -> Settings:
    return replace(settings, markdown_extensions=dialect.extensions, markdown_configs=dialect.configs)


def _crew(given: pipeline.Inputs, jobs: int | None) -> Crew[_Share]:
    wanted = min(jobs or len(os.sched_getaffinity(0)), max(1, len(given.corpus.entries)))
    return Crew(partial(_Share, given), size=wanted, limit=ITEM_LIMIT)


def _checked(given: pipeline.Inputs, crew: Crew[_Share]) -> tuple[Checked, list[Card]]:
    """Every file by itself in the workers, then what only the whole corpus can tell."""
    entries = given.corpus.entries
    shards = crew.shards(range(len(entries)))
    results = crew.each(_prepare, shards)
    parts: list[Checked] = []
    cards: list[Card] = []
    slow: list[Fault] = []
    for index, result in _dealt(shards, results):
        if isinstance(result, Stopped):
            slow.append(_too_slow(entries[index].path, result))
        else:
            card, found = result
            parts.append(found)
            cards.append(card)
    given = replace(given, faults=(*given.faults, *slow))
    parts.append(pipeline.across(cards, given, pipeline.placing(given)))
    return Checked.of(parts), cards


def _prepare(share: _Share, index: int) -> tuple[Card, Checked]:
    prepared = pipeline.prepare(share.given.corpus.entries[index], share.given)
    share.prepared[index] = prepared
    return prepared.card, prepared.checked


def _too_slow(path: str, stopped: Stopped) -> Fault:
    return Fault(FaultKind.INPUT, Location(path), found="input-too-slow", expected=f"{stopped.seconds:g} s")


def _dealt(shards: Sequence[Sequence[int]], results: Sequence[Sequence[Any]]) -> Iterator[tuple[int, Any]]:
    pairs = [p for shard, found in zip(shards, results, strict=True) for p in zip(shard, found, strict=True)]
    yield from sorted(pairs, key=lambda pair: pair[0])


# ── drawing and writing ───────────────────────────────────────────────────────────────────────────────


def _draughtsman() -> Crew[None]:
    return Crew(_nothing, size=1, limit=ENGINE_LIMIT)


def _nothing() -> None:
    return None


def _dialect(_: None, config_file: Path) -> engine.Dialect:
    return engine.dialect(config_file)


def _draw(_: None, work: tuple[Path, Path]) -> engine.Drawn:
    return engine.draw(*work)


def _of_engine(results: Sequence[Sequence[object]], kind: type[_Answer]) -> _Answer:
    found = results[0][0]
    if isinstance(found, kind):
        return found
    raise Unable(f"MkDocs did not finish within {ENGINE_LIMIT:g} seconds")


def _publish(
    given: pipeline.Inputs,
    crew: Crew[_Share],
    cards: Sequence[Card],
    drawn: engine.Drawn,
    drawing: Path,
    output: _Output,
    *,
    drafts: bool,
) -> _Written:
    """Pages of single files in the workers; meanwhile, here, everything that stands across files."""
    studio = pipeline.studio(given, pipeline.site(given, cards, drafts=drafts), drawn.frames)
    shards = crew.shards(range(len(given.corpus.entries)))
    crew.each(_receive, [[(studio.site.seen_by_one(), studio.frames, studio.in_feed, output)]] * crew.size)
    crew.begin(_draw_entry, shards)
    parts = [_engine_files(drawn, drawing, studio, output)]
    parts.append(_drawn_into(output, pipeline.draw_across(studio, drawn.pages)))
    for index, result in _dealt(shards, crew.finish()):
        if isinstance(result, _Written):
            parts.append(result)
        elif isinstance(result, Stopped):
            path = given.corpus.entries[index].path
            parts.append(_Written(findings=pipeline.draw_stopped(path, result.seconds).findings))
    texts = _together(parts).texts
    parts.append(_drawn_into(output, pipeline.draw_feed(studio, texts)))
    return _together(parts)


def _receive(share: _Share, sent: tuple[Site, Frames, frozenset[str], _Output]) -> None:
    site, frames, in_feed, share.output = sent
    share.studio = pipeline.Studio(share.given, site, frames, in_feed)


def _draw_entry(share: _Share, index: int) -> _Written:
    assert share.studio is not None
    assert share.output is not None
    prepared = share.prepared[index]
    drawn = pipeline.draw(prepared, share.studio)
    done = _drawn_into(share.output, drawn)
    return replace(done, texts={prepared.document.id: drawn.text}) if drawn.text else done


def _drawn_into(output: _Output, drawn: pipeline.Drawing) -> _Written:
    return replace(output.write(drawn.artifacts), findings=drawn.findings)


def _engine_files(drawn: engine.Drawn, drawing: Path, studio: pipeline.Studio, output: _Output) -> _Written:
    """What the engine drew, its pages with our slots filled; the frames themselves are not among it."""
    files = [Artifact(path, (drawing / path).read_bytes()) for path in drawn.files]
    pages = [
        pipeline.fill(address, Artifact(path, (drawing / path).read_bytes()), studio)
        for address, path in drawn.pages.items()
    ]
    filled = pipeline.Drawing(
        (*files, *(a for page in pages for a in page.artifacts)),
        tuple(f for page in pages for f in page.findings),
    )
    return _drawn_into(output, filled)


def _indexed(output: _Output, rows: Mapping[str, Row]) -> _Written:
    """The search index, in parts under addresses that tell what they were made from; those still there are kept."""
    pages = {path: row.digest for path, row in rows.items() if path.endswith(".html")}
    parts, pointer = pipeline.search_parts(pages, pagefind.version())
    held = {folder: [path for path in output.previous if path.startswith(folder)] for folder in parts}
    kept = [Artifact(path, (output.old / path).read_bytes()) for paths in held.values() for path in paths]
    new = {folder: paths for folder, paths in parts.items() if not held[folder]}
    pagefind.index_parts(output.new, new)
    files = sorted(
        path.relative_to(output.new).as_posix()
        for folder in new
        for path in (output.new / folder).rglob("*")
        if path.is_file()
    )
    made = {path: write.row(output.new, path) for path in files}
    return _together((_Written(made, len(made)), output.write([*kept, pointer])))


# ── places and faults of the environment ──────────────────────────────────────────────────────────────


def _manifest_file(root: Path, site: Path) -> Path:
    """One manifest for each folder that the site is built into."""
    name = pipeline.short_digest(str(site).encode("utf-8", "surrogateescape"))
    return root / _CACHE / f"manifest-{name}.json"


def refuse_unsafe(site: Path, root: Path) -> None:
    """Raises `Unable` unless the site's folder may be replaced as a whole: it must hold nothing else."""
    if site == root or site in root.parents:
        raise Unable(f"--site-dir {site} holds the site's own sources; name a folder that may be replaced")
    sources = [root / name for name in ("briefings", "docs", "templates", _CACHE)]
    if any(site == source or source in site.parents for source in sources):
        raise Unable(f"--site-dir {site} lies among the site's own sources; name another folder")
    if site.is_dir() and any(site.iterdir()) and not (site / "index.html").exists():
        raise Unable(f"--site-dir {site} is no site and is not empty; it would be replaced")
    if (site / ".git").exists():
        raise Unable(f"--site-dir {site} is a git checkout; it would be replaced. Build elsewhere, then copy")
    if site.exists() and not site.is_dir():
        raise Unable(f"--site-dir {site} is a file")


def _wanted(paths: Sequence[Path], config_file: Path) -> tuple[str, ...]:
    root = config_file.absolute().parent
    missing = [path for path in paths if not os.path.lexists(path)]
    if missing:
        raise Unable(f"there is nothing at {missing[0]}")
    return tuple(Path(os.path.relpath(path.absolute(), root)).as_posix() for path in paths)


def _within(path: str, wanted: Sequence[str]) -> bool:
    return any(w == "." or path == w or path.startswith(f"{w}/") for w in wanted)


def _concerns(finding: Finding, wanted: Sequence[str]) -> bool:
    places = (finding.at.path, *(place.path for place, _ in finding.related))
    return not wanted or any(_within(path, wanted) for path in places)


@contextmanager
def _plainly() -> Iterator[None]:
    """Turns faults of the environment into one plain line."""
    try:
        yield
    except swap.Busy as busy:
        raise Unable("another build of this site is still at work; waited a minute for it") from busy
    except swap.CannotExchange as cannot:
        raise Unable(f"this file system cannot exchange two folders in one step: {cannot}") from cannot
    except pagefind.IndexingFailed as failed:
        raise Unable(f"Pagefind could not index the pages: {failed}") from failed
    except JobFailed as failed:
        raise Unable(f"briefpress itself failed; please report these lines:\n{failed}") from failed
    except OSError as error:
        reason = "no space left on the disk" if error.errno == errno.ENOSPC else str(error)
        raise Unable(f"{reason}; nothing was published") from error
