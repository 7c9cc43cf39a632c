"""What `briefpress new` writes: a first draft of a briefing or digest, or a new entry of the registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefpress.check.near import did_you_mean, near
from briefpress.check.rules.slug_invalid import KEBAB, is_reserved, kebab
from briefpress.edition import answers
from briefpress.edition.desk import Desk
from briefpress.edition.result import Unable
from briefpress.evidence.text import normalise
from briefpress.load import lock as load_lock
from briefpress.mend import draft, insertion
from briefpress.model import address
from briefpress.model.briefing import Briefing, Digest
from briefpress.model.registry import Registry
from briefpress.model.vocabulary import PersonKind
from briefpress.report.visible import visible

_NOUNS = {"organisations": "organisation", "people": "person", "topics": "topic"}
_PARTIES = ("organisations", "people", "groups")
"""Registries of which no two entries may go by one name."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: where, and what an editor does next, a line each."""

    path: str
    then: tuple[str, ...]


def fields(desk: Desk, today: date) -> Mapping[str, answers.Check]:
    """For each question about a briefing or digest: what may be answered."""
    registry = desk.registry

    def of(kind: str, most: int, *, makeable: bool) -> answers.Check:
        entries = getattr(registry, kind)
        return answers.known(entries, answers.names_of(entries), most=most, makeable=makeable)

    return {
        "title": answers.text(Briefing, "title"),
        "event": answers.text(Briefing, "event"),
        "what_happened": answers.sentence,
        "event_date": answers.when(today, unknown=True),
        "topics": of("topics", 6, makeable=True),
        "sources": of("sources", 40, makeable=False),
        "editor": of("people", 3, makeable=True),
        "digest_title": answers.text(Digest, "title"),
        "period": answers.when(today, unknown=False),
        "briefings": answers.known(desk.ids, {}, most=12, fewest=2),
        "slug": answers.slug,
    }


def editor_of(registry: Registry) -> str:
    """Who answers for a draft unless it is said: the only desk, or the only person; "" where there are more."""
    desks = [name for name, person in registry.people.items() if person.kind is PersonKind.DESK]
    everyone = desks or list(registry.people)
    return everyone[0] if len(everyone) == 1 else ""


def briefing(desk: Desk, today: date, year: str, slug: str, values: Mapping[str, str]) -> Made:
    """Writes a draft; `values` have been looked at. Raises `Unable` when a file is there already."""
    path = f"briefings/{year}/{slug}.md"
    _refuse_published(desk, path, address.briefing(year, slug))
    known = draft.BriefingDraft(
        path=path,
        schema="../../schema/briefing.json",
        today=today.isoformat(),
        title=values["title"],
        event=values["event"],
        event_date=values["event_date"],
        type_of_work=values["type_of_work"],
        what_happened=values["what_happened"],
        topics=_split(values["topics"]),
        sources=_split(values["sources"]),
        editor=_split(values["editor"]),
    )
    desk.create(path, draft.briefing(known).encode())
    source = next(iter(known.sources), "SOURCE")
    quote = f'briefpress quote {source} "some words" --claim c1 --in {path}'
    return Made(path, (*_unmade(desk, known.topics, known.editor), *_next(desk, path, "briefing", quote)))


def digest(desk: Desk, today: date, year: str, slug: str, values: Mapping[str, str]) -> Made:
    """Writes a draft; `values` have been looked at. Raises `Unable` when a file is there already."""
    path = f"briefings/_digests/{year}/{slug}.md"
    _refuse_published(desk, path, address.digest(year, slug))
    known = draft.DigestDraft(
        path=path,
        schema="../../../schema/digest.json",
        today=today.isoformat(),
        title=values["digest_title"],
        period=values["period"],
        briefings=_split(values["briefings"]),
        editor=_split(values["editor"]),
    )
    desk.create(path, draft.digest(known).encode())
    return Made(path, (*_unmade(desk, (), known.editor), *_next(desk, path, "digest", "")))


def entry(desk: Desk, kind: str, name: str, values: Mapping[str, Any], *, even_if_near: bool = False) -> Made:
    """Puts an entry into a registry. `name` is its id, or "" to make one of what it is called.

    Raises `Unable` when the id is taken or no id, or (unless `even_if_near`) when a name is near that may be meant.
    """
    called = str(values.get("name") or values.get("label"))
    name = name or kebab(called)
    _refuse_bad_id(kind, name, called)
    _refuse_taken(desk.registry, kind, name, called)
    if not even_if_near:
        _refuse_near(desk.registry, kind, name, called)
    path, source = desk.registry_file(kind)
    whole = {"id": name, **{key: value for key, value in values.items() if value not in ("", ())}}
    note: Iterable[str] = ()
    if source is None:
        desk.create(path, insertion.new_registry(kind, whole, f"../../schema/{kind}.json"))
        note = _schema_note(desk, kind)
    else:
        try:
            content = insertion.with_entry(source, kind, whole)
        except insertion.Impossible as impossible:
            raise Unable(f"{path} stays as it is: {impossible}") from impossible
        desk.rewrite(source, content)
    return Made(path, (f'The id of this {_NOUNS[kind]} is "{name}".', *note))


# ── what is refused ───────────────────────────────────────────────────────────────────────────────────


def _refuse_published(desk: Desk, path: str, at: str) -> None:
    """An address that a page has or had is not given to another, wherever that page is now."""
    lock, _ = load_lock(desk.corpus.lock)
    if at in lock.owners and not any(source.path == path for source in desk.corpus.entries):
        owner = lock.owners[at]
        raise Unable(f'"{owner}" was published at {at}; give another name with --slug, or another --year')


def _refuse_bad_id(kind: str, name: str, called: str) -> None:
    if not name:
        raise Unable(f'no id can be made of "{called}"; give one with --id')
    if not KEBAB.fullmatch(name) or len(name) > 60:
        raise Unable(
            f'"{visible(name[:60])}" is no id: small letters, digits and single hyphens; give another with --id'
        )
    if is_reserved(kind, name):
        raise Unable(f'the id "{name}" is reserved; give another with --id')


def _refuse_taken(registry: Registry, kind: str, name: str, called: str) -> None:
    if name in getattr(registry, kind):
        raise Unable(f'there is {_article(_NOUNS[kind])} "{name}" already{_at(registry, kind, name)}')
    wanted = normalise(called).casefold()
    for other_kind in _PARTIES if kind in _PARTIES else (kind,):
        for other, names in answers.names_of(getattr(registry, other_kind)).items():
            if any(normalise(one).casefold() == wanted for one in names):
                raise Unable(
                    f'"{called}" is a name of "{other}"{_at(registry, other_kind, other)}; use that id'
                )


def _refuse_near(registry: Registry, kind: str, name: str, called: str) -> None:
    entries = getattr(registry, kind)
    names = answers.names_of(entries)
    owners = {one: other for other, all_names in names.items() for one in all_names}
    offers = [*near(name, entries), *(owners[one] for one in near(called, owners))]
    if offers:
        meant = did_you_mean(tuple(dict.fromkeys(offers))[:3])
        raise Unable(f'"{name}" is near what is there{meant} If not, say so with --even-if-near')


def _at(registry: Registry, kind: str, name: str) -> str:
    place = registry.places.get((kind, name))
    return f" ({registry.locate[place[0]]((*place[1], 'id'))})" if place else ""


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


# ── what comes next ───────────────────────────────────────────────────────────────────────────────────


def _next(desk: Desk, path: str, kind: str, quote: str) -> Iterator[str]:
    yield "Next: fill in what its comments ask for, then see what publishing still needs."
    if quote:
        yield f"  {quote}"
    yield f"  briefpress check --todo {path}"
    yield from _schema_note(desk, kind)


def _schema_note(desk: Desk, name: str) -> Iterator[str]:
    if not (desk.root / "schema" / f"{name}.json").is_file():
        yield "The first line names a schema: `briefpress schema --output schema` writes it."


def _unmade(desk: Desk, topics: Sequence[str], people: Sequence[str]) -> Iterator[str]:
    for kind, names in (("topics", topics), ("people", people)):
        for name in names:
            if name not in getattr(desk.registry, kind):
                yield f'There is no {_NOUNS[kind]} "{name}" yet: briefpress new {_NOUNS[kind]} --id {name}'


def _split(ids: str) -> tuple[str, ...]:
    return tuple(one for one in ids.replace(",", " ").split() if one)
