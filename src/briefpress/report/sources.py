"""What came of a source that was taken in, or looked at again, as text for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefpress.model.source import Location
from briefpress.report.visible import visible

_LOST = {
    0: "Every quotation from it stands in the new text as well.",
    1: "1 quotation no longer stands in the text.",
}


def added(
    id: str,
    file: str,
    snapshot: str,
    counts: tuple[int, int],
    answers: Iterable[tuple[str, str | tuple[str, ...], str]],
    proposals: Sequence[str],
    notes: Sequence[str],
) -> str:
    """Where the text and the entry were written, each answer with its place, what may be added, what to look at.

    `counts` are the paragraphs and words of the text.
    """
    paragraphs, words = counts
    first = f"wrote {snapshot}" if snapshot else "kept the hash only"
    lines = [f"{first}: {_some(paragraphs, 'paragraph')}, {_some(words, 'word')}"]
    lines.append(f"added {id} to {file}")
    lines += [f"  {key}: {_shown(value)}{f'  ({where})' if where else ''}" for key, value, where in answers]
    return _told(lines, [*_section("perhaps", proposals), *_section("look", notes)])


def updated(
    of: str,
    id: str,
    snapshot: str,
    group: str,
    broken: Sequence[tuple[Location, str, str, str]],
    notes: Sequence[str],
) -> str:
    """Where the new state stands, and each quotation that it does not hold: its place, claim, words, what is near.

    >>> print(updated("lamp", "", "", "", (), ()), end="")
    lamp says what it said; nothing was written.
    """
    if not id:
        return f"{of} says what it said; nothing was written.\n"
    lines = [
        f"wrote {snapshot}" if snapshot else "kept the hash only",
        f"added {id} to the registry; {of} stays, with its own text",
    ]
    lines += [f"added the origin group {group}: both count as one origin"] if group else []
    for at, claim, quote, instead in broken:
        lines.append(f"{at}: {claim} quotes what the new text does not hold: “{quote}”")
        lines.append(f"  there now: “{instead}”" if instead else "  nothing there resembles it")
    lines.append(_LOST.get(len(broken), f"{len(broken)} quotations no longer stand in the text."))
    return _told(lines, _section("look", notes))


def _told(lines: Iterable[str], more: Iterable[str]) -> str:
    return "".join(f"{visible(line)}\n" for line in (*lines, *more))


def _section(name: str, said: Iterable[str]) -> list[str]:
    return [f"{name}: {one}" for one in said]


def _shown(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _some(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
