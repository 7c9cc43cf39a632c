"""Sources by publisher and by origin, each with every claim on which it speaks, and in which briefings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from briefpress.evidence.origins import UNIDENTIFIED, origin, publisher_known
from briefpress.model import address
from briefpress.model.artifact import Heading, Page
from briefpress.model.card import Card, ClaimCard
from briefpress.model.document import Kind
from briefpress.model.registry import OriginGroup, Source
from briefpress.model.vocabulary import ClaimKind, Confidence, Status
from briefpress.render import alphabet, dates
from briefpress.render.filters import sentence, term
from briefpress.render.listings.entries import ROOT, expanded, joined
from briefpress.render.listings.index import Described
from briefpress.render.listings.paging import Leaf, in_order, path
from briefpress.render.listings.stock import Fact, Part, Stock, newest, numbered, page, pager
from briefpress.render.listings.subject import Subject, index, outside
from briefpress.render.listings.subject import pages as subject_pages
from briefpress.render.view.claims import Grade, grade
from briefpress.render.view.context import Link, source_anchor
from briefpress.render.wording import count, listed, say

AT = "sources/"
ORIGINS = f"{AT}origins/"
_TOLD = frozenset({Confidence.MODERATE, Confidence.HIGH})
"""An adverse claim that is less well supported is read beside its sources and the reply only."""


class Row(NamedTuple):
    """A source in the list; `id` is the anchor of one that has no page, and `claims` links those it speaks on there.

    A tuple, since a template takes it apart quicker than it asks for attributes.
    """

    id: str
    href: str
    title: str
    lang: str
    date: str
    origin: Link
    used_in: Link
    uses: str
    claims: Markup


class _Held(NamedTuple):
    """A source with what orders it: unknown publishers last, then by publisher and title."""

    order: tuple[bool, str, str, str]
    publisher: Link
    card: Card | None
    row: Row


class Said(NamedTuple):
    """A claim on the page of a source; `text` is empty when it may be read only beside its reply."""

    link: Link
    text: str
    grade: Grade


class Use(NamedTuple):
    """A briefing that uses a source, with the claims on which it speaks there."""

    event: Link
    mark: str
    claims: tuple[Said, ...]


class Origin(NamedTuple):
    """Texts that go back to one starting point, and why we think so."""

    id: str
    label: str
    certainty: str
    why: str
    note: str
    root: Link
    texts: tuple[Link, ...]


def pages(stock: Stock) -> Iterator[Page]:
    """The sources that public pages use, by publisher and by origin, and a page for each that the registry holds."""
    registry = stock.registry.sources
    shared = {s: cards for s, cards in stock.index.sources.items() if s in registry}
    groups = tuple(_origins(stock, [registry[s] for s in shared]))
    leaves = in_order(groups, stock.size)
    where = {o.id: f"{ROOT}{ORIGINS}{leaf.path}#{o.id}" for leaf in leaves for o in leaf.items}
    held = [_shared(stock, registry[s], cards, where) for s, cards in shared.items()]
    held += [_own(stock, described, where) for described in stock.index.own_sources]
    held.sort(key=lambda h: h.order)
    yield from _by_publisher(stock, held, origins=bool(groups))
    if groups:
        yield from _by_origin(stock, leaves)
    for name, cards in shared.items():
        if stock.site.has(address.source(name)):
            yield from _source(stock, registry[name], cards, where)


# ── by publisher ──────────────────────────────────────────────────────────────────────────────────────


def _by_publisher(stock: Stock, held: Sequence[_Held], *, origins: bool) -> Iterator[Page]:
    rows = expanded("partials/listing-sources.html", [h.row for h in held], stock.environment)
    leaves = in_order(list(zip(held, rows, strict=True)), stock.compact)
    letters = _letters(leaves) if len(leaves) > 1 else ()
    for leaf in leaves:
        first = leaf.number == 0
        parts = tuple(_publishers(leaf.items))
        yield page(
            stock,
            AT + leaf.path,
            "sources.html",
            numbered(say("list.sources"), leaf),
            say("list-lead.sources"),
            headings=[Heading(p.id, p.heading) for p in parts] if len(parts) <= _HEADINGS else (),
            updated=newest(h.card for h, _ in leaf.items if h.card),
            lead=say("list-lead.sources") if first else "",
            letters=letters if first else (),
            by_origin=Link(say("sources.origins"), ROOT + ORIGINS) if first and origins else Link(""),
            publishers=tuple(zip((h[0].publisher for h in _firsts(leaf.items)), parts, strict=True)),
            empty=say("empty.sources"),
            pager=pager(AT, leaf, newest=False),
        )


_HEADINGS = 30
"""Of more publishers on a page there is no table of contents."""

_Line = tuple[_Held, Markup]


def _publishers(items: Sequence[_Line]) -> Iterator[Part]:
    for number, (publisher, found) in enumerate(groupby(items, key=lambda pair: pair[0].publisher), start=1):
        yield Part(f"publisher-{number}", publisher.text, joined(html for _, html in found))


def _firsts(items: Sequence[_Line]) -> Iterator[_Line]:
    return (next(found) for _, found in groupby(items, key=lambda pair: pair[0].publisher))


def _letters(leaves: Sequence[Leaf[_Line]]) -> tuple[Link, ...]:
    """The first letters of publishers, each with the page and the place where it begins."""
    found: dict[str, Link] = {}
    for leaf in leaves:
        for number, (held, _) in enumerate(_firsts(leaf.items), start=1):
            name = _letter(held)
            found.setdefault(name, Link(name, f"{ROOT}{AT}{path(leaf.number)}#publisher-{number}"))
    return tuple(found.values())


def _letter(held: _Held) -> str:
    if held.order[0]:
        return say("sources.letter-unknown")
    letter = held.publisher.text[:1].upper()
    return letter if letter.isalpha() else say("sources.letter-other")


def _publisher(stock: Stock, name: str, *, known: bool) -> Link:
    if not known:
        return Link(say("sources.unidentified"))
    organisation = stock.registry.organisations.get(name)
    if organisation is None:
        return Link(name)
    return stock.link(organisation.name, address.organisation(organisation.id))


def _shared(stock: Stock, source: Source, cards: Sequence[Card], where: Mapping[str, str]) -> _Held:
    known = publisher_known(source)
    publisher = _publisher(stock, source.publisher, known=known)
    claims = sum(len(_spoken(card, source.id)) for card in cards)
    row = Row(
        source_anchor(source.id),
        ROOT + address.source(source.id) if stock.site.has(address.source(source.id)) else "",
        source.title,
        source.language,
        _date(source.issued),
        _origin_link(stock, source.origin_group, where),
        Link(""),
        _uses(cards, claims),
        Markup(),
    )
    return _Held(
        (not known, alphabet.order(publisher.text), alphabet.order(source.title), source.id),
        publisher,
        cards[0],
        row,
    )


def _uses(cards: Sequence[Card], claims: int) -> str:
    """ "3 briefings and 1 digest, for 7 claims"."""
    digests = sum(card.kind is Kind.DIGEST for card in cards)
    numbers = {"count.briefings": len(cards) - digests, "count.digests": digests}
    used = listed(count(key, n) for key, n in numbers.items() if n)
    return say("sources.for-claims", used=used, claims=count("count.claims", claims)) if claims else used


def _own(stock: Stock, described: Described, where: Mapping[str, str]) -> _Held:
    card, source = described.card, described.source
    known = source.publisher.strip().lower() not in ("", "unknown")
    publisher = _publisher(stock, source.publisher, known=known)
    at = ROOT + card.address
    row = Row(
        f"{card.id}-{source.id}",
        f"{at}#{source_anchor(source.id)}",
        source.title,
        source.language,
        _date(source.issued),
        _origin_link(stock, source.origin_group, where),
        Link(card.event or card.title, at),
        "",
        _links(at, _spoken(card, source.id)),
    )
    order = (
        not known,
        alphabet.order(publisher.text),
        alphabet.order(source.title),
        f"{card.id} {source.id}",
    )
    return _Held(order, publisher, card, row)


def _links(at: str, claims: Iterable[ClaimCard]) -> Markup:
    """Links to claims of the page at an address: quicker than in a template, and there are very many."""
    at, word = escape(at), say("claim.number", n="")
    found = (f'<a href="{at}#{i}">{word}{i.removeprefix("c")}</a>' for i in (escape(c.id) for c in claims))
    return Markup(", ".join(found))  # noqa: S704 - made from escaped ids and an address of ours


def _date(issued: str) -> str:
    return dates.words(issued) if issued not in ("", "unknown") else ""


def _spoken(card: Card, source: str) -> list[ClaimCard]:
    """The claims of a page on which a source speaks; none of what is withdrawn."""
    return [] if card.status is Status.WITHDRAWN else [c for c in card.claims if source in c.sources]


def _origin_link(stock: Stock, group: str, where: Mapping[str, str]) -> Link:
    """The way to an origin, which is not on the first of its pages always; that of a source alone says nothing."""
    found = stock.registry.origin_groups.get(group)
    return Link(found.label, where.get(f"origin-{found.id}", "")) if found else Link("")


# ── by origin ─────────────────────────────────────────────────────────────────────────────────────────


def _origins(stock: Stock, used: Iterable[Source]) -> Iterator[Origin]:
    """The origins that hold sources of public pages, by name; what nobody can tell apart comes last."""
    groups = stock.registry.origin_groups
    within: dict[str, list[Link]] = {}
    for source in used:
        if (name := origin(source)) in groups or name == UNIDENTIFIED:
            within.setdefault(name, []).append(_text(stock, source))
    for card, own in ((d.card, d.source) for d in stock.index.own_sources if d.source.origin_group in groups):
        at = f"{ROOT}{card.address}#{source_anchor(own.id)}"
        within.setdefault(own.origin_group, []).append(Link(own.title, at))
    named = [g for g in within if g in groups]
    for name in sorted(named, key=lambda g: (alphabet.order(groups[g].label), g)):
        yield _origin(stock, groups[name], within[name])
    if UNIDENTIFIED in within and UNIDENTIFIED not in groups:
        texts = tuple(sorted(within[UNIDENTIFIED], key=lambda text: alphabet.order(text.text)))
        note = say("origins.unidentified-note")
        yield Origin(f"origin-{UNIDENTIFIED}", say("origins.unidentified"), "", "", note, Link(""), texts)


def _origin(stock: Stock, group: OriginGroup, texts: Sequence[Link]) -> Origin:
    several = len(texts) > 1
    root = stock.registry.sources.get(group.root_source)
    return Origin(
        f"origin-{group.id}",
        group.label,
        term(group.certainty, "source") if several else "",
        sentence(listed(term(b, "origin") for b in group.basis)) if several else "",
        group.note,
        _text(stock, root) if root and _text(stock, root) in texts else Link(""),
        tuple(sorted(texts, key=lambda text: alphabet.order(text.text))),
    )


def _text(stock: Stock, source: Source) -> Link:
    return stock.link(source.title, address.source(source.id))


def _by_origin(stock: Stock, leaves: Iterable[Leaf[Origin]]) -> Iterator[Page]:
    for leaf in leaves:
        yield page(
            stock,
            ORIGINS + leaf.path,
            "origins.html",
            numbered(say("list.origins"), leaf),
            say("origins.lead"),
            headings=[Heading(o.id, o.label) for o in leaf.items],
            crumbs=(index("sources"),),
            lead="" if leaf.number else say("origins.lead"),
            origins=leaf.items,
            pager=pager(ORIGINS, leaf, newest=False),
        )


# ── one source ────────────────────────────────────────────────────────────────────────────────────────


def _source(stock: Stock, source: Source, cards: Sequence[Card], where: Mapping[str, str]) -> Iterator[Page]:
    subject = Subject(
        "sources",
        address.source(source.id),
        source.id,
        source.title,
        say("source-page.lead"),
        "source",
        tuple(_facts(stock, source, where)),
        told=_publisher(stock, source.publisher, known=publisher_known(source)).text,
    )
    return subject_pages(
        stock,
        "source.html",
        subject,
        cards,
        lambda card: card,
        lambda some: {"uses": tuple(_use(card, source.id) for card in some)},
        headings=[Heading("claims", say("source-page.claims"))],
        lang=source.language,
    )


def _facts(stock: Stock, source: Source, origins: Mapping[str, str]) -> Iterator[Fact]:
    """What is known of a text, unknowns said, in the order of its card in a briefing."""
    publisher = _publisher(stock, source.publisher, known=publisher_known(source))
    yield Fact(say("source.publisher"), (publisher,))
    authors = (source.author,) if isinstance(source.author, str) else source.author
    named = listed(a for a in authors if a not in ("", "none-given"))
    yield Fact(say("source.author"), (Link(named or say("source.unknown-author")),))
    yield Fact(say("source.date"), (Link(_date(source.issued) or say("source.unknown-date")),))
    if source.accessed:
        yield Fact(say("source.obtained"), (Link(dates.words(source.accessed)),))
    yield Fact(say("source.nature"), (Link(term(source.nature, "nature")),))
    if (group := _origin_link(stock, source.origin_group, origins)).text:
        yield Fact(say("source-page.origin"), (group,))
    for name, where in (("address", source.url), ("archive", source.archive_url)):
        if where:
            yield Fact(say(f"source.{name}"), (outside(where),))


def _use(card: Card, source: str) -> Use:
    mark = term(card.status, "status") if card.status is Status.WITHDRAWN else ""
    event = Link(card.event or card.title, f"{ROOT}{card.address}#{source_anchor(source)}")
    return Use(event, mark, tuple(_said(card, claim) for claim in _spoken(card, source)))


def _said(card: Card, claim: ClaimCard) -> Said:
    ceiling = claim.standing.ceiling
    withheld = claim.kind is ClaimKind.MOTIVE or (claim.adverse and ceiling not in _TOLD)
    number = say("claim.number", n=claim.id.removeprefix("c"))
    text = term(claim.kind, "kind") if withheld else claim.text
    return Said(Link(number, f"{ROOT}{card.address}#{claim.id}"), text, grade(ceiling))
