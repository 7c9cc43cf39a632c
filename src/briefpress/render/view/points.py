"""What readers take with them, and what nobody knows: takeaways, judgements, questions, gaps, watch list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefpress.model.briefing import Gap, KeyJudgement, OpenQuestion, Takeaway, TimelineItem, WatchItem
from briefpress.model.vocabulary import Confidence, Flag, GapKind
from briefpress.render import dates
from briefpress.render.filters import capitalised, sentence, term
from briefpress.render.picture import spans
from briefpress.render.view.claims import Grade, grade, weakest
from briefpress.render.view.context import ClaimLink, Context, Link, vocabulary
from briefpress.render.view.labels import Label
from briefpress.render.wording import listed

STANDARD_GAPS = {
    Flag.NO_PRIMARY_SOURCE: GapKind.NO_PRIMARY_SOURCE,
    Flag.NO_NAMED_SOURCE: GapKind.NO_NAMED_SOURCE,
    Flag.UNDATED: GapKind.NO_DATE,
    Flag.UNIDENTIFIED_SOURCE: None,
    Flag.VOICES_MISSING: GapKind.VOICE_MISSING,
}
"""Flags that are gaps, printed as such by themselves; with the kind of gap by which an editor says more."""


@dataclass(frozen=True, slots=True)
class Point:
    """A takeaway."""

    anchor: str
    text: str
    kind: str
    audiences: str
    claims: tuple[ClaimLink, ...]
    grade: Grade
    principles: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Our assessment: `meaning` says what the confidence word means."""

    anchor: str
    text: str
    grade: Grade
    likelihood: str
    because: str
    would_change: str
    claims: tuple[ClaimLink, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """An open question, or one that a claim has answered since."""

    anchor: str
    text: str
    claims: tuple[ClaimLink, ...]
    answered_by: tuple[ClaimLink, ...]


@dataclass(frozen=True, slots=True)
class GapText:
    """A gap in an editor's words."""

    text: str
    tried: str
    would_settle: str


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap with its standard words, if a flag brings them, and what editors say more."""

    anchor: str
    label: str
    meaning: str
    texts: tuple[GapText, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """A future point to check; `late` when its last day has passed without an outcome."""

    text: str
    date: str
    sign: str
    outcome: str
    late: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A past event on the timeline."""

    date: str
    text: str
    claims: tuple[ClaimLink, ...]


def takeaways(context: Context) -> tuple[Point, ...]:
    """The takeaways in the editor's order."""
    return tuple(_point(context, i, t) for i, t in enumerate(context.document.entry.takeaways, start=1))


def _point(context: Context, number: int, takeaway: Takeaway) -> Point:
    return Point(
        anchor=f"takeaway-{number}",
        text=context.spoken(takeaway.text),
        kind=term(takeaway.kind, "takeaway") if takeaway.kind else "",
        audiences=listed(vocabulary(takeaway.audiences, "audience")),
        claims=context.claim_links(takeaway.claims),
        grade=weakest(context, takeaway.claims),
        principles=tuple(context.principle(p) for p in takeaway.principles),
    )


def judgements(context: Context, entries: Sequence[KeyJudgement]) -> tuple[Judgement, ...]:
    """The key judgements in the editor's order."""
    return tuple(_judgement(context, i, j) for i, j in enumerate(entries, start=1))


def _judgement(context: Context, number: int, judgement: KeyJudgement) -> Judgement:
    return Judgement(
        anchor=f"judgement-{number}",
        text=context.spoken(judgement.text),
        grade=grade(judgement.confidence) if judgement.confidence else weakest(context, judgement.claims),
        likelihood=_likelihood(judgement),
        because=context.spoken(sentence(judgement.because)),
        would_change=context.spoken(sentence(judgement.would_change)),
        claims=context.claim_links(judgement.claims),
    )


def _likelihood(judgement: KeyJudgement) -> str:
    if judgement.likelihood is None or judgement.confidence is Confidence.INSUFFICIENT:
        return ""
    return capitalised(term(judgement.likelihood, "likelihood"))


def questions(context: Context) -> tuple[Question, ...]:
    """The open questions, unanswered ones first."""
    found = [_question(context, i, q) for i, q in enumerate(context.document.entry.open_questions, start=1)]
    return tuple(sorted(found, key=lambda q: bool(q.answered_by)))


def _question(context: Context, number: int, question: OpenQuestion) -> Question:
    return Question(
        anchor=f"question-{number}",
        text=context.spoken(question.text),
        claims=context.claim_links(question.claims),
        answered_by=context.claim_links([question.answered_by]),
    )


def gaps(context: Context, labels: Sequence[Label]) -> tuple[GapView, ...]:
    """The standard gaps that flags bring, with what editors add to them, then the editors' other gaps."""
    entries = context.document.entry.gaps
    standard = [label for label in labels if label.flag in STANDARD_GAPS]
    taken = {STANDARD_GAPS[label.flag] for label in standard}
    return (*(_standard(context, label, entries) for label in standard), *_others(context, entries, taken))


def _standard(context: Context, label: Label, entries: Sequence[Gap]) -> GapView:
    kind = STANDARD_GAPS[label.flag]
    own = (g for g in entries if kind is not None and g.kind is kind)
    same = label.meaning.rstrip(
        "."
    ).casefold()  # editors may use the standard words themselves: once is enough
    shorter = (g.model_copy(update={"text": ""}) if g.text.rstrip(".").casefold() == same else g for g in own)
    more = tuple(_gap_text(context, g) for g in shorter if g.text or g.tried or g.would_settle)
    return GapView(label.anchor, label.text, label.meaning, more)


def _others(context: Context, entries: Sequence[Gap], taken: set[GapKind | None]) -> Iterator[GapView]:
    kinds = dict.fromkeys(g.kind for g in entries if g.kind is None or g.kind not in taken)
    for kind in kinds:
        texts = tuple(_gap_text(context, g) for g in entries if g.kind is kind)
        yield GapView(f"gap-{kind or 'other'}", term(kind or "other", "gap"), "", texts)


def _gap_text(context: Context, gap: Gap) -> GapText:
    said = (context.spoken(sentence(text)) for text in (gap.text, gap.tried, gap.would_settle))
    return GapText(*said)


def watch(context: Context) -> tuple[Watch, ...]:
    """The watch list by date."""
    entries = sorted(context.document.entry.watch, key=lambda w: dates.order(w.date))
    return tuple(_watch(context, w) for w in entries)


def _watch(context: Context, item: WatchItem) -> Watch:
    last = dates.latest(item.date)
    late = not item.outcome and last is not None and last < context.today
    date = capitalised(dates.words(item.date)) if item.date else ""
    text, sign, outcome = (context.spoken(sentence(t)) for t in (item.text, item.sign, item.outcome))
    return Watch(text, date, sign, outcome, late)


def timeline(context: Context, entries: Sequence[TimelineItem]) -> tuple[Moment, ...]:
    """Past events by date."""
    ordered = sorted(entries, key=lambda t: dates.order(t.date))
    return tuple(
        Moment(
            capitalised(dates.words(t.date)), context.spoken(sentence(t.text)), context.claim_links(t.claims)
        )
        for t in ordered
    )


def timeline_picture(entries: Sequence[TimelineItem]) -> Markup:
    """The timeline as a picture: each event as far as its date is known."""
    ordered = sorted(entries, key=lambda t: dates.order(t.date))
    return spans.picture("picture-timeline", [spans.event(t.text, t.date) for t in ordered])
