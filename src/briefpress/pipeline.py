"""Values to values: what a site's files come to, as findings and as pages. Touches nothing.

Data flows one way: load, check, expand, stamp. Work on one file depends on that file, the shared files
and the settings only; work across files sees cards, never documents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from briefpress import render
from briefpress.check import Checked, Overview, Subject, check_corpus, check_file, word
from briefpress.evidence import Evidence, gather
from briefpress.evidence.card import card
from briefpress.frame import Frames, stamp
from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.model.artifact import Artifact, Page
from briefpress.model.card import Card
from briefpress.model.corpus import Corpus
from briefpress.model.document import Document
from briefpress.model.finding import Fault, FaultKind, Finding
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.model.source import FieldPath, Location, Source
from briefpress.model.vocabulary import Flag, Status
from briefpress.plan import digest
from briefpress.render import Environment, Rendered, Site

Place = Callable[[str, FieldPath], Location]
"""Where a value of a file stands, by the file's path and the field path."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a build starts from, the shared files loaded and the templates compiled.

    `faults` are still to be worded, `findings` have words already.
    """

    corpus: Corpus
    settings: Settings
    now: datetime
    registry: Registry
    environment: Environment
    faults: tuple[Fault, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file, loaded and checked by itself."""

    document: Document
    evidence: Evidence
    card: Card
    checked: Checked
    text: Rendered


@dataclass(frozen=True, slots=True)
class Studio:
    """What drawing needs beside the document: the inputs, what pages know of each other, and the frames."""

    given: Inputs
    site: Site
    frames: Frames
    in_feed: frozenset[str] = frozenset()
    """Ids of the files whose full text the feed holds."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Files that were drawn, faults of the templates met on the way, and the page's text if the feed holds it."""

    artifacts: tuple[Artifact, ...] = ()
    findings: tuple[Finding, ...] = ()
    text: str = ""


def inputs(
    corpus: Corpus,
    settings: Settings,
    now: datetime,
    faults: Iterable[Fault] = (),
    findings: Iterable[Finding] = (),
) -> Inputs:
    """The inputs of a build; `faults` and `findings` are those of the settings."""
    registry, found = load_registry(corpus.registry, corpus.snapshots, corpus.faults)
    environment = render.make(corpus.templates, settings)
    of_templates = render.faults(environment)
    return Inputs(
        corpus,
        settings,
        now,
        registry,
        environment,
        (*faults, *corpus.faults, *found),
        (*findings, *of_templates),
    )


def prepare(source: Source, given: Inputs) -> Prepared:
    """Loads, checks and renders one file by itself."""
    document = load_document(source)
    evidence = gather(document, given.registry)
    subject = Subject(document, given.registry, evidence, given.settings, given.now)
    checked = check_file(subject)
    own = card(document, evidence, given.registry)
    try:
        text = _text(document, evidence, own, given)
    except RecursionError:  # Python-Markdown follows nested lists by calling itself
        text = _NO_TEXT
        fault = Fault(FaultKind.INPUT, document.body.at, found="input-depth", expected="body")
        checked += word(subject, (fault,))
    return Prepared(document, evidence, own, checked, text)


def _text(document: Document, evidence: Evidence, own: Card, given: Inputs) -> Rendered:
    """The body as HTML; a body over a limit is not even tried."""
    if not document.readable or any(fault.kind is FaultKind.INPUT for fault in document.faults):
        return _NO_TEXT
    return render.body(document, evidence, own, given.registry, given.environment, given.settings, given.now)


_NO_TEXT = Rendered({}, ())


def across(cards: Sequence[Card], given: Inputs, place: Place) -> Checked:
    """Checks what only the whole corpus can tell, and words the faults of the shared files."""
    by_id = {c.id: c for c in cards}
    overview = Overview(tuple(cards), given.registry, given.settings, given.now, place, given.faults, by_id)
    return check_corpus(overview) + Checked(given.findings)


def check(corpus: Corpus, settings: Settings, now: datetime, faults: Iterable[Fault] = ()) -> Checked:
    """All findings of a site, sorted."""
    given = inputs(corpus, settings, now, faults)
    prepared = [prepare(source, given) for source in corpus.entries]
    shared = across([p.card for p in prepared], given, placing(given))
    return Checked.of((*(p.checked for p in prepared), shared))


def placing(given: Inputs) -> Place:
    """Answers where a value of any file stands; loads a briefing again for it, since only findings ask."""
    sources = {source.path: source for source in given.corpus.entries}

    def place(path: str, field: FieldPath) -> Location:
        if path in given.registry.locate:
            return given.registry.locate[path](field)
        return load_document(sources[path]).locate(field) if path in sources else Location(path)

    return place


def is_public(found: Card, now: datetime) -> bool:
    """True for what readers may see at this moment: published, withdrawn, or embargoed until now."""
    if found.status is Status.EMBARGOED:
        return is_due(found.embargo_until, now)
    return found.status in (Status.PUBLISHED, Status.WITHDRAWN)


def is_due(moment: str, now: datetime) -> bool:
    """True when an RFC 3339 moment with offset has come; False for a text that is none."""
    try:
        due = datetime.fromisoformat(moment)
    except ValueError:
        return False
    return due.tzinfo is not None and due <= now


def shown(cards: Iterable[Card], now: datetime, *, drafts: bool) -> tuple[Card, ...]:
    """The cards of this edition, newest first, ties by id; drafts only when they are asked for."""
    kept = [
        c for c in cards if is_public(c, now) or (drafts and c.status in (Status.DRAFT, Status.EMBARGOED))
    ]
    return tuple(sorted(sorted(kept, key=lambda c: c.id), key=lambda c: c.published or "9999", reverse=True))


def site(given: Inputs, cards: Iterable[Card], *, drafts: bool) -> Site:
    """What the pages of this edition know of each other; of hidden files they know nothing."""
    public = shown(cards, given.now, drafts=drafts)
    by_id = {c.id: c for c in public}
    return Site.of((_gathered(c, by_id) for c in public), given.registry, given.settings)


def _gathered(found: Card, by_id: Mapping[str, Card]) -> Card:
    """A digest's topics, principles and flags are those of its briefings."""
    parts = [by_id[i] for i in found.briefings if i in by_id]
    if not parts:
        return found
    flags = {f for part in (found, *parts) for f in part.flags}
    return replace(
        found,
        topics=tuple(dict.fromkeys(t for part in parts for t in part.topics)),
        principles=tuple(dict.fromkeys(p for part in (found, *parts) for p in part.principles)),
        flags=tuple(f for f in Flag if f in flags),
    )


def studio(given: Inputs, site: Site, frames: Frames) -> Studio:
    """What drawing needs; made once an edition."""
    return Studio(given, site, frames, frozenset(render.feeds.latest(site)))


def draw(prepared: Prepared, studio: Studio) -> Drawing:
    """The files of one briefing or digest: its page, stamped into its frame, and its twins; none if hidden."""
    document, evidence, given, site = prepared.document, prepared.evidence, studio.given, studio.site
    if document.id not in site.by_id:
        return Drawing()
    own = _gathered(prepared.card, site.by_id)
    evidence = replace(evidence, flags=own.flags)
    shared = (given.environment, given.settings)
    try:
        page = render.entry(document, evidence, own, prepared.text, given.registry, site, *shared, given.now)
        twins = render.twins.artifacts(document, evidence, own, given.registry, site, *shared)
    except render.TemplateFault as fault:
        return Drawing(findings=(fault.finding,))
    if not is_public(own, given.now):
        page = replace(page, head=f"{page.head}{render.sitemap.NOINDEX}")
    text = render.feeds.text(page, given.settings) if document.id in studio.in_feed else ""
    return Drawing((stamped(page, studio.frames), *twins), text=text)


def draw_stopped(path: str, seconds: float) -> Drawing:
    """What stands for the files of a briefing or digest whose drawing took longer than it may: a finding.

    The file itself was loaded and rendered in time, in the stage before, so a template is to blame.
    """
    template = "digest.html" if path.startswith("briefings/_digests/") else "briefing.html"
    return Drawing(findings=(render.too_slow(template, path, seconds),))


def draw_across(studio: Studio, docs: Iterable[str]) -> Drawing:
    """The pages that stand across briefings, and the sitemap; `docs` are addresses of the hand-written pages."""
    given = studio.given
    try:
        pages = tuple(
            render.listings.pages(studio.site, given.registry, given.environment, given.settings, given.now)
        )
    except render.TemplateFault as fault:
        return Drawing(findings=(fault.finding,))
    others = dict(render.sitemap.of(pages)) | dict.fromkeys(docs, "")
    hidden = [c.id for c in studio.site.cards if not is_public(c, given.now)]
    files = render.sitemap.artifacts(studio.site, others, given.settings, hidden)
    return Drawing((*(stamped(page, studio.frames) for page in pages), *files))


def draw_feed(studio: Studio, texts: Mapping[str, str]) -> Drawing:
    """The feed, with the texts that `draw` gave, by id."""
    given = studio.given
    try:
        return Drawing(render.feeds.artifacts(texts, studio.site, given.environment, given.settings))
    except render.TemplateFault as fault:
        return Drawing(findings=(fault.finding,))


def fill(address: str, page: Artifact, studio: Studio) -> Drawing:
    """A hand-written page with its comments such as `<!-- briefpress:latest -->` replaced by what they name."""
    given = studio.given
    try:
        filled = render.slots.fill(address, page.content, studio.site, given.environment, given.settings)
    except render.TemplateFault as fault:
        return Drawing(findings=(fault.finding,))
    return Drawing((Artifact(page.path, filled.html),), filled.findings)


def stamped(page: Page, frames: Frames) -> Artifact:
    """A page in its frame, as a file."""
    return Artifact(f"{page.address}index.html", stamp(frames.of(page), page))


def search_parts(pages: Mapping[str, str], version: str) -> tuple[dict[str, list[str]], Artifact]:
    """The search index in parts: folder -> paths of its pages; and the file that names the folders.

    `pages` maps paths to digests; `version` is that of the indexer. A part holds whole years, so that a new
    briefing changes the newest one; its folder is named by what it is made from. What belongs to no year
    comes first.
    """
    years: dict[str, list[str]] = {}
    for path in sorted(pages):
        year = _YEAR.match(path)
        years.setdefault(year["year"] if year else "", []).append(path)
    parts: list[list[str]] = [[]]
    for _, paths in sorted(years.items()):
        if parts[-1] and len(parts[-1]) + len(paths) > PART:
            parts.append([])
        parts[-1] += paths
    named = {_search_folder(part, pages, version): part for part in parts}
    return named, Artifact("search/bundle.json", json.dumps({"parts": list(named)}).encode() + b"\n")


def _search_folder(part: Iterable[str], pages: Mapping[str, str], version: str) -> str:
    made_from = json.dumps([version, [(path, pages[path]) for path in part]])
    return f"search/{short_digest(made_from.encode())}/"


PART = 700
"""Pages in a part of the search index, unless one year has more."""
_YEAR = re.compile(r"(?:briefings|digests)/(?P<year>[0-9]{4})/[^/]+/index\.html")


def short_digest(content: bytes) -> str:
    """The first 16 hexadecimal digits of the digest: enough for a name."""
    return digest(content)[:16]
