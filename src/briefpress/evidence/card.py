"""A document's card: the little of it that other pages and cross-file rules need."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.evidence.flags import stakeholder_class
from briefpress.evidence.gather import Evidence
from briefpress.evidence.standing import lowest
from briefpress.model import address
from briefpress.model.briefing import Briefing, Claim, Common, Digest, Stakeholder, Takeaway
from briefpress.model.card import (
    Card,
    ClaimCard,
    CorrectionCard,
    QuestionCard,
    StakeholderCard,
    Standing,
    TakeawayCard,
    WatchCard,
)
from briefpress.model.document import Document, Kind
from briefpress.model.field import walk
from briefpress.model.finding import FaultKind
from briefpress.model.reference import Target, references
from briefpress.model.registry import Registry
from briefpress.model.source import FieldPath
from briefpress.model.vocabulary import Agreement, Level

_UNKNOWN = Standing(0, Level.NONE, Agreement.UNCONTESTED, None, "")


def card(document: Document, evidence: Evidence, registry: Registry) -> Card:
    """The card of a briefing or digest; of an unreadable file only path, id and status mean anything."""
    entry, briefing, digest = document.entry, document.briefing, document.digest
    named = _named(entry, evidence)
    published = entry.published or _day(entry.embargo_until)
    return Card(
        path=document.path,
        kind=document.kind,
        id=document.id,
        year=document.year,
        slug=document.slug,
        address=_address(document),
        title=entry.title,
        event=briefing.event if briefing else entry.title,
        summary=_summary(entry),
        status=entry.status,
        published=published,
        updated=max((c.date for c in entry.changes), default="") or published,
        embargo_until=entry.embargo_until,
        version=entry.version,
        event_date=briefing.event_date if briefing else digest.period if digest else "",
        type_of_work=briefing.type_of_work if briefing else None,
        topics=briefing.topics if briefing else (),
        principles=_principles(entry),
        places=briefing.places if briefing else (),
        organisations=tuple(n for n in named if n in registry.organisations),
        people=tuple(n for n in named if n in registry.people),
        groups=tuple(n for n in named if n in registry.groups),
        sources=document.source_ids(),
        flags=evidence.flags,
        claims=tuple(_claim(c, evidence) for c in entry.claims),
        stakeholders=tuple(_stakeholder(s, registry) for s in entry.stakeholders),
        takeaways=tuple(_takeaway(t, evidence) for t in entry.takeaways),
        questions=tuple(QuestionCard(q.id, q.text, q.answered_by) for q in entry.open_questions),
        watch=tuple(WatchCard(w.text, w.date, w.sign, w.outcome) for w in entry.watch),
        corrections=tuple(
            CorrectionCard(c.id, c.date, c.kind or "", c.severity or "", c.was, c.now, c.reason)
            for c in entry.corrections
        ),
        related=entry.related,
        follows=briefing.follows if briefing else "",
        briefings=digest.briefings if digest else (),
        supports=tuple(s for t in digest.threads for s in t.supports) if digest else (),
        redirect_from=entry.redirect_from,
        references=tuple(_references(entry)),
        status_known=document.readable and document.status_readable,
        complete=document.readable and not document.broken and not _has_unknown(document),
    )


def _has_unknown(document: Document) -> bool:
    """True when a key is no field: what it holds belongs into one that looks absent."""
    return any(fault.kind is FaultKind.UNKNOWN_FIELD for fault in document.faults)


def _address(document: Document) -> str:
    made = address.digest if document.kind is Kind.DIGEST else address.briefing
    return made(document.year, document.slug)


def _summary(entry: Common) -> str:
    return entry.summary if isinstance(entry, (Briefing, Digest)) else ""


def _day(moment: str) -> str:
    return moment[:10]


def _named(entry: Common, evidence: Evidence) -> tuple[str, ...]:
    """Names that may be registered parties, in the order in which they are met."""
    about = (name for claim in entry.claims for name in claim.about)
    parties = (r.party for r in entry.responses)
    publishers = (source.publisher for source in evidence.sources.values())
    return tuple(dict.fromkeys([*(s.name for s in entry.stakeholders), *about, *parties, *publishers]))


def _principles(entry: Common) -> tuple[str, ...]:
    own = entry.principles if isinstance(entry, Briefing) else ()
    return tuple(dict.fromkeys([*own, *(p for t in entry.takeaways for p in t.principles)]))


def _claim(claim: Claim, evidence: Evidence) -> ClaimCard:
    standing = evidence.standings.get(claim.id, _UNKNOWN)
    sources = tuple(dict.fromkeys(a.source for a in claim.assertions))
    return ClaimCard(claim.id, claim.text, claim.kind, standing, bool(claim.adverse), sources)


def _stakeholder(stakeholder: Stakeholder, registry: Registry) -> StakeholderCard:
    name = stakeholder.name
    if name in registry.groups:
        shown, kind = registry.groups[name].label, "groups"
    elif name in registry.organisations:
        shown, kind = registry.organisations[name].name, "organisations"
    elif name in registry.people:
        shown, kind = registry.people[name].name, "people"
    else:
        shown, kind = name, ""
    found = stakeholder_class(stakeholder, registry)
    ref = name if kind else ""
    return StakeholderCard(shown, ref, kind, found, stakeholder.role, stakeholder.stake, stakeholder.voice)


def _takeaway(takeaway: Takeaway, evidence: Evidence) -> TakeawayCard:
    confidence = lowest(evidence.standings.get(c) for c in takeaway.claims)
    audiences = tuple(str(a) for a in takeaway.audiences)
    return TakeawayCard(
        takeaway.text, takeaway.kind, takeaway.claims, audiences, takeaway.principles, confidence
    )


_ACROSS = (Target.BRIEFING, Target.SUPPORT)
_IN_FILE = (Target.CLAIM, Target.LISTED_SOURCE)


def _references(entry: Common) -> Iterator[tuple[str, str, FieldPath]]:
    """(kind, id, place) of what it names outside the file; a registry's entry once, at its first place."""
    met: set[tuple[Target, str]] = set()
    for path, part in walk(entry):
        for below, named, name in references(part):
            own = named.target in _IN_FILE or (named.target is Target.SUPPORT and name.startswith("#"))
            if own or (named.target, name) in met:
                continue
            if named.target not in _ACROSS:
                met.add((named.target, name))
            yield named.target.value, name, (*path, *below)
