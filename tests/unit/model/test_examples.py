"""The examples of fields stand in the schemas and can be written as they are."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from briefpress.model.examples import EXAMPLES
from briefpress.model.field import specs
from briefpress.render.data import schema


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_example_is_of_a_field_and_taken(kind: str) -> None:
    """By the model, and by the schema of the file that an entry of this kind stands in."""
    model = schema.MODELS[kind]
    assert EXAMPLES[kind].keys() <= {key for _, key, _ in specs(model)}
    holders = [file for file in map(schema.written, schema.NAMES) if _properties(file, kind)]
    assert holders
    for key, values in EXAMPLES[kind].items():
        for value in values:
            model.model_validate({key: value})
            for file in holders:
                field = _properties(file, kind)[key]
                assert field["examples"] == list(values)
                Draft202012Validator({**field, "$defs": file["$defs"]}).validate(value)


def _properties(file: dict[str, Any], kind: str) -> dict[str, Any]:
    """The fields of a kind of entry in a schema: the file's own, or those of entries within it."""
    if kind in ("Briefing", "Digest"):
        found = file if file["title"] == f"Front matter of a {kind.lower()}" else {}
    else:
        found = file["$defs"].get(kind, {})
    properties: dict[str, Any] = found.get("properties", {})
    return properties
