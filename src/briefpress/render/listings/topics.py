"""Topics: what belongs to each, its neighbours, its briefings, and the open questions on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefpress.model import address
from briefpress.model.artifact import Page
from briefpress.model.card import Card
from briefpress.model.registry import Topic
from briefpress.model.vocabulary import Status
from briefpress.render.listings.briefings import entries
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.index import Asked
from briefpress.render.listings.names import Name, directory
from briefpress.render.listings.paging import newest_first
from briefpress.render.listings.questions import Question, by_briefing, question
from briefpress.render.listings.stock import Fact, Stock, newest, numbered, page, pager
from briefpress.render.view.context import Link
from briefpress.render.wording import count, say

SHOWN = 10
"""Open questions on a topic's page, the oldest first."""


def pages(stock: Stock) -> Iterator[Page]:
    """The list of topics, and a page for each that a briefing names."""
    registry = stock.registry.topics
    used = {t: cards for t, cards in stock.index.topics.items() if t in registry}
    names = [
        Name(registry[t].label, ROOT + address.topic(t), registry[t].definition, _briefings(cards))
        for t, cards in used.items()
    ]
    yield from directory(stock, "topics", names, newest(c for cards in used.values() for c in cards))
    narrower = _narrower(stock)
    for topic, cards in used.items():
        yield from _topic(stock, registry[topic], cards, narrower)


def _briefings(cards: Sequence[Card]) -> str:
    return count("count.briefings", len(cards))


def _narrower(stock: Stock) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for topic in sorted(stock.registry.topics):
        found[stock.registry.topics[topic].broader].append(topic)
    return found


def _topic(
    stock: Stock, topic: Topic, cards: Sequence[Card], narrower: Mapping[str, list[str]]
) -> Iterator[Page]:
    at = address.topic(topic.id)
    open_questions = _open(cards)
    for leaf in newest_first(cards, stock.size):
        first = leaf.number == 0
        yield page(
            stock,
            at + leaf.path,
            "topic.html",
            numbered(topic.label, leaf),
            topic.definition,
            indexed=first,
            updated=newest(leaf.items),
            topic=topic,
            first=first,
            facts=tuple(_facts(stock, topic, narrower)) if first else (),
            entries=entries(stock, leaf.items),
            questions=tuple(by_briefing(open_questions[:SHOWN])) if first else (),
            more=max(0, len(open_questions) - SHOWN),
            all_questions=Link(say("questions.all"), ROOT + "questions/"),
            pager=pager(at, leaf, newest=True),
            top=Link(topic.label, ROOT + at),
        )


def _facts(stock: Stock, topic: Topic, narrower: Mapping[str, list[str]]) -> Iterator[Fact]:
    """What is known of a topic; of its neighbours those that have a page."""
    if topic.alt_labels:
        yield Fact(say("topic.also"), (Link(", ".join(topic.alt_labels)),))
    for name, ids in (
        ("topic.broader", (topic.broader,) if topic.broader else ()),
        ("topic.narrower", narrower.get(topic.id, ())),
        ("topic.related", topic.related),
    ):
        links = tuple(_link(stock, t) for t in ids if stock.site.has(address.topic(t)))
        if links:
            yield Fact(say(name), links)
    if topic.same_as:
        yield Fact(say("topic.same-as"), tuple(outside(a) for a in topic.same_as))


def _link(stock: Stock, topic: str) -> Link:
    return stock.link(stock.registry.topics[topic].label, address.topic(topic))


def outside(where: str) -> Link:
    """A link to another site; what is no address of the web stays text."""
    return Link(where, where if where.startswith(("https://", "http://")) else "")


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
