"""A small site for the search alone: the true frame and assets, invented pages, an index in two parts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefpress import engine, frame
from briefpress.model.artifact import Page
from briefpress.model.settings import Settings
from briefpress.publish import pagefind, read
from briefpress.render import environment
from briefpress.render.wording import say

PATH = "/some/repo/"
"""Where the specimen is to be served, as a project's pages on GitHub are."""

_CONFIG = f"""\
site_name: Specimen
site_url: https://specimen.example{PATH}
theme: material
plugins: [briefpress]
"""
_CALL = """{% from "partials/search-data.html" import search_data %}
{{ search_data(kind, date=date, event=event, type=type, year=year,
               topics=topics, organisations=organisations, aliases=aliases, affected=others.affected | default(()),
               classes=others.classes | default(()), audiences=others.audiences | default(()),
               principles=others.principles | default(()), places=others.places | default(()),
               flags=others.flags | default(()), confidence=others.confidence | default(())) }}
<h1{% if lang %} lang="{{ lang }}"{% endif %}>{{ title }}</h1>
<p>{{ text }}</p>
<h2 id="who-says-what">Who says what</h2>
<ul>{% for claim in claims %}<li id="c{{ loop.index }}">{{ claim }}</li>{% endfor %}</ul>
{% if question %}<ol><li id="question-1">{{ question }}</li></ol>{% endif %}
{% if claims %}<table><tr id="row">
<th scope="row">An okapi was sold to ACME.<span>Event</span></th></tr></table>{% endif %}
"""
_FACETS = tuple(
    (key, say(f"facet.{key}"))
    for key in (
        *("topic", "type", "year", "organisation", "affected", "class"),
        *("audience", "principle", "place", "confidence", "flag", "kind"),
    )
)
_TOPICS = (("film", "Film, television & “new” media"), ("privacy", "Workplace privacy"), ("labour", "Labour"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the specimen, with what `search_data` takes."""

    address: str
    title: str
    text: str
    kind: tuple[str, str] = ("briefing", "Briefing")
    date: str = ""
    event: str = ""
    type: tuple[str, str] | None = None
    topics: tuple[tuple[str, str], ...] = ()
    organisations: tuple[tuple[str, str], ...] = ()
    claims: tuple[str, ...] = ()
    aliases: str = ""
    question: str = ""
    lang: str = ""
    others: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @property
    def values(self) -> Mapping[str, object]:
        """The names that the template of a page uses."""
        names = (
            *("title", "text", "kind", "date", "event", "type"),
            *("topics", "organisations", "claims", "aliases", "question", "others", "lang"),
        )
        return {name: getattr(self, name) for name in names} | {"year": self.date[:4]}


def _briefing(number: int) -> Entry:
    year = 2024 + number % 3
    topic = _TOPICS[number % 3]
    return Entry(
        address=f"briefings/{year}/b{number}/",
        title=f"Briefing {number} about a contract",
        text=f"The studio signed contract number{number}. "
        + "Nothing else was said about it by anybody. " * 20,
        date=f"{year}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        event=f"Contract {number}",
        type=("analysis", "Analysis") if number % 4 == 0 else ("source-review", "Source review"),
        topics=(topic, _TOPICS[2]),
        organisations=((f"org-{number % 14}", f"Organisation {number % 14:02}"),),
        claims=(f"Workers of site {number} leaked the record.", "The film was cancelled."),
    )


ENTRIES = (
    *(_briefing(number) for number in range(1, 31)),
    Entry(
        address="briefings/2026/odd/",
        title="Odd <img src=x onerror=alert(1)> & marks",
        text="A zebra <script>alert(2)</script> &lt;b&gt; said <mark>so</mark>. Another zebra agreed: “platypus”.",
        date="2026-11-20",
        event="Zebra & <others>",
        aliases="Amazon-owned Quagga Works, “QW” (Zebra Limited)",
        type=("news", "News"),
        question="Who moved the quokka, and when?",
        others={
            "affected": (("keepers", "Keepers of animals"),),
            "classes": (("own-workforce", "own workforce"),),
            "audiences": (("journalists", "journalists"),),
            "principles": (("accountability", "Accountability"),),
            "places": (("KE", "Kenya"),),
            "flags": (("one-origin", "One origin"),),
            "confidence": (("low", "Weakly supported"),),
        },
    ),
    Entry(
        address="topics/labour/",
        title="Labour",
        text="Every contract and its workers.",
        kind=("topic", "Topic"),
    ),
)


def make(folder: Path, entries: Sequence[Entry] = ENTRIES) -> Path:
    """Builds the specimen below `folder`, of other pages when these are given; returns the folder of the site."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Specimen\n\nNothing here is real.\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    site = folder / "site"
    drawn = engine.draw(folder / "mkdocs.yml", site)
    assert not drawn.findings, drawn.findings
    workshop = environment.make({**read.templates(folder), "specimen.html": _CALL}, Settings("Specimen"))
    for entry in entries:
        page = Page(
            entry.address,
            entry.address.split("/")[0],
            entry.title,
            "",
            workshop.expand("specimen.html", **entry.values),
        )
        _write(site, drawn.frames, page)
    _write(
        site,
        drawn.frames,
        Page(
            "search/", "search", "Search", "", workshop.expand("search.html", facets=_FACETS), indexed=False
        ),
    )
    recent, older = ("briefings/2026/*/", "topics/*/", "sources/*/"), ("briefings/202[45]/*/",)
    parts = [_indexed(site, globs) for globs in (recent, older)]
    (site / "search" / "bundle.json").write_text(json.dumps({"parts": parts}), encoding="utf-8")
    return site


def _write(site: Path, frames: frame.Frames, page: Page) -> None:
    file = site / page.address / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(frame.stamp(frames.of(page), page))


def _indexed(site: Path, globs: Sequence[str]) -> str:
    """Indexes some pages; returns the address of the bundle."""
    address = f"search/{hashlib.sha256(repr(globs).encode()).hexdigest()[:8]}/"
    found = (page for glob in globs for page in site.glob(f"{glob}index.html"))
    pagefind.index(site, site / address, [page.relative_to(site).as_posix() for page in found])
    return address
