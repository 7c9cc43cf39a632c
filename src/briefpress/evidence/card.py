"""A document's card: the little of it that other pages and cross-file rules need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from briefpress.evidence.content import content_digest
from briefpress.evidence.flags import stakeholder_class
from briefpress.evidence.gather import Evidence, held_text
from briefpress.evidence.overlap import sentences_of
from briefpress.evidence.standing import lowest
from briefpress.model import address, edtf
from briefpress.model.briefing import (
    Briefing,
    Claim,
    Common,
    Correction,
    Digest,
    Stakeholder,
    Takeaway,
    TimelineItem,
)
from briefpress.model.card import (
    Card,
    ChangeCard,
    ClaimCard,
    CorrectionCard,
    MomentCard,
    QuestionCard,
    ReplyCard,
    SourceCard,
    StakeholderCard,
    Standing,
    TakeawayCard,
    WatchCard,
    WithdrawalCard,
)
from briefpress.model.document import Document, Kind
from briefpress.model.field import walk
from briefpress.model.finding import FaultKind
from briefpress.model.reference import Target, references
from briefpress.model.registry import Registry
from briefpress.model.source import FieldPath
from briefpress.model.vocabulary import Agreement, Coverage, Level, Status

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
        updated=_updated(entry) or published,
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
        corrections=tuple(_correction(c, entry, registry) for c in entry.corrections),
        own_sources=tuple(_own_sources(document, evidence, registry)),
        replies=tuple(
            ReplyCard(r.party, r.status or "", r.requested, r.deadline, r.received) for r in entry.responses
        ),
        timeline=tuple(_moment(t, evidence) for t in briefing.timeline) if briefing else (),
        withdrawn=WithdrawalCard(entry.withdrawn.date, entry.withdrawn.reason) if entry.withdrawn else None,
        happened=_happened(briefing, evidence) if briefing else digest.period if digest else "",
        related=entry.related,
        follows=briefing.follows if briefing else "",
        briefings=digest.briefings if digest else (),
        supports=tuple(s for t in digest.threads for s in t.supports) if digest else (),
        redirect_from=entry.redirect_from,
        references=tuple(_references(entry)),
        content=_content(document),
        changes=tuple(ChangeCard(c.version, c.date, c.note) for c in entry.changes if c.version is not None),
        redacted=tuple(r.affects for r in entry.redactions),
        status_known=document.readable and document.status_readable,
        complete=document.readable and not document.broken and not _has_unknown(document),
    )


def _updated(entry: Common) -> str:
    """The day of the latest public change; of a removed page, that of the removal."""
    if entry.status is Status.REMOVED and entry.removed is not None:
        return entry.removed.date
    return max((c.date for c in entry.changes), default="")


def _content(document: Document) -> str:
    """The digest of what is or will be public; a draft's says nothing yet, and costs time."""
    hidden = not document.readable or document.entry.status in (Status.DRAFT, Status.REMOVED)
    return "" if hidden else content_digest(document.entry, document.body.markdown)


def _has_unknown(document: Document) -> bool:
    """True when a key is no field: what it holds belongs into one that looks absent."""
    return any(fault.kind is FaultKind.UNKNOWN_FIELD for fault in document.faults)


def _address(document: Document) -> str:
    made = address.digest if document.kind is Kind.DIGEST else address.briefing
    return made(document.year, document.slug)


def _summary(entry: Common) -> str:
    return entry.summary if isinstance(entry, (Briefing, Digest)) else ""


def _day(moment: str) -> str:
    """The UTC day of a moment: every day on the site is one, and none may lie ahead of the clock."""
    found = edtf.moment(moment)
    try:
        return found.astimezone(UTC).date().isoformat() if found else moment[:10]
    except OverflowError:  # the first or last day of the calendar
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
    return ClaimCard(
        claim.id, claim.text, claim.kind, standing, bool(claim.adverse), sources, claim.superseded_by
    )


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
    return StakeholderCard(
        shown,
        ref,
        kind,
        found,
        stakeholder.role,
        stakeholder.stake,
        stakeholder.voice,
        _impact(stakeholder),
    )


def _impact(stakeholder: Stakeholder) -> tuple[str, ...]:
    impact = stakeholder.impact
    if impact is None:
        return ()
    graded = (impact.status, impact.direction, impact.scale, impact.scope, impact.remediability)
    return (*(g.value for g in graded), impact.likelihood.value if impact.likelihood else "")


def _happened(briefing: Briefing, evidence: Evidence) -> str:
    if briefing.event_date not in ("", edtf.UNKNOWN):
        return briefing.event_date
    earliest = min((s.accessed for s in evidence.sources.values() if s.accessed), default="")
    return f"[..{earliest}]" if edtf.day(earliest) else ""


def _own_sources(document: Document, evidence: Evidence, registry: Registry) -> Iterator[SourceCard]:
    """The sources that the file describes itself."""
    for listed in document.entry.sources:
        if not isinstance(listed, str) and listed.id in evidence.sources:
            held = listed.snapshot is not None and listed.snapshot.coverage is not Coverage.HASH_ONLY
            text = held_text(listed, registry)
            yield SourceCard(
                listed.id,
                listed.title,
                listed.publisher,
                listed.issued,
                listed.language,
                listed.origin_group,
                evidence.origins[listed.id],
                listed.snapshot.file if listed.snapshot and held else "",
                sentences_of(text) if text else (),
            )


def _moment(item: TimelineItem, evidence: Evidence) -> MomentCard:
    return MomentCard(item.date, item.text, lowest(evidence.standings.get(c) for c in item.claims))


def _correction(correction: Correction, entry: Common, registry: Registry) -> CorrectionCard:
    """A correction, and the parties whom it concerns: those whom its claims are about, else all stakeholders."""
    claims = [c for c in entry.claims if c.id in correction.affects]
    named = (p for c in claims for p in c.about) if claims else (s.name for s in entry.stakeholders)
    parties = dict.fromkeys(n for n in named if n in registry.organisations or n in registry.people)
    return CorrectionCard(
        correction.id,
        correction.date,
        correction.kind or "",
        correction.severity or "",
        correction.was,
        correction.now,
        correction.reason,
        tuple(parties),
        correction.affects,
    )


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
