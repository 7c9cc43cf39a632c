"""Python-Markdown's inline patterns, without trying those that cannot match: half of its time goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown import inlinepatterns
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_SIGNS = {
    inlinepatterns.BACKTICK_RE: "`",
    inlinepatterns.ESCAPE_RE: "\\",
    inlinepatterns.REFERENCE_RE: "[",
    inlinepatterns.LINK_RE: "[",
    inlinepatterns.IMAGE_LINK_RE: "[",
    inlinepatterns.IMAGE_REFERENCE_RE: "[",
    inlinepatterns.AUTOLINK_RE: "<",
    inlinepatterns.AUTOMAIL_RE: "<",
    inlinepatterns.LINE_BREAK_RE: "\n",
    inlinepatterns.ENTITY_RE: "&",
    r"\[\^([^\]]*)\]": "[",  # of the extension footnotes
    r"\*|_": "*_",
}
"""Regular expression of a pattern -> characters of which every match holds at least one."""


def install(md: Markdown, signs: Mapping[str, str]) -> None:
    """Have this instance skip patterns, unless an extension has put a processor of its own in that place.

    `signs` are those of patterns of our own, as in `_SIGNS`.
    """
    methods = ("_InlineProcessor__handleInline", "_InlineProcessor__applyPattern")  # private: they may go
    if type(md.treeprocessors["inline"]) is InlineProcessor and all(
        map(InlineProcessor.__dict__.get, methods)
    ):
        md.treeprocessors.register(_Inline(md, signs), "inline", 20)


class _Inline(InlineProcessor):
    """The tree processor "inline" with the same results: a text without `&` is not searched for entities.

    Patterns of other extensions are always tried.
    """

    def __init__(self, md: Markdown, signs: Mapping[str, str]) -> None:
        super().__init__(md)
        self._known = {**_SIGNS, **signs}
        self._letters = "".join(sorted({sign for signs in self._known.values() for sign in signs}))
        self._patterns: list[inlinepatterns.Pattern] = []
        self._plans: dict[tuple[bool, ...], Sequence[int]] = {}

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the patterns to all text of the tree."""
        patterns = list(self.md.inlinePatterns)
        if patterns != self._patterns:
            self._patterns, self._plans = patterns, {}
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - Markdown's
        if isinstance(data, AtomicString):
            return data
        position, plan = 0, self._plan(data)
        index = plan[patternIndex]
        while index < len(self._patterns):
            apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]  # it is private there
            data, matched, position = apply(self._patterns[index], data, index, position)
            if matched:
                plan = self._plan(data)  # what a match leaves behind may hold other characters
            following = plan[index if matched else index + 1]
            index, position = following, position if following == index else 0
        return data

    def _plan(self, data: str) -> Sequence[int]:
        """For each place in the list of patterns, the place from there on of the next that may match."""
        held = tuple([letter in data for letter in self._letters])
        plan = self._plans.get(held)
        if plan is None:
            present = {letter for letter, is_held in zip(self._letters, held, strict=True) if is_held}
            plan = self._plans[held] = self._planned(present)
        return plan

    def _planned(self, present: set[str]) -> Sequence[int]:
        plan = [len(self._patterns)]
        for index, pattern in reversed(list(enumerate(self._patterns))):
            signs = self._known.get(pattern.getCompiledRegExp().pattern)
            plan.append(plan[-1] if signs and present.isdisjoint(signs) else index)
        return plan[::-1]
