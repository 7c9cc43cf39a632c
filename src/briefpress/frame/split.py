"""One built page -> frame with named slots; refuses a page without them."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefpress.model.artifact import Page

SHARED = ""
"""Names the frames of all sections that have none of their own."""


class Slot(enum.StrEnum):
    """What differs from page to page, by the word that stands for it in templates/frame/.

    Plain ASCII words without a meaning in HTML, so that they come out of any engine as they went in.
    """

    TITLE = "bpslot-title-9f3a"
    DESCRIPTION = "bpslot-description-9f3a"
    ADDRESS = "bpslot-address-9f3a"
    HEAD = "bpslot-head-9f3a"
    INDEXED = "bpslot-indexed-9f3a"
    CONTENTS = "bpslot-contents-9f3a"
    BODY = "bpslot-body-9f3a"


_WORD = re.compile("|".join(Slot))
_NEEDED = frozenset(Slot) - {Slot.ADDRESS}
"""Without `site_url` no page has an absolute address."""


class SlotMissing(ValueError):
    """The page cannot be a frame. `slots` are the missing ones, or the body when it stands there twice."""

    def __init__(self, slots: tuple[Slot, ...]) -> None:
        super().__init__(", ".join(slots))
        self.slots = slots


@dataclass(frozen=True, slots=True)
class Frame:
    """A page of the theme, cut at its slots: the text before the first, then each with the text after it."""

    start: str
    rest: tuple[tuple[Slot, str], ...]

    @property
    def text(self) -> str:
        """The page as it was split, for a digest."""
        return self.start + "".join(slot + text for slot, text in self.rest)


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames of a site, by section and by the number of folders that their pages lie deep."""

    by_place: Mapping[tuple[str, int], Frame]

    def of(self, page: Page) -> Frame:
        """The frame of a page: its section's own, else the one that all others share.

        Raises KeyError for a page that lies deeper than any frame.
        """
        depth = page.address.count("/")
        own = self.by_place.get((page.section, depth))
        return own if own is not None else self.by_place[SHARED, depth]


def split(html: str) -> Frame:
    """Cuts a built page at its slots. Raises SlotMissing when it lacks one that every stamped page needs."""
    found = [Slot(match.group()) for match in _WORD.finditer(html)]
    missing = _NEEDED.difference(found)
    if missing:
        raise SlotMissing(tuple(slot for slot in Slot if slot in missing))
    if found.count(Slot.BODY) > 1:
        raise SlotMissing((Slot.BODY,))
    start, *texts = _WORD.split(html)
    return Frame(start, tuple(zip(found, texts, strict=True)))
