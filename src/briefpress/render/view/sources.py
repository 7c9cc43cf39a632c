"""One card for each source, grouped by the origin to which it goes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from briefpress.evidence.origins import publisher_known
from briefpress.model import address
from briefpress.model.registry import Source
from briefpress.model.vocabulary import Access, SyntheticSuspicion
from briefpress.render import dates
from briefpress.render.filters import sentence, term
from briefpress.render.view.claims import by_origin, origin_count, origin_label, own_words
from briefpress.render.view.context import Context, Link, source_anchor, vocabulary
from briefpress.render.wording import count, listed, say


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a source's card."""

    name: str
    value: Link


@dataclass(frozen=True, slots=True)
class SourceCard:
    """What is known of a source, unknowns said."""

    anchor: str
    name: str
    title: str
    lang: str
    facts: tuple[Fact, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The sources that go back to one starting point, and why we think so."""

    label: str
    count: str
    certainty: str
    why: str
    note: str
    cards: tuple[SourceCard, ...]


def origins(context: Context) -> tuple[Origin, ...]:
    """The sources of a document by origin, in the order in which they are listed."""
    spoken = Counter(s for c in context.claims.values() for s in {a.source for a in c.assertions})
    return tuple(_origin(context, origin, sources, spoken) for origin, sources in by_origin(context).items())


def _origin(context: Context, origin: str, sources: list[str], spoken: Mapping[str, int]) -> Origin:
    group = context.registry.origin_groups.get(origin)
    return Origin(
        label=origin_label(context, origin),
        count=origin_count(context, sources),
        certainty=term(group.certainty, "source") if group and len(sources) > 1 else "",
        why=sentence(listed(vocabulary(group.basis, "origin"))) if group and len(sources) > 1 else "",
        note=group.note if group else "",
        cards=tuple(_card(context, s, spoken) for s in sources),
    )


def _card(context: Context, name: str, spoken: Mapping[str, int]) -> SourceCard:
    source = context.evidence.sources[name]
    return SourceCard(
        anchor=source_anchor(name),
        name=context.source_name(name),
        title=source.title,
        lang=source.language,
        facts=tuple(_facts(context, source, spoken)),
        note=source.note,
    )


def _facts(context: Context, source: Source, spoken: Mapping[str, int]) -> Iterator[Fact]:
    """What is known of a source, line by line; a line without words is left out."""
    snapshot = source.snapshot
    lines: tuple[tuple[str, str | Link], ...] = (
        ("publisher", _publisher(context, source)),
        ("author", _author(source)),
        ("date", _date(source)),
        ("obtained", dates.words(source.accessed) if source.accessed else ""),
        ("nature", term(source.nature, "nature")),
        ("reliability", _reliability(context, source)),
        ("interests", source.interests),
        ("relies-on", _relied_on(context, source)),
        ("signals", _signals(source)),
        ("access", term(source.access, "access") if source.access is not Access.OPEN else ""),
        ("held", term(snapshot.coverage if snapshot else "none", "coverage")),
        ("address", _web(source.url)),
        ("archive", _web(source.archive_url)),
        ("claims", _spoken(context, spoken.get(source.id, 0))),
        ("elsewhere", _elsewhere(context, source)),
    )
    for name, told in lines:
        value = Link(told) if isinstance(told, str) else told
        if value.text:
            yield Fact(say(f"source.{name}"), value)


def _web(url: str) -> str | Link:
    """Only http and https addresses are links; anything else is shown as it is written."""
    return Link(url, url) if url.lower().startswith(("http://", "https://")) else url


def _publisher(context: Context, source: Source) -> Link:
    return (
        context.party(source.publisher) if publisher_known(source) else Link(say("source.unknown-publisher"))
    )


def _author(source: Source) -> str:
    if source.author == "none-given":
        return say("source.unknown-author")
    if not source.author:
        return say("source.author-not-recorded")
    return source.author if isinstance(source.author, str) else listed(source.author)


def _date(source: Source) -> str:
    if not source.issued:
        return say("source.date-not-recorded")
    date = say("source.unknown-date") if source.issued == "unknown" else dates.words(source.issued)
    if not source.date_clues:
        return date
    clues = (own_words("“{clue}”", source.language, clue=clue) for clue in source.date_clues)
    if not source.language:
        return say("source.date-clues", date=date, clues="; ".join(clues))
    return escape(say("source.date-clues")).format(date=date, clues=Markup("; ").join(clues))


def _reliability(context: Context, source: Source) -> str:
    publisher = context.registry.organisations.get(source.publisher)
    grade = source.reliability or (publisher.reliability if publisher else None)
    note = source.reliability_note or (publisher.reliability_note if publisher and grade else "")
    words = term(grade or "F", "reliability")
    return f"{words}. {note}" if note else words


def _relied_on(context: Context, source: Source) -> str | Link:
    """What it says it draws on: sources of this page by their letter, others by title, and words as they stand."""
    named = [_relied(context, name) for name in source.via]
    if len(named) == 1:
        return named[0]
    return Markup(listed(str(escape(to.text)) for to in named))  # noqa: S704 - each is escaped


def _relied(context: Context, name: str) -> Link:
    known = context.registry.sources.get(name)
    if known is None or name in context.letters:
        return Link(context.source_name(name, inside=True))
    to = context.link(name, address.source(name))  # one that only hidden pages use has none, and stays an id
    return Link(own_words("“{title}”", known.language, title=known.title), to.href) if to.href else to


def _signals(source: Source) -> str:
    if source.synthetic_suspicion is SyntheticSuspicion.NONE:
        return ""
    signs = listed(vocabulary(source.synthetic_signals, "signal"))
    suspicion = term(source.synthetic_suspicion, "synthetic")
    return f"{suspicion}: {signs}" if signs else suspicion


def _elsewhere(context: Context, source: Source) -> Link:
    """The page with every claim on which a shared source speaks."""
    where = context.link(say("source.all-claims"), address.source(source.id))
    return where if where.href else Link("")


def _spoken(context: Context, n: int) -> str:
    claims = len(context.claims)
    return say("source.claims-of", n=n, claims=count("count.claims", claims)) if claims else ""
