"""What the form needs is there: the minimum even in a draft, the rest before publishing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from briefpress.check.placed import ByKind, Placed
from briefpress.check.rule import FileRule, Overview, Subject, Weight
from briefpress.model import briefing, registry
from briefpress.model.briefing import Common, Digest
from briefpress.model.field import Entry, Need, Spec, filled, specs
from briefpress.model.finding import Finding
from briefpress.model.registry import Registry
from briefpress.model.vocabulary import (
    Access,
    Confidence,
    Reliability,
    ResponseStatus,
    StakeholderRole,
    Status,
    TypeOfWork,
)

_OTHER_RULES = frozenset(
    {
        (briefing.Takeaway, "claims"),  # takeaway-unsupported
        (registry.Source, "snapshot"),  # snapshot-missing
        *((briefing.Correction, key) for _, key, _ in specs(briefing.Correction)),  # correction-incomplete
    }
)
"""Needed fields that another rule reports, alone."""
_OPTIONAL_IN_DIGEST = frozenset({"claims", "sources", "stakeholders", "takeaways"})
_EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "editor": "[your-id]",
        "topics": "[topic-id]",
        "principles": "[accountability]",
        "type_of_work": "source-review",
        "event_date": "unknown",
        "ai_use": "none",
        "reviewer": "[their-id]",
        "author": "none-given",
        "issued": "unknown",
        "publisher": "unknown",
        "published": "2026-11-21",
        "embargo_until": "2026-11-21T09:00:00Z",
    }
)
"""What could stand in a field that is missing, where an example says more than its meaning."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each needed field that is absent or empty, in the file and in everything within it."""
    if subject.document.entry.status is Status.REMOVED:
        yield from _by_status(subject.placed[0], subject.document.entry)
        return
    yield from _needed(subject.by_kind, subject.registry)
    yield from _by_circumstance(subject)


def across(overview: Overview) -> Iterator[Finding]:
    """The same for registry entries."""
    yield from _needed(overview.by_kind, overview.registry)
    yield from _of_graded(overview.of(registry.Source))
    yield from _of_graded(overview.of(registry.Organisation))


# ── always needed ─────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=128)
def _needs(kind: type[Entry]) -> tuple[tuple[str, str, Spec], ...]:
    """(attribute, key, spec) of what a kind of entry needs whatever it says."""
    return tuple(
        (name, key, spec)
        for name, key, spec in specs(kind)
        if spec.need in (Need.MINIMAL, Need.PUBLISH)
        and (kind, key) not in _OTHER_RULES
        and not (kind is Digest and key in _OPTIONAL_IN_DIGEST)
    )


def _needed(by_kind: ByKind, known: Registry) -> Iterator[Finding]:
    for kind, entries in by_kind.items():
        for name, key, spec in _needs(kind):
            for placed in entries:
                entry = placed.entry
                if not filled(getattr(entry, name)) and not _excused(entry, key, known):
                    yield from _missing(placed, key, spec.meaning, always=spec.always)


def _excused(entry: Entry, key: str, known: Registry) -> bool:
    """True when something else in the entry stands in for the field."""
    if isinstance(entry, briefing.Stakeholder) and key == "class":
        group = known.groups.get(entry.name)
        return group is not None and group.class_ is not None
    if isinstance(entry, registry.Source) and key == "url":
        return entry.access is Access.OFFLINE
    if isinstance(entry, Common) and key == "published":
        return entry.status is Status.EMBARGOED
    return False


def _missing(placed: Placed, key: str, why: str, *, always: bool = False) -> Iterator[Finding]:
    if placed.is_broken(key):
        return
    example = f"`{key}: {_EXAMPLES.get(key, '…')}`"
    at = placed.at(key, key=True)
    message = f'required field "{placed.name(key)}" is missing'
    weight = Weight.ERROR if always else None
    about = (*placed.path, key)
    yield RULE.finding(placed, at, message, help=f"Add {example}: {why}", weight=weight, about=about)


# ── needed because of what else is said ───────────────────────────────────────────────────────────────


def _by_circumstance(subject: Subject) -> Iterator[Finding]:
    root, entry = subject.placed[0], subject.document.entry
    yield from _by_status(root, entry)
    yield from _of_reviewer(root, entry)
    yield from _by_evidence(root, entry, subject)
    for placed, stakeholder in subject.of(briefing.Stakeholder):
        if stakeholder.role is StakeholderRole.AFFECTED and not stakeholder.stake:
            yield from _missing(placed, "stake", "what they stand to lose or gain")
    for placed, response in subject.of(briefing.Response):
        yield from _of_response(placed, response)
    yield from _of_translations(subject)
    yield from _of_graded(subject.of(registry.Source))


def _by_status(placed: Placed, entry: Common) -> Iterator[Finding]:
    needs: Mapping[Status, tuple[str, object, str]] = {
        Status.EMBARGOED: ("embargo_until", entry.embargo_until, "the moment from which it is public"),
        Status.WITHDRAWN: ("withdrawn", entry.withdrawn, "date and reason of the withdrawal"),
        Status.REMOVED: ("removed", entry.removed, "date and ground of the removal"),
    }
    key, value, why = needs.get(entry.status, ("", True, ""))
    if not filled(value):
        yield from _missing(placed, key, why)
    if entry.version > 1 and not entry.changes and entry.status is not Status.REMOVED:
        yield from _missing(placed, "changes", "what each version after the first changed")


def _of_reviewer(placed: Placed, entry: Common) -> Iterator[Finding]:
    reviewed = isinstance(entry, briefing.Briefing) and entry.type_of_work is TypeOfWork.SOURCE_REVIEW
    if not entry.reviewer:
        if any(claim.adverse for claim in entry.claims):
            yield from _missing(placed, "reviewer", "a claim is adverse, so a second person reads it")
    elif entry.reviewer == "none":
        if isinstance(entry, briefing.Briefing) and entry.type_of_work is not None and not reviewed:
            message = 'required field "reviewer" is "none", which only a source-review may say'
            yield RULE.finding(
                placed, placed.at("reviewer"), message, help="Name the second person who has read it"
            )
    else:
        for index, person in enumerate(entry.reviewer):
            if person and person in entry.editor:
                message = f'required field "reviewer" names "{person}", who is an editor of this file'
                at = placed.at("reviewer", index)
                yield RULE.finding(placed, at, message, help="Name a second person, not the editor")


def _by_evidence(placed: Placed, entry: Common, subject: Subject) -> Iterator[Finding]:
    if isinstance(entry, briefing.Briefing) and entry.type_of_work is TypeOfWork.ANALYSIS:
        yield from _unless(
            entry.key_judgements, placed, "key_judgements", "an analysis says what we make of it"
        )
    standings = subject.evidence.standings
    weak = [name for name, s in standings.items() if s.ceiling is Confidence.INSUFFICIENT]
    weak = [] if entry.open_questions else [name for name in weak if subject.is_weighed(name)]
    if weak:
        why = f"what would settle {weak[0]}, which the sources cannot establish"
        yield from _unless(entry.open_questions, placed, "open_questions", why)


def _unless(value: Collection[object], placed: Placed, key: str, why: str) -> Iterator[Finding]:
    if not value:
        yield from _missing(placed, key, why)


def _of_response(placed: Placed, entry: briefing.Response) -> Iterator[Finding]:
    if entry.status is None:
        return
    needs = ("why",) if entry.status is ResponseStatus.NOT_CONTACTED else ("requested", "deadline", "channel")
    for name, key, spec in specs(type(entry)):
        if key in needs and not filled(getattr(entry, name)):
            yield from _missing(placed, key, spec.meaning)


def _of_translations(subject: Subject) -> Iterator[Finding]:
    own = _language(subject.document.entry.lang)
    sources = subject.evidence.sources
    foreign = {name for name, s in sources.items() if s.language and _language(s.language) != own}
    for placed, assertion in subject.of(briefing.Assertion):
        if assertion.source in foreign and not assertion.translation:
            yield from _missing(placed, "translation", f"the quotation in the briefing's language ({own})")
        if (assertion.source in foreign or assertion.translation) and not assertion.translated_by:
            yield from _missing(
                placed, "translated_by", "who translated it: a person id, or a system named in ai_use"
            )


def _language(tag: str) -> str:
    return tag.partition("-")[0].casefold()


def _of_graded(
    entries: Iterable[tuple[Placed, registry.Source | registry.Organisation]],
) -> Iterator[Finding]:
    for placed, entry in entries:
        graded = entry.reliability not in (None, Reliability.F)
        if graded and not entry.reliability_note:
            yield from _missing(placed, "reliability_note", f"why it is graded {entry.reliability}")


RULE = FileRule(
    id="field-missing",
    weight=Weight.PUBLIC_ERROR,
    summary="a needed field that is absent or empty",
    check=check,
    across=across,
)
