"""`briefpress publish`, `rollback` and `verify`: a site where readers find it."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from briefpress.cli.options import CONFIG, JOBS, NOW, STRICT, moment
from briefpress.cli.outcome import FINDINGS, OK, status_of, tell


@click.command()
@click.argument("target")
@CONFIG
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to build; site by default.")
@click.option("--keep", type=click.IntRange(1, 1000), default=5, show_default=True, help="Releases to keep.")
@click.option("--dry-run", is_flag=True, help="Build, and only print what would be sent.")
@NOW
@JOBS
@STRICT
def publish(
    target: str,
    config_file: Path,
    site_dir: Path | None,
    keep: int,
    dry_run: bool,
    now: datetime | None,
    jobs: int | None,
    strict: bool,
) -> None:
    """Build the site and publish it to TARGET: a folder, GIT_URL[#branch] or s3://bucket/prefix."""
    from briefpress import edition

    done = edition.publish(
        config_file,
        target,
        now=moment(now),
        site_dir=site_dir,
        jobs=jobs,
        strict=strict,
        keep=keep,
        dry_run=dry_run,
        say=click.echo,
    )
    tell(done.built)
    if done.outcome is None:
        click.echo("Nothing was published.", err=True)
        sys.exit(status_of(done.built, strict=strict, published=False))
    told = done.outcome
    counts = f"{told.sent} files new or changed, {told.same} unchanged, {told.gone} removed"
    if dry_run:
        click.echo(f"{done.to}: would publish {counts}.", err=True)
    elif told.changed:
        click.echo(f"{done.to}: published as {told.release}: {counts}.", err=True)
    else:
        click.echo(f"{done.to}: {told.release} holds all of this already.", err=True)
    if told.dropped:
        click.echo(f"Releases {'to be ' if dry_run else ''}dropped: {', '.join(told.dropped)}.", err=True)
    if told.note:
        click.echo(f"Note: {told.note}.", err=True)


@click.command()
@click.argument("target")
@CONFIG
@click.option("--dry-run", is_flag=True, help="Only print what would be done.")
@NOW
def rollback(target: str, config_file: Path, dry_run: bool, now: datetime | None) -> None:
    """Go back to the release before at TARGET, byte for byte. What was taken down does not come back."""
    from briefpress import edition

    done = edition.rollback(config_file, target, now=moment(now), dry_run=dry_run, say=click.echo)
    click.echo(f"{'Would go' if dry_run else 'Went'} back to {done.release}.", err=True)


@click.command()
@click.argument("where", metavar="URL or DIR")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Compare with the edition in DIR, such as site, instead of with the manifest that lies there.",
)
@click.option(
    "--taken-down", is_flag=True, help="Nothing may be there that the lock says was taken down, either."
)
@CONFIG
@click.option("--limit", type=click.FloatRange(1, 86400), default=600.0, help="Seconds that it may take.")
def verify(where: str, against: Path | None, taken_down: bool, config_file: Path, limit: float) -> None:
    """Compare a published site, file by file, with the manifest of its edition."""
    from briefpress import edition
    from briefpress.publish.verify import lines

    lock_of = config_file if taken_down else None
    found = edition.verify(where, against=against, lock_of=lock_of, limit=limit)
    for line in lines(found):
        click.echo(line)
    counts = f"{len(found.missing)} missing, {len(found.altered)} altered, {len(found.surplus)} surplus"
    counts += f", {len(found.taken)} taken down" if found.taken else ""
    click.echo(f"{found.total} files: {'all as they should be' if found.is_same else counts}.", err=True)
    sys.exit(OK if found.is_same else FINDINGS)
