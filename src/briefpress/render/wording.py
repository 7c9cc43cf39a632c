"""Every word that the pages say of their own accord: one catalogue that a site may replace.

Keys are `<what>.<which>`; entries of a vocabulary end in the vocabulary's own value. A text may hold
places such as `{n}`, filled by `say`; `count` picks `.one` or `.many` by number. The wording follows
docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from briefpress.model.card import Standing
from briefpress.model.vocabulary import Level
from briefpress.render.data_words import DATA
from briefpress.render.feed_words import FEEDS
from briefpress.render.listing_words import LISTINGS
from briefpress.render.picture_words import PICTURES
from briefpress.render.subject_words import SUBJECTS
from briefpress.render.versions_words import VERSIONS

_HEADINGS = {
    "heading.in-short": "In short",
    "heading.what-happened": "What happened",
    "heading.people-affected": "People affected",
    "heading.takeaways": "Takeaways",
    "heading.why-it-matters": "Why it matters",
    "heading.what-we-do-not-know": "What we do not know",
    "heading.watch-list": "Watch list",
    "heading.what-we-can-say": "What we can say",
    "heading.who-says-what": "Who says what",
    "heading.timeline": "Timeline",
    "heading.sources": "Sources",
    "heading.replies": "Replies",
    "heading.how-we-worked": "How we worked",
    "heading.corrections": "Corrections",
    "heading.versions": "Versions",
    "heading.cite-this": "Cite this",
    "heading.read-on": "Read on",
    "heading.briefings": "The briefings",
    "heading.threads": "What joins them",
    "heading.text": "Read together",
    "heading.labels": "What the labels mean",
    "heading.confidence": "How sure the evidence lets us be",
    "heading.accounts-differ": "Where accounts differ",
    "heading.questions": "Open questions",
    "heading.gaps": "What nobody has shown us",
    "heading.others": "Who acted, and who can act",
    "heading.notes": "Notes",
    "heading.ai-use": "Use of AI",
}

_SHORT = {
    "short.happened": "What happened",
    "short.affected": "Who is affected",
    "short.takeaways": "What to take away",
    "short.limits": "How far it goes",
    "short.basis": "Claims behind it:",
    "short.evidence": "Evidence",
    "short.lack-all": "We have no words from any of them.",
    "short.lack-one": "We lack their own words.",
    "short.lack": "We lack the words of {names}.",
    "short.lack-some": "We lack the words of {n} of them.",
    "short.more": "and {n} more",
    "short.nobody": "No affected group has been recorded yet.",
}

_TYPES = {
    "type.news": "News",
    "type.source-review": "Source review",
    "type.analysis": "Analysis",
    "type.explainer": "Explainer",
    "type.help-us-report": "Help us report",
    "type.digest": "Digest",
    "type-meaning.news": "reported and verified by us",
    "type-meaning.source-review": "what published texts say and how well they support it",
    "type-meaning.analysis": "our reading of evidence",
    "type-meaning.explainer": "background",
    "type-meaning.help-us-report": "a call for evidence",
    "type-meaning.digest": "several briefings read together",
}

_STATUS = {
    "status.draft": "Draft, not published",
    "status.embargoed": "Held until {date}",
    "status.embargoed-plain": "Held for later publication",
    "status.published": "Published",
    "status.published-on": "Published {date}",
    "status.updated-on": "Updated {date}",
    "status.withdrawn": "Withdrawn",
    "status.removed": "Removed",
    "status.version": "Version {n}",
    "status.event-date": "Event date: {date}",
    "status.period": "Period: {date}",
}

_NOTICES = {
    "specimen.short": "Specimen: nothing here is real",
    "specimen.long": "Every body, person, place and text on this site is invented, to show what a page can say.",
    "notice.withdrawn": "Withdrawn on {date}. This page is kept as a notice and is no longer relied on.",
    "notice.replaced-by": "It is replaced by:",
    "notice.removed": "This page was removed on {date}.",
    "notice.corrected": "Corrected on {date}: {now}",
    "notice.editors-note": "Editors’ note of {date}: {now}",
    "notice.see-corrections": "What was wrong and what changed",
    "notice.draft": "This is a draft. It is not published and may be wrong.",
    "notice.redacted": "Part of this page was taken down on {date} ({ground}).",
    "ground.court-order": "by order of a court",
    "ground.data-protection": "to protect personal data",
    "ground.safety": "for someone’s safety",
    "ground.copyright": "for reasons of copyright",
}

_CONFIDENCE = {
    "confidence.high": "Well established",
    "confidence.moderate": "Credible, not settled",
    "confidence.low": "Weakly supported",
    "confidence.insufficient": "Not established",
    "confidence.none": "A view, not graded",
    "confidence-meaning.high": (
        "at least two independent origins, one of them a document or first-hand account we hold, "
        "and nothing here disputes it."
    ),
    "confidence-meaning.moderate": "good evidence, but too little, too close together, or partly questioned.",
    "confidence-meaning.low": "thin or indirect evidence; treat it as a possibility.",
    "confidence-meaning.insufficient": (
        "what we hold cannot support a judgement either way. This is not a finding that it is false."
    ),
    "confidence-meaning.none": (
        "it says what ought to be, or how good or significant something is. Evidence cannot settle that."
    ),
    "likelihood.almost-no-chance": "almost no chance (1–5 %)",
    "likelihood.very-unlikely": "very unlikely (5–20 %)",
    "likelihood.unlikely": "unlikely (20–45 %)",
    "likelihood.roughly-even-chance": "roughly even chance (45–55 %)",
    "likelihood.likely": "likely (55–80 %)",
    "likelihood.very-likely": "very likely (80–95 %)",
    "likelihood.almost-certain": "almost certain (95–99 %)",
    "level.none": "no source supports it",
    "level.unidentified": "unidentified publisher",
    "level.untraceable": "nothing we can trace",
    "level.traceable": "a report we can trace",
    "level.primary": "a document or first-hand account that we hold",
    "agreement.uncontested": "nothing here disputes it",
    "agreement.mixed": "partly questioned",
    "agreement.contested": "accounts differ",
}

_LABELS = {
    "flag.single-origin": "One origin",
    "flag.no-primary-source": "No primary source",
    "flag.no-named-source": "Nobody named",
    "flag.undated": "Undated",
    "flag.unidentified-source": "Unidentified publisher",
    "flag.shared-wording": "Shared wording",
    "flag.accounts-differ": "Accounts differ",
    "flag.synthetic-suspected": "May be machine-written",
    "flag.voices-missing": "Voices missing",
    "flag-meaning.single-origin": (
        "These {n} texts appear to go back to one starting point, so we count them once. "
        "Why we think so: {basis}."
    ),
    "flag-meaning.single-origin-unexplained": (
        "These {n} texts appear to go back to one starting point, so we count them once."
    ),
    "flag-meaning.single-origin-unidentified": (
        "We know neither publisher, author nor date of these {n} texts, so we count them once."
    ),
    "flag-meaning.single-origin-alone": "Everything here rests on one text.",
    "flag-meaning.no-primary-source": (
        "We hold no document, recording, statement or first-hand account of this."
    ),
    "flag-meaning.no-named-source": "No text names a person or body who knows.",
    "flag-meaning.undated": "At least one text carries no date; ours is a limit, not a report.",
    "flag-meaning.undated-all": "No text here carries a date; ours is a limit, not a report.",
    "flag-meaning.unidentified-source.one": "We do not know who published this text.",
    "flag-meaning.unidentified-source.many": "We do not know who published these {n} texts.",
    "flag-meaning.shared-wording": "{texts} use the same {n} words in a row.",
    "flag-meaning.accounts-differ": "The texts disagree, at least in part, on {what}; see the table below.",
    "flag-meaning.synthetic-suspected.one": (
        "This text shows {signals}. That is a reason for care, not proof, and says nothing about any person."
    ),
    "flag-meaning.synthetic-suspected.many": (
        "These {n} texts show {signals}. That is a reason for care, not proof, "
        "and says nothing about any person."
    ),
    "flag-meaning.synthetic-suspected-also": "{texts} {verb} {signals}.",
    "flag-meaning.shows-also.one": "also shows",
    "flag-meaning.shows-also.many": "also show",
    "flag-meaning.synthetic-suspected-undetailed": "signs of machine writing",
    "flag-meaning.of-briefings": "This holds for {events}.",
    "flag-meaning.voices-missing": "We have no words from these: {groups}.",
}

_CLAIMS = {
    "claim.number": "claim {n}",
    "claim.named": "claim {n}: {words}",
    "claim.of": "{event}, claim {n}",
    "claim.replies-there": "Replies, or that nobody was asked, stand beside the claim.",
    "claim.according-to": "According to {who}:",
    "claim.superseded": "Superseded by",
    "claim.cited-in": "Cited in",
    "claim.rivals": "Other answers",
    "claim.takeaway": "takeaway {n}",
    "claim.judgement": "judgement {n}",
    "claim.thread": "thread {n}",
    "claim.all-rest-on": "Unless a claim says otherwise, it rests on: {basis}.",
    "claim.rest-on": "Rests on",
    "claim.credibility": "Credibility {n} of 6: {words}",
    "kind.event": "Event",
    "kind.identity": "What or who it is",
    "kind.quantity": "Number, date or extent",
    "kind.statement": "Statement",
    "kind.cause": "Cause",
    "kind.motive": "Motive",
    "kind.prediction": "Prediction",
    "kind.evaluation": "Evaluation",
    "kind.norm": "What ought to be",
    "credibility.1": "confirmed by other sources",
    "credibility.2": "probably true",
    "credibility.3": "possibly true",
    "credibility.4": "doubtful",
    "credibility.5": "improbable",
    "credibility.6": "cannot be judged",
    "stance.supports": "supports it",
    "stance.disputes": "disputes it",
    "stance.qualifies": "qualifies it",
    "stance.questions": "questions it",
    "stance.mentions": "mentions it, takes no position",
    "stance.presupposed": "takes it for granted",
    "stance.presupposed-qualifies": "takes it for granted, with a difference",
    "stance.silent": "does not say",
    "basis.observed": "saw or holds the document",
    "basis.own": "in its own voice",
    "basis.attributed-named": "attributed to {who}",
    "basis.attributed-unnamed": "attributed to unnamed “{who}”",
    "basis.attributed": "attributed to someone else",
    "basis.hearsay": "hearsay",
    "basis.inferred": "inferred from other facts",
    "modality.certain": "without a hedge",
    "modality.probable": "as probable",
    "modality.possible": "as possible",
    "modality.uncommitted": "without committing itself",
    "locator.para": "paragraph {n}",
    "locator.page": "page {n}",
    "locator.time": "at {n}",
    "matrix.caption": "{claims}, {origins}, {texts}",
    "matrix.claim": "Claim",
    "matrix.rest": "Others",
    "matrix.others.one": "1 other does not say",
    "matrix.others.many": "{n} others do not say",
    "matrix.nobody-silent": "nobody else",
    "matrix.open": "Open a cell to read the source’s own words.",
    "matrix.note": "Words in quotation marks are theirs: their word, not our scale.",
    "matrix.letters": "Which letter is which source",
    "matrix.translated": "Translation by {who}:",
    "matrix.origin": "{origins}, {texts}",
    "count.claims.one": "1 claim",
    "count.claims.many": "{n} claims",
    "matrix.once": "{sources} count as one origin",
    "matrix.once-named": "{label}: {sources} count as one origin",
    "matrix.once-with": "counts as one origin with {sources}",
    "count.origins.one": "1 origin",
    "count.origins.many": "{n} origins",
    "origins.counted.one": "{counted} counted (1 more is not traceable)",
    "origins.counted.many": "{counted} counted ({n} more are not traceable)",
    "origins.counted-untraceable.one": "{counted} counted (1 more is of unknown publisher)",
    "origins.counted-untraceable.many": "{counted} counted ({n} more are of unknown publisher)",
    "origins.as-one": "{n} origins counted as one",
    "count.Text.one": "1 text",
    "count.Text.many": "{n} texts",
    "count.Source.one": "1 source",
    "count.Source.many": "{n} sources",
    "count.briefings.one": "1 briefing",
    "count.briefings.many": "{n} briefings",
    "source.Text": "Text {letter}",
    "source.Source": "Source {letter}",
    "source.Text-inside": "text {letter}",
    "source.Source-inside": "source {letter}",
}

_PEOPLE = {
    "role.affected": "bears the effect",
    "role.actor": "said to have decided or acted",
    "role.authority": "can regulate or remedy",
    "role.advocate": "speaks for those affected",
    "role.observer": "observes",
    "class.own-workforce": "own workforce",
    "class.value-chain-workers": "workers in the value chain",
    "class.affected-communities": "affected communities",
    "class.consumers-end-users": "consumers and end users",
    "class.vulnerable-groups": "vulnerable groups",
    "class.general-public": "general public",
    "class.company": "company",
    "class.business-partners": "business partners",
    "class.investors-lenders": "investors and lenders",
    "class.trade-unions": "trade unions",
    "class.civil-society": "civil society",
    "class.public-authorities": "public authorities",
    "class.analysts-academics": "analysts and academics",
    "class.news-media": "news media",
    "class.nature": "nature",
    "voice.none": "We hold none of their own words.",
    "voice.quoted-by-others": "Their words reach us as quoted by others.",
    "voice.own-statement": "We hold a statement published by them.",
    "voice.spoken-to-us": "They spoke to us.",
    "people.sought": "What we did to hear them:",
    "people.unheard": "People affected whose own words we lack:",
    "people.all": "all of the above",
    "people.unmentioned": "No source mentions:",
    "people.unmentioned-one": "No source mentions them.",
    "people.mentioned-in": "Mentioned in {sources}.",
    "impact.status": "Effect",
    "impact.unknown": "Not known: {parts}.",
    "impact.status.actual": "has come about",
    "impact.status.potential": "may come about",
    "impact.status.alleged": "alleged",
    "impact.status.unknown": "whether it has come about",
    "impact.direction.negative": "negative",
    "impact.direction.positive": "positive",
    "impact.direction.mixed": "mixed",
    "impact.direction.unknown": "whether it is good or bad for them",
    "impact.scale.small": "slight",
    "impact.scale.medium": "serious",
    "impact.scale.large": "grave",
    "impact.scale.unknown": "how grave",
    "impact.scope.small": "few people",
    "impact.scope.medium": "many people",
    "impact.scope.large": "very many people",
    "impact.scope.unknown": "how many people",
    "impact.remediability.easy": "easy to put right",
    "impact.remediability.partial": "can be put right in part",
    "impact.remediability.none": "cannot be put right",
    "impact.remediability.unknown": "whether it can be put right",
    "impact.likelihood": "Likelihood: {words}.",
}

_TAKEAWAYS = {
    "takeaway.finding": "Finding",
    "takeaway.caution": "Caution",
    "takeaway.proposal": "Proposal",
    "takeaway.lesson": "Lesson",
    "takeaway.practice": "Practice",
    "takeaway.for": "For",
    "takeaway.weakest": "Weakest evidence among its claims",
    "audience.workers-and-unions": "workers and unions",
    "audience.creators": "creators",
    "audience.technology-companies": "technology companies",
    "audience.employers": "employers",
    "audience.policymakers-and-regulators": "policymakers and regulators",
    "audience.journalists": "journalists",
    "audience.researchers": "researchers",
    "audience.general-public": "the general public",
}

_GAPS = {
    "gap.no-primary-source": "No primary source",
    "gap.no-date": "No date",
    "gap.no-named-source": "Nobody named",
    "gap.scale-unknown": "Scale unknown",
    "gap.identity-unclear": "Identity unclear",
    "gap.reason-unknown": "Reason unknown",
    "gap.voice-missing": "Voices missing",
    "gap.document-not-public": "Document not public",
    "gap.response-awaited": "Reply awaited",
    "gap.other": "Also missing",
    "gap.tried": "Tried:",
    "gap.would-settle": "Would settle it:",
    "question.bears-on": "Bears on",
    "question.answered-by": "Answered by",
    "watch.sign": "What would count as movement:",
    "watch.outcome": "Outcome:",
    "watch.no-outcome": "No outcome recorded.",
    "judgement.confidence": "Confidence",
    "judgement.likelihood": "Likelihood",
    "judgement.because": "Why",
    "judgement.would-change": "What would change our minds",
    "event.date": "When",
    "event.places": "Where",
    "event.same-as": "The same event elsewhere",
    "database.aiid": "AI Incident Database",
    "database.oecd-aim": "OECD AI Incidents and Hazards Monitor",
    "database.aiaaic": "AIAAIC Repository",
}

_SOURCES = {
    "source.publisher": "Publisher",
    "source.author": "Author",
    "source.date": "Date",
    "source.obtained": "Obtained",
    "source.nature": "Nature",
    "source.reliability": "Reliability",
    "source.interests": "Interests",
    "source.relies-on": "Says it relies on",
    "source.signals": "Signs of machine writing",
    "source.held": "What we hold",
    "source.address": "Address",
    "source.archive": "Archived copy",
    "source.claims": "Speaks to",
    "source.claims-of": "{n} of {claims}",
    "source.elsewhere": "Across briefings",
    "source.all-claims": "every claim on which it speaks",
    "source.unknown-publisher": "unknown",
    "source.unknown-date": "unknown",
    "source.unknown-author": "none given",
    "source.author-not-recorded": "not recorded",
    "source.date-clues": "{date}; clues in its own words: {clues}",
    "source.date-not-recorded": "not recorded",
    "source.counted-once": "{origins}, {texts}",
    "source.why-one": "Why we count them once:",
    "source.suspected": "suspected",
    "source.confirmed": "confirmed",
    "source.origin-unidentified": "Texts of unknown publisher, author and date",
    "source.language": "Language",
    "source.access": "Access",
    "access.open": "open to everyone",
    "access.paywalled": "behind a paywall",
    "access.offline": "not online",
    "coverage.full": "the full text",
    "coverage.excerpt": "the quoted passages, and a fingerprint of the full text",
    "coverage.hash-only": "a fingerprint of the text only",
    "coverage.none": "no copy",
    "nature.primary": "primary: made by someone with direct knowledge at the time",
    "nature.secondary": "secondary: reports on primary material",
    "nature.tertiary": "tertiary: retells secondary material",
    "nature.unknown": "unknown",
    "reliability.A": "A: completely reliable",
    "reliability.B": "B: usually reliable",
    "reliability.C": "C: fairly reliable",
    "reliability.D": "D: not usually reliable",
    "reliability.E": "E: unreliable",
    "reliability.F": "F: cannot be judged",
    "origin.declared-derivation": "one of them says that it draws on another",
    "origin.shared-wording": "at least two of them share eight or more words in a row",
    "origin.shared-premise": "at least two of them share an assumption or mistake that none reports",
    "origin.same-topic-bundle": "they bring the same unrelated items together",
    "origin.same-quotes": "at least two of them use the same quotations",
    "origin.same-owner": "at least two of them have the same owner",
    "origin.same-wire": "at least two of them carry the same agency copy",
    "synthetic.possible": "possible",
    "synthetic.likely": "likely",
    "synthetic.disclosed": "the publisher says so",
    "synthetic.none": "none",
    "signal.no-byline": "no author’s name",
    "signal.no-date": "no date",
    "signal.no-links": "no links",
    "signal.no-named-people": "no named people",
    "signal.no-quotations": "no quotations",
    "signal.no-checkable-detail": "no detail that can be checked",
    "signal.formulaic-structure": "a formulaic structure",
    "signal.shared-wording": "wording shared with other texts",
    "signal.anachronism": "things out of their time",
}

_ABOUT = {
    "reply.not-contacted": "We have not asked {party}.",
    "reply.requested": "We asked {party}{when}; an answer is awaited{deadline}.",
    "reply.no-response": "We asked {party}{when}. There was no answer{deadline}.",
    "reply.declined": "We asked {party}{when}. They declined to answer.",
    "reply.received": "We asked {party}{when}. They answered{received}.",
    "reply.published-in-full": (
        "We asked {party}{when}. They answered{received}; their reply stands in full {where}."
    ),
    "reply.short.not-contacted": "We have not asked {party}.",
    "reply.short.requested": "We asked {party}; an answer is awaited.",
    "reply.short.no-response": "We asked {party}; there was no answer.",
    "reply.short.declined": "We asked {party}; they declined to answer.",
    "reply.short.received": "We asked {party}; they answered.",
    "reply.short.published-in-full": "Reply of {party}: below",
    "reply.here": "below",
    "reply.there": "in the briefing",
    "reply.unrecorded": "We have not asked {party}.",
    "reply.when": " on {date}",
    "reply.by": " by {date}",
    "reply.channel": "Asked by {channel}.",
    "reply.about": "About",
    "reply.full-text": "Their full text",
    "method.standard": (
        "We read each source closely, split what it says into single claims, and set the sources’ own words "
        "beside each claim. Sources that appear to go back to one starting point count once. How sure we may "
        "be follows from a fixed table, which an editor may lower but never raise."
    ),
    "method.editors": "Answerable:",
    "method.reviewed": "Read by a second person: {names}.",
    "method.unreviewed": "No second person has read this.",
    "method.ai-none": "No AI system was used in this work.",
    "method.ai-unstated": "Whether an AI system was used has not been recorded.",
    "method.ai-reviewed": "Answerable for the result: {name}.",
    "method.suppressed": "Checks that were looked at and let stand",
    "method.suppressed-by": "decided by {name}",
    "stage.research": "Research",
    "stage.translation": "Translation",
    "stage.summarising": "Summarising",
    "stage.drafting": "Drafting",
    "stage.data-or-code": "Data or code",
    "stage.image": "Image",
    "correction.correction": "Correction",
    "correction.clarification": "Clarification",
    "correction.update": "Update",
    "correction.editors-note": "Editors’ note",
    "correction.withdrawal": "Withdrawal",
    "severity.minor": "the meaning is unchanged",
    "severity.substantive": "the meaning changed",
    "severity.withdrawal": "beyond repair",
    "correction.was": "It said",
    "correction.now": "It says",
    "correction.affects": "Concerns {what}.",
    "correction.versions": "Version {old} to version {new}.",
    "correction.reported-by": "Noticed by {who}.",
    "reporter.reader": "a reader",
    "reporter.subject": "someone the page is about",
    "reporter.source": "a source",
    "reporter.editor": "an editor",
    "version.first": "First published.",
    "version.present": "this version",
    "cite.text": "{who}. “{title}”. {site}, {date}, version {version}. {address}",
    "cite.text-undated": "{who}. “{title}”. {site}, version {version}. {address}",
    "cite.downloads": "Take it with you",
    "cite.json": "All data of this page (JSON)",
    "cite.markdown": "The text as Markdown",
    "cite.licence": ("Our own words are licensed under {licence}. Quotations remain their owners’."),
    "cite.copy": "Copy citation",
    "claim.link": "Link to claim {n}",
    "claim.link-short": "Link",
    "claim.cite": "Cite claim {n}: its address in this version",
    "claim.cite-short": "Cite",
    "plumbing.edit": "Edit this page",
    "plumbing.history": "History of this page",
    "plumbing.edit-file": "Edit {name}",
    "plumbing.history-file": "History of {name}",
    "plumbing.history-all": "History of all briefings",
    "plumbing.report": "Report an error",
    "plumbing.report-title": "Error in {path}",
    "cite.reply": "To reply to this page or report an error, write to",
    "read-on.topics": "Topics",
    "read-on.organisations": "Organisations",
    "read-on.digests": "Read together with others in",
    "read-on.related": "Related briefings",
    "read-on.newer": "Newer",
    "read-on.older": "Older",
    "thread.common": "In common",
    "thread.contrast": "Contrast",
    "thread.tension": "Tension",
    "thread.trend": "Change over time",
    "thread.rests-on": "What it rests on",
    "search.briefing": "Briefing",
    "search.digest": "Digest",
    "word.and": "and",
    "word.unknown": "unknown",
    "principles.touched": "Principles it touches",
    "skip.back": "back to the sentence",
}

CATALOGUE: Mapping[str, str] = MappingProxyType(
    _HEADINGS
    | _SHORT
    | _TYPES
    | _STATUS
    | _NOTICES
    | _CONFIDENCE
    | _LABELS
    | _CLAIMS
    | _PEOPLE
    | _TAKEAWAYS
    | _GAPS
    | _SOURCES
    | _ABOUT
    | LISTINGS
    | DATA
    | SUBJECTS
    | VERSIONS
    | PICTURES
    | FEEDS
)
"""Key -> British English text."""


def say(key: str, **values: object) -> str:
    """The text of a key, its places filled; a missing key is a mistake of the template or the code.

    >>> say("matrix.others.many", n=9)
    '9 others do not say'
    """
    text = CATALOGUE[key]
    return text.format(**values) if values else text


def marked(text: str, *, specimen: bool) -> str:
    """A text that may be shown by itself: on a site of specimens it begins with the mark, unless it has it.

    >>> marked("Watch list", specimen=True), marked("Watch list", specimen=False)
    ('Specimen: nothing here is real. Watch list', 'Watch list')
    """
    mark = say("specimen.short")
    return f"{mark}. {text}".rstrip() if specimen and mark not in text else text


def known(key: str) -> bool:
    """True when the catalogue has this key."""
    return key in CATALOGUE


def count(key: str, n: int, **values: object) -> str:
    """The text of `key.one` or `key.many`, by number.

    >>> count("count.origins", 1), count("count.origins", 3)
    ('1 origin', '3 origins')
    """
    return say(f"{key}.{'one' if n == 1 else 'many'}", n=n, **values)


def origins_in_words(standing: Standing) -> str:
    """How many origins count for a claim, and how many more support it without counting; "" when none does.

    >>> from briefpress.model.vocabulary import Agreement
    >>> held = Standing(4, Level.PRIMARY, Agreement.UNCONTESTED, None, "", uncounted=2)
    >>> origins_in_words(held), origins_in_words(held._replace(uncounted=0))
    ('4 origins counted (2 more are not traceable)', '4 origins')
    >>> origins_in_words(held._replace(origins=1, level=Level.UNIDENTIFIED))
    '3 origins counted as one'
    """
    if not standing.origins:
        return ""
    counted = count("count.origins", standing.origins)
    if not standing.uncounted:
        return counted
    if standing.level is Level.UNIDENTIFIED:
        return say("origins.as-one", n=standing.origins + standing.uncounted)
    key = "origins.counted-untraceable" if standing.level is Level.UNTRACEABLE else "origins.counted"
    return count(key, standing.uncounted, counted=counted)


def listed(items: Iterable[str]) -> str:
    """Several items as one phrase; items that hold a comma or an "and" are set apart by semicolons.

    >>> listed(["writers", "actors", "crew"])
    'writers, actors and crew'
    >>> listed(["writers, actors and directors", "cast and crew", "audiences"])
    'writers, actors and directors; cast and crew; and audiences'
    >>> listed(["workers and unions", "creators"])
    'workers and unions; and creators'
    """
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    joined = f" {say('word.and')} "
    if any("," in word or joined in word for word in words):
        return f"{'; '.join(words[:-1])}; {say('word.and')} {words[-1]}"
    return f"{', '.join(words[:-1])} {say('word.and')} {words[-1]}"
