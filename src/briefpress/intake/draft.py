"""An extract -> what the form asks of a source, each answer with where it was found, and what only an editor can judge.

What is only likely is never an answer: it stands among the proposals, which become comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefpress.evidence.origins import origin
from briefpress.evidence.overlap import longest_run
from briefpress.intake.material import Extract, Kind, Told
from briefpress.model import edtf
from briefpress.model.registry import Registry, Source
from briefpress.model.vocabulary import SyntheticSignal

OF_THE_EDITOR = "as you say"
_NOWHERE = "nothing in it says so"
_LONGEST_TITLE = 200
_OPENING = 12
_QUOTATION = re.compile(r'[“"«][^”"»\n]*\s[^”"»\n]*\s[^”"»\n]*[”"»]')
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Given:
    """What the editor says, which goes before what the material says; "" and () say nothing."""

    title: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    issued: str = ""
    url: str = ""
    type: str = ""
    origin_group: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A field, what stands in it and where that was found; without a value it is left out."""

    key: str
    value: str | tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """A held source that uses the same words in a row, and the origin that it counts for."""

    source: str
    origin: str
    run: tuple[str, ...]

    @property
    def words(self) -> str:
        """The run as it is shown."""
        return " ".join(self.run[:_SHOWN]) + (" …" if len(self.run) > _SHOWN else "")


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers in the order of the form, what may be added, and what the editor should look at."""

    answers: tuple[Answer, ...]
    proposals: tuple[str, ...] = ()
    shared: tuple[Shared, ...] = ()
    notes: tuple[str, ...] = ()

    def value(self, key: str) -> str | tuple[str, ...]:
        """What stands in a field; "" where nothing does."""
        return next((answer.value for answer in self.answers if answer.key == key), "")


def drafted(
    extract: Extract, given: Given, registry: Registry, accessed: str, own: Iterable[Source] = ()
) -> Draft:
    """What the registry's form asks of a source, answered as far as the material goes.

    `own` are the sources that briefings describe themselves: their held texts are compared as well.
    """
    issued, too_late = _issued(extract, given, accessed)
    publisher = _publisher(extract, given, registry)
    answers = [
        _title(extract, given),
        publisher,
        Answer("accessed", accessed),
        Answer("url", given.url),
        _type(extract, given),
        _author(extract, given),
        issued,
        Answer("origin_group", given.origin_group, OF_THE_EDITOR),
        Answer("access", "" if given.url else "offline", "it came without an address"),
        Answer("language", *_parts(extract.language)),
    ]
    shared = tuple(_shared(extract.text, registry, own))
    answered = tuple(answer for answer in answers if answer.value)
    proposals = [
        *_of_date(extract, issued),
        *_of_origin(shared, given, registry),
        *_of_signs(extract, answered, shared),
    ]
    notes = [*extract.notes, *([too_late] if too_late else []), *_unidentified(answered, given)]
    return Draft(answered, tuple(proposals), shared, tuple(notes))


def _parts(told: Told | None) -> tuple[str, str]:
    return (told.value, told.where) if told else ("", "")


# ── answers ───────────────────────────────────────────────────────────────────────────────────────────


def _title(extract: Extract, given: Given) -> Answer:
    if given.title:
        return Answer("title", given.title, OF_THE_EDITOR)
    if extract.title:
        return Answer("title", _cut(extract.title.value), extract.title.where)
    first, _, rest = extract.text.partition("\n")
    if rest.strip() and len(first) <= 120 and not first.endswith((".", "!", ":", ";", ",")):
        return Answer("title", first, "the first line of the text")
    words = first.split()
    opening = " ".join(words[:_OPENING]).rstrip(".,;:")
    return Answer("title", _cut(f"[Untitled] {opening}"), "none given: the opening words")


def _cut(title: str) -> str:
    """As long as the form allows, cut at a word."""
    if len(title) <= _LONGEST_TITLE:
        return title
    return title[: _LONGEST_TITLE - 2].rpartition(" ")[0] + " …"


def _publisher(extract: Extract, given: Given, registry: Registry) -> Answer:
    told = Told(given.publisher, OF_THE_EDITOR) if given.publisher else extract.publisher
    if told is None:
        return Answer("publisher", "unknown", _NOWHERE)
    for name, body in registry.organisations.items():
        if told.value.casefold() in (one.casefold() for one in (body.name, *body.aliases)):
            return Answer("publisher", name, f"{told.where}: “{told.value}”, in the registry as {name}")
    return Answer("publisher", told.value, told.where)


def _type(extract: Extract, given: Given) -> Answer:
    if given.type:
        return Answer("type", given.type, OF_THE_EDITOR)
    return Answer("type", "" if extract.kind is Kind.HTML else "document", f"it is {extract.kind}")


def _author(extract: Extract, given: Given) -> Answer:
    if given.authors:
        none = given.authors == ("none-given",)
        return Answer("author", "none-given" if none else given.authors, OF_THE_EDITOR)
    if not extract.authors:
        return Answer("author", "none-given", _NOWHERE)
    return Answer("author", tuple(told.value for told in extract.authors), extract.authors[0].where)


def _issued(extract: Extract, given: Given, accessed: str) -> tuple[Answer, str]:
    """The date, and what an editor is told of one that cannot be."""
    if given.issued:
        return Answer("issued", given.issued, OF_THE_EDITOR), ""
    told = extract.issued
    if told is None:
        return Answer("issued", edtf.UNKNOWN, _NOWHERE), ""
    span = edtf.parse(told.value)
    if span is None or span.earliest is None or span.earliest.isoformat() > accessed:
        said = (
            f"It says that it was published on {told.value} ({told.where}), which lies ahead; left unknown."
        )
        return Answer("issued", edtf.UNKNOWN, _NOWHERE), said
    return Answer("issued", told.value, told.where), ""


# ── proposals ─────────────────────────────────────────────────────────────────────────────────────────


def _shared(text: str, registry: Registry, own: Iterable[Source]) -> Iterator[Shared]:
    """Every source whose held text has a run of words in common with this one."""
    for source in sorted((*registry.sources.values(), *own), key=lambda source: source.id):
        held = registry.snapshots.get(source.snapshot.file) if source.snapshot else None
        run = longest_run(held.text, text) if held else ()
        if run:
            yield Shared(source.id, origin(source), run)


def _of_date(extract: Extract, issued: Answer) -> Iterator[str]:
    if issued.value == edtf.UNKNOWN and extract.perhaps is not None:
        yield f"issued: {extract.perhaps.value}? ({extract.perhaps.where}; nothing declares it)"


def _of_origin(shared: tuple[Shared, ...], given: Given, registry: Registry) -> Iterator[str]:
    """What the words in common suggest; the groups themselves are for the editor to choose."""
    if given.origin_group:
        return
    for one in shared:
        yield f'shares {len(one.run)} words with {one.source}: "{one.words}"'
    for name in dict.fromkeys(one.origin for one in shared):
        if name in registry.origin_groups:
            yield f"origin_group: {name}, if both go back to one text (basis: shared-wording)"
        else:
            of = ", ".join(one.source for one in shared if one.origin == name)
            yield f"origin_group: a new one with {of}, if both go back to one text (basis: shared-wording)"


def _of_signs(extract: Extract, answers: tuple[Answer, ...], shared: tuple[Shared, ...]) -> Iterator[str]:
    held = {answer.key: answer.value for answer in answers}
    signs: Mapping[SyntheticSignal, bool] = {
        SyntheticSignal.NO_BYLINE: held.get("author") == "none-given",
        SyntheticSignal.NO_DATE: held.get("issued") == edtf.UNKNOWN,
        SyntheticSignal.NO_LINKS: extract.links == 0,
        SyntheticSignal.NO_QUOTATIONS: not _QUOTATION.search(extract.text),
        SyntheticSignal.SHARED_WORDING: bool(shared),
    }
    found = [str(sign) for sign, shows in signs.items() if shows]
    if len(found) >= 2 and {SyntheticSignal.NO_BYLINE, SyntheticSignal.NO_DATE} & set(found):
        yield f"synthetic_signals: [{', '.join(found)}], if you judge that these signs mean something"


def _unidentified(answers: tuple[Answer, ...], given: Given) -> Iterator[str]:
    held = {answer.key: answer.value for answer in answers}
    unknown = (held["publisher"], held["author"], held["issued"]) == ("unknown", "none-given", edtf.UNKNOWN)
    if unknown and not given.origin_group:
        yield (
            "Publisher, author and date are all unknown: it counts for the origin `unidentified`, together with "
            "every other such text."
        )
