"""`briefpress check`: its forms, and mending first."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefpress import report
from briefpress.cli.options import COLOUR, CONFIG, JOBS, NOW, STRICT, moment
from briefpress.cli.outcome import FINDINGS, OK, is_coloured, status_of

if TYPE_CHECKING:
    from briefpress.edition import Result
    from briefpress.edition.mending import Mended
    from briefpress.mend import Change


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@CONFIG
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text")
@click.option(
    "--todo",
    type=click.Path(path_type=Path),
    help="What publishing FILE still needs, in order.",
    metavar="FILE",
)
@COLOUR
@click.option("--release", is_flag=True, help="The lock must hold what is published (for pull requests).")
@click.option("--fix", is_flag=True, help="First mend what is mechanical, and show each change.")
@click.option("--yes", is_flag=True, help="With --fix: agree to every name that is put right.")
@click.option("--no-cache", is_flag=True, help="Check every file again, whatever is known from before.")
@NOW
@JOBS
@STRICT
def check(
    paths: tuple[Path, ...],
    config_file: Path,
    form: str,
    todo: Path | None,
    colour: str,
    release: bool,
    fix: bool,
    yes: bool,
    no_cache: bool,
    now: datetime | None,
    jobs: int | None,
    strict: bool,
) -> None:
    """Check briefings, registry and settings; all of them, or what concerns PATHS."""
    from briefpress import edition

    if todo is not None and (paths or form != "text" or not todo.is_file()):
        raise click.UsageError("--todo takes one file that is there, no other PATHS, and prints text")
    if yes and not fix:
        raise click.UsageError("--yes goes with --fix")
    asked = paths if todo is None else (todo,)
    mended = not fix or _fix(config_file, asked, yes=yes)
    result = edition.check(
        config_file,
        now=moment(now),
        jobs=jobs,
        paths=asked,
        release=release,
        to_publish=todo is not None,
        cache=not no_cache,
    )
    status = status_of(result, strict=strict, published=False) or (OK if mended else FINDINGS)
    coloured = is_coloured(colour, sys.stdout)
    shown = _todo(result, todo, config_file) if todo else _in_form(result, form, status, colour=coloured)
    click.echo(shown, nl=False, color=coloured)
    click.echo(report.text.bugs(result.bugs), nl=False, err=True)
    summary = report.text.summary(result.findings, result.total, result.silent)
    click.echo("" if todo else summary, nl=False, err=True)
    sys.exit(status)


def _fix(config_file: Path, paths: tuple[Path, ...], *, yes: bool) -> bool:
    """Mends, and says so on standard error. False when a file that was to be mended had to stay as it was."""
    from briefpress import edition
    from briefpress.report import mending
    from briefpress.report.visible import visible

    def confirm(change: Change) -> bool:
        asked = visible(f"{change.at}: {change.said}?")
        return yes or (sys.stdin.isatty() and click.confirm(asked, err=True))

    def show(file: Mended) -> None:
        click.echo(mending.difference(file.path, file.before, file.after), nl=False, err=True)

    done = edition.fix(config_file, confirm=confirm, show=show, paths=paths)
    for file in done.files:
        left = ((one.at, one.said) for one in file.left)
        click.echo(mending.mended(file.done, left), nl=False, err=True)
        if file.why_not:
            click.echo(mending.kept(file.path, file.why_not), nl=False, err=True)
    return not any(file.why_not for file in done.files)


def _in_form(result: Result, form: str, status: int, *, colour: bool) -> str:
    if form == "json":
        return report.json.findings(result.findings)
    if form == "github":
        return report.github.findings(result.findings)
    if form == "sarif":
        return _sarif(result, status)
    return report.text.findings(result.findings, result.texts, colour=colour)


def _sarif(result: Result, status: int) -> str:
    from importlib.metadata import version

    from briefpress.check.registry import RULES
    from briefpress.check.rule import Weight
    from briefpress.model.finding import RuleText
    from briefpress.publish import read
    from briefpress.report import sarif

    named = {f.rule for f in (*result.findings, *(one.finding for one in result.suppressed))}
    rules = [
        RuleText(
            r.id, r.summary, Weight(r.weight).severity(draft=False), read.rule_page(r.id) or "", r.heuristic
        )
        for r in RULES
        if r.id in named
    ]
    return sarif.log(
        result.findings,
        result.suppressed,
        result.bugs,
        result.silent,
        rules,
        version=version("briefpress"),
        status=status,
    )


def _todo(result: Result, file: Path, config_file: Path) -> str:
    from briefpress.report import todo

    path = Path(os.path.relpath(file.absolute(), config_file.absolute().parent)).as_posix()
    if not result.total:
        raise click.UsageError(f"{path} is neither a briefing nor a digest")
    return todo.steps(path, result.texts.get(path, b""), result.findings)
