"""Values -> models, with each fault at its place."""

from __future__ import annotations

from typing import Any

import pytest

from briefpress.load.structure import Reading, read
from briefpress.load.yaml_nodes import compose
from briefpress.model.briefing import Briefing
from briefpress.model.finding import FaultKind
from briefpress.model.source import Location, written

Told = tuple[FaultKind, str, str, str]


def _read(text: str) -> Reading[Briefing]:
    tree = compose(text, Location("x.md"), first_line=2)
    assert tree.complete
    return read(Briefing, tree.values, tree.locate, unread=tree.unread)


def _told(text: str) -> list[Told]:
    return [(f.kind, written(f.path), f.found, f.expected) for f in _read(text).faults]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("topics: one", (FaultKind.WRONG_TYPE, "topics", "text", "a list")),
        ("topics: {a: b}", (FaultKind.WRONG_TYPE, "topics", "a set of fields", "a list")),
        ("title: [a]", (FaultKind.WRONG_TYPE, "title", "a list", "text")),
        ("claims: [a]", (FaultKind.WRONG_TYPE, "claims[0]", "text", "a set of fields")),
        ("withdrawn: soon", (FaultKind.WRONG_TYPE, "withdrawn", "text", "a set of fields")),
        ("version: one", (FaultKind.WRONG_TYPE, "version", "text", "a whole number")),
        ("version: 1.5", (FaultKind.WRONG_TYPE, "version", "1.5", "a whole number")),
        ("claims: [{adverse: yes}]", (FaultKind.WRONG_TYPE, "claims[0].adverse", "yes", "true or false")),
        (
            "claims: [{credibility: 9}]",
            (FaultKind.WRONG_TYPE, "claims[0].credibility", "9", "a whole number from 1 to 6"),
        ),
        ("status: [draft]", (FaultKind.WRONG_TYPE, "status", "a list", "one word")),
        ("editor: jane", (FaultKind.WRONG_TYPE, "editor", "text", "a list")),
        ("reviewer: jane", (FaultKind.WRONG_TYPE, "reviewer", "text", 'a list or "none"')),
        ("ai_use: {stage: image}", (FaultKind.WRONG_TYPE, "ai_use", "a set of fields", 'a list or "none"')),
        ("sources: [[a]]", (FaultKind.WRONG_TYPE, "sources[0]", "a list", "text or a set of fields")),
        ("sources: [no]", (FaultKind.RETYPED, "sources[0]", "no", "true or false")),
        ("sources: [{author: 3}]", (FaultKind.RETYPED, "sources[0].author", "3", "a number")),
        (
            "sources: [{author: {a: b}}]",
            (FaultKind.WRONG_TYPE, "sources[0].author", "a set of fields", "a list or text"),
        ),
        ("topics: [a, ]", None),
        ("topics:\n  -\n", (FaultKind.WRONG_TYPE, "topics[0]", "nothing", "text")),
        ("title: 12:30:00", (FaultKind.RETYPED, "title", "12:30:00", "a number")),
        ("event: 1e3", (FaultKind.RETYPED, "event", "1e3", "a decimal number")),
        ("summary: 2026-11-21", (FaultKind.RETYPED, "summary", "2026-11-21", "a date")),
        (
            "suppress: {weasel-words: off}",
            (FaultKind.RETYPED, "suppress.weasel-words", "off", "true or false"),
        ),
        ("suppress: none", (FaultKind.WRONG_TYPE, "suppress", "text", "a set of fields or a list")),
        ("type_of_work: source-reveiw", (FaultKind.UNKNOWN_VALUE, "type_of_work", "source-reveiw", "")),
        ("claims: [{kind: no}]", (FaultKind.UNKNOWN_VALUE, "claims[0].kind", "no", "")),
        ("sumary: x", (FaultKind.UNKNOWN_FIELD, "sumary", "sumary", "")),
        ("topics: [a, b, c, d, e, f, g, h]", (FaultKind.TOO_MANY, "topics", "8", "6")),
        ("reviewer: [a, b, c]", (FaultKind.TOO_MANY, "reviewer", "3", "2")),
        ("event_date: 2026", None),
        ("published: 2026-11-21", None),
        ("title:", None),
        ("withdrawn: ~", None),
        ("version: 3", None),
        ("reviewer: none", None),
        ("claims: [{adverse: true}]", None),
        ("claims: [{assertions: [{locator: {time: 01:02:03}}]}]", None),
    ],
)
def test_one_fault(text: str, told: Told | None) -> None:
    assert _told(text) == ([] if told is None else [told])


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("title: x\nsumary: y\n", 3, 1),
        ("claims:\n  - id: c1\n    assertions:\n      - {source: a, qoute: b}\n", 5, 21),
        ("topics: [a, b, c, d, e, f, g, h]\n", 2, 28),
        ("sources:\n  - {id: a, author: [1]}\n", 3, 22),
        ("stakeholders:\n  - class: people\n", 3, 12),
    ],
)
def test_places_of_faults(text: str, line: int, column: int) -> None:
    (fault,) = _read(text).faults
    assert fault.at == Location("x.md", line, column)


def test_candidates_are_the_names_allowed_at_that_place() -> None:
    (field,) = _read("claims: [{assertions: [{qoute: b}]}]").faults
    assert {"quote", "hedge", "source"} <= set(field.candidates)
    assert "claims" not in field.candidates
    (inline,) = _read("sources: [{titel: b}]").faults
    assert "title" in inline.candidates
    (aliased,) = _read("stakeholders: [{class_: company}]").faults
    assert "class" in aliased.candidates
    assert "class_" not in aliased.candidates
    (value,) = _read("claims: [{kind: evnet}]").faults
    assert value.candidates[:2] == ("event", "identity")


def test_all_faults_are_told_at_once() -> None:
    text = (
        "titel: x\nstatus: drfat\ntopics: [1, a, b, c, d, e, f]\nclaims: [x, {id: 1, adverse: no, foo: b}]\n"
    )
    assert [(kind, path) for kind, path, _, _ in _told(text)] == [
        (FaultKind.UNKNOWN_VALUE, "status"),
        (FaultKind.WRONG_TYPE, "claims[0]"),
        (FaultKind.RETYPED, "claims[1].id"),
        (FaultKind.WRONG_TYPE, "claims[1].adverse"),
        (FaultKind.UNKNOWN_FIELD, "claims[1].foo"),
        (FaultKind.RETYPED, "topics[0]"),
        (FaultKind.UNKNOWN_FIELD, "titel"),
        (FaultKind.TOO_MANY, "topics"),
    ]


def test_the_rest_of_the_entry_is_kept_with_its_positions() -> None:
    text = (
        "title: T\nstatus: drfat\ntopics: [a, 1, b]\nsources: [a, 1, c]\n"
        "claims: [x, {id: c2, kind: foo}, {id: c3}]\n"
        "takeaways: [{text: a}, b, {text: c}]\n"
    )
    reading = _read(text)
    entry = reading.entry
    assert (entry.title, entry.topics) == ("T", ("a", "", "b"))
    assert entry.sources == ("a", "", "c")
    assert [claim.id for claim in entry.claims] == ["", "c2", "c3"]
    assert [takeaway.text for takeaway in entry.takeaways] == ["a", "", "c"]
    assert reading.broken == {
        ("status",),
        ("topics", 1),
        ("sources", 1),
        ("claims", 0),
        ("claims", 1, "kind"),
        ("takeaways", 1),
    }


def test_of_too_many_entries_the_first_ones_are_kept() -> None:
    reading = _read("topics: [a, b, c, d, e, f, g, h]")
    assert reading.entry.topics == ("a", "b", "c", "d", "e", "f")
    assert reading.broken == {("topics", 6), ("topics", 7)}


def test_a_word_of_a_list_that_cannot_be_read_is_dropped() -> None:
    reading = _read("sources: [{synthetic_signals: [no-date, foo, no-links]}]")
    source: Any = reading.entry.sources[0]
    assert list(source.synthetic_signals) == ["no-date", "no-links"]
    assert reading.broken == {("sources", 0, "synthetic_signals", 1)}


def test_what_yaml_could_not_take_as_it_stands_is_broken_and_told_once() -> None:
    text = "status: draft\nstatus: published\ntopics: [a, !t b]\n"
    reading = _read(text)
    assert reading.faults == ()  # the tree has told them
    assert reading.broken == {("status",), ("topics", 1)}


def test_keys_named_like_the_tags_of_unions_are_ordinary_unknown_fields() -> None:
    assert _told('sources: [{"<entry>": a, id: b}]') == [
        (FaultKind.UNKNOWN_FIELD, "sources[0].<entry>", "<entry>", ""),
    ]


def test_a_hundred_thousand_faults_are_cut_short() -> None:
    reading = _read("redirect_from: [" + "1," * 20_000 + "]\ntitle: T\n")
    assert len(reading.faults) == 100
    assert reading.entry.title == "T"
    assert reading.entry.redirect_from == ()
