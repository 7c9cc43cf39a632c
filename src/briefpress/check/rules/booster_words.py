"""Our own prose neither asks to be believed nor judges before the reader can."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from briefpress.check.own_prose import word_list
from briefpress.check.rule import FileRule, Subject, Weight
from briefpress.model.finding import Finding

_LISTS = MappingProxyType(
    {
        "booster": ("remove or show why", "Delete it, or show what it rests on"),
        "loaded": ("a word that judges; use the neutral one", "Say what happened in a neutral word"),
    }
)
_NEUTRAL = MappingProxyType(
    {"admitted": "said", "claimed": "said", "slammed": "criticised", "regime": "rules"}
)


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each booster and each loaded word in our own prose."""
    for name, (told, help) in _LISTS.items():
        wanted = word_list(name, subject.document.entry.lang, subject.settings)
        for use in subject.own.uses(wanted) if wanted else ():
            neutral = _NEUTRAL.get(use.phrase.lower())
            message = f'"{use.phrase}": use "{neutral}"' if neutral else f'"{use.phrase}": {told}'
            yield RULE.finding(subject, use.at, message, help=help, passage=use.sentence)


RULE = FileRule(
    id="booster-words",
    weight=Weight.WARNING,
    summary="our own prose insists, praises or judges",
    heuristic=True,
    worded=True,
    check=check,
)
