"""Open questions across briefings: unanswered first, oldest first; answered ones keep their link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefpress.model.artifact import Heading, Page
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.index import Asked
from briefpress.render.listings.paging import in_order
from briefpress.render.listings.stock import Stock, newest, numbered, page, pager
from briefpress.render.view.context import Link
from briefpress.render.wording import say

AT = "questions/"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, linked to its place; `asked_in` is the briefing, `answer` the claim that answers it."""

    link: Link
    asked_in: Link
    answer: Link


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions of one briefing, in a row."""

    asked_in: Link
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class State:
    """The questions that are answered, or those that are not."""

    id: str
    heading: str
    briefings: tuple[Asking, ...]


def pages(stock: Stock) -> Iterator[Page]:
    """The list of open questions."""
    for leaf in in_order(stock.index.questions, stock.compact):
        states = tuple(_states(leaf.items))
        yield page(
            stock,
            AT + leaf.path,
            "questions.html",
            numbered(say("list.questions"), leaf),
            say("list-lead.questions"),
            headings=[Heading(s.id, s.heading) for s in states],
            updated=newest(a.card for a in leaf.items),
            lead="" if leaf.number else say("list-lead.questions"),
            states=states,
            empty=say("empty.questions"),
            pager=pager(AT, leaf, newest=False),
        )


def question(asked: Asked) -> Question:
    """A question as lists show it."""
    card = asked.card
    answer = asked.question.answered_by
    return Question(
        Link(asked.question.text, f"{ROOT}{card.address}#question-{asked.number}"),
        Link(card.event or card.title, ROOT + card.address),
        Link(say("questions.answer"), f"{ROOT}{card.address}#{answer}") if answer else Link(""),
    )


def _states(items: Sequence[Asked]) -> Iterator[State]:
    for answered, found in groupby(items, key=lambda a: bool(a.question.answered_by)):
        name = "answered" if answered else "open"
        yield State(name, say(f"questions.{name}"), tuple(by_briefing([question(a) for a in found])))


def by_briefing(questions: Sequence[Question]) -> Iterator[Asking]:
    """Questions in their order, those of one briefing together."""
    for asked_in, found in groupby(questions, key=lambda q: q.asked_in):
        yield Asking(asked_in, tuple(found))
