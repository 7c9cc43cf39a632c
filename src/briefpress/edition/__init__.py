"""Makes one edition of a site. Behind the public names of the package, the command line and the plugin.

Importing this is quick: the engine's process is begun first, and reads MkDocs while this one imports the rest.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefpress.edition import folders
from briefpress.edition.result import Result, Unable
from briefpress.model.settings import Engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefpress.difference.change import Difference
    from briefpress.edition.draughtsman import Draughtsman, Known
    from briefpress.edition.linking import Linking
    from briefpress.edition.linking import Terms as LinkTerms
    from briefpress.edition.making import Underway
    from briefpress.edition.mending import Confirm, Mended, Mending
    from briefpress.edition.promoting import Promoted
    from briefpress.edition.publishing import Published
    from briefpress.edition.releasing import Released
    from briefpress.edition.removing import Removed
    from briefpress.edition.sourcing import Added, Updated, Wanted
    from briefpress.edition.sourcing import Terms as SourceTerms
    from briefpress.model.document import Document
    from briefpress.model.vocabulary import RemovalGround
    from briefpress.publish.target import Outcome
    from briefpress.publish.verify import Compared

__all__ = [
    "Result",
    "Unable",
    "add_source",
    "begin",
    "build",
    "check",
    "check_links",
    "diff",
    "fix",
    "lay_out",
    "load",
    "place_beside",
    "promote",
    "publish",
    "release",
    "remove",
    "rollback",
    "switch_in",
    "update_source",
    "verify",
]

KEEP = 5
"""How many releases stay at a target, the one that is live among them."""


def check(
    config_file: Path,
    *,
    now: datetime,
    jobs: int | None = None,
    paths: Sequence[Path] = (),
    release: bool = False,
    to_publish: bool = False,
    cache: bool = True,
) -> Result:
    """All findings of a site; with `paths`, those whose place or related place lies in them.

    With `release` the lock must hold what is published, as it is now. With `to_publish` the drafts at the paths
    are looked at as if they were published: the findings are what publishing them still needs. With `cache`, what
    former checks found out and still holds is not found out again.

    Raises `Unable` when there is no site to check, or nothing at one of the paths.
    """
    from briefpress.edition import recall

    usable = cache and not to_publish and config_file.is_file()
    before = recall.Before.look(config_file, release=release) if usable else None
    if before is not None and (whole := before.whole(config_file, paths, now)) is not None:
        return whole
    known = before.dialect() if before is not None else None
    with _draughtsman(config_file) if known is None else _known(*known) as asked:
        from briefpress.edition import checking

        return checking.check(
            config_file,
            asked,
            now=now,
            jobs=jobs,
            paths=paths,
            release=release,
            to_publish=to_publish,
            before=before,
        )


def diff(config_file: Path, before: str, after: str = "", *, now: datetime, public: bool) -> Difference:
    """What readers would see change from one revision to another, or to the working tree when `after` is "".

    With `public` nothing of a draft or of what is under embargo is told, on neither side. Raises `Unable` when there
    is no site, or a revision is not in this clone.
    """
    from briefpress.edition import differing

    return differing.diff(config_file, before, after, now, public=public)


def fix(
    config_file: Path, *, confirm: Confirm, show: Callable[[Mended], None], paths: Sequence[Path] = ()
) -> Mending:
    """Mends what is mechanical in briefings, digests and the registry; with `paths`, in those only.

    `confirm` is asked before a guess at a misspelt name, `show` gets each file before it is written. Every other
    byte of a file stays; a link is never followed. Raises `Unable` when there is no site, or nothing to mend at one
    of the paths.
    """
    from briefpress.edition import mending

    return mending.fix(config_file, paths, confirm, show)


def lay_out(config_file: Path, *, now: datetime, paths: Sequence[Path] = (), write: bool = True) -> Mending:
    """Gives briefings, digests and registry files their canonical layout; without `write` only says which change.

    Raises `Unable` when there is no site, or nothing to lay out at one of the paths.
    """
    from briefpress.edition import mending

    return mending.lay_out(config_file, paths, now, write=write)


def release(config_file: Path, *, now: datetime) -> Released:
    """Records in the lock what is published, and keeps its twins; with an error nothing is written.

    Run twice, it changes nothing. Raises `Unable` when the environment does not allow it.
    """
    with _draughtsman(config_file) as draughtsman:
        from briefpress.edition import releasing

        return releasing.release(config_file, draughtsman, now)


def remove(
    config_file: Path,
    name: str,
    ground: RemovalGround,
    *,
    now: datetime,
    note: str = "",
    carry_out: bool = False,
    site_dir: Path | None = None,
) -> Removed:
    """Takes the page with the id `name` down in every file of the checkout; a plan unless `carry_out`.

    Run twice, it changes nothing. Raises `Unable` when there is no such page, or the lock cannot be read.
    """
    from briefpress.edition import removing
    from briefpress.plan.removal import Notice

    notice = Notice(now.date().isoformat(), ground, note)
    aside = (site_dir or config_file.absolute().parent / "site").absolute()
    return removing.remove(config_file, name, notice, now, carry_out=carry_out, aside=aside)


def check_links(config_file: Path, terms: LinkTerms, *, now: datetime) -> Linking:
    """Asks for the address of every source and archive: whether it can still be followed.

    Raises `Unable` when there is no site, or no network.
    """
    from briefpress.edition import linking

    return linking.check_links(config_file, terms, now)


def add_source(config_file: Path, wanted: Wanted, terms: SourceTerms, *, now: datetime) -> Added:
    """Takes a text in: its snapshot, and an entry in the registry or in a briefing; both, or neither.

    Raises `Unable` when there is no text to be had, it is held already, or a name is taken.
    """
    from briefpress.edition import sourcing

    return sourcing.add(config_file, wanted, terms, now)


def update_source(
    config_file: Path, name: str, where: str, terms: SourceTerms, *, now: datetime, piped: bytes = b""
) -> Updated:
    """Looks at a registered source again, at its address or at `where`; a text that differs is a source beside it.

    Raises `Unable` as `add_source` does, and when there is no such source.
    """
    from briefpress.edition import sourcing

    return sourcing.update(config_file, name, where, terms, now, piped)


def promote(
    config_file: Path, file: Path, name: str, *, now: datetime, show: Callable[[Promoted], None]
) -> Promoted:
    """Moves the source `name`, which a briefing describes itself, to the registry.

    `show` gets the change before it is written. Raises `Unable` when the name is taken, or `check` would find
    anything else than before.
    """
    from briefpress.edition import promoting

    return promoting.promote(config_file, file, name, now, show)


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
    folders.refuse_unsafe(site, root)
    with _draughtsman(config_file) as draughtsman:
        from briefpress.edition import making

        terms = making.Terms(now, drafts, strict, jobs)
        return making.build(config_file, draughtsman, site, terms, search=search, cache=cache)


def publish(
    config_file: Path,
    target: str,
    *,
    now: datetime,
    site_dir: Path | None = None,
    jobs: int | None = None,
    strict: bool = False,
    keep: int = KEEP,
    dry_run: bool = False,
    say: Callable[[str], None] = print,
) -> Published:
    """Builds a site and publishes it to a folder, `GIT_URL#branch` or `s3://bucket/prefix`.

    With an error, or when the lock does not hold what is published, nothing is. `say` takes a line for each thing
    that `dry_run` would do. Raises `Unable` when the target does not take the edition.
    """
    root = config_file.absolute().parent
    site = (site_dir or root / "site").absolute()
    folders.refuse_unsafe(site, root)
    with _draughtsman(config_file) as draughtsman:
        from briefpress.edition import publishing

        return publishing.publish(
            config_file,
            draughtsman,
            target,
            site=site,
            now=now,
            jobs=jobs,
            strict=strict,
            keep=keep,
            dry=dry_run,
            say=say,
        )


def rollback(
    config_file: Path,
    target: str,
    *,
    now: datetime,
    dry_run: bool = False,
    say: Callable[[str], None] = print,
) -> Outcome:
    """Goes back to the release before at a target, less releases that hold what the lock says was taken down.

    Raises `Unable` when there is none.
    """
    from briefpress.edition import publishing

    return publishing.rollback(config_file, target, now=now, dry=dry_run, say=say)


def verify(
    where: str, *, against: Path | None = None, lock_of: Path | None = None, limit: float = 600.0
) -> Compared:
    """Compares a site, at an address or in a folder, with its manifest or with the edition in another folder.

    `lock_of` is the mkdocs.yml of the site whose lock says what was taken down: then nothing of that may be there.
    `limit` is in seconds. Raises `Unable` when there is nothing to compare.
    """
    from briefpress.edition import publishing

    return publishing.compare(where, against, lock_of, limit=limit)


def load(root: Path, *, now: datetime) -> tuple[Document, ...]:
    """Every briefing and digest of a site, sorted by path; faults stand in the documents.

    `root` is the folder of its mkdocs.yml. Raises `Unable` when there is no site.
    """
    with _draughtsman(root / "mkdocs.yml") as draughtsman:
        from briefpress.edition import making

        return making.load(root / "mkdocs.yml", draughtsman, now)


@contextmanager
def place_beside(config_file: Path, site: Path) -> Iterator[Path]:
    """For the plugin: the folder in which MkDocs shall build, so that the site stays until the end.

    No other build of the site begins meanwhile, and what is left in the folder is removed. Raises `Unable` for a
    folder that must not be replaced, and when another build is not done within a minute.
    """
    from briefpress.edition import making

    root = config_file.absolute().parent
    folders.refuse_unsafe(site, root)
    with making.place_beside(root, site) as place:
        yield place


def begin(config_file: Path, now: datetime) -> Underway:
    """For the plugin: loads and checks everything, before MkDocs, which draws here, empties the site's folder."""
    with _draughtsman(config_file, drawn_by=Engine.MKDOCS) as draughtsman:
        from briefpress.edition import making

        return making.Underway(config_file, draughtsman, now)


def switch_in(new: Path, site: Path) -> None:
    """For the plugin: puts the finished folder in the place of the site."""
    from briefpress.edition import making

    making.switch_in(new, site)


def _draughtsman(config_file: Path, drawn_by: Engine | None = None) -> Draughtsman:
    """The engine's process, at work. Imported here, as a check that knows its result from before needs none."""
    from briefpress.edition.draughtsman import Draughtsman

    return Draughtsman(config_file, drawn_by=drawn_by)


def _known(extensions: tuple[str, ...], configs: dict[str, Any]) -> AbstractContextManager[Known]:
    from briefpress.edition.draughtsman import Known

    return nullcontext(Known(extensions, configs))
