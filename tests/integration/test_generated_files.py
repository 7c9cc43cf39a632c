"""What holds for any files: findings and never an exception, places within files, and what check accepts, build draws.

A site in which every field is used is changed at random: fields, bodies, registry, dates, names of files. The
files are checked and drawn as the command does it, without its processes. 200 sites of nine files, or 2,000 with
`--full`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefpress import engine, pipeline
from briefpress.check import Checked
from briefpress.edition import reading
from briefpress.edition.draughtsman import Draughtsman
from briefpress.frame import Frames
from briefpress.load import registry as load_registry
from briefpress.model.corpus import Corpus
from briefpress.model.source import Source
from briefpress.model.vocabulary import Status
from tests.browser import hostile
from tests.conftest import NOW

SITES = 200

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Desk:
    """What is the same for all sites: the inputs, the frames, and the values of each file."""

    given: pipeline.Inputs
    frames: Frames
    fronts: dict[str, Any]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The site of plain words, its frames drawn once."""
    folder = tmp_path_factory.mktemp("generated")
    root = hostile.root(folder / "root", lambda mark: f"The text says: so it is {mark}")
    config = root / "mkdocs.yml"
    with Draughtsman(config) as draughtsman:
        inputs = reading.inputs(config, datetime.fromisoformat(NOW), draughtsman)
    corpus = inputs.corpus
    fronts = {
        s.path: json.loads(s.content.split(b"\n---\n")[0].removeprefix(b"---\n")) for s in corpus.entries
    }
    fronts |= {s.path: json.loads(s.content) for s in corpus.registry}
    return Desk(inputs, engine.draw(config, folder / "site").frames, fronts)


# ── what is changed ───────────────────────────────────────────────────────────────────────────────────

DATES = (
    *(
        "2026-06",
        "2026-06~",
        "2026?",
        "2026-06-XX",
        "2026-05/2026-06",
        "2026-06/..",
        "[..2026-11-21]",
        "unknown",
    ),
    *(
        "2026-13-01",
        "2026-02-30",
        "0000",
        "9999-12-31",
        "-0001",
        "2026-06-01/2026-05-01",
        "../..",
        "X",
        "20XX",
    ),
    *(
        "2026-11-21T12:00:00Z",
        "2026-11-21T25:00:00Z",
        "2026-11-21T12:00:00+99:00",
        "9" * 40,
        "2026-11-31",
        "",
    ),
    *("2024-02-29", "2023-02-29", "[2026-01-01..]", "[]", "2026-06-01T00:00", "٢٠٢٦", "2026-1-1"),
)
SCRAPS = (
    *(
        "a b c",
        "{{ 7*7 }}",
        "{% raw %}",
        "<b>",
        "&amp;",
        "\u202e",
        "\x00",
        "é",
        "\N{WOMAN}\u200d\N{ROCKET}",
        "'\"",
    ),
    *(
        "c1",
        "c2",
        "c99",
        "none",
        "unknown",
        "desk",
        "hostile-source",
        "hostile-organisation",
        "t1",
        "x" * 300,
    ),
    *(
        "likely",
        "2026-one-hostile",
        "#c1",
        "2026-two-hostile#c9",
        "javascript:x",
        "https://x.example/[",
        "//",
    ),
    *("../../x", "/", "[…]", "[c1]", "𝔘𝔫𝔦", "a\nb", "\t", "=1+1", "\\u0000", "]]>", "--", "https://[::1"),
)
MARKDOWN = (
    *(
        "## What happened\n",
        "## Why it matters\n",
        "# x\n",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "    ",
        "*",
        "**",
        "_",
    ),
    *(
        "`",
        "```\n",
        "[",
        "](",
        ")",
        "[c1]",
        "[c1, c9]",
        "[^1]",
        "[^1]: x\n",
        "![x](../../images/x.png)",
        "|a|b|\n|-|-|\n",
    ),
    *(
        "!!! note\n    x\n",
        "{: #x .y }",
        "<b>",
        "&lt;",
        "\\",
        "https://x.example",
        "<https://x>",
        "==",
        "~",
        "word ",
    ),
    *("[x]: y\n", "***\n", "{{ x }}", "\u200d", "é", "*[x]: y\n", "\t", "://", "[x](javascript:y)"),
)
texts = st.sampled_from(SCRAPS) | st.sampled_from(DATES) | st.text(max_size=12)
anything: st.SearchStrategy[Any] = st.one_of(
    texts,
    st.lists(texts, max_size=3),
    st.dictionaries(texts, texts, max_size=2),
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
)
bodies = st.lists(st.sampled_from(MARKDOWN), max_size=30).map("".join)
names = st.sampled_from(
    (
        "briefings/2026/one-hostile.md",
        "briefings/2026/X.md",
        "briefings/0000/a-b-c.md",
        "briefings/2026/page.md",
        "briefings/2026/-.md",
        "briefings/9999/é.md",
        "briefings/_digests/2026/one-hostile.md",
    )
)
BODY = hostile.BODY.replace("{{7*7}} {% raise %}", "so")


def _leaves(value: Any, at: Path_ = ()) -> Iterator[Path_]:
    """The paths of all values below the top, lists and mappings included."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*at, key)
        yield from _leaves(inner, (*at, key))


def _changed(front: Any, changes: list[tuple[int, Any]]) -> Any:
    """A copy with the values at some of its places changed."""
    copy = json.loads(json.dumps(front))
    for number, value in changes:
        places = list(_leaves(copy))
        if not places:
            break
        *way, last = places[number % len(places)]
        holder = copy
        for key in way:
            holder = holder[key]
        if value is None:
            del holder[last]
        else:
            holder[last] = value
    return copy


changes = st.lists(st.tuples(st.integers(0, 10_000), anything), max_size=2)


@st.composite
def corpora(draw: st.DrawFn, desk: Desk) -> Corpus:
    """The site's files, with a few changes to some of them."""
    found: dict[str, bytes] = {}
    touched = draw(st.lists(st.sampled_from(sorted(desk.fronts)), max_size=3))
    for path, front in desk.fronts.items():
        values_ = _changed(front, draw(changes)) if path in touched else front
        values = json.dumps(values_, ensure_ascii=False).encode("utf-8", "replace")
        if path.endswith(".yml"):
            found[path] = values
        else:
            body = draw(st.sampled_from([BODY, "", BODY]) | bodies) if "_digests" not in path else ""
            found[path] = b"---\n" + values + b"\n---\n" + body.encode("utf-8", "replace")
    if draw(st.integers(0, 9)) == 0:
        found[draw(names)] = found["briefings/2026/two-hostile.md"]
    sources = [Source(path, content) for path, content in sorted(found.items())]
    return replace(
        desk.given.corpus,
        entries=tuple(s for s in sources if s.path.endswith(".md")),
        registry=tuple(s for s in sources if s.path.endswith(".yml")),
    )


# ── what must hold ────────────────────────────────────────────────────────────────────────────────────


def _inputs(corpus: Corpus, desk: Desk) -> pipeline.Inputs:
    registry, faults = load_registry(corpus.registry, corpus.snapshots, corpus.faults)
    return replace(desk.given, corpus=corpus, registry=registry, faults=faults)


def _lies_within(checked: Checked, corpus: Corpus) -> None:
    files = {s.path: s.content.decode("utf-8", "replace") for s in (*corpus.entries, *corpus.registry)}
    for finding in checked.findings:
        for place in (finding.at, *(place for place, _ in finding.related)):
            if place.path in files:
                lines = re.split(r"\r?\n", files[place.path])
                assert 1 <= place.line <= len(lines), finding
                assert 1 <= place.column <= len(lines[place.line - 1]) + 1, finding


def _draws(prepared: list[pipeline.Prepared], given_: pipeline.Inputs, desk: Desk) -> int:
    """Draws the whole edition; returns the number of its files."""
    site = pipeline.site(given_, [p.card for p in prepared], drafts=False)
    studio = pipeline.studio(given_, site, desk.frames)
    entries = [(p.document.id, pipeline.draw(p, studio)) for p in prepared]
    feed = pipeline.draw_feed(studio, {id: drawing.text for id, drawing in entries if drawing.text})
    drawings = [*(d for _, d in entries), *pipeline.draw_across(studio, ()), feed]
    made = {a.path: a.content for d in drawings for a in d.artifacts}
    rows = {id: drawing.rows for id, drawing in entries if drawing.rows is not None}
    data, about = pipeline.draw_data(studio, rows)
    drawings += [data, pipeline.draw_about_data(studio, about)]
    assert [finding for drawing in drawings for finding in drawing.findings] == []
    return len(made)


def _accepted(prepared: list[pipeline.Prepared], checked: Checked) -> bool:
    """As `making.Terms.stop` has it: errors in drafts do not count, whose files are left out."""
    drafts = {p.card.path for p in prepared if p.card.status is Status.DRAFT and p.card.status_known}
    return not any(f.is_error and f.at.path not in drafts for f in checked.findings)


def test_what_check_accepts_build_draws(desk: Desk, full: bool) -> None:
    counts = {"sites": 0, "drawn": 0}

    @settings(
        max_examples=SITES * (10 if full else 1),
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(corpora(desk))
    def holds(corpus: Corpus) -> None:
        given_ = _inputs(corpus, desk)
        prepared = [pipeline.prepare(source, given_) for source in corpus.entries]
        shared = pipeline.across([p.card for p in prepared], given_, pipeline.placing(given_))
        checked = Checked.of((*(p.checked for p in prepared), shared))
        assert checked.bugs == ()
        _lies_within(checked, corpus)
        counts["sites"] += 1
        if _accepted(prepared, checked):
            counts["drawn"] += 1
            assert _draws(prepared, given_, desk) > 5

    holds()
    assert counts["drawn"] * 20 > counts["sites"], "enough of them are accepted"
