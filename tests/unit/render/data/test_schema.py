"""Schemas of what editors write, and the command that gives them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from briefpress.cli import cli
from briefpress.render.data import schema

ROOT = Path(__file__).parents[4]


class _AsText(yaml.CSafeLoader):
    """YAML as an editor's program reads it: a date is text there."""


_AsText.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def values(text: str) -> Any:
    return yaml.load(text, _AsText)


def front_matter(path: Path) -> Any:
    return values(path.read_text().split("---\n")[1])


def faults(value: Any, name: str) -> list[str]:
    return [
        f"{e.json_path}: {e.message}" for e in Draft202012Validator(schema.written(name)).iter_errors(value)
    ]


@pytest.mark.parametrize("name", schema.NAMES)
def test_every_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schema.written(name))


@pytest.mark.parametrize("path", sorted((ROOT / "briefings").glob("2*/*.md")), ids=lambda p: p.stem)
def test_the_briefings_of_this_site_follow_it(path: Path) -> None:
    assert faults(front_matter(path), "briefing") == []


def test_the_digests_and_registry_files_of_this_site_follow_theirs() -> None:
    for path in (ROOT / "briefings" / "_digests").rglob("*.md"):
        assert faults(front_matter(path), "digest") == []
    for path in (ROOT / "briefings" / "_registry").glob("*.yml"):
        assert faults(values(path.read_text()), path.stem) == []


def test_a_draft_needs_little_and_keys_without_a_value_are_fine() -> None:
    draft = "title: T\nevent: E\ntype_of_work: news\nevent_date: 2026\nsummary:\nclaims:\nstatus:\n"
    assert faults(values(draft), "briefing") == []


def test_what_is_wrong_is_found() -> None:
    assert faults(values("title: T\nevent: E\n"), "briefing") == ["$: 'type_of_work' is a required property"]
    wrong = "title: T\nevent: E\ntype_of_work: gossip\ntitel: x\nclaims: [{credibility: 9}]\n"
    assert len(faults(values(wrong), "briefing")) == 3


def test_every_field_has_its_meaning() -> None:
    for definition in schema.written("briefing")["$defs"].values():
        assert all("description" in field for field in definition.get("properties", {}).values())


def test_the_command_prints_one_and_writes_all(tmp_path: Path) -> None:
    printed = CliRunner().invoke(cli, ["schema", "topics"])
    assert json.loads(printed.stdout) == schema.written("topics")
    written = CliRunner().invoke(cli, ["schema", "--output", str(tmp_path)])
    assert written.exit_code == 0
    assert {p.stem for p in tmp_path.iterdir()} == set(schema.NAMES)
    assert CliRunner().invoke(cli, ["schema", "nonsense"]).exit_code == 2
    assert CliRunner().invoke(cli, ["schema"]).exit_code == 2


def test_the_settings_of_the_editor_lead_to_the_schemas() -> None:
    """Each schema in schema/ is named once, and each pattern finds files of this repository, if there are any."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    named = settings["yaml.schemas"]
    assert sorted(named) == sorted(f"./schema/{name}.json" for name in schema.NAMES)
    for name, patterns in named.items():
        assert (ROOT / name).is_file()
        found = [
            path for one in ([patterns] if isinstance(patterns, str) else patterns) for path in ROOT.glob(one)
        ]
        assert found or Path(name).stem == "principles"  # which ship with the package
        for path in found:
            text = path.read_text(encoding="utf-8")
            assert faults(front_matter_or_all(text), Path(name).stem) == [], path


def front_matter_or_all(text: str) -> Any:
    return values(text.split("---\n")[1] if text.startswith("---\n") else text)
