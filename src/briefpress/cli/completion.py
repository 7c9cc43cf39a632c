"""What a shell offers when an id is begun: the ids of the site in which the command stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def ids(kind: str) -> Complete:
    """Offers the ids of a registry, such as "sources", with what each is called; nothing where there is no site."""

    def offered(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
        from briefpress.edition import Unable
        from briefpress.edition.answers import names_of
        from briefpress.edition.desk import desk
        from briefpress.report.visible import visible

        try:
            entries = getattr(desk(_config_file(context)).registry, kind)
        except Unable:
            return []
        names = {name: said for name, said in names_of(entries).items() if name.startswith(begun)}
        return [
            CompletionItem(visible(name), help=visible(said[0]) if said else None)
            for name, said in sorted(names.items())
        ]

    return offered


def claims(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offers the ids of the claims of the file that stands behind `--in`."""
    from briefpress.edition import Unable
    from briefpress.edition.desk import desk
    from briefpress.report.visible import visible

    file = context.params.get("file")
    if file is None:
        return []
    try:
        found = desk(_config_file(context)).document(Path(file)).entry.claims
    except Unable:
        return []
    return [
        CompletionItem(visible(claim.id), help=visible(claim.text))
        for claim in found
        if claim.id.startswith(begun)
    ]


def _config_file(context: click.Context) -> Path:
    return Path(context.params.get("config_file") or "mkdocs.yml")
