"""`briefpress diff`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from briefpress.cli.options import COLOUR, CONFIG, NOW, moment
from briefpress.cli.outcome import is_coloured


@click.command()
@click.argument("revision", metavar="REV")
@click.argument("other", metavar="[REV2]", required=False, default="")
@CONFIG
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "html"]),
    default="text",
    show_default=True,
    help="Form of the result.",
)
@click.option("--public", is_flag=True, help="Leave drafts and embargoed briefings out, on both sides.")
@COLOUR
@NOW
def diff(
    revision: str,
    other: str,
    config_file: Path,
    form: str,
    public: bool,
    colour: str,
    now: datetime | None,
) -> None:
    """Tell what readers would see change from REV to the working tree, or to REV2 (also written REV..REV2)."""
    from briefpress import edition

    before, after = _sides(revision, other)
    found = edition.diff(config_file, before, after, now=moment(now), public=public)
    if form == "markdown":
        from briefpress.difference.markdown import markdown as drawn
    elif form == "json":
        from briefpress.difference.json import json as drawn
    elif form == "html":
        from briefpress.difference.html import html as drawn
    else:
        from briefpress.difference.text import text

        click.echo(text(found, colour=is_coloured(colour, sys.stdout)), nl=False)
        return
    click.echo(drawn(found), nl=False)


def _sides(revision: str, other: str) -> tuple[str, str]:
    """Both sides; "" for the working tree."""
    if "..." in revision:
        raise click.UsageError(
            "name both sides with two dots, such as main..HEAD; three dots are not known here"
        )
    before, dots, after = revision.partition("..")
    if dots and other:
        raise click.UsageError(f"{revision} names both sides already")
    if not before:
        raise click.UsageError("name a revision, such as HEAD, origin/main or HEAD~1")
    return before, after or ("HEAD" if dots else other)
