"""Shared data."""

from __future__ import annotations

import hashlib

from briefpress.load import principles, registry
from briefpress.model.finding import Fault, FaultKind
from briefpress.model.registry import Registry
from briefpress.model.source import Location, Source, written

FOLDER = "briefings/_registry"


def _registry(**files: str) -> tuple[Registry, tuple[Fault, ...]]:
    return registry([Source(f"{FOLDER}/{name}.yml", text.encode()) for name, text in files.items()], [])


def _told(**files: str) -> list[tuple[FaultKind, str, str, str, int]]:
    return [(f.kind, written(f.path), f.found, f.expected, f.at.line) for f in _registry(**files)[1]]


def test_entries_by_id_and_their_places() -> None:
    found, faults = _registry(
        sources="sources:\n  - {id: a}\n  - id: b\n    title: T\norigin_groups:\n  - {id: g}\n",
        topics="topics:\n  - id: t\n    label: L\n",
    )
    assert faults == ()
    assert list(found.sources) == ["a", "b"]
    assert list(found.origin_groups) == ["g"]
    assert found.topics["t"].label == "L"
    assert found.places["sources", "b"] == (f"{FOLDER}/sources.yml", ("sources", 1))
    path, place = found.places["topics", "t"]
    assert found.locate[path]((*place, "label")) == Location(f"{FOLDER}/topics.yml", 3, 12)


def test_absent_and_empty_files_are_empty() -> None:
    for found, faults in (_registry(), _registry(people="", topics="topics:\n", groups="# none\n")):
        assert faults == ()
        assert not found.people
        assert not found.topics


def test_a_repeated_id_keeps_the_first_entry() -> None:
    found, faults = _registry(topics="topics:\n  - {id: t, label: A}\n  - {id: t, label: B}\n  - {id: t}\n")
    assert found.topics["t"].label == "A"
    assert [(f.kind, f.found, f.expected, f.at.line, f.at.column) for f in faults] == [
        (FaultKind.DUPLICATE_ID, "t", f"{FOLDER}/topics.yml:2:10", 3, 10),
        (FaultKind.DUPLICATE_ID, "t", f"{FOLDER}/topics.yml:2:10", 4, 10),
    ]


def test_faults_of_structure_stand_at_their_place() -> None:
    assert _told(topics="topics:\n  - {id: t, lable: A}\n  - u\n  - {id: no}\n  - {label: x}\n") == [
        (FaultKind.UNKNOWN_FIELD, "topics[0].lable", "lable", "", 2),
        (FaultKind.WRONG_TYPE, "topics[1]", "text", "a set of fields", 3),
        (FaultKind.RETYPED, "topics[2].id", "no", "true or false", 4),
        (FaultKind.WRONG_TYPE, "topics[3].id", "nothing", "text", 5),
    ]


def test_a_file_holds_the_key_that_is_its_name() -> None:
    assert _told(topics="sources: []\n") == [(FaultKind.UNKNOWN_FIELD, "sources", "sources", "", 1)]
    assert _told(topics="topics: x\n") == [(FaultKind.WRONG_TYPE, "topics", "text", "a list", 1)]
    expected = 'the key "topics" and a list below it'
    assert _told(topics="- {id: t}\n") == [(FaultKind.WRONG_TYPE, "", "a list", expected, 1)]


def test_broken_yaml_and_refused_input_are_faults() -> None:
    assert [(kind, line) for kind, *_, line in _told(topics="topics:\n  - a: b: c\n")] == [
        (FaultKind.YAML, 2)
    ]
    assert [f.found for f in _registry(topics="topics: [&x {id: t}, *x]\n")[1]] == [
        "input-anchor",
        "input-alias",
    ]


def test_a_file_of_an_unknown_name_is_not_silently_ignored() -> None:
    (fault,) = _registry(topic="topics: []\n")[1]
    assert (fault.found, fault.at) == ("input-misplaced", Location(f"{FOLDER}/topic.yml"))


def test_fourteen_principles_ship_with_the_package() -> None:
    shipped = principles()
    assert len(shipped) == 14
    assert shipped["participation-and-remedy"].crosswalk.hleg == ("5", "7")
    assert shipped["creative-rights-and-attribution"].crosswalk.oecd == ()
    for principle in shipped.values():
        assert len(principle.label) <= 60
        assert 0 < len(principle.definition.split()) <= 40
    assert list(_registry()[0].principles) == list(shipped)


def test_a_site_may_add_principles_but_not_replace_one() -> None:
    found, faults = _registry(
        principles="principles:\n  - {id: care, label: Care}\n  - {id: accountability}\n"
    )
    assert len(found.principles) == 15
    assert ("principles", "care") in found.places
    assert ("principles", "accountability") not in found.places
    assert [(f.kind, f.expected) for f in faults] == [
        (FaultKind.DUPLICATE_ID, "the principles that ship with briefpress")
    ]


def test_snapshots_are_held_by_file_name_with_the_digest_of_their_bytes() -> None:
    content = "é\r\n\u200b".encode()
    found, faults = registry([], [Source("briefings/_snapshots/a.txt", content)])
    assert faults == ()
    assert found.snapshots["a.txt"].text == "é\n\u200b"
    assert found.snapshots["a.txt"].sha256 == hashlib.sha256(content).hexdigest()


def test_a_snapshot_that_is_not_utf_8_is_a_fault() -> None:
    found, (fault,) = registry([], [Source("briefings/_snapshots/a.txt", b"ab\xff")])
    assert not found.snapshots
    assert (fault.found, fault.at.column) == ("input-encoding", 3)
