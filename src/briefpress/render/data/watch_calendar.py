"""The watch list as a calendar (RFC 5545): for each point that has a date, an all-day event on the day it is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID, uuid5

from briefpress.model import edtf
from briefpress.model.artifact import Artifact
from briefpress.model.card import Card, WatchCard
from briefpress.model.settings import Settings
from briefpress.model.vocabulary import Status
from briefpress.render import dates
from briefpress.render.filters import sentence
from briefpress.render.wording import marked, say

PATH = "watch.ics"
NAMESPACE = UUID("0c8f5c9e-5d5b-4f0a-9f0e-6a1c8f3e7b52")
"""Of the ids of events: version 5 of the briefing's id and the point's own words."""
_LIMIT = 75
"""Octets in a line (RFC 5545, 3.1)."""


def artifacts(cards: Iterable[Card], settings: Settings) -> tuple[Artifact, ...]:
    """`watch.ics`, or nothing when there is no date to watch: a calendar needs an event.

    Nothing of a withdrawn page is passed on. An event keeps its id when its date, sign or outcome changes.
    """
    events = [line for card in sorted(cards, key=lambda c: c.id) for line in _events(card, settings)]
    if not events:
        return ()
    name = marked(say("calendar.name", site=settings.site_name), specimen=settings.specimen)
    about = marked(say("calendar.about"), specimen=settings.specimen)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//briefpress//watch list//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        f"DESCRIPTION:{_text(about)}",
        *events,
        "END:VCALENDAR",
    ]
    return (Artifact(PATH, "".join(folded(line) for line in lines).encode()),)


def _events(card: Card, settings: Settings) -> Iterator[str]:
    if card.status is Status.WITHDRAWN:
        return
    met: Counter[str] = Counter()
    for item in card.watch:
        met[item.text] += 1
        day = due(item.date, edtf.day(card.published[:10]))
        if day is not None:
            yield from _event(card, item, met[item.text], day, settings)


def due(written: str, published: date | None) -> date | None:
    """The day to look: the last that the date can mean, since a point is overdue only after it.

    Of a date without an end, the first day on which there is something to look for, and none before the
    briefing was there to ask. None when nothing is known.

    >>> due("2027-02", None), due("2026-11/..", date(2026, 11, 21)), due("2027/..", date(2026, 11, 21))
    (datetime.date(2027, 2, 28), datetime.date(2026, 11, 21), datetime.date(2027, 1, 1))
    >>> due("unknown", None) is None
    True
    """
    if dates.span(written) is None:
        return None
    found = edtf.parse(written)
    assert found is not None
    if found.latest is not None or found.earliest is None:
        return found.latest
    return max(found.earliest, published or found.earliest)


def _event(card: Card, item: WatchCard, occurrence: int, day: date, settings: Settings) -> Iterator[str]:
    changed = edtf.day(card.updated[:10]) or day
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE, f'{card.id}#{occurrence}#{item.text}')}"
    yield f"DTSTAMP:{changed:%Y%m%d}T000000Z"  # of the data, not of the build
    yield f"LAST-MODIFIED:{changed:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{card.version}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    if day < date.max:  # without an end it lasts for its day (RFC 5545, 3.6.1)
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(marked(item.text, specimen=settings.specimen))}"
    yield f"DESCRIPTION:{_text(_description(card, item, settings))}"
    if settings.site_url:
        yield f"URL:{settings.site_url}{card.address}#watch-list"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(card: Card, item: WatchCard, settings: Settings) -> str:
    parts = (
        say("specimen.short") if settings.specimen else "",
        say("calendar.of", event=card.event or card.title),
        say("calendar.date", date=dates.words(item.date)),
        f"{say('watch.sign')} {sentence(item.sign)}" if item.sign else "",
        f"{say('watch.outcome')} {sentence(item.outcome)}" if item.outcome else "",
    )
    return "\n".join(part for part in parts if part)


def _text(value: str) -> str:
    r"""A value of type TEXT (RFC 5545, 3.3.11)."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(escaped.splitlines())


def folded(line: str) -> str:
    r"""A content line, broken before it is longer than 75 octets, never within a letter.

    >>> folded("SUMMARY:" + "é" * 40).split("\r\n")[1]
    ' ééééééé'
    """
    if len(line) * 4 <= _LIMIT:
        return f"{line}\r\n"
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LIMIT:
            pieces.append(piece)
            piece, size = "", 1  # the space that the next line begins with
        piece, size = piece + letter, size + width
    return "\r\n ".join([*pieces, piece]) + "\r\n"
