"""What the registry files hold: sources, origin groups, organisations, people, topics, principles, groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from briefpress.model.field import DateText, Entry, Need, Spec, Text, YesNo
from briefpress.model.source import Locate
from briefpress.model.vocabulary import (
    Access,
    Certainty,
    Coverage,
    Nature,
    OrganisationKind,
    OriginBasis,
    PersonKind,
    Reliability,
    StakeholderClass,
    SyntheticSignal,
    SyntheticSuspicion,
)

M, P, C = Need.MINIMAL, Need.PUBLISH, Need.COMPUTED


def _list_or_word(value: object) -> str:
    return "<word>" if isinstance(value, str) else "<list>"


class Snapshot(Entry):
    """The text that we hold of a source."""

    file: Annotated[Text, Spec("file name below briefings/_snapshots/, or snapshots_dir", M)] = ""
    sha256: Annotated[
        Text, Spec("SHA-256 of the file (of the full text for an excerpt), 64 hexadecimal digits", M)
    ] = ""
    coverage: Annotated[Coverage, Spec("how much of the text we hold", M)] = Coverage.FULL


class Source(Entry):
    """A text, recording or document that says something about an event."""

    id: Annotated[Text, Spec("kebab-case name of the source", M)] = ""
    title: Annotated[Text, Spec("title as printed, or [Untitled] and the opening words", M, chars=200)] = ""
    publisher: Annotated[Text, Spec("organisation id, text, or unknown", M)] = ""
    accessed: Annotated[DateText, Spec("the day we obtained it", M)] = ""
    snapshot: Annotated[Snapshot | None, Spec("the text we hold", P)] = None
    url: Annotated[Text, Spec("address", P)] = ""
    archive_url: Annotated[Text, Spec("address of an archived copy")] = ""
    type: Annotated[Text, Spec("CSL 1.0.2 type", C)] = "webpage"
    author: Annotated[
        Annotated[
            Annotated[tuple[Text, ...], Tag("<list>")] | Annotated[Text, Tag("<word>")],
            Discriminator(_list_or_word),
        ],
        Spec("names, or none-given", P),
    ] = ()
    issued: Annotated[DateText, Spec("when it was published: EDTF, or unknown", P)] = ""
    date_clues: Annotated[
        tuple[Text, ...], Field(max_length=3), Spec("verbatim words that hint at a date")
    ] = ()
    nature: Annotated[Nature, Spec("how near to the event", C)] = Nature.UNKNOWN
    reliability: Annotated[Reliability | None, Spec("Admiralty code A to F", C)] = None
    reliability_note: Annotated[Text, Spec("why anything but F", words=40)] = ""
    origin_group: Annotated[Text, Spec("id of the group of texts with one starting point", C)] = ""
    synthetic_suspicion: Annotated[SyntheticSuspicion, Spec("signs of machine writing")] = (
        SyntheticSuspicion.NONE
    )
    synthetic_signals: Annotated[
        tuple[SyntheticSignal, ...], Field(max_length=9), Spec("which signs can be checked")
    ] = ()
    via: Annotated[
        tuple[Text, ...], Field(max_length=5), Spec("what it says it relies on: source ids or text")
    ] = ()
    interests: Annotated[Text, Spec("stake of author or publisher in the matter", words=40)] = ""
    access: Annotated[Access, Spec("how a reader can reach it")] = Access.OPEN
    language: Annotated[Text, Spec("BCP 47 tag of its language")] = ""
    note: Annotated[Text, Spec("anything else a reader should know", words=60)] = ""


class OriginGroup(Entry):
    """Sources that appear to go back to one starting point, and so count once."""

    id: Annotated[Text, Spec("kebab-case name of the group", M)] = ""
    label: Annotated[Text, Spec("what readers see", M, chars=60)] = ""
    basis: Annotated[tuple[OriginBasis, ...], Spec("why they are taken together")] = ()
    certainty: Annotated[Certainty, Spec("how sure that is", M)] = Certainty.SUSPECTED
    root_source: Annotated[Text, Spec("source id of the starting point, if known")] = ""
    note: Annotated[Text, Spec("the reasons in words", words=60)] = ""


class Accountability(Entry):
    """Where a publisher answers for what it prints."""

    text: Annotated[Text, Spec("corrections address or answerable editor", M)] = ""
    url: Annotated[Text, Spec("public page that says so", M)] = ""


class Organisation(Entry):
    """A body named in briefings."""

    id: Annotated[Text, Spec("kebab-case name", M)] = ""
    name: Annotated[Text, Spec("what it calls itself", M, chars=80)] = ""
    kind: Annotated[OrganisationKind | None, Spec("what sort of body", M)] = None
    aliases: Annotated[tuple[Text, ...], Spec("other names met in sources")] = ()
    part_of: Annotated[Text, Spec("organisation id of its parent")] = ""
    same_as: Annotated[tuple[Text, ...], Spec("addresses at Wikidata, LEI or ROR")] = ()
    reply_contact: Annotated[Text, Spec("where to ask for a reply; never exported")] = ""
    reliability: Annotated[Reliability | None, Spec("Admiralty code inherited by its texts")] = None
    reliability_note: Annotated[Text, Spec("why", words=40)] = ""
    accountability: Annotated[Accountability | None, Spec("where it answers for its texts")] = None
    note: Annotated[Text, Spec("why kept, if no briefing uses it", words=60)] = ""


class Person(Entry):
    """A person, or a desk, named by the site."""

    id: Annotated[Text, Spec("kebab-case name", M)] = ""
    name: Annotated[Text, Spec("what they call themselves", M)] = ""
    role: Annotated[Text, Spec("in what capacity", M, chars=60)] = ""
    affiliation: Annotated[Text, Spec("organisation id")] = ""
    public_role: Annotated[YesNo | None, Spec("true if named in a public role", M)] = None
    consent: Annotated[Literal["", "recorded"], Spec("recorded, if a private person agreed to be named")] = ""
    kind: Annotated[PersonKind, Spec("person or desk", C)] = PersonKind.PERSON


class Topic(Entry):
    """A subject (SKOS concept)."""

    id: Annotated[Text, Spec("kebab-case name", M)] = ""
    label: Annotated[Text, Spec("what readers see", M, chars=40)] = ""
    definition: Annotated[Text, Spec("what belongs here", M, words=40)] = ""
    alt_labels: Annotated[tuple[Text, ...], Spec("other words for it")] = ()
    broader: Annotated[Text, Spec("topic id of the wider subject")] = ""
    related: Annotated[tuple[Text, ...], Field(max_length=6), Spec("topic ids")] = ()
    same_as: Annotated[tuple[Text, ...], Spec("addresses of the same concept elsewhere")] = ()


class Crosswalk(Entry):
    """Where a principle stands in other catalogues (skos:closeMatch)."""

    oecd: Annotated[tuple[Text, ...], Spec("OECD AI Principles (2024)")] = ()
    unesco: Annotated[tuple[Text, ...], Spec("UNESCO Recommendation (2021)")] = ()
    hleg: Annotated[tuple[Text, ...], Spec("HLEG Ethics Guidelines (2019)")] = ()
    acm: Annotated[tuple[Text, ...], Spec("ACM Code (2018)")] = ()


class Principle(Entry):
    """An ethical principle that an event touches."""

    id: Annotated[Text, Spec("kebab-case name", M)] = ""
    label: Annotated[Text, Spec("what readers see", M, chars=60)] = ""
    definition: Annotated[Text, Spec("what it asks for", M, words=40)] = ""
    crosswalk: Annotated[Crosswalk, Spec("close matches elsewhere")] = Crosswalk()


class Group(Entry):
    """A class of people or bodies met in several briefings."""

    id: Annotated[Text, Spec("kebab-case name", M)] = ""
    label: Annotated[Text, Spec("as the group would name itself", M, chars=60)] = ""
    class_: Annotated[StakeholderClass | None, Field(alias="class"), Spec("ESRS or GRI class", M)] = None
    aliases: Annotated[tuple[Text, ...], Spec("other names met in sources")] = ()
    broader: Annotated[Text, Spec("group id of the wider group")] = ""
    definition: Annotated[Text, Spec("who belongs to it", words=40)] = ""


KINDS: Mapping[str, type[Entry]] = MappingProxyType(
    {
        "sources": Source,
        "origin_groups": OriginGroup,
        "organisations": Organisation,
        "people": Person,
        "topics": Topic,
        "principles": Principle,
        "groups": Group,
    }
)
"""Top-level key of a registry file -> the kind of entry that it lists."""


@dataclass(frozen=True, slots=True)
class HeldText:
    """A snapshot as it lies on disk: its text, and the SHA-256 of its bytes in hexadecimal."""

    file: str
    text: str
    sha256: str
    path: str = ""
    """Where it lies, as counted from the site root."""


@dataclass(frozen=True, slots=True)
class Registry:
    """All shared data: entries by id, snapshots by file name, and where each entry stands.

    `locate` maps a registry file's path to the places of its values; `places` maps (kind, id) to the
    file's path and the entry's field path, such as ("sources", "seed-a") -> (path, ("sources", 0)).
    `unread` are the kinds of which entries may be there that could not be read.
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    origin_groups: Mapping[str, OriginGroup] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    principles: Mapping[str, Principle] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    snapshots: Mapping[str, HeldText] = field(default_factory=dict)
    locate: Mapping[str, Locate] = field(default_factory=dict)
    places: Mapping[tuple[str, str], tuple[str, tuple[str | int, ...]]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    absent: str = ""
    """The folder of snapshots elsewhere when it is not on this machine, or is empty; "" otherwise."""
