"""A whole file."""

from __future__ import annotations

import pickle

from briefpress.load import document
from briefpress.model.briefing import Digest
from briefpress.model.document import Document, Kind
from briefpress.model.finding import FaultKind
from briefpress.model.source import Location, Source
from briefpress.model.vocabulary import Status

PATH = "briefings/2026/meta-leak.md"


def _document(text: str | bytes, path: str = PATH) -> Document:
    return document(Source(path, text if isinstance(text, bytes) else text.encode()))


def test_a_small_briefing() -> None:
    loaded = _document("---\ntitle: T\nstatus: published\n---\n## What happened\n\nA [c1].\n")
    assert (loaded.kind, loaded.year, loaded.slug, loaded.id) == (
        Kind.BRIEFING,
        "2026",
        "meta-leak",
        "2026-meta-leak",
    )
    assert (loaded.entry.title, loaded.entry.status) == ("T", Status.PUBLISHED)
    assert (loaded.faults, loaded.readable, loaded.status_readable) == ((), True, True)
    assert loaded.locate(("title",)) == Location(PATH, 2, 8)
    assert loaded.locate(("summary",)) == Location(PATH, 1, 1)
    assert loaded.body.at == Location(PATH, 5, 1)
    assert loaded.last_line == Location(PATH, 7, 1)


def test_a_digest_is_known_by_its_folder() -> None:
    loaded = _document("---\nlimits: L\n---\n", "briefings/_digests/2026/x.md")
    assert loaded.kind is Kind.DIGEST
    assert isinstance(loaded.entry, Digest)
    assert loaded.entry.limits == "L"
    assert loaded.id == "2026-x"


def test_without_front_matter_only_the_faults_mean_anything() -> None:
    loaded = _document("hello\n")
    assert (loaded.readable, loaded.status_readable) == (False, False)
    assert [fault.at for fault in loaded.faults] == [Location(PATH, 1, 1)]


def test_broken_yaml_is_placed_in_the_file() -> None:
    loaded = _document("---\ntitle: a: b\n---\n")
    assert (loaded.readable, loaded.status_readable) == (False, False)
    assert [(fault.kind, fault.at) for fault in loaded.faults] == [(FaultKind.YAML, Location(PATH, 2, 9))]


def test_front_matter_that_is_no_mapping() -> None:
    for text in ("---\n- a\n---\n", "---\na\n---\n"):
        assert [fault.found for fault in _document(text).faults] == ["front matter without fields"]


def test_empty_front_matter_is_an_empty_briefing() -> None:
    loaded = _document("---\n---\n")
    assert (loaded.readable, loaded.faults, loaded.entry.status) == (True, (), Status.DRAFT)


def test_a_status_that_cannot_be_read_is_not_taken_for_a_draft() -> None:
    for status in (
        "status: drfat",
        "status: [draft]",
        "status: draft\nstatus: published",
        "status: !x draft",
    ):
        loaded = _document(f"---\n{status}\n---\n")
        assert loaded.readable
        assert not loaded.status_readable, status


def test_a_hidden_character_leaves_the_rest_readable() -> None:
    loaded = _document("---\ntitle: a\u200bb\nstatus: drfat\n---\n\u202ex\n")
    assert [(fault.found, fault.at.line, fault.at.column) for fault in loaded.faults] == [
        ("input-character", 2, 9),
        ("drfat", 3, 9),
        ("input-character", 5, 1),
    ]
    assert loaded.entry.title == "a\ufffdb"


def test_a_body_over_its_limit() -> None:
    head = "---\ntitle: T\n---\n"
    assert _document(head + "é" * 100 * 1024).faults == ()
    (fault,) = _document(head + "é" * 100 * 1024 + "x").faults
    assert (fault.found, fault.expected, fault.at) == ("input-body-size", "201 kB", Location(PATH, 4, 1))


def test_a_body_may_be_absent() -> None:
    loaded = _document("---\ntitle: T\n---")
    assert loaded.body.markdown == ""
    assert loaded.body.at == Location(PATH, 3, 1)
    assert loaded.last_line == Location(PATH, 3, 1)


def test_faults_come_in_the_order_of_their_places() -> None:
    loaded = _document("---\nfoo: 1\ntitle: no\nstatus: x\nversion: y\n---\n")
    assert [fault.at.line for fault in loaded.faults] == [2, 3, 4, 5]


def test_a_document_can_go_to_another_process() -> None:
    loaded = _document("---\ntitle: no\nclaims: [{id: c1}]\n---\n## A\n[c1]\n")
    again = pickle.loads(pickle.dumps(loaded))
    assert again == loaded
    assert again.locate(("claims", 0, "id")) == loaded.locate(("claims", 0, "id"))
