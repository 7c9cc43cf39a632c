"""What a shell offers for the commands at an editor's desk."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.shell_completion import BashComplete

from briefpress.cli import cli
from tests.integration.desk import MAIN, made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site."""
    return made(tmp_path_factory.mktemp("site"))


@pytest.mark.parametrize(
    ("words", "begun", "offered"),
    [
        (["quote"], "clean", ["cleaners-statement"]),
        (["quote"], "x", []),
        (["quote", "cleaners-statement", "words", "--in", MAIN, "--claim"], "", ["c1"]),
        (["quote", "cleaners-statement", "words", "--in", "nothing.md", "--claim"], "", []),
        (["new", "topic", "--broader"], "w", ["working-time"]),
        (["new"], "t", ["topic"]),
        (["quote", "-f", "nothing.yml"], "", []),
    ],
)
def test_ids_of_the_site_are_offered(site: Path, words: list[str], begun: str, offered: list[str]) -> None:
    with contextlib.chdir(site):
        found = BashComplete(cli, {}, "briefpress", "_BRIEFPRESS_COMPLETE").get_completions(words, begun)
    assert [item.value for item in found] == offered


def helped() -> Iterator[tuple[str, str]]:
    """(command, its help) of each command at the desk."""
    for name in ("claims", "new", "quote"):
        command = cli.commands[name]
        yield name, command.help or ""
        below = command.commands if isinstance(command, click.Group) else {}
        yield from ((f"{name} {one}", sub.help or "") for one, sub in below.items())


@pytest.mark.parametrize(("command", "help"), list(helped()))
def test_help_has_an_example(command: str, help: str) -> None:
    assert f"  briefpress {command}" in help.partition("Example")[2]
