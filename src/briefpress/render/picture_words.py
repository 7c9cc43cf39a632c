"""What pictures say of their own accord, and what stands behind them: part of the catalogue."""

from __future__ import annotations

PICTURES = {
    "picture.strip": "{origins}, {level}, {agreement}: {confidence}",
    "picture.strip-none": "{level}, {agreement}: {confidence}",
    "picture.level.none": "no source supports it",
    "picture.level.unidentified": "publisher unknown",
    "picture.level.untraceable": "nothing we can trace",
    "picture.level.traceable": "a report we can trace",
    "picture.level.primary": "document or first-hand account",
    "picture.agreement.uncontested": "undisputed",
    "picture.agreement.mixed": "partly questioned",
    "picture.agreement.contested": "accounts differ",
    "picture.key": "What the marks before a claim’s words mean",
    "picture.key.origins": "Origins, one mark each, and a plus for more than four. The first shows the best:",
    "picture.key.agreement": "Whether anything here disputes it:",
    "picture.key.ceiling": "How sure the evidence lets us be:",
    "picture.spans": "Timeline as a picture: {events}",
    "picture.spans.events.one": "1 event",
    "picture.spans.events.many": "{n} events",
    "picture.spans.what": (
        "One line an event, between {first} and {last}. The list on this page says the same in words."
    ),
    "picture.spans.capped": "The picture shows the first {n} of {of} events.",
    "picture.spans.capped-latest": "The picture shows the latest {n} of {of} events.",
    "picture.spans.day": "Dot: the day is known.",
    "picture.spans.about": "Ring: about that day.",
    "picture.spans.within": "Striped bar: some time within it; which day, we do not know.",
    "picture.spans.lasting": "Full bar: it went on for that time.",
    "picture.spans.open": "Arrow: no limit known on that side.",
    "picture.spans.unknown": "Dashed line: we do not know when.",
    "picture.activity.year": "Briefings by year of publication",
    "picture.activity.month": "Briefings by month of publication, {year}",
    "picture.activity.years": "Briefings by year of publication, {n} years a bar",
    "picture.activity.what": (
        "From {first} to {last}; most in {peak}, with {n}. The table below says the same in numbers."
    ),
    "picture.activity.behind": "The same as a table",
    "picture.activity.when": "Published",
    "picture.activity.count": "Briefings",
    "topic.relations": "How they are related",
    "picture.relations": "How these briefings, organisations and topics are related",
    "picture.relations.what": (
        "Numbered briefings in a column, joined by lines to the organisations and the other topics that they "
        "name. The table below says the same in words."
    ),
    "picture.relations.shown": "Shown: {briefings}, {organisations} and {topics}.",
    "picture.relations.all": "all {n} {what}",
    "picture.relations.no": "no {what}",
    "picture.relations.one.briefings": "the one briefing",
    "picture.relations.one.organisations": "the one organisation",
    "picture.relations.one.topics": "the one other topic",
    "picture.relations.one.every-topic": "the one topic",
    "picture.relations.some": "{n} of {of} {what}",
    "picture.relations.newest": "the newest {n} of {of} {what}",
    "picture.relations.note": "A line says that a briefing names the two together, and nothing more.",
    "picture.relations.behind": "The same as a table",
    "picture.relations.briefing": "Briefing",
    "picture.relations.briefings": "Briefings",
    "picture.relations.organisations": "Organisations",
    "picture.relations.topics": "Other topics",
    "picture.relations.every-topic": "Topics",
    "picture.relations.none": "none shown",
}
"""Key -> British English text."""
