"""A former version from its public twin: everything that the twin tells, and nothing that it should not."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.evidence import gather
from briefpress.evidence.past import Past, histories, may_be_read
from briefpress.load import version as load
from briefpress.load.body import body
from briefpress.model.artifact import Artifact
from briefpress.model.document import Document
from briefpress.model.registry import Registry
from briefpress.model.source import Source
from briefpress.render import Site, twins
from tests.unit.render.making import BODY, FILM, REGISTRY, SETTINGS, card_of, document

PATH = "briefings/_versions/2026/film/1.json"


def twin_of(made: Document) -> Artifact:
    """`index.json` of a document."""
    made = replace(made, body=body(made.path, made.body.markdown, 1))
    card = card_of(made)
    site = Site.of([card], REGISTRY, SETTINGS)
    found = twins.twin(made, gather(made, REGISTRY), card, REGISTRY, site, SETTINGS)
    assert found is not None
    return twins.written(found)[0]


def read(content: bytes | str, registry: Registry = REGISTRY) -> Past | None:
    """The version that a file holds."""
    raw = content.encode() if isinstance(content, str) else content
    return load(Source(PATH, raw), 1, "2026-11-21", document(FILM, BODY), registry)


def past(**changes: Any) -> Past:
    """The film's page as version 1, with changes."""
    found = read(twin_of(document({**FILM, **changes}, BODY)).content)
    assert found is not None
    return found


def test_the_twin_tells_everything_again() -> None:
    """Fields, body and evidence come out as they went in."""
    made = document(FILM, BODY)
    found = past()
    said, written = found.document.entry.claims, made.entry.claims
    assert [(c.id, c.text, c.kind, c.adverse, c.rivals) for c in said] == [
        (c.id, c.text, c.kind, c.adverse, c.rivals) for c in written
    ]
    assert [[a.quote for a in c.assertions] for c in said] == [
        [a.quote for a in c.assertions] for c in written
    ]
    assert found.document.entry.stakeholders[1].stake == "Pay and credit"
    assert found.document.body.markdown.split() == BODY.split()
    evidence = gather(made, REGISTRY)
    assert found.evidence.standings == evidence.standings
    assert found.evidence.origins == evidence.origins
    assert found.evidence.flags == evidence.flags
    assert found.registry.origin_groups["bundle"] == REGISTRY.origin_groups["bundle"]


def test_names_are_those_of_the_day() -> None:
    """An organisation that was renamed since keeps the name that readers saw."""
    renamed = REGISTRY.organisations["acme"].model_copy(update={"name": "Acme Holdings"})
    now = replace(REGISTRY, organisations={"acme": renamed})
    found = read(twin_of(document(FILM, BODY)).content, now)
    assert found is not None
    assert found.registry.organisations["acme"].name == "Acme Ltd"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bytes", b"\xff\xfe"),
        ("nothing", ""),
        ("list", "[]"),
        ("deep list", "[" * 100_000),
        ("deep", '{"claims":' * 30 + "1" + "}" * 30),
        ("twice", '{"title": "a", "title": "b"}'),
        ("number", '{"version": ' + "9" * 5000 + "}"),
        ("decimal", '{"version": 1.5}'),
        ("no number", '{"version": NaN}'),
        ("half a letter", '{"title": "\\ud800"}'),
        ("conflict", '<<<<<<< ours\n{"title": "a"}\n'),
        ("large", '{"title": "' + "a" * (4 * 1024 * 1024) + '"}'),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_what_is_no_twin_is_not_read(name: str, content: str | bytes) -> None:
    """Such a version answers with a notice."""
    assert read(content) is None, name


def test_what_cannot_be_read_is_left_out() -> None:
    """A field of another type, or one that the form no longer has, costs that field alone."""
    values = json.loads(twin_of(document(FILM, BODY)).content)
    values |= {"version": "one", "topics": 3, "weight": 1, "names": [], "origins": {"a": 1}, "flags": "all"}
    values["claims"][0]["standing"] = {"level": "sublime"}
    values["claims"][1] = "c2"
    values["body"][0] = {"heading": 1, "markdown": ["x"]}
    found = read(json.dumps(values))
    assert found is not None
    assert found.document.entry.title == FILM["title"]
    assert [c.id for c in found.document.entry.claims] == ["c1", "c3"]


def test_letters_that_hide_or_reorder_text_are_replaced() -> None:
    """Written as escapes they would pass every look at the file."""
    found = read('{"title": "a\\u202eb"}')
    assert found is not None
    assert found.document.entry.title == "a\N{REPLACEMENT CHARACTER}b"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda within: (
        st.lists(within, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["title", "claims", "sources", "names", "body", "origins", "id", "text", "standing"]
            ),
            within,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["title", "claims", "sources", "names", "body", "flags"]), JSON))
def test_never_raises(values: dict[str, Any]) -> None:
    """Whatever stands in the file."""
    read(json.dumps(values))


def test_history_of_claims() -> None:
    """Added, reworded, superseded, raised and lowered, each with the version, the day and the reason."""
    before = past()
    values = dict(FILM) | {
        "version": 2,
        "changes": [{"version": 2, "date": "2026-12-01", "note": "More is known"}],
        "corrections": [
            {"id": "x1", "affects": ["c1"], "from_version": 1, "to_version": 2, "reason": "We misread it"}
        ],
    }
    first, second, third = (dict(c) for c in FILM["claims"])
    first["text"] = "Acme ended its film."
    second["superseded_by"] = "c4"
    fourth = third | {"id": "c4", "rivals": []}
    now = document(values | {"claims": [first, second, third, fourth]}, BODY)
    standings = dict(gather(now, REGISTRY).standings)
    standings["c3"] = standings["c3"]._replace(ceiling=None)
    found = histories([before], now.entry, standings)
    assert [(e.version, e.change, e.reason) for e in found["c1"]] == [
        (1, "added", ""),
        (2, "corrected", "We misread it"),
    ]
    assert found["c1"][1].before == "Acme ended a film."
    assert [(e.change, e.date, e.reason) for e in found["c2"]][1:] == [
        ("superseded", "2026-12-01", "More is known")
    ]
    assert [e.change for e in found["c3"]] == ["added"]
    assert [(e.version, e.change) for e in found["c4"]] == [(2, "added")]


def test_versions_from_before_a_redaction_may_not_be_read() -> None:
    """What was taken down may stand anywhere in them."""
    redaction = {"affects": "summary", "date": "2026-12-01", "ground": "safety"}
    now = document({**FILM, "redactions": [redaction]}, BODY).entry.redactions
    assert not may_be_read(past(), now)
    assert may_be_read(past(redactions=[redaction]), now)
    assert may_be_read(past(), ())
