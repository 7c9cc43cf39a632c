"""What became of a claim since it was first published, in words."""

from __future__ import annotations

from briefpress.model.card import ClaimEvent
from briefpress.render import dates
from briefpress.render.filters import sentence, term
from briefpress.render.wording import say


def history(events: tuple[ClaimEvent, ...]) -> tuple[str, ...]:
    """A line for each turn, newest first; none for a claim that stands as the first version had it."""
    told = events[1:] if events and events[0].change == "added" and events[0].version == 1 else events
    return tuple(
        _line(event) for event in (*reversed(told), *(events[:1] if told and told != events else ()))
    )


def _line(event: ClaimEvent) -> str:
    graded = event.change in ("raised", "lowered")
    line = say(
        f"history.{event.change}",
        n=event.version,
        date=say("history.date", date=dates.words(event.date)) if event.date else "",
        before=term(event.before, "confidence") if graded else event.before,
        after=term(event.after, "confidence") if graded else event.after,
    )
    return f"{line} {sentence(event.reason)}".strip()
