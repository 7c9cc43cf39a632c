"""The first text of a briefing or digest: what an editor has answered, and beside each empty field what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefpress.mend.layout import laid_out
from briefpress.mend.order import of_entry
from briefpress.mend.scalar import quoted
from briefpress.mend.tree import tree
from briefpress.model import briefing as form
from briefpress.model.field import Entry


@dataclass(frozen=True, slots=True)
class BriefingDraft:
    """What is known of a briefing before it is written. `path` is where it will lie, `today` the day."""

    path: str
    schema: str
    today: str
    title: str
    event: str
    event_date: str
    type_of_work: str
    what_happened: str
    topics: Sequence[str] = ()
    sources: Sequence[str] = ()
    editor: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DigestDraft:
    """What is known of a digest before it is written. `path` is where it will lie, `today` the day."""

    path: str
    schema: str
    today: str
    title: str
    period: str
    briefings: Sequence[str] = ()
    editor: Sequence[str] = ()


def briefing(known: BriefingDraft) -> str:
    """The text of a briefing that loads, in the canonical layout; what publishing needs has its place in it."""
    source = known.sources[0] if known.sources else "SOURCE"
    yaml = f"""\
# yaml-language-server: $schema={known.schema}
title: {quoted(known.title)}
event: {quoted(known.event)}
summary: # at most 60 words: what is said to have happened, who bears it, how well it is supported
event_date: {quoted(known.event_date)}
type_of_work: {known.type_of_work}
{_publishing(known.today)}
topics: {_ids(known.topics, "1 to 6 ids of briefings/_registry/topics.yml")}
principles: # 1 to 5 ids, such as [privacy-and-data-protection]
editor: {_ids(known.editor, "the ids of those who answer for it")}
reviewer: none # or [the id of a second reader]
ai_use: # none, or a list: stage, system, purpose, reviewed_by
sources: {_ids(known.sources, "ids of briefings/_registry/sources.yml, or sources written out")}
claims:
  - id: c1
    text: # one proposition in the most neutral words, at most 35
    assertions: # briefpress quote {source} "some words" --claim c1 --in {known.path}
stakeholders:
  - name: # whom it affects: a group as it would name itself, or an id
    class: # such as own-workforce or consumers-end-users; a registered group brings its own
    role: affected
    stake: # what they stand to lose or gain, at most 30 words
    sought: # what was done to hear them, at most 30 words
takeaways:
  - kind: finding # or lesson, proposal, practice, caution
    text: # at most 30 words; say who says it
    claims: [c1]
"""
    body = f"## What happened\n\n{cited(known.what_happened, 'c1')}\n\n## Why it matters\n"
    return _whole(yaml, form.Briefing, body)


def digest(known: DigestDraft) -> str:
    """The text of a digest that loads, in the canonical layout."""
    first = next(iter(known.briefings), "2026-a-briefing")
    yaml = f"""\
# yaml-language-server: $schema={known.schema}
title: {quoted(known.title)}
summary: # at most 80 words: what the briefings have in common, and how far that goes
period: {quoted(known.period)}
{_publishing(known.today)}
briefings: {_ids(known.briefings, "2 to 12 ids: year and file name, such as 2026-film-licence")}
editor: {_ids(known.editor, "the ids of those who answer for it")}
reviewer: none # or [the id of a second reader]
ai_use: # none, or a list: stage, system, purpose, reviewed_by
limits: # at most 80 words: what this cannot show
threads:
  - id: t1
    text: # at most 35 words
    kind: # common, contrast, tension, or trend (three dated events)
    supports: # two or more claims of two or more briefings, such as [{first}#c1]
takeaways:
  - kind: finding # or lesson, proposal, practice, caution
    text: # at most 30 words
    claims: # of this digest's own claims
"""
    return _whole(yaml, form.Digest, "")


def cited(sentence: str, claim: str) -> str:
    """A sentence as Markdown that reads as it was written, with the claim that it rests on before its full stop.

    >>> print(cited("Two texts say that *it* is < 5 %.", "c1"))
    Two texts say that \\*it\\* is &lt; 5 % [c1].
    """
    plain = _FIRST.sub(r"\1\\\2", _SIGN.sub(r"\\\g<0>", sentence.rstrip(" .")))
    return f"{plain.replace('&', '&amp;').replace('<', '&lt;')} [{claim}]."


_SIGN = re.compile(r"[\\`*_{}\[\]|~^]")
_FIRST = re.compile(r"^([0-9]*)([#+.>=:-])")
"""Signs that Markdown may take for something else than themselves: anywhere, and where a line begins."""


def _publishing(today: str) -> str:
    return f"""\
# status: published  # to publish it, take the # of these three away and put the day right
# published: {today}
# version: 1"""


def _ids(names: Iterable[str], meant: str) -> str:
    """A list of ids; where there are none, what belongs there."""
    written = ", ".join(names)
    return f"[{written}]" if written else f"# {meant}"


def _whole(yaml: str, kind: type[Entry], body: str) -> str:
    return f"---\n{laid_out(tree(yaml), of_entry(kind))}---\n{body}"
