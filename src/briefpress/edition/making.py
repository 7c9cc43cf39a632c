"""Reads, has the frame drawn, checks, expands, writes, indexes, switches in.

Calls the rim and the pipeline in their order; holds no rule and no HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from briefpress import engine, pipeline
from briefpress.check import Checked
from briefpress.edition import folders, reading
from briefpress.edition.checking import ITEM_LIMIT, Share, checked_by, crew_of, dealt
from briefpress.edition.draughtsman import Draughtsman
from briefpress.edition.output import Output, Written, together
from briefpress.edition.reading import inputs, texts
from briefpress.edition.result import Result, Unable
from briefpress.frame import Frames
from briefpress.jobs import ROOM, Crew, JobFailed, Stopped, seldom_collecting
from briefpress.load import document as load_document
from briefpress.model.artifact import Artifact
from briefpress.model.card import Card
from briefpress.model.document import Document
from briefpress.model.finding import Bug, Finding
from briefpress.model.settings import Settings
from briefpress.model.vocabulary import Status
from briefpress.plan import Row, published
from briefpress.publish import pagefind, read, swap, write
from briefpress.render import Site
from briefpress.render.data import Corpus
from briefpress.render.wording import say

Findings = Sequence[Finding]
Bugs = Sequence[Bug]

_ROOM_PER_ENTRY = 64 * 1024
"""Bytes; pages across files hold something of each."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms an edition is made and may be published."""

    now: datetime
    drafts: bool = False
    strict: bool = False
    jobs: int | None = None
    release: bool = False
    """True when the lock must hold what is published."""

    def stop(self, checked: Checked, cards: Sequence[Card]) -> bool:
        """True when this must not be published; errors in a draft that is left out do not count."""
        drafts = (c for c in cards if c.status is Status.DRAFT and c.status_known)
        left_out = set() if self.drafts or self.strict else {c.path for c in drafts}
        stopping = (f.is_error or self.strict for f in checked.findings if f.at.path not in left_out)
        return bool(checked.bugs) or any(stopping)


# ── the public steps ──────────────────────────────────────────────────────────────────────────────────


def looked_at(
    config_file: Path,
    draughtsman: Draughtsman,
    now: datetime,
    revised: Callable[[pipeline.Inputs], pipeline.Inputs],
) -> tuple[pipeline.Inputs, Checked, list[Card]]:
    """Everything that is read, as `revised` gives it back; what was found there, and the cards of all files."""
    given = revised(inputs(config_file, now, draughtsman))
    with crew_of(given, None) as crew:
        checked, cards = checked_by(given, crew)
    return given, checked, cards


def build(
    config_file: Path,
    draughtsman: Draughtsman,
    site: Path,
    terms: Terms,
    *,
    search: bool,
    cache: bool,
    then: Callable[[], None] | None = None,
) -> Result:
    """`briefpress.edition.build`, into a folder that may be replaced.

    `then` is called when the edition stands there, and before any other build may replace it.
    """
    root = config_file.absolute().parent
    with plainly(), seldom_collecting(), _alone(root), swap.workplaces(site, 2) as (new, drawing):
        manifest = folders.manifest_file(root, site)
        held = read.intact(site, manifest) if cache else {}
        output = Output(new, site, {path: row.digest for path, row in held.items()})
        with closing(draughtsman):  # else it may still write into a folder that is being removed
            given, checked, done = _made(config_file, draughtsman, drawing, output, terms)
        shown = texts(given, config_file, {finding.at.path for finding in checked.findings})
        if done is None:
            return Result(checked.findings, checked.bugs, site=site, texts=shown)
        if search:
            done = together((done, _indexed(output, done.rows)))
        done = together((done, _listed(output, done, given.settings)))
        swap.switch_in(new, site)
        write.save(done.rows, manifest)
        if then is not None:
            then()
    counts = (len(done.rows), done.written, done.kept)
    return Result(checked.findings, checked.bugs, True, site, *counts, texts=shown)


def _made(
    config_file: Path, draughtsman: Draughtsman, drawing: Path, output: Output, terms: Terms
) -> tuple[pipeline.Inputs, Checked, Written | None]:
    """Everything but the search index, in the new folder; no files when something stops it.

    The engine draws while this process reads and the workers load and check.
    """
    given = replace(inputs(config_file, terms.now, draughtsman, drawing), release=terms.release)
    with crew_of(given, terms.jobs) as crew:
        checked, cards = checked_by(given, crew)
        if terms.stop(checked, cards):
            return given, checked, None
        drawn = draughtsman.drawn()
        checked += Checked(drawn.findings)
        if terms.stop(checked, cards):
            return given, checked, None
        done = _publish(given, crew, cards, drawn, drawing, output, drafts=terms.drafts)
    checked += Checked(done.findings)
    return given, checked, None if terms.stop(checked, cards) else done


@contextmanager
def place_beside(root: Path, site: Path) -> Iterator[Path]:
    """`briefpress.edition.place_beside`, once the site may be replaced."""
    with plainly(), _alone(root), swap.workplaces(site, 1) as (place,):
        yield place


def _alone(root: Path) -> AbstractContextManager[None]:
    """For as long as no other build of the site may be at work."""
    return swap.alone(root / folders.CACHE / "build.lock")


class Underway:
    """For the plugin: an edition that has been checked, while MkDocs draws. `result` is what came of it.

    Its worker processes keep the files until `close`.
    """

    def __init__(self, config_file: Path, draughtsman: Draughtsman, now: datetime) -> None:
        with plainly():
            self._given = inputs(config_file, now, draughtsman)
            self._crew = crew_of(self._given, None)
            checked, self._cards = checked_by(self._given, self._crew)
        published = not Terms(now).stop(checked, self._cards)
        self.result = Result(checked.findings, checked.bugs, published)

    def finish(self, site: Path) -> Findings:
        """Stamps and writes all pages into the folder that MkDocs has just built."""
        with plainly():
            drawn = engine.collect(site)
            output = Output(site, site, {})
            done = _publish(self._given, self._crew, self._cards, drawn, site, output, drafts=False)
            if not any(f.is_error for f in done.findings):
                done = together((done, _indexed(output, done.rows)))
                _listed(output, done, self._given.settings)
        return (*drawn.findings, *done.findings)

    def close(self) -> None:
        """Lets the worker processes go."""
        self._crew.__exit__()


def load(config_file: Path, draughtsman: Draughtsman, now: datetime) -> tuple[Document, ...]:
    """`briefpress.edition.load`."""
    with plainly():
        given = inputs(config_file, now, draughtsman)
    return tuple(load_document(source) for source in given.corpus.entries)


def switch_in(new: Path, site: Path) -> None:
    """`briefpress.edition.switch_in`."""
    with plainly():
        swap.switch_in(new, site)


# ── drawing and writing ───────────────────────────────────────────────────────────────────────────────


def _publish(
    given: pipeline.Inputs,
    crew: Crew[Share],
    cards: Sequence[Card],
    drawn: engine.Drawn,
    drawing: Path,
    output: Output,
    *,
    drafts: bool,
) -> Written:
    """Pages of single files in the workers; meanwhile, at a desk of its own, what stands across files."""
    studio = pipeline.studio(given, pipeline.site(given, cards, drafts=drafts), drawn.frames)
    shards = crew.shards(range(len(given.corpus.entries)))
    crew.each(_receive, [[(studio.site.seen_by_one(), studio.frames, studio.in_feed, output)]] * crew.size)
    crew.begin(_draw_entry, shards)
    room = ROOM + _ROOM_PER_ENTRY * len(given.corpus.entries)
    with Crew(partial(_Desk, studio, output, drawn, drawing), size=1, limit=ITEM_LIMIT, room=room) as desk:
        parts = [_answered(desk.each(_draw_docs, [[None]])), _answered(desk.each(_draw_across, [[None]]))]
        for index, result in dealt(shards, crew.finish()):
            if isinstance(result, Written):
                parts.append(result)
            elif isinstance(result, Stopped):
                path = given.corpus.entries[index].path
                parts.append(Written(findings=pipeline.draw_stopped(path, result.seconds).findings))
        made = together(parts)
        parts.append(Written(pages=_shown(studio, made)))
        desk.begin(_draw_feed, [[made.texts]])
        data, about = pipeline.draw_data(studio, made.tables)
        parts.append(_drawn_into(output, data))
        parts.append(_answered(desk.finish()))
        parts.append(_answered(desk.each(_draw_about_data, [[about]])))
    return together(parts)


def _shown(studio: pipeline.Studio, made: Written) -> tuple[published.Shown, ...]:
    """The public pages of the edition, less the notices of what was removed."""
    cards = (studio.site.by_id[name] for name in made.tables)
    return tuple(published.Shown(c.id, c.address, c.version) for c in cards)


def _listed(output: Output, done: Written, settings: Settings) -> Written:
    """The manifest that is published, when everything else has been written."""
    rows = {path: (row.digest, row.size) for path, row in done.rows.items()}
    notice = say("specimen.short") if settings.specimen else ""
    return output.write([published.manifest(published.of_rows(rows, done.pages, notice))])


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is needed for pages that stand across files. Its process is begun when all cards are known."""

    studio: pipeline.Studio
    output: Output
    drawn: engine.Drawn
    drawing: Path


def _answered(results: Sequence[Sequence[Any]]) -> Written:
    """What the desk has written. A template that takes too long is told by itself; this is for what is not."""
    found = results[0][0]
    if isinstance(found, Stopped):
        raise JobFailed(f"a page across briefings took longer than {found.seconds:g} s outside any template")
    return together(found)


def _draw_across(desk: _Desk, _: None) -> Iterator[Written]:
    for drawing in pipeline.draw_across(desk.studio, desk.drawn.pages):
        yield _drawn_into(desk.output, drawing)


def _draw_docs(desk: _Desk, _: None) -> Iterator[Written]:
    """What the engine drew, its pages with our slots filled; the frames themselves are not among it."""
    drawn, drawing = desk.drawn, desk.drawing
    yield desk.output.write(Artifact(path, (drawing / path).read_bytes()) for path in drawn.files)
    for address, path in drawn.pages.items():
        page = Artifact(path, (drawing / path).read_bytes())
        yield _drawn_into(desk.output, pipeline.fill(address, page, desk.studio))


def _draw_feed(desk: _Desk, texts: Mapping[str, str]) -> Iterator[Written]:
    yield _drawn_into(desk.output, pipeline.draw_feed(desk.studio, texts))


def _draw_about_data(desk: _Desk, corpus: Corpus) -> Iterator[Written]:
    yield _drawn_into(desk.output, pipeline.draw_about_data(desk.studio, corpus))


def _receive(share: Share, sent: tuple[Site, Frames, frozenset[str], Output]) -> None:
    site, frames, in_feed, share.output = sent
    share.studio = pipeline.Studio(share.given, site, frames, in_feed)


def _draw_entry(share: Share, index: int) -> Written:
    """The files of a briefing or digest. After a template that takes too long, the others are not tried."""
    assert share.studio is not None
    assert share.output is not None
    if share.stopped:
        return Written()
    prepared = share.prepared[index]
    drawn = pipeline.draw(prepared, share.studio)
    share.stopped = any(f.rule == pipeline.TOO_SLOW for f in drawn.findings)
    done = _drawn_into(share.output, drawn)
    texts = {prepared.document.id: drawn.text} if drawn.text else {}
    tables = {prepared.document.id: drawn.rows} if drawn.rows is not None else {}
    return replace(done, texts=texts, tables=tables)


def _drawn_into(output: Output, drawn: pipeline.Drawing) -> Written:
    return replace(output.write(drawn.artifacts), findings=drawn.findings)


def _is_mail(path: str) -> bool:
    """True for the e-mail edition of a digest: its words stand on the digest's page too."""
    return path.endswith("/mail.html")


def _indexed(output: Output, rows: Mapping[str, Row]) -> Written:
    """The search index, in parts under addresses that tell what they were made from; those still there are kept."""
    pages = {path: row.digest for path, row in rows.items() if path.endswith(".html") and not _is_mail(path)}
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
    return together((Written(made, len(made)), output.write([*kept, pointer])))


@contextmanager
def plainly() -> Iterator[None]:
    """Turns faults of the environment into one plain line, those of what is written and indexed included."""
    with reading.plainly():
        try:
            yield
        except swap.Busy as busy:
            raise Unable("another build of this site is still at work; waited a minute for it") from busy
        except swap.CannotExchange as cannot:
            raise Unable(f"this file system cannot exchange two folders in one step: {cannot}") from cannot
        except pagefind.IndexingFailed as failed:
            raise Unable(f"Pagefind could not index the pages: {failed}") from failed
