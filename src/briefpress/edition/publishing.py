"""Publishes the edition, goes back a release, and compares what is served: `publish`, `rollback`, `verify`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefpress.edition import folders, making
from briefpress.edition.draughtsman import Draughtsman
from briefpress.edition.result import Result, Unable
from briefpress.load import lock as load_lock
from briefpress.load import settings as load_settings
from briefpress.model.lock import PATH as LOCK
from briefpress.model.source import Source
from briefpress.plan import published
from briefpress.publish import folder_target, git_target, read, releases, store_target, target, verify
from briefpress.publish.target import Branch, Folder, Outcome, Ready, Store, Terms

_HERE = "site"


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it: the build, where it went (without passwords), and the outcome; None when nothing went there."""

    built: Result
    to: str
    outcome: Outcome | None


def publish(
    config_file: Path,
    draughtsman: Draughtsman,
    named: str,
    *,
    site: Path,
    now: datetime,
    jobs: int | None,
    strict: bool,
    keep: int,
    dry: bool,
    say: Callable[[str], None],
) -> Published:
    """`briefpress.edition.publish`. The site is built first, and stays locked until it has been published."""
    root = config_file.absolute().parent
    outcome: list[Outcome] = []
    with _plainly():
        to = _target(named, root, site)
        _refuse_without_address(config_file)

        def hand_over() -> None:
            terms = Terms(keep, _taken(root), dry, now, say)
            outcome.append(_sent(to, _ready(site), terms))

        terms = making.Terms(now, strict=strict, jobs=jobs, release=True)
        built = making.build(config_file, draughtsman, site, terms, search=True, cache=True, then=hand_over)
    return Published(built, str(to), outcome[0] if outcome else None)


def rollback(
    config_file: Path, named: str, *, now: datetime, dry: bool, say: Callable[[str], None]
) -> Outcome:
    """`briefpress.edition.rollback`."""
    root = config_file.absolute().parent
    if not config_file.is_file():
        raise Unable(
            f"there is no {config_file}; its lock says what may not be brought back. Name one with -f"
        )
    with making.plainly(), _plainly():
        to = _target(named, root, root / _HERE)
        terms = Terms(1, _taken(root), dry, now, say)
        if isinstance(to, Folder):
            return folder_target.rollback(to, terms)
        if isinstance(to, Branch):
            return git_target.rollback(to, terms)
        return store_target.rollback(to, terms)


def compare(where: str, against: Path | None, lock_of: Path | None, *, limit: float) -> verify.Compared:
    """`briefpress.edition.verify`."""
    if lock_of is not None and not lock_of.is_file():
        raise Unable(f"there is no {lock_of}; its lock says what was taken down. Name one with -f")
    with making.plainly(), _plainly():
        given = verify.expected(against) if against else None
        taken = _taken(lock_of.absolute().parent) if lock_of else verify.NONE_TAKEN
        if where.startswith(("http://", "https://")):
            return verify.address(where, given, taken, limit=limit)
        return verify.folder(Path(where), given, taken)


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except target.Refused as refused:
        raise Unable(str(refused)) from refused


def _target(named: str, root: Path, site: Path) -> target.Target:
    """The target. Raises `Unable` for a folder among the site's own, where the next build would read or replace it."""
    to = target.parse(named)
    if isinstance(to, Folder):
        place = to.path.absolute().resolve()
        own = [(root / name).resolve() for name in ("briefings", "docs", "templates", folders.CACHE, ".git")]
        own.append(site.absolute().resolve())
        if place == root.resolve() or any(
            place == o or o in place.parents or place in o.parents for o in own
        ):
            raise target.Refused(f"{place} holds this site's own files; name a folder elsewhere")
    return to


def _refuse_without_address(config_file: Path) -> None:
    """Raises `Refused` when feeds, sitemap and citations would hold no address."""
    if config_file.is_file():
        settings, _ = load_settings(Source(config_file.name, config_file.read_bytes()))
        if not settings.site_url:
            raise target.Refused(
                "set site_url in mkdocs.yml to the address at which the site is published; nothing was published"
            )


def _taken(root: Path) -> published.Withheld:
    """What the lock says was taken down. Raises `Unable` when it cannot be read."""
    try:
        lock, _ = load_lock(read.one(root, LOCK), ())
    except FileNotFoundError:
        return published.Withheld()
    if lock.unread:
        raise Unable(f"{LOCK} cannot be read, so nobody can tell what was taken down; run briefpress check")
    return published.withheld(lock)


def _ready(site: Path) -> Ready:
    """The edition that has just been built. Raises `Unable` when one of its names cannot be published."""
    manifest = releases.read(site, published.MANIFEST, releases.LARGEST) or b""
    try:
        return Ready(site, published.parse(manifest), manifest)
    except published.NotAManifest as fault:
        raise Unable(f"a file of the site has a name that cannot be published: {fault}") from fault


def _sent(to: Folder | Branch | Store, ready: Ready, terms: Terms) -> Outcome:
    if isinstance(to, Folder):
        return folder_target.publish(to, ready, terms)
    if isinstance(to, Branch):
        return git_target.publish(to, ready, terms)
    return store_target.publish(to, ready, terms)
