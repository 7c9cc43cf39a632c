"""The page frames that the theme drew, one for each section and folder depth, and how pages enter them."""

from briefpress.frame.split import SHARED, Frame, Frames, Slot, SlotMissing, split
from briefpress.frame.stamp import stamp

__all__ = ["SHARED", "Frame", "Frames", "Slot", "SlotMissing", "split", "stamp"]
