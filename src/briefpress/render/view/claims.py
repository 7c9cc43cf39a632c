"""Who says what: the matrix of claims by sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from briefpress.evidence.hedges import modality
from briefpress.evidence.standing import lowest
from briefpress.model.briefing import Assertion, Claim, Locator
from briefpress.model.card import Standing
from briefpress.model.vocabulary import Agreement, Basis, Confidence, Modality, Stance
from briefpress.render.filters import capitalised, term
from briefpress.render.markdown import Citation
from briefpress.render.picture.drawing import fitting
from briefpress.render.picture.strip import key, strip
from briefpress.render.view.context import (
    ClaimLink,
    Context,
    Link,
    claim_anchor,
    claim_number,
    vocabulary,
)
from briefpress.render.view.history import history
from briefpress.render.view.replies import beside
from briefpress.render.wording import count, listed, origins_in_words, say

MOST_COLUMNS = 6
"""Above this number of sources the columns are origins; above this number of origins the rows are lists."""


@dataclass(frozen=True, slots=True)
class Grade:
    """A confidence in words: `slug` for colour, `label`, and the claim on which it rests."""

    slug: str
    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says on a claim; `words` is its stance, `hedges` and `quote` are its own words."""

    speaker: Link
    stance: str
    words: str
    hedges: tuple[str, ...]
    quote: str
    lang: str
    details: str | Markup
    translation: str
    translator: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What the sources of one column say on a claim: several statements, or silence.

    `column` names the column where no header can be seen, unless what is said there names its only source;
    `speakers` says whether each statement must name its source.
    """

    column: Link
    statements: tuple[Statement, ...]
    speakers: bool = False
    once: str = ""
    """Its origin, said where no header can be seen: what it is called, and which sources count as one."""


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with its standing and its cells; `rest` says how many are silent, if columns are origins.

    `strip` is its evidence as a picture.
    """

    anchor: str
    number: str
    name: str
    attribution: str
    text: str
    kind: str
    grade: Grade
    agreement: str
    basis: str
    credibility: str
    superseded: tuple[ClaimLink, ...]
    rivals: tuple[ClaimLink, ...]
    cited: tuple[Link, ...]
    replies: tuple[Link, ...]
    cells: tuple[Cell, ...]
    rest: str
    strip: Markup
    cite: str = ""
    """The way to the claim in this very version, which a later one does not change; a draft has none."""
    history: tuple[str, ...] = ()
    """What became of the claim, newest first; nothing for one that stands as it was first published."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's header: a source, or an origin with its sources; `about` says a little more."""

    links: tuple[Link, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Group:
    """The header over the columns of one origin, with its count ("1 origin, 3 texts")."""

    label: str
    count: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A source and what it is: its name ("Source A"), its title and publisher in a few words."""

    link: Link
    title: str
    lang: str
    publisher: str
    once: str = ""
    """With which other sources it counts as one."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table; `by_origin` when columns are origins, `listed` when even those are too many.

    `key` tells what the rows' strips mean, and holds their shapes. `letters` says which source each letter is,
    where no column of its own does.
    """

    caption: str
    shared_basis: str
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    by_origin: bool
    listed: bool
    key: Markup
    letters: tuple[Letter, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, in order."""
        return tuple(column for group in self.groups for column in group.columns)


_MOST_NAMED = 4
"""Above this number the sources of an origin are counted rather than named."""

_TITLE = 60
"""Letters of a title in the list of sources above the table; the whole of it stands on the source's card."""


def grade(confidence: Confidence | None, href: str = "") -> Grade:
    """A confidence in words; kinds that take none say so."""
    slug = confidence.value if confidence else "none"
    return Grade(slug, say(f"confidence.{slug}"), href)


def weakest(context: Context, claims: Iterable[str]) -> Grade:
    """The lowest ceiling among claims, linked to the first claim that has it."""
    known = [i for i in claims if i in context.claims]
    found = lowest(context.standing(i) for i in known)
    at = next((i for i in known if _ceiling(context, i) is found), known[0] if known else "")
    return grade(found, f"#{claim_anchor(context.claims[at])}" if at else "")


def _ceiling(context: Context, claim: str) -> Confidence | None:
    standing = context.standing(claim)
    return standing.ceiling if standing else None


def by_origin(context: Context) -> dict[str, list[str]]:
    """Origin -> its sources, both in the order in which the sources are listed."""
    groups: dict[str, list[str]] = {}
    for source in context.evidence.sources:
        groups.setdefault(context.origin_of(source), []).append(source)
    return groups


def matrix(context: Context, citations: Sequence[Citation], cited: Mapping[str, tuple[Link, ...]]) -> Matrix:
    """The matrix of a document. `cited` are further places on the page that rest on a claim."""
    origins = by_origin(context)
    many = len(context.evidence.sources) > MOST_COLUMNS
    bases = {i: _basis(context.standing(i)) for i in context.claims}
    shared = _shared_basis(bases.values())
    back = _back_links(citations)
    columns = _columns(context, origins, many)
    version = context.version_address
    rows = tuple(
        _row(
            context,
            claim,
            columns,
            many,
            "" if bases[i] == shared else bases[i],
            back.get(i, ()) + cited.get(i, ()),
            f"{version}#{claim_anchor(claim)}" if version else "",
        )
        for i, claim in context.claims.items()
    )
    return Matrix(
        caption=_caption(context, len(origins)),
        shared_basis=shared,
        groups=tuple(_group(context, origin, sources, many) for origin, sources in origins.items()),
        rows=rows,
        by_origin=many,
        listed=many and len(origins) > MOST_COLUMNS,
        key=key(),
        letters=tuple(_letter(context, s, origins) for s in context.evidence.sources) if many else (),
    )


def _letter(context: Context, source: str, origins: Mapping[str, Sequence[str]]) -> Letter:
    known = context.evidence.sources[source]
    title = fitting(known.title, _TITLE)
    others = [s for s in origins[context.origin_of(source)] if s != source]
    once = say("matrix.once-with", sources=_named(context, others)) if others else ""
    return Letter(context.source_link(source), title, known.language, _imprint(context, source), once)


def _named(context: Context, sources: Sequence[str]) -> str:
    """ "text A and text B", or "9 texts"."""
    if len(sources) > _MOST_NAMED:
        return count(f"count.{context.word}", len(sources))
    return listed(context.source_name(s, inside=True) for s in sources)


def _once(context: Context, origin: str, sources: Sequence[str]) -> str:
    """What an origin is called, and that its sources count as one; nothing of one that stands alone."""
    label = origin_label(context, origin)
    if len(sources) < 2:
        return label
    named = _named(context, sources)
    if label:
        return say("matrix.once-named", label=label, sources=named)
    return capitalised(say("matrix.once", sources=named))


def _shared_basis(bases: Collection[str]) -> str:
    """The basis of most claims, said once above the table; nothing when no basis has a majority."""
    found = Counter(basis for basis in bases if basis)
    basis, n = found.most_common(1)[0] if found else ("", 0)
    return basis if n > 1 and 2 * n > len(bases) else ""


def _caption(context: Context, origins: int) -> str:
    return say(
        "matrix.caption",
        claims=count("count.claims", len(context.claims)),
        origins=count("count.origins", origins),
        texts=count(f"count.{context.word}", len(context.evidence.sources)),
    )


def origin_label(context: Context, origin: str) -> str:
    """What an origin is called: its group's label, or nothing for a source that stands alone."""
    group = context.registry.origin_groups.get(origin)
    if group and group.label:
        return group.label
    return say("source.origin-unidentified") if origin == "unidentified" else ""


def origin_count(context: Context, sources: Sequence[str]) -> str:
    """ "1 origin, 3 texts"."""
    texts = count(f"count.{context.word}", len(sources))
    return say("matrix.origin", origins=count("count.origins", 1), texts=texts)


def _group(context: Context, origin: str, sources: Sequence[str], many: bool) -> Group:
    label, counted = origin_label(context, origin), origin_count(context, sources)
    links = tuple(context.source_link(s) for s in sources)
    if many:
        return Group(label, counted, (Column(links, ""),))
    columns = tuple(Column((link,), _imprint(context, s)) for s, link in zip(sources, links, strict=True))
    return Group(label, counted, columns)


def _imprint(context: Context, source: str) -> str:
    publisher = context.evidence.sources[source].publisher
    return "" if publisher in ("", "unknown") else context.party(publisher).text


def _back_links(citations: Sequence[Citation]) -> dict[str, tuple[Link, ...]]:
    """Claim -> links to the sentences that cite it, named by section; a second one there is numbered."""
    found: dict[str, list[Link]] = {}
    seen: dict[tuple[str, str], int] = {}
    for citation in citations:
        section = citation.section or say("heading.text")
        n = seen[citation.claim, section] = seen.get((citation.claim, section), 0) + 1
        text = section if n == 1 else f"{section} ({n})"
        found.setdefault(citation.claim, []).append(Link(text, f"#{citation.anchor}"))
    return {claim: tuple(links) for claim, links in found.items()}


_Speakers = tuple[Link, str, tuple[tuple[str, Link], ...]]
"""What a column and its origin are called where no header can be seen, and its sources, each with its link."""


def _columns(context: Context, origins: Mapping[str, list[str]], many: bool) -> tuple[_Speakers, ...]:
    links = {s: context.source_link(s) for s in context.evidence.sources}
    if not many:
        return tuple(
            (links[s], once, ((s, links[s]),))
            for origin, sources in origins.items()
            for once in [_once(context, origin, sources) if 1 < len(sources) < len(links) else ""]
            for s in sources
        )
    return tuple(
        (Link(""), _once(context, origin, sources), tuple((s, links[s]) for s in sources))
        for origin, sources in origins.items()
    )


def _row(
    context: Context,
    claim: Claim,
    columns: Sequence[_Speakers],
    many: bool,
    basis: str,
    cited: tuple[Link, ...],
    cite: str,
) -> Row:
    standing = context.standing(claim.id)
    speaking: dict[str, list[Assertion]] = {}
    for assertion in claim.assertions:
        speaking.setdefault(assertion.source, []).append(assertion)
    silent = sum(1 for s in context.evidence.sources if s not in speaking) if many else 0
    return Row(
        anchor=claim_anchor(claim),
        number=claim_number(claim),
        name=capitalised(say("claim.number", n=claim_number(claim))),
        attribution=context.attribution(claim),
        text=claim.text,
        kind=term(claim.kind, "kind"),
        grade=grade(standing.ceiling if standing else None),
        agreement=_agreement(standing),
        basis=basis,
        credibility=_credibility(claim),
        superseded=context.claim_links([claim.superseded_by]),
        rivals=context.claim_links(context.rivals.get(claim.id, ())),
        cited=cited,
        replies=beside(context, claim),
        cells=_cells(context, speaking, columns, many),
        rest=count("matrix.others", silent) if silent else "",
        history=history(context.histories.get(claim.id, ())),
        strip=strip(standing) if standing else Markup(),
        cite=cite,
    )


def _basis(standing: Standing | None) -> str:
    if standing is None:
        return ""
    level = term(standing.level, "level")
    return f"{origins_in_words(standing)}, {level}" if standing.origins else level


def _agreement(standing: Standing | None) -> str:
    if standing is None or standing.agreement is Agreement.UNCONTESTED:
        return ""
    return term(standing.agreement, "agreement")


def _credibility(claim: Claim) -> str:
    n = claim.credibility
    return say("claim.credibility", n=n, words=term(str(n), "credibility")) if n else ""


def _cells(
    context: Context, speaking: Mapping[str, list[Assertion]], columns: Sequence[_Speakers], many: bool
) -> tuple[Cell, ...]:
    """The cells of a row; an origin is named with the first of its sources that speaks, where several do."""
    several = Counter(once for _, once, links in columns if once and any(s in speaking for s, _ in links))
    cells = []
    for name, once, links in columns:
        said = tuple(_statement(context, a, link) for s, link in links for a in speaking.get(s, ()))
        first = said and (many or several.pop(once, 0) > 1)
        cells.append(Cell(name, said, many, once if first else ""))
    return tuple(cells)


def _statement(context: Context, assertion: Assertion, speaker: Link) -> Statement:
    source = context.evidence.sources.get(assertion.source)
    return Statement(
        speaker=speaker,
        stance="presupposed" if assertion.presupposed else assertion.stance.value,
        words=_stance(assertion),
        hedges=assertion.hedge,
        quote=assertion.quote,
        lang=source.language if source else "",
        details=_details(assertion, source.language if source else ""),
        translation=assertion.translation,
        translator=context.party(assertion.translated_by).text if assertion.translated_by else "",
    )


def _stance(assertion: Assertion) -> str:
    if not assertion.presupposed:
        return say(f"stance.{assertion.stance}")
    if assertion.stance in (Stance.SUPPORTS, Stance.MENTIONS):
        return say("stance.presupposed")
    return f"{say('stance.presupposed')}, {say(f'stance.{assertion.stance}')}"


def _details(assertion: Assertion, lang: str) -> str:
    """Where and how it is said: "paragraph 3, hearsay, as possible."; the source's own words in its language."""
    firmness = modality(assertion)
    hedged = () if firmness is Modality.CERTAIN else (term(firmness, "modality"),)
    parts = (*locator_words(assertion.locator), _assertion_basis(assertion, lang), *hedged)
    comma = Markup(", ") if lang and assertion.attributed_to else ", "
    return comma.join(parts) + "."


def _assertion_basis(assertion: Assertion, lang: str) -> str:
    attributed = assertion.basis in (Basis.ATTRIBUTED_NAMED, Basis.ATTRIBUTED_UNNAMED)
    if not attributed:
        return say(f"basis.{assertion.basis}")
    if not assertion.attributed_to:
        return say("basis.attributed")
    return own_words(say(f"basis.{assertion.basis}"), lang, who=assertion.attributed_to)


def own_words(text: str, lang: str, **words: str) -> str:
    """A text of ours with a source's own words in their language, which is "" where it is not known.

    >>> own_words("attributed to {who}", "de", who="A & B")
    Markup('attributed to <span lang="de">A &amp; B</span>')
    >>> own_words("attributed to {who}", "", who="A & B")
    'attributed to A & B'
    """
    if not lang:
        return text.format(**words)
    told = Markup('<span lang="{}">{}</span>')
    return escape(text).format(**{name: told.format(lang, word) for name, word in words.items()})


def locator_words(locator: Locator | None) -> tuple[str, ...]:
    """Where a quotation stands: "paragraph 3"."""
    if locator is None:
        return ()
    places = (("para", locator.para), ("page", locator.page), ("time", locator.time))
    return tuple(say(f"locator.{kind}", n=n) for kind, n in places if n)


def confidence_words(matrix: Matrix) -> tuple[tuple[str, str], ...]:
    """The confidence words that this page uses, strongest first, each with its meaning."""
    used = {row.grade.slug for row in matrix.rows}
    order = [*(c.value for c in reversed(Confidence)), "none"]
    slugs = [slug for slug in order if slug in used]
    return tuple(zip(vocabulary(slugs, "confidence"), vocabulary(slugs, "confidence-meaning"), strict=True))


def contested(context: Context) -> tuple[ClaimLink, ...]:
    """The claims on which accounts differ."""
    differing = (i for i, s in context.evidence.standings.items() if s.agreement is not Agreement.UNCONTESTED)
    return context.claim_links(differing)
