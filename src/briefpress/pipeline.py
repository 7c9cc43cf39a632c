"""Values to values: what a site's files come to, as findings and as pages. Touches nothing.

Data flows one way: load, check, expand, stamp. Work on one file depends on that file, the shared files
and the settings only; work across files sees cards, never documents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from briefpress import render
from briefpress.check import Checked, Overview, Subject, check_corpus, check_file, word
from briefpress.evidence import Evidence, gather
from briefpress.evidence.card import card
from briefpress.evidence.locking import is_due, named
from briefpress.evidence.past import Past, histories, may_be_read
from briefpress.frame import Frames, Inline, emblem, policy, stamp
from briefpress.load import document as load_document
from briefpress.load import lock as load_lock
from briefpress.load import registry as load_registry
from briefpress.load import version as load_version
from briefpress.model import address
from briefpress.model.artifact import Artifact, Page
from briefpress.model.card import Card
from briefpress.model.corpus import Corpus
from briefpress.model.document import Document
from briefpress.model.finding import Fault, FaultKind, Finding
from briefpress.model.limit import TooLong
from briefpress.model.lock import PATH as LOCK
from briefpress.model.lock import Lock
from briefpress.model.registry import Registry
from briefpress.model.settings import Settings
from briefpress.model.source import FieldPath, Location, Source
from briefpress.model.vocabulary import Flag, Status
from briefpress.plan import digest
from briefpress.plan import release as locking
from briefpress.render import Context, Environment, Rendered, Site

PLAIN_POLICY = policy(Inline())
"""The Content-Security-Policy of pages without inline scripts and styles."""

Place = Callable[..., Location]
"""Where a value of a file (or, with `key`, its key) stands, by the file's path and the field path."""


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
    lock: Lock = field(default_factory=Lock)
    release: bool = False
    """True when the lock must be up to date."""
    as_published: frozenset[str] = frozenset()
    """Paths of drafts that are looked at as if they were published."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file, loaded and checked by itself; `pasts` are its former versions that may be read."""

    document: Document
    evidence: Evidence
    card: Card
    checked: Checked
    text: Rendered
    pasts: tuple[Past, ...] = ()


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
    """Files that were drawn, faults of the templates met on the way, and the page's text if the feed holds it.

    `rows` are what a public page brings to the files of the whole corpus, None where there is no such page.
    """

    artifacts: tuple[Artifact, ...] = ()
    findings: tuple[Finding, ...] = ()
    text: str = ""
    rows: Mapping[str, bytes] | None = None


def inputs(
    corpus: Corpus,
    settings: Settings,
    now: datetime,
    faults: Iterable[Fault] = (),
    *,
    sound: bool = False,
) -> Inputs:
    """The inputs of a build; `faults` are those of the settings. `sound` templates were looked at before."""
    registry, found = load_registry(corpus.registry, corpus.snapshots, corpus.faults, corpus.elsewhere)
    environment = render.make(corpus.templates, settings)
    locked, of_lock = load_lock(corpus.lock, corpus.faults)
    return Inputs(
        corpus,
        settings,
        now,
        registry,
        environment,
        (*faults, *corpus.faults, *found, *of_lock),
        () if sound else render.faults(environment),
        locked,
    )


def speaking(
    given: Inputs,
    extensions: tuple[str, ...],
    configs: Mapping[str, Mapping[str, object]],
    findings: Iterable[Finding],
) -> Inputs:
    """The inputs with the Markdown dialect that the engine's configuration gives, and what it finds amiss.

    What we have told at a line of it ourselves, in clearer words, is not told twice.
    """
    told = {(fault.at.path, fault.at.line) for fault in given.faults}
    settings = replace(given.settings, markdown_extensions=extensions, markdown_configs=configs)
    return replace(
        given,
        settings=settings,
        environment=render.speaking(given.environment, settings),
        findings=(*(f for f in findings if (f.at.path, f.at.line) not in told), *given.findings),
    )


def prepare(source: Source, given: Inputs) -> Prepared:
    """Loads, checks and renders one file by itself."""
    document = named(load_document(source), given.lock)
    if document.path in given.as_published:
        document = _as_published(document)
    evidence = gather(document, given.registry)
    subject = Subject(document, given.registry, evidence, given.settings, given.now)
    checked = check_file(subject)
    pasts = tuple(_pasts(document, given))
    own = _with_past(card(document, evidence, given.registry), pasts, document, evidence)
    try:
        text = _text(document, evidence, own, given)
    except RecursionError:  # Python-Markdown follows nested lists by calling itself
        text = _NO_TEXT
        fault = Fault(FaultKind.INPUT, document.body.at, found="input-depth", expected="body")
        checked += word(subject, (fault,))
    except TooLong as late:  # everything else that was found is told beside it
        text = _NO_TEXT
        fault = Fault(
            FaultKind.INPUT, document.body.at, found="input-too-slow", expected=f"{late.seconds:g} s"
        )
        checked += word(subject, (fault,))
    except render.NotRendered as failed:
        text = _NO_TEXT
        fault = Fault(FaultKind.INPUT, document.body.at, found="input-markdown", expected=failed.extension)
        checked += word(subject, (fault,))
    return Prepared(document, evidence, own, checked, text, pasts)


def _as_published(document: Document) -> Document:
    """A draft with the status that it shall have; anything else as it is."""
    if not document.is_draft or not document.status_readable:
        return document
    return replace(document, entry=document.entry.model_copy(update={"status": Status.PUBLISHED}))


def _pasts(document: Document, given: Inputs) -> Iterator[Past]:
    """The former versions of a document, oldest first, as far as their twins are kept and may be read."""
    entry, last = given.lock.entries.get(document.id), document.entry.version
    if entry is None or entry.removed or last < 2:
        return
    redactions = document.entry.redactions
    for published in {v.number: v for v in entry.versions}.values():
        file = given.corpus.versions.get(entry.kept(published.number)) if published.number < last else None
        if file is not None and digest(file.content) in entry.twins(published.number):
            past = load_version(file, published.number, published.date, document, given.registry)
            if past is not None and may_be_read(past, redactions):
                yield past


def _with_past(own: Card, pasts: Sequence[Past], document: Document, evidence: Evidence) -> Card:
    """The card with what became of each claim."""
    if not pasts:
        return own
    found = histories(pasts, document.entry, evidence.standings)
    claims = tuple(c._replace(history=found.get(c.id, ())) for c in own.claims)
    return replace(own, claims=claims, past=tuple(p.number for p in pasts))


def _text(document: Document, evidence: Evidence, own: Card, given: Inputs) -> Rendered:
    """The body as HTML; a body over a limit is not even tried."""
    if not document.readable or any(fault.kind is FaultKind.INPUT for fault in document.faults):
        return _NO_TEXT
    return render.body(document, evidence, own, given.registry, given.environment, given.settings, given.now)


_NO_TEXT = Rendered({}, ())


def across(cards: Sequence[Card], given: Inputs, place: Place) -> Checked:
    """Checks what only the whole corpus can tell, and words the faults of the shared files."""
    by_id = {c.id: c for c in cards}
    sources = {source.path: source for source in given.corpus.entries}
    overview = Overview(
        tuple(cards),
        given.registry,
        given.settings,
        given.now,
        place,
        given.faults,
        by_id,
        given.lock,
        {path: file.content for path, file in given.corpus.versions.items()},
        given.release,
        {path: source.content for path, source in sources.items()},
        lambda path: load_document(sources[path]),
    )
    return check_corpus(overview) + Checked(given.findings)


def check(
    corpus: Corpus,
    settings: Settings,
    now: datetime,
    faults: Iterable[Fault] = (),
    *,
    release: bool = False,
) -> Checked:
    """All findings of a site, sorted; with `release` the lock must be up to date."""
    given = replace(inputs(corpus, settings, now, faults), release=release)
    prepared = [prepare(source, given) for source in corpus.entries]
    shared = across([p.card for p in prepared], given, placing(given))
    return Checked.of((*(p.checked for p in prepared), shared))


def texts(corpus: Corpus, wanted: Collection[str]) -> dict[str, bytes]:
    """The files of a corpus that are at these paths, as they were read."""
    lock = () if corpus.lock is None else (corpus.lock,)
    read = (*corpus.entries, *corpus.registry, *corpus.snapshots, *lock, *corpus.versions.values())
    found = {source.path: source.content for source in read if source.path in wanted}
    refused = {fault.at.path for fault in corpus.faults}  # ours stands in their place
    drawn = ((f"templates/{name}", text) for name, text in corpus.templates.items())
    shown = set(wanted) - refused
    return found | {path: text.encode("utf-8", "replace") for path, text in drawn if path in shown}


def placing(given: Inputs) -> Place:
    """Answers where a value of any file stands; loads a briefing again for it, since only findings ask."""
    sources = {source.path: source for source in given.corpus.entries}

    def place(path: str, field: FieldPath, *, key: bool = False) -> Location:
        if path in given.registry.locate:
            return given.registry.locate[path](field, key=key)
        return load_document(sources[path]).locate(field, key=key) if path in sources else Location(path)

    return place


def is_public(found: Card, now: datetime) -> bool:
    """True for what readers may see at this moment: published, embargoed until now, or the notice in its place."""
    if found.status is Status.EMBARGOED:
        return is_due(found.embargo_until, now)
    return found.status in (Status.PUBLISHED, Status.WITHDRAWN, Status.REMOVED)


def shown(cards: Iterable[Card], now: datetime, *, drafts: bool) -> tuple[Card, ...]:
    """The cards of this edition, newest first, ties by id; drafts only when they are asked for."""
    kept = [
        c for c in cards if is_public(c, now) or (drafts and c.status in (Status.DRAFT, Status.EMBARGOED))
    ]
    return tuple(sorted(sorted(kept, key=lambda c: c.id), key=lambda c: c.published or "9999", reverse=True))


def site(given: Inputs, cards: Iterable[Card], *, drafts: bool) -> Site:
    """What the pages of this edition know of each other; of hidden files they know nothing."""
    public = shown(cards, given.now, drafts=drafts)
    public = tuple(_bare(c) if c.removed else c for c in public)
    by_id = {c.id: c for c in public}
    return Site.of((_gathered(c, by_id) for c in public), given.registry, given.settings)


def _bare(found: Card) -> Card:
    """What other pages may know of one that was removed: that there is a notice."""
    return Card(
        path=found.path,
        kind=found.kind,
        id=found.id,
        year=found.year,
        slug=found.slug,
        address=found.address,
        title="",
        event="",
        summary="",
        status=found.status,
        published="",
        updated=found.updated,
        embargo_until="",
        version=found.version,
        event_date="",
        type_of_work=None,
        redirect_from=found.redirect_from,
    )


def _gathered(found: Card, by_id: Mapping[str, Card]) -> Card:
    """A digest's topics, principles and flags are those of its briefings."""
    parts = [by_id[i] for i in found.briefings if i in by_id]
    if not parts:
        return found
    flags = {f for part in parts for f in part.flags}
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
    shared = (given.environment, given.settings)
    try:
        page = render.entry(document, evidence, own, prepared.text, given.registry, site, *shared, given.now)
        twin = render.twins.twin(document, evidence, own, given.registry, site, given.settings)
        mail = render.mail.artifacts(
            document, evidence, own, prepared.text, given.registry, site, *shared, given.now
        )
        versions = tuple(_versions(prepared, own, studio)) if is_public(own, given.now) else ()
    except render.TemplateFault as fault:
        return Drawing(findings=(fault.finding,))
    if own.removed or not is_public(own, given.now):
        page = replace(page, head=f"{page.head}{render.sitemap.NOINDEX}")
    text = render.feeds.text(page, given.settings) if document.id in studio.in_feed else ""
    if twin is None:
        return Drawing((stamped(page, studio.frames), *mail, *versions), text=text)
    head, body = f"{page.head}{render.data.cite_as(twin.values)}", f"{page.body}{_linked(twin, own, studio)}"
    page = replace(page, head=head, body=body)
    work = render.data.Work.of(document.entry, own, given.registry, given.settings)
    twins = (*render.twins.written(twin), *render.data.beside(twin, work))
    public = is_public(own, given.now)
    rows = render.data.rows(twin, twins[0].content, given.registry.sources) if public else None
    return Drawing((stamped(page, studio.frames), *twins, *mail, *versions), text=text, rows=rows)


def _versions(prepared: Prepared, own: Card, studio: Studio) -> Iterator[Artifact]:
    """What answers at the addresses of its versions: the former ones as they were, the present one by leading on."""
    given, document = studio.given, prepared.document
    entry = given.lock.entries.get(document.id)
    last = max(own.version, entry.version if entry else 0)
    if last and not own.removed:
        at = address.version(own.address, own.version)
        named = own.event or own.title
        claims = [claim.id for claim in own.claims]
        yield render.redirects.page(at, own.address, _wrapping(studio), named, own.version, claims)
    if last < (1 if own.removed else 2):
        return
    shared = (given.registry, studio.site, given.settings, given.now)
    present = Context.of(document, prepared.evidence, own, *shared)
    pasts = {} if own.removed else {past.number: past for past in prepared.pasts}
    for number in range(1, last + own.removed):
        if number in pasts:
            page = render.versions.page(pasts[number], present, given.environment)
            yield render.versions.twin(pasts[number], page.address)
        else:
            page = render.versions.withheld(number, present, given.environment)
        yield stamped(page, studio.frames)


def _linked(twin: render.Twin, own: Card, studio: Studio) -> str:
    """The page as linked data; a digest names its briefings."""
    cards = (studio.site.by_id[i] for i in own.briefings if i in studio.site.by_id)
    parts = {f"{studio.given.settings.site_url}{c.address}": c.title for c in cards}
    return render.data.script(twin.values, studio.given.registry, studio.given.settings, parts)


TOO_SLOW = render.TOO_SLOW
"""The rule of findings about templates that were stopped."""


def draw_stopped(path: str, seconds: float) -> Drawing:
    """What stands for the files of a briefing or digest whose drawing took longer than it may: a finding.

    The file itself was loaded and rendered in time, in the stage before, so a template is to blame.
    """
    template = "digest.html" if path.startswith("briefings/_digests/") else "briefing.html"
    return Drawing(findings=(render.too_slow(template, path, seconds),))


def draw_across(studio: Studio, docs: Iterable[str]) -> Iterator[Drawing]:
    """The pages that stand across briefings, one at a time, then the sitemap and the search's description.

    `docs` are addresses of the hand-written pages.
    """
    given = studio.given
    others: dict[str, str] = {}
    try:
        for page in render.listings.pages(
            studio.site, given.registry, given.environment, given.settings, given.now
        ):
            others |= dict(render.sitemap.of((page,)))
            yield Drawing((stamped(page, studio.frames),))
    except render.TemplateFault as fault:
        yield Drawing(findings=(fault.finding,))
        return
    hidden = [c.id for c in studio.site.cards if not is_public(c, given.now)]
    others |= dict.fromkeys((*docs, *render.data.ADDRESSES), "")
    yield Drawing(
        (
            *render.sitemap.artifacts(studio.site, others, given.settings, hidden),
            *render.opensearch.artifacts(given.environment, given.settings),
        )
    )
    yield draw_redirects(studio, others)


def draw_redirects(studio: Studio, taken: Collection[str]) -> Drawing:
    """Pages at the addresses that briefings and digests had before; `taken` are addresses of other pages.

    Where something else stands, nothing is drawn: url-changed-without-redirect tells of it.
    """
    given = studio.given
    own = {c.address for c in studio.site.by_id.values()} | set(taken)
    moves = [
        (old, c.address, c)
        for c in sorted(studio.site.by_id.values(), key=lambda c: c.id)
        for old in dict.fromkeys(map(address.plain, c.redirect_from))
        if is_public(c, given.now) and old not in own and not address.is_own(old)
    ]
    steps = [(*step, c) for old, new, c in moves for step in _with_versions(old, new, c, given.lock)]
    wrapping = _wrapping(studio)
    pages = (
        render.redirects.page(old, new, wrapping, c.event or c.title, claims=claims)
        for old, new, claims, c in steps
        if old.endswith(("/", ".html"))
    )
    pairs = [(old, new) for old, new, _, _ in steps]
    assets = (render.redirects.SCRIPT, render.redirects.STYLE)
    return Drawing((*assets, *pages, *render.redirects.rules(pairs, given.settings)))


def _wrapping(studio: Studio) -> render.redirects.Wrapping:
    mark = emblem(studio.frames)
    return render.redirects.Wrapping(studio.given.settings, PLAIN_POLICY, mark.icon, mark.picture)


def _with_versions(old: str, new: str, own: Card, lock: Lock) -> Iterator[tuple[str, str, list[str]]]:
    """A former address of a page with those of its versions, each with the claims that can be cited there."""
    yield old, new, [claim.id for claim in own.claims]
    entry = lock.entries.get(own.id)
    if address.is_entry(old):
        for number in range(1, max(own.version, entry.version if entry else 0) + 1):
            yield address.version(old, number), address.version(new, number), _claims_of(own, number)


def _claims_of(own: Card, number: int) -> list[str]:
    """Ids of the claims that a version has; none of one that cannot be read."""
    if number != own.version and number not in own.past:
        return []
    added = ((c.id, [e.version for e in c.history if e.change == "added"]) for c in own.claims)
    return [id for id, since in added if all(version <= number for version in since)]


def release(given: Inputs, cards: Sequence[Card]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """(path -> bytes) of the lock and the twins that must be kept, and the paths of those that must go.

    The corpus must have been checked, and be without errors.
    """
    sources = {source.path: source for source in given.corpus.entries}
    hidden = _withheld(given, cards, sources)
    held = {path: digest(f.content) for path, f in given.corpus.versions.items() if path not in hidden}
    public = site(given, cards, drafts=False)
    now_kept = {
        locking.kept_at(card, given.lock): _kept(prepare(sources[card.path], given), given, public)
        for card in locking.to_keep(given.lock, cards, held)
    }
    held |= {path: digest(content) for path, content in now_kept.items()}
    lock = locking.released(given.lock, cards, held, given.now)
    gone = locking.dropped(lock, {*held, *hidden})
    return {**now_kept, LOCK: locking.lock_text(lock).encode()}, gone


def _withheld(given: Inputs, cards: Sequence[Card], sources: Mapping[str, Source]) -> frozenset[str]:
    """The kept twins from before something was taken down: they may hold it anywhere."""
    found: set[str] = set()
    for own in cards:
        entry = given.lock.entries.get(own.id)
        if own.redacted and entry is not None:
            readable = {p.number for p in prepare(sources[own.path], given).pasts}
            found |= {entry.kept(n) for n in range(1, own.version) if n not in readable}
    return frozenset(found)


def _kept(prepared: Prepared, given: Inputs, site: Site) -> bytes:
    """The public twin of a file as it is kept when its version is published; `site` are the public cards."""
    own = _gathered(prepared.card, site.by_id)
    seen = replace(site, by_id={**site.by_id, own.id: own})
    evidence = replace(prepared.evidence, flags=own.flags)
    made = render.twins.twin(prepared.document, evidence, own, given.registry, seen, given.settings)
    assert made is not None  # what was removed has no version to keep
    return render.twins.written(made)[0].content


def draw_feed(studio: Studio, texts: Mapping[str, str]) -> Drawing:
    """The feeds, with the texts that `draw` gave, by id."""
    given = studio.given
    shared = (given.registry, given.environment, given.settings)
    try:
        return Drawing(tuple(render.feeds.artifacts(texts, studio.site, *shared)))
    except render.TemplateFault as fault:
        return Drawing(findings=(fault.finding,))


def draw_data(studio: Studio, rows: Mapping[str, Mapping[str, bytes]]) -> tuple[Drawing, render.data.Corpus]:
    """The data files of the whole corpus, and what `draw_about_data` needs of them.

    `rows` are those that `draw` gave, by id. No template has a part in it.
    """
    given = studio.given
    cards = [c for c in studio.site.cards if c.id in rows]
    corpus = render.data.corpus(cards, rows, given.registry, given.settings)
    return Drawing(corpus.artifacts), replace(corpus, artifacts=())


def draw_about_data(studio: Studio, corpus: render.data.Corpus) -> Drawing:
    """The pages about the data."""
    given = studio.given
    try:
        pages = render.data.pages_about(corpus, given.environment, given.settings)
    except render.TemplateFault as fault:
        return Drawing(findings=(fault.finding,))
    return Drawing(tuple(stamped(page, studio.frames) for page in pages))


def fill(address: str, page: Artifact, studio: Studio) -> Drawing:
    """A hand-written page with its comments such as `<!-- briefpress:latest -->` replaced by what they name."""
    given = studio.given
    try:
        filled = render.slots.fill(
            address, page.content, studio.site, given.environment, given.settings, given.now
        )
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
    for path in sorted(p for p in pages if not _UNSEARCHED.search(p)):
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


PART = 500
"""Pages in a part of the search index, unless one year has more."""
_UNSEARCHED = re.compile(r"/v/[0-9]+/index\.html\Z")
"""Former versions and what leads on from the present one's own address: no page of these is searched."""
_YEAR = re.compile(r"(?:briefings|digests)/(?P<year>[0-9]{4})/[^/]+/index\.html")


def short_digest(content: bytes) -> str:
    """The first 16 hexadecimal digits of the digest: enough for a name."""
    return digest(content)[:16]
