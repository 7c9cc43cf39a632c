"""`briefpress release` and `briefpress remove`: what was published is recorded, and taken down."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from briefpress import report
from briefpress.cli.options import CONFIG, NOW, moment
from briefpress.cli.outcome import FINDINGS, WRONG
from briefpress.model.vocabulary import RemovalGround


@click.command()
@CONFIG
@NOW
def release(config_file: Path, now: datetime | None) -> None:
    """Record what this change publishes: the lock, and a copy of each version. Commit what it writes."""
    from briefpress import edition

    released = edition.release(config_file, now=moment(now))
    errors = tuple(f for f in released.findings if f.is_error)
    click.echo(report.text.findings(errors), nl=False, err=True)
    click.echo(report.text.bugs(released.bugs), nl=False, err=True)
    if not released.done:
        click.echo("Nothing was released; no file was changed.", err=True)
        sys.exit(WRONG if released.bugs else FINDINGS)
    for path in released.written:
        click.echo(f"wrote {path}")
    for path in released.removed:
        click.echo(f"removed {path}")
    if not released.written and not released.removed:
        click.echo("The lock holds everything that is published.", err=True)


@click.command()
@click.argument("name", metavar="ID")
@CONFIG
@click.option(
    "--ground",
    type=click.Choice([str(ground) for ground in RemovalGround]),
    required=True,
    help="On what ground.",
)
@click.option("--note", default="", help="What readers may be told about it, in 30 words at most.")
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the site is built; site by default.")
@click.option("--yes", is_flag=True, help="Do it; without, only say what would be done.")
@NOW
def remove(
    name: str,
    config_file: Path,
    ground: str,
    note: str,
    site_dir: Path | None,
    yes: bool,
    now: datetime | None,
) -> None:
    """Take the page ID down, for law, safety or a person's rights, in every file of the checkout."""
    from briefpress import edition
    from briefpress.report import removal

    found = edition.remove(
        config_file,
        name,
        RemovalGround(ground),
        now=moment(now),
        note=note,
        carry_out=yes,
        site_dir=site_dir,
    )
    told = removal.text(
        name,
        done=found.done,
        public=found.public,
        written=found.written,
        gone=found.gone,
        cached=found.cached,
        by_hand=found.by_hand,
        mentions=[(mention.at, mention.how) for mention in found.mentions],
        commits=found.commits,
    )
    click.echo(told, nl=False)
    if not found.done:
        click.echo("Nothing was changed. Run it again with --yes to do it.", err=True)
