"""The twins of a page: the same content for machines (`index.json`) and as text (`index.md`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from briefpress.evidence import Evidence
from briefpress.evidence.flags import stakeholder_class
from briefpress.evidence.hedges import modality
from briefpress.evidence.origins import reliability
from briefpress.evidence.standing import lowest
from briefpress.model import address
from briefpress.model.artifact import Artifact
from briefpress.model.briefing import Claim, Common, Stakeholder, Takeaway
from briefpress.model.card import Card, Standing
from briefpress.model.document import Document
from briefpress.model.field import Entry, specs
from briefpress.model.registry import Registry, Source
from briefpress.model.settings import Settings
from briefpress.model.vocabulary import Status
from briefpress.render import front_matter, json_text
from briefpress.render.environment import Environment
from briefpress.render.site import Site
from briefpress.render.wording import say

SCHEMA = "data/schema/"
"""Where the schemas of the twins lie, below the site's root."""

Values = dict[str, Any]
"""Plain JSON values by key."""

_Written = TypeVar("_Written", bound=Entry)


class Twin(NamedTuple):
    """A page as data: where it lies, what the editors wrote (`own`), that with all that follows, and the text."""

    address: str
    own: Values
    values: Values
    body: str
    notice: str


def twin(
    document: Document,
    evidence: Evidence,
    card: Card,
    registry: Registry,
    site: Site,
    settings: Settings,
) -> Twin | None:
    """A briefing or digest as data; of a removed one, or one that is not in `site`, nothing.

    Never held: the text of a snapshot, where to ask a party for a reply, and the ids of briefings that are
    not public.
    """
    if card.id not in site.by_id or Status.REMOVED in (card.status, document.entry.status):
        return None
    own = _public(fields(document.entry), site)
    values = own | _computed(document, evidence, registry, card, own) | _places(card, settings)
    notice = say("specimen.short") if settings.specimen else ""
    if notice:
        values = {"notice": notice} | values
    return Twin(card.address, own, values, document.body.markdown, notice)


def written(made: Twin) -> tuple[Artifact, ...]:
    """`index.json` and `index.md`."""
    return (
        Artifact(f"{made.address}index.json", _json(made.values)),
        Artifact(f"{made.address}index.md", _markdown(made.own, made.body, made.notice)),
    )


def artifacts(
    document: Document,
    evidence: Evidence,
    card: Card,
    registry: Registry,
    site: Site,
    environment: Environment,
    settings: Settings,
) -> tuple[Artifact, ...]:
    """The twins of a briefing or digest, as `twin` and `written` make them."""
    del environment  # no template has a part in it; every part of rendering is given it alike
    made = twin(document, evidence, card, registry, site, settings)
    return written(made) if made is not None else ()


def _json(values: Values) -> bytes:
    return f"{json_text.written(values)}\n".encode()


def _markdown(own: Values, body: str, notice: str = "") -> bytes:
    """A file that can be loaded as the original was, in one canonical layout; a notice stands in a comment."""
    ordered = dict(sorted(own.items(), key=lambda pair: _is_long(pair[1])))
    comment = f"# {notice}\n" if notice else ""
    return f"---\n{comment}{front_matter.written(ordered)}---\n{body.rstrip()}\n".encode()


def _is_long(value: object) -> bool:
    """Lists of entries stand below everything that can be read at a glance."""
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


# ── what the editors wrote ────────────────────────────────────────────────────────────────────────────


def fields(entry: Entry) -> Values:
    """The entry under the editors' own keys, as plain JSON values. What is absent or empty is left out.

    An empty list stays where it says something else than no list (`named_in: []`: no source mentions them).
    """
    values = vars(entry)
    found: Values = {}
    for name, key, is_told_empty in _kept(type(entry)):
        value = values[name]
        if value or (value is not None and (is_told_empty or isinstance(value, int))):
            found[key] = value if type(value) is str else _plain(value)
    return found


@cache
def _kept(entry: type[Entry]) -> tuple[tuple[str, str, bool], ...]:
    """(attribute, key, whether an empty value is told) of each field, in the order of the model."""
    return tuple((name, key, entry.model_fields[name].default is None) for name, key, _ in specs(entry))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)  # without the name of a vocabulary
    if isinstance(value, int):
        return value
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Entry):
        return fields(value)
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    return str(value)


def _public(own: Values, site: Site) -> Values:
    """Without the ids of briefings that readers cannot see: a draft or an embargoed one leaves no trace."""
    kept = dict(own)
    for key in ("related", "briefings"):
        if key in kept:
            kept[key] = [i for i in kept[key] if i in site.by_id]
    if kept.get("follows", "") not in site.by_id:
        kept.pop("follows", None)
    if "threads" in kept:
        kept["threads"] = [_public_thread(t, site) for t in kept["threads"]]
    if "withdrawn" in kept and kept["withdrawn"].get("replaced_by") not in site.by_id:
        kept["withdrawn"] = {k: v for k, v in kept["withdrawn"].items() if k != "replaced_by"}
    return {k: v for k, v in kept.items() if v != []}


def _public_thread(thread: Values, site: Site) -> Values:
    supports = [
        s for s in thread.get("supports", ()) if s.startswith("#") or s.partition("#")[0] in site.by_id
    ]
    return thread | {"supports": supports}


# ── what follows from it ──────────────────────────────────────────────────────────────────────────────


def _places(card: Card, settings: Settings) -> Values:
    """Names, addresses and the schema: absolute when the site has an address, else as seen from the file."""
    schema = f"{SCHEMA}{card.kind}.json"
    base = settings.site_url
    places: Values = {
        "$schema": f"{base}{schema}" if base else address.relative(schema, card.address),
        "id": card.id,
        "kind": str(card.kind),
        "year": card.year,
        "slug": card.slug,
        "address": card.address,
    }
    return places | ({"url": f"{base}{card.address}"} if base else {})


def _computed(document: Document, evidence: Evidence, registry: Registry, card: Card, own: Values) -> Values:
    entry = document.entry
    people = tuple(dict.fromkeys((*entry.editor, *_reviewers(entry), *card.people)))
    made: Values = {
        "flags": [str(f) for f in card.flags],
        "published": card.published,
        "updated": card.updated,
        "sources": [_source(i, s, evidence, registry) for i, s in evidence.sources.items()],
        "origins": _origins(evidence, registry),
        "shared_wording": [{"sources": list(p), "words": len(run)} for p, run in evidence.overlaps.items()],
        "claims": [_claim(*pair, evidence) for pair in _pairs(entry.claims, own, "claims")],
        "stakeholders": [_stakeholder(*p, registry) for p in _pairs(entry.stakeholders, own, "stakeholders")],
        "takeaways": [_takeaway(*pair, evidence) for pair in _pairs(entry.takeaways, own, "takeaways")],
        "organisations": list(card.organisations),
        "groups": list(card.groups),
        "people": list(card.people),
        "names": _names(registry, own.get("topics", ()), card, people),
        "body": [{"heading": s.heading, "markdown": s.markdown.strip()} for s in document.body.sections],
    }
    return {key: value for key, value in made.items() if value not in ("", [], {})}


def _reviewers(entry: Common) -> tuple[str, ...]:
    return () if isinstance(entry.reviewer, str) else entry.reviewer


def _names(registry: Registry, topics: Iterable[str], card: Card, people: Iterable[str]) -> Values:
    """What readers see instead of the ids of shared entries, by kind and id."""
    found: dict[str, dict[str, str]] = {
        "topics": {i: registry.topics[i].label for i in topics if i in registry.topics},
        "principles": {i: registry.principles[i].label for i in card.principles if i in registry.principles},
        "organisations": {i: registry.organisations[i].name for i in card.organisations},
        "groups": {i: registry.groups[i].label for i in card.groups},
        "people": {i: registry.people[i].name for i in people if i in registry.people},
    }
    return {kind: names for kind, names in found.items() if names}


def _pairs(entries: Sequence[_Written], own: Values, key: str) -> Iterable[tuple[_Written, Values]]:
    """The entries under a key, each with its plain values, of which new ones may be made."""
    return zip(entries, own.get(key, ()), strict=True)


def _claim(claim: Claim, own: Values, evidence: Evidence) -> Values:
    standing = evidence.standings.get(claim.id)
    made = own | ({"standing": _standing(claim, standing, evidence)} if standing else {})
    said = zip(claim.assertions, own.get("assertions", ()), strict=True)
    return made | {"assertions": [values | {"modality": str(modality(a))} for a, values in said]}


def _standing(claim: Claim, standing: Standing, evidence: Evidence) -> Values:
    """How well a claim is supported: `origins` counts its support, `origin_ids` names all that speak.

    `origins_not_counted` are further ones that support it, where there are any.
    """
    speaking = dict.fromkeys(evidence.origins.get(a.source, a.source) for a in claim.assertions)
    return {
        "origins": standing.origins,
        "origin_ids": list(speaking),
        "level": str(standing.level),
        "agreement": str(standing.agreement),
        "ceiling": str(standing.ceiling) if standing.ceiling else None,
        "reason": standing.reason,
        **({"origins_not_counted": standing.uncounted} if standing.uncounted else {}),
    }


def _source(name: str, source: Source, evidence: Evidence, registry: Registry) -> Values:
    return source_values(source, evidence.origins.get(name, name), registry)


def source_values(source: Source, origin: str, registry: Registry) -> Values:
    """A source with the origin that it counts for, its publisher's name and its grade."""
    publisher = registry.organisations.get(source.publisher)
    made = fields(source) | {"origin": origin, "reliability": str(reliability(source, registry))}
    name = publisher.name if publisher else source.publisher
    return made | ({"publisher_name": name} if name not in ("", "unknown") else {})


def _origins(evidence: Evidence, registry: Registry) -> list[Values]:
    """The starting points that the sources go back to, with why they are taken together."""
    found: list[Values] = []
    for origin in dict.fromkeys(evidence.origins.values()):
        group = registry.origin_groups.get(origin)
        sources = [s for s, o in evidence.origins.items() if o == origin]
        known = fields(group) if group else {"id": origin}
        if known.get("root_source") not in evidence.sources:
            known.pop("root_source", None)
        found.append(known | {"sources": sources})
    return found


def _stakeholder(stakeholder: Stakeholder, own: Values, registry: Registry) -> Values:
    class_ = stakeholder_class(stakeholder, registry)
    made = own | ({"class": str(class_)} if class_ else {})
    label = _label(stakeholder.name, registry)
    return made | ({"label": label} if label else {})


def _label(name: str, registry: Registry) -> str:
    if name in registry.groups:
        return registry.groups[name].label
    if name in registry.organisations:
        return registry.organisations[name].name
    return registry.people[name].name if name in registry.people else ""


def _takeaway(takeaway: Takeaway, own: Values, evidence: Evidence) -> Values:
    confidence = lowest(evidence.standings.get(c) for c in takeaway.claims)
    return own | {"confidence": str(confidence) if confidence else None}
