"""Texts that use the same words in a row count as one origin, or somebody says why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.evidence.gather import held_text
from briefpress.evidence.origins import origin
from briefpress.evidence.overlap import echoes, longest_run, runs_of, sentences_of
from briefpress.model.finding import Finding
from briefpress.model.registry import Source
from briefpress.model.source import FieldPath, Location

_HELP = "Put them in one origin group with `basis: [shared-wording]`, or name one under `via` of the other"
_SHOWN = 30
"""Words of a run that a message shows."""


class _Held(NamedTuple):
    """A source whose text is held: its id, its origin, its text, and the file and place that describe it."""

    id: str
    origin: str
    text: str
    path: str
    at: FieldPath
    sentences: tuple[int, ...]
    via: tuple[str, ...] = ()


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each two sources of the file, one of them inline, that share a run across origins."""
    evidence = subject.evidence
    if not evidence.overlaps:
        return
    inline = {source.id: index for index, source in subject.document.inline_sources()}
    for (one, other), run in evidence.overlaps.items():
        if evidence.origins[one] == evidence.origins[other] or not (one in inline or other in inline):
            continue  # what is registered on both sides is told once, in the registry
        if one in evidence.sources[other].via or other in evidence.sources[one].via:
            continue
        here, there = (other, one) if other in inline else (one, other)
        related = ((_listed(subject, there), f'"{there}"'),)
        at = subject.at("sources", inline[here], "id")
        yield RULE.finding(subject, at, _message(there, here, run), help=_HELP, related=related)


def _listed(subject: Subject, name: str) -> Location:
    for index, source in enumerate(subject.document.entry.sources):
        if isinstance(source, Source) and source.id == name:
            return subject.at("sources", index, "id")
        if source == name:
            return subject.at("sources", index)
    return subject.at("sources", key=True)


def across(overview: Overview) -> Iterator[Finding]:
    """The same among registered sources, and for whole sentences among all texts of the corpus."""
    registered, inline = list(_registered(overview)), list(_inline(overview))
    told: set[tuple[str, str]] = set()
    runs = [(runs_of(one.text), one.origin) for one in registered]
    every = [*registered, *inline]
    for held, marks in ((registered, runs), (every, [(one.sentences, one.origin) for one in every])):
        for number, partners in echoes(marks):
            here = held[number]
            if (here.path, here.id) not in told:
                found = _first(here, [held[partner] for partner in partners])
                if found is not None:
                    told.add((here.path, here.id))
                    yield _told(overview, here, *found)


def _first(here: _Held, partners: Sequence[_Held]) -> tuple[_Held, tuple[str, ...]] | None:
    """The first partner with which a text shares a run, and the run. Those of one file are told there."""
    for there in partners:
        explained = there.id in here.via or here.id in there.via
        if not explained and (here.path != there.path or _is_registered(here)):
            run = longest_run(there.text, here.text)
            if run:
                return there, run
    return None


def _is_registered(one: _Held) -> bool:
    return one.path.startswith("briefings/_registry/")


def _told(overview: Overview, here: _Held, there: _Held, run: tuple[str, ...]) -> Finding:
    at, other = (overview.locate(one.path, (*one.at, "id")) for one in (here, there))
    related = ((other, f'"{there.id}"'),)
    return RULE.finding(
        overview, at, _message(there.id, here.id, run), help=_HELP, related=related, draft=False
    )


def _message(one: str, other: str, run: tuple[str, ...]) -> str:
    shown = " ".join(run[:_SHOWN]) + (" …" if len(run) > _SHOWN else "")
    return f'{one} and {other} share {len(run)} words: "{shown}"'


# ── which texts there are ─────────────────────────────────────────────────────────────────────────────


def _registered(overview: Overview) -> Iterator[_Held]:
    for name, source in sorted(overview.registry.sources.items()):
        text = held_text(source, overview.registry)
        if text is not None and ("sources", name) in overview.registry.places:
            path, at = overview.registry.places["sources", name]
            yield _Held(name, origin(source), text, path, at, sentences_of(text), source.via)


def _inline(overview: Overview) -> Iterator[_Held]:
    for card in overview.cards:
        for source in card.own_sources:
            held = overview.registry.snapshots.get(source.snapshot) if source.snapshot else None
            if held is not None and source.id not in overview.registry.sources:
                at = ("sources", card.sources.index(source.id))
                yield _Held(source.id, source.origin, held.text, card.path, at, source.sentences)


RULE = FileRule(
    id="shared-wording",
    weight=Weight.WARNING,
    summary="texts of different origins that use the same eight words in a row",
    check=check,
    across=across,
)
