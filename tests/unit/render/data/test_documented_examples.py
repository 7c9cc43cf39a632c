"""Every example of what editors write, in docs/ and README.md, against the schemas that their programs use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from jsonschema import Draft202012Validator

from briefpress.render.data import schema

ROOT = Path(__file__).parents[4]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
BLOCK = re.compile(r"^```(?P<kind>yaml|markdown)\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)
OF_THE_SITE = frozenset({"site_name", "site_url", "plugins", "theme", "extra", "repo_url", "edit_uri", "nav"})
"""Keys of mkdocs.yml, which is MkDocs' own."""
FAULTY = frozenset({"enum-unknown", "field-type", "field-unknown", "input-depth"})
"""Rules whose page shows first what the schema refuses too."""


class _AsText(yaml.CSafeLoader):
    """YAML as an editor's program reads it: a date is text there."""


_AsText.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


class Example(NamedTuple):
    """A block of a page, `whole` when it is the front matter of a file and no part of one."""

    page: str
    heading: str
    text: str
    whole: bool

    def __str__(self) -> str:
        return f"{self.page}: {self.heading}: {self.text[:30]!r}"


def examples() -> Iterator[Example]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in BLOCK.finditer(text):
            heading = re.findall(r"^#+ (.+)$", text[: match.start()], re.MULTILINE)[-1]
            shown = match["text"]
            whole = match["kind"] == "markdown" and shown.startswith("---\n")
            if whole:
                shown = shown.split("---\n")[1]
            if whole or match["kind"] == "yaml":
                yield Example(page.relative_to(ROOT).as_posix(), heading, shown, whole)


MISSPELT = "sumary:"
"""In the example of what is mended."""


@cache
def validators(*, whole: bool) -> tuple[Draft202012Validator, ...]:
    """Of every kind of file; for a part of one also of every kind of entry, alone or in a list, with nothing needed."""
    files = [schema.written(name) for name in schema.NAMES]
    if whole:
        return tuple(map(Draft202012Validator, files))
    tops: list[dict[str, Any]] = []
    for file in map(_part, files):
        entries: list[dict[str, Any]] = [{"$ref": f"#/$defs/{name}"} for name in file["$defs"]]
        lists: list[dict[str, Any]] = [{"type": "array", "items": entry} for entry in entries]
        tops += [file, *({**top, "$defs": file["$defs"]} for top in (*entries, *lists))]
    return tuple(map(Draft202012Validator, tops))


def _part(found: Any) -> Any:
    """A schema without what it needs."""
    if isinstance(found, dict):
        return {
            key: _part(value)
            for key, value in found.items()
            if not (key == "required" and isinstance(value, list))
        }
    return [_part(value) for value in found] if isinstance(found, list) else deepcopy(found)


def faults(example: Example) -> list[str]:
    """What the schema that fits best has against an example; nothing when one of them takes it."""
    values = yaml.load(example.text, _AsText)
    if values is None or (isinstance(values, dict) and OF_THE_SITE & values.keys()):
        return []
    against = [list(one.iter_errors(values)) for one in validators(whole=example.whole)]
    return [f"{error.json_path}: {error.message}" for error in min(against, key=len)]


@pytest.mark.parametrize("example", list(examples()), ids=[f"{n}: {e}" for n, e in enumerate(examples(), 1)])
def test_what_is_shown_can_be_written(example: Example) -> None:
    rule = Path(example.page).stem
    is_fault = (example.heading == "Example" and rule in FAULTY) or MISSPELT in example.text
    assert bool(faults(example)) == is_fault, faults(example)
