"""What editors write: a briefing and its parts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from briefpress.model.field import Count, DateText, Entry, Need, Spec, Text, YesNo
from briefpress.model.registry import Source
from briefpress.model.vocabulary import (
    AiStage,
    Audience,
    Basis,
    ClaimKind,
    Confidence,
    CorrectionKind,
    CorrectionSeverity,
    GapKind,
    Grade,
    ImpactDirection,
    ImpactStatus,
    Likelihood,
    Modality,
    Remediability,
    RemovalGround,
    ReportedBy,
    ResponseStatus,
    StakeholderClass,
    StakeholderRole,
    Stance,
    Status,
    TakeawayKind,
    TypeOfWork,
    Voice,
)

M, P, C = Need.MINIMAL, Need.PUBLISH, Need.COMPUTED


def _source_form(value: object) -> str:
    return "<id>" if isinstance(value, str) else "<entry>"


def _list_or_word(value: object) -> str:
    return "<word>" if isinstance(value, str) else "<list>"


def _map_or_list(value: object) -> str:
    return "<map>" if isinstance(value, dict) else "<list>"


SourceRef = Annotated[
    Annotated[Text, Tag("<id>")] | Annotated[Source, Tag("<entry>")], Discriminator(_source_form)
]
"""The id of a registered source, or a source written inline."""


class Locator(Entry):
    """Where in a source a quotation stands."""

    para: Annotated[Count | None, Spec("paragraph: non-empty lines, counted from 1")] = None
    prefix: Annotated[Text, Spec("words just before the quotation")] = ""
    suffix: Annotated[Text, Spec("words just after the quotation")] = ""
    page: Annotated[DateText, Spec("page as printed")] = ""
    time: Annotated[DateText, Spec("time in a recording, such as 01:02:03")] = ""


class Assertion(Entry):
    """What one source says on one claim, in its own words."""

    source: Annotated[Text, Spec("source id", M)] = ""
    quote: Annotated[Text, Spec("verbatim words, 3 to 60", M)] = ""
    hedge: Annotated[
        tuple[Text, ...], Field(max_length=3), Spec("softening words, verbatim from the quotation")
    ] = ()
    stance: Annotated[Stance, Spec("what the source does with the claim", C)] = Stance.SUPPORTS
    modality: Annotated[Modality | None, Spec("how firmly it says so", C)] = None
    basis: Annotated[Basis, Spec("on what it rests its statement", C)] = Basis.OWN
    attributed_to: Annotated[Text, Spec("to whom it attributes it, as printed")] = ""
    translation: Annotated[Text, Spec("the quotation in the briefing's language", words=60, prose=False)] = ""
    translated_by: Annotated[Text, Spec("editor id, or a system named in ai_use")] = ""
    presupposed: Annotated[YesNo, Spec("true when the source assumes the claim in passing", C)] = False
    locator: Annotated[Locator | None, Spec("where it stands in the source")] = None


class Claim(Entry):
    """One proposition, with the words of those who say so."""

    id: Annotated[Text, Spec("c1, c2 and so on; never reused", M)] = ""
    text: Annotated[Text, Spec("one proposition in neutral words", M, words=35)] = ""
    assertions: Annotated[tuple[Assertion, ...], Field(max_length=20), Spec("who says what", M)] = ()
    kind: Annotated[ClaimKind, Spec("what sort of statement", C)] = ClaimKind.EVENT
    about: Annotated[tuple[Text, ...], Field(max_length=6), Spec("entity ids")] = ()
    rivals: Annotated[
        tuple[Text, ...], Field(max_length=8), Spec("claims that compete to answer one question")
    ] = ()
    adverse: Annotated[YesNo | None, Spec("would it harm a named party were it untrue?", C)] = None
    credibility: Annotated[Count | None, Field(ge=1, le=6), Spec("Admiralty code 1 to 6")] = None
    superseded_by: Annotated[Text, Spec("claim id that takes its place")] = ""


class Impact(Entry):
    """How an event bears on a stakeholder (UN Guiding Principle 14)."""

    status: Annotated[ImpactStatus, Spec("has it come about?", M)] = ImpactStatus.UNKNOWN
    direction: Annotated[ImpactDirection, Spec("which way", M)] = ImpactDirection.UNKNOWN
    scale: Annotated[Grade, Spec("how grave", M)] = Grade.UNKNOWN
    scope: Annotated[Grade, Spec("how many", M)] = Grade.UNKNOWN
    remediability: Annotated[Remediability, Spec("can it be put right?", M)] = Remediability.UNKNOWN
    likelihood: Annotated[Likelihood | None, Spec("only if the status is potential")] = None
    claims: Annotated[tuple[Text, ...], Spec("claims it rests on", M)] = ()


class Stakeholder(Entry):
    """Somebody whom the event touches."""

    name: Annotated[
        Text, Spec("as they would name themselves, or an organisation, person or group id", M, chars=60)
    ] = ""
    class_: Annotated[
        StakeholderClass | None, Field(alias="class"), Spec("ESRS or GRI class; a group id brings its own", M)
    ] = None
    role: Annotated[StakeholderRole | None, Spec("what they do in the event", M)] = None
    rights_holder: Annotated[YesNo | None, Spec("has rights at stake", C)] = None
    named_in: Annotated[
        tuple[Text, ...] | None, Spec("source ids that mention them; an empty list means none", C)
    ] = None
    stake: Annotated[Text, Spec("what they stand to lose or gain", words=30, prose=True)] = ""
    impact: Annotated[Impact | None, Spec("how it bears on them")] = None
    voice: Annotated[Voice, Spec("whose own words we hold", C)] = Voice.NONE
    sought: Annotated[Text, Spec("what was done to hear them", words=30)] = ""


class Takeaway(Entry):
    """What a reader can take away."""

    text: Annotated[Text, Spec("the takeaway", M, words=30, prose=True)] = ""
    kind: Annotated[TakeawayKind | None, Spec("what it offers", M)] = None
    claims: Annotated[tuple[Text, ...], Spec("claims it rests on", M)] = ()
    audiences: Annotated[tuple[Audience, ...], Field(alias="for", max_length=3), Spec("for whom")] = ()
    principles: Annotated[tuple[Text, ...], Spec("principle slugs")] = ()


class KeyJudgement(Entry):
    """Our assessment, capped by the evidence."""

    id: Annotated[Text, Spec("j1, j2 and so on", M)] = ""
    text: Annotated[Text, Spec("the judgement", M, words=40, prose=True)] = ""
    claims: Annotated[tuple[Text, ...], Spec("claims it rests on", M)] = ()
    confidence: Annotated[Confidence | None, Spec("not above the ceiling", M)] = None
    likelihood: Annotated[Likelihood | None, Spec("how probable; never with insufficient")] = None
    because: Annotated[Text, Spec("why this confidence", M, words=40, prose=True)] = ""
    would_change: Annotated[Text, Spec("what would change our minds", M, words=30, prose=True)] = ""


class OpenQuestion(Entry):
    """What nobody has answered yet."""

    id: Annotated[Text, Spec("q1, q2 and so on", M)] = ""
    text: Annotated[Text, Spec("the question, with its mark", M, words=30, prose=True)] = ""
    claims: Annotated[tuple[Text, ...], Spec("claims it bears on")] = ()
    answered_by: Annotated[Text, Spec("claim id that answers it")] = ""


class Gap(Entry):
    """What nobody showed us."""

    kind: Annotated[GapKind | None, Spec("what is missing", M)] = None
    text: Annotated[Text, Spec("the gap in words", M, words=40, prose=True)] = ""
    tried: Annotated[Text, Spec("what was tried", words=30, prose=True)] = ""
    would_settle: Annotated[Text, Spec("what would settle it", words=30, prose=True)] = ""


class WatchItem(Entry):
    """A future point to check."""

    text: Annotated[Text, Spec("what to watch", M, words=30, prose=True)] = ""
    date: Annotated[DateText, Spec("when: EDTF", M)] = ""
    sign: Annotated[Text, Spec("what would count as movement", M, words=25, prose=True)] = ""
    outcome: Annotated[Text, Spec("what came of it", words=30, prose=True)] = ""


class TimelineItem(Entry):
    """A past event."""

    date: Annotated[DateText, Spec("when: EDTF", M)] = ""
    text: Annotated[Text, Spec("what is said to have happened", M, words=30, prose=True)] = ""
    claims: Annotated[tuple[Text, ...], Spec("claims it rests on", M)] = ()


class AiUse(Entry):
    """How a system was used in the work."""

    stage: Annotated[AiStage | None, Spec("where in the work", M)] = None
    system: Annotated[Text, Spec("which system", M)] = ""
    purpose: Annotated[Text, Spec("what for", M, words=25)] = ""
    reviewed_by: Annotated[Text, Spec("who answers for the result", M)] = ""


class Change(Entry):
    """A public change to a published page."""

    version: Annotated[Count | None, Spec("the version that it made", M)] = None
    date: Annotated[DateText, Spec("when", M)] = ""
    note: Annotated[Text, Spec("what changed", M, words=30)] = ""


class Correction(Entry):
    """What was wrong, what is right, and when that changed."""

    id: Annotated[Text, Spec("x1, x2 and so on", P)] = ""
    date: Annotated[DateText, Spec("when", P)] = ""
    kind: Annotated[CorrectionKind | None, Spec("what sort", P)] = None
    severity: Annotated[CorrectionSeverity | None, Spec("how far the meaning changed", P)] = None
    affects: Annotated[tuple[Text, ...], Spec("field names or claim ids", P)] = ()
    was: Annotated[Text, Spec("what stood there", P, words=60)] = ""
    now: Annotated[Text, Spec("what stands there now", P, words=60)] = ""
    reason: Annotated[Text, Spec("why", P, words=30)] = ""
    from_version: Annotated[Count | None, Spec("the version that was wrong", P)] = None
    to_version: Annotated[Count | None, Spec("the version that is right", P)] = None
    reported_by: Annotated[ReportedBy | None, Spec("who noticed", P)] = None


class Response(Entry):
    """Whether a party was asked, and what it said."""

    party: Annotated[Text, Spec("entity id", P)] = ""
    claims: Annotated[tuple[Text, ...], Spec("claims put to it", P)] = ()
    status: Annotated[ResponseStatus | None, Spec("what came of it", P)] = None
    why: Annotated[Text, Spec("why it was not contacted", words=30)] = ""
    requested: Annotated[DateText, Spec("when it was asked")] = ""
    deadline: Annotated[DateText, Spec("by when an answer was asked for")] = ""
    channel: Annotated[Text, Spec("how it was asked")] = ""
    received: Annotated[DateText, Spec("when it answered")] = ""
    text: Annotated[Text, Spec("its words, verbatim", words=200)] = ""
    url: Annotated[Text, Spec("its full text")] = ""


class Withdrawal(Entry):
    """Why a page is no longer relied on."""

    date: Annotated[DateText, Spec("when", M)] = ""
    reason: Annotated[Text, Spec("why", M, words=40)] = ""
    replaced_by: Annotated[Text, Spec("briefing id that takes its place")] = ""


class Removal(Entry):
    """Why a page was taken down."""

    date: Annotated[DateText, Spec("when", M)] = ""
    ground: Annotated[RemovalGround | None, Spec("on what ground", M)] = None
    note: Annotated[Text, Spec("what can be said about it", words=30)] = ""


class Redaction(Entry):
    """A part of a page that was taken down."""

    affects: Annotated[Text, Spec("claim id or field", M)] = ""
    date: Annotated[DateText, Spec("when", M)] = ""
    ground: Annotated[RemovalGround | None, Spec("on what ground", M)] = None
    note: Annotated[Text, Spec("what can be said about it", words=30)] = ""


class Suppression(Entry):
    """A finding that a second reader looked at and let stand."""

    rule: Annotated[Text, Spec("rule id", M)] = ""
    at: Annotated[Text, Spec("words of the place", M)] = ""
    reason: Annotated[Text, Spec("why it stands", M, words=25)] = ""
    by: Annotated[Text, Spec("person id of who looked", M)] = ""


class Common(Entry):
    """What a briefing and a digest have alike."""

    title: Annotated[Text, Spec("event first, attribution second", M, chars=90, always=True, prose=True)] = ""
    editor: Annotated[tuple[Text, ...], Field(max_length=3), Spec("answerable people, or a desk", M)] = ()
    reviewer: Annotated[
        Annotated[
            Annotated[tuple[Text, ...], Field(max_length=2), Tag("<list>")]
            | Annotated[Literal["none"], Tag("<word>")],
            Discriminator(_list_or_word),
        ],
        Spec("a second reader, or none"),
    ] = ()
    ai_use: Annotated[
        Annotated[
            Annotated[tuple[AiUse, ...], Tag("<list>")] | Annotated[Literal["none"], Tag("<word>")],
            Discriminator(_list_or_word),
        ],
        Spec("systems used in the work, or none", P),
    ] = ()
    status: Annotated[Status, Spec("where it stands in its life", C)] = Status.DRAFT
    published: Annotated[DateText, Spec("first publication; never changed", P)] = ""
    updated: Annotated[DateText, Spec("date of the latest entry in changes", C)] = ""
    embargo_until: Annotated[DateText, Spec("held until then: RFC 3339 with offset")] = ""
    withdrawn: Annotated[Withdrawal | None, Spec("why it is no longer relied on")] = None
    removed: Annotated[Removal | None, Spec("why it was taken down")] = None
    redactions: Annotated[tuple[Redaction, ...], Spec("parts taken down")] = ()
    version: Annotated[Count, Spec("0 in draft, 1 at publication, one more for each public change", C)] = 0
    changes: Annotated[tuple[Change, ...], Spec("public changes", C)] = ()
    corrections: Annotated[tuple[Correction, ...], Spec("what was wrong and is right now")] = ()
    claims: Annotated[tuple[Claim, ...], Field(max_length=40), Spec("who says what", M)] = ()
    stakeholders: Annotated[tuple[Stakeholder, ...], Field(max_length=20), Spec("whom it touches", M)] = ()
    takeaways: Annotated[tuple[Takeaway, ...], Field(max_length=7), Spec("what to take away", P)] = ()
    open_questions: Annotated[
        tuple[OpenQuestion, ...], Field(max_length=10), Spec("what nobody has answered")
    ] = ()
    gaps: Annotated[tuple[Gap, ...], Field(max_length=10), Spec("what nobody showed us")] = ()
    watch: Annotated[tuple[WatchItem, ...], Field(max_length=10), Spec("future points to check")] = ()
    responses: Annotated[tuple[Response, ...], Spec("right of reply")] = ()
    sources: Annotated[
        tuple[SourceRef, ...], Field(max_length=40), Spec("who is quoted: ids or entries", M)
    ] = ()
    lang: Annotated[Text, Spec("BCP 47 tag", C)] = "en-GB"
    licence: Annotated[Text, Spec("SPDX id", C)] = "CC-BY-4.0"
    related: Annotated[tuple[Text, ...], Spec("briefing ids")] = ()
    redirect_from: Annotated[tuple[Text, ...], Spec("old addresses below this site's root")] = ()
    suppress: Annotated[
        Annotated[
            Annotated[dict[Text, Text], Tag("<map>")] | Annotated[tuple[Suppression, ...], Tag("<list>")],
            Discriminator(_map_or_list),
        ],
        Spec("findings that were looked at and stand"),
    ] = Field(default_factory=dict)


class Briefing(Common):
    """One event: who says what, whom it touches, what to take away, what nobody knows."""

    event: Annotated[
        Text, Spec("the event's name, a noun phrase without a verdict", M, chars=60, always=True)
    ] = ""
    summary: Annotated[
        Text, Spec("what is said to have happened, who bears it, how well supported", M, words=60, prose=True)
    ] = ""
    event_date: Annotated[DateText, Spec("when it happened: EDTF, or unknown", M)] = ""
    event_date_note: Annotated[Text, Spec("how the date was reached", words=40, prose=True)] = ""
    type_of_work: Annotated[TypeOfWork | None, Spec("what kind of work this is", M, always=True)] = None
    topics: Annotated[tuple[Text, ...], Field(max_length=6), Spec("topic ids", M)] = ()
    principles: Annotated[tuple[Text, ...], Field(max_length=5), Spec("principle slugs", P)] = ()
    places: Annotated[tuple[Text, ...], Field(max_length=6), Spec("ISO 3166 codes")] = ()
    follows: Annotated[Text, Spec("briefing id that this one continues")] = ""
    same_as: Annotated[
        tuple[Text, ...], Field(max_length=6), Spec("the same event in other databases, such as aiid:123")
    ] = ()
    key_judgements: Annotated[tuple[KeyJudgement, ...], Field(max_length=5), Spec("our assessment")] = ()
    timeline: Annotated[tuple[TimelineItem, ...], Field(max_length=30), Spec("past events")] = ()


class Thread(Entry):
    """What joins several briefings."""

    id: Annotated[Text, Spec("t1, t2 and so on", M)] = ""
    text: Annotated[Text, Spec("the thread", M, words=35, prose=True)] = ""
    kind: Annotated[
        Literal["common", "contrast", "tension", "trend"] | None, Spec("how it joins them", M)
    ] = None
    supports: Annotated[tuple[Text, ...], Spec("briefing-id#claim, at least two from two briefings", M)] = ()


class Digest(Common):
    """Several briefings read together."""

    summary: Annotated[
        Text, Spec("what the briefings have in common and how far that goes", M, words=80, prose=True)
    ] = ""
    period: Annotated[DateText, Spec("the time covered: EDTF", M)] = ""
    briefings: Annotated[tuple[Text, ...], Field(max_length=12), Spec("briefing ids, 2 to 12", M)] = ()
    limits: Annotated[Text, Spec("what this cannot show", M, words=80, prose=True)] = ""
    threads: Annotated[tuple[Thread, ...], Field(max_length=7), Spec("what joins them", M)] = ()
