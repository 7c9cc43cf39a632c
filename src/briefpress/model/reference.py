"""Which fields name something that stands elsewhere, and what that is."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefpress.model import briefing, registry
from briefpress.model.field import Entry, field_names
from briefpress.model.source import FieldPath


class Target(enum.StrEnum):
    """What a field names. The values of registries are their names."""

    CLAIM = "claim"
    """A claim of the same file."""
    LISTED_SOURCE = "listed-source"
    """A source that the same file lists."""
    BRIEFING = "briefing"
    SUPPORT = "support"
    """`briefing-id#claim`, or `#claim` for one of the same file."""
    PARTY = "parties"
    """An organisation, person or group."""
    SOURCE = "sources"
    ORIGIN_GROUP = "origin_groups"
    ORGANISATION = "organisations"
    PERSON = "people"
    TOPIC = "topics"
    PRINCIPLE = "principles"
    GROUP = "groups"


@dataclass(frozen=True, slots=True)
class Named:
    """A field that names something. `free` is true where plain text may stand instead of an id."""

    key: str
    target: Target
    free: bool = False


_COMMON = (
    Named("editor", Target.PERSON),
    Named("reviewer", Target.PERSON),
    Named("sources", Target.SOURCE),
    Named("related", Target.BRIEFING),
)
_CLAIMS = Named("claims", Target.CLAIM)

NAMES: Mapping[type[Entry], tuple[Named, ...]] = MappingProxyType(
    {
        briefing.Briefing: (
            Named("topics", Target.TOPIC),
            Named("principles", Target.PRINCIPLE),
            Named("follows", Target.BRIEFING),
            *_COMMON,
        ),
        briefing.Digest: (Named("briefings", Target.BRIEFING), *_COMMON),
        briefing.Thread: (Named("supports", Target.SUPPORT),),
        briefing.Claim: (
            Named("about", Target.PARTY),
            Named("rivals", Target.CLAIM),
            Named("superseded_by", Target.CLAIM),
        ),
        briefing.Assertion: (
            Named("source", Target.LISTED_SOURCE),
            Named("translated_by", Target.PERSON, free=True),
        ),
        briefing.Stakeholder: (
            Named("name", Target.PARTY, free=True),
            Named("named_in", Target.LISTED_SOURCE),
        ),
        briefing.Impact: (_CLAIMS,),
        briefing.Takeaway: (_CLAIMS, Named("principles", Target.PRINCIPLE)),
        briefing.KeyJudgement: (_CLAIMS,),
        briefing.OpenQuestion: (_CLAIMS, Named("answered_by", Target.CLAIM)),
        briefing.TimelineItem: (_CLAIMS,),
        briefing.Response: (Named("party", Target.PARTY), _CLAIMS),
        briefing.Withdrawal: (Named("replaced_by", Target.BRIEFING),),
        briefing.AiUse: (Named("reviewed_by", Target.PERSON, free=True),),
        briefing.Suppression: (Named("by", Target.PERSON),),
        registry.Source: (
            Named("publisher", Target.ORGANISATION, free=True),
            Named("origin_group", Target.ORIGIN_GROUP),
            Named("via", Target.SOURCE, free=True),
        ),
        registry.OriginGroup: (Named("root_source", Target.SOURCE),),
        registry.Organisation: (Named("part_of", Target.ORGANISATION),),
        registry.Person: (Named("affiliation", Target.ORGANISATION),),
        registry.Topic: (Named("broader", Target.TOPIC), Named("related", Target.TOPIC)),
        registry.Group: (Named("broader", Target.GROUP),),
    }
)
"""Kind of entry -> its fields that name something; their attribute has the name of the key."""

assert all(named.key in field_names(kind) for kind, names in NAMES.items() for named in names)


def references(entry: Entry) -> Iterator[tuple[FieldPath, Named, str]]:
    """(path below the entry, field, what it names) of each thing that this entry itself names."""
    for named in NAMES.get(type(entry), ()):
        value = getattr(entry, named.key)
        if isinstance(value, str):
            if value and named.key != "reviewer":  # there it is the word `none`
                yield (named.key,), named, value
        elif value:
            yield from (
                ((named.key, index), named, item)
                for index, item in enumerate(value)
                if isinstance(item, str) and item
            )
