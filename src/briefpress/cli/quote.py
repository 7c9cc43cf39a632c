"""`briefpress quote`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefpress.cli.completion import claims, ids
from briefpress.cli.options import COLOUR, CONFIG
from briefpress.cli.outcome import FINDINGS, is_coloured


@click.command()
@click.argument("source", shell_complete=ids("sources"))
@click.argument("words")
@click.option(
    "--claim",
    default="",
    shell_complete=claims,
    help="Put it into this claim of the file, as its last assertion.",
)
@click.option(
    "--in",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The briefing or digest of the claim; its own sources are found, too.",
)
@click.option("--para", type=click.IntRange(1), help="Look in this paragraph only.")
@COLOUR
@CONFIG
def quote(
    source: str,
    words: str,
    claim: str,
    file: Path | None,
    para: int | None,
    colour: str,
    config_file: Path,
) -> None:
    """Find WORDS in the text that is held of SOURCE, and print them as an assertion that can be pasted into a claim.

    Small mistakes are forgiven: what is printed stands in the source, in whole sentences where they are not too long.
    Exit status 1 when nothing is found.

    \b
    Examples:
      briefpress quote seed-a "organizing and pushing back"
      briefpress quote seed-a "organizing and pushing back" --claim c1 --in briefings/2026/first-try.md
    """
    from briefpress.edition import quoting
    from briefpress.edition.desk import desk
    from briefpress.evidence.quoting import Unlike
    from briefpress.report import quotation
    from briefpress.report.visible import visible

    if claim and file is None:
        raise click.UsageError("--claim needs the file: --in FILE")
    found = quoting.find(desk(config_file), source, words, file=file, claim=claim, para=para)
    if isinstance(found.result, Unlike):
        click.echo(quotation.unlike(found.source, found.result), err=True)
        sys.exit(FINDINGS)
    coloured = is_coloured(colour, sys.stdout)
    click.echo(quotation.assertion(found.lines, found.result, colour=coloured), nl=False, color=coloured)
    for line in quotation.told(found.result):
        click.echo(line, err=True)
    if found.foreign:
        click.echo(
            visible(f"{source} is in {found.foreign}: add `translation` and `translated_by`."), err=True
        )
    if found.held:
        click.echo(visible(f"{claim} in {found.inserted} holds this already; nothing was written."), err=True)
    elif found.inserted:
        listed = f", and {source} put into its sources" if found.listed else ""
        click.echo(visible(f"Put into {claim} of {found.inserted}{listed}."), err=True)
        for warning in found.warnings:
            click.echo(visible(f"Mind: {warning}"), err=True)
