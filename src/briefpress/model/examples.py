"""What could stand in a field, where an example says more than its meaning: for schemas, and so for completion."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Example = str | int | bool | list[str] | dict[str, str]

_COMMON: Mapping[str, tuple[Example, ...]] = {
    "title": ("Cleaners at Example Tower say their night shifts end an hour later",),
    "editor": (["ada-roe"],),
    "reviewer": (["ben-poe"], "none"),
    "published": ("2026-11-21",),
    "updated": ("2026-11-23",),
    "embargo_until": ("2026-11-21T09:00:00Z",),
    "version": (1,),
    "sources": (["seed-a", "seed-b"],),
    "lang": ("en-GB", "cy"),
    "licence": ("CC-BY-4.0",),
    "related": (["2026-film-licence"],),
    "redirect_from": (["/briefings/2026/old-name/"],),
    "suppress": ({"text-too-long": "Why this may stand, in at most 25 words."},),
}
EXAMPLES: Mapping[str, Mapping[str, tuple[Example, ...]]] = MappingProxyType(
    {
        "Briefing": {
            **_COMMON,
            "event": ("Longer night shifts at Example Tower",),
            "event_date": ("2026-11-21", "2026-11", "2026-11~", "[..2026-11-21]", "unknown"),
            "event_date_note": ("The notice on the door is dated 21 November.",),
            "topics": (["working-time"],),
            "principles": (["labour-rights-and-decent-work"],),
            "places": (["GB", "GB-WLS"],),
            "follows": ("2026-film-licence",),
            "same_as": (["aiid:123"],),
        },
        "Digest": {
            **_COMMON,
            "briefings": (["2026-film-licence", "2026-longer-night-shifts"],),
            "limits": ("Thread t1 rests on one origin.",),
        },
        "Claim": {
            "id": ("c1",),
            "text": ("Night shifts at Example Tower end an hour later.",),
            "about": (["example-platform"],),
            "rivals": (["c2", "c3"],),
            "superseded_by": ("c4",),
        },
        "Assertion": {
            "source": ("seed-a",),
            "quote": ("our night shifts end an hour later",),
            "hedge": (["likely"],),
            "attributed_to": ("industry insiders",),
            "translated_by": ("ada-roe",),
        },
        "Locator": {
            "para": (3,),
            "prefix": ("Since the first of June",),
            "page": ("12",),
            "time": ("00:04:10",),
        },
        "Stakeholder": {
            "name": ("Night cleaners at Example Tower", "night-cleaners"),
            "stake": ("Sleep, pay and the way home.",),
            "sought": ("Asked two unions on 12 November; no answer.",),
            "named_in": (["seed-a"],),
        },
        "Takeaway": {"claims": (["c1"],)},
        "KeyJudgement": {"id": ("j1",), "claims": (["c1"],)},
        "OpenQuestion": {"id": ("q1",), "text": ("Who decided, and when?",), "answered_by": ("c4",)},
        "WatchItem": {"date": ("2027-03",)},
        "TimelineItem": {"date": ("2026-06-01",), "claims": (["c1"],)},
        "Thread": {"id": ("t1",), "supports": (["2026-film-licence#c1", "#c2"],)},
        "Change": {"version": (2,), "date": ("2026-11-23",)},
        "Correction": {"id": ("x1",), "affects": (["c1", "summary"],), "date": ("2026-11-23",)},
        "Response": {"party": ("example-platform",), "requested": ("2026-11-12",), "channel": ("e-mail",)},
        "Withdrawal": {"date": ("2026-11-23",), "replaced_by": ("2026-film-licence",)},
        "Suppression": {
            "rule": ("motive-in-site-voice",),
            "at": ("wanted to avoid higher wages",),
            "by": ("desk",),
        },
        "Source": {
            "id": ("seed-a",),
            "publisher": ("example-press", "unknown"),
            "author": (["Ada Roe"], "none-given"),
            "accessed": ("2026-11-21",),
            "issued": ("2026-11-20", "unknown"),
            "type": ("webpage", "article-newspaper", "report"),
            "url": ("https://example.org/page",),
            "language": ("en",),
            "origin_group": ("unidentified",),
        },
        "Snapshot": {"file": ("seed-a.txt",)},
        "Organisation": {
            "id": ("example-platform",),
            "aliases": (["Example"],),
            "same_as": (["https://example.org/"],),
        },
        "Person": {"id": ("ada-roe",), "name": ("Ada Roe",), "affiliation": ("example-press",)},
        "Topic": {"id": ("working-time",), "label": ("Working time",), "broader": ("work",)},
        "Group": {"id": ("night-cleaners",), "label": ("Night cleaners",)},
    }
)
"""Kind of entry -> field -> values that it takes as they stand."""
