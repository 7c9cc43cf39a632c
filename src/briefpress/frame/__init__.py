"""The page frames that the theme drew, one for each section and folder depth, and how pages enter them."""

from briefpress.frame.emblem import Emblem, emblem
from briefpress.frame.policy import Inline, guarded, headers, policy
from briefpress.frame.split import SHARED, Frame, Frames, Slot, SlotMissing, split
from briefpress.frame.stamp import stamp

__all__ = [
    "SHARED",
    "Emblem",
    "Frame",
    "Frames",
    "Inline",
    "Slot",
    "SlotMissing",
    "emblem",
    "guarded",
    "headers",
    "policy",
    "split",
    "stamp",
]
