"""The corpus of scripts/every_field.py: every field and every word occurs, and nothing in it is an error."""

from __future__ import annotations

import enum
import inspect
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime

import pytest

import every_field
from briefpress import pipeline
from briefpress.evidence import Evidence, gather
from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.load import settings as load_settings
from briefpress.model import briefing, registry, vocabulary
from briefpress.model.corpus import Corpus
from briefpress.model.document import Document
from briefpress.model.field import Entry, field_names, specs, walk
from briefpress.model.source import Source
from tests.conftest import NOW

FROM = "briefings/"
Occurring = Mapping[str, set[object]]


def read(count: int) -> Corpus:
    """The corpus as the rim would hand it on."""
    files = every_field.files(count)
    sources = [Source(path, text.encode()) for path, text in sorted(files.items())]
    registry_files = tuple(s for s in sources if s.path.startswith(f"{FROM}_registry/"))
    held = tuple(s for s in sources if s.path.startswith(f"{FROM}_snapshots/"))
    entries = tuple(s for s in sources if s.path.startswith(FROM) and s not in (*registry_files, *held))
    return Corpus(entries=entries, registry=registry_files, snapshots=held)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The smallest corpus that holds everything."""
    return read(every_field.FEWEST)


@pytest.fixture(scope="module")
def known(corpus: Corpus) -> registry.Registry:
    """Its registry."""
    found, faults = load_registry(corpus.registry, corpus.snapshots, corpus.faults)
    assert faults == ()
    return found


@pytest.fixture(scope="module")
def documents(corpus: Corpus) -> tuple[Document, ...]:
    """Its briefings and digests."""
    return tuple(load_document(source) for source in corpus.entries)


@pytest.fixture(scope="module")
def entries(documents: tuple[Document, ...], known: registry.Registry) -> tuple[Entry, ...]:
    """Everything that an editor would have written, with all that stands within it."""
    shared = [entry for kind in registry.KINDS for entry in getattr(known, kind).values()]
    own = [entry for entry in shared if not _ships(entry)]
    roots = [*(document.entry for document in documents), *own]
    return tuple(entry for root in roots for _, entry in walk(root))


def _ships(entry: Entry) -> bool:
    """True for the principles that come with the package."""
    return isinstance(entry, registry.Principle) and entry.id != "specimen-care"


def kinds() -> Iterator[type[Entry]]:
    """Every kind of entry that the models define, those aside that only others are made from."""
    for module in (briefing, registry):
        for _, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, Entry) and found not in (Entry, briefing.Common):
                yield found


def test_every_field_of_every_kind_of_entry_is_filled_somewhere(entries: tuple[Entry, ...]) -> None:
    met: dict[type[Entry], set[str]] = defaultdict(set)
    for entry in entries:
        met[type(entry)] |= {key for name, key, _ in specs(type(entry)) if name in entry.model_fields_set}
    missing = {kind.__name__: sorted(field_names(kind) - met[kind]) for kind in set(kinds())}
    assert {kind: fields for kind, fields in missing.items() if fields} == {}


def test_every_word_of_every_vocabulary_occurs(
    entries: tuple[Entry, ...], documents: tuple[Document, ...], known: registry.Registry
) -> None:
    met: set[object] = set()
    for entry in entries:
        for name, _, _ in specs(type(entry)):
            value = getattr(entry, name)
            met.update(
                (type(item), item)
                for item in (value if isinstance(value, tuple) else (value,))
                if isinstance(item, enum.Enum)
            )
    met |= {(vocabulary.ThreadKind, e.kind) for e in entries if isinstance(e, briefing.Thread)}
    met |= set(_computed(gather(document, known) for document in documents))
    missing = [
        f"{found.__name__}: {word}"
        for _, found in inspect.getmembers(vocabulary, inspect.isclass)
        if issubclass(found, enum.StrEnum) and found.__module__ == vocabulary.__name__
        for word in found
        if (found, word) not in met
    ]
    assert missing == []


def _computed(evidences: Iterator[Evidence]) -> Iterator[tuple[type, object]]:
    """What follows from the evidence and is never written."""
    for evidence in evidences:
        for standing in evidence.standings.values():
            yield vocabulary.Level, standing.level
            yield vocabulary.Agreement, standing.agreement
            yield vocabulary.Confidence, standing.ceiling
        for flag in evidence.flags:
            yield vocabulary.Flag, flag


def test_fields_with_two_forms_take_both(documents: tuple[Document, ...], entries: tuple[Entry, ...]) -> None:
    forms: dict[str, set[type]] = defaultdict(set)
    for document in documents:
        for name in ("reviewer", "ai_use", "suppress"):
            if getattr(document.entry, name):
                forms[name].add(type(getattr(document.entry, name)))
        forms["source"] |= {type(source) for source in document.entry.sources}
    forms["author"] = {type(e.author) for e in entries if isinstance(e, registry.Source)}
    assert forms == {
        "reviewer": {tuple, str},
        "ai_use": {tuple, str},
        "suppress": {dict, tuple},
        "source": {str, registry.Source},
        "author": {tuple, str},
    }


@pytest.mark.parametrize("count", [every_field.FEWEST, every_field.FEWEST + 1, 97])
def test_nothing_in_it_is_an_error(count: int) -> None:
    settings, faults = load_settings(Source("mkdocs.yml", every_field.files(count)["mkdocs.yml"].encode()))
    checked = pipeline.check(read(count), settings, datetime.fromisoformat(NOW), faults)
    assert checked.bugs == ()
    assert [f"{f.at.path}: {f.rule}: {f.message}" for f in checked.findings if f.is_error] == []


def test_the_same_seed_gives_the_same_corpus() -> None:
    assert every_field.files(60, seed=3) == every_field.files(60, seed=3)
    assert every_field.files(60, seed=3) != every_field.files(60, seed=4)


def test_too_few_briefings_are_refused() -> None:
    with pytest.raises(ValueError, match="60"):
        every_field.files(59)
