"""The closed vocabularies: what a field may say."""

from __future__ import annotations

import enum


class TypeOfWork(enum.StrEnum):
    """What kind of work a briefing is (Trust Project labels; CWA 17493)."""

    NEWS = "news"
    SOURCE_REVIEW = "source-review"
    ANALYSIS = "analysis"
    EXPLAINER = "explainer"
    HELP_US_REPORT = "help-us-report"


class Status(enum.StrEnum):
    """Where a briefing stands in its life."""

    DRAFT = "draft"
    EMBARGOED = "embargoed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


class Likelihood(enum.StrEnum):
    """How probable, in the words of ICD 203 (first row)."""

    ALMOST_NO_CHANCE = "almost-no-chance"
    VERY_UNLIKELY = "very-unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN_CHANCE = "roughly-even-chance"
    LIKELY = "likely"
    VERY_LIKELY = "very-likely"
    ALMOST_CERTAIN = "almost-certain"


class Confidence(enum.StrEnum):
    """How good the basis is; `insufficient` is ours."""

    INSUFFICIENT = "insufficient"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for insufficient to 3 for high."""
        return _CONFIDENCE_RANK[self]


_CONFIDENCE_RANK = {confidence: rank for rank, confidence in enumerate(Confidence)}


class Reliability(enum.StrEnum):
    """NATO Admiralty code, of a source."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Nature(enum.StrEnum):
    """How near a source is to the event (PROV-O)."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"
    UNKNOWN = "unknown"


class OriginBasis(enum.StrEnum):
    """Why sources are taken to go back to one starting point."""

    DECLARED_DERIVATION = "declared-derivation"
    SHARED_WORDING = "shared-wording"
    SHARED_PREMISE = "shared-premise"
    SAME_TOPIC_BUNDLE = "same-topic-bundle"
    SAME_QUOTES = "same-quotes"
    SAME_OWNER = "same-owner"
    SAME_WIRE = "same-wire"


class Certainty(enum.StrEnum):
    """How sure an origin group is."""

    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"


class SyntheticSuspicion(enum.StrEnum):
    """How far a text shows signs of machine writing; never a statement about a person."""

    NONE = "none"
    POSSIBLE = "possible"
    LIKELY = "likely"
    DISCLOSED = "disclosed"


class SyntheticSignal(enum.StrEnum):
    """What can be checked in a text."""

    NO_BYLINE = "no-byline"
    NO_DATE = "no-date"
    NO_LINKS = "no-links"
    NO_NAMED_PEOPLE = "no-named-people"
    NO_QUOTATIONS = "no-quotations"
    NO_CHECKABLE_DETAIL = "no-checkable-detail"
    FORMULAIC_STRUCTURE = "formulaic-structure"
    SHARED_WORDING = "shared-wording"
    ANACHRONISM = "anachronism"


class ClaimKind(enum.StrEnum):
    """What sort of statement a claim is."""

    EVENT = "event"
    IDENTITY = "identity"
    QUANTITY = "quantity"
    STATEMENT = "statement"
    CAUSE = "cause"
    MOTIVE = "motive"
    PREDICTION = "prediction"
    EVALUATION = "evaluation"
    NORM = "norm"


class Stance(enum.StrEnum):
    """What a source does with a claim (CiTO). Silence is computed, never typed."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    QUALIFIES = "qualifies"
    QUESTIONS = "questions"
    MENTIONS = "mentions"


class Modality(enum.StrEnum):
    """How firmly a source says it (FactBank); from weakest to strongest."""

    UNCOMMITTED = "uncommitted"
    POSSIBLE = "possible"
    PROBABLE = "probable"
    CERTAIN = "certain"

    @property
    def rank(self) -> int:
        """0 for uncommitted to 3 for certain."""
        return _MODALITY_RANK[self]


_MODALITY_RANK = {modality: rank for rank, modality in enumerate(Modality)}


class Basis(enum.StrEnum):
    """On what a source rests its statement."""

    OBSERVED = "observed"
    OWN = "own"
    ATTRIBUTED_NAMED = "attributed-named"
    ATTRIBUTED_UNNAMED = "attributed-unnamed"
    HEARSAY = "hearsay"
    INFERRED = "inferred"


class StakeholderClass(enum.StrEnum):
    """ESRS and GRI classes of people and bodies."""

    OWN_WORKFORCE = "own-workforce"
    VALUE_CHAIN_WORKERS = "value-chain-workers"
    AFFECTED_COMMUNITIES = "affected-communities"
    CONSUMERS_END_USERS = "consumers-end-users"
    VULNERABLE_GROUPS = "vulnerable-groups"
    GENERAL_PUBLIC = "general-public"
    COMPANY = "company"
    BUSINESS_PARTNERS = "business-partners"
    INVESTORS_LENDERS = "investors-lenders"
    TRADE_UNIONS = "trade-unions"
    CIVIL_SOCIETY = "civil-society"
    PUBLIC_AUTHORITIES = "public-authorities"
    ANALYSTS_ACADEMICS = "analysts-academics"
    NEWS_MEDIA = "news-media"
    NATURE = "nature"

    @property
    def is_people(self) -> bool:
        """True for classes of people, who can be rights-holders."""
        return self in _PEOPLE


_PEOPLE = frozenset(
    {
        StakeholderClass.OWN_WORKFORCE,
        StakeholderClass.VALUE_CHAIN_WORKERS,
        StakeholderClass.AFFECTED_COMMUNITIES,
        StakeholderClass.CONSUMERS_END_USERS,
        StakeholderClass.VULNERABLE_GROUPS,
        StakeholderClass.GENERAL_PUBLIC,
    }
)


class StakeholderRole(enum.StrEnum):
    """What a stakeholder does in the event."""

    AFFECTED = "affected"
    ACTOR = "actor"
    AUTHORITY = "authority"
    ADVOCATE = "advocate"
    OBSERVER = "observer"


class Voice(enum.StrEnum):
    """Whose own words we hold."""

    NONE = "none"
    QUOTED_BY_OTHERS = "quoted-by-others"
    OWN_STATEMENT = "own-statement"
    SPOKEN_TO_US = "spoken-to-us"


class ImpactStatus(enum.StrEnum):
    """Whether an effect has come about (UN Guiding Principle 14)."""

    ACTUAL = "actual"
    POTENTIAL = "potential"
    ALLEGED = "alleged"
    UNKNOWN = "unknown"


class ImpactDirection(enum.StrEnum):
    """Which way an effect goes."""

    NEGATIVE = "negative"
    POSITIVE = "positive"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Grade(enum.StrEnum):
    """How grave, or how many."""

    UNKNOWN = "unknown"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Remediability(enum.StrEnum):
    """How far an effect can be put right."""

    UNKNOWN = "unknown"
    EASY = "easy"
    PARTIAL = "partial"
    NONE = "none"


class TakeawayKind(enum.StrEnum):
    """What a takeaway offers its reader."""

    FINDING = "finding"
    CAUTION = "caution"
    PROPOSAL = "proposal"
    LESSON = "lesson"
    PRACTICE = "practice"


class Audience(enum.StrEnum):
    """For whom a takeaway is written."""

    WORKERS_AND_UNIONS = "workers-and-unions"
    CREATORS = "creators"
    TECHNOLOGY_COMPANIES = "technology-companies"
    EMPLOYERS = "employers"
    POLICYMAKERS_AND_REGULATORS = "policymakers-and-regulators"
    JOURNALISTS = "journalists"
    RESEARCHERS = "researchers"
    GENERAL_PUBLIC = "general-public"


class GapKind(enum.StrEnum):
    """What is missing (ICD 203 information gaps; IFCN)."""

    NO_PRIMARY_SOURCE = "no-primary-source"
    NO_DATE = "no-date"
    NO_NAMED_SOURCE = "no-named-source"
    SCALE_UNKNOWN = "scale-unknown"
    IDENTITY_UNCLEAR = "identity-unclear"
    REASON_UNKNOWN = "reason-unknown"
    VOICE_MISSING = "voice-missing"
    DOCUMENT_NOT_PUBLIC = "document-not-public"
    RESPONSE_AWAITED = "response-awaited"


class CorrectionKind(enum.StrEnum):
    """What a correction corrects (Reuters Handbook)."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    EDITORS_NOTE = "editors-note"
    WITHDRAWAL = "withdrawal"


class CorrectionSeverity(enum.StrEnum):
    """How far a correction changes the meaning."""

    MINOR = "minor"
    SUBSTANTIVE = "substantive"
    WITHDRAWAL = "withdrawal"


class ReportedBy(enum.StrEnum):
    """Who noticed what was wrong."""

    READER = "reader"
    SUBJECT = "subject"
    SOURCE = "source"
    EDITOR = "editor"


class ResponseStatus(enum.StrEnum):
    """What came of asking a party (IPSO, Impress)."""

    NOT_CONTACTED = "not-contacted"
    REQUESTED = "requested"
    NO_RESPONSE = "no-response"
    DECLINED = "declined"
    RECEIVED = "received"
    PUBLISHED_IN_FULL = "published-in-full"


class RemovalGround(enum.StrEnum):
    """Why something was taken down."""

    COURT_ORDER = "court-order"
    DATA_PROTECTION = "data-protection"
    SAFETY = "safety"
    COPYRIGHT = "copyright"


class AiStage(enum.StrEnum):
    """Where in the work a system was used."""

    RESEARCH = "research"
    TRANSLATION = "translation"
    SUMMARISING = "summarising"
    DRAFTING = "drafting"
    DATA_OR_CODE = "data-or-code"
    IMAGE = "image"


class ThreadKind(enum.StrEnum):
    """How a digest joins its briefings."""

    COMMON = "common"
    CONTRAST = "contrast"
    TENSION = "tension"
    TREND = "trend"


class OrganisationKind(enum.StrEnum):
    """What sort of body an organisation is."""

    COMPANY = "company"
    SUBSIDIARY = "subsidiary"
    PUBLIC_BODY = "public-body"
    REGULATOR = "regulator"
    COURT = "court"
    UNION = "union"
    NGO = "ngo"
    NEWS_ORGANISATION = "news-organisation"
    UNIVERSITY = "university"
    INFORMAL_GROUP = "informal-group"


class PersonKind(enum.StrEnum):
    """A person, or a desk that stands for named people elsewhere."""

    PERSON = "person"
    DESK = "desk"


class Coverage(enum.StrEnum):
    """How much of a source's text a snapshot holds."""

    FULL = "full"
    EXCERPT = "excerpt"
    HASH_ONLY = "hash-only"


class Access(enum.StrEnum):
    """How a reader can reach a source."""

    OPEN = "open"
    PAYWALLED = "paywalled"
    OFFLINE = "offline"


class Flag(enum.StrEnum):
    """Evidence flags: always computed, never typed."""

    SINGLE_ORIGIN = "single-origin"
    NO_PRIMARY_SOURCE = "no-primary-source"
    NO_NAMED_SOURCE = "no-named-source"
    UNDATED = "undated"
    UNIDENTIFIED_SOURCE = "unidentified-source"
    SHARED_WORDING = "shared-wording"
    ACCOUNTS_DIFFER = "accounts-differ"
    SYNTHETIC_SUSPECTED = "synthetic-suspected"
    VOICES_MISSING = "voices-missing"


class Level(enum.StrEnum):
    """The best evidence level among counted support (docs/method.md)."""

    NONE = "none"
    UNIDENTIFIED = "unidentified"
    UNTRACEABLE = "untraceable"
    TRACEABLE = "traceable"
    PRIMARY = "primary"


class Agreement(enum.StrEnum):
    """Whether the sources agree on a claim."""

    UNCONTESTED = "uncontested"
    MIXED = "mixed"
    CONTESTED = "contested"
