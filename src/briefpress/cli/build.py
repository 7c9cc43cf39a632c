"""`briefpress build`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from briefpress.cli.options import CONFIG, JOBS, NOW, STRICT, moment
from briefpress.cli.outcome import status_of, tell


@click.command()
@CONFIG
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to publish; site by default.")
@click.option("--drafts", is_flag=True, help="Show drafts and embargoed briefings too.")
@NOW
@JOBS
@click.option("--no-search", is_flag=True, help="Leave out the search index.")
@click.option("--no-cache", is_flag=True, help="Write everything anew.")
@STRICT
def build(
    config_file: Path,
    site_dir: Path | None,
    drafts: bool,
    now: datetime | None,
    jobs: int | None,
    no_search: bool,
    no_cache: bool,
    strict: bool,
) -> None:
    """Build the site. Nothing is published when an error is found."""
    from briefpress import edition

    result = edition.build(
        config_file,
        site_dir=site_dir,
        now=moment(now),
        drafts=drafts,
        jobs=jobs,
        search=not no_search,
        cache=not no_cache,
        strict=strict,
    )
    tell(result)
    if result.published:
        click.echo(
            f"{result.site}: {result.total} files, {result.written} written, {result.kept} unchanged.",
            err=True,
        )
    else:
        click.echo("Nothing was published; the former site is as it was.", err=True)
    sys.exit(status_of(result, strict=strict, published=result.published))
