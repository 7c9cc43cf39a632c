"""A quotation that was found, as an assertion to paste into a claim, and what is told beside it."""

from __future__ import annotations

from collections.abc import Sequence

from briefpress.evidence.quoting import Quotation, Unlike
from briefpress.report.visible import visible

_MARK, _END = "\x1b[1;4m", "\x1b[0m"
"""SGR sequences (ECMA-48, 8.3.117): softening words are bold and underlined on a terminal."""
_INDENT = "      "
"""How far an assertion is indented in a claim of the canonical layout."""


def assertion(lines: Sequence[str], found: Quotation, *, colour: bool = False) -> str:
    """The assertion, indented as `assertions:` of a claim holds it; with `colour` its softening words marked.

    >>> from briefpress.model.briefing import Locator
    >>> found = Quotation("It may end soon.", Locator(para=3), ("may",))
    >>> print(assertion(["source: a", 'quote: "It may end soon."'], found), end="")
          # paragraph 3, softened by “may”
          - source: a
            quote: "It may end soon."
    """
    first, *more = [visible(line) for line in lines]
    shown = [f"{_INDENT}# {place(found)}", f"{_INDENT}- {first}", *(f"{_INDENT}  {line}" for line in more)]
    text = "".join(f"{line}\n" for line in shown)
    return _marked(text, found.hedges) if colour else text


def _marked(text: str, hedges: Sequence[str]) -> str:
    head, quote, tail = text.partition(f"{_INDENT}  quote:")
    for hedge in hedges:
        before, found, after = tail.partition(hedge)
        tail = f"{before}{_MARK}{found}{_END}{after}" if found else tail
    return head + quote + tail


def place(found: Quotation) -> str:
    """Where it stands, and how it is softened, in a few words."""
    softened = f", softened by {', '.join(f'“{hedge}”' for hedge in found.hedges)}" if found.hedges else ""
    return visible(f"paragraph {found.locator.para}{softened}")


def told(found: Quotation) -> list[str]:
    """What an editor should know of it, a line each."""
    lines = []
    if not found.exact:
        lines.append("Not word for word what you looked for: this is what stands there.")
    if found.times > 1:
        lines.append(
            f"The words stand there {found.times} times; this is the first. Add words, or name the --para."
        )
    if not found.whole:
        lines.append("The whole sentence is over 60 words, so this is a part of it.")
    return lines


def unlike(source: str, found: Unlike) -> str:
    """What is told when nothing can be quoted, with the nearest passage.

    >>> print(unlike("seed-a", Unlike()))
    seed-a does not hold these words, and nothing there resembles them.
    """
    if found.why and found.near:
        return visible(f'{source}, paragraph {found.near.para}: "{_short(found.near.text)}": {found.why}.')
    if found.why:
        return visible(f"{source}: {found.why}.")
    if found.near is None:
        return visible(f"{source} does not hold these words, and nothing there resembles them.")
    return visible(
        f'{source} does not hold these words. Nearest (paragraph {found.near.para}): "{_short(found.near.text)}"'
    )


def _short(text: str) -> str:
    return text if len(text) <= 400 else f"{text[:400]}…"
