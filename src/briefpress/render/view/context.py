"""The briefing or digest before us, with what is around it: links, names and letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from markupsafe import Markup, escape

from briefpress.evidence import Evidence
from briefpress.evidence.standing import counted, mutual_rivals
from briefpress.model import address
from briefpress.model.briefing import Claim
from briefpress.model.card import Card, ClaimEvent, Standing
from briefpress.model.document import Document, Kind
from briefpress.model.registry import Registry, Source
from briefpress.model.settings import Settings
from briefpress.model.vocabulary import ClaimKind
from briefpress.render.filters import first_words, term
from briefpress.render.markdown import claim_link_name
from briefpress.render.site import Site
from briefpress.render.wording import listed, say

_CLAIM_ID = re.compile(r"c[1-9][0-9]*\Z")
_NO_TEXT = frozenset(
    {"broadcast", "dataset", "figure", "graphic", "hearing", "interview", "map", "motion_picture"}
    | {"performance", "song", "speech"}
)
"""CSL types that nobody would call a text."""

_SHOWN_SPEAKERS = 3
_SEEMS_NAMED = re.compile(r"\b[ct][1-9]")
_NAMED = re.compile(r"\b((?:[Cc]laims?|[Tt]hreads?) )?([ct][1-9][0-9]*)\b")
"""A claim or thread named by its id in a plain text, with the word that an editor may have put before it."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words, and where they lead; no `href`, no link."""

    text: str
    href: str = ""


def contact(written: str) -> Link:
    """The link to whom a site names for replies: a web or e-mail address; anything else is words alone.

    >>> contact("desk@example.org").href, contact("https://example.org/a@b").href
    ('mailto:desk@example.org', 'https://example.org/a@b')
    >>> contact("mailto:desk@example.org"), contact("javascript:a@b").href
    (Link(text='desk@example.org', href='mailto:desk@example.org'), '')
    """
    if written.startswith(("https://", "http://", "mailto:")):
        return Link(written.removeprefix("mailto:"), written)
    return Link(written, f"mailto:{written}" if "@" in written and ":" not in written else "")


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """A link to a claim's row: `text` is short ("claim 1"), `name` says more and begins with `text`."""

    text: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Context:
    """A document with everything that its page is made of; made by `of`, since much is worked out once."""

    document: Document
    evidence: Evidence
    card: Card
    registry: Registry
    site: Site
    settings: Settings
    now: datetime
    address: str
    word: str
    """"Text", or "Source" when not all of them are texts."""
    letters: Mapping[str, str]
    claims: Mapping[str, Claim]
    rivals: Mapping[str, tuple[str, ...]]
    _parties: dict[str, Link] = field(default_factory=dict)
    _claim_links: dict[str, ClaimLink] = field(default_factory=dict)
    """What was worked out before: a page names the same parties and claims again and again."""

    @classmethod
    def of(
        cls,
        document: Document,
        evidence: Evidence,
        card: Card,
        registry: Registry,
        site: Site,
        settings: Settings,
        now: datetime,
        at: str = "",
    ) -> Context:
        """The context of a document; `card` is its own, of the others `site` may hold outlines only.

        `at` is the address of the page where it is not the document's own, as with a former version.
        """
        made = address.digest if document.kind is Kind.DIGEST else address.briefing
        return cls(
            document,
            evidence,
            card,
            registry,
            site,
            settings,
            now,
            at or made(document.year, document.slug),
            source_word(evidence.sources.values()),
            {name: letter(i) for i, name in enumerate(evidence.sources)},
            {c.id: c for c in document.entry.claims},
            mutual_rivals(document.entry.claims),
        )

    @property
    def histories(self) -> Mapping[str, tuple[ClaimEvent, ...]]:
        """What became of each claim, version by version; of one that has one version only, nothing."""
        return {c.id: c.history for c in self.card.claims if c.history}

    @property
    def today(self) -> date:
        """The UTC day of the build."""
        return self.now.date()

    def to(self, target: str) -> str:
        """The way from this page to an address of the site."""
        return address.relative(target, self.address)

    @property
    def version_address(self) -> str:
        """The way to this version's own address, which stays when the page changes; a draft has none."""
        version = self.document.entry.version
        return self.to(address.version(self.card.address, version)) if version else ""

    def link(self, text: str, target: str) -> Link:
        """A link to an entity's page if that page exists, else its name alone."""
        return Link(text, self.to(target) if self.site.has(target) else "")

    def party(self, name: str) -> Link:
        """An organisation, person or group by id, or words as they stand."""
        found = self._parties.get(name)
        if found is None:
            found = self._parties[name] = self._party(name)
        return found

    def _party(self, name: str) -> Link:
        if name in self.registry.organisations:
            return self.link(self.registry.organisations[name].name, address.organisation(name))
        if name in self.registry.people:
            return self.link(self.registry.people[name].name, address.person(name))
        if name in self.registry.groups:
            return self.link(self.registry.groups[name].label, address.affected(name))
        return Link(name)

    def names(self, ids: Iterable[str]) -> str:
        """Several parties as one phrase, without links."""
        return listed(self.party(i).text for i in ids)

    def principle(self, slug: str) -> Link:
        """A principle by its slug; one that the registry does not hold reads as its own words."""
        entry = self.registry.principles.get(slug)
        text = entry.label if entry and entry.label else slug.replace("-", " ").capitalize()
        return self.link(text, address.principle(slug))

    def standing(self, claim: str) -> Standing | None:
        """How well a claim of this document is supported."""
        return self.evidence.standings.get(claim)

    def source_name(self, source: str, *, inside: bool = False) -> str:
        """ "Text A", or "text A" inside a sentence; a source that nobody registered keeps its id."""
        if source not in self.letters:
            return source
        return say(f"source.{self.word}{'-inside' if inside else ''}", letter=self.letters[source])

    def source_link(self, source: str) -> Link:
        """The link to a source's card on this page."""
        href = f"#{source_anchor(source)}" if source in self.evidence.sources else ""
        return Link(self.source_name(source), href)

    def said(self, claim: Claim) -> str:
        """A claim in words that the site may say: a motive is always somebody's account."""
        return f"{attribution} {claim.text}" if (attribution := self.attribution(claim)) else claim.text

    def attribution(self, claim: Claim) -> str:
        """ "According to text B:" before a motive, nothing before any other claim."""
        if claim.kind is not ClaimKind.MOTIVE:
            return ""
        speaking = counted(claim) or claim.assertions
        return according_to([self.source_name(a.source, inside=True) for a in speaking])

    def spoken(self, text: str) -> str:
        """An editor's plain text with "claim 3" where it says "c3"; what is no claim or thread here stays."""
        if not _SEEMS_NAMED.search(text):
            return text
        return _NAMED.sub(lambda m: (m[1] or "") + self._named(m[2], bare=bool(m[1])), text)

    def linked(self, text: str) -> str:
        """As `spoken`, as HTML in which each claim is a link to its row."""
        if not _SEEMS_NAMED.search(text):
            return text
        parts, end = [], 0
        for m in _NAMED.finditer(text):
            if m[2] in self.claims:
                words = escape(self._named(m[2], bare=bool(m[1])))
                link = Markup('<a href="#{}">{}</a>').format(claim_anchor(self.claims[m[2]]), words)
                parts += [escape(text[end : m.start(2)]), link]
                end = m.end()
        return Markup().join([*parts, escape(text[end:])])

    def _named(self, id: str, *, bare: bool) -> str:
        """A claim or thread in words, or its number alone; its id when there is none of that id."""
        if id in self.claims:
            key, number = "claim.number", claim_number(self.claims[id])
        else:
            threads = [t.id for t in self.document.digest.threads] if self.document.digest else []
            if id not in threads:
                return id
            key, number = "claim.thread", str(threads.index(id) + 1)
        return number if bare else say(key, n=number)

    def claim_links(self, ids: Iterable[str]) -> tuple[ClaimLink, ...]:
        """Links to the rows of the claims that exist here."""
        return tuple(self.claim_link(self.claims[i]) for i in ids if i in self.claims)

    def claim_link(self, claim: Claim) -> ClaimLink:
        """The link to a claim's row."""
        found = self._claim_links.get(claim.id)
        if found is None:
            found = self._claim_links[claim.id] = self._claim_link(claim)
        return found

    def _claim_link(self, claim: Claim) -> ClaimLink:
        number = claim_number(claim)
        name = claim_link_name(number, first_words(self.said(claim)))
        return ClaimLink(say("claim.number", n=number), name, f"#{claim_anchor(claim)}")

    def claim_names(self) -> dict[str, str]:
        """Claim id -> name of the link to it, for the references in a body."""
        return {i: self.claim_link(c).name for i, c in self.claims.items() if _CLAIM_ID.match(i)}

    def origin_of(self, source: str) -> str:
        """The origin to which a source goes back."""
        return self.evidence.origins.get(source, source)


def according_to(speakers: Iterable[str]) -> str:
    """ "According to text A and text B:"; nothing when nobody speaks."""
    names = list(dict.fromkeys(speakers))
    if len(names) > _SHOWN_SPEAKERS + 1:
        names = [
            *names[:_SHOWN_SPEAKERS],
            say("short.more", n=len(names) - _SHOWN_SPEAKERS).removeprefix("and "),
        ]
    return say("claim.according-to", who=listed(names)) if names else ""


def source_word(sources: Iterable[Source]) -> str:
    """What to call the sources of a page: "Text" when all of them are texts."""
    return "Source" if any(s.type in _NO_TEXT for s in sources) else "Text"


def letter(position: int) -> str:
    """A, B … Z, AA, AB: how the source at a position is called.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    return ("" if position < 26 else letter(position // 26 - 1)) + chr(ord("A") + position % 26)


def claim_number(claim: Claim) -> str:
    """The number of a claim as readers see it."""
    return claim.id.removeprefix("c") if _CLAIM_ID.match(claim.id) else claim.id


def claim_anchor(claim: Claim) -> str:
    """The permanent id of a claim's row; an id of another form (in a draft) cannot take a place of ours."""
    return claim.id if _CLAIM_ID.match(claim.id) else f"claim-{_safe(claim.id)}"


def source_anchor(source: str) -> str:
    """The id of a source's card."""
    return f"source-{_safe(source)}"


def _safe(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "-", name)


def vocabulary(values: Iterable[str], name: str) -> tuple[str, ...]:
    """The words for several values of a vocabulary."""
    return tuple(term(v, name) for v in values)
