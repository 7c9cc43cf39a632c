"""The command line: arguments, the clock, printing and exit status. Nothing else does any of these.

One module for each group of commands; what a command needs is imported when it runs, so that each begins at once.
"""

from __future__ import annotations

import sys

import click

from briefpress.cli.build import build
from briefpress.cli.check import check
from briefpress.cli.claims import claims
from briefpress.cli.diff import diff
from briefpress.cli.layout import fmt
from briefpress.cli.links import links
from briefpress.cli.lookup import explain, schema
from briefpress.cli.new import new
from briefpress.cli.outcome import WRONG
from briefpress.cli.publish import publish, rollback, verify
from briefpress.cli.quote import quote
from briefpress.cli.record import release, remove
from briefpress.cli.source import promote, source
from briefpress.cli.stop import Stop


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefpress")
def cli() -> None:
    """Check briefings and publish them as a searchable site."""


for command in (
    build,
    check,
    claims,
    diff,
    explain,
    fmt,
    links,
    new,
    promote,
    publish,
    quote,
    release,
    remove,
    rollback,
    schema,
    source,
    verify,
):
    cli.add_command(command)


def main() -> None:
    """The `briefpress` command. No traceback reaches an editor."""
    stop = Stop()
    try:
        _run()
    except KeyboardInterrupt:
        stop.heard()
        click.echo("Stopped.", err=True)
        sys.exit(WRONG)


def _run() -> None:
    from briefpress.edition import Unable  # slow to import, and may be stopped while it is

    try:
        cli(standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(WRONG)
    except Unable as error:
        click.echo(f"briefpress: {error}", err=True)
        sys.exit(WRONG)
