"""`briefpress source` and `briefpress promote`: sources are taken in, looked at again, and moved."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefpress.cli.options import CONFIG, NOW, moment

if TYPE_CHECKING:
    from briefpress.edition.promoting import Promoted

_LARGEST = 20 * 1024 * 1024
_PRIVATE = click.option(
    "--allow-private", is_flag=True, help="Also ask addresses of private networks and this machine."
)
_TIMEOUT = click.option(
    "--timeout",
    type=click.FloatRange(0.1, 600),
    default=30.0,
    show_default=True,
    help="Seconds that one request may take.",
)
_JOIN = click.option(
    "--join-lines", is_flag=True, help="The lines of a paragraph become one, in plain text that is wrapped."
)


@click.group()
def source() -> None:
    """Take sources in, and look at them again."""


@source.command()
@click.argument("where", metavar="FILE|URL|-")
@CONFIG
@click.option("--id", "name", default="", help="Name of the source; made of its title by default.")
@click.option(
    "--inline",
    type=click.Path(path_type=Path),
    help="Describe it in this briefing, not in the registry.",
)
@click.option("--title", default="", help="Its title, as printed.")
@click.option("--publisher", default="", help="Organisation id, a name, or unknown.")
@click.option("--author", "authors", multiple=True, help="A name, or none-given. May be given several times.")
@click.option("--issued", default="", help="When it was published: EDTF, or unknown.")
@click.option("--url", default="", help="Its address, for a text that comes from a file.")
@click.option("--type", "kind", default="", help="CSL type, such as report.")
@click.option(
    "--hash-only", is_flag=True, help="Keep no copy, only the hash: for a text whose owner allows none."
)
@click.option("--origin-group", default="", help="The registry's group that it belongs to.")
@_JOIN
@_PRIVATE
@_TIMEOUT
@NOW
def add(
    where: str,
    config_file: Path,
    name: str,
    inline: Path | None,
    title: str,
    publisher: str,
    authors: tuple[str, ...],
    issued: str,
    url: str,
    kind: str,
    hash_only: bool,
    origin_group: str,
    join_lines: bool,
    allow_private: bool,
    timeout: float,
    now: datetime | None,
) -> None:
    """Take in a text, a web page or a PDF file: its snapshot, and an entry that says what it is.

    What you say by an option goes before what the text says. Nothing is overwritten. With an address this
    reaches the network.

    \b
    briefpress source add https://example.org/report
    briefpress source add letter.txt --publisher "Example Union" --issued 2026-06-25
    """
    from briefpress import edition
    from briefpress.edition.sourcing import Terms, Wanted
    from briefpress.intake.draft import Given
    from briefpress.report import sources as told

    given = Given(title, publisher, authors, issued, url, kind, origin_group)
    terms = Terms(allow_private, timeout, join_lines=join_lines)
    wanted = Wanted(where, name, inline, given, hash_only, _piped(where))
    done = edition.add_source(config_file, wanted, terms, now=moment(now))
    answers = [(answer.key, answer.value, answer.where) for answer in done.draft.answers]
    counts = (done.paragraphs, done.words)
    said = told.added(
        done.id, done.file, done.snapshot, counts, answers, done.draft.proposals, done.draft.notes
    )
    click.echo(said, nl=False)


@source.command()
@click.argument("name", metavar="ID")
@click.argument("where", metavar="[FILE|URL|-]", default="")
@CONFIG
@_JOIN
@_PRIVATE
@_TIMEOUT
@NOW
def update(
    name: str,
    where: str,
    config_file: Path,
    join_lines: bool,
    allow_private: bool,
    timeout: float,
    now: datetime | None,
) -> None:
    """Look at the source ID again, at its address or in a file.

    The text that we hold stays. One that differs becomes a source beside it, with the day in its name, and the
    quotations that it no longer holds are told.
    """
    from briefpress import edition
    from briefpress.edition.sourcing import Terms
    from briefpress.report import sources as told

    terms = Terms(allow_private, timeout, join_lines=join_lines)
    found = edition.update_source(config_file, name, where, terms, now=moment(now), piped=_piped(where))
    broken = [(one.at, one.claim, one.quote, one.instead) for one in found.broken]
    said = told.updated(found.of, found.id, found.snapshot, found.group, broken, found.notes)
    click.echo(said, nl=False)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("name", metavar="ID")
@CONFIG
@NOW
def promote(file: Path, name: str, config_file: Path, now: datetime | None) -> None:
    """Move the source ID, which the briefing FILE describes itself, to the registry.

    Its lines and their comments move as they are; nothing else changes, and `check` finds what it found before.
    """
    from briefpress import edition

    edition.promote(config_file, file, name, now=moment(now), show=_show)


def _show(promoted: Promoted) -> None:
    from briefpress.report import mending

    for one in promoted.revisions:
        click.echo(mending.difference(one.path, one.before or b"", one.after), nl=False)


def _piped(where: str) -> bytes:
    """What standard input holds, where it is asked for; a byte more than is allowed is enough."""
    return sys.stdin.buffer.read(_LARGEST + 1) if where == "-" else b""
