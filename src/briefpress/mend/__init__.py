"""Mends files: text in, text and what was changed out. The only importer of ruamel.yaml.

`lay_out` gives a file its one canonical layout (`briefpress fmt`); `proposed` and `mended` change what is
mechanical to mend and leave every other byte as it is (`briefpress check --fix`). Neither ever gives out a text
that does not load, or that says anything else than before, the mend apart.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from briefpress.mend.file import Refused, meaning, opened
from briefpress.mend.layout import laid_out
from briefpress.mend.tree import Unreadable, tree
from briefpress.model.source import Source

__all__ = ["Cannot", "Refused", "lay_out"]


@dataclass(frozen=True, slots=True)
class Cannot:
    """A file that stays as it is, with the reason in words."""

    reason: str


def lay_out(source: Source) -> bytes | Refused | Cannot:
    """The file in its canonical layout; what loading refuses is refused for the same reasons.

    Keys stand in the order of the form, everything in block style, lists of ids on one line where they fit, text
    with a space in it in double quotes, long text of our own folded. Comments stay with what they belong to. The
    Markdown below is not touched, blanks at its very end apart.
    """
    file = opened(source)
    if isinstance(file, Refused):
        return file
    try:
        before = tree(file.yaml)
        yaml = laid_out(before, file.kind)
        text = f"---\n{yaml}---\n{_ended(file.text[file.end :])}" if file.document else yaml
        content = text.replace("\n", file.ends_lines_with).encode()
        after = opened(Source(source.path, content))
        if isinstance(after, Refused) or meaning(after) != meaning(file):
            return Cannot("its layout cannot be changed without changing what it says")
        if _said(before.comments) != _said(tree(after.yaml).comments):
            return Cannot("its layout cannot be changed without losing a comment")
    except Unreadable as unreadable:
        return Cannot(f"its YAML can be read in two ways ({unreadable})")
    return content


def _ended(below: str) -> str:
    """The body without blanks and empty lines at its very end; `below` begins with the line `---`."""
    body = below.partition("\n")[2].rstrip(" \t\n")
    return f"{body}\n" if body else ""


def _said(comments: tuple[tuple[int, str], ...]) -> Counter[str]:
    return Counter(said for _, said in comments)
