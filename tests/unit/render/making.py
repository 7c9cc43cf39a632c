"""Documents made from plain values, and a parser for the page that they become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import html5lib

from briefpress.evidence import gather
from briefpress.evidence.card import card
from briefpress.model.briefing import Briefing, Digest
from briefpress.model.card import Card
from briefpress.model.document import Body, Document, Kind
from briefpress.model.registry import Group, Organisation, OriginGroup, Person, Registry, Source, Topic
from briefpress.model.settings import Settings
from briefpress.model.source import Location
from briefpress.model.vocabulary import PersonKind

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SETTINGS = Settings(
    site_name="The Desk",
    site_url="https://example.org/site/",
    contact="desk@example.org",
    markdown_extensions=("toc", "tables", "fenced_code", "footnotes", "attr_list", "admonition"),
)
TEMPLATES = {
    path.relative_to(folder).as_posix(): path.read_text()
    for folder in [Path(__file__).parents[3] / "templates"]
    for path in sorted(folder.rglob("*"))
    if path.suffix in (".html", ".xml", ".txt") and "frame" not in path.parts
}


def source(name: str, **values: object) -> Source:
    """A registered source, unknown in every way unless told otherwise."""
    known = {"title": f"Title of {name}", "publisher": "unknown", "author": "none-given", "issued": "unknown"}
    return Source.model_validate({"id": name, "accessed": "2026-11-21", **known, **values})


REGISTRY = Registry(
    sources={
        **{f"seed-{x}": source(f"seed-{x}", origin_group="bundle") for x in "abc"},
        "german": source("german", publisher="acme", issued="2026-05-01", author=["J. Roe"], language="de"),
    },
    origin_groups={
        "bundle": OriginGroup.model_validate(
            {"id": "bundle", "label": "Three texts", "basis": ["same-topic-bundle", "shared-wording"]}
        )
    },
    organisations={
        "acme": Organisation.model_validate({"id": "acme", "name": "Acme Ltd", "kind": "company"}),
    },
    people={
        "editors": Person(
            id="editors", name="The desk", role="Editors", public_role=True, kind=PersonKind.DESK
        ),
        "jane": Person(id="jane", name="Jane Roe", role="Minister", public_role=True),
        "joe": Person(id="joe", name="Joe Bloggs", role="Clerk", public_role=False, consent="recorded"),
    },
    topics={"film": Topic(id="film", label="Film", definition="Films.")},
    groups={"crew": Group.model_validate({"id": "crew", "label": "Film crew", "class": "own-workforce"})},
)

FILM: Mapping[str, Any] = {
    "title": "Acme ended a film, two texts say",
    "event": "The film of Acme",
    "summary": "Two texts say that Acme ended a film. Crew bear the effect. Nothing is established.",
    "event_date": "[..2026-11-21]",
    "event_date_note": "No text gives a date",
    "type_of_work": "source-review",
    "status": "published",
    "published": "2026-11-21",
    "version": 1,
    "editor": ["editors"],
    "reviewer": "none",
    "ai_use": "none",
    "topics": ["film"],
    "principles": ["creative-rights-and-attribution"],
    "sources": ["seed-a", "seed-b", "seed-c"],
    "claims": [
        {
            "id": "c1",
            "text": "Acme ended a film.",
            "about": ["acme"],
            "adverse": True,
            "assertions": [
                {
                    "source": "seed-a",
                    "quote": "reports suggest that it ended",
                    "hedge": ["reports suggest"],
                    "modality": "possible",
                    "basis": "hearsay",
                    "locator": {"para": 3},
                },
                {"source": "seed-b", "quote": "the end of it", "presupposed": True},
            ],
        },
        {
            "id": "c2",
            "text": "Acme meant to save money.",
            "kind": "motive",
            "rivals": ["c3"],
            "assertions": [{"source": "seed-b", "quote": "to save money", "basis": "inferred"}],
        },
        {
            "id": "c3",
            "text": "The money had run out.",
            "kind": "cause",
            "rivals": ["c2"],
            "assertions": [{"source": "seed-c", "quote": "there was no money left"}],
        },
    ],
    "stakeholders": [
        {"name": "acme", "class": "company", "role": "actor"},
        {
            "name": "crew",
            "role": "affected",
            "stake": "Pay and credit",
            "sought": "Not yet",
            "named_in": [],
            "impact": {"status": "alleged", "direction": "negative", "claims": ["c1"]},
        },
    ],
    "takeaways": [
        {"text": "If so, agree on pay first.", "kind": "lesson", "claims": ["c1", "c3"], "for": ["creators"]},
        {"text": "Do not guess at reasons.", "kind": "caution", "claims": ["c2"]},
        {"text": "A third one.", "kind": "practice", "claims": ["c1"]},
    ],
    "key_judgements": [
        {"id": "j1", "text": "We cannot say why.", "claims": ["c2", "c3"], "confidence": "insufficient"}
    ],
    "open_questions": [{"id": "q1", "text": "Why did it end?", "claims": ["c2"]}],
    "gaps": [{"kind": "no-date", "text": "No day is given", "would_settle": "A dated statement"}],
    "watch": [
        {"text": "A statement", "date": "2026-11-01", "sign": "It gives a reason"},
        {"text": "A premiere", "date": "2027", "sign": "A date is named"},
    ],
    "responses": [
        {"party": "acme", "claims": ["c1"], "status": "not-contacted", "why": "A request is due"},
    ],
}
BODY = """## What happened

Two texts say that a film ended [c1]. They differ on why [c2, c3].

## Where accounts differ

Text B gives one reason [c2].

## Why it matters

Crew are owed an answer.
"""


def document(values: Mapping[str, Any], body: str = "", *, slug: str = "film") -> Document:
    """A document from plain values; a digest when it has threads."""
    kind = Kind.DIGEST if "threads" in values else Kind.BRIEFING
    folder = "briefings/_digests/2026" if kind is Kind.DIGEST else "briefings/2026"
    path = f"{folder}/{slug}.md"
    model = Digest if kind is Kind.DIGEST else Briefing
    at = Location(path)
    return Document(
        path=path,
        kind=kind,
        year="2026",
        slug=slug,
        entry=model.model_validate(values),
        body=Body(body, at),
        locate=lambda path_, key=False: at,
        last_line=at,
    )


def card_of(made: Document) -> Card:
    """The card of a document."""
    return card(made, gather(made, REGISTRY), REGISTRY)


def parsed(html: str) -> Any:
    """The elements of a page's body; a fault of the HTML itself fails the test."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parseFragment(html)
    faults = [code for _, code, _ in parser.errors if code != "expected-doctype-but-got-start-tag"]
    assert faults == []
    return tree


def text_of(element: Any) -> str:
    """The words of an element that a reader sees, spaces folded."""
    return " ".join("".join(_shown(element)).split())


def _shown(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and "hidden" not in child.keys():  # noqa: SIM118 - an element is no mapping
            yield from _shown(child)
        yield child.tail or ""
