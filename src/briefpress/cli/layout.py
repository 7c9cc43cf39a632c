"""`briefpress fmt`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from briefpress import report
from briefpress.cli.options import CONFIG, NOW, moment
from briefpress.cli.outcome import FINDINGS, OK, WRONG


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@CONFIG
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit status 1 if a file would change."
)
@NOW
def fmt(paths: tuple[Path, ...], config_file: Path, only_check: bool, now: datetime | None) -> None:
    """Give briefings, digests and registry files one layout; all of them, or those at PATHS."""
    from briefpress import edition
    from briefpress.report import mending
    from briefpress.report.visible import visible

    found = edition.lay_out(config_file, now=moment(now), paths=paths, write=not only_check)
    click.echo(report.text.findings(found.findings), nl=False, err=True)
    click.echo(report.text.bugs(found.bugs), nl=False, err=True)
    changed = [file.path for file in found.files if file.is_changed]
    for path in changed:
        click.echo(f"{'would change' if only_check else 'changed'} {visible(path)}")
    stays = [file for file in found.files if file.why_not]
    for file in stays:
        click.echo(mending.kept(file.path, file.why_not), nl=False, err=True)
    laid_out = len(found.files) - len(stays) - (len(changed) if only_check else 0)
    click.echo(f"{laid_out} of {len(found.files)} files are laid out.", err=True)
    if found.bugs:
        sys.exit(WRONG)
    refused = any(finding.is_error for finding in found.findings)
    sys.exit(FINDINGS if refused or stays or (changed and only_check) else OK)
