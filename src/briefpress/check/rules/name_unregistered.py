"""Whoever is named is known to the registry, so that we know whether they may be named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from briefpress.check.language import Language, language
from briefpress.check.own_prose import Passage, may_name
from briefpress.check.placed import Placed
from briefpress.check.prose import spans
from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.model.briefing import AiUse, Common, Stakeholder
from briefpress.model.finding import Finding
from briefpress.model.registry import Registry, Source

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+", re.ASCII)
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_WORD = rf"{_CAPITAL}[^\W_]*(?:['’-][^\W_]+)*"
_RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?:[ \n]{_WORD})+")
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_TOLD = 100
"""Names in one file that are told: nobody mends a thousand by hand."""
_TITLE_CASE = 0.6
"""From this share of capitals on, a line is set in title case, and capitals say nothing."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each id that leads nowhere where text may stand too, and for each unknown name."""
    yield from _ids(subject, subject.registry)
    words = language(subject.document.entry.lang)
    if words is not None and subject.own.may_name:
        yield from _names(subject, words)


def across(overview: Overview) -> Iterator[Finding]:
    """The same for ids in the registry."""
    yield from _ids(overview, overview.registry)


# ── ids ───────────────────────────────────────────────────────────────────────────────────────────────


def _ids(subject: Subject | Overview, known: Registry) -> Iterator[Finding]:
    if known.unread:
        return  # it may stand where nothing could be read
    parties = (known.organisations, known.people, known.groups)
    for placed, stakeholder in subject.of(Stakeholder):
        yield from _id(placed, ("name",), stakeholder.name, parties, "organisation, person or group")
    for placed, source in subject.of(Source):
        yield from _id(placed, ("publisher",), source.publisher, (known.organisations,), "organisation")
        for index, via in enumerate(source.via):
            listed = subject.evidence.sources if isinstance(subject, Subject) else {}
            yield from _id(placed, ("via", index), via, (known.sources, listed), "source")
    for placed, use in subject.of(AiUse):
        yield from _id(placed, ("reviewed_by",), use.reviewed_by, (known.people,), "person")


def _id(
    placed: Placed, path: tuple[str | int, ...], name: str, held: Iterable[Mapping[str, object]], noun: str
) -> Iterator[Finding]:
    is_id = "-" in name and " " not in name and _ID.fullmatch(name)
    if is_id and not any(name in entries for entries in held):
        message = f'"{name}" looks like an id, and no {noun} has it'
        help = "Correct the id, add the entry, or write the name out"
        yield RULE.finding(placed, placed.at(*path), message, help=help)


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────


class _Known(NamedTuple):
    registry: Registry
    words: frozenset[str]


_last = _Known(Registry(), frozenset())


def _registered_words(registry: Registry) -> frozenset[str]:
    """The words of all names in a registry, kept for the next file."""
    global _last  # noqa: PLW0603 - one registry a build; it cannot be hashed, and a thousand files ask
    if _last.registry is not registry:
        _last = _Known(registry, frozenset(_words(_registered(registry))))
    return _last.words


def _registered(registry: Registry) -> Iterator[str]:
    for organisation in registry.organisations.values():
        yield from (organisation.name, *organisation.aliases)
    for group in registry.groups.values():
        yield from (group.label, *group.aliases)
    for topic in registry.topics.values():
        yield from (topic.label, *topic.alt_labels)
    yield from (person.name for person in registry.people.values())
    yield from (principle.label for principle in registry.principles.values())


def _of_file(subject: Subject) -> Iterator[str]:
    """Names that the file itself declares: stakeholders, sources with publisher and author, systems."""
    for source in subject.evidence.sources.values():
        authors = (source.author,) if isinstance(source.author, str) else source.author
        yield from (source.title, source.publisher, *authors)
    yield from (stakeholder.name for stakeholder in subject.document.entry.stakeholders)
    yield from (use.system for _, use in subject.of(AiUse))


def _words(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from (bare(token) for token in _TOKEN.findall(name))


def bare(word: str) -> str:
    """A word in lower case, without the ending of a genitive."""
    return word.lower().removesuffix("’s").removesuffix("'s").removesuffix("’").removesuffix("'")


def _names(subject: Subject, words: Language) -> Iterator[Finding]:
    known = _registered_words(subject.registry) | frozenset(_words(_of_file(subject)))
    told: set[str] = set()
    for passage in subject.own.passages():
        if may_name(passage.text.encode("utf-8", "replace")) and not _is_title_case(passage):
            for index, name in unknown_names(passage.shown(), known, words):
                if name not in told and len(told) < _TOLD:
                    told.add(name)
                    message = f'"{name}" is named in {passage.name} but in no registry'
                    help = "Add the person with `public_role`, or the organisation; or describe by role"
                    yield RULE.finding(subject, passage.at(index), message, help=help, passage=name)


def _is_title_case(passage: Passage) -> bool:
    if not isinstance(passage.placed.entry, Common) or passage.key != "title":
        return False
    long = [word for word in _TOKEN.findall(passage.text) if len(word) > 3]
    return sum(1 for word in long if word[0].isupper()) > _TITLE_CASE * len(long)


def unknown_names(text: str, known: frozenset[str], words: Language) -> Iterator[tuple[int, str]]:
    """(place, name) of each run of capitals that nothing known accounts for."""
    starts = {
        start + len(text[start:end]) - len(text[start:end].lstrip(" \n([“‘")) for start, end in spans(text)
    }
    no_names = words.stop | words.vague | words.pronouns
    for match in _RUN.finditer(text):
        run = match.group().split()
        at = match.start()
        small = next((i for i, word in enumerate(run) if bare(word) not in no_names), len(run))
        at += sum(len(word) + 1 for word in run[:small])
        run = run[small:]
        begins = at == match.start() and at in starts
        if begins and len(run) > 2:  # "Later Jane Roe said": the first word may be no name
            at += len(run[0]) + 1
            run, begins = run[1:], False
        if _is_name(run, known, words, begins=begins):
            yield at, " ".join([*run[:-1], run[-1].removesuffix("’s").removesuffix("'s")])


def _is_name(run: list[str], known: frozenset[str], words: Language, *, begins: bool) -> bool:
    """True when at least two words look like a name's, and they are not all known."""
    bared = [bare(word) for word in run]
    if begins and all(word in known for word in bared[1:]):
        return False  # a capital at the beginning of a sentence says nothing
    named = [word for word in run if len(word) > 1 and not word.isupper()]
    return len(named) > 1 and not known.issuperset(bared) and words.others.isdisjoint(bared)


RULE = FileRule(
    id="name-unregistered",
    weight=Weight.WARNING,
    summary="a name, or what looks like an id, that the registry does not hold",
    heuristic=True,
    worded=True,
    check=check,
    across=across,
)
