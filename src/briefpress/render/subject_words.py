"""What the pages of topics, principles, parties, sources and those affected say of their own accord."""

from __future__ import annotations

SUBJECTS = {
    "topic.also": "Also called",
    "topic.broader": "Part of",
    "topic.narrower": "Within it",
    "topic.related": "Related",
    "topic.same-as": "The same subject elsewhere",
    "topic.questions": "Open questions on it",
    "principle.crosswalk": "Close matches elsewhere",
    "principle.crosswalk-note": "For finding and comparing only: near in meaning, not the same.",
    "principle.takeaways": "Takeaways on it",
    "crosswalk.oecd": "OECD AI Principles (2019, updated 2024)",
    "crosswalk.unesco": "UNESCO Recommendation on the Ethics of AI (2021)",
    "crosswalk.hleg": "HLEG Ethics Guidelines for Trustworthy AI (2019)",
    "crosswalk.acm": "ACM Code of Ethics (2018)",
    "organisation.lead": (
        "The briefings that name {name}. What they say stands there, beside who says it; being listed here "
        "says nothing about how {name} acted."
    ),
    "organisation.kind": "What it is",
    "organisation.part-of": "Part of",
    "organisation.parts": "Parts of it",
    "organisation.same-as": "Elsewhere",
    "organisation.accountability": "Answers for its texts at",
    "organisation-kind.company": "Company",
    "organisation-kind.subsidiary": "Subsidiary",
    "organisation-kind.public-body": "Public body",
    "organisation-kind.regulator": "Regulator",
    "organisation-kind.court": "Court",
    "organisation-kind.union": "Union",
    "organisation-kind.ngo": "Non-governmental organisation",
    "organisation-kind.news-organisation": "News organisation",
    "organisation-kind.university": "University",
    "organisation-kind.informal-group": "Informal group",
    "person.lead": (
        "The briefings that name {name} in a public role. What they say stands there, beside who says it; "
        "being listed here says nothing about how {name} acted."
    ),
    "person.role": "Role",
    "person.affiliation": "Belongs to",
    "party.replies": "Replies",
    "party.replies-note": "Whether we asked, and what came of it. Each reply stands in full in its briefing.",
    "party.corrections": "Corrections concerning it",
    "person.corrections": "Corrections concerning them",
    "person.corrections-note": (
        "Corrections of claims about them, and of other parts of briefings in which they take part. "
        "What was wrong and what is right stands there."
    ),
    "party.corrections-note": (
        "Corrections of claims about it, and of other parts of briefings in which it takes part. What was "
        "wrong and what is right stands there."
    ),
    "group.class": "Class",
    "class.lead": "Those affected who count as “{name}”, across the briefings.",
    "group.lead": "What the briefings say is at stake for {name}.",
    "heard.none": "We hold none of their own words.",
    "heard.all": "We hold words of theirs in every briefing listed here.",
    "heard.some": "We hold none of their own words in {n} of {of} briefings.",
    "heard.everybody.none": "We lack the words of everybody listed here.",
    "heard.everybody.all": "We hold words of everybody listed here.",
    "heard.classes.none": "We lack the words of every group that has a page of its own.",
    "heard.classes.all": "We hold words of every group that has a page of its own.",
    "heard.classes.some": (
        "Of the {of} groups that have a page of their own, we hold words of {n}; the others are marked."
    ),
    "heard.others.none": "Of those who are only named, we hold no words.",
    "heard.others.all": "We hold words of all who are only named.",
    "heard.others.some": "Of {of} others who are only named, we hold words of {n}.",
    "heard.mark": "We lack their words.",
    "affected.others": "Also named:",
    "affected.persons": "Single persons:",
    "affected.all": "All of this class: {briefings}",
    "affected.effect": "Effect:",
    "sources.unidentified": "Publisher unknown",
    "sources.letters": "By publisher",
    "sources.letter-unknown": "Unknown",
    "sources.letter-other": "Others",
    "sources.more": "Also",
    "sources.origins": "By origin: texts that appear to go back to one starting point",
    "sources.used-in": "Used in",
    "sources.for-claims": "{used}, for {claims}",
    "sources.origin": "Origin:",
    "sources.withdrawn": "withdrawn",
    "source-page.lead": "What briefings take from this text: each claim on which it speaks, and nothing else.",
    "source-page.origin": "Origin",
    "source-page.claims": "Claims on which it speaks",
    "source-page.claims-note": (
        "Whether the text supports, qualifies or disputes a claim stands beside it in the briefing. Claims "
        "about what somebody wanted, and weakly supported ones that would harm somebody, are read only there."
    ),
    "source-page.no-claim": "It is listed there, and no claim quotes it.",
    "origins.lead": (
        "Texts that appear to go back to one starting point count once, however many they are. Every other "
        "text counts as an origin of its own."
    ),
    "origins.why": "Why we count them once:",
    "origins.root": "Where it appears to begin:",
    "origins.unidentified": "Texts of unknown publisher, author and date",
    "origins.unidentified-note": "We cannot tell them apart, so in each briefing they count once together.",
}
"""Key -> British English text."""
