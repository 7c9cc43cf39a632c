"""A page as its reader meets it: the parts of a briefing or digest in order, in the words that the page uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from briefpress.difference.change import Block, Field
from briefpress.difference.items import Item
from briefpress.evidence import Evidence
from briefpress.evidence.hedges import modality
from briefpress.evidence.origins import level, origin, reliability
from briefpress.evidence.standing import lowest
from briefpress.model.briefing import (
    Assertion,
    Briefing,
    Claim,
    Common,
    Correction,
    Digest,
    Impact,
    Locator,
    Response,
    Stakeholder,
)
from briefpress.model.card import Standing
from briefpress.model.document import Document
from briefpress.model.registry import Registry, Source
from briefpress.model.vocabulary import Basis, ClaimKind, Confidence, Flag, Stance, Status, SyntheticSuspicion
from briefpress.render.dates import words as date_words
from briefpress.render.filters import term
from briefpress.render.wording import known, say


@dataclass(frozen=True, slots=True)
class Page:
    """One file of an edition with all that follows from it.

    `flags` are those that its page shows. `hidden` is its status while readers cannot see it, else "". `faults` are
    the places of what could not be read; `status_known` is false when not even its status could be.
    """

    document: Document
    evidence: Evidence
    address: str
    flags: tuple[Flag, ...]
    hidden: str
    faults: tuple[str, ...] = ()
    status_known: bool = True

    @property
    def removed(self) -> bool:
        """True for a page that was taken down."""
        return self.document.entry.status is Status.REMOVED


def items(page: Page, registry: Registry, names: Names, shown: Mapping[str, str]) -> tuple[Item, ...]:
    """All parts of a page; `shown` are the pages that it may name, by id, each with its name."""
    reader = _Reader(page.document.entry, page.evidence, registry, names, shown)
    return (
        *reader.head(page),
        *reader.labels(page.flags),
        *_body(page.document),
        *reader.points(),
        *reader.claims(),
        *reader.sources(page.document),
        *reader.work(),
    )


@dataclass(frozen=True, slots=True)
class Names:
    """What readers see instead of ids. One for both sides: a new name is told once, with the registry."""

    topics: Mapping[str, str]
    principles: Mapping[str, str]
    parties: Mapping[str, str]

    @classmethod
    def of(cls, *registries: Registry) -> Names:
        """The names of several registries; the later ones count."""
        topics: dict[str, str] = {}
        principles: dict[str, str] = {}
        parties: dict[str, str] = {}
        for registry in registries:
            topics |= {i: entry.label or i for i, entry in registry.topics.items()}
            principles |= {i: entry.label or i for i, entry in registry.principles.items()}
            parties |= {i: entry.name or i for i, entry in registry.people.items()}
            parties |= {i: entry.name or i for i, entry in registry.organisations.items()}
            parties |= {i: entry.label or i for i, entry in registry.groups.items()}
        return cls(topics, principles, parties)


def _body(document: Document) -> Iterator[Item]:
    """The paragraphs of each section."""
    for section in document.body.sections:
        for paragraph in section.markdown.replace("\r\n", "\n").split("\n\n"):
            if text := " ".join(paragraph.split()):
                yield Item(Block.TEXT, section.heading, section.heading, text, loose=True)


def fields(**values: str) -> tuple[Field, ...]:
    """Named values; an underscore of a name is a blank, and what is empty stays away."""
    return tuple(Field(name.replace("_", " "), value) for name, value in values.items() if value)


def several(values: Iterable[str]) -> str:
    """A list in one line."""
    return ", ".join(value for value in values if value)


@dataclass(frozen=True, slots=True)
class _Reader:
    entry: Common
    evidence: Evidence
    registry: Registry
    names: Names
    shown: Mapping[str, str]

    # ── head ──────────────────────────────────────────────────────────────────────────────────────────

    def head(self, page: Page) -> Iterator[Item]:
        """Title, facts in one line each, and the summary."""
        entry = self.entry
        yield replace(self._fact("title", entry.title), usual=True)
        yield replace(self._fact("status", self._status(page)), usual=True)
        facts: dict[str, str] = {}
        if isinstance(entry, Briefing):
            facts |= self._of_briefing(entry)
        elif isinstance(entry, Digest):
            facts |= self._of_digest(entry)
        facts |= {
            "published": date_words(entry.published) if entry.published else "",
            "related": several(self.shown.get(i, "") for i in entry.related),
        }
        yield from (self._fact(label, text) for label, text in facts.items() if text)
        for label, text in (("language", entry.lang), ("licence", entry.licence)):
            yield replace(self._fact(label, text), usual=text in _UNSAID)
        if isinstance(entry, Briefing | Digest) and entry.summary:
            yield Item(Block.SUMMARY, "", "", entry.summary)
        if entry.withdrawn is not None:
            yield self._fact("reason for withdrawal", entry.withdrawn.reason)
            if replacement := self.shown.get(entry.withdrawn.replaced_by, ""):
                yield self._fact("replaced by", replacement)

    def _fact(self, label: str, text: str) -> Item:
        return Item(Block.PAGE, label, "", text, label=label)

    def _status(self, page: Page) -> str:
        if page.hidden:
            return f"{page.hidden}, readers do not see it"
        return say("status.withdrawn") if self.entry.status is Status.WITHDRAWN else say("status.published")

    def _of_briefing(self, entry: Briefing) -> dict[str, str]:
        return {
            "event": entry.event,
            "event date": date_words(entry.event_date) if entry.event_date else "",
            "note on the date": entry.event_date_note,
            "type of work": term(entry.type_of_work, "type") if entry.type_of_work else "",
            "topics": several(self.names.topics.get(i, i) for i in entry.topics),
            "principles": several(self.names.principles.get(i, i) for i in entry.principles),
            "places": several(entry.places),
            "continues": self.shown.get(entry.follows, ""),
            "the same event elsewhere": several(entry.same_as),
        }

    def _of_digest(self, entry: Digest) -> dict[str, str]:
        return {
            "period": date_words(entry.period) if entry.period else "",
            "briefings": several(self.shown.get(i, "") for i in entry.briefings),
            "limits": entry.limits,
        }

    def labels(self, flags: Iterable[Flag]) -> Iterator[Item]:
        """The evidence labels."""
        return (Item(Block.LABEL, flag, "", term(flag, "flag")) for flag in flags)

    # ── what readers come for ─────────────────────────────────────────────────────────────────────────

    def points(self) -> Iterator[Item]:
        """People, takeaways, questions, gaps, watch list, judgements, threads."""
        entry = self.entry
        yield from (self._person(s) for s in entry.stakeholders)
        for takeaway in entry.takeaways:
            grade = lowest(self.evidence.standings.get(c) for c in takeaway.claims)
            yield Item(
                Block.TAKEAWAY,
                "",
                "",
                takeaway.text,
                fields(
                    kind=term(takeaway.kind, "takeaway") if takeaway.kind else "",
                    audience=several(term(a, "audience") for a in takeaway.audiences),
                    claims=several(takeaway.claims),
                    principles=several(self.names.principles.get(p, p) for p in takeaway.principles),
                ),
                loose=True,
                grade=grade,
                graded=_grade(grade) if takeaway.claims else "",
            )
        for question in entry.open_questions:
            more = fields(bears_on=several(question.claims), answered_by=question.answered_by)
            yield Item(Block.QUESTION, question.id, question.id, question.text, more)
        for gap in entry.gaps:
            more = fields(tried=gap.tried, would_settle_it=gap.would_settle)
            kind = term(gap.kind, "gap") if gap.kind else ""
            yield Item(Block.GAP, kind, kind, gap.text, more, loose=True)
        for watch in entry.watch:
            more = fields(date=date_words(watch.date), what_would_count=watch.sign, outcome=watch.outcome)
            yield Item(Block.WATCH, "", "", watch.text, more, loose=True)
        if isinstance(entry, Briefing):
            yield from self._judgements(entry)
        if isinstance(entry, Digest):
            for thread in entry.threads:
                kept = (s for s in thread.supports if s.startswith("#") or s.partition("#")[0] in self.shown)
                more = fields(kind=term(thread.kind, "thread") if thread.kind else "", rests_on=several(kept))
                yield Item(Block.THREAD, thread.id, thread.id, thread.text, more)

    def _judgements(self, entry: Briefing) -> Iterator[Item]:
        for judgement in entry.key_judgements:
            more = fields(
                likelihood=term(judgement.likelihood, "likelihood") if judgement.likelihood else "",
                claims=several(judgement.claims),
                what_would_change_it=judgement.would_change,
            )
            graded = _grade(judgement.confidence) if judgement.confidence else ""
            yield Item(
                Block.JUDGEMENT,
                judgement.id,
                judgement.id,
                judgement.text,
                more,
                grade=judgement.confidence,
                graded=graded,
                why=judgement.because,
            )

    def _person(self, found: Stakeholder) -> Item:
        name = self._named(found.name)
        mentioned = found.named_in
        kind = term(found.class_, "class") if found.class_ else ""
        more = fields(
            role=term(found.role, "role") if found.role else "",
            kind=kind,
            stake=found.stake,
            effect=_impact(found.impact) if found.impact else "",
            voice=term(found.voice, "voice"),
            sought=found.sought,
            mentioned_in="no source" if mentioned == () else several(mentioned or ()),
        )
        return Item(Block.PEOPLE, found.name, name, name, more)

    def _named(self, name: str) -> str:
        """A party as readers see it."""
        return self.names.parties.get(name, name)

    # ── evidence ──────────────────────────────────────────────────────────────────────────────────────

    def claims(self) -> Iterator[Item]:
        """Claims, then the quotations on each, then the timeline."""
        for claim in self.entry.claims:
            yield self._claim(claim)
        for claim in self.entry.claims:
            yield from (self._quotation(claim, assertion) for assertion in claim.assertions)
        if isinstance(self.entry, Briefing):
            for moment in self.entry.timeline:
                more = fields(date=date_words(moment.date), claims=several(moment.claims))
                yield Item(Block.TIMELINE, "", "", moment.text, more, loose=True)

    def _claim(self, claim: Claim) -> Item:
        standing = self.evidence.standings.get(claim.id)
        more = fields(
            kind="" if claim.kind is ClaimKind.EVENT else term(claim.kind, "kind"),
            about=several(self._named(name) for name in claim.about),
            other_answers=several(claim.rivals),
            credibility=term(str(claim.credibility), "credibility") if claim.credibility else "",
        )
        return Item(
            Block.CLAIM,
            claim.id,
            claim.id,
            claim.text,
            more,
            grade=standing.ceiling if standing else None,
            graded=_grade(standing.ceiling) if standing else "",
            why=_reason(standing),
            superseded_by=claim.superseded_by,
        )

    def _quotation(self, claim: Claim, said: Assertion) -> Item:
        supports = said.stance is Stance.SUPPORTS
        stance = say("stance.presupposed") if said.presupposed and supports else term(said.stance, "stance")
        firm = modality(said)
        more = fields(
            stance=stance,
            firmness=term(firm, "modality"),
            basis=_basis(said),
            hedges=several(f"“{hedge}”" for hedge in said.hedge),
            place=_place(said.locator) if said.locator else "",
            translation=said.translation,
        )
        told = tuple(replace(field, usual=field.value in _USUAL) for field in more)
        name = f"{said.source} on {claim.id}"
        return Item(Block.QUOTATION, name, name, said.quote, told, loose=True)

    def sources(self, document: Document) -> Iterator[Item]:
        """The sources of the page, the replies of parties."""
        own = {source.id for _, source in document.inline_sources()}
        for name, source in self.evidence.sources.items():
            more = source_fields(source, self.registry)
            is_shared = name in self.registry.sources and name not in own
            yield Item(Block.SOURCE, name, name, source.title, more, shared=is_shared)
        for reply in self.entry.responses:
            yield self._reply(reply)

    def _reply(self, reply: Response) -> Item:
        party = self._named(reply.party)
        text = say(f"reply.short.{reply.status}", party=party) if reply.status else party
        more = fields(
            claims=several(reply.claims),
            why=reply.why,
            asked=date_words(reply.requested) if reply.requested else "",
            answered=date_words(reply.received) if reply.received else "",
            their_words=reply.text,
            full_text=reply.url,
        )
        return Item(Block.REPLY, reply.party, party, text, more)

    # ── about the page ────────────────────────────────────────────────────────────────────────────────

    def work(self) -> Iterator[Item]:
        """Who answers, who read it, systems used, what was let stand, corrections, versions, redactions."""
        entry = self.entry
        yield Item(Block.METHOD, "editor", "", several(map(self._named, entry.editor)), label="answerable")
        second = ("nobody",) if entry.reviewer == "none" else map(self._named, entry.reviewer)
        yield Item(Block.METHOD, "reviewer", "", several(second), label="second reader")
        used = () if isinstance(entry.ai_use, str) else entry.ai_use
        if entry.ai_use == "none":
            yield Item(Block.METHOD, "ai", "", "none", label="use of AI", loose=True)
        for use in used:
            stage = term(use.stage, "stage") if use.stage else ""
            text = f"{several((stage, use.system))}: {use.purpose}"
            yield Item(Block.METHOD, "ai", "", text, label="use of AI", loose=True)
        given = entry.suppress
        stand = given.items() if isinstance(given, dict) else ((s.rule, s.reason) for s in given)
        for rule, reason in stand:
            yield Item(Block.METHOD, "stand", rule, reason, label="a check that was let stand", loose=True)
        for redaction in entry.redactions:
            ground = term(redaction.ground, "ground") if redaction.ground else ""
            text = several((f"part taken down {ground}".strip(), redaction.note))
            key = f"redaction {redaction.affects}"
            yield Item(Block.METHOD, key, redaction.affects, text, label="notice")
        yield from (self._correction(c) for c in entry.corrections)
        for change in entry.changes:
            named = f"version {change.version}"
            yield Item(Block.VERSION, named, named, change.note, fields(date=date_words(change.date)))

    def _correction(self, found: Correction) -> Item:
        more = fields(
            kind=term(found.kind, "correction") if found.kind else "",
            severity=term(found.severity, "severity") if found.severity else "",
            it_said=found.was,
            reason=found.reason,
            concerns=several(found.affects),
            date=date_words(found.date),
        )
        return Item(Block.CORRECTION, found.id, found.id, found.now, more)


_UNSAID = frozenset({Common.model_fields["lang"].default, Common.model_fields["licence"].default})
_USUAL = frozenset({say("stance.supports"), say("modality.certain"), say("basis.own")})
"""How a quotation is meant unless its page says otherwise."""


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────


def _grade(confidence: Confidence | None) -> str:
    return say(f"confidence.{confidence}" if confidence else "confidence.none")


def _reason(standing: Standing | None) -> str:
    return standing.reason if standing else ""


def _impact(impact: Impact) -> str:
    parts = {
        "status": impact.status,
        "direction": impact.direction,
        "scale": impact.scale,
        "scope": impact.scope,
        "remediability": impact.remediability,
    }
    told = [term(value, f"impact.{name}") for name, value in parts.items() if value != "unknown"]
    unknown = [say(f"impact.{name}.unknown") for name, value in parts.items() if value == "unknown"]
    likelihood = [term(impact.likelihood, "likelihood")] if impact.likelihood else []
    not_known = [f"not known: {several(unknown)}"] if unknown else []
    return "; ".join([*told, *likelihood, *not_known])


def _basis(said: Assertion) -> str:
    if said.basis in (Basis.ATTRIBUTED_NAMED, Basis.ATTRIBUTED_UNNAMED):
        return say(f"basis.{said.basis}", who=said.attributed_to) if said.attributed_to else said.basis
    return term(said.basis, "basis")


def _place(locator: Locator) -> str:
    return several(
        (
            say("locator.para", n=locator.para) if locator.para else "",
            say("locator.page", n=locator.page) if locator.page else "",
            say("locator.time", n=locator.time) if locator.time else "",
        )
    )


# ── sources ───────────────────────────────────────────────────────────────────────────────────────────


def source_fields(source: Source, registry: Registry) -> tuple[Field, ...]:
    """What a source's card says, as far as it follows from the registry."""
    publisher = registry.organisations.get(source.publisher)
    author = source.author if isinstance(source.author, str) else several(source.author)
    plain = level(Assertion(source=source.id), source, registry)
    suspicion = source.synthetic_suspicion
    return fields(
        publisher=publisher.name if publisher else source.publisher,
        author="none given" if author == "none-given" else author,
        date=_date(source.issued),
        clues_to_its_date=several(f"“{clue}”" for clue in source.date_clues),
        obtained=date_words(source.accessed) if source.accessed else "",
        nature=term(source.nature, "nature"),
        reliability=term(reliability(source, registry), "reliability"),
        reason_for_the_reliability=source.reliability_note,
        evidence_level=term(plain, "level"),
        origin=origin_label(origin(source), source.id, registry),
        signs_of_machine_writing=""
        if suspicion is SyntheticSuspicion.NONE
        else f"{term(suspicion, 'synthetic')}: {several(term(s, 'signal') for s in source.synthetic_signals)}",
        relies_on=several(source.via),
        interests=source.interests,
        what_we_hold=term(source.snapshot.coverage if source.snapshot else "none", "coverage"),
        address=source.url,
        archived_copy=source.archive_url,
        access=term(source.access, "access"),
        language=source.language,
        note=source.note,
    )


def _date(issued: str) -> str:
    return issued if issued in ("", "unknown") else date_words(issued)


def origin_label(found: str, own: str, registry: Registry) -> str:
    """The starting point that a source counts for, in words."""
    if found in registry.origin_groups:
        return registry.origin_groups[found].label or found
    if found == own:
        return "its own"
    return say("source.origin-unidentified") if found == "unidentified" else found


def word(value: str, vocabulary: str) -> str:
    """A term where the catalogue has one, else the value itself.

    >>> word("company", "class"), word("anything", "class")
    ('company', 'anything')
    """
    return term(value, vocabulary) if known(f"{vocabulary}.{value}") else value
