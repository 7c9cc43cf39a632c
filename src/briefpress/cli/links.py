"""`briefpress links`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from briefpress.cli.options import CONFIG, NOW, moment
from briefpress.cli.outcome import FINDINGS, OK


@click.command()
@CONFIG
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON.")
@click.option("--strict", is_flag=True, help="A dead address gives exit status 1.")
@click.option("--drafts", is_flag=True, help="Also the sources that only drafts and embargoed briefings use.")
@click.option(
    "--allow-private", is_flag=True, help="Also ask addresses of private networks and this machine."
)
@click.option(
    "--results",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of results; .briefpress/links.json by default.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0, 600),
    default=1.0,
    show_default=True,
    help="Seconds between two requests of a host.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 600),
    default=20.0,
    show_default=True,
    help="Seconds that one request may take.",
)
@NOW
def links(
    config_file: Path,
    as_json: bool,
    strict: bool,
    drafts: bool,
    allow_private: bool,
    results: Path | None,
    pause: float,
    timeout: float,
    now: datetime | None,
) -> None:
    """Ask whether the sources' addresses and archives can still be followed. This reaches the network."""
    from briefpress import edition
    from briefpress.edition.linking import Terms
    from briefpress.report import links as told

    terms = Terms(results, drafts, allow_private, pause, timeout)
    found = edition.check_links(config_file, terms, now=moment(now))
    shown = told.as_json if as_json else told.text
    click.echo(shown(found.results, found.sources, found.resting), nl=False)
    sys.exit(FINDINGS if strict and found.has_dead else OK)
