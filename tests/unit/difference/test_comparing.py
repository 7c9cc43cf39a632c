"""Comparing: a thing does not differ from itself, order does not matter, and what is hidden stays so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.difference.change import Block, Difference, Field
from briefpress.difference.comparing import compare
from briefpress.difference.edition import Given, prepared
from briefpress.difference.html import html
from briefpress.difference.items import Item, changes
from briefpress.difference.json import json
from briefpress.difference.markdown import markdown
from briefpress.difference.text import text
from briefpress.difference.words import Mark, pieces
from briefpress.model.corpus import Corpus
from briefpress.publish import read
from tests.test_cases import MAIN, NOW, _base
from tests.test_diff_cases import compared

ROOT = Path(__file__).resolve().parents[3]
MOMENT = datetime.fromisoformat(NOW)


# ── words and items ───────────────────────────────────────────────────────────────────────────────────

words = st.lists(st.sampled_from(["the", "a", "lamp", "was", "off", "on", "night,", "“so”"]), max_size=12)


@given(words, words)
def test_no_word_is_lost_or_made_up(before: list[str], after: list[str]) -> None:
    found = pieces(" ".join(before), "  ".join(after))
    assert " ".join(p.words for p in found if p.mark is not Mark.IN).split() == before
    assert " ".join(p.words for p in found if p.mark is not Mark.OUT).split() == after
    assert all(piece.words for piece in found)


items = st.lists(
    st.builds(
        Item,
        st.sampled_from([Block.CLAIM, Block.TAKEAWAY, Block.TEXT]),
        st.sampled_from(["c1", "c2", ""]),
        st.just("n"),
        st.sampled_from(["a lamp was off", "a lamp was on", "two lamps", "x"]),
        st.lists(st.builds(Field, st.just("kind"), st.sampled_from(["", "k"])), max_size=1).map(tuple),
        st.booleans(),
    ),
    max_size=8,
)


@given(items)
def test_parts_do_not_differ_from_themselves(found: list[Item]) -> None:
    assert changes(found, [replace(item) for item in found]) == ()


@given(items, items)
def test_each_part_is_told_at_most_once_as_gone_or_new(before: list[Item], after: list[Item]) -> None:
    """What is dropped and added makes up for the difference in number, in each block."""
    found = changes(before, after)
    for block in Block:
        old, new = (sum(item.block is block for item in side) for side in (before, after))
        dropped, added = (
            sum(c.block is block and c.turn == turn for c in found) for turn in ("dropped", "added")
        )
        assert new - old == added - dropped
        assert dropped <= old
        assert added <= new


def test_many_parts_are_compared_in_no_time() -> None:
    """A body of the largest size in paragraphs of a letter is linear work."""
    before = [Item(Block.TEXT, "", "", f"b{n}", loose=True) for n in range(30_000)]
    after = [Item(Block.TEXT, "", "", f"a{n}", loose=True) for n in range(30_000)]
    assert len(changes(before, after)) == 60_000
    assert len(pieces("x y " * 40_000, "y z " * 40_000)) == 2


# ── editions ──────────────────────────────────────────────────────────────────────────────────────────


@cache
def specimen() -> Corpus:
    return read.corpus(ROOT / "examples" / "specimen")


def difference(before: Corpus, after: Corpus, *, public: bool = False) -> Difference:
    old, new = Given("before", before), Given("after", after)
    return compare(*prepared(old, new, MOMENT, public=public), public=public)


def laid_out_otherwise(found: Corpus) -> Corpus:
    """The same words with other line ends, and a comment in the registry."""
    return replace(
        found,
        entries=tuple(replace(s, content=s.content.replace(b"\n", b"\r\n")) for s in found.entries),
        registry=tuple(replace(s, content=b"# a comment\n" + s.content) for s in found.registry),
    )


def test_an_edition_does_not_differ_from_itself() -> None:
    assert difference(specimen(), laid_out_otherwise(specimen())).is_empty


def test_the_order_of_files_changes_nothing() -> None:
    there = specimen()
    few = replace(there, entries=there.entries[3:], registry=there.registry[::-1])
    backwards = replace(few, entries=few.entries[::-1])
    found = difference(there, few)
    assert found.pages
    for drawn in FORMS:
        assert drawn(found) == drawn(difference(replace(there, entries=there.entries[::-1]), backwards))


# ── what is hidden ────────────────────────────────────────────────────────────────────────────────────

FORMS = (text, markdown, json, html)
HIDDEN = "briefings/2026/canary-slug.md"
CANARY: Mapping[str, str] = {
    HIDDEN: """---
title: "Canary title"
event: Canary event
summary: Canary summary.
event_date: 2026-06
type_of_work: source-review
status: STATUS
embargo_until: "2027-01-01T00:00:00Z"
version: 1
topics: [canary-topic]
principles: [labour-rights-and-decent-work]
editor: [canary-person]
reviewer: none
ai_use: none
related: [2026-longer-night-shifts]
sources: [canary-source, {id: canary-inline, title: Canary note, publisher: canary-body, accessed: 2026-07-01}]
claims:
  - id: c1
    text: Canary claim.
    about: [canary-body]
    assertions:
      - {source: canary-source, quote: "canary words of a text"}
stakeholders:
  - {name: canary-group, role: affected, stake: Canary stake.}
takeaways:
  - {kind: lesson, text: Canary takeaway., claims: [c1]}
---
## What happened
Canary text [c1].
""",
    "briefings/_registry/topics.yml": """topics:
  - {id: working-time, label: Working time, definition: Hours., related: [canary-topic], broader: canary-topic}
  - {id: canary-topic, label: Canary topic, definition: CANARY TURN}
""",
    "briefings/_registry/people.yml": """people:
  - {id: desk, name: The desk, role: Editors of this site, kind: desk, public_role: true, affiliation: canary-body}
  - {id: canary-person, name: Canary Person, role: TURN, public_role: true}
""",
    "briefings/_registry/organisations.yml": """organisations:
  - {id: canary-body, name: Canary Body, kind: company, aliases: [TURN]}
""",
    "briefings/_registry/groups.yml": """groups:
  - {id: canary-group, label: Canary group, class: own-workforce, definition: TURN}
""",
    "briefings/_snapshots/canary-source.txt": "canary words of a text TURN\n",
}


def side(status: str, turn: str) -> dict[str, str]:
    """The base's files with a hidden briefing of this status ("" for none) and what only it uses."""
    base = dict(_base("digest"))
    digest = "briefings/_digests/2026/nights-at-example-tower.md"
    for path, content in CANARY.items():
        base[path] = content.replace("STATUS", status).replace("TURN", turn)
    sources = "briefings/_registry/sources.yml"
    base[sources] += (
        f"  - {{id: canary-source, title: Canary {turn}, publisher: canary-body, "
        "accessed: 2026-07-01, issued: 2026-07-01}\n"
    )
    base[sources] = base[sources].replace("nature: primary", "nature: primary\n    via: [canary-source]")
    base[MAIN] = base[MAIN].replace(
        "sources: [", f"related: [2026-canary-slug]\nfollows: 2026-canary-slug\nplaces: [{turn}]\nsources: ["
    )
    base[digest] = base[digest].replace("briefings: [", "briefings: [2026-canary-slug, ")
    base[digest] = base[digest].replace("supports: [", 'supports: ["2026-canary-slug#c1", ')
    if not status:
        del base[HIDDEN]
    if status == "unreadable":
        base[HIDDEN] = base[HIDDEN].replace("status: unreadable", "status: [")
    return base


STATES = ("", "draft", "embargoed", "unreadable")


@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("after", STATES)
def test_nothing_of_a_hidden_briefing_is_told_to_readers(before: str, after: str) -> None:
    found = compared(side(before, "SE"), side(after, "FR"), MOMENT, public=True)
    assert found.pages, "the public page beside it does change"
    for drawn in FORMS:
        assert "canary" not in drawn(found).lower()


def test_the_desk_is_told_of_what_is_hidden() -> None:
    """The same files, for the desk: the test above can fail."""
    for drawn in FORMS:
        shown = drawn(compared(side("draft", "SE"), side("embargoed", "FR"), MOMENT, public=False)).lower()
        for word in ("canary title", "canary topic", "canary person", "canary body", "canary group"):
            assert word in shown


@pytest.mark.parametrize("hidden", ["draft", "embargoed"])
@pytest.mark.parametrize("is_after", [True, False])
def test_of_a_page_that_was_public_on_one_side_the_other_side_is_not_told(
    hidden: str, *, is_after: bool
) -> None:
    base = dict(_base("publishable"))
    secret = base | {
        MAIN: base[MAIN]
        .replace("status: published", f'status: {hidden}\nembargo_until: "2027-01-01T00:00:00Z"')
        .replace("hour later", "CANARY later")
        .replace("an association", "a CANARY")
    }
    found = (
        compared(base, secret, MOMENT, public=True)
        if is_after
        else compared(secret, base, MOMENT, public=True)
    )
    assert [str(page.turn) for page in found.pages] == ["gone" if is_after else "added"]
    for drawn in FORMS:
        assert "CANARY" not in drawn(found)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize("backwards", [True, False])
def test_nothing_of_what_was_taken_down_is_repeated(form: object, *, public: bool, backwards: bool) -> None:
    """Neither of a page, nor of what the registry held of it, nor its name on other pages; in either direction."""
    there = side("published", "SE")
    gone = dict(_base("digest")) | {
        HIDDEN: "---\nstatus: removed\nremoved: {date: 2026-11-20, ground: data-protection}\n---\n"
    }
    sides = (gone, there) if backwards else (there, gone)
    found = compared(*sides, MOMENT, public=public)
    assert callable(form)
    shown = form(found).lower()
    assert "canary-slug" in shown
    if not backwards:
        assert "canary" not in shown.replace("canary-slug", "")


def test_of_a_page_with_a_part_taken_down_nothing_is_repeated() -> None:
    base = dict(_base("publishable"))
    redacted = base | {
        MAIN: base[MAIN]
        .replace("version: 1", "version: 2\nredactions: [{affects: c1, date: 2026-11-20, ground: safety}]")
        .replace("hour later", "while later")
    }
    for sides in ((base, redacted), (redacted, base)):
        [page] = compared(*sides, MOMENT, public=False).pages
        assert page.withheld
        assert {change.block for change in page.changes} == {Block.METHOD}
