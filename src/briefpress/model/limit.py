"""That work has used up its time."""

from __future__ import annotations


class TooLong(BaseException):
    """Raised within a worker when an item has used up its seconds; caught by whatever can tell where it was.

    A BaseException, since libraries catch every Exception and would go on.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds
