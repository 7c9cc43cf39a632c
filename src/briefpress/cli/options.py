"""Options that several commands share, and the clock."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click


class Moment(click.ParamType[datetime]):
    """RFC 3339 date and time with offset."""

    name = "RFC3339"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a moment; write it like 2026-11-21T09:00:00Z", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"{value!r} has no offset; write it like 2026-11-21T09:00:00Z", param, ctx)
        try:
            return moment.astimezone(UTC)
        except OverflowError:
            self.fail(f"{value!r} lies beyond the calendar", param, ctx)


CONFIG = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    help="The site's mkdocs.yml.",
)
NOW = click.option("--now", type=Moment(), help="The moment of the build, instead of the clock's.")
JOBS = click.option("--jobs", type=click.IntRange(1, 256), help="Number of processes.")
COLOUR = click.option(
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colour in text; by default on a terminal, unless NO_COLOR is set.",
)
STRICT = click.option("--strict", is_flag=True, help="Warnings stop too.")


def moment(given: datetime | None) -> datetime:
    """`--now`, else SOURCE_DATE_EPOCH (reproducible-builds.org), else the system's clock; always UTC."""
    if given is not None:
        return given
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC)  # the one place where the clock is read
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise click.ClickException(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds") from None
