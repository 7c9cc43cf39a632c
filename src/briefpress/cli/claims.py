"""`briefpress claims`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from briefpress.cli.options import CONFIG


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the result."
)
@CONFIG
def claims(file: Path, form: str, config_file: Path) -> None:
    """Print who says what in FILE: its claims by the origins of its sources, and how far the evidence carries each.

    On a terminal it is a table if there is room for one; elsewhere a list.

    \b
    Examples:
      briefpress claims briefings/2026/meta-employee-data.md
      briefpress claims briefings/2026/meta-employee-data.md --format json
    """
    from briefpress.edition.desk import desk
    from briefpress.evidence import gather
    from briefpress.render.wording import CATALOGUE
    from briefpress.report import matrix

    site = desk(config_file)
    document = site.document(file)
    found = matrix.matrix(document, gather(document, site.registry), site.registry, CATALOGUE)
    if form == "json":
        click.echo(matrix.as_json(found), nl=False)
        return
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(matrix.text(found, width=width), nl=False)
