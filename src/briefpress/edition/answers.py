"""Whether an answer to a question of `briefpress new` can stand in a file, and what is wrong with one that cannot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypeAlias

from briefpress.check.dates import first_day
from briefpress.check.near import did_you_mean, listed, near
from briefpress.check.rules.slug_invalid import KEBAB, LONGEST, RESERVED, SHORTEST, kebab
from briefpress.check.words import in_text
from briefpress.load.characters import refused
from briefpress.model import edtf
from briefpress.model.field import Entry, specs

Check: TypeAlias = Callable[[str], str]
"""Gives back an answer as it will be written. Raises `Unsuitable`."""

MOST_WORDS = 60
"""Words with which the text of a briefing begins."""
_SHOWN = 40
_NAME = "small letters, digits and single hyphens"


class Unsuitable(Exception):
    """An answer that cannot stand in the file; why, as what is said of it: "has 95 characters"."""


def plain(value: str) -> str:
    """The answer on one line, its words parted by single spaces. Raises `Unsuitable` for what no file may hold."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Unsuitable("is no text in UTF-8") from None
    text = " ".join(value.split())
    for _, _, name in refused(text):
        raise Unsuitable(f"holds {name}, a character that cannot be seen or turns the direction of reading")
    return text


def text(kind: type[Entry], key: str, *, empty: bool = False) -> Check:
    """For a field of text: its limits are those of the form."""
    spec = next(spec for _, name, spec in specs(kind) if name == key)

    def check(value: str) -> str:
        said = plain(value)
        if not said and not empty:
            raise Unsuitable("is empty")
        if spec.chars is not None and len(said) > spec.chars:
            raise Unsuitable(f"has {len(said)} characters; the limit is {spec.chars}")
        if spec.words is not None and in_text(said) > spec.words:
            raise Unsuitable(f"has {in_text(said)} words; the limit is {spec.words}")
        return said

    return check


def sentence(value: str) -> str:
    """For a sentence or two of the text."""
    said = plain(value)
    if not said.strip(" ."):
        raise Unsuitable("is empty")
    if in_text(said) > MOST_WORDS:
        raise Unsuitable(f"has {in_text(said)} words; begin with at most {MOST_WORDS}")
    return said


def when(today: date, *, unknown: bool) -> Check:
    """For a date of the site's EDTF profile, not after today; with `unknown` that word will do, too."""

    def check(value: str) -> str:
        said = plain(value)
        if unknown and said == edtf.UNKNOWN:
            return said
        if not edtf.is_date(said):
            word = ", or unknown" if unknown else ""
            raise Unsuitable(
                f'says "{_short(said)}", which is no date of the form; write it like 2026, 2026-11, 2026-11-21, '
                f"2026-11~ or [..2026-11-21]{word}"
            )
        begins = first_day(said)
        if begins is not None and begins > today:
            raise Unsuitable(f"{said} is after today, {today}")
        return said

    return check


def one_of(words: Collection[str]) -> Check:
    """For one of a few words."""

    def check(value: str) -> str:
        said = plain(value).lower()
        if said not in words:
            told = did_you_mean(near(said, words)) or f"; there are {', '.join(words)}"
            raise Unsuitable(f'says "{_short(said)}"{told}')
        return said

    return check


def known(
    names: Collection[str],
    aliases: Mapping[str, Collection[str]],
    *,
    most: int,
    fewest: int = 0,
    makeable: bool = False,
) -> Check:
    """For ids, parted by commas or blanks. With `makeable` one that nothing is near may be registered later."""

    def check(value: str) -> str:
        said = plain(value).strip("[]")
        ids = list(dict.fromkeys(said.replace(",", " ").split()))
        for one in ids:
            if one in names:
                continue
            offers = near(one, names, aliases)
            if offers or not makeable:
                raise Unsuitable(f'names "{_short(one)}", which is not registered{did_you_mean(offers)}')
            if not KEBAB.fullmatch(one) or len(one) > LONGEST:
                offer = kebab(one) or "an-id"
                raise Unsuitable(f'names "{_short(one)}", which is no id: {_NAME}, such as "{offer}"')
        if not fewest <= len(ids) <= most:
            raise Unsuitable(f"names {len(ids)}; {_span(fewest, most)} may stand there")
        return ", ".join(ids)

    return check


def _span(fewest: int, most: int) -> str:
    return f"at most {most}" if fewest == 0 else str(most) if fewest == most else f"{fewest} to {most}"


def slug(value: str) -> str:
    """For the name of a file and of its address."""
    said = plain(value)
    if not KEBAB.fullmatch(said) or not SHORTEST <= len(said) <= LONGEST or said in RESERVED:
        reserved = listed(sorted(RESERVED))
        raise Unsuitable(
            f'is no name for a page: "{_short(said)}"; it takes {SHORTEST} to {LONGEST} {_NAME}, not {reserved}'
        )
    return said


def slug_of(title: str) -> str:
    """A name for the page of this title, from the words before its colon; "" when no name can be made of it.

    >>> slug_of("Licence of briefpress: anyone may use it"), slug_of("日本")
    ('licence-of-briefpress', '')
    >>> slug_of("A very long title that goes on and on and on until it does not fit")
    'a-very-long-title-that-goes-on-and-on-and-on-until-it-does'
    """
    for words in (title.partition(":")[0], title):
        made = kebab(words)
        if len(made) == LONGEST or kebab(f"{words}x") == made:
            made = made.rpartition("-")[0] or made
        if len(made) >= SHORTEST and made not in RESERVED:
            return made
    return ""


def event_of(title: str) -> str:
    """The event that a title names before its colon; "" when it names none in this way.

    >>> event_of("Licence of briefpress: anyone may use it"), event_of("Licence")
    ('Licence of briefpress', '')
    """
    event, colon, _ = title.partition(":")
    return event.strip() if colon else ""


def names_of(entries: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """By what other names each entry of a registry goes."""
    single, several = ("name", "label", "title"), ("aliases", "alt_labels")
    return {
        name: (
            *(said for field in single if (said := getattr(entry, field, ""))),
            *(said for field in several for said in getattr(entry, field, ())),
        )
        for name, entry in entries.items()
    }


def _short(said: str) -> str:
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
