"""What concerns the page itself: notices, how we worked, corrections, versions, how to cite and to reply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefpress.evidence.locking import is_due
from briefpress.model import address
from briefpress.model.briefing import Correction, Suppression
from briefpress.model.card import Card
from briefpress.model.document import Kind
from briefpress.model.vocabulary import CorrectionKind, CorrectionSeverity, Status, TypeOfWork
from briefpress.render import dates
from briefpress.render.data import citations
from briefpress.render.filters import capitalised, sentence, term
from briefpress.render.view.context import Context, Link, claim_anchor, contact
from briefpress.render.wording import listed, say


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that must be read before the title; `slug` says which kind, for its looks."""

    slug: str
    text: str
    reason: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class AiUseView:
    """How a system was used."""

    stage: str
    system: str
    purpose: str
    reviewed: str


@dataclass(frozen=True, slots=True)
class Method:
    """How the work was done: who answers, who read it, which systems were used, what was let stand."""

    editors: tuple[Link, ...]
    reviewed: str
    ai: tuple[AiUseView, ...]
    ai_said: str
    suppressed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction, was and now."""

    anchor: str
    date: str
    kind: str
    was: str
    now: str
    reason: str
    details: str


@dataclass(frozen=True, slots=True)
class Version:
    """A public version of the page."""

    number: int
    date: str
    note: str
    present: bool
    link: Link


@dataclass(frozen=True, slots=True)
class Cite:
    """How to cite the page, take it away, and answer it."""

    text: str
    downloads: tuple[Link, ...]
    licence: str
    contact: Link
    claim: Link
    """The address of this very version and a claim's place in it, as an example of how to cite one."""


@dataclass(frozen=True, slots=True)
class ReadOn:
    """Where a reader may go next."""

    topics: tuple[Link, ...]
    organisations: tuple[Link, ...]
    digests: tuple[Link, ...]
    related: tuple[Link, ...]
    newer: tuple[Link, ...]
    older: tuple[Link, ...]

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


def notices(context: Context) -> tuple[Notice, ...]:
    """What stands above the title, gravest first."""
    return tuple(_notices(context))


def _notices(context: Context) -> Iterator[Notice]:
    entry = context.document.entry
    if entry.withdrawn is not None:
        text = say("notice.withdrawn", date=dates.words(entry.withdrawn.date))
        replaced = other_page(context, entry.withdrawn.replaced_by)
        reason = context.spoken(sentence(entry.withdrawn.reason))
        lead = say("notice.replaced-by") if replaced else ""
        yield Notice("withdrawn", text, f"{reason} {lead}".strip(), replaced)
    if entry.status is Status.DRAFT:
        yield Notice("draft", say("notice.draft"), "")
    for correction in _newest_first(entry.corrections):
        if _is_grave(correction) and not (entry.withdrawn is not None and _withdraws(correction)):
            key = "editors-note" if correction.kind is CorrectionKind.EDITORS_NOTE else "corrected"
            text = say(
                f"notice.{key}",
                date=dates.words(correction.date),
                now=context.spoken(sentence(correction.now)),
            )
            yield Notice("corrected", text, "", (Link(say("notice.see-corrections"), "#corrections"),))
    for redaction in entry.redactions:
        ground = term(redaction.ground, "ground") if redaction.ground else say("word.unknown")
        text = say("notice.redacted", date=dates.words(redaction.date), ground=ground)
        yield Notice("redacted", text, sentence(redaction.note))


def removal(context: Context) -> Notice | None:
    """The notice that takes the place of a removed page."""
    removed = context.document.entry.removed
    if context.document.entry.status is not Status.REMOVED or removed is None:
        return None
    ground = capitalised(f"{term(removed.ground, 'ground')}.") if removed.ground else ""
    text = say("notice.removed", date=dates.words(removed.date))
    return Notice("removed", text, f"{ground} {sentence(removed.note)}".strip())


def _is_grave(correction: Correction) -> bool:
    return (
        correction.severity in (CorrectionSeverity.SUBSTANTIVE, CorrectionSeverity.WITHDRAWAL)
        or correction.kind is CorrectionKind.EDITORS_NOTE
    )


def _withdraws(correction: Correction) -> bool:
    """True for the entry that says once more, among the corrections, that the page is withdrawn."""
    return (
        correction.severity is CorrectionSeverity.WITHDRAWAL or correction.kind is CorrectionKind.WITHDRAWAL
    )


def _newest_first(corrections: tuple[Correction, ...]) -> list[Correction]:
    return sorted(corrections, key=lambda c: c.date, reverse=True)


def line(context: Context, type_of_work: TypeOfWork | None, event_date: str) -> tuple[str, ...]:
    """The line under the title: type of work, status, event date, published, updated, version."""
    entry, card = context.document.entry, context.card
    published, updated = card.published, card.updated
    withdrawn = entry.status is Status.WITHDRAWN
    parts = [
        _type(context, type_of_work),
        event_date,
        say("status.published-on", date=dates.words(published)) if withdrawn and published else "",
        _status(context, published),
        say("status.updated-on", date=dates.words(updated)) if updated and updated != published else "",
        say("status.version", n=entry.version) if entry.version else "",
    ]
    return tuple(part for part in parts if part)


def _type(context: Context, type_of_work: TypeOfWork | None) -> str:
    if context.document.kind is Kind.DIGEST:
        return say("type.digest")
    return term(type_of_work, "type") if type_of_work else ""


def _status(context: Context, published: str) -> str:
    entry = context.document.entry
    status = entry.status
    if status is Status.WITHDRAWN or not (published or entry.embargo_until):
        return term(status, "status") if status is not Status.EMBARGOED else say("status.embargoed-plain")
    if status is Status.DRAFT:
        return say("status.draft")
    if status is Status.EMBARGOED and not is_due(entry.embargo_until, context.now):
        return say("status.embargoed", date=dates.words(entry.embargo_until))
    held = status is Status.EMBARGOED and not entry.published  # then the hour is known, however late we are
    return say("status.published-on", date=dates.words(entry.embargo_until if held else published))


def method(context: Context) -> Method:
    """How the work was done."""
    entry = context.document.entry
    ai = () if isinstance(entry.ai_use, str) else entry.ai_use
    return Method(
        editors=tuple(context.party(e) for e in entry.editor),
        reviewed=_reviewed(context),
        ai=tuple(
            AiUseView(
                term(use.stage, "stage") if use.stage else "",
                use.system,
                sentence(use.purpose),
                say("method.ai-reviewed", name=context.party(use.reviewed_by).text)
                if use.reviewed_by
                else "",
            )
            for use in ai
        ),
        ai_said="" if ai else say("method.ai-none" if entry.ai_use == "none" else "method.ai-unstated"),
        suppressed=tuple(_suppressed(context)),
    )


def _reviewed(context: Context) -> str:
    reviewer = context.document.entry.reviewer
    if reviewer == "none" or not reviewer:
        return say("method.unreviewed")
    return say("method.reviewed", names=context.names(reviewer))


def _suppressed(context: Context) -> Iterator[tuple[str, str]]:
    suppressions = context.document.entry.suppress
    if isinstance(suppressions, dict):
        yield from ((rule, sentence(reason)) for rule, reason in sorted(suppressions.items()))
    else:
        yield from ((s.rule, _suppression(context, s)) for s in suppressions)


def _suppression(context: Context, suppression: Suppression) -> str:
    place = f"“{suppression.at}”: " if suppression.at else ""
    by = say("method.suppressed-by", name=context.party(suppression.by).text) if suppression.by else ""
    return sentence("; ".join(p for p in (f"{place}{suppression.reason}".strip(), by) if p))


def corrections(context: Context) -> tuple[CorrectionView, ...]:
    """The corrections, newest first."""
    return tuple(_correction(context, c) for c in _newest_first(context.document.entry.corrections))


def _correction(context: Context, correction: Correction) -> CorrectionView:
    details = []
    if correction.affects:
        details.append(
            say("correction.affects", what=listed(_affected(context, a) for a in correction.affects))
        )
    if correction.from_version and correction.to_version:
        details.append(say("correction.versions", old=correction.from_version, new=correction.to_version))
    if correction.reported_by:
        who = term(correction.reported_by, "reporter")
        details.append(say("correction.reported-by", who=who))
    severity = f" ({term(correction.severity, 'severity')})" if correction.severity else ""
    return CorrectionView(
        anchor=f"correction-{correction.id}",
        date=dates.words(correction.date),
        kind=f"{term(correction.kind or 'correction', 'correction')}{severity}",
        was=context.spoken(correction.was),
        now=context.spoken(correction.now),
        reason=context.spoken(sentence(correction.reason)),
        details=" ".join(details),
    )


def _affected(context: Context, what: str) -> str:
    claim = context.claims.get(what)
    return context.claim_link(claim).text if claim else f"“{what.replace('_', ' ')}”"


def versions(context: Context) -> tuple[Version, ...]:
    """The public versions, newest first."""
    entry = context.document.entry
    if not entry.version:
        return ()
    changes = {c.version: (c.date, c.note) for c in entry.changes if c.version is not None}
    changes.setdefault(1, (entry.published, say("version.first")))
    return tuple(_version(context, n, *changes[n]) for n in sorted(changes, reverse=True))


def _version(context: Context, number: int, date: str, note: str) -> Version:
    present = number == context.document.entry.version
    name = say("status.version", n=number)
    at = address.version(context.card.address, number)
    link = Link(name, context.to(at) if number in context.card.past and not present else "")
    return Version(number, dates.words(date) if date else "", context.spoken(sentence(note)), present, link)


def cite(context: Context) -> Cite:
    """How to cite, take away and answer the page."""
    entry, settings = context.document.entry, context.settings
    return Cite(
        text=citations.plain(citations.Work.of(entry, context.card, context.registry, settings)),
        downloads=(
            Link(say("cite.json"), "index.json"),
            Link(say("cite.markdown"), "index.md"),
            Link(say("cite.bibtex"), "cite.bib"),
            Link(say("cite.csl"), "cite.csl.json"),
            Link(say("cite.sources"), "sources.csl.json"),
            *_mail(context),
            Link(say("cite.all"), context.to("data/")),
        ),
        licence=say("cite.licence", licence=entry.licence),
        contact=contact(settings.contact),
        claim=_of_claim(context),
    )


def _of_claim(context: Context) -> Link:
    """How to cite one claim: its row keeps its number, and a version its address."""
    claim = next(iter(context.claims.values()), None)
    if claim is None or not context.card.version or not context.settings.site_url:
        return Link("")
    at = address.version(context.card.address, context.card.version)
    row = f"#{claim_anchor(claim)}"
    return Link(f"{context.settings.site_url}{at}{row}", f"{context.to(at)}{row}")


def _mail(context: Context) -> tuple[Link, ...]:
    """The e-mail edition, which a digest has as soon as it is dated."""
    if context.document.digest is None or not context.card.updated:
        return ()
    return tuple(Link(say(f"mail.{kind}"), f"mail.{ending}") for kind, ending in _EDITIONS)


_EDITIONS = (("html", "html"), ("text", "txt"), ("message", "eml"))


def other_page(context: Context, *ids: str) -> tuple[Link, ...]:
    """Links to other briefings or digests, of those that are public."""
    cards = (context.site.by_id.get(i) for i in ids)
    return tuple(card_link(context, c) for c in cards if c is not None and c.status is not Status.REMOVED)


def card_link(context: Context, card: Card) -> Link:
    """The link to another briefing, named by its event; to a digest, named by its title."""
    return Link(card.event or card.title, context.to(card.address))


def read_on(context: Context, topics: tuple[str, ...]) -> ReadOn:
    """Where a reader may go next: only to pages that exist."""
    site, registry, this = context.site, context.registry, context.document.id
    return ReadOn(
        topics=tuple(
            context.link(registry.topics[t].label, address.topic(t)) for t in topics if t in registry.topics
        ),
        organisations=tuple(context.party(o) for o in context.card.organisations),
        digests=other_page(context, *site.digests.get(this, ())),
        related=other_page(context, *site.kinship.related(this)),
        newer=other_page(context, site.newer.get(this, "")),
        older=other_page(context, site.older.get(this, "")),
    )
