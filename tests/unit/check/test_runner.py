"""What a site and a file may decide about findings, and what happens when a rule fails."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefpress.check import Checked, Overview, Subject, check_corpus, check_file
from briefpress.check.runner import word
from briefpress.evidence import gather
from briefpress.evidence.card import card
from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.model.field import specs, walk
from briefpress.model.finding import Fault, FaultKind, Severity
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.model.source import Location, Source

BASE = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "_base" / "publishable.yml").read_text(encoding="utf-8")
)
PATH = "briefings/2026/longer-night-shifts.md"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FRONT, BODY = BASE[PATH].removeprefix("---\n").split("---\n", 1)


def _registry() -> Registry:
    files = [Source(p, t.encode()) for p, t in BASE.items() if "_registry" in p]
    snapshots = [Source(p, t.encode()) for p, t in BASE.items() if "_snapshots" in p]
    return load_registry(files, snapshots)[0]


def _checked(text: str, severities: Mapping[str, str] | None = None) -> Checked:
    registry = _registry()
    document = load_document(Source(PATH, text.encode()))
    settings = Settings("Cases", "https://cases.example/", severities=severities or {})
    return check_file(Subject(document, registry, gather(document, registry), settings, NOW))


LONG = BASE[PATH].replace("title: ", "title: " + '"' + "long " * 20 + '" #')


def test_a_warning_can_be_switched_off_raised_and_suppressed() -> None:
    """By the site's options and by the file's `suppress`."""
    assert [f.severity for f in _checked(LONG).findings] == [Severity.WARNING]
    assert _checked(LONG, {"text-too-long": "off"}).findings == ()
    assert [f.severity for f in _checked(LONG, {"text-too-long": "error"}).findings] == [Severity.ERROR]
    suppressed = LONG.replace("version: 1", "version: 1\nsuppress: {text-too-long: It must stay.}")
    assert _checked(suppressed).findings == ()


def test_an_error_stays() -> None:
    """Whatever site and file say of it."""
    text = BASE[PATH].replace("version: 1", "version: 1\ntopcs: []\nsuppress: {field-unknown: No.}")
    found = _checked(text, {"field-unknown": "off"}).findings
    assert [f.rule for f in found] == ["field-unknown", "field-type"]


def test_a_fault_that_no_rule_words_is_our_bug() -> None:
    """It is told, not lost."""
    overview = Overview((), Registry(), Settings("Cases"), NOW, lambda path, _: Location(path))
    checked = word(overview, [Fault(FaultKind.INPUT, Location("a.md"), found="input-unheard-of")])
    assert [bug.path for bug in checked.bugs] == ["a.md"]


def test_every_field_of_the_model_is_reached() -> None:
    """`walk` visits every entry of a document: none hides in a field that it does not know."""
    document = load_document(Source(PATH, BASE[PATH].encode()))
    visited = {type(entry).__name__ for _, entry in walk(document.entry)}
    assert {"Briefing", "Claim", "Assertion", "Stakeholder", "Takeaway"} <= visited
    assert all(spec.meaning for _, entry in walk(document.entry) for _, _, spec in specs(type(entry)))


VALUES: Any = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.sampled_from(
        ["c1", "desk", "[..2026-11-21]", "2026-13", "<b>", "none", "unknown", "#c1", "a#b", "published"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "claims", "a"]), inner)
    ),
    max_leaves=6,
)


@pytest.mark.heavy
@given(st.data())
def test_no_rule_raises_whatever_stands_in_a_field(data: st.DataObject) -> None:
    """A rule that raises is our bug; no file may bring one about."""
    values = copy.deepcopy(yaml.safe_load(FRONT))
    for _ in range(data.draw(st.integers(1, 3))):
        _put(values, data)
    text = f"---\n{yaml.safe_dump(values, allow_unicode=True)}---\n{BODY}"
    registry = _registry()
    document = load_document(Source(PATH, text.encode()))
    evidence = gather(document, registry)
    settings = Settings("Cases", "https://cases.example/")
    checked = check_file(Subject(document, registry, evidence, settings, NOW))
    cards = (card(document, evidence, registry),)
    by_id = {c.id: c for c in cards}
    place = document.locate
    overview = Overview(
        cards, registry, settings, NOW, lambda _, at, key=False: place(at, key=key), (), by_id
    )
    checked += check_corpus(overview)
    assert not checked.bugs, checked.bugs[0].detail


def _put(values: Any, data: st.DataObject) -> None:
    """Put something else in one place of the values."""
    here = values
    while True:
        keys: list[Any] = list(here) if isinstance(here, dict) else list(range(len(here)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        inner = here[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            here[key] = data.draw(VALUES)
            return
        here = inner
