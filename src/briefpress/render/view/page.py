"""A whole page: what stands above, In short, and the blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from briefpress.model.artifact import Heading
from briefpress.model.briefing import Briefing, Common, Digest
from briefpress.render import dates
from briefpress.render.filters import sentence, term
from briefpress.render.markdown import Rendered
from briefpress.render.places import place
from briefpress.render.view import about, claims, labels, people, points, replies, search, sources, threads
from briefpress.render.view.context import Context, Link
from briefpress.render.view.plumbing import plumbing
from briefpress.render.view.story import Story, story
from briefpress.render.view.threads import Member, ThreadView
from briefpress.render.wording import listed, say

SECTIONS = frozenset({"What happened", "Why it matters", "Where accounts differ", "How we worked"})
"""The second-level headings of a briefing's body, as editors write them."""


@dataclass(frozen=True, slots=True)
class Short:
    """The panel at the top: what happened, who is affected, what to take away, and the evidence labels."""

    summary: str
    limits: str
    affected: people.Affected
    takeaways: tuple[points.Point, ...]
    labels: tuple[labels.Label, ...]

    def __bool__(self) -> bool:
        return bool(self.summary or self.limits or self.affected.names or self.takeaways or self.labels)


_ASIDE = frozenset({"how-we-worked", "versions", "cite-this"})


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page: its id, its heading, and the partial that prints it."""

    id: str
    heading: str
    partial: str

    @property
    def aside(self) -> bool:
        """True for what concerns the page and not the event: search leaves it out."""
        return self.id in _ASIDE


@dataclass(frozen=True, slots=True)
class When:
    """When and where it happened, and where else it is recorded."""

    date: str
    note: str
    places: str
    same_as: tuple[Link, ...]

    @property
    def told(self) -> bool:
        """True when there is more to say than the date, which stands under the title."""
        return bool(self.note or self.places or self.same_as)


@dataclass(frozen=True, slots=True)
class View:
    """Everything that the templates of briefings and digests print."""

    title: str
    lang: str
    notices: tuple[about.Notice, ...]
    line: tuple[str, ...]
    short: Short
    when: When
    text: Rendered
    people: people.People
    takeaways: tuple[points.Point, ...]
    principles: tuple[Link, ...]
    questions: tuple[points.Question, ...]
    gaps: tuple[points.GapView, ...]
    watch: tuple[points.Watch, ...]
    judgements: tuple[points.Judgement, ...]
    matrix: claims.Matrix
    labels: tuple[labels.Label, ...]
    confidence: tuple[tuple[str, str], ...]
    timeline: tuple[points.Moment, ...]
    timeline_picture: Markup
    origins: tuple[sources.Origin, ...]
    replies: tuple[replies.Reply, ...]
    method: about.Method
    corrections: tuple[about.CorrectionView, ...]
    versions: tuple[about.Version, ...]
    cite: about.Cite
    read_on: about.ReadOn
    story: Story
    threads: tuple[ThreadView, ...]
    briefings: tuple[Member, ...]
    search: search.Search | None
    plumbing: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def what_happened(self) -> Markup:
        """The text of "What happened", with whatever a draft has before its first heading."""
        before, section = self.text.section(""), self.text.section("What happened")
        return before + section if before else section

    @property
    def why_it_matters(self) -> Markup:
        """The text of "Why it matters"."""
        return self.text.section("Why it matters")

    @property
    def accounts_differ(self) -> Markup:
        """The text of "Where accounts differ", which stands beside the matrix."""
        return self.text.section("Where accounts differ")

    @property
    def how_we_worked(self) -> Markup:
        """The text of "How we worked"; empty when the site's standard paragraph is to be printed."""
        return self.text.section("How we worked")

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The table of contents: the blocks in order."""
        first = (Heading("in-short", say("heading.in-short")),) if self.short else ()
        return (*first, *(Heading(block.id, block.heading) for block in self.blocks))


_NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class _Own:
    """What a briefing and a digest do not have alike."""

    order: tuple[str, ...]
    summary: str
    line: tuple[str, ...]
    labels: tuple[labels.Label, ...]
    principles: tuple[Link, ...]
    cited: Mapping[str, tuple[Link, ...]]
    topics: tuple[str, ...]
    limits: str = ""
    when: When = When("", "", "", ())
    judgements: tuple[points.Judgement, ...] = ()
    timeline: tuple[points.Moment, ...] = ()
    timeline_picture: Markup = _NOTHING
    threads: tuple[ThreadView, ...] = ()
    briefings: tuple[Member, ...] = ()


def briefing(context: Context, entry: Briefing, text: Rendered) -> View:
    """The view of a briefing; `text` is its body, cut at `SECTIONS`."""
    date = dates.words(context.card.happened or "unknown")
    own = _Own(
        order=_BRIEFING,
        summary=entry.summary,
        line=about.line(context, entry.type_of_work, say("status.event-date", date=date)),
        labels=labels.labels(context, context.evidence.flags),
        principles=tuple(context.principle(p) for p in entry.principles),
        cited=_cited_by(entry),
        topics=entry.topics,
        when=_when(context, entry, date),
        judgements=points.judgements(context, entry.key_judgements),
        timeline=points.timeline(context, entry.timeline),
        timeline_picture=points.timeline_picture(entry.timeline),
    )
    return _view(context, entry, text, own)


_DATABASES = {
    "aiid": "https://incidentdatabase.ai/cite/{id}/",
    "oecd-aim": "https://oecd.ai/en/incidents/{id}",
    "aiaaic": "https://www.aiaaic.org/aiaaic-repository",
}
"""Databases of incidents, and where an entry of each is read; the last has no address made of its ids."""


def elsewhere(written: str) -> Link:
    """The entry of another database on the same event; one of an unknown form reads as it is.

    >>> elsewhere("aiid:123")
    Link(text='AI Incident Database, 123', href='https://incidentdatabase.ai/cite/123/')
    """
    database, _, id = written.partition(":")
    if database not in _DATABASES:
        return Link(written)
    return Link(f"{term(database, 'database')}, {id}", _DATABASES[database].format(id=id))


def _when(context: Context, entry: Briefing, date: str) -> When:
    note = context.spoken(sentence(entry.event_date_note))
    places = listed(place(p, context.settings.places) for p in entry.places)
    return When(date, note, places, tuple(map(elsewhere, entry.same_as)))


def digest(context: Context, entry: Digest, text: Rendered) -> View:
    """The view of a digest; topics, principles and flags are those of its briefings."""
    cards = threads.cards(context, entry)
    own = _Own(
        order=_DIGEST,
        summary=entry.summary,
        limits=context.spoken(entry.limits),
        line=about.line(
            context, None, say("status.period", date=dates.words(entry.period)) if entry.period else ""
        ),
        labels=threads.labels(context, cards),
        principles=tuple(context.principle(p) for p in dict.fromkeys(p for c in cards for p in c.principles)),
        cited=threads.cited_by(entry),
        topics=tuple(dict.fromkeys(t for c in cards for t in c.topics)),
        threads=threads.threads(context, entry),
        briefings=threads.members(context, cards),
    )
    return _view(context, entry, text, own)


def _view(context: Context, entry: Common, text: Rendered, own: _Own) -> View:
    takeaways = points.takeaways(context)
    matrix = claims.matrix(context, text.citations, own.cited)
    view = View(
        title=entry.title,
        lang=entry.lang,
        notices=about.notices(context),
        line=own.line,
        short=Short(own.summary, own.limits, people.in_short(context), takeaways[:2], own.labels),
        when=own.when,
        text=text,
        people=people.people(context),
        takeaways=takeaways,
        principles=own.principles,
        questions=points.questions(context),
        gaps=points.gaps(context, own.labels),
        watch=points.watch(context),
        judgements=own.judgements,
        labels=tuple(label for label in own.labels if label.flag not in points.STANDARD_GAPS),
        matrix=matrix,
        confidence=claims.confidence_words(matrix),
        timeline=own.timeline,
        timeline_picture=own.timeline_picture,
        origins=sources.origins(context),
        replies=replies.replies(context),
        method=about.method(context),
        corrections=about.corrections(context),
        versions=about.versions(context),
        cite=about.cite(context),
        read_on=about.read_on(context, own.topics),
        story=story(context),
        threads=own.threads,
        briefings=own.briefings,
        search=search.search(context),
        plumbing=plumbing(context.settings, context.document.path),
    )
    return replace(view, blocks=tuple(_blocks(view, own.order)))


def _cited_by(entry: Briefing) -> dict[str, tuple[Link, ...]]:
    """Claim -> the takeaways and judgements that rest on it."""
    found: dict[str, list[Link]] = {}
    for number, takeaway in enumerate(entry.takeaways, start=1):
        for claim in takeaway.claims:
            found.setdefault(claim, []).append(Link(say("claim.takeaway", n=number), f"#takeaway-{number}"))
    for number, judgement in enumerate(entry.key_judgements, start=1):
        for claim in judgement.claims:
            found.setdefault(claim, []).append(Link(say("claim.judgement", n=number), f"#judgement-{number}"))
    return {claim: tuple(links) for claim, links in found.items()}


_BRIEFING = (
    *("what-happened", "people-affected", "takeaways", "why-it-matters", "what-we-do-not-know", "watch-list"),
    *("what-we-can-say", "who-says-what", "timeline", "sources", "replies"),
    *("how-we-worked", "corrections", "versions", "cite-this"),
)
_DIGEST = (
    *("briefings", "threads", "text", "people-affected", "takeaways", "why-it-matters"),
    *("what-we-do-not-know", "watch-list", "who-says-what", "sources", "replies"),
    *("how-we-worked", "corrections", "versions", "cite-this"),
)
"""The blocks in reading order: events, people, takeaways and gaps; the evidence; the page itself."""


def _blocks(view: View, order: tuple[str, ...]) -> Iterator[Block]:
    """The blocks that have something to print."""
    shown = {
        "briefings": bool(view.briefings),
        "threads": bool(view.threads),
        "text": bool(view.what_happened),
        "what-happened": bool(view.what_happened or view.when.told),
        "people-affected": bool(view.people),
        "takeaways": bool(view.takeaways),
        "why-it-matters": bool(view.why_it_matters or view.principles),
        "what-we-do-not-know": bool(view.questions or view.gaps),
        "watch-list": bool(view.watch),
        "what-we-can-say": bool(view.judgements),
        "who-says-what": bool(view.matrix.rows or view.labels or view.accounts_differ),
        "timeline": bool(view.timeline),
        "sources": bool(view.origins),
        "replies": bool(view.replies),
        "how-we-worked": True,
        "corrections": bool(view.corrections),
        "versions": bool(view.versions),
        "cite-this": True,
    }
    return (Block(name, term(name, "heading"), f"partials/{name}.html") for name in order if shown[name])
