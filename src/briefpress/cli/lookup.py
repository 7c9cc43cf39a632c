"""`briefpress explain` and `briefpress schema`: what can be looked up without a site."""

from __future__ import annotations

import json
from pathlib import Path

import click

from briefpress import report


@click.command()
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


@click.command()
@click.argument("name", required=False)
@click.option(
    "--output", type=click.Path(path_type=Path), help="Write NAME.json into this folder; all without NAME."
)
def schema(name: str | None, output: Path | None) -> None:
    """Print or write JSON Schemas of what editors write: front matter, registry files. NAME may be `diff` as well."""
    from briefpress.render.data import schema as schemas

    if name == "diff" and output is None:
        from briefpress.difference.json import schema as of_diff

        click.echo(json.dumps(of_diff(), indent=2, ensure_ascii=False))
        return
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
