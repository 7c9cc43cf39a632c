"""Over any sequence of edits and releases, every address ever published answers: with its page, a redirect or a notice.

The edits are those that a careless desk makes: it edits with and without a new version, renames with and without
a redirect, deletes, withdraws, removes, takes words down, holds back, drops claims and uses their ids again. What
`check` finds wrong is not merged, as in continuous integration; what it lets pass is released and published.
"""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefpress import pipeline
from briefpress.frame import SHARED, Frame, Frames, Slot
from briefpress.load import lock as load_lock
from briefpress.load import settings as load_settings
from briefpress.model.corpus import Corpus
from briefpress.model.lock import PATH
from briefpress.model.source import Source
from briefpress.publish import read
from tests.integration.desk import BASE, MAIN

TEXT = BASE[MAIN]
START = datetime(2026, 11, 21, 12, tzinfo=UTC)
SLUGS = ("one", "two", "three", "four", "five")
CLAIMS = (
    "Night shifts at Example Tower end an hour later.",
    "At Example Tower night shifts end later, by an hour.",
    "Coffee prices doubled in Leeds.",
)
FRAME = Frame("<html><head>", tuple((slot, "") for slot in Slot))
FRAMES = Frames({(SHARED, depth): FRAME for depth in range(1, 6)})


@dataclass
class Briefing:
    """What an editor's file says."""

    slug: str
    values: dict[str, Any]
    body: str


@dataclass
class Desk:
    """The checkout of a site: its files, its lock and its kept twins, and what readers have seen."""

    briefings: list[Briefing] = field(default_factory=list)
    lock: bytes | None = None
    versions: dict[str, bytes] = field(default_factory=dict)
    now: datetime = START
    seen: set[str] = field(default_factory=set)


@cache
def base() -> pipeline.Inputs:
    """The inputs that no edit changes."""
    found, _ = load_settings(
        Source("mkdocs.yml", b"site_name: Desk\nsite_url: https://desk.example/\nplugins: [briefpress]\n")
    )
    shared = [Source(path, text.encode()) for path, text in sorted(BASE.items()) if path != MAIN]
    corpus = Corpus(
        registry=tuple(s for s in shared if "_registry" in s.path),
        snapshots=tuple(s for s in shared if "_snapshots" in s.path),
        templates=read.templates(Path("nowhere")),
    )
    return pipeline.inputs(corpus, found, START)


def inputs(desk: Desk) -> pipeline.Inputs:
    """What `briefpress` reads in this checkout."""
    entries = [Source(f"briefings/2026/{b.slug}.md", written(b)) for b in desk.briefings]
    corpus = replace(
        base().corpus,
        entries=tuple(sorted(entries, key=lambda s: s.path)),
        versions={path: Source(path, content) for path, content in sorted(desk.versions.items())},
    )
    lock, faults = load_lock(Source(PATH, desk.lock) if desk.lock else None)
    assert faults == ()
    return replace(base(), corpus=corpus, now=desk.now, lock=lock)


def written(briefing: Briefing) -> bytes:
    """The editor's file."""
    return f"---\n{yaml.safe_dump(briefing.values, allow_unicode=True)}---\n{briefing.body}".encode()


def new(slug: str) -> Briefing:
    """A first version."""
    _, front, body = TEXT.split("---\n", 2)
    values = yaml.load(front, Loader=yaml.BaseLoader)
    values |= {"version": 1, "title": f"{values['title']} ({slug})"[:90], "published": "2026-11-21"}
    return Briefing(slug, values, body)


# ── edits ─────────────────────────────────────────────────────────────────────────────────────────────


def public(values: dict[str, Any], how: str) -> None:
    """Notes a public change; `how` may be "silently"."""
    if how != "silently":
        values["version"] += 1
        note = {"version": values["version"], "date": "2026-11-21", "note": "Changed."}
        values["changes"] = [*values.get("changes", []), note]


def edit(briefing: Briefing, kind: str, how: str, desk: Desk) -> None:
    """One edit of one file; some of them are wrong, and must be refused."""
    values = briefing.values
    claims = values["claims"]
    if kind == "body":
        briefing.body += f"\nMore is known: {len(briefing.body)}.\n"
    elif kind == "reword":
        claims[-1]["text"] = CLAIMS[1]
    elif kind == "reuse":
        claims[-1]["text"] = CLAIMS[2]
    elif kind == "claim":
        claims.append({**deepcopy(claims[0]), "id": f"c{len(claims) + 1}"})
    elif kind == "drop" and len(claims) > 1:
        claims.pop()
    elif kind == "redact" and len(claims) > 1:
        gone = claims.pop()["id"]
        taken = {"affects": gone, "date": "2026-11-21", "ground": "safety"}
        values["redactions"] = [*values.get("redactions", []), taken]
    elif kind == "supersede" and len(claims) > 1:
        claims[0]["superseded_by"] = claims[1]["id"]
    elif kind in ("rename", "move"):
        former = f"/briefings/2026/{briefing.slug}/"
        taken_by = {b.slug for b in desk.briefings}
        briefing.slug = next((s for s in SLUGS if s not in taken_by), briefing.slug)
        if kind == "rename" and f"/briefings/2026/{briefing.slug}/" != former:
            values["redirect_from"] = [*values.get("redirect_from", []), former]
    elif kind == "forget":
        values.pop("redirect_from", None)
    elif kind == "withdraw":
        values |= {"status": "withdrawn", "withdrawn": {"date": "2026-11-21", "reason": "It was forged."}}
    elif kind == "remove":
        values |= {"status": "removed", "removed": {"date": "2026-11-21", "ground": "court-order"}}
    elif kind == "hold":
        values |= {"status": "embargoed", "embargo_until": (desk.now + timedelta(hours=2)).isoformat()}
    elif kind == "draft":
        values["status"] = "draft"
    elif kind == "publish":
        values["status"] = "published"
        values.pop("embargo_until", None)
    public(values, how)


KINDS = (
    *("body", "reword", "reuse", "claim", "drop", "redact", "supersede", "rename", "move", "forget"),
    *("withdraw", "remove", "hold", "draft", "publish"),
)
STEPS = st.one_of(
    st.tuples(st.just("new"), st.integers(0, 4), st.booleans()),
    st.tuples(st.just("delete"), st.integers(0, 2)),
    st.tuples(st.just("wait"), st.integers(1, 3)),
    st.tuples(
        st.sampled_from(KINDS), st.integers(0, 2), st.sampled_from(["openly", "openly", "openly", "silently"])
    ),
)


def changed(desk: Desk, step: tuple[Any, ...]) -> Desk:
    """The checkout after one edit."""
    after = deepcopy(desk)
    kind, which, *how = step
    if kind == "new" and SLUGS[which] not in {b.slug for b in after.briefings} and len(after.briefings) < 3:
        after.briefings.append(new(SLUGS[which]))
        if how[0]:
            made = after.briefings[-1].values
            del made["published"]
            made |= {"status": "embargoed", "embargo_until": (after.now + timedelta(hours=2)).isoformat()}
    elif kind == "wait":
        after.now += timedelta(hours=which)
    elif kind == "delete" and which < len(after.briefings):
        after.briefings.pop(which)
    elif kind in KINDS and which < len(after.briefings):
        edit(after.briefings[which], kind, how[0], after)
    return after


# ── merging, publishing, reading ──────────────────────────────────────────────────────────────────────


def merged(desk: Desk) -> Desk | None:
    """The checkout after `briefpress release`; None when something is wrong, so that it is not merged."""
    given = inputs(desk)
    prepared = [pipeline.prepare(source, given) for source in given.corpus.entries]
    cards = [p.card for p in prepared]
    checked = pipeline.across(cards, given, pipeline.placing(given))
    found = [*checked.findings, *(f for p in prepared for f in p.checked.findings)]
    assert not checked.bugs
    assert not any(p.checked.bugs for p in prepared)
    drafts = {c.path for c in cards if c.is_draft}  # what is wrong in a draft stops nobody
    if any(f.is_error and f.at.path not in drafts for f in found):
        return None
    files, gone = pipeline.release(given, cards)
    desk.lock = files.pop(PATH)
    desk.versions = {path: c for path, c in (desk.versions | files).items() if path not in gone}
    again, nothing = pipeline.release(inputs(desk), cards)
    assert (again, nothing) == ({PATH: desk.lock}, ())
    strict = replace(inputs(desk), release=True)
    stale = pipeline.across(cards, strict, pipeline.placing(strict)).findings
    assert not [f for f in stale if f.rule == "lock-stale"]
    return desk


def pages(desk: Desk) -> dict[str, str]:
    """The site: path -> text."""
    given = inputs(desk)
    prepared = [pipeline.prepare(source, given) for source in given.corpus.entries]
    site = pipeline.site(given, [p.card for p in prepared], drafts=False)
    studio = pipeline.Studio(given, site, FRAMES)
    drawings = [*(pipeline.draw(p, studio) for p in prepared), pipeline.draw_redirects(studio, ())]
    assert not [f for d in drawings for f in d.findings]
    files = [artifact for drawing in drawings for artifact in drawing.artifacts]
    assert len({a.path for a in files}) == len(files), "two things stand at one address"
    return {a.path: a.content.decode() for a in files}


def answers(text: str) -> bool:
    """True for a page, a notice, or a redirect to somewhere."""
    return "<h1>" in text or "data-to=" in text


@given(st.lists(STEPS, min_size=6, max_size=14))
def life(steps: list[tuple[Any, ...]]) -> None:
    """One life of a site."""
    desk = changed(Desk(), ("new", 0, False))
    for step in [("wait", 1), *steps]:
        tried = merged(changed(desk, step))
        if tried is None:
            continue
        desk = tried
        built = pages(desk)
        for address in sorted(desk.seen):
            assert answers(built.get(f"{address}index.html", "")), f"/{address} is gone after {step}"
        desk.seen |= {path.removesuffix("index.html") for path in built if path.endswith("/index.html")}
        removed = [b.slug for b in desk.briefings if b.values["status"] == "removed"]
        for slug in removed:
            kept = [path for path in built if f"/{slug}/" in path and not path.endswith(".html")]
            assert not kept, "data of a removed page"
        for entry in inputs(desk).lock.entries.values():
            assert entry.claims == () or not entry.removed


def test_every_address_ever_published_answers(full: bool) -> None:
    """25 lives of a site; 200 with --full."""
    number = 200 if full else 25
    trials = settings(
        max_examples=number,
        suppress_health_check=list(HealthCheck),
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a life takes too long to be made shorter
    )
    trials(life)()


def test_a_life_in_full() -> None:
    """Renamed, corrected, withdrawn: each former address and version answers, and a citation of a claim holds."""
    desk = Desk()
    for step in [
        ("new", 0, False),
        ("reword", 0, "openly"),
        ("rename", 0, "openly"),
        ("claim", 0, "openly"),
        ("withdraw", 0, "openly"),
    ]:
        tried = merged(changed(desk, step))
        assert tried is not None, step
        desk = tried
    built = pages(desk)
    assert 'data-to="../two/"' in built["briefings/2026/one/index.html"]
    assert 'data-to="../../../two/v/1/"' in built["briefings/2026/one/v/1/index.html"]
    assert "withdrawn" in built["briefings/2026/two/v/1/index.html"]
    assert 'id="c1"' in built["briefings/2026/two/v/1/index.html"]
    assert json.loads(built["briefings/2026/two/v/1/index.json"])["id"] == "2026-one"
    assert json.loads(built["briefings/2026/two/index.json"])["id"] == "2026-one"
    assert "/briefings/2026/one/ /briefings/2026/two/ 301" in built["_redirects"]
