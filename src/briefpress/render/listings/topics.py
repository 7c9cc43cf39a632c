"""Topics: what belongs to each, its neighbours, its briefings, and the open questions on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from briefpress.model import address
from briefpress.model.artifact import Heading, Page
from briefpress.model.card import Card
from briefpress.model.registry import Topic
from briefpress.model.vocabulary import Status
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.index import Asked
from briefpress.render.listings.names import directory
from briefpress.render.listings.questions import Question, by_briefing, question
from briefpress.render.listings.stock import Fact, Stock
from briefpress.render.listings.subject import Subject, narrower, neighbours, of_briefings, outside
from briefpress.render.picture import relations
from briefpress.render.view.context import Link
from briefpress.render.wording import say

SHOWN = 10
"""Open questions on a topic's page, the oldest first."""


def pages(stock: Stock) -> Iterator[Page]:
    """The list of topics, and a page for each that a briefing names."""
    registry = stock.registry.topics
    used = {t: cards for t, cards in stock.index.topics.items() if t in registry}
    yield from directory(
        stock,
        "topics",
        used,
        lambda t: (registry[t].label, registry[t].definition),
        relations=_relations(stock, stock.index.briefings),
    )
    within = narrower(registry, lambda topic: topic.broader)
    for name, cards in used.items():
        yield from _topic(stock, registry[name], cards, within)


def _topic(
    stock: Stock, topic: Topic, cards: Sequence[Card], within: Mapping[str, list[str]]
) -> Iterator[Page]:
    asked = _open(cards)
    related = _relations(stock, cards, topic.id)
    parts = (("briefings", "list.briefings", cards), ("relations", "topic.relations", related))
    headings = [
        Heading(id, say(name))
        for id, name, there in (*parts, ("questions", "topic.questions", asked))
        if there
    ]
    yield from of_briefings(
        stock,
        "topic.html",
        Subject(
            "topics",
            address.topic(topic.id),
            topic.id,
            topic.label,
            topic.definition,
            "topic",
            tuple(_facts(stock, topic, within)),
        ),
        cards,
        headings=headings,
        relations=related,
        questions=tuple(by_briefing(asked[:SHOWN])),
        more=max(0, len(asked) - SHOWN),
        all_questions=Link(say("questions.all"), ROOT + "questions/"),
    )


def _facts(stock: Stock, topic: Topic, within: Mapping[str, list[str]]) -> Iterator[Fact]:
    """What is known of a topic; of its neighbours those that have a page."""

    def link(name: str) -> Link:
        return stock.link(stock.registry.topics[name].label, address.topic(name))

    if topic.alt_labels:
        yield Fact(say("topic.also"), (Link(", ".join(topic.alt_labels)),))
    for name, ids in (
        ("topic.broader", (topic.broader,)),
        ("topic.narrower", within.get(topic.id, ())),
        ("topic.related", topic.related),
    ):
        yield from neighbours(name, ids, stock.site.pages, link, address.topic)
    if topic.same_as:
        yield Fact(say("topic.same-as"), tuple(outside(a) for a in topic.same_as))


def _relations(stock: Stock, cards: Sequence[Card], own: str = "") -> Markup:
    """The newest briefings with the organisations and topics that they name; `own` is the page's own topic."""
    cards = [c for c in cards if c.status is not Status.WITHDRAWN]
    organisations = {
        o: stock.link(stock.registry.organisations[o].name, address.organisation(o))
        for o in dict.fromkeys(o for c in cards for o in c.organisations)
        if o in stock.registry.organisations
    }
    topics = {
        t: stock.link(stock.registry.topics[t].label, address.topic(t))
        for t in dict.fromkeys(t for c in cards for t in c.topics)
        if t in stock.registry.topics and t != own
    }
    stories = [
        relations.Story(Link(c.event or c.title, ROOT + c.address), c.organisations, c.topics)
        for c in cards[: relations.MOST]
    ]
    return relations.picture(
        "picture-relations", stories, len(cards), organisations, topics, every_topic=not own
    )


def _open(cards: Sequence[Card]) -> tuple[Question, ...]:
    """The unanswered questions of these briefings, oldest first."""
    found = [
        Asked(card, number, asked)
        for card in reversed(cards)
        if card.status is not Status.WITHDRAWN
        for number, asked in enumerate(card.questions, start=1)
        if not asked.answered_by
    ]
    return tuple(question(a) for a in found)
