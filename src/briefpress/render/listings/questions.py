"""Open questions across briefings: unanswered first, oldest first; answered ones keep their link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefpress.model.artifact import Page
from briefpress.render.listings import states
from briefpress.render.listings.entries import ROOT
from briefpress.render.listings.index import Asked
from briefpress.render.listings.stock import Stock
from briefpress.render.view.context import Link
from briefpress.render.wording import say


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


def pages(stock: Stock) -> Iterator[Page]:
    """The list of open questions."""
    return states.pages(
        stock,
        "questions",
        stock.index.questions,
        lambda asked: "answered" if asked.question.answered_by else "open",
        lambda asked: asked.card,
        lambda some: by_briefing([question(a) for a in some]),
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


def by_briefing(questions: Sequence[Question]) -> Iterator[Asking]:
    """Questions in their order, those of one briefing together."""
    for asked_in, found in groupby(questions, key=lambda q: q.asked_in):
        yield Asking(asked_in, tuple(found))
