"""Asks whether the sources' addresses can still be followed: `briefpress links`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from briefpress.edition import folders, making
from briefpress.edition.result import Unable
from briefpress.evidence.locking import is_due
from briefpress.load import document as load_document
from briefpress.load import registry as load_registry
from briefpress.load import settings as load_settings
from briefpress.model.document import Document
from briefpress.model.link import Linked, LinkResult, Resting, Verdict
from briefpress.model.settings import Settings
from briefpress.model.source import Source
from briefpress.model.vocabulary import Status
from briefpress.plan import links as plan_links
from briefpress.publish import keep, links, read

_FEWEST = 3
"""Hosts that must be asked before it is doubted that there is a network."""


@dataclass(frozen=True, slots=True)
class Linking:
    """What every address came to, who names it, and the claims that rest on what is gone."""

    results: Mapping[str, LinkResult]
    sources: tuple[Linked, ...]
    resting: tuple[Resting, ...]

    @property
    def has_dead(self) -> bool:
        """True when an address, of a source or of its archive, cannot be followed any more."""
        return any(found.verdict is Verdict.DEAD for found in self.results.values())


@dataclass(frozen=True, slots=True)
class Terms:
    """How addresses are asked for: times in seconds; `results` is the file that keeps what came of it."""

    results: Path | None = None
    drafts: bool = False
    allow_private: bool = False
    pause: float = 1.0
    timeout: float = 20.0


def check_links(config_file: Path, terms: Terms, now: datetime) -> Linking:
    """`briefpress.edition.check_links`."""
    if not config_file.is_file():
        raise Unable(f"there is no {config_file}; run briefpress in a site's folder or name one with -f")
    root = config_file.absolute().parent
    file = terms.results or root / folders.CACHE / "links.json"
    with making.plainly():
        settings, _ = load_settings(Source(config_file.name, config_file.read_bytes()))
        corpus = read.corpus(root, settings.snapshots_dir)
        registry, _ = load_registry(corpus.registry, corpus.snapshots, corpus.faults, corpus.elsewhere)
        documents = [load_document(source) for source in corpus.entries]
        hidden = set() if terms.drafts else {d.path for d in documents if not _is_shown(d, now)}
        sources = plan_links.linked(documents, registry, hidden=hidden)
        results = _asked(plan_links.addresses(sources), settings, file, terms, now)
        shown = [document for document in documents if document.path not in hidden]
        return Linking(results, sources, plan_links.resting(shown, sources, results))


def _is_shown(document: Document, now: datetime) -> bool:
    """True for what readers see now, and what stays of it: a withdrawn page is still read."""
    entry = document.entry
    if entry.status is Status.EMBARGOED:
        return is_due(entry.embargo_until, now)
    return entry.status in (Status.PUBLISHED, Status.WITHDRAWN)


def _asked(
    addresses: Sequence[str], settings: Settings, file: Path, terms: Terms, now: datetime
) -> dict[str, LinkResult]:
    """What each address came to. Interrupted, what is known by then is kept in the file."""
    before = _kept(file)
    found = {address: before[address] for address in addresses if address in before}
    today = now.date().isoformat()
    asked: dict[str, LinkResult] = {}

    def done(address: str, answer: plan_links.Answer) -> None:
        asked[address] = plan_links.result(answer, before.get(address), today)

    manners = links.Manners(_agent(settings), timeout=terms.timeout, pause=terms.pause)
    known = {address: one.validators for address, one in before.items()}
    allowed = _any if terms.allow_private else links.is_public
    try:
        links.ask(plan_links.in_turn(addresses, before), known, manners, done, now=now, allowed=allowed)
        _refuse_without_network(asked)
        found |= asked
    except KeyboardInterrupt:
        found |= asked
        raise
    finally:
        keep.keep(file.parent, {file.name: plan_links.text(found).encode()}, (), file.name)
    return found


def _any(_: str) -> bool:
    return True


def _refuse_without_network(asked: Mapping[str, LinkResult]) -> None:
    """Raises `Unable` when no name at all was found: then it is not the addresses that are gone."""
    hosts = {address.split("/")[2] for address in asked if address.count("/") > 1}
    nameless = (found.verdict is Verdict.DEAD and not found.status for found in asked.values())
    if len(hosts) >= _FEWEST and all(nameless):
        raise Unable("no host could be found, not one: is there a network here? Nothing was recorded")


def _kept(file: Path) -> dict[str, LinkResult]:
    try:
        return plan_links.parsed(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, UnicodeDecodeError):
        return {}


def _agent(settings: Settings) -> str:
    """Who asks, why, and whom to write to (RFC 9110, 10.1.5)."""
    about = [f"+{settings.site_url}" if settings.site_url else "", settings.contact]
    return f"briefpress/{version('briefpress')} ({'; '.join(['link check', *filter(None, about)])})"
