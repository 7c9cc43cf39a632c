"""A site root whose every text tries to be something else: markup, script, template, YAML, link or image.

`root(folder, text)` fills all fields that hold words by way of `text`, a function from a mark of its own,
such as "mark7x", to the words of the field. A mark is found again wherever the field is printed.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from briefpress import engine, pipeline
from briefpress.edition import reading
from briefpress.edition.draughtsman import Draughtsman
from briefpress.model.artifact import Artifact

TEMPLATE = "{{7*7}} {% raise %} {# x #} ${7*7} <%= 7*7 %>"
QUIET = f"""{TEMPLATE} " '>< & &lt;b&gt; ]]> --> javascript:window.__hit=1 עברית `x` [a](javascript:window.__hit=1)"""
"""No tag, so that the rules let it pass."""

TAGS = (
    "</script></style></title></textarea><script>window.__hit=1</script><img src=x onerror=window.__hit=1>"
    "<svg/onload=window.__hit=1>\" autofocus onfocus=window.__hit=1 x='<!-- {{7*7}} {% raise %} <?xml ?><![CDATA["
)
"""What the rule raw-html refuses: to see that nothing depends on that rule."""

BODY = """\
## What happened

mark900x {{7*7}} {% raise %} & "quotes" 'and' עברית, `<b>code</b>` [c1].

## Why it matters

> mark901x {{7*7}} said.

## Where accounts differ

- mark902x {{7*7}} *so* & **so**

## How we worked

mark903x {{7*7}} with a [link](https://elsewhere.example/?a=1&b="2").
"""

WORSE_BODY = """\
## What happened

mark900x <script>window.__hit=1</script> <img src=x onerror="window.__hit=1"> <b onmouseover="window.__hit=1">b</b>

<script>window.__hit=1</script>

<div markdown="1" onclick="window.__hit=1">
<svg><script>window.__hit=1</script></svg>
</div>

[one](javascript:window.__hit=1) [two](JaVaScRiPt&#58;window.__hit=1)
[three](data:text/html,<script>window.__hit=1</script>) [four](vbscript:x)
[five]( javascript:window.__hit=1 "x\\" onclick=\\"window.__hit=1") [six][ref] <javascript:window.__hit=1>
[seven](//elsewhere.example/x) [eight](java&Tab;script:window.__hit=1) <https://x"onclick="window.__hit=1">
![a](https://elsewhere.example/a.png) ![b](x" onerror="window.__hit=1) ![c](javascript:window.__hit=1)
![d](data:image/svg+xml,<svg onload=window.__hit=1>) ![" onerror="window.__hit=1](../../images/x.png)

[ref]: javascript:window.__hit=1 "x"

## Why it matters {: onclick="window.__hit=1" id="__config" }

mark901x {: onmouseover="window.__hit=1" } {{7*7}} {% raise %} &lt;script&gt;window.__hit=1&lt;/script&gt;

## Where accounts differ

### <script>window.__hit=1</script> in a heading {{7*7}}

```html" onload="window.__hit=1
</code></pre><script>window.__hit=1</script>
```

!!! note "<script>window.__hit=1</script>"
    <script>window.__hit=1</script>

| <script>window.__hit=1</script> | b |
|---|---|
| <img src=x onerror=window.__hit=1> | mark902x |

## How we worked

mark903x A note[^1].

[^1]: <script>window.__hit=1</script> [x](javascript:window.__hit=1)
"""

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

BAD_ADDRESSES = (
    "javascript:window.__hit=1",
    "JAVASCRIPT:window.__hit=1",
    "data:text/html,<script>window.__hit=1</script>",
    "vbscript:x",
    ' javascript:window.__hit=1 " onclick=window.__hit=1 x="',
)

Words = Callable[[str], str]


def quiet(mark: str) -> str:
    """Words that the rules accept: what they repeat of a claim, they attribute."""
    return f"The text says: {mark} {QUIET}"


def loud(mark: str) -> str:
    """Words with tags, beside what the rules accept."""
    return f"The text says: {mark} {TEMPLATE} {TAGS} {QUIET}"


def root(
    folder: Path, text: Words, body: str = BODY, address: str = "https://elsewhere.example/?a=1&b=2"
) -> Path:
    """Writes the site root; returns its folder."""
    marks = count(1)

    def say() -> str:
        return text(f"mark{next(marks)}x")

    quotes = [say().replace("[", "(").replace("]", ")") for _ in range(2)]
    snapshot = ("\n\n".join(quotes) + "\n").encode()
    source = _source(say, address, hashlib.sha256(snapshot).hexdigest())
    files: dict[str, bytes] = {
        "mkdocs.yml": b"site_name: Hostile\nsite_url: https://hostile.example/\n"
        b"theme: material\nplugins: [briefpress]\n"
        b"markdown_extensions: [admonition, attr_list, footnotes, md_in_html, tables, toc]\n",
        "docs/images/x.png": base64.b64decode(PIXEL),
        "docs/index.md": b"# Home\n\n<!-- briefpress:latest -->\n",
        "briefings/_snapshots/hostile.txt": snapshot,
    }
    for name, entries in _registry(say, source, address).items():
        files[f"briefings/_registry/{name}.yml"] = json.dumps(entries, ensure_ascii=False).encode()
    for slug in ("one-hostile", "two-hostile"):
        front = _briefing(say, quotes, address)
        files[f"briefings/2026/{slug}.md"] = _file(front, body)
    files["briefings/_digests/2026/both-hostile.md"] = _file(_digest(say, quotes), "")
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def _file(front: Mapping[str, Any], body: str) -> bytes:
    """A briefing's file; JSON is YAML."""
    return f"---\n{json.dumps(front, ensure_ascii=False, indent=1)}\n---\n{body}".encode()


Say = Callable[[], str]


def _source(say: Say, address: str, sha256: str) -> dict[str, Any]:
    return {
        "id": "hostile-source",
        "title": say(),
        "publisher": say(),
        "author": [say(), say()],
        "issued": "2026-01-01",
        "accessed": "2026-02-01",
        "url": address,
        "archive_url": address,
        "nature": "secondary",
        "reliability": "B",
        "reliability_note": say(),
        "date_clues": [say()],
        "origin_group": "hostile-origin",
        "via": [say()],
        "interests": say(),
        "note": say(),
        "snapshot": {"file": "hostile.txt", "coverage": "full", "sha256": sha256},
    }


def _registry(say: Say, source: Mapping[str, Any], address: str) -> dict[str, dict[str, Any]]:
    origin = {
        "id": "hostile-origin",
        "label": say(),
        "basis": ["same-owner"],
        "certainty": "suspected",
        "note": say(),
    }
    organisation = {
        "id": "hostile-organisation",
        "name": say(),
        "kind": "company",
        "aliases": [say()],
        "same_as": [address],
        "accountability": {"text": say(), "url": address},
    }
    topic = {
        "id": "hostile-topic",
        "label": say(),
        "definition": say(),
        "alt_labels": [say()],
        "same_as": [address],
    }
    group = {
        "id": "hostile-group",
        "label": say(),
        "class": "own-workforce",
        "aliases": [say()],
        "definition": say(),
    }
    person = {"id": "desk", "name": say(), "role": say(), "kind": "desk", "public_role": True}
    principle = {
        "id": "hostile-principle",
        "label": say(),
        "definition": say(),
        "crosswalk": {"oecd": [say()], "unesco": [say()]},
    }
    return {
        "sources": {"sources": [source], "origin_groups": [origin]},
        "organisations": {"organisations": [organisation]},
        "topics": {"topics": [topic]},
        "groups": {"groups": [group]},
        "people": {"people": [person]},
        "principles": {"principles": [principle]},
    }


def _claims(say: Say, quotes: list[str]) -> list[dict[str, Any]]:
    first, second = (quote.split(" ", 2)[1] for quote in quotes)
    return [
        {
            "id": f"c{number}",
            "text": say(),
            "kind": "statement",
            "about": ["hostile-organisation"],
            "adverse": number == 1,
            "assertions": [
                {
                    "source": "hostile-source",
                    "quote": quote,
                    "hedge": [hedge],
                    "modality": "probable",
                    "basis": "attributed-named",
                    "attributed_to": say(),
                    "translation": say(),
                    "translated_by": "desk",
                    "locator": {"page": say(), "time": say()},
                }
            ],
        }
        for number, (quote, hedge) in enumerate(zip(quotes, (first, second), strict=True), start=1)
    ]


def _people(say: Say) -> list[dict[str, Any]]:
    impact = {
        "status": "alleged",
        "direction": "negative",
        "scale": "unknown",
        "scope": "unknown",
        "remediability": "unknown",
        "claims": ["c1"],
    }
    return [
        {"name": "hostile-group", "role": "affected", "stake": say(), "sought": say(), "impact": impact},
        {"name": say(), "class": "general-public", "role": "affected", "stake": say(), "sought": say()},
        {"name": "hostile-organisation", "class": "company", "role": "actor", "stake": say()},
    ]


def _common(say: Say) -> dict[str, Any]:
    return {
        "title": say(),
        "summary": say(),
        "editor": ["desk"],
        "reviewer": "none",
        "ai_use": [{"stage": "drafting", "system": say(), "purpose": say(), "reviewed_by": "desk"}],
        "status": "published",
        "published": "2026-11-01",
        "version": 2,
        "changes": [{"version": 2, "date": "2026-11-02", "note": say()}],
        "corrections": [
            {
                "id": "x1",
                "date": "2026-11-02",
                "kind": "correction",
                "severity": "substantive",
                "affects": ["c1"],
                "was": say(),
                "now": say(),
                "reason": say(),
                "from_version": 1,
                "to_version": 2,
                "reported_by": "reader",
            }
        ],
        "takeaways": [
            {
                "kind": "lesson",
                "text": say(),
                "claims": ["c1"],
                "for": ["creators"],
                "principles": ["hostile-principle"],
            },
            {"kind": "caution", "text": say(), "claims": ["c2"]},
        ],
        "open_questions": [{"id": "q1", "text": f"{say()}?", "claims": ["c1"]}],
        "gaps": [{"kind": "scale-unknown", "text": say(), "tried": say(), "would_settle": say()}],
        "watch": [
            {"text": say(), "date": "2027-01", "sign": say()},
            {"text": say(), "date": "2026-10", "sign": say(), "outcome": say()},
        ],
        "suppress": {"booster-words": say()},
    }


def _briefing(say: Say, quotes: list[str], address: str) -> dict[str, Any]:
    return _common(say) | {
        "event": say(),
        "event_date": "2026-01~",
        "event_date_note": say(),
        "type_of_work": "source-review",
        "topics": ["hostile-topic"],
        "principles": ["hostile-principle"],
        "sources": ["hostile-source"],
        "claims": _claims(say, quotes),
        "stakeholders": _people(say),
        "key_judgements": [
            {
                "id": "j1",
                "text": say(),
                "claims": ["c1"],
                "confidence": "insufficient",
                "because": say(),
                "would_change": say(),
            }
        ],
        "timeline": [{"date": "2026-01~", "text": say(), "claims": ["c1"]}],
        "responses": _responses(say, address),
    }


def _responses(say: Say, address: str) -> list[dict[str, Any]]:
    return [
        {
            "party": "hostile-organisation",
            "claims": ["c1"],
            "status": "received",
            "requested": "2026-10-01T09:00:00Z",
            "deadline": "2026-10-05T09:00:00Z",
            "received": "2026-10-04",
            "channel": say(),
            "text": say(),
            "url": address,
        }
    ]


def _digest(say: Say, quotes: list[str]) -> dict[str, Any]:
    supports = ["2026-one-hostile#c1", "2026-two-hostile#c1"]
    return _common(say) | {
        "period": "2026-01~",
        "briefings": ["2026-one-hostile", "2026-two-hostile"],
        "limits": f"{say()} Thread t1 rests on one origin.",
        "sources": ["hostile-source"],
        "claims": _claims(say, quotes),
        "responses": _responses(say, "https://elsewhere.example/"),
        "stakeholders": _people(say),
        "threads": [{"id": "t1", "text": say(), "kind": "common", "supports": supports}],
    }


def texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def drawn_unchecked(root: Path, site: Path, now: datetime) -> Path:
    """Draws a site root as `build` would if no rule were there to refuse it; returns the folder of the site."""
    config = root / "mkdocs.yml"
    with Draughtsman(config) as draughtsman:
        given = reading.inputs(config, now, draughtsman)
    drawn = engine.draw(config, site)
    prepared = [pipeline.prepare(source, given) for source in given.corpus.entries]
    studio = pipeline.studio(
        given, pipeline.site(given, [p.card for p in prepared], drafts=False), drawn.frames
    )
    entries = [(p.document.id, pipeline.draw(p, studio)) for p in prepared]
    feed = pipeline.draw_feed(studio, {id: drawing.text for id, drawing in entries if drawing.text})
    docs = [
        pipeline.fill(address, Artifact(path, (site / path).read_bytes()), studio)
        for address, path in drawn.pages.items()
    ]
    for drawing in (
        *(drawing for _, drawing in entries),
        *pipeline.draw_across(studio, drawn.pages),
        feed,
        *docs,
    ):
        assert not drawing.findings, drawing.findings
        for artifact in drawing.artifacts:
            (site / artifact.path).parent.mkdir(parents=True, exist_ok=True)
            (site / artifact.path).write_bytes(artifact.content)
    rows = {id: drawing.rows for id, drawing in entries if drawing.rows is not None}
    data, about = pipeline.draw_data(studio, rows)
    for artifact in (*data.artifacts, *pipeline.draw_about_data(studio, about).artifacts):
        (site / artifact.path).parent.mkdir(parents=True, exist_ok=True)
        (site / artifact.path).write_bytes(artifact.content)
    return site
