"""What a run tells on standard error, and its exit status."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

import click

from briefpress import report

if TYPE_CHECKING:
    from briefpress.edition import Result

OK, FINDINGS, WRONG = 0, 1, 2
"""Nothing wrong; findings of severity error; wrong use, or an environment that does not allow it."""


def is_coloured(wanted: str, stream: TextIO) -> bool:
    """Whether a stream takes colour: a terminal that knows it, unless NO_COLOR says no (no-color.org)."""
    if wanted != "auto":
        return wanted == "always"
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def tell(result: Result) -> None:
    coloured = is_coloured("auto", sys.stderr)
    click.echo(report.text.findings(result.findings, result.texts, colour=coloured), nl=False, err=True)
    click.echo(report.text.bugs(result.bugs), nl=False, err=True)


def status_of(result: Result, *, strict: bool, published: bool) -> int:
    """2 when briefpress itself failed, 1 when findings stop, else 0."""
    if result.bugs:
        return WRONG
    stops = any(finding.is_error or strict for finding in result.findings)
    return FINDINGS if stops and not published else OK
