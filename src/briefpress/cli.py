"""The command line: arguments, the clock, printing and exit status. Nothing else does any of these."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from briefpress import report
from briefpress.model.vocabulary import RemovalGround

if TYPE_CHECKING:
    from briefpress.edition import Result
    from briefpress.edition.mending import Mended
    from briefpress.mend import Change

_OK, _FINDINGS, _WRONG = 0, 1, 2


class _Moment(click.ParamType[datetime]):
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


_CONFIG = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    help="The site's mkdocs.yml.",
)
_NOW = click.option("--now", type=_Moment(), help="The moment of the build, instead of the clock's.")
_JOBS = click.option("--jobs", type=click.IntRange(1, 256), help="Number of processes.")
_COLOUR = click.option(
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colour in text; by default on a terminal, unless NO_COLOR is set.",
)
_STRICT = click.option("--strict", is_flag=True, help="Warnings stop too.")


def _is_coloured(wanted: str, stream: TextIO) -> bool:
    """Whether a stream takes colour: a terminal that knows it, unless NO_COLOR says no (no-color.org)."""
    if wanted != "auto":
        return wanted == "always"
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def _now(given: datetime | None) -> datetime:
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefpress")
def cli() -> None:
    """Check briefings and publish them as a searchable site."""


@cli.command()
@_CONFIG
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to publish; site by default.")
@click.option("--drafts", is_flag=True, help="Show drafts and embargoed briefings too.")
@_NOW
@_JOBS
@click.option("--no-search", is_flag=True, help="Leave out the search index.")
@click.option("--no-cache", is_flag=True, help="Write everything anew.")
@_STRICT
def build(
    config_file: Path,
    site_dir: Path | None,
    drafts: bool,
    now: datetime | None,
    jobs: int | None,
    no_search: bool,
    no_cache: bool,
    strict: bool,
) -> None:
    """Build the site. Nothing is published when an error is found."""
    from briefpress import edition

    result = edition.build(
        config_file,
        site_dir=site_dir,
        now=_now(now),
        drafts=drafts,
        jobs=jobs,
        search=not no_search,
        cache=not no_cache,
        strict=strict,
    )
    _tell(result)
    if result.published:
        click.echo(
            f"{result.site}: {result.total} files, {result.written} written, {result.kept} unchanged.",
            err=True,
        )
    else:
        click.echo("Nothing was published; the former site is as it was.", err=True)
    sys.exit(_status(result, strict=strict, published=result.published))


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_CONFIG
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text")
@click.option(
    "--todo",
    type=click.Path(path_type=Path),
    help="What publishing FILE still needs, in order.",
    metavar="FILE",
)
@_COLOUR
@click.option("--release", is_flag=True, help="The lock must hold what is published (for pull requests).")
@click.option("--fix", is_flag=True, help="First mend what is mechanical, and show each change.")
@click.option("--yes", is_flag=True, help="With --fix: agree to every name that is put right.")
@_NOW
@_JOBS
@_STRICT
def check(
    paths: tuple[Path, ...],
    config_file: Path,
    form: str,
    todo: Path | None,
    colour: str,
    release: bool,
    fix: bool,
    yes: bool,
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
        config_file, now=_now(now), jobs=jobs, paths=asked, release=release, to_publish=todo is not None
    )
    status = _status(result, strict=strict, published=False) or (_OK if mended else _FINDINGS)
    coloured = _is_coloured(colour, sys.stdout)
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


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_CONFIG
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit status 1 if a file would change."
)
@_NOW
def fmt(paths: tuple[Path, ...], config_file: Path, only_check: bool, now: datetime | None) -> None:
    """Give briefings, digests and registry files one layout; all of them, or those at PATHS."""
    from briefpress import edition
    from briefpress.report import mending
    from briefpress.report.visible import visible

    found = edition.lay_out(config_file, now=_now(now), paths=paths, write=not only_check)
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
        sys.exit(_WRONG)
    refused = any(finding.is_error for finding in found.findings)
    sys.exit(_FINDINGS if refused or stays or (changed and only_check) else _OK)


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


@cli.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Print the page of a RULE: what it checks, why, and an example. Without RULE: all rules, a line each."""
    from briefpress.check.near import did_you_mean, near
    from briefpress.check.registry import RULES
    from briefpress.publish import read

    if rule is None:
        for one in RULES:
            click.echo(f"{one.id}: {one.summary}")
        return
    known = [one.id for one in RULES]
    page = read.rule_page(rule) if rule in known else None
    if page is None:
        raise click.UsageError(f'there is no rule "{rule}"{did_you_mean(near(rule, known))}')
    click.echo(report.explanation.plain(page), nl=False)


@cli.command()
@click.argument("name", required=False)
@click.option(
    "--output", type=click.Path(path_type=Path), help="Write NAME.json into this folder; all without NAME."
)
def schema(name: str | None, output: Path | None) -> None:
    """Print or write JSON Schemas of what editors write: front matter and registry files."""
    from briefpress.render.data import schema as schemas

    if name not in (None, *schemas.NAMES):
        raise click.UsageError(f"there is no schema of {name!r}; there are {', '.join(schemas.NAMES)}")
    if output is None and name is None:
        raise click.UsageError(f"name one of {', '.join(schemas.NAMES)}, or a folder with --output")
    for one in (name,) if name else schemas.NAMES:
        text = json.dumps(schemas.written(one), indent=2, ensure_ascii=False)
        if output is None:
            click.echo(text)
            continue
        output.mkdir(parents=True, exist_ok=True)
        (output / f"{one}.json").write_text(f"{text}\n", encoding="utf-8")
        click.echo(f"{output / one}.json written.", err=True)


@cli.command()
@_CONFIG
@_NOW
def release(config_file: Path, now: datetime | None) -> None:
    """Record what this change publishes: the lock, and a copy of each version. Commit what it writes."""
    from briefpress import edition

    released = edition.release(config_file, now=_now(now))
    errors = tuple(f for f in released.findings if f.is_error)
    click.echo(report.text.findings(errors), nl=False, err=True)
    click.echo(report.text.bugs(released.bugs), nl=False, err=True)
    if not released.done:
        click.echo("Nothing was released; no file was changed.", err=True)
        sys.exit(_WRONG if released.bugs else _FINDINGS)
    for path in released.written:
        click.echo(f"wrote {path}")
    for path in released.removed:
        click.echo(f"removed {path}")
    if not released.written and not released.removed:
        click.echo("The lock holds everything that is published.", err=True)


@cli.command()
@click.argument("target")
@_CONFIG
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to build; site by default.")
@click.option("--keep", type=click.IntRange(1, 1000), default=5, show_default=True, help="Releases to keep.")
@click.option("--dry-run", is_flag=True, help="Build, and only print what would be sent.")
@_NOW
@_JOBS
@_STRICT
def publish(
    target: str,
    config_file: Path,
    site_dir: Path | None,
    keep: int,
    dry_run: bool,
    now: datetime | None,
    jobs: int | None,
    strict: bool,
) -> None:
    """Build the site and publish it to TARGET: a folder, GIT_URL[#branch] or s3://bucket/prefix."""
    from briefpress import edition

    done = edition.publish(
        config_file,
        target,
        now=_now(now),
        site_dir=site_dir,
        jobs=jobs,
        strict=strict,
        keep=keep,
        dry_run=dry_run,
        say=click.echo,
    )
    _tell(done.built)
    if done.outcome is None:
        click.echo("Nothing was published.", err=True)
        sys.exit(_status(done.built, strict=strict, published=False))
    told = done.outcome
    counts = f"{told.sent} files new or changed, {told.same} unchanged, {told.gone} removed"
    if dry_run:
        click.echo(f"{done.to}: would publish {counts}.", err=True)
    elif told.changed:
        click.echo(f"{done.to}: published as {told.release}: {counts}.", err=True)
    else:
        click.echo(f"{done.to}: {told.release} holds all of this already.", err=True)
    if told.dropped:
        click.echo(f"Releases {'to be ' if dry_run else ''}dropped: {', '.join(told.dropped)}.", err=True)
    if told.note:
        click.echo(f"Note: {told.note}.", err=True)


@cli.command()
@click.argument("target")
@_CONFIG
@click.option("--dry-run", is_flag=True, help="Only print what would be done.")
@_NOW
def rollback(target: str, config_file: Path, dry_run: bool, now: datetime | None) -> None:
    """Go back to the release before at TARGET, byte for byte. What was taken down does not come back."""
    from briefpress import edition

    done = edition.rollback(config_file, target, now=_now(now), dry_run=dry_run, say=click.echo)
    click.echo(f"{'Would go' if dry_run else 'Went'} back to {done.release}.", err=True)


@cli.command()
@click.argument("where", metavar="URL or DIR")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Compare with the edition in DIR, such as site, instead of with the manifest that lies there.",
)
@click.option("--limit", type=click.FloatRange(1, 86400), default=600.0, help="Seconds that it may take.")
def verify(where: str, against: Path | None, limit: float) -> None:
    """Compare a published site, file by file, with the manifest of its edition."""
    from briefpress import edition
    from briefpress.publish.verify import lines

    found = edition.verify(where, against=against, limit=limit)
    for line in lines(found):
        click.echo(line)
    counts = f"{len(found.missing)} missing, {len(found.altered)} altered, {len(found.surplus)} surplus"
    click.echo(f"{found.total} files: {'all as they should be' if found.is_same else counts}.", err=True)
    sys.exit(_OK if found.is_same else _FINDINGS)


@cli.command()
@click.argument("name", metavar="ID")
@_CONFIG
@click.option(
    "--ground",
    type=click.Choice([str(ground) for ground in RemovalGround]),
    required=True,
    help="On what ground.",
)
@click.option("--note", default="", help="What readers may be told about it, in 30 words at most.")
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the site is built; site by default.")
@click.option("--yes", is_flag=True, help="Do it; without, only say what would be done.")
@_NOW
def remove(
    name: str,
    config_file: Path,
    ground: str,
    note: str,
    site_dir: Path | None,
    yes: bool,
    now: datetime | None,
) -> None:
    """Take the page ID down, for law, safety or a person's rights, in every file of the checkout."""
    from briefpress import edition
    from briefpress.report import removal

    found = edition.remove(
        config_file,
        name,
        RemovalGround(ground),
        now=_now(now),
        note=note,
        carry_out=yes,
        site_dir=site_dir,
    )
    told = removal.text(
        name,
        done=found.done,
        public=found.public,
        written=found.written,
        gone=found.gone,
        cached=found.cached,
        by_hand=found.by_hand,
        mentions=[(mention.at, mention.how) for mention in found.mentions],
        commits=found.commits,
    )
    click.echo(told, nl=False)
    if not found.done:
        click.echo("Nothing was changed. Run it again with --yes to do it.", err=True)


@cli.command()
@_CONFIG
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
@_NOW
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
    found = edition.check_links(config_file, terms, now=_now(now))
    shown = told.as_json if as_json else told.text
    click.echo(shown(found.results, found.sources, found.resting), nl=False)
    sys.exit(_FINDINGS if strict and found.has_dead else _OK)


def _tell(result: Result) -> None:
    coloured = _is_coloured("auto", sys.stderr)
    click.echo(report.text.findings(result.findings, result.texts, colour=coloured), nl=False, err=True)
    click.echo(report.text.bugs(result.bugs), nl=False, err=True)


def _status(result: Result, *, strict: bool, published: bool) -> int:
    """2 when briefpress itself failed, 1 when findings stop, else 0."""
    if result.bugs:
        return _WRONG
    stops = any(finding.is_error or strict for finding in result.findings)
    return _FINDINGS if stops and not published else _OK


def main() -> None:
    """The `briefpress` command. No traceback reaches an editor."""
    try:
        _run()
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
        sys.exit(_WRONG)


def _run() -> None:
    from briefpress.edition import Unable  # slow to import, and may be stopped while it is

    try:
        cli(standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(_WRONG)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(_WRONG)
    except Unable as error:
        click.echo(f"briefpress: {error}", err=True)
        sys.exit(_WRONG)
