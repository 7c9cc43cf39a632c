"""People and bodies whom an event touches: affected groups first, and whose words we lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefpress.evidence.flags import is_affected_rights_holder, stakeholder_class
from briefpress.model.briefing import Impact, Stakeholder
from briefpress.model.vocabulary import StakeholderRole, Voice
from briefpress.render.filters import capitalised, sentence, term
from briefpress.render.view.context import ClaimLink, Context, Link
from briefpress.render.wording import listed, say

_UNGRADED = Impact()
PARTS = ("status", "direction", "scale", "scope", "remediability")
"""What is told of how an event bears on somebody (UN Guiding Principle 14), in this order."""
_NAMES_IN_SHORT = 90
"""Characters that the names of those affected may take in the panel at the top."""


@dataclass(frozen=True, slots=True)
class Person:
    """A stakeholder on the page; `known` and `unknown` are the parts of how it bears on them."""

    name: Link
    role: str
    class_: str
    stake: str
    known: str
    unknown: str
    claims: tuple[ClaimLink, ...]
    voice: str
    heard: bool
    sought: str
    mentioned: str


@dataclass(frozen=True, slots=True)
class People:
    """All stakeholders: those affected, the others, and the two lines that must not be missing."""

    affected: tuple[Person, ...]
    others: tuple[Person, ...]
    unheard: tuple[str, ...]
    all_unheard: bool
    unmentioned: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.affected or self.others)


@dataclass(frozen=True, slots=True)
class Affected:
    """Who is affected, in short: names, how many more, and the words that we lack."""

    names: tuple[Link, ...]
    more: int
    lack: str


def people(context: Context) -> People:
    """The stakeholders of a document, people before bodies among those affected."""
    entry = context.document.entry
    holders, bodies = _affected(context)
    others = [s for s in entry.stakeholders if s.role is not StakeholderRole.AFFECTED]
    order = list(StakeholderRole)
    others.sort(key=lambda s: order.index(s.role) if s.role else len(order))
    unheard = _unheard(holders)
    return People(
        affected=tuple(_person(context, s) for s in (*holders, *bodies)),
        others=tuple(_person(context, s) for s in others),
        unheard=tuple(context.party(s.name).text for s in unheard),
        all_unheard=len(unheard) == len(holders) > 1,
        unmentioned=tuple(context.party(s.name).text for s in entry.stakeholders if s.named_in == ()),
    )


def _affected(context: Context) -> tuple[list[Stakeholder], list[Stakeholder]]:
    """Those affected: people, who hold rights, and bodies, each in the editor's order."""
    holders: list[Stakeholder] = []
    bodies: list[Stakeholder] = []
    for stakeholder in context.document.entry.stakeholders:
        if stakeholder.role is StakeholderRole.AFFECTED:
            is_holder = is_affected_rights_holder(stakeholder, context.registry)
            (holders if is_holder else bodies).append(stakeholder)
    return holders, bodies


def _unheard(holders: Sequence[Stakeholder]) -> list[Stakeholder]:
    return [s for s in holders if s.voice is Voice.NONE]


def in_short(context: Context) -> Affected:
    """Who is affected, as the panel at the top says it."""
    holders, bodies = _affected(context)
    names: list[Link] = []
    room = _NAMES_IN_SHORT
    for stakeholder in (*holders, *bodies):
        name = context.party(stakeholder.name)
        room -= len(name.text) + 2
        if names and room < 0:
            break
        names.append(Link(name.text, "#people-affected"))
    return Affected(tuple(names), len(holders) + len(bodies) - len(names), _lack(context, holders))


def _lack(context: Context, holders: Sequence[Stakeholder]) -> str:
    unheard = _unheard(holders)
    if not unheard:
        return ""
    if len(unheard) == len(holders):
        return say("short.lack-all" if len(unheard) > 1 else "short.lack-one")
    if len(unheard) <= 2:
        return say("short.lack", names=_inside(context, unheard))
    return say("short.lack-some", n=len(unheard))


def _inside(context: Context, stakeholders: list[Stakeholder]) -> str:
    return listed(context.party(s.name).text for s in stakeholders)


def _person(context: Context, stakeholder: Stakeholder) -> Person:
    affected = stakeholder.role is StakeholderRole.AFFECTED
    class_ = stakeholder_class(stakeholder, context.registry)
    known, unknown = severity(stakeholder.impact, affected=affected)
    heard = stakeholder.voice is not Voice.NONE
    return Person(
        name=context.party(stakeholder.name),
        role=capitalised(term(stakeholder.role, "role")) if stakeholder.role else "",
        class_=term(class_, "class") if class_ else "",
        stake=context.linked(sentence(stakeholder.stake)),
        known=known,
        unknown=unknown,
        claims=context.claim_links(stakeholder.impact.claims) if stakeholder.impact else (),
        voice=term(stakeholder.voice, "voice") if affected or heard else "",
        heard=heard,
        sought=context.linked(sentence(stakeholder.sought)) if not heard else "",
        mentioned=_mentioned(context, stakeholder),
    )


def _mentioned(context: Context, stakeholder: Stakeholder) -> str:
    if stakeholder.named_in is None:
        return ""
    if not stakeholder.named_in:
        return say("people.unmentioned-one")
    if set(stakeholder.named_in) >= set(context.evidence.sources):
        return ""
    named = listed(context.source_name(s, inside=True) for s in stakeholder.named_in)
    return say("people.mentioned-in", sources=named)


def severity(impact: Impact | None, *, affected: bool) -> tuple[str, str]:
    """What is known and what is not known of how an event bears on somebody, each as a sentence."""
    if impact is None and not affected:
        return "", ""
    graded = impact or _UNGRADED
    return severity_words(tuple(str(getattr(graded, part)) for part in PARTS), str(graded.likelihood or ""))


@lru_cache(maxsize=1024)
def severity_words(parts: tuple[str, ...], likelihood: str) -> tuple[str, str]:
    """What is known and what is not known, each as a sentence; `parts` are the values of `PARTS`."""
    graded = tuple(zip(PARTS, parts, strict=True))
    known = [term(value, f"impact.{part}") for part, value in graded if value != "unknown"]
    unknown = [term("unknown", f"impact.{part}") for part, value in graded if value == "unknown"]
    said = f"{', '.join(known)}." if known else ""
    if likelihood:
        likely = say("impact.likelihood", words=term(likelihood, "likelihood"))
        said = f"{said} {likely}".strip()
    return said, say("impact.unknown", parts=", ".join(unknown)) if unknown else ""
