"""What all pictures have in common: the frame with its name, places along the width, and texts that must fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from markupsafe import Markup, escape


def svg(id: str, title: str, what: str, height: float, parts: Iterable[str]) -> str:
    """A picture as wide as its room and `height` em high, named by `title` and told more about by `what`.

    `id` must be the only one of its kind on a page. `parts` are elements of SVG, escaped already; they are hidden
    from screen readers, some of which would read out each number and name although the whole is an image.
    """
    return (
        f'<svg class="bp-drawn" role="img" aria-labelledby="{id}-title" aria-describedby="{id}-what" '
        f'width="100%" height="{short(height)}em"><title id="{id}-title">{escape(title)}</title>'
        f'<desc id="{id}-what">{escape(what)}</desc><g aria-hidden="true">{"".join(parts)}</g></svg>'
    )


def figure(drawn: str, caption: str, behind: str = "") -> Markup:
    """A picture with the words below it; `behind` is the table that says the same. Search leaves it out."""
    return Markup(  # noqa: S704 - `drawn` and `behind` are HTML, made and escaped in this package
        f'<figure class="bp-picture" data-pagefind-ignore>{drawn}'
        f"<figcaption>{escape(caption)}</figcaption>{behind}</figure>"
    )


def short(number: float) -> str:
    """A number as SVG takes it, to a hundredth, so that the same picture has the same bytes everywhere.

    >>> short(12.0), short(0.333333)
    ('12', '0.33')
    """
    return f"{number:.2f}".rstrip("0").rstrip(".")


def text(x: str, y: float, words: str, style: str = "") -> str:
    """A text at a place along the width ("40%") and `y` em down to its base line; `style` names a class."""
    named = f' class="{style}"' if style else ""
    return f'<text{named} x="{x}" y="{short(y)}em">{escape(words)}</text>'


def fitting(words: str, room: int) -> str:
    """The words as far as they go into `room` letters of common width; wide ones count for more.

    >>> fitting("A contract was signed", 12), fitting("A contract", 12), fitting("映画俳優組合", 7)
    ('A contract…', 'A contract', '映画俳…')
    """
    clean = " ".join(words.split())
    if len(clean) * _WIDE <= room or width(clean) <= room:
        return clean
    kept, used = 0, 1.0  # the ellipsis takes room too
    for letter in clean:
        used += _width(letter)
        if used > room:
            break
        kept += 1
    return clean[:kept].rstrip(" ,;:") + "…"


def lines(words: str, room: int, most: int) -> list[str]:
    """A name broken into at most so many lines of `room` letters; what does not go in is cut with an ellipsis.

    >>> lines("Screen Actors Guild of the Northern Isles", 14, 2)
    ['Screen Actors', 'Guild of the…']
    """
    found: list[str] = []
    left = words.split()
    while left and len(found) < most - 1:
        line = left.pop(0)
        while left and width(f"{line} {left[0]}") <= room:
            line = f"{line} {left.pop(0)}"
        found.append(fitting(line, room))
    return [*found, fitting(" ".join(left), room)] if left else found


def width(words: str) -> float:
    """How wide a text is, roughly, in letters of common width."""
    return sum(map(_width, words))


_WIDE = 2.0


def _width(letter: str) -> float:
    if letter.isascii():
        return 1.7 if letter in "MWmw@%" else 1.25 if letter.isupper() else 1.0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else 1.25
