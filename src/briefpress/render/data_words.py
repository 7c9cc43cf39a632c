"""What the data files, and the pages about them, say of their own accord."""

from __future__ import annotations

from typing import NamedTuple

DATA = {
    "cite.one-claim": "{who}. “{title}”, claim {n}: “{claim}”. {site}, {date}, version {version}. {address}",
    "cite.one-claim-undated": "{who}. “{title}”, claim {n}: “{claim}”. {site}, version {version}. {address}",
    "cite.bibtex": "Citation (BibTeX)",
    "cite.csl": "Citation (CSL-JSON)",
    "cite.sources": "Sources (CSL-JSON)",
    "cite.all": "All briefings as data",
    "cite.bibtex-version": "Version {n}",
    "calendar.name": "{site}: watch list",
    "calendar.about": (
        "Points that our briefings say to watch. An entry stands on the last day on which the point is due. Where "
        "no end is named, it stands on the day from which there is something to look for."
    ),
    "calendar.link": "Subscribe to the watch list in a calendar",
    "calendar.of": "Briefing: {event}",
    "calendar.date": "When: {date}",
    "linked.correction": "“{was}” now reads “{now}”.",
    "data.title": "Data",
    "data.lead": (
        "Everything that the briefings say, as files for programs, tables and calendars: the same words, the same "
        "sources and the same confidence as on the pages."
    ),
    "data.files": "Files",
    "data.file": "File",
    "data.holds": "What it holds",
    "data.size": "Size",
    "data.empty": "Nothing has been published yet. The files are here and hold nothing.",
    "data.reading": "Before you use it",
    "data.reading.1": (
        "A claim is what sources say. Our confidence in it stands beside it as “ceiling”: the most that the "
        "evidence allows. Passing on a claim without its ceiling changes what we said."
    ),
    "data.reading.2": (
        "One row of claims.csv is one source on one claim. Texts with the same origin go back to one starting "
        "point and count once: do not add up rows."
    ),
    "data.reading.3": (
        "A source marked as “presupposed” takes a claim for granted without reporting it. It does not support it."
    ),
    "data.reading.4": (
        "In the tables, a cell that begins with =, +, - or @ has an apostrophe before it, so that no program takes "
        "it for a formula. Lists in one cell are set apart by “ | ”."
    ),
    "data.reading.5": (
        "What a withdrawn briefing said stands in its own data and in the whole corpus, with its status, but not "
        "in the tables of claims, people, takeaways and questions."
    ),
    "data.one": "One briefing",
    "data.one.text": (
        "Beside each page of a briefing or digest lie index.json (everything), index.md (the text with its fields), "
        "cite.bib, cite.csl.json and sources.csl.json. Add the name to the page’s address."
    ),
    "data.licence": "Licence",
    "data.licence.text": (
        "Our own words are licensed under {licence}. Quotations remain their owners’, and so do the titles of "
        "their texts."
    ),
    "data.changes": "What has changed",
    "data.changes.text": (
        "The form of the data is at version {version}. Fields may be added. What would break a program that reads "
        "it gets an address of its own, and this one stays."
    ),
    "data.changed": "Newest change of the content: {date}.",
    "data.codebook": "Codebook",
    "data.codebook.lead": (
        "Every field of the data with its meaning, every table, and every word that a field may hold."
    ),
    "data.codebook.link": "What every field means",
    "data.entries": "Fields",
    "data.tables": "Tables",
    "data.vocabularies": "Vocabularies",
    "data.field": "Field",
    "data.meaning": "Meaning",
    "data.kind": "Holds",
    "data.value": "Word",
    "data.computed": "worked out by us from the rest",
    "data.package": "{site}: data of all briefings",
    "data.schemas": "Schemas (JSON Schema 2020-12), for whoever checks the data by program:",
    "file.dump": "All briefings and digests, and what they share: sources, parties, topics, principles",
    "file.year": "The briefings and digests of {year}, one a line",
    "file.shared": "What the briefings share: sources, parties, topics, principles",
    "file.claims": "Who says what: a row for each source on each claim",
    "file.sources": "Every source, with how often it is used",
    "file.stakeholders": "Whom the events touch, how, and whose words we hold",
    "file.takeaways": "What readers can take with them",
    "file.questions": "What nobody has answered yet, and what was answered",
    "file.corrections": "Every correction, was and now",
    "file.codebook": "What every field means, for programs",
    "file.package": "The tables described as a Data Package (version 2)",
    "file.index": "The list of all data files with sizes and SHA-256",
    "file.calendar": "The watch list as a calendar to subscribe to",
}


class Column(NamedTuple):
    """A column of a table: its name, what it holds (`string`, `integer` or `boolean`), and what it means."""

    name: str
    type: str
    meaning: str


def _columns(text: str) -> tuple[Column, ...]:
    """Lines of name, type and meaning, set apart by spaces."""
    return tuple(Column(*line.split(maxsplit=2)) for line in text.strip().splitlines())


TABLES = {
    "claims": _columns(
        """
        briefing string Id of the briefing or digest
        claim string Id of the claim within it; never used for another claim
        text string The claim in the most neutral words that all sources would accept
        kind string What sort of statement it is
        origins integer How many independent starting points support the claim
        level string The best evidence among its counted support
        agreement string Whether the sources agree on it
        ceiling string The most confidence that the evidence allows; empty for kinds that take none
        source string Id of the source that speaks in this row
        stance string What the source does with the claim
        hedge string The softening words in its quotation, verbatim
        modality string How firmly it says so
        basis string On what it rests its statement
        quote string Its words, verbatim
        locator string Where they stand in the source
        presupposed boolean True when it takes the claim for granted, which is no support
        attributed_to string To whom it attributes the statement, as printed
        translation string Its words in the language of the briefing
        adverse boolean True when the claim would harm a named party were it untrue; empty when that was left open
        superseded_by string Id of the claim that takes its place
        version integer Version of the page from which the row was taken
        address string Address of the claim
        origins_not_counted integer How many more starting points support it, and do not count beside better evidence
        """
    ),
    "sources": _columns(
        """
        source string Id of the source
        briefing string Id of the page that describes it for itself; empty for a source shared by all
        title string Its title as printed, or [Untitled] with the opening words
        publisher string Who published it: an id, a name, or unknown
        publisher_name string The publisher's name, also when `publisher` is an id; empty when unknown
        author string Names, or none-given
        issued string When it was published (EDTF), or unknown
        accessed string The day on which we obtained it
        type string What it is, in words of CSL 1.0.2
        language string Its language (BCP 47), when it is not that of the briefing
        nature string How near it is to the event
        reliability string Reliability of the source, Admiralty code A to F; F means that it cannot be judged
        origin string Id of the starting point that it counts for
        synthetic_suspicion string Signs of machine writing; says nothing about any person
        synthetic_signals string Which signs can be checked
        access string How a reader can reach it
        url string Its address
        archive_url string Address of an archived copy
        interests string The stake of its author or publisher in the matter
        via string What it says it relies on
        note string What else a reader should know
        coverage string How much of its text we hold
        sha256 string SHA-256 of the text that we hold
        pages integer How many briefings and digests use it
        claims integer How many claims rest on its words
        """
    ),
    "stakeholders": _columns(
        """
        briefing string Id of the briefing or digest
        name string The name, or an id of the registry
        label string What readers see when `name` is an id
        class string The class of people or bodies
        role string What they do in the event
        rights_holder boolean True when they have rights at stake; empty when that follows from class and role
        stake string What they stand to lose or gain
        impact_status string Whether the effect has come about
        impact_direction string Which way it goes
        impact_scale string How grave it is
        impact_scope string How many it reaches
        impact_remediability string How far it can be put right
        impact_likelihood string How probable it is, of a potential effect
        impact_claims string Ids of the claims on which that rests
        named_in string Ids of the sources that mention them, when that was recorded
        named_in_none boolean True when no source mentions them
        voice string Whose own words we hold
        sought string What was done to hear them
        version integer Version of the page from which the row was taken
        address string Address of the part of the page
        """
    ),
    "takeaways": _columns(
        """
        briefing string Id of the briefing or digest
        number integer Its place on the page, from 1
        kind string What it offers
        text string The takeaway
        claims string Ids of the claims on which it rests
        confidence string The lowest ceiling among these claims; empty when none of them takes one
        for string For whom it is written
        principles string Principles that it touches
        version integer Version of the page from which the row was taken
        address string Address of the takeaway
        """
    ),
    "questions": _columns(
        """
        briefing string Id of the briefing or digest
        question string Id of the question within it
        text string The question
        claims string Ids of the claims that it bears on
        answered_by string Id of the claim that answers it; empty while nobody has
        version integer Version of the page from which the row was taken
        address string Address of the question
        """
    ),
    "corrections": _columns(
        """
        briefing string Id of the briefing or digest
        correction string Id of the correction within it
        date string When it was made
        kind string What sort of correction it is
        severity string How far the meaning changed
        affects string Field names or claim ids
        was string What stood there
        now string What stands there now
        reason string Why
        from_version integer The version that was wrong
        to_version integer The version that is right
        reported_by string Who noticed
        address string Address of the correction
        """
    ),
}
"""Table -> its columns, in order."""

NOTICE = Column("notice", "string", "That nothing in this table is real: it is a specimen")

COMPUTED = {
    "Briefing": {
        "$schema": "address of the schema that this follows",
        "id": "id: year and name; never changed after publication",
        "kind": "briefing or digest",
        "year": "year of the file, part of the address",
        "slug": "name of the file, part of the address",
        "address": "where its page lies, from the site's root",
        "url": "full address of its page",
        "notice": "that nothing here is real; on a site of specimens only",
        "flags": "what readers must know about the evidence",
        "origins": "the starting points that the sources go back to",
        "shared_wording": "pairs of sources that use the same run of words",
        "organisations": "ids of the organisations named",
        "groups": "ids of the groups of people named",
        "people": "ids of the people named",
        "names": "what readers see instead of ids, by kind and id",
        "body": "the text in Markdown, by its headings",
    },
    "Claim": {"standing": "how well it is supported"},
    "Source": {
        "origin": "id of the starting point that it counts for",
        "publisher_name": "the publisher's name, also when `publisher` is an id",
    },
    "Stakeholder": {"label": "what readers see when `name` is an id"},
    "Takeaway": {"confidence": "the lowest ceiling among its claims; null when none of them takes one"},
    "OriginGroup": {"sources": "ids of the sources that go back to it"},
    "Standing": {
        "origins": "how many independent starting points support the claim and count",
        "origins_not_counted": "how many more support it too, and do not count beside better evidence",
        "origin_ids": "ids of all origins that speak on it",
        "level": "the best evidence among its counted support",
        "agreement": "whether the sources agree on it",
        "ceiling": "the most confidence that the evidence allows; null for kinds that take none",
        "reason": "why, in one sentence",
    },
    "SharedWording": {
        "sources": "ids of the two sources",
        "words": "words in the longest run that both have",
    },
    "BodySection": {"heading": "heading of the section; empty before the first", "markdown": "its text"},
    "Corpus": {
        "$schema": "address of the schema that this follows",
        "version": "version of the form of the data",
        "generated": "moment of the newest change of anything within, never that of the build; null when empty",
        "notice": "that nothing here is real; on a site of specimens only",
        "site": "name and address of the site",
        "licence": "licence of our own words (SPDX)",
        "briefings": "every public briefing, by id",
        "digests": "every public digest, by id",
        "sources": "sources that several pages may share; others stand in their briefing",
        "origin_groups": "why sources are taken to go back to one starting point",
        "organisations": "organisations named",
        "people": "people named, and who edits",
        "topics": "subjects",
        "principles": "ethical principles, with where they stand in other catalogues",
        "groups": "groups of people met in several briefings",
    },
}
"""Kind of entry -> its fields that no editor writes, with what they mean."""

ENTRY_MEANINGS = {
    "Standing": "How well a claim is supported.",
    "SharedWording": "Two sources that use the same words.",
    "BodySection": "A part of the text.",
    "Corpus": "The whole corpus.",
}

VERSION = "1.0.0"
"""Of the form of the data (semantic versioning): a break would open /data/v2/."""
CHANGES = (("1.0.0", "2026-11-21", "First publication of the data."),)
"""Version, day and note of each change of the form, newest first."""
